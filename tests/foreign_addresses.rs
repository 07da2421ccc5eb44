//! What feeds and pages name is asked as a guest of the internet: articles fetched ahead, the
//! feeds and sitemaps that a page names, addresses that a feed has moved to. None of it leads
//! inside, and what the user opens by hand still does.

#![cfg(target_os = "linux")] // elsewhere 127.0.0.77 needs an administrator

#[path = "support/names.rs"]
mod names;

use std::sync::Arc;
use std::time::Duration;

use names::server::{Response, Server};
use names::{Row, options, public};
use newswire::model::source::FullText;
use newswire::model::{FetchState, Headline, SourceSpec};
use newswire::net::{Client, NamedBy};
use newswire::runtime::prefetch::{self, prefetch};
use newswire::runtime::reading::ArticleFetcher;
use newswire::runtime::{probe, refresh};
use newswire::store::{Arrival, Handle, Store};

const NAMES: &[Row<'_>] = &[
    ("news.example", &["127.0.0.77"]),
    ("evil.example", &["127.0.0.1"]),
    ("nas.example", &["127.0.0.1"]),
];

/// A story, which no robots.txt forbids.
fn story() -> Response {
    let sentence = "The council agreed, after a long debate, that the bridge shall be repaired. ";
    let body = format!(
        "<html lang=en><article><h1>Story</h1><p>{}</p></article></html>",
        sentence.repeat(8)
    );
    Response::new(200, "text/html; charset=utf-8", body)
}

/// A machine inside that answers everything with a story.
fn inside() -> Server {
    Server::start(|request| match request.path.as_str() {
        "/robots.txt" => Response::text(404, "none"),
        _ => story(),
    })
    .expect("starts")
}

fn feed(links: &[String]) -> Response {
    let date = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(5);
    let item = |link: &String| {
        format!(
            "<entry><id>{link}</id><title>The council repairs the bridge</title>\
             <link href='{link}'/><updated>{date}</updated></entry>"
        )
    };
    let entries: String = links.iter().map(item).collect();
    let feed =
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Site</title>{entries}</feed>");
    Response::new(200, "application/atom+xml", feed)
}

struct Fixture {
    fetcher: ArticleFetcher,
    store: Arc<Handle>,
    runtime: tokio::runtime::Runtime,
    _folder: tempfile::TempDir,
}

impl Fixture {
    fn new(url: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(&folder.path().join("news.db")).expect("opened");
        let spec = SourceSpec {
            url: url.to_owned(),
            full_text: FullText::Always,
            ..SourceSpec::default()
        };
        store.set_sources(&[spec]).expect("set");
        let store = Arc::new(Handle::own(store).expect("starts"));
        let client = Arc::new(Client::new(&options(NAMES)).expect("valid options"));
        Self {
            fetcher: ArticleFetcher::new(client, store.clone(), folder.path().join("sites.toml")),
            store,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("starts"),
            _folder: folder,
        }
    }

    fn refresh(&self) -> refresh::Summary {
        let all = refresh::Options {
            force: true,
            only: None,
            every_seconds: 3600,
            keep_days: 90,
        };
        let refreshed = self.fetcher.refresh(&all, |_| ());
        self.runtime.block_on(refreshed).expect("the store works")
    }

    fn prefetch(&self) -> prefetch::Summary {
        let options = prefetch::Options {
            a_day: 100,
            pause: Duration::ZERO,
        };
        let fetched = prefetch(&self.fetcher, &options, |_| ());
        self.runtime.block_on(fetched).expect("the store works")
    }

    fn state(&self) -> FetchState {
        let states = self.store.call(|store| store.fetch_states());
        let states = self.runtime.block_on(states);
        states.expect("read").remove(0).2
    }

    fn headlines(&self) -> Vec<Headline> {
        let all = self.store.call(|store| {
            let ids = store.ids(&newswire::model::Query::default())?;
            store.rows(&ids)
        });
        self.runtime.block_on(all).expect("read")
    }
}

fn at(name: &str, server: &Server, path: &str) -> String {
    format!("http://{name}:{}{path}", server.address().port())
}

#[test]
fn articles_ahead_do_not_lead_inside_and_opening_one_by_hand_does() {
    let inside = inside();
    let moved = inside.url();
    let links = vec![
        at("127.0.0.1", &inside, "/1"),
        at("localhost.", &inside, "/2"),
        at("[::ffff:127.0.0.1]", &inside, "/3"),
        at("evil.example", &inside, "/4"),
    ];
    let literal = links[0].clone();
    let site = public({
        let first = links.clone();
        move |request| match request.path.as_str() {
            "/feed" => {
                let own = format!("http://{}", request.header("host").expect("sent"));
                let mut all = first.clone();
                all.push(format!("{own}/moved"));
                all.push(format!("{own}/story"));
                feed(&all)
            }
            "/moved" => Response::text(302, "").header("Location", &moved),
            "/story" => story(),
            _ => Response::text(404, "none"),
        }
    });
    let fixture = Fixture::new(&at("news.example", &site, "/feed"));
    assert_eq!(fixture.refresh().new_headlines, 6);
    let summary = fixture.prefetch();
    assert_eq!(inside.served(), 0, "neither pages nor robots.txt");
    assert_eq!(summary.stored, 1, "{summary:?}");
    for (url, reason) in &summary.failed {
        assert!(reason.contains("refused to ask"), "{url}: {reason}");
    }
    assert_eq!(summary.failed.len(), 5, "{summary:?}");
    assert_eq!(
        fixture.prefetch(),
        prefetch::Summary::default(),
        "each is tried once"
    );
    let headline = fixture
        .headlines()
        .into_iter()
        .find(|one| one.link.as_ref() == Some(&literal));
    let id = headline.expect("stored").id;
    let opened = fixture
        .runtime
        .block_on(fixture.fetcher.article(id, NamedBy::User));
    assert!(!opened.expect("opened by hand").is_empty());
    assert_eq!(inside.served(), 1);
}

#[test]
fn a_source_inside_reads_its_own_articles() {
    let nas = Server::start(|request| match request.path.as_str() {
        "/feed" => {
            let host = request.header("host").expect("sent");
            feed(&[
                format!("http://{host}/1"),
                format!("http://{}/2", host.replace("nas.example", "127.0.0.1")),
            ])
        }
        "/robots.txt" => Response::text(404, "none"),
        _ => story(),
    })
    .expect("starts");
    for name in ["nas.example", "127.0.0.1"] {
        let fixture = Fixture::new(&at(name, &nas, "/feed"));
        fixture.refresh();
        let summary = fixture.prefetch();
        assert!(
            summary.stored > 0 && summary.failed.is_empty(),
            "{name}: {summary:?}"
        );
    }
}

#[test]
fn neither_a_named_feed_nor_a_moved_one_leads_inside() {
    let inside = inside();
    let target = at("evil.example", &inside, "/feed");
    let site = public(move |request| match request.path.as_str() {
        "/moved" => Response::text(301, "").header("Location", &target),
        _ => {
            let link = format!("<link rel=alternate type=application/rss+xml href='{target}'>");
            Response::new(
                200,
                "text/html",
                format!("<html><head>{link}</head><body>x</body></html>"),
            )
        }
    });
    for path in ["/moved", "/page"] {
        let fixture = Fixture::new(&at("news.example", &site, path));
        let summary = fixture.refresh();
        let (_, reason) = summary.failed.first().expect("failed");
        assert!(reason.contains("refused to ask evil.example"), "{reason}");
        let state = fixture.state();
        assert_eq!((state.moved_to, state.discovered), (None, None));
    }
    assert_eq!(inside.served(), 0);
}

#[test]
fn an_address_that_was_learnt_is_judged_each_time() {
    let inside = inside();
    let site = public(|_| feed(&["http://news.example/1".to_owned()]));
    let fixture = Fixture::new(&at("news.example", &site, "/feed"));
    fixture.refresh();
    // As a version before might have learnt it.
    let learnt = at("evil.example", &inside, "/feed");
    let id = fixture.headlines()[0].source;
    let state = FetchState {
        moved_to: Some(learnt),
        ..fixture.state()
    };
    let arrival = Arrival {
        source: id,
        feed: None,
        state,
    };
    let now = jiff::Timestamp::now();
    let saved = fixture
        .store
        .call(move |store| store.apply(&arrival, now).map(drop));
    fixture.runtime.block_on(saved).expect("saved");
    let summary = fixture.refresh();
    assert!(
        summary.failed[0].1.contains("refused to ask"),
        "{summary:?}"
    );
    assert_eq!(fixture.refresh().failed, [], "the configured address again");
    assert_eq!(inside.served(), 0);
}

#[test]
fn looking_for_feeds_does_not_lead_inside() {
    let inside = inside();
    let target = inside.url();
    let site = public(move |request| match request.path.as_str() {
        "/robots.txt" => Response::text(200, format!("Sitemap: {target}/news-sitemap.xml\n")),
        "/named" => {
            let link =
                format!("<link rel=alternate type=application/rss+xml href='{target}/feed'>");
            Response::new(
                200,
                "text/html",
                format!("<html><head>{link}</head></html>"),
            )
        }
        "/plain" => Response::new(200, "text/html", "<html><body><p>nothing</p></body></html>"),
        _ => Response::text(404, "none"),
    });
    let fixture = Fixture::new(&at("news.example", &site, "/feed"));
    let client = Client::new(&options(NAMES)).expect("valid options");
    for path in ["/named", "/plain"] {
        let typed = at("news.example", &site, path);
        let typed = probe::addresses(&typed).expect("an address");
        let found = fixture
            .runtime
            .block_on(probe::candidates(&client, &typed[0]));
        let error = found.expect_err("nothing is there").to_string();
        assert!(
            path == "/plain" || error.contains("refused to ask"),
            "{error}"
        );
    }
    assert_eq!(inside.served(), 0);
    let typed = at("evil.example", &inside, "/page");
    let typed = probe::addresses(&typed).expect("an address");
    let typed = fixture
        .runtime
        .block_on(probe::candidates(&client, &typed[0]));
    assert!(inside.served() > 0, "what is typed is asked: {typed:?}");
}
