//! Pages that are not the article which their headline announced, against a server on loopback:
//! the feed's own title and text stay, and the reason is said. And pages that only lead on.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use program::{Home, list, succeeds};
use pty::Terminal;
use server::{Request, Response, Server};

const TITLE: &str = "Council weighs fate of old crane";
const TEXT: &str = "The harbour council met on Tuesday to decide what should become of the old \
    crane, which has stood idle on the north quay since the yard closed eleven years ago.";

/// The walls by path.
const WALLS: &[(&str, &str, &str)] = &[
    (
        "/consent",
        "<title>Your privacy</title><h1>Before you continue</h1><p>We and our partners use cookies \
         and similar technologies to store data on your device and to read them, for advertising \
         that fits you and to measure how well it works. You may change your mind at any time.</p>\
         <p>If you accept, data about your visit are shared with third parties in other countries, \
         in which the law may protect them less than where you live.</p><button>Accept all</button>",
        "asks for consent first",
    ),
    (
        "/login",
        "<title>Log in</title><h1>Log in to continue</h1><form><label>E-mail<input></label>\
         <label>Password<input type=password></label><p>Forgot your password? We send you a new \
         one, to the address that you gave us when you created your account with us.</p></form>",
        "asks to log in first",
    ),
    (
        "/check",
        "<title>Just a moment...</title><p>Checking your browser. This takes a few seconds.</p>",
        "checks for a browser or a human first",
    ),
    (
        "/gone",
        "<title>Oops</title><h1>Page not found</h1><p>The page that you are looking for does not \
         exist or has been moved. Try our search, or go back to where you came from.</p>",
        "is an error page",
    ),
];

fn document(inside: &str) -> Response {
    let html = format!("<!doctype html><html><body><main>{inside}</main></body></html>");
    Response::new(200, "text/html; charset=utf-8", html)
}

fn article(title: &str) -> Response {
    document(&format!(
        "<h1>{title}</h1><p>{TEXT}</p><p>Members heard from three engineers, two of whom said the \
         structure could be made safe for less than the cost of taking it down, while the third \
         warned that the footings had begun to shift.</p>"
    ))
}

/// A feed whose entries have these paths; those under `/bare` have no text.
fn feed(paths: &[&str]) -> Response {
    let now = jiff::Timestamp::now();
    let entry = |path: &&str| {
        let text = if path.starts_with("/bare") { "" } else { TEXT };
        format!(
            "<entry><id>{path}</id><title>{TITLE}</title><link href='{path}'/>\
             <updated>{now}</updated><summary>{text}</summary></entry>"
        )
    };
    let entries: String = paths.iter().map(entry).collect();
    let atom =
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title>{entries}</feed>");
    Response::new(200, "application/atom+xml", atom)
}

fn redirect(to: &str) -> Response {
    Response::text(302, "").header("Location", to)
}

fn start(
    paths: &'static [&str],
    pages: impl Fn(&Request) -> Response + Send + Sync + 'static,
) -> Server {
    let server = Server::start(move |request| match request.path.as_str() {
        "/feed" => feed(paths),
        "/robots.txt" => Response::text(404, "none"),
        _ => pages(request),
    });
    server.expect("starts")
}

fn home(server: &Server) -> Home {
    let home = Home::new();
    let config = format!("[[feed]]\nurl = \"{}/feed\"\n", server.url());
    home.write("config/newswire/config.toml", config);
    home
}

/// The number of the headline whose link ends like this.
fn id(home: &Home, path: &str) -> String {
    let rows = list(home, &[]);
    let found = rows.iter().find(|row| {
        row["link"]
            .as_str()
            .is_some_and(|link| link.ends_with(path))
    });
    found.expect("it is listed")["id"].to_string()
}

fn wall(path: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    WALLS.iter().find(|(wall, ..)| path.ends_with(wall))
}

#[test]
fn the_feeds_title_and_text_stay_and_the_reason_is_said() {
    let server = start(
        &["/consent", "/login", "/check", "/gone", "/moved"],
        |request| match request.path.as_str() {
            "/moved" => redirect("/"),
            "/" => document(&format!("<h1>Post</h1><h2>{TITLE}</h2><p>{TEXT}</p>")),
            path => document(wall(path).expect("a wall").1),
        },
    );
    let home = home(&server);
    succeeds(&home.run(&["refresh"]));
    let front = ("/moved", "", "is the site's front page");
    for (path, _, reason) in WALLS.iter().chain([&front]) {
        let said = home.run(&["read", &id(&home, path)]);
        succeeds(&said);
        assert!(
            said.out.starts_with(TITLE) && said.out.contains("north quay"),
            "{path}: {said:?}"
        );
        assert!(
            !said.out.contains("browser") && !said.out.contains("cookies"),
            "{said:?}"
        );
        assert!(
            said.err.contains(reason) && said.err.contains("feed's own text"),
            "{path}: {said:?}"
        );
        assert_eq!(said.err.lines().count(), 1, "{said:?}");
    }
}

#[test]
fn a_headline_alone_is_compared_too() {
    let server = start(&["/bare/login", "/bare/story"], |request| {
        wall(&request.path).map_or_else(|| article("Rust never sleeps"), |wall| document(wall.1))
    });
    let home = home(&server);
    succeeds(&home.run(&["refresh"]));
    let said = home.run(&["read", &id(&home, "/bare/login")]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("asks to log in first"), "{said:?}");
    let said = home.run(&["read", &id(&home, "/bare/story")]);
    assert!(said.out.starts_with("Rust never sleeps"), "{said:?}");
}

#[test]
fn what_was_stored_is_never_replaced_and_a_wall_is_tried_again() {
    let is_open = Arc::new(AtomicBool::new(true));
    let open = is_open.clone();
    let server = start(&["/a/check", "/b/check"], move |request| {
        if open.load(Ordering::SeqCst) {
            article("Fate of crane uncertain")
        } else {
            document(wall(&request.path).expect("a wall").1)
        }
    });
    let home = home(&server);
    succeeds(&home.run(&["refresh"]));
    let read = |path: &str| home.run(&["read", &id(&home, path)]);
    assert!(read("/a/check").out.starts_with("Fate of crane"));
    is_open.store(false, Ordering::SeqCst);
    let again = read("/a/check");
    assert!(
        again.out.starts_with("Fate of crane") && again.err.is_empty(),
        "{again:?}"
    );
    let walled = read("/b/check");
    assert!(
        walled.out.starts_with(TITLE) && walled.err.contains("checks for"),
        "{walled:?}"
    );
    is_open.store(true, Ordering::SeqCst);
    let later = read("/b/check");
    assert!(
        later.out.starts_with("Fate of crane") && later.err.is_empty(),
        "{later:?}"
    );
}

#[test]
fn walls_met_ahead_store_nothing() {
    let server = start(&["/consent", "/story"], |request| {
        wall(&request.path).map_or_else(|| article(TITLE), |wall| document(wall.1))
    });
    let home = home(&server);
    let said = home.run(&["refresh", "--articles"]);
    let told = format!("{}{}", said.out, said.err);
    assert!(told.contains("asks for consent first"), "{said:?}");
    let rows = list(&home, &[]);
    for row in rows {
        let is_story = row["link"]
            .as_str()
            .is_some_and(|link| link.ends_with("/story"));
        assert_eq!(row["has_article"], is_story, "{row}");
        assert_eq!(row["title"], TITLE);
    }
}

#[test]
fn the_reader_keeps_the_feeds_text_and_says_why() {
    let server = start(&["/consent"], |request| {
        document(wall(&request.path).expect("a wall").1)
    });
    let home = home(&server);
    succeeds(&home.run(&["refresh"]));
    let mut terminal = Terminal::start(&[], &home.path(""), 120, 40);
    terminal.wait_for("Council weighs");
    terminal.keys("\r");
    terminal.wait_for("asks for consent first");
    terminal.wait_for("Feed text only");
    terminal.wait_for("which has stood idle");
    terminal.keys("qq");
    assert!(terminal.wait_for_exit().success());
}

fn refresh(to: &str) -> Response {
    let html = format!(
        "<head><meta http-equiv=\"Refresh\" content=\"0; url='{to}'\"></head><p>Going on.</p>"
    );
    Response::new(200, "text/html", html)
}

/// What an answer names may not lead inside, also where the user opened the page.
#[test]
fn a_page_never_leads_on_to_the_inside() {
    let server = start(&["/bare/inside"], |_| refresh("http://10.0.0.1/admin"));
    let home = home(&server);
    succeeds(&home.run(&["refresh"]));
    let said = home.run(&["read", &id(&home, "/inside")]);
    assert!(said.code != 0 && said.err.contains("10.0.0.1"), "{said:?}");
    assert!(said.err.contains("private"), "{said:?}");
}

#[test]
fn a_page_that_only_leads_on_is_followed_once() {
    let server = start(
        &[
            "/bare/go",
            "/bare/twice",
            "/bare/self",
            "/bare/file",
            "/bare/script",
            "/bare/many",
        ],
        move |request| match request.path.as_str() {
            "/bare/go" => refresh("/story"),
            "/bare/twice" => refresh("/bare/go"),
            "/bare/self" => refresh("/bare/self#top"),
            "/bare/file" => refresh("file:///etc/passwd"),
            "/bare/script" => Response::new(
                200,
                "text/html",
                "<script>location.replace(\"\\/story\")</script>",
            ),
            "/bare/many" => refresh("/hop/1"),
            "/story" => article("The story"),
            path => {
                let hop: usize = path
                    .rsplit('/')
                    .next()
                    .and_then(|n| n.parse().ok())
                    .expect("a number");
                if hop < 11 {
                    redirect(&format!("/hop/{}", hop + 1))
                } else {
                    article("Too far")
                }
            }
        },
    );
    let home = home(&server);
    succeeds(&home.run(&["refresh"]));
    for (path, expected) in [
        ("/go", Some("The story")),
        ("/script", Some("The story")),
        ("/twice", None),
        ("/self", None),
        ("/file", None),
        ("/many", None),
    ] {
        let said = home.run(&["read", &id(&home, path)]);
        match expected {
            Some(title) => assert!(said.out.starts_with(title), "{path}: {said:?}"),
            None => assert!(said.code != 0 && said.out.is_empty(), "{path}: {said:?}"),
        }
    }
}
