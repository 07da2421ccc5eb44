//! The commands around news, against a server on loopback: add, refresh, list, read, fav.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use program::{Home, is_harmless};
use serde_json::Value;
use server::{Request, Response, Server};

/// A small publication; it can be taken off the net.
struct Site {
    server: Server,
    is_down: Arc<AtomicBool>,
}

impl Site {
    fn start() -> Self {
        let is_down = Arc::new(AtomicBool::new(false));
        let down = is_down.clone();
        let server = Server::start(move |request| {
            if down.load(Ordering::SeqCst) {
                return Response::text(503, "closed");
            }
            answer(request)
        })
        .unwrap();
        Self { server, is_down }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }
}

fn answer(request: &Request) -> Response {
    match request.path.as_str() {
        "/feed.xml" => Response::new(200, "application/rss+xml", feed()),
        "/" => Response::new(
            200,
            "text/html",
            "<html><head><link rel=alternate type=application/rss+xml href=/feed.xml></head><body><p>Hello</p></body></html>",
        ),
        path if path.starts_with("/story/") => {
            Response::new(200, "text/html; charset=utf-8", story(path))
        }
        _ => Response::text(404, "nothing here"),
    }
}

fn feed() -> String {
    let items: String = (1..=5)
        .map(|number| {
            format!(
                "<item><title>Headline {number}\u{202e}\u{1b}]0;x\u{7}</title><link>/story/{number}</link><guid>g{number}</guid>\
                 <pubDate>Mon, 2{number} Jun 2026 10:00:00 GMT</pubDate><description>In short {number}</description></item>"
            )
        })
        .collect();
    format!(
        "<rss version=\"2.0\"><channel><title>The Harbour</title><link>/</link>{items}</channel></rss>"
    )
}

fn story(path: &str) -> String {
    let paragraph = "The council met on Tuesday evening and agreed, after a long debate about the \
        budget, that the old bridge shall be repaired before the winter comes. ";
    format!(
        "<html lang=en><head><title>Story of {path}</title></head><body><nav><a href=/>MENU</a></nav>\
         <article><h1>Story of {path}</h1><p>{paragraph}</p><p>{paragraph}</p><p>{paragraph}</p></article></body></html>"
    )
}

#[test]
fn an_article_has_the_date_of_its_feed_with_and_without_a_text_there() {
    let page = story("/x");
    let site = Server::start(move |request| match request.path.as_str() {
        "/feed.xml" => {
            let item = |number: u8, more: &str| {
                format!(
                    "<item><title>T{number}</title><link>/story/{number}</link><guid>g{number}</guid>\
                     <pubDate>Mon, 22 Jun 2026 10:00:00 GMT</pubDate>{more}</item>"
                )
            };
            let items = item(1, "<description>In short</description>") + &item(2, "");
            let feed = format!("<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>");
            Response::new(200, "application/rss+xml", feed)
        }
        _ => Response::new(200, "text/html; charset=utf-8", page.clone()),
    })
    .unwrap();
    let home = home_with(&[("T", format!("{}/feed.xml", site.url()))]);
    home.run(&["refresh"]);
    for number in ["1", "2"] {
        let said = home.run(&["read", number]);
        assert!(said.out.contains("Mon 22 Jun 2026, 10:00"), "{said:?}");
    }
}

/// A home whose configuration has these sources, by name and address.
fn home_with(sources: &[(&str, String)]) -> Home {
    let home = Home::new();
    let text: String = sources
        .iter()
        .map(|(name, url)| format!("[[feed]]\nname = \"{name}\"\nurl = \"{url}\"\n"))
        .collect();
    home.write(
        "config/newswire/config.toml",
        format!("keep = \"9999d\"\n{text}"),
    );
    home
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn add_finds_the_feed_of_a_page_and_refresh_fills_the_list() {
    let site = Site::start();
    let home = Home::new();
    let said = home.run(&["add", &site.url("/")]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out.contains("The Harbour") && said.out.contains("Headline 1"),
        "{said:?}"
    );
    assert!(
        home.read("config/newswire/config.toml")
            .contains("/feed.xml")
    );
    assert!(is_harmless(&said.out));
    let said = home.run(&["refresh"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("5 new headlines"), "{said:?}");
    let said = home.run(&["list"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(is_harmless(&said.out), "{}", said.out);
    let titles: Vec<&str> = said
        .out
        .lines()
        .map(|line| line.rsplit("  ").next().unwrap())
        .collect();
    assert_eq!(
        titles,
        [
            "Headline 5",
            "Headline 4",
            "Headline 3",
            "Headline 2",
            "Headline 1"
        ]
    );
    assert!(said.out.starts_with("     ") && said.out.contains("2026-06-25 10:00  The Harbour "));
    assert_eq!(home.run(&["add", &site.url("/missing")]).code, 1);
}

#[test]
fn a_failing_source_is_named_and_the_others_arrive() {
    let site = Site::start();
    let home = home_with(&[
        ("good", site.url("/feed.xml")),
        ("broken", site.url("/missing")),
    ]);
    let said = home.run(&["refresh"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.err.contains("broken (") && said.err.contains("/missing") && said.err.contains("404"),
        "{said:?}"
    );
    assert_eq!(said.err.lines().count(), 1);
    assert_eq!(home.run(&["list"]).out.lines().count(), 5);
    let alone = home_with(&[("broken", site.url("/missing"))]);
    assert_eq!(alone.run(&["refresh"]).code, 1);
    assert_eq!(alone.run(&["list"]).code, 1);
    let said = home.run(&["refresh", "gud"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("did you mean \"good\"?"), "{said:?}");
    assert_eq!(Home::new().run(&["refresh"]).code, 1);
}

#[test]
fn what_was_read_is_read_again_offline() {
    let site = Site::start();
    let home = home_with(&[("harbour", site.url("/feed.xml"))]);
    home.run(&["refresh"]);
    let list = json(&home.run(&["list", "--json", "--limit", "2"]).out);
    assert_eq!(list.as_array().unwrap().len(), 2);
    let id = list[0]["id"].to_string();
    let said = home.run(&["read", &id]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out.contains("The council met") && !said.out.contains("MENU"),
        "{said:?}"
    );
    assert!(said.out.lines().all(|line| line.chars().count() <= 80));
    site.is_down.store(true, Ordering::SeqCst);
    assert_eq!(home.run(&["read", &id]).out, said.out);
    let article = json(&home.run(&["read", "--json", &id]).out);
    assert!(
        article["text"]
            .as_str()
            .unwrap()
            .contains("The council met")
    );
    assert_eq!(article["page_failure"], serde_json::Value::Null);
    assert_eq!(home.run(&["list", "--unread"]).out.lines().count(), 4);
    // Not read yet and not to be had: the feed's own text.
    let other = home.run(&["read", &list[1]["id"].to_string()]);
    assert_eq!(other.code, 0, "{other:?}");
    assert!(
        other.out.contains("In short 4") && other.err.contains("503"),
        "{other:?}"
    );
    let other = json(
        &home
            .run(&["read", "--json", &list[1]["id"].to_string()])
            .out,
    );
    let failure = other["page_failure"]
        .as_str()
        .expect("why it is the feed's text");
    assert!(failure.contains("503"), "{failure}");
    assert_eq!(home.run(&["read", "999999"]).code, 1);
    assert_eq!(home.run(&["read", "two words"]).code, 2);
}

#[test]
fn any_address_can_be_read_and_kept() {
    let site = Site::start();
    let home = Home::new();
    let url = site.url("/story/99");
    let said = home.run(&["read", &url]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("Story of /story/99"));
    assert_eq!(home.run(&["fav"]).code, 1);
    assert_eq!(home.run(&["fav", "add", &url]).code, 0);
    site.is_down.store(true, Ordering::SeqCst);
    assert!(home.run(&["read", &url]).out.contains("The council met"));
    let kept = json(&home.run(&["fav", "--json"]).out);
    assert_eq!(kept[0]["title"], "Story of /story/99");
    let removed = json(&home.run(&["fav", "remove", "--json", &url]).out);
    assert_eq!(removed["favourite"], false);
    assert_eq!(home.run(&["fav"]).code, 1);
}

#[test]
fn favourites_are_marked_and_survive_their_source() {
    let site = Site::start();
    let home = home_with(&[("harbour", site.url("/feed.xml"))]);
    home.run(&["refresh"]);
    let id = json(&home.run(&["list", "--json"]).out)[2]["id"].to_string();
    let said = home.run(&["fav", "add", &id]);
    assert_eq!(
        (said.code, said.out.contains("Headline 3: kept")),
        (0, true),
        "{said:?}"
    );
    let list = home.run(&["list"]).out;
    assert_eq!(list.matches('★').count(), 1);
    assert!(list.lines().nth(2).unwrap().contains("*★"));
    home.write("config/newswire/config.toml", "# no sources\n");
    assert_eq!(home.run(&["list"]).code, 1);
    assert_eq!(home.run(&["list", "--favourites"]).out.lines().count(), 1);
    assert_eq!(home.run(&["list", "--source", "harbour"]).code, 2);
}

#[test]
fn the_data_folder_can_be_chosen() {
    let site = Site::start();
    let home = home_with(&[("harbour", site.url("/feed.xml"))]);
    assert_eq!(home.run(&["--data-dir", "elsewhere", "refresh"]).code, 0);
    assert!(home.path("elsewhere/newswire.db").exists() && !home.path("data").exists());
    assert_eq!(
        home.run(&["list", "--data-dir", "elsewhere"])
            .out
            .lines()
            .count(),
        5
    );
}
