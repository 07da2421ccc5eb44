//! The headlines that name an instrument, as the ticker asks for them.

use serde::Deserialize;

use crate::market::{mentions, notation};
use crate::model::{CalendarDay, Change, Entry, Query, Scope, Search, SourceSpec};
use crate::store::testing::{all, apply, at, entry, spec, store, titles};

/// Instruments with headlines that name them and others.
const CASES: &str = include_str!("../../../tests/fixtures/mentions.toml");

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    symbol: String,
    name: String,
    label: String,
    named: Vec<String>,
    others: Vec<String>,
}

fn found(symbol: &str, name: &str, all: &[&str]) -> (String, Vec<String>) {
    let (mut store, source) = store();
    let entries = all.iter().enumerate().map(|(at, title)| Entry {
        content_html: None,
        ..entry(&format!("{at}"), title, None)
    });
    let entries: Vec<Entry> = entries.collect();
    apply(&mut store, source, &entries, 0);
    let names: Vec<&str> = Some(name)
        .filter(|name| !name.is_empty())
        .into_iter()
        .collect();
    let mentions = mentions::of(Some(&notation::key(symbol)), &names, symbol).expect("names");
    let label = mentions.label.clone();
    let query = Query {
        search: Some(Search::Mentions(mentions)),
        ..Query::default()
    };
    (label, titles(&store, &query))
}

#[test]
fn an_instrument_is_found_by_its_usual_names() {
    let cases: Cases = toml::from_str(CASES).expect("cases");
    let mut wrong = Vec::new();
    for case in cases.case {
        let symbol = &case.symbol;
        let all: Vec<&str> = case
            .named
            .iter()
            .chain(&case.others)
            .map(String::as_str)
            .collect();
        let (shown, found) = found(symbol, &case.name, &all);
        if shown != case.label {
            wrong.push(format!("{symbol} is shown as {shown}"));
        }
        let missed = case.named.iter().filter(|title| !found.contains(title));
        wrong.extend(missed.map(|title| format!("{symbol} misses {title}")));
        let others = case.others.iter().filter(|title| found.contains(title));
        wrong.extend(others.map(|title| format!("{symbol} finds {title}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_newest_so_many_that_name_it() {
    let (mut store, source) = store();
    let entries = [
        entry("a", "Net income falls", Some(0)),
        entry("b", "Cloudflare grows", Some(-1)),
        entry("c", "Cloudflare hires", Some(-2)),
    ];
    let new = apply(&mut store, source, &entries, 0);
    store
        .change(&Change::read(&[new[2]], true), at(0))
        .expect("read");
    let mentions = mentions::of(Some(&notation::key("NET")), &[], "NET").expect("names");
    let query = Query {
        search: Some(Search::Mentions(mentions)),
        limit: Some(1),
        ..Query::default()
    };
    assert_eq!(titles(&store, &query), ["Cloudflare grows"]);
    let unread = Query {
        unread: true,
        limit: None,
        ..query
    };
    assert_eq!(titles(&store, &unread).len(), 1);
    let at_it = Query {
        also_read: Some(new[2]),
        ..unread
    };
    let expected = ["Cloudflare grows", "Cloudflare hires"];
    assert_eq!(titles(&store, &at_it), expected);
}

#[test]
fn today_is_one_day_of_the_configured_sources() {
    let (mut store, source) = store();
    let of = |id, seconds| Entry {
        content_html: None,
        ..entry(id, id, Some(seconds))
    };
    let entries = [
        of("after", 100),
        of("late", 99),
        of("early", 0),
        of("before", -1),
    ];
    let new = apply(&mut store, source, &entries, 0);
    let day = CalendarDay {
        start: at(0),
        end: at(100),
    };
    let today = Query {
        scope: Scope::Today(day),
        ..Query::default()
    };
    assert_eq!(titles(&store, &today), ["late", "early"]);
    assert_eq!(store.unread_of_day(day).expect("counted"), 2);
    store
        .change(&Change::read(&[new[1]], true), at(0))
        .expect("read");
    assert_eq!(store.unread_of_day(day).expect("counted"), 1);
    let unread = Query {
        unread: true,
        ..today.clone()
    };
    assert_eq!(titles(&store, &unread), ["early"]);
    store.set_sources(&[]).expect("set");
    assert!(titles(&store, &today).is_empty());
    assert_eq!(store.unread_of_day(day).expect("counted"), 0);
}

#[test]
fn sources_without_a_group_are_a_view() {
    let (mut store, _) = store();
    let grouped = SourceSpec {
        groups: vec!["world".to_owned()],
        ..spec("https://news.example/world")
    };
    let alone = spec("https://news.example/feed");
    store.set_sources(&[grouped, alone]).expect("set");
    let sources = store.sources().expect("sources");
    for (source, title) in sources.iter().zip(["in a group", "alone"]) {
        apply(&mut store, source.id, &[entry(title, title, Some(0))], 0);
    }
    assert_eq!(titles(&store, &all(Scope::Ungrouped)), ["alone"]);
}
