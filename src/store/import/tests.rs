//! Bringing articles in: once, with united marks, and without touching what is there.

use super::*;
use crate::model::{HeadlineId, Query, Scope};
use crate::store::testing::{all, apply, at, entry, store, titles};

fn incoming(entry: &Entry, read: bool, favourite: bool) -> Incoming {
    Incoming {
        entry: entry.clone(),
        read,
        favourite,
    }
}

fn tally(new: u64, known: u64, read: u64, favourites: u64) -> Tally {
    Tally {
        new,
        known,
        read,
        favourites,
    }
}

fn unread(store: &Store) -> Vec<String> {
    let query = Query {
        unread: true,
        ..Query::default()
    };
    titles(store, &query)
}

#[test]
fn articles_come_in_once_and_a_trial_says_the_same() {
    let (mut store, source) = store();
    let articles = [
        incoming(&entry("a", "A", Some(10)), true, false),
        incoming(&entry("b", "B", Some(20)), false, true),
        incoming(&entry("a", "A again", Some(30)), false, false),
    ];
    let mut trial = Trial::default();
    let tried = store
        .try_import(("//a", Some(source)), &articles, &mut trial)
        .expect("tried");
    assert_eq!(store.counts().expect("counts").total, 0);
    let done = store.import(source, &articles, at(50)).expect("done");
    assert_eq!(done, tally(2, 1, 1, 1));
    assert_eq!(tried, done);
    assert_eq!(titles(&store, &all(Scope::All)), ["B", "A"]);
    assert_eq!(unread(&store), ["B"]);
    assert_eq!(titles(&store, &all(Scope::Favourites)), ["B"]);
    let counts = store.counts().expect("counts");
    assert_eq!((counts.unread, counts.total), (1, 2));
    let tried = store.try_import(("//a", Some(source)), &articles, &mut Trial::default());
    assert_eq!(tried.expect("tried"), tally(0, 3, 0, 0));
    assert_eq!(
        store.import(source, &articles, at(60)).expect("done"),
        tally(0, 3, 0, 0)
    );
    // The feed brings them again: the same headlines, and no mark is lost.
    assert!(
        apply(
            &mut store,
            source,
            &[entry("a", "A", Some(10)), entry("b", "B", Some(20))],
            70
        )
        .is_empty()
    );
    assert_eq!(unread(&store), ["B"]);
}

#[test]
fn marks_are_united_and_texts_stay() {
    let (mut store, source) = store();
    let ids = apply(
        &mut store,
        source,
        &[entry("a", "A", Some(1)), entry("b", "B", Some(2))],
        5,
    );
    store
        .change(&Change::read(&ids[..1], true), at(0))
        .expect("read");
    store
        .change(
            &Change::Favourite {
                id: ids[0],
                on: true,
            },
            at(6),
        )
        .expect("kept");
    let old = Entry {
        title: "An old title".to_owned(),
        content_html: Some("<p>An old text.</p>".to_owned()),
        ..entry("a", "A", Some(1))
    };
    let articles = [
        incoming(&old, false, false),
        incoming(&entry("b", "B", Some(2)), true, true),
    ];
    assert_eq!(
        store.import(source, &articles, at(9)).expect("done"),
        tally(0, 2, 1, 1)
    );
    let row = store.headline(ids[0]).expect("read").expect("there");
    assert!(row.read && row.favourite && row.title == "A");
    assert_eq!(
        store.body(ids[0]).expect("read").as_deref(),
        Some("<p>The text of A.</p>")
    );
    assert!(unread(&store).is_empty());
}

#[test]
fn the_same_link_in_a_source_is_the_same_article() {
    let (mut store, source) = store();
    let ids = apply(
        &mut store,
        source,
        &[Entry {
            content_html: None,
            ..entry("a", "A", Some(1))
        }],
        5,
    );
    let other = Entry {
        id: "another id".to_owned(),
        link: Some("http://www.news.example/a?utm_source=x".to_owned()),
        ..entry("a", "A", Some(1))
    };
    assert_eq!(
        store
            .import(source, &[incoming(&other, false, true)], at(9))
            .expect("done"),
        tally(0, 1, 0, 1)
    );
    // It had no text; now it has one, and it is found.
    assert!(store.body(ids[0]).expect("read").is_some());
    assert_eq!(
        titles(&store, &crate::store::testing::search("text of")),
        ["A"]
    );
    let anchored = Entry {
        id: "third".to_owned(),
        link: Some("https://news.example/a#other".to_owned()),
        ..entry("a", "Another entry of the page", Some(2))
    };
    assert_eq!(
        store
            .import(source, &[incoming(&anchored, false, false)], at(9))
            .expect("done")
            .new,
        1
    );
}

#[test]
fn what_was_pruned_comes_back_only_as_a_favourite() {
    let (mut store, source) = store();
    let old = [entry("a", "A", Some(1)), entry("b", "B", Some(2))];
    apply(&mut store, source, &old, 5);
    assert_eq!(store.prune(at(100)).expect("pruned"), 2);
    let articles = [
        incoming(&old[0], true, false),
        incoming(&old[1], false, true),
    ];
    let tried = store.try_import(("//a", Some(source)), &articles, &mut Trial::default());
    let done = store.import(source, &articles, at(200)).expect("done");
    assert_eq!(
        (tried.expect("tried"), done),
        (tally(1, 1, 0, 1), tally(1, 1, 0, 1))
    );
    assert_eq!(titles(&store, &all(Scope::All)), ["B"]);
}

#[test]
fn kept_pages_stand_outside_of_all_sources() {
    let (mut store, source) = store();
    let ids = apply(&mut store, source, &[entry("a", "A", Some(1))], 5);
    let page = |url: &str, title: &str| IncomingPage {
        url: url.to_owned(),
        article: Article {
            title: title.to_owned(),
            blocks: vec![crate::model::Block::paragraph("Kept words.")],
            ..Article::default()
        },
        read: true,
    };
    let pages = [
        page("https://news.example/a", "A"),
        page("https://else.example/x", "X"),
        page("https://else.example/x#top", "X"),
    ];
    let tried = store
        .try_import_pages(&pages, &mut Trial::default())
        .expect("tried");
    let done = store.import_pages(&pages, at(9)).expect("done");
    assert_eq!((tried, done), (tally(1, 2, 2, 2), tally(1, 2, 2, 2)));
    assert_eq!(titles(&store, &all(Scope::All)), ["A"]);
    assert_eq!(titles(&store, &all(Scope::Favourites)).len(), 2);
    assert!(store.article(ids[0]).expect("read").is_some());
    assert_eq!(
        store.import_pages(&pages, at(10)).expect("done"),
        tally(0, 3, 0, 0)
    );
}

#[test]
fn looking_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("newswire.db");
    assert!(Store::look(&path).expect("none").is_none());
    assert!(!path.exists());
    let files = || {
        let names = std::fs::read_dir(folder.path()).expect("read");
        let mut names: Vec<_> = names.map(|name| name.expect("name").file_name()).collect();
        names.sort();
        names
    };
    let mut store = Store::open(&path).expect("opened");
    store
        .set_sources(&[crate::store::testing::spec("https://news.example/feed")])
        .expect("set");
    let source = store.sources().expect("sources")[0].id;
    apply(&mut store, source, &[entry("a", "A", Some(1))], 5);
    // Beside a running program what it wrote last is seen.
    let beside = Store::look(&path).expect("read").expect("ours");
    assert_eq!(
        beside.find_link("https://news.example/a").expect("read"),
        Some(HeadlineId(1))
    );
    drop(beside);
    drop(store);
    let (before, bytes) = (files(), std::fs::read(&path).expect("read"));
    let look = Store::look(&path).expect("read").expect("ours");
    assert_eq!(look.counts().expect("counts").total, 1);
    assert_eq!(files(), before);
    drop(look);
    assert_eq!(files(), before);
    assert_eq!(std::fs::read(&path).expect("read"), bytes);
    std::fs::write(
        folder.path().join("other.db"),
        b"SQLite format 3\0 not really",
    )
    .expect("write");
    assert!(!matches!(
        Store::look(&folder.path().join("other.db")),
        Ok(Some(_))
    ));
}
