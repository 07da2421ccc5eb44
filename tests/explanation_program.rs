//! The explanation of a page with the whole program against a server on loopback: it is seen,
//! overruled, tried on the site's stored pages, and taken back.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use program::{Home, list, numbers, succeeds};
use pty::Terminal;
use server::{Response, Server};

/// Printed on each page, in the middle of the text, and long enough for prose.
const LETTER: &str = "Our harbour letter tells you every Thursday what the sea has brought in, and it costs nothing.";

fn page(number: usize) -> String {
    let prose = |what: &str| {
        format!(
            "<p>The {what} of story {number} was seen by many in the harbour, who said, after some \
             thought, that nobody there had expected it.</p>"
        )
    };
    format!(
        "<html lang=en><head><title>Story {number} of the harbour</title></head><body>\
         <div class=top-line>Weather: rain until noon</div>\
         <article><h1>Story {number} of the harbour</h1>{}{}<div class=letter-box><p>{LETTER}</p></div>{}{}\
         </article></body></html>",
        prose("beginning"),
        prose("second part"),
        prose("third part"),
        prose("end")
    )
}

fn serve() -> Server {
    Server::start(|request| {
        if request.path == "/feed" {
            let now = jiff::Timestamp::now();
            let items: String = (1..=2)
                .map(|number| {
                    let date = now - jiff::SignedDuration::from_mins(number);
                    let date = date.strftime("%a, %d %b %Y %H:%M:%S +0000");
                    format!(
                        "<item><title>Story {number}</title><link>/story/{number}</link>\
                         <description>In short, {number}.</description><pubDate>{date}</pubDate></item>"
                    )
                })
                .collect();
            let text = format!("<rss version=\"2.0\"><channel><title>Harbour</title>{items}</channel></rss>");
            return Response::new(200, "application/rss+xml", text);
        }
        let number = request.path.rsplit('/').next();
        match number.and_then(|number| number.parse().ok()) {
            Some(number) => Response::new(200, "text/html; charset=utf-8", page(number)),
            None => Response::text(404, "nothing here"),
        }
    })
    .unwrap()
}

/// A home in which both stories were read once.
fn home(server: &Server) -> Home {
    let home = Home::new();
    let config = format!(
        "[[feed]]\nurl = \"{}/feed\"\nfull_text = \"never\"\n\n[reader]\nrefresh_on_start = false\n",
        server.url()
    );
    home.write("config/newswire/config.toml", config);
    succeeds(&home.run(&["refresh"]));
    for id in numbers(&list(&home, &[])) {
        let said = home.run(&["read", &id]);
        assert!(
            succeeds(&said).out.contains("Our harbour letter"),
            "{said:?}"
        );
    }
    home
}

fn rules(home: &Home) -> Option<String> {
    std::fs::read_to_string(home.path("config/newswire/sites.toml")).ok()
}

#[test]
fn a_block_is_hidden_on_all_pages_of_the_site_and_comes_back() {
    let server = serve();
    let home = home(&server);
    let mine = "# mine\n[[rule]]\nsite = \"other.example\"\nhide = \"p\" # all\n";
    home.write("config/newswire/sites.toml", mine);
    let mut terminal = Terminal::start(&[], &home.path(""), 100, 30);
    terminal.wait_for("Story 1");
    terminal.keys("\r");
    terminal.wait_for("The end of story 1");
    terminal.keys("c");
    terminal.wait_for("Weather: rain");
    terminal.wait_for("whole page");
    terminal.keys("cc");
    terminal.wait("the clean article", |screen| {
        screen.contains("The end of story 1") && !screen.contains("Weather")
    });
    terminal.keys("x");
    terminal.wait_for("What is text");
    let on_letter = |line: &str| line.starts_with("▌ + Our harbour letter");
    terminal.keys("jj");
    terminal.wait("the letter", |screen| screen.lines().any(on_letter));
    terminal.keys("d");
    terminal.wait_for("2 blocks fewer on 2 of 2 stored pages");
    terminal.wait_for("your rule div.letter-box");
    let written = rules(&home).unwrap();
    assert!(
        written.starts_with(mine) && written.contains("hide = \"div.letter-box > p\""),
        "{written}"
    );
    terminal.keys("h");
    terminal.wait("no letter", |screen| {
        screen.contains("The end of story 1") && !screen.contains("Our harbour letter")
    });
    // The other story, too, in another process.
    for id in numbers(&list(&home, &[])) {
        let said = home.run(&["read", &id]);
        assert!(!succeeds(&said).out.contains("harbour letter"), "{said:?}");
    }
    terminal.keys("u");
    terminal.wait_for("undone: 2 blocks more on 2 of 2 stored pages");
    terminal.wait_for("Our harbour letter");
    assert_eq!(rules(&home).as_deref(), Some(mine));
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn the_selector_of_a_source_explains_what_is_shown() {
    let server = serve();
    let home = Home::new();
    let config = |selector: &str| {
        format!(
            "[[feed]]\nurl = \"{}/feed\"\nfull_text = \"never\"\narticle = \"{selector}\"\n\n\
             [reader]\nrefresh_on_start = false\n",
            server.url()
        )
    };
    home.write("config/newswire/config.toml", config("div.letter-box"));
    succeeds(&home.run(&["refresh"]));
    let mut terminal = Terminal::start(&[], &home.path(""), 100, 30);
    terminal.wait_for("Story 1");
    terminal.keys("\r");
    terminal.wait("the letter alone", |screen| {
        screen.contains("Our harbour letter") && !screen.contains("The end of story 1")
    });
    terminal.keys("x");
    terminal.wait_for("your selector article = \"div.letter-box\"");
    terminal.wait("what is shown is kept and the rest is not", |screen| {
        let begins = |start: &str| screen.lines().any(|line| line.contains(start));
        begins("+ Our harbour letter") && begins("- The end of story 1")
    });
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    let page = format!("{}/story/1", server.url());
    let said = home.run(&["extract", "--explain", &page]);
    assert!(
        succeeds(&said).out.ends_with("1 blocks kept, 6 dropped\n"),
        "{said:?}"
    );
    // The configuration of this moment counts.
    home.write("config/newswire/config.toml", config("article h2"));
    let said = home.run(&["extract", &page]);
    assert!(
        succeeds(&said).out.contains("The end of story 1"),
        "{said:?}"
    );
}

#[test]
fn what_the_feed_says_instead_of_the_page_is_explained_as_the_feeds() {
    let paragraph = |part: &str| {
        format!(
            "&lt;p&gt;The {part} of the story came with the feed, all of it, and nothing was left \
             out for the page to tell, which only says that there is more.&lt;/p&gt;"
        )
    };
    let text: String = ["beginning", "middle", "turn", "end"]
        .map(paragraph)
        .concat();
    let server = Server::start(move |request| match request.path.as_str() {
        "/feed" => {
            let date = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S +0000");
            let feed = format!(
                "<rss version=\"2.0\"><channel><title>Harbour</title><item><title>The story</title>\
                 <link>/story</link><pubDate>{date}</pubDate><description>{text}</description></item>\
                 </channel></rss>"
            );
            Response::new(200, "application/rss+xml", feed)
        }
        _ => Response::new(
            200,
            "text/html; charset=utf-8",
            format!(
                "<title>The story</title><article><h1>The story</h1><p>The beginning of the story came \
                 with the feed, said the harbour, and there is more to it than that.</p></article>\
                 <footer>{}</footer>",
                "<p>Printed by the harbour's own press, in three colours.</p>".repeat(9)
            ),
        ),
    })
    .unwrap();
    let home = Home::new();
    let config = format!(
        "[[feed]]\nurl = \"{}/feed\"\nfull_text = \"always\"\n\n[reader]\nrefresh_on_start = false\n",
        server.url()
    );
    home.write("config/newswire/config.toml", config);
    succeeds(&home.run(&["refresh"]));
    let mut terminal = Terminal::start(&[], &home.path(""), 100, 30);
    terminal.wait_for("The story");
    terminal.keys("\r");
    terminal.wait_for("The end of the story");
    terminal.keys("x");
    terminal.wait("the feed's text is what is kept", |screen| {
        let begins = |start: &str| screen.lines().any(|line| line.contains(start));
        begins("+ The end of the story")
            && begins("- The beginning of the story came with the feed, said")
            && screen.contains("the feed says more than the page shows")
    });
    terminal.keys("-");
    terminal.wait_for("a rule is about a place on the page");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn a_rule_that_is_none_is_named_and_the_rest_holds() {
    let server = serve();
    let home = home(&server);
    let site = server.url().replace("http://", "");
    let rules = format!(
        "[[rule]]\nsite = \"{site}\"\nhide = \"div >\"\n[[rule]]\nsite = \"{site}\"\nhide = \"div.letter-box\"\n"
    );
    home.write("config/newswire/sites.toml", rules);
    let said = home.run(&["extract", &format!("{}/story/7", server.url())]);
    assert!(!succeeds(&said).out.contains("harbour letter"), "{said:?}");
    assert!(
        said.err
            .contains("sites.toml:3: \"div >\" is not a CSS selector"),
        "{said:?}"
    );
    let said = home.run(&["check"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("1 mistake in"), "{said:?}");
    let said = home.run(&["extract", "--explain", "http://127.0.0.1:1/x"]);
    assert_eq!(said.code, 1);
    assert_eq!(said.err.lines().count(), 1, "{said:?}");
}
