//! Examples of what the store promises.

use super::headlines::Counts;
use super::testing::{all, apply, arrival, at, entry, search, spec, store, titles};
use super::*;
use crate::model::{Article, Block, Change, FetchState, HeadlineId, Query, Scope, SourceSpec};

fn article(text: &str) -> Article {
    Article {
        title: "An article".to_owned(),
        blocks: vec![Block::paragraph(text)],
        ..Article::default()
    }
}

#[test]
fn the_newest_comes_first_and_undated_entries_keep_the_feeds_order() {
    let (mut store, source) = store();
    let entries = [
        entry("a", "undated 1", None),
        entry("b", "undated 2", None),
        entry("c", "yesterday", Some(-86_400)),
        entry("d", "now", Some(10)),
    ];
    let new = apply(&mut store, source, &entries, 0);
    let expected = ["now", "undated 1", "undated 2", "yesterday"];
    assert_eq!(titles(&store, &Query::default()), expected);
    assert_eq!(store.rows(&new).expect("rows")[0].title, "undated 1");
    apply(&mut store, source, &entries, 5_000);
    assert_eq!(titles(&store, &Query::default()), expected);
}

#[test]
fn two_entries_of_one_second_keep_the_feeds_order() {
    let (mut store, source) = store();
    let entries = [entry("a", "first", Some(0)), entry("b", "second", Some(0))];
    apply(&mut store, source, &entries, 0);
    assert_eq!(titles(&store, &Query::default()), ["first", "second"]);
}

#[test]
fn a_date_far_ahead_counts_as_the_time_of_arrival() {
    let (mut store, source) = store();
    let new = apply(
        &mut store,
        source,
        &[entry("a", "a", Some(1_000_000_000))],
        7,
    );
    assert_eq!(store.rows(&new).expect("rows")[0].published, at(7));
}

#[test]
fn an_update_keeps_id_time_and_what_the_user_did() {
    let (mut store, source) = store();
    let id = apply(&mut store, source, &[entry("a", "old words", None)], 0)[0];
    store
        .change(&Change::read(&[id], true), at(0))
        .expect("read");
    let mut changed = entry("a", "new words", Some(50));
    changed.content_html = None;
    let changes = store
        .apply(&arrival(source, &[changed]), at(99))
        .expect("applied");
    assert_eq!((changes.new.len(), changes.updated), (0, 1));
    let row = store.headline(id).expect("read").expect("there");
    assert_eq!(
        (row.title.as_str(), row.read, row.published),
        ("new words", true, at(0))
    );
    let body = store
        .body(id)
        .expect("read")
        .expect("kept, since the update has none");
    assert!(body.contains("old words"));
    assert_eq!(store.ids(&search("new")).expect("ids"), [id]);
}

#[test]
fn an_unchanged_feed_writes_no_headline() {
    let (mut store, source) = store();
    let entries: Vec<_> = (0..50)
        .map(|n| entry(&n.to_string(), "title", Some(n)))
        .collect();
    apply(&mut store, source, &entries, 0);
    let before = store.connection.total_changes();
    let changes = store
        .apply(&arrival(source, &entries), at(60))
        .expect("applied");
    assert_eq!(changes, Changes::default());
    assert_eq!(
        store.connection.total_changes() - before,
        1,
        "only the fetch state"
    );
}

#[test]
fn a_removed_source_leaves_the_lists_but_not_the_favourites() {
    let (mut store, source) = store();
    let new = apply(
        &mut store,
        source,
        &[entry("a", "a", Some(1)), entry("b", "b", Some(0))],
        0,
    );
    store
        .change(&Change::read(&new, true), at(0))
        .expect("read");
    let favourite = |store: &mut Store, id, on, now| {
        let change = Change::Favourite { id, on };
        store.change(&change, at(now)).expect("stored").len()
    };
    assert_eq!(favourite(&mut store, new[0], true, 5), 1);
    assert_eq!(favourite(&mut store, new[0], true, 6), 0, "it was one");
    store.set_sources(&[]).expect("set");
    assert!(titles(&store, &Query::default()).is_empty());
    assert_eq!(titles(&store, &all(Scope::Favourites)), ["a"]);
    assert_eq!(
        store.counts().expect("counts"),
        Counts {
            unread: 0,
            total: 0,
            favourites: 1
        }
    );
    store
        .set_sources(&[spec("https://news.example/feed#top")])
        .expect("set");
    assert_eq!(
        store.sources().expect("sources")[0].id,
        source,
        "the same address"
    );
    assert!(store.rows(&new).expect("rows").iter().all(|row| row.read));
    assert_eq!(favourite(&mut store, new[0], false, 7), 1);
    assert_eq!(favourite(&mut store, new[1], false, 7), 0, "it never was");
}

#[test]
fn pruning_spares_favourites_and_what_is_pruned_stays_away() {
    let (mut store, source) = store();
    let entries = [
        entry("a", "kept", Some(0)),
        entry("b", "read", Some(1)),
        entry("c", "plain", Some(2)),
    ];
    let new = apply(&mut store, source, &entries, 0);
    store
        .change(
            &Change::Favourite {
                id: new[0],
                on: true,
            },
            at(1),
        )
        .expect("favourite");
    store
        .save_article(new[0], &article("kept text"), at(1))
        .expect("saved");
    store
        .change(&Change::read(&new[1..2], true), at(0))
        .expect("read");
    assert_eq!(store.prune(at(1)).expect("pruned"), 0, "too young");
    assert_eq!(store.prune(at(1_000)).expect("pruned"), 2);
    assert_eq!(titles(&store, &Query::default()), ["kept"]);
    assert!(store.body(new[0]).expect("read").is_some());
    assert!(store.article(new[0]).expect("read").is_some());
    assert!(store.body(new[1]).expect("read").is_none());
    assert!(store.ids(&search("plain")).expect("ids").is_empty());
    assert!(apply(&mut store, source, &entries, 2_000).is_empty());
    let changed = [entry("b", "read, then updated", Some(1))];
    assert_eq!(apply(&mut store, source, &changed, 2_001), [new[1]]);
    assert!(store.headline(new[1]).expect("read").expect("back").read);
    assert_eq!(
        store.counts().expect("counts"),
        Counts {
            unread: 1,
            total: 2,
            favourites: 1
        }
    );
    assert_eq!(store.verdict(), "ok");
}

#[test]
fn marking_a_view_returns_what_undo_needs() {
    let (mut store, source) = store();
    let new = apply(
        &mut store,
        source,
        &[entry("a", "cats", Some(1)), entry("b", "dogs", Some(0))],
        0,
    );
    let mark = |store: &mut Store, ids: &[HeadlineId], on| {
        let change = Change::read(ids, on);
        store.change(&change, at(0)).expect("marked")
    };
    assert_eq!(mark(&mut store, &new[..1], true), &new[..1]);
    assert_eq!(mark(&mut store, &new[..1], true), [], "again");
    assert_eq!(mark(&mut store, &new, true), &new[1..]);
    assert_eq!(store.counts().expect("counts").unread, 0);
    assert_eq!(mark(&mut store, &new, false), new, "undo");
    assert_eq!(store.sources().expect("sources")[0].unread, 2);
    assert_eq!(mark(&mut store, &[HeadlineId(999)], true), []);
}

#[test]
fn search_finds_beginnings_of_words_in_all_texts() {
    let (mut store, source) = store();
    let mut entries = [
        entry("a", "Élections à Nîmes", Some(3)),
        entry("b", "東京市場は反発", Some(2)),
        entry("c", "Zinsen steigen", Some(1)),
    ];
    entries[2].summary_html = Some("<b>Leitzins</b> erhöht".to_owned());
    let new = apply(&mut store, source, &entries, 10);
    store
        .save_article(new[2], &article("A hid\u{ad}den paragraph"), at(11))
        .expect("saved");
    for (question, expected) in [
        ("nimes elec", vec![new[0]]),
        ("市場", vec![new[1]]),
        ("leitz", vec![new[2]]),
        ("paragr HIDDEN", vec![new[2]]),
        ("zinsen paragr", vec![new[2]]),
        ("the text", new.clone()),
        ("elections zinsen", vec![]),
        ("NEAR( \"*", vec![]),
    ] {
        assert_eq!(
            store.ids(&search(question)).expect("ids"),
            expected,
            "{question}"
        );
    }
    assert_eq!(
        store.ids(&search(" \"' ")).expect("ids"),
        new,
        "no word: no condition"
    );
}

#[test]
fn scopes_and_limits_narrow_a_view() {
    let (mut store, _) = store();
    let grouped = SourceSpec {
        name: Some("Grouped".to_owned()),
        groups: vec!["it's \"quoted\"".to_owned()],
        ..spec("https://other.example/feed")
    };
    store
        .set_sources(&[spec("https://news.example/feed"), grouped.clone(), grouped])
        .expect("set");
    let sources = store.sources().expect("sources");
    assert_eq!(sources.len(), 2);
    apply(
        &mut store,
        sources[0].id,
        &[entry("a", "a", Some(1)), entry("b", "b", Some(0))],
        0,
    );
    let other = apply(&mut store, sources[1].id, &[entry("a", "c", Some(2))], 0);
    assert_eq!(titles(&store, &Query::default()), ["c", "a", "b"]);
    assert_eq!(
        titles(&store, &all(Scope::Source(sources[0].id))),
        ["a", "b"]
    );
    let group = all(Scope::Group("it's \"quoted\"".to_owned()));
    assert_eq!(titles(&store, &group), ["c"]);
    let limited = Query {
        limit: Some(2),
        unread: true,
        ..Query::default()
    };
    store
        .change(&Change::read(&other, true), at(0))
        .expect("read");
    assert_eq!(titles(&store, &limited), ["a", "b"]);
    let found = store.source_by("gROUPED").expect("read").expect("by name");
    assert_eq!(found.id, sources[1].id);
    let found = store
        .source_by("https://news.example/feed")
        .expect("read")
        .expect("by address");
    assert_eq!(
        (found.id, found.name.as_str()),
        (sources[0].id, "Example News")
    );
}

#[test]
fn a_page_opened_by_address_is_shown_among_favourites_alone() {
    let (mut store, source) = store();
    let known = apply(&mut store, source, &[entry("a", "a", Some(1))], 0)[0];
    let page = article("from a page");
    assert_eq!(
        store
            .keep_page("https://news.example/a", &page, at(1))
            .expect("kept"),
        known
    );
    let id = store
        .keep_page("https://www.else.example/x", &page, at(1))
        .expect("kept");
    assert_eq!(
        store
            .keep_page("https://www.else.example/x", &page, at(2))
            .expect("kept"),
        id
    );
    assert_eq!(
        store.find_link("https://www.else.example/x").expect("read"),
        Some(id)
    );
    assert_eq!(store.article(id).expect("read"), Some(page));
    assert_eq!(titles(&store, &Query::default()), ["a"]);
    store
        .change(&Change::Favourite { id, on: true }, at(3))
        .expect("favourite");
    let rows = store
        .rows(&store.ids(&all(Scope::Favourites)).expect("ids"))
        .expect("rows");
    assert_eq!(
        (rows[0].source_name.as_str(), rows[0].has_article),
        ("else.example", true)
    );
    assert_eq!(store.sources().expect("sources").len(), 1);
}

#[test]
fn an_empty_article_never_replaces_a_text() {
    let (mut store, source) = store();
    let id = apply(&mut store, source, &[entry("a", "a", Some(1))], 0)[0];
    store
        .save_article(id, &article("a text"), at(1))
        .expect("saved");
    store
        .save_article(id, &Article::default(), at(2))
        .expect("ignored");
    assert_eq!(store.article(id).expect("read"), Some(article("a text")));
    let missing = store.save_article(HeadlineId(77), &article("x"), at(2));
    assert!(matches!(missing, Err(StoreError::Missing(HeadlineId(77)))));
}

#[test]
fn fetch_states_come_back_byte_for_byte() {
    let (mut store, source) = store();
    assert_eq!(store.fetch_state(source), FetchState::default());
    let state = FetchState {
        etag: Some("W/\"a\\\"b\u{fc}\"".to_owned()),
        error: Some(crate::model::failure::NetError::Truncated.into()),
        failures: 3,
        next_due: Some(at(60)),
        ..FetchState::default()
    };
    let failed = |source| Arrival {
        source,
        feed: None,
        state: state.clone(),
    };
    store.apply(&failed(source), at(0)).expect("applied");
    assert_eq!(store.fetch_state(source), state);
    assert_eq!(store.fetch_states().expect("read")[0].2, state);
    assert_eq!(store.sources().expect("read")[0].health.error, state.error);
    let missing = crate::model::SourceId(99);
    let arrivals = [missing, source].map(|source| Arrival {
        source,
        feed: None,
        state: FetchState::default(),
    });
    let plan = store.plan(&arrivals).expect("planned");
    let stored = store.apply_all(&arrivals, &plan, at(0)).expect("applied");
    assert_eq!(stored, [None, Some(Changes::default())]);
    assert_eq!(store.fetch_state(source), FetchState::default());
    let nobody = store.apply(&failed(missing), at(0));
    assert!(matches!(nobody, Err(StoreError::MissingSource(_))));
}
