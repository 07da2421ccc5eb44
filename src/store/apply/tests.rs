//! Feeds without ids: what a download says of the headlines that an earlier one stored.

use super::*;
use crate::ingest::feed;
use crate::model::{Article, Block, Change, ParsedFeed, Query};
use crate::store::testing::{self, arrival, at, entry, search, store, titles};

/// An RSS feed without ids.
fn rss(items: &[(&str, &str)]) -> ParsedFeed {
    let items: String = items
        .iter()
        .map(|(link, title)| format!("<item><title>{title}</title><link>{link}</link></item>"))
        .collect();
    let text = format!(
        "<rss version=\"2.0\"><channel><title>N</title><link>https://n.example/</link>{items}</channel></rss>"
    );
    feed::parse(text.as_bytes(), None, None).expect("a feed")
}

/// The same as an earlier version read it: link and title are the id.
fn formerly(feed: &ParsedFeed) -> ParsedFeed {
    let mut feed = feed.clone();
    for entry in &mut feed.entries {
        entry.by_link = false;
    }
    feed
}

fn new(store: &mut Store, source: SourceId, feed: &ParsedFeed) -> usize {
    let arrival = Arrival {
        source,
        feed: Some(feed.clone().into()),
        state: FetchState::default(),
    };
    let changes = store.apply(&arrival, at(0));
    changes.expect("applied").new.len()
}

fn read_all(store: &mut Store) {
    let ids = store.ids(&Query::default()).expect("ids");
    store
        .change(&Change::read(&ids, true), at(0))
        .expect("read");
}

const ONE: &str = "https://n.example/1";
const NOW: &str = "https://n.example/now";

#[test]
fn a_corrected_title_is_the_same_headline() {
    let (mut store, source) = store();
    assert_eq!(new(&mut store, source, &rss(&[(ONE, "Wone")])), 1);
    read_all(&mut store);
    assert_eq!(new(&mut store, source, &rss(&[(ONE, "One")])), 0);
    assert_eq!(titles(&store, &Query::default()), ["One"]);
    let json = |title: &str| {
        let text = format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[{{"url":"https://n.example/j","title":"{title}","content_text":"x"}}]}}"#
        );
        feed::parse(text.as_bytes(), None, None).expect("a feed")
    };
    assert_eq!(new(&mut store, source, &json("Jsn")), 1);
    assert_eq!(new(&mut store, source, &json("Json")), 0);
}

#[test]
fn entries_that_share_a_link_stay_told_apart() {
    let (mut store, source) = store();
    let both = rss(&[(NOW, "Two"), (NOW, "One")]);
    assert_eq!(new(&mut store, source, &both), 2);
    assert_eq!(new(&mut store, source, &rss(&[(NOW, "Three")])), 1);
    assert_eq!(new(&mut store, source, &rss(&[(NOW, "Three")])), 0);
    assert_eq!(new(&mut store, source, &both), 0);
    let home = |title| rss(&[("http://www.n.example", title)]);
    assert_eq!(new(&mut store, source, &home("Today")), 1);
    let tomorrow = new(&mut store, source, &home("Tomorrow"));
    assert_eq!(tomorrow, 1, "the feed's own page says something every day");
}

#[test]
fn an_older_store_has_nothing_new_in_the_same_bytes() {
    let (mut store, source) = store();
    let bytes = rss(&[
        (ONE, "Wone"),
        (NOW, "Two"),
        (NOW, "One"),
        ("https://n.example/old", "Old"),
    ]);
    assert_eq!(new(&mut store, source, &formerly(&bytes)), 4);
    read_all(&mut store);
    for _ in 0..2 {
        assert_eq!(new(&mut store, source, &bytes), 0);
    }
    let unread = Query {
        unread: true,
        ..Query::default()
    };
    assert!(store.ids(&unread).expect("ids").is_empty());
    assert_eq!(new(&mut store, source, &rss(&[(ONE, "One")])), 0);
    assert_eq!(new(&mut store, source, &rss(&[(NOW, "Three")])), 1);
}

#[test]
fn an_older_store_knows_links_that_are_shared() {
    let (mut store, source) = store();
    let bytes = rss(&[(NOW, "Two"), (NOW, "One"), (ONE, "Wone")]);
    new(&mut store, source, &formerly(&bytes));
    assert_eq!(new(&mut store, source, &rss(&[(NOW, "Three")])), 1);
    assert_eq!(new(&mut store, source, &rss(&[(ONE, "One")])), 0);
    assert_eq!(new(&mut store, source, &rss(&[(NOW, "Two")])), 0);
}

#[test]
fn what_an_older_version_pruned_stays_away() {
    let (mut store, source) = store();
    let bytes = rss(&[(ONE, "One"), (NOW, "Two"), (NOW, "Three")]);
    new(&mut store, source, &formerly(&bytes));
    read_all(&mut store);
    store.prune(at(1_000)).expect("pruned");
    for _ in 0..2 {
        assert_eq!(new(&mut store, source, &bytes), 0);
    }
}

#[test]
fn what_has_no_title_is_called_as_its_address_says() {
    let (mut store, source) = store();
    let text = |items: &str| {
        let text = format!("<rss version=\"2.0\"><channel><title>N</title>{items}</channel></rss>");
        feed::parse(text.as_bytes(), None, None).expect("a feed")
    };
    let item = |guid: &str, path: &str| {
        format!(
            "<item><guid isPermaLink=\"false\">{guid}</guid><link>https://n.example/{path}</link></item>"
        )
    };
    let one = item("same", "harbour-link-opens");
    let two = item("same", "ferry-sold.html") + &item("3", "?p=3");
    assert_eq!(new(&mut store, source, &text(&one)), 1);
    // The id turns out to be shared: the first one is found again all the same.
    assert_eq!(new(&mut store, source, &text(&(one.clone() + &two))), 2);
    assert_eq!(new(&mut store, source, &text(&(two + &one))), 0);
    let mut shown = titles(&store, &Query::default());
    shown.sort();
    assert_eq!(shown, ["(untitled)", "Ferry sold", "Harbour link opens"]);
}

/// A headline whose feed has changed its title, planned but not written.
fn planned(store: &mut Store, source: SourceId) -> ([Arrival; 1], Plan, HeadlineId) {
    let id = testing::apply(store, source, &[entry("a", "The crane", Some(0))], 0)[0];
    let mut changed = entry("a", "The kingfisher", Some(0));
    changed.content_html = None;
    let arrivals = [arrival(source, &[changed])];
    let plan = store.plan(&arrivals).expect("planned");
    (arrivals, plan, id)
}

fn article(text: &str) -> Article {
    Article {
        blocks: vec![Block::paragraph(text)],
        ..Article::default()
    }
}

#[test]
fn an_update_without_a_text_leaves_everything_else_searchable() {
    let (mut store, source) = store();
    let (arrivals, _, id) = planned(&mut store, source);
    let whole = article("An osprey was seen.");
    store.save_article(id, &whole, at(1)).expect("saved");
    store.apply(&arrivals[0], at(2)).expect("applied");
    for word in ["kingfisher", "osprey", "text"] {
        assert_eq!(titles(&store, &search(word)), ["The kingfisher"], "{word}");
    }
}

#[test]
fn what_was_saved_since_the_plan_was_made_is_found() {
    let (mut store, source) = store();
    let (arrivals, plan, id) = planned(&mut store, source);
    plan.prepare(&arrivals);
    let whole = article("An osprey was seen.");
    store.save_article(id, &whole, at(1)).expect("saved");
    store.apply_all(&arrivals, &plan, at(2)).expect("applied");
    for word in ["kingfisher", "osprey", "text"] {
        assert_eq!(titles(&store, &search(word)), ["The kingfisher"], "{word}");
    }
}
