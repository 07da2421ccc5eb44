//! The queue against a real lock of another connection, and a real end of the space.

use std::path::Path;

use rusqlite::Connection;
use tokio::sync::mpsc::UnboundedReceiver;

use super::*;
use crate::model::{Change, Entry, FetchState, HeadlineId, ParsedFeed, Query, SourceSpec};
use crate::runtime::clock;
use crate::store::Arrival;

/// A database with two headlines, and their ids.
fn database(path: &Path) -> Vec<HeadlineId> {
    let mut store = Store::open(path).expect("opened");
    let spec = SourceSpec {
        url: "https://news.example/feed".to_owned(),
        ..SourceSpec::default()
    };
    store.set_sources(&[spec]).expect("set");
    let source = store.sources().expect("read")[0].id;
    let entry = |id: &str| Entry {
        id: id.to_owned(),
        title: id.to_owned(),
        ..Entry::default()
    };
    let feed = ParsedFeed {
        entries: vec![entry("a"), entry("b")],
        ..ParsedFeed::default()
    };
    let arrival = Arrival {
        source,
        feed: Some(feed.into()),
        state: FetchState::default(),
    };
    let changes = store.apply(&arrival, clock::now());
    changes.expect("applied").new
}

struct Desk {
    store: Arc<Handle>,
    writer: Writer,
    events: UnboundedReceiver<Event>,
}

fn desk(path: &Path) -> Desk {
    let (sender, events) = unbounded_channel();
    let store = Arc::new(Handle::own(Store::open(path).expect("opened")).expect("started"));
    store.post(Store::hurry);
    let writer = Writer::start(store.clone(), sender);
    Desk {
        store,
        writer,
        events,
    }
}

impl Desk {
    /// Stores a favourite and tells so by an event with its name.
    fn keep(&self, id: HeadlineId, on: bool, name: &str) {
        let stored = Event::Failed(format!("stored {name}"));
        let failed = format!("failed {name}");
        self.writer.store(
            true,
            move |store| {
                store.change(&Change::Favourite { id, on }, clock::now())?;
                Ok(Some(stored.clone()))
            },
            move |reason| Event::Failed(format!("{failed}: {reason}")),
        );
    }

    async fn next(&mut self) -> Event {
        self.events.recv().await.expect("the queue lives")
    }

    async fn favourites(&self) -> usize {
        let query = Query {
            scope: crate::model::Scope::Favourites,
            ..Query::default()
        };
        let ids = self.store.call(move |store| store.ids(&query)).await;
        ids.expect("read").len()
    }
}

fn told(text: &str) -> Event {
    Event::Failed(text.to_owned())
}

#[tokio::test]
async fn while_another_program_writes_changes_wait_in_order_and_reading_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let ids = database(&path);
    let mut desk = desk(&path);
    let other = Connection::open(&path).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    desk.keep(ids[0], true, "one");
    desk.keep(ids[0], false, "two");
    desk.keep(ids[1], true, "three");
    let waiting = Event::Waiting("locked by another program".to_owned());
    assert_eq!(desk.next().await, waiting, "said once");
    // Frames do not wait for it, and what is stored can be read.
    desk.writer.settled().await;
    assert_eq!(desk.favourites().await, 0);
    assert_eq!(desk.writer.unstored(), 3);
    other.execute_batch("ROLLBACK").expect("unlocked");
    for name in ["one", "two", "three"] {
        assert_eq!(desk.next().await, told(&format!("stored {name}")));
    }
    desk.writer.stored().await;
    assert_eq!(desk.favourites().await, 1);
}

#[tokio::test]
async fn a_change_of_the_configuration_waits_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    database(&path);
    let desk = desk(&path);
    let other = Connection::open(&path).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let change: Write<()> = Arc::new(|store| store.set_sources(&[]));
    let mut reasons = Vec::new();
    let outcome = insist(&desk.store, change, |error| {
        reasons.push(error.reason());
        other.execute_batch("ROLLBACK").expect("unlocked");
    });
    outcome.await.expect("stored in the end");
    assert_eq!(reasons, ["locked by another program"]);
}

#[tokio::test]
async fn a_full_disk_is_said_and_not_tried_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let ids = database(&path);
    let mut desk = desk(&path);
    desk.store.post(Store::allow_no_growth);
    let source = desk
        .store
        .call(|store| store.sources())
        .await
        .expect("read")[0]
        .id;
    // SQLite itself finds no page for it.
    desk.writer.store(
        true,
        move |store| {
            let text = "x".repeat(1 << 20);
            let entry = Entry {
                id: "c".to_owned(),
                content_html: Some(text),
                ..Entry::default()
            };
            let feed = ParsedFeed {
                entries: vec![entry],
                ..ParsedFeed::default()
            };
            let arrival = Arrival {
                source,
                feed: Some(feed.into()),
                state: FetchState::default(),
            };
            store.apply(&arrival, clock::now())?;
            Ok(None)
        },
        Event::Failed,
    );
    desk.keep(ids[0], true, "small");
    let full = "the disk is full; free some space";
    assert_eq!(desk.next().await, told(full));
    assert_eq!(desk.next().await, told("stored small"), "the rest goes on");
}

#[tokio::test]
async fn a_long_download_of_our_own_is_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let ids = database(&path);
    let mut desk = desk(&path);
    let fetched = Store::open(&path).expect("opened");
    let turn = fetched.hold_turn();
    desk.keep(ids[0], true, "one");
    let waiting = Event::Waiting("a download is being stored".to_owned());
    assert_eq!(desk.next().await, waiting);
    drop(turn);
    assert_eq!(desk.next().await, told("stored one"));
}
