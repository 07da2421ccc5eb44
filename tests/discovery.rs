//! The feeds that a page names: `add`, `try` and `refresh` decide alike, and answers are read
//! however they are compressed.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use program::Home;
use server::{Request, Response, Server};

const RSS: &str = "application/rss+xml";

fn feed() -> &'static str {
    "<rss version='2.0'><channel><title>The feed</title><item><title>From the feed</title>\
     <link>/f/1</link><guid>1</guid></item></channel></rss>"
}

/// A page with a list of three headlines, and something in its head and body.
fn page(head: &str, body: &str) -> String {
    let story = |number: usize| {
        format!(
            "<li><h2><a href=/story/{number}>The council decides on plan {number} of many</a></h2></li>"
        )
    };
    let stories: String = (1..=3).map(story).collect();
    format!(
        "<html><head><title>The page</title>{head}</head><body><main><ul>{stories}</ul></main>{body}</body></html>"
    )
}

fn answer(request: &Request) -> Response {
    let dead = "<link rel=alternate type=application/rss+xml href=/dead.xml>";
    let bare =
        |body: &str| format!("<html><head><title>Bare</title></head><body>{body}</body></html>");
    match request.path.as_str() {
        "/feed.xml" => Response::new(200, RSS, feed()),
        "/dead" => Response::html(page(dead, "")),
        "/second" => Response::html(page(
            &format!("{dead}<link rel=alternate type=application/atom+xml href=/feed.xml>"),
            "",
        )),
        "/hint" => Response::html(bare("<footer><a href=/feed.xml>RSS</a></footer>")),
        "/hint-and-list" => Response::html(page("", "<footer><a href=/feed.xml>RSS</a></footer>")),
        "/header" => Response::html(bare("<p>Nothing here.</p>")).header(
            "Link",
            "</feed.xml>; rel=\"alternate\"; type=\"application/rss+xml\"",
        ),
        "/false-hint" => Response::html(page("", "<a href=/about/rss>RSS</a>")),
        "/about/rss" => Response::html(bare("<p>What RSS is.</p>")),
        "/deflated" => {
            let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
            packed.write_all(feed().as_bytes()).expect("packs");
            Response::new(200, RSS, packed.finish().expect("packs"))
                .header("Content-Encoding", "deflate")
        }
        "/unannounced" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::default());
            packed.write_all(feed().as_bytes()).expect("packs");
            Response::new(200, RSS, packed.finish().expect("packs"))
        }
        _ => Response::text(404, "nothing here"),
    }
}

fn titles(home: &Home) -> String {
    home.run(&["list"]).out
}

/// What `add` says and what a refresh then brings.
fn added(site: &Server, path: &str) -> (String, String) {
    let home = Home::new();
    let said = home.run(&["add", &format!("{}{path}", site.url())]);
    assert_eq!(said.code, 0, "{path}: {said:?}");
    let refreshed = home.run(&["refresh"]);
    assert_eq!(refreshed.code, 0, "{path}: {refreshed:?}");
    (said.out, titles(&home))
}

/// What a refresh brings of an address that the user wrote into the configuration.
fn configured(site: &Server, path: &str) -> (Home, String) {
    let home = Home::new();
    let config = format!("[[feed]]\nurl = \"{}{path}\"\n", site.url());
    home.write("config/newswire/config.toml", config);
    let said = home.run(&["refresh"]);
    assert_eq!(said.code, 0, "{path}: {said:?}");
    let titles = titles(&home);
    (home, titles)
}

#[test]
fn a_page_whose_feed_is_dead_serves_by_itself() {
    let site = Server::start(answer).expect("starts");
    let (said, list) = added(&site, "/dead");
    assert!(said.contains("3 headlines"), "{said}");
    assert!(list.contains("plan 3"), "{list}");
    let (home, list) = configured(&site, "/dead");
    assert!(list.contains("plan 3"), "{list}");
    for _ in 0..2 {
        let again = home.run(&["refresh", "--force"]);
        assert_eq!(again.code, 0, "{again:?}");
        assert!(again.out.contains("0 failed"), "{again:?}");
    }
}

#[test]
fn the_first_feed_that_answers_is_taken() {
    let site = Server::start(answer).expect("starts");
    for list in [added(&site, "/second").1, configured(&site, "/second").1] {
        assert!(
            list.contains("From the feed") && !list.contains("plan"),
            "{list}"
        );
    }
}

#[test]
fn links_and_headers_name_feeds_too() {
    let site = Server::start(answer).expect("starts");
    for path in ["/hint", "/header", "/hint-and-list"] {
        let tried = Home::new().run(&["try", &format!("{}{path}", site.url())]);
        assert!(
            tried.out.contains("a feed that the page names"),
            "{path}: {tried:?}"
        );
        let (said, list) = added(&site, path);
        assert!(said.contains("/feed.xml"), "{path}: {said}");
        assert!(list.contains("From the feed"), "{path}: {list}");
        assert!(
            configured(&site, path).1.contains("From the feed"),
            "{path}"
        );
    }
    for list in [
        added(&site, "/false-hint").1,
        configured(&site, "/false-hint").1,
    ] {
        assert!(list.contains("plan 1"), "{list}");
    }
}

#[test]
fn compression_of_every_kind_is_read() {
    let site = Server::start(answer).expect("starts");
    for path in ["/deflated", "/unannounced"] {
        assert!(added(&site, path).1.contains("From the feed"), "{path}");
    }
}
