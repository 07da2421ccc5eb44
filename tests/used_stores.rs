//! Stores that earlier programs left behind them after somebody had read in them: each opens with
//! this program, loses nothing, and the same news are no news.

#![cfg(unix)]

#[path = "support/program.rs"]
mod program;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::read::GzDecoder;
use newswire::market::notation;
use newswire::model::HeadlineId;
use newswire::store::Store;
use program::{Home, list, succeeds};
use serde_json::Value;

/// The folders of `fixtures/store` that `make.py` made, by the version of their tables.
const STORES: [&str; 3] = ["schema-3", "schema-6", "schema-7"];

/// When they were made.
const MADE: &str = "2026-01-10T12:00:00Z";

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/store/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).expect(&path)
}

fn printed(store: &str, name: &str) -> Value {
    serde_json::from_slice(&fixture(&format!("{store}/{name}.json"))).expect("JSON")
}

/// A home as it was left, and the servers that its sources know.
struct Left {
    home: Home,
    proxy: String,
    /// Feeds say the same in other bytes from now on.
    is_rewritten: Arc<AtomicBool>,
}

impl Left {
    fn new(store: &str) -> Self {
        let home = Home::new();
        let packed = fixture(&format!("{store}/store.db.gz"));
        let mut database = Vec::new();
        GzDecoder::new(packed.as_slice())
            .read_to_end(&mut database)
            .expect("unpacks");
        home.write("data/newswire/newswire.db", database);
        for name in ["config.toml", "sites.toml"] {
            home.write(&format!("config/newswire/{name}"), fixture(name));
        }
        let is_rewritten = Arc::new(AtomicBool::new(false));
        let socket = TcpListener::bind("127.0.0.1:0").expect("binds");
        let proxy = format!("http://{}", socket.local_addr().expect("bound"));
        let rewritten = is_rewritten.clone();
        std::thread::spawn(move || {
            while let Ok((stream, _)) = socket.accept() {
                answer(stream, rewritten.load(Ordering::SeqCst));
            }
        });
        Self {
            home,
            proxy,
            is_rewritten,
        }
    }

    /// Asks all sources; what was said of it.
    fn refresh(&self) -> String {
        let mut command = self.home.command(&["refresh", "--force"]);
        command.env("http_proxy", &self.proxy);
        let output = command.output().expect("it starts");
        String::from_utf8(output.stdout).expect("text")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let said = self.home.run(arguments);
        serde_json::from_str(&succeeds(&said).out).expect("JSON")
    }

    fn store(&self) -> Store {
        Store::open(&self.home.path("data/newswire/newswire.db")).expect("opens")
    }
}

/// Answers as a proxy does, whatever the host; nothing is kept open.
fn answer(mut stream: TcpStream, is_rewritten: bool) {
    let mut lines = BufReader::new(&stream).lines();
    let first = lines.next().expect("a request").expect("text");
    while lines
        .next()
        .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
    {}
    let found = match first.split(' ').nth(1).expect("an address") {
        "http://harbour.example/feed.xml" => Some("site/harbour.xml"),
        "http://letters.example/atom.xml" => Some("site/letters.xml"),
        "http://cards.example/news/" => Some("site/cards.html"),
        "http://arrived.example/feed.xml" => Some("site/arrived.xml"),
        _ => None,
    };
    let mut body = found.map(fixture).unwrap_or_default();
    if is_rewritten {
        body.extend(b"<!-- the same again -->\n");
    }
    let (status, mime) = match found {
        Some(name) if name.ends_with(".html") => ("200 OK", "text/html; charset=utf-8"),
        Some(_) => ("200 OK", "application/rss+xml"),
        None => ("404 Not Found", "text/plain"),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream
        .write_all(&[head.as_bytes(), &body].concat())
        .expect("sends");
}

/// The old row of each new one, with all that both know.
fn assert_kept(old: &Value, new: &Value, name: &str, fields: &[&str]) {
    let rows = |value: &Value| value.as_array().cloned().unwrap_or_default();
    assert_eq!(rows(old).len(), rows(new).len(), "{name}");
    for before in rows(old) {
        let by = if before.get("id").is_some() {
            "id"
        } else {
            "url"
        };
        let all = rows(new);
        let after = all.iter().find(|row| row[by] == before[by]);
        let after = after.unwrap_or_else(|| panic!("{name}: lost {before}"));
        for field in fields {
            assert_eq!(after[field], before[field], "{name}: {field} of {before}");
        }
    }
}

const HEADLINE: &[&str] = &[
    "id",
    "title",
    "link",
    "author",
    "source",
    "source_name",
    "published",
    "read",
    "favourite",
    "summary",
    "has_article",
];

const SOURCE: &[&str] = &[
    "name",
    "url",
    "groups",
    "paused",
    "gone",
    "last_success",
    "last_attempt",
    "next_due",
    "error",
    "failures",
    "status",
    "bytes",
    "newest",
    "new_address",
    "unread",
    "total",
];

fn assert_headlines_are_kept(left: &Left, store: &str) {
    let listed = left.json(&["list", "--json", "--limit", "500"]);
    assert_kept(&printed(store, "list"), &listed, store, HEADLINE);
    let kept = left.json(&["fav", "--json"]);
    assert_kept(&printed(store, "favourites"), &kept, store, HEADLINE);
}

/// The number of the article that was read to its middle.
fn stopped_in(store: &str) -> HeadlineId {
    let places = printed(store, "places");
    HeadlineId(places[0]["id"].as_i64().expect("a number"))
}

#[test]
fn nothing_is_lost_when_they_are_opened() {
    for store in STORES {
        let left = Left::new(store);
        assert_headlines_are_kept(&left, store);
        let sources = left.json(&["sources", "--json"]);
        assert_kept(&printed(store, "sources"), &sources, store, SOURCE);
        let id = stopped_in(store).to_string();
        let article = left.json(&["read", "--json", &id]);
        let before = printed(store, "article");
        for (field, value) in before.as_object().expect("an article") {
            assert_eq!(&article[field], value, "{store}: {field}");
        }
        assert!(!article.to_string().contains("Our letter"), "{store}");
    }
}

#[test]
fn each_kind_of_failure_is_told_as_it_was() {
    for store in STORES {
        let sources = Left::new(store).json(&["sources", "--json"]);
        let sources = sources.as_array().expect("rows");
        for (name, words) in [
            ("Silent", "timed out after 2 s"),
            ("Missing", "HTTP 404 not found"),
            ("Closed", "HTTP 410 gone"),
            ("Broken", "HTTP 500 internal server error"),
            ("Nowhere", "cannot find the host nowhere.invalid"),
            (
                "Refused",
                "cannot connect to 127.0.0.1: it refuses connections",
            ),
            ("Plain", "no list of headlines was found on the page"),
            ("Command", "3"),
            ("File", "/nowhere/feed.xml"),
        ] {
            let source = sources.iter().find(|source| source["name"] == name);
            let error = &source.expect("configured")["error"];
            let text = error.as_str().expect("it failed");
            assert!(text.contains(words), "{store}: {name}: {text}");
        }
    }
}

#[test]
fn what_no_command_prints_is_there_too() {
    for name in STORES {
        let left = Left::new(name);
        let store = left.store();
        let id = stopped_in(name);
        let place = store.place(id).expect("read").expect("stored");
        let before = printed(name, "places");
        let position = before[0]["position"].as_f64().expect("a fraction");
        assert!((place.fraction - position).abs() < 1e-12, "{name}");
        if let Some(passage) = before[0].get("passage") {
            let passage: Value =
                serde_json::from_str(passage.as_str().expect("text")).expect("JSON");
            let found = serde_json::to_value(place.passage).expect("JSON");
            assert_eq!(found, passage, "{name}");
        }
        // The pages that were fetched ahead, whole, and the one that could not be had.
        let pages = store.pages_of("harbour.example").expect("read");
        assert_eq!(pages.len(), 5, "{name}");
        for (id, page) in pages {
            assert!(page.html().expect("unpacks").contains("Our letter"));
            assert!(store.article(id).expect("read").is_some(), "{name}: {id}");
        }
        let made = MADE.parse().expect("a time");
        assert_eq!(store.prefetched(made).expect("read"), 6, "{name}");
        let waiting = store.waiting(made, 100).expect("read");
        assert!(waiting.is_empty(), "{name}: {waiting:?}");
        let key = notation::key("HRB.PA");
        let quotes = store.quotes(&[key]).expect("read");
        let prices: Vec<f64> = quotes.iter().map(|quote| quote.last).collect();
        let expected: &[f64] = if name == "schema-3" { &[] } else { &[100.5] };
        assert_eq!(prices, expected, "{name}");
    }
}

#[test]
fn the_same_news_are_no_news() {
    for store in STORES {
        let left = Left::new(store);
        for round in ["the same bytes", "and again", "the same in other bytes"] {
            left.is_rewritten
                .store(round.ends_with("other bytes"), Ordering::SeqCst);
            let said = left.refresh();
            assert!(
                said.contains(" 0 new headlines"),
                "{store}, {round}: {said}"
            );
            assert_headlines_are_kept(&left, store);
        }
        let unread = list(&left.home, &["--unread"]);
        let before = printed(store, "list");
        let before = before.as_array().expect("rows");
        let count = before.iter().filter(|row| row["read"] == false).count();
        assert_eq!(unread.len(), count, "{store}");
        let place = left.store().place(stopped_in(store)).expect("read");
        assert!(place.expect("stored").fraction > 0.0, "{store}");
    }
}
