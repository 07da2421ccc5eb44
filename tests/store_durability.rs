//! `kill -9` in the middle of downloads and of the user's marks: nothing that was acknowledged is
//! lost, and a validator never exists without its headlines.
//!
//! The test starts itself again as a child that writes and prints each write that returned. The
//! parent reads some of these lines, kills the child, and opens the database.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::Timestamp;
use newswire::model::{
    Change, Entry, FetchState, HeadlineId, ParsedFeed, Query, ReadingPlace, SourceSpec,
};
use newswire::store::{Arrival, Handle, Store};

/// Tells the child which database to write.
const DATABASE: &str = "NEWSWIRE_TEST_DATABASE";

/// Entries of one download.
const ENTRIES: usize = 20;

const ROUNDS: usize = 6;

fn feed(number: u64) -> ParsedFeed {
    let entry = |at: usize| Entry {
        id: format!("{number}-{at}"),
        title: format!("Headline {at} of download {number}"),
        content_html: Some("<p>A paragraph of text.</p>".repeat(40)),
        ..Entry::default()
    };
    ParsedFeed {
        entries: (0..ENTRIES).map(entry).collect(),
        ..ParsedFeed::default()
    }
}

/// What the last download of the only source left behind.
fn state(store: &Store) -> FetchState {
    store.fetch_states().expect("read").remove(0).2
}

/// Download after download, each with its number as the validator.
fn fetch(database: &Path) {
    let mut store = Store::open(database).expect("opened");
    let source = store.sources().expect("read")[0].id;
    let state = state(&store);
    let done: u64 = state.etag.map_or(0, |etag| etag.parse().expect("a number"));
    for number in done + 1.. {
        let state = FetchState {
            etag: Some(number.to_string()),
            ..FetchState::default()
        };
        let arrival = Arrival {
            source,
            feed: Some(feed(number).into()),
            state,
        };
        let changes = store
            .apply(&arrival, Timestamp::UNIX_EPOCH)
            .expect("applied");
        assert_eq!(changes.new.len(), ENTRIES);
        println!("feed {number}");
    }
}

/// Marks the newest unread headline read and a favourite, again and again.
fn mark(database: &Path) {
    let user = Handle::own(Store::open(database).expect("opened")).expect("started");
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.expect("a runtime");
    let newest = Query {
        unread: true,
        limit: Some(1),
        ..Query::default()
    };
    loop {
        let newest = newest.clone();
        let ids = runtime.block_on(user.call(move |store| store.ids(&newest).expect("read")));
        for id in ids {
            let make = |change| {
                let now = Timestamp::UNIX_EPOCH;
                let made = user.call(move |store| store.change(&change, now).expect("stored"));
                runtime.block_on(made)
            };
            make(Change::read(&[id], true));
            println!("read {id}");
            make(Change::Favourite { id, on: true });
            println!("favourite {id}");
            let place = ReadingPlace {
                fraction: 0.5,
                passage: None,
            };
            make(Change::Place { id, place });
            println!("position {id}");
        }
    }
}

/// Not a test of its own: what the child runs.
#[test]
fn writer() {
    let Some(database) = std::env::var_os(DATABASE) else {
        return;
    };
    let database = Path::new(&database);
    std::thread::scope(|scope| {
        scope.spawn(|| fetch(database));
        scope.spawn(|| mark(database));
    });
}

/// Starts the child, reads `enough` acknowledgements, kills it, and returns all that it wrote.
fn acknowledged(database: &Path, enough: usize) -> Vec<(String, u64)> {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "writer", "--nocapture"])
        .env(DATABASE, database)
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let output = BufReader::new(child.stdout.take().expect("piped"));
    let mut writes = Vec::new();
    for line in output.lines() {
        let line = line.expect("text");
        let Some((what, number)) = line.split_once(' ') else {
            continue;
        };
        let Ok(number) = number.parse() else {
            continue;
        };
        writes.push((what.to_owned(), number));
        if writes.len() == enough {
            // What it printed before it died is read to the end, and counts as well.
            child.kill().expect("killed");
        }
    }
    child.wait().expect("ended");
    assert!(writes.len() >= enough, "the child ended by itself");
    writes
}

fn check(database: &Path, writes: &[(String, u64)]) {
    let store = Store::open(database).expect("opened");
    let sql = rusqlite::Connection::open(database).expect("opened");
    let verdict = sql.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    assert_eq!(verdict, Ok("ok".to_owned()));
    let ids = store.ids(&Query::default()).expect("read");
    let rows = store.rows(&ids).expect("read");
    let titles: HashSet<&str> = rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles.len(), rows.len(), "no duplicates");
    let etag = state(&store).etag.expect("stored");
    let last: u64 = etag.parse().expect("a number");
    assert_eq!(
        rows.len() as u64,
        last * ENTRIES as u64,
        "a validator with all its headlines"
    );
    for (what, number) in writes {
        let id = HeadlineId(i64::try_from(*number).expect("an id"));
        let row = || store.headline(id).expect("read").expect("there");
        match what.as_str() {
            "feed" => assert!(*number <= last, "download {number} of {last}"),
            "read" => assert!(row().read, "{id}"),
            "favourite" => assert!(row().favourite, "{id}"),
            "position" => assert!(store.place(id).expect("read").is_some(), "{id}"),
            // A line of the test runner.
            _ => {}
        }
    }
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("news.db");
    let mut store = Store::open(&database).expect("opened");
    let source = SourceSpec {
        url: "https://news.example/feed".to_owned(),
        ..SourceSpec::default()
    };
    store.set_sources(&[source]).expect("set");
    drop(store);
    let mut writes = Vec::new();
    for round in 0..ROUNDS {
        writes.extend(acknowledged(&database, 5 + round * 17));
        check(&database, &writes);
    }
}
