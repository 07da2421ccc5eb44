//! A page without one feed offers lists of headlines: `try` prints them, `add` takes the best,
//! the reader lets the user pick.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use program::Home;
use pty::Terminal;
use server::{Request, Response, Server};

/// A front page with two lists, a page with two feeds, and a site whose news are in a sitemap.
fn answer(request: &Request) -> Response {
    match request.path.as_str() {
        "/news" => Response::html(front()),
        "/two" => Response::html(
            "<html><head><link rel=alternate type=application/rss+xml title=World href=/world.xml>\
             <link rel=alternate type=application/rss+xml title=Sport href=/sport.xml>\
             <link rel=alternate type=application/rss+xml title=Lost href=/lost.xml></head></html>",
        ),
        "/world.xml" => feed("World"),
        "/sport.xml" => feed("Sport"),
        "/town" => Response::html("<html><body><div id=app></div></body></html>"),
        "/robots.txt" => Response::text(200, "User-agent: *\nSitemap: /maps.xml\n"),
        "/maps.xml" => Response::new(
            200,
            "application/xml",
            "<sitemapindex><sitemap><loc>/pages.xml</loc></sitemap><sitemap><loc>/news-map.xml</loc></sitemap></sitemapindex>",
        ),
        "/news-map.xml" => Response::new(200, "application/xml", sitemap()),
        "/empty" => Response::html("<html><body><p>Nothing at all.</p></body></html>"),
        _ => Response::text(404, "nothing here"),
    }
}

fn front() -> String {
    let story = |number: usize| {
        format!(
            "<article class=story><h2><a href=/story/{number}>The council decides on plan {number} for the old bridge</a></h2>\
             <time datetime=2026-06-0{number}T10:00:00Z>June</time><p>In short, it takes a while.</p></article>"
        )
    };
    let opinion = |number: usize| {
        format!(
            "<li class=opinion><a href=/opinion/{number}>Why reader number {number} is of another mind today</a></li>"
        )
    };
    let stories: String = (1..=6).map(story).collect();
    let opinions: String = (1..=4).map(opinion).collect();
    format!(
        "<html lang=en><head><title>The Quay</title></head><body><nav><a href=/>Home</a></nav><main>{stories}</main>\
         <aside><h3>Opinion</h3><ul>{opinions}</ul></aside></body></html>"
    )
}

fn feed(title: &str) -> Response {
    let items: String = (1..=3)
        .map(|number| {
            format!(
                "<item><title>{title} item {number}</title><link>/{title}/{number}</link></item>"
            )
        })
        .collect();
    Response::new(
        200,
        "application/rss+xml",
        format!("<rss version='2.0'><channel><title>{title} desk</title>{items}</channel></rss>"),
    )
}

fn sitemap() -> String {
    let page = |path: &str| {
        format!(
            "<url><loc>{path}</loc><news:news><news:publication_date>2026-06-01</news:publication_date>\
             <news:title>Headline of {path}</news:title></news:news></url>"
        )
    };
    let pages: String = ["/town/1", "/town/2", "/sea/1", "/town/3"]
        .map(page)
        .concat();
    format!("<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{pages}</urlset>")
}

fn site() -> Server {
    Server::start(answer).expect("starts")
}

#[test]
fn try_prints_every_list_with_its_table() {
    let (site, home) = (site(), Home::new());
    let url = format!("{}/news", site.url());
    let said = home.run(&["try", &url]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("6 headlines"), "{said:?}");
    assert!(said.out.contains("4 headlines"), "{said:?}");
    assert!(
        said.out.contains("2026-06-01 10:00  The council decides"),
        "{said:?}"
    );
    // What is printed is a configuration that reads just these lists.
    for (table, count) in said.out.split("\n\n").zip([6, 4]) {
        let home = Home::new();
        home.write(
            "config/newswire/config.toml",
            format!("keep = \"9999d\"\n{table}"),
        );
        assert_eq!(home.run(&["check"]).code, 0);
        let said = home.run(&["refresh"]);
        assert!(
            said.out.contains(&format!("{count} new headlines")),
            "{said:?}"
        );
    }
    let json = home.run(&["try", "--json", &url]);
    let found: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(
        found[0]["feed"]["entries"].as_array().map(Vec::len),
        Some(6)
    );
    assert!(
        found[1]["table"]
            .as_str()
            .is_some_and(|table| table.contains("items"))
    );
    assert!(!home.path("config").exists(), "nothing is written");
}

#[test]
fn every_feed_that_the_page_names_and_that_answers_is_offered() {
    let (site, home) = (site(), Home::new());
    let said = home.run(&["try", &format!("{}/two", site.url())]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("/world.xml\""), "{said:?}");
    assert!(said.out.contains("name = \"Sport desk\""), "{said:?}");
    assert!(!said.out.contains("lost"), "{said:?}");
    let said = home.run(&["add", &format!("{}/two", site.url())]);
    assert!(said.out.contains("1 more to choose from"), "{said:?}");
}

#[test]
fn the_news_sitemap_stands_in_for_a_page_of_scripts() {
    let (site, home) = (site(), Home::new());
    let said = home.run(&["add", &format!("{}/town", site.url())]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("a news sitemap, 3 headlines"), "{said:?}");
    let said = home.run(&["refresh"]);
    assert!(said.out.contains("3 new headlines"), "{said:?}");
}

#[test]
fn no_headlines_is_an_error_that_says_what_to_do() {
    let (site, home) = (site(), Home::new());
    let url = format!("{}/empty", site.url());
    for command in ["try", "add"] {
        let said = home.run(&[command, &url]);
        assert_eq!((said.code, said.err.lines().count()), (1, 1), "{said:?}");
        assert!(
            said.err.contains("/empty: no list of headlines"),
            "{said:?}"
        );
    }
    home.write(
        "config/newswire/config.toml",
        format!("[[feed]]\nurl = \"{url}\"\n"),
    );
    let said = home.run(&["refresh"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("no list of headlines"), "{said:?}");
    assert!(said.err.contains("newswire try"), "{said:?}");
}

#[test]
fn the_reader_shows_the_lists_and_adds_the_picked_one() {
    let (site, home) = (site(), Home::new());
    home.write(
        "config/newswire/config.toml",
        format!(
            "keep = \"9999d\"\n[[feed]]\nurl = \"{}/world.xml\"\n",
            site.url()
        ),
    );
    let mut terminal = Terminal::start(&[], &home.path(""), 100, 30);
    terminal.wait_for("World item 1");
    terminal.keys(&format!("+{}/news\r", site.url()));
    terminal.wait_for("Which headlines?");
    terminal.wait_for("The council decides on plan 1");
    terminal.keys("j");
    terminal.wait_for("Why reader number 1");
    terminal.keys("\r");
    terminal.wait("the picked list alone", |screen| {
        screen.contains("Why reader number 4") && !screen.contains("Which headlines?")
    });
    assert!(
        !terminal.text().contains("The council"),
        "{}",
        terminal.text()
    );
    let config = home.read("config/newswire/config.toml");
    assert!(config.contains("items = "), "{config}");
    terminal.keys("u");
    terminal.wait("the undo", |screen| !screen.contains("Why reader number 4"));
    assert!(
        !home
            .read("config/newswire/config.toml")
            .contains("items = ")
    );
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}
