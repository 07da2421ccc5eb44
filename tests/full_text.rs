//! Articles fetched ahead, against servers on loopback: which pages are asked for, in which
//! order, and what a site may say against it.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use newswire::app::event::PrefetchProgress;
use newswire::model::SourceSpec;
use newswire::model::source::FullText;
use newswire::net::{self, Client};
use newswire::runtime::prefetch::{Options, Summary, prefetch};
use newswire::runtime::reading::ArticleFetcher;
use newswire::runtime::refresh;
use newswire::store::{Handle, Store};
use program::Home;
use pty::Terminal;
use server::{Request, Response, Server};

/// A site with `/feed` and stories; `rules` answers first.
struct Site {
    server: Server,
    asked: Receiver<String>,
    /// Most requests for stories at one time.
    most: Arc<AtomicUsize>,
}

impl Site {
    fn start(
        links: &[&str],
        rules: impl Fn(&Request) -> Option<Response> + Send + Sync + 'static,
    ) -> Self {
        let feed = feed(links);
        let (sender, asked) = channel();
        let sender = Mutex::new(sender);
        let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
        let highest = most.clone();
        let server = Server::start(move |request| {
            highest.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            let sent = sender
                .lock()
                .expect("unpoisoned")
                .send(request.path.clone());
            sent.expect("the test is listening");
            let answer = rules(request).unwrap_or_else(|| answer(request, &feed));
            now.fetch_sub(1, Ordering::SeqCst);
            answer
        });
        Self {
            server: server.expect("starts"),
            asked,
            most,
        }
    }

    fn open(links: &[&str]) -> Self {
        Self::start(links, |_| None)
    }

    /// What was asked for since the last call.
    fn asked(&self) -> Vec<String> {
        self.asked.try_iter().collect()
    }

    fn source(&self, full_text: FullText) -> SourceSpec {
        SourceSpec {
            url: format!("{}/feed", self.server.url()),
            full_text,
            ..SourceSpec::default()
        }
    }
}

/// Titles tell the links; those with "whole" carry their text. The first is the newest.
fn feed(links: &[&str]) -> String {
    let now = jiff::Timestamp::now();
    let item = |(at, link): (usize, &&str)| {
        let minutes = i64::try_from(at).expect("few") + 1;
        let date = now - jiff::SignedDuration::from_mins(minutes);
        let text = if link.contains("whole") {
            format!("<p>{}</p>", SENTENCE.repeat(30))
        } else {
            "In short.".to_owned()
        };
        format!(
            "<entry><id>{link}</id><title>{link}</title><link href='{link}'/><updated>{date}</updated>\
             <content type='html'><![CDATA[{text}]]></content></entry>"
        )
    };
    let entries: String = links.iter().enumerate().map(item).collect();
    format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Site</title>{entries}</feed>")
}

const SENTENCE: &str = "The council agreed, after a long debate, that the old bridge shall be \
    repaired before the winter comes. ";

fn answer(request: &Request, feed: &str) -> Response {
    match request.path.as_str() {
        "/feed" => Response::new(200, "application/atom+xml", feed.to_owned()),
        "/robots.txt" => Response::text(404, "none"),
        path => Response::new(
            200,
            "text/html; charset=utf-8",
            format!(
                "<html lang=en><body><article><h1>Story {path}</h1><p>{}</p><p>{}</p></article></body></html>",
                SENTENCE.repeat(3),
                SENTENCE.repeat(4)
            ),
        ),
    }
}

/// Sources that are refreshed, and what their pages are fetched with.
struct Fixture {
    fetcher: ArticleFetcher,
    runtime: tokio::runtime::Runtime,
    _folder: tempfile::TempDir,
}

impl Fixture {
    fn new(sources: &[SourceSpec]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(&folder.path().join("news.db")).expect("opened");
        store.set_sources(sources).expect("set");
        let options = net::Options {
            timeout: Duration::from_secs(10),
            system_proxy: false,
            ..net::Options::default()
        };
        let fetcher = ArticleFetcher::new(
            Arc::new(Client::new(&options).expect("valid options")),
            Arc::new(Handle::own(store).expect("starts")),
            folder.path().join("sites.toml"),
        );
        let fixture = Self {
            fetcher,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("starts"),
            _folder: folder,
        };
        let all = refresh::Options {
            force: true,
            only: None,
            every_seconds: 3600,
            keep_days: 90,
        };
        let refreshed = fixture.fetcher.refresh(&all, |_| ());
        fixture.runtime.block_on(refreshed).expect("refreshed");
        fixture
    }

    fn fetch(&self, a_day: u64) -> Summary {
        let options = Options {
            a_day,
            pause: Duration::ZERO,
        };
        let mut steps = Vec::new();
        let fetched = prefetch(&self.fetcher, &options, |step| steps.push(step));
        let summary = self.runtime.block_on(fetched).expect("the store works");
        let Some(PrefetchProgress::Started(wanted)) = steps.first() else {
            panic!("it starts: {steps:?}");
        };
        assert_eq!(steps.len() - 1, *wanted, "one step a page: {steps:?}");
        summary
    }
}

fn stored(count: usize) -> Summary {
    Summary {
        stored: count,
        ..Summary::default()
    }
}

#[test]
fn pages_come_one_at_a_time_newest_first_and_each_once() {
    let site = Site::open(&["/a", "/b", "/c"]);
    let fixture = Fixture::new(&[site.source(FullText::Auto)]);
    assert_eq!(site.asked(), ["/feed"]);
    assert_eq!(fixture.fetch(100), stored(3));
    assert_eq!(site.asked(), ["/robots.txt", "/a", "/b", "/c"]);
    assert_eq!(site.most.load(Ordering::SeqCst), 1);
    assert_eq!(fixture.fetch(100), stored(0));
    assert_eq!(site.asked(), [""; 0]);
}

#[test]
fn auto_takes_the_feeds_text_where_it_is_whole() {
    for (full_text, pages) in [
        (FullText::Auto, &["/robots.txt", "/short"][..]),
        (FullText::Always, &["/robots.txt", "/whole", "/short"]),
        (FullText::Never, &[]),
    ] {
        let site = Site::open(&["/whole", "/short"]);
        let fixture = Fixture::new(&[site.source(full_text)]);
        fixture.fetch(100);
        assert_eq!(site.asked()[1..], *pages, "{full_text:?}");
    }
}

#[test]
fn robots_txt_is_obeyed_and_asked_for_once() {
    let site = Site::start(&["/secret/a", "/open", "/secret/b"], |request| {
        let rules = "User-agent: *\nDisallow: /\n\nUser-agent: newswire\nDisallow: /secret/\n";
        (request.path == "/robots.txt").then(|| Response::text(200, rules))
    });
    let fixture = Fixture::new(&[site.source(FullText::Auto)]);
    let summary = fixture.fetch(100);
    assert_eq!((summary.stored, summary.forbidden), (1, 2));
    assert_eq!(site.asked(), ["/feed", "/robots.txt", "/open"]);
    assert_eq!(fixture.fetch(100), stored(0));
    assert_eq!(site.asked(), [""; 0]);
}

#[test]
fn a_site_whose_rules_cannot_be_read_is_left_alone() {
    let site = Site::start(&["/a", "/b"], |request| {
        (request.path == "/robots.txt").then(|| Response::text(503, "later"))
    });
    let fixture = Fixture::new(&[site.source(FullText::Auto)]);
    assert_eq!(fixture.fetch(100).postponed, 2);
    assert_eq!(site.asked(), ["/feed", "/robots.txt"]);
    // And not asked again at once.
    assert_eq!(fixture.fetch(100).postponed, 2);
    assert_eq!(site.asked(), [""; 0]);
}

#[test]
fn a_site_that_says_later_is_asked_later_and_others_go_on() {
    let busy = Site::start(&["/a", "/b", "/c"], |request| {
        (request.path == "/b")
            .then(|| Response::text(429, "slow down").header("Retry-After", "600"))
    });
    let other = Site::open(&["/x", "/y"]);
    let fixture = Fixture::new(&[busy.source(FullText::Auto), other.source(FullText::Auto)]);
    let summary = fixture.fetch(100);
    assert_eq!((summary.stored, summary.postponed), (3, 2));
    assert_eq!(busy.asked(), ["/feed", "/robots.txt", "/a", "/b"]);
    assert_eq!(fixture.fetch(100).postponed, 2);
    assert_eq!(busy.asked(), [""; 0]);
}

#[test]
fn pages_that_give_nothing_are_named_and_not_tried_again() {
    let site = Site::start(&["/gone", "/a"], |request| {
        (request.path == "/gone").then(|| Response::text(404, "nothing here"))
    });
    let fixture = Fixture::new(&[site.source(FullText::Always)]);
    let summary = fixture.fetch(100);
    assert_eq!(summary.stored, 1);
    let [(url, reason)] = &summary.failed[..] else {
        panic!("one page fails: {summary:?}");
    };
    assert!(
        url.ends_with("/gone") && reason.contains("404"),
        "{url} {reason}"
    );
    site.asked();
    assert_eq!(fixture.fetch(100), stored(0));
    assert_eq!(site.asked(), [""; 0]);
}

#[test]
fn a_day_has_a_bound() {
    let site = Site::open(&["/a", "/b", "/c", "/d"]);
    let fixture = Fixture::new(&[site.source(FullText::Auto)]);
    assert_eq!(fixture.fetch(2), stored(2));
    assert_eq!(fixture.fetch(2), stored(0));
    assert_eq!(fixture.fetch(3), stored(1));
    assert_eq!(fixture.fetch(0), stored(0));
    assert_eq!(site.asked(), ["/feed", "/robots.txt", "/a", "/b", "/c"]);
}

/// A home with this source.
fn home(site: &Site) -> Home {
    let home = Home::new();
    let config = format!("[[feed]]\nurl = \"{}/feed\"\n", site.server.url());
    home.write("config/newswire/config.toml", config);
    home
}

#[test]
fn refresh_articles_fills_the_store_for_the_train() {
    let site = Site::open(&["/a"]);
    let home = home(&site);
    let said = home.run(&["refresh", "--articles"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out.contains("articles: 1 stored, 0 without text"),
        "{said:?}"
    );
    assert_eq!(said.err, "", "no bar without a terminal");
    drop(site);
    let list = home.run(&["list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&list.out).expect("JSON");
    let id = list[0]["id"].to_string();
    let said = home.run(&["read", &id]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("Story /a"), "{said:?}");
    assert!(said.out.contains("the old bridge"), "{said:?}");
}

#[test]
fn the_reader_fetches_ahead_and_reads_offline() {
    let site = Site::open(&["/a", "/b"]);
    let home = home(&site);
    let mut terminal = Terminal::start(&[], &home.path(""), 120, 40);
    // The second story's page is asked for when the first one's article is stored.
    assert!(site.asked.iter().any(|asked| asked == "/b"));
    drop(site);
    terminal.wait_for("/a");
    terminal.keys("\r");
    terminal.wait_for("Story /a");
    terminal.wait_for("the old bridge");
    terminal.keys("qq");
    assert!(terminal.wait_for_exit().success());
}
