//! What the store costs: `cargo bench --bench store`.

use std::fmt::Write;

use divan::{Bencher, black_box};
use jiff::Timestamp;
use newswire::model::{
    Change, Entry, FetchState, HeadlineId, ParsedFeed, Query, Search, SourceId, SourceSpec,
};
use newswire::store::{Arrival, Store};
use tempfile::TempDir;

const LARGE: usize = 100_000;

fn main() {
    divan::main();
}

/// Headlines with bodies of about 1 kB; each text has one word of its own and many common ones.
fn feed(range: std::ops::Range<usize>) -> ParsedFeed {
    let entry = |number: usize| {
        let mut html = format!("<p>Report number{number} of the day.</p>");
        for sentence in 0..12 {
            let mixed = (number * 31 + sentence * 7) % 9_973;
            let _ = write!(
                html,
                "<p>The market of word{mixed} moved by {sentence} points and more on the news.</p>"
            );
        }
        Entry {
            id: format!("item-{number}"),
            title: format!("Headline {number} about the markets of the day"),
            link: Some(format!("https://news.example/articles/{number}")),
            published: Timestamp::from_second(1_600_000_000 + (number as i64 * 7_919) % 10_000_000)
                .ok(),
            content_html: Some(html),
            ..Entry::default()
        }
    };
    ParsedFeed {
        entries: range.map(entry).collect(),
        ..ParsedFeed::default()
    }
}

fn empty() -> (TempDir, Store, SourceId) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("news.db")).expect("opened");
    let source = SourceSpec {
        url: "https://news.example/feed".to_owned(),
        ..SourceSpec::default()
    };
    store.set_sources(&[source]).expect("set");
    let id = store.sources().expect("read")[0].id;
    (folder, store, id)
}

fn apply(store: &mut Store, source: SourceId, feed: &ParsedFeed) -> usize {
    let now = Timestamp::from_second(1_700_000_000).expect("in range");
    let arrival = Arrival {
        source,
        feed: Some(feed.clone().into()),
        state: FetchState::default(),
    };
    store.apply(&arrival, now).expect("applied").new.len()
}

fn large() -> (TempDir, Store) {
    let (folder, mut store, source) = empty();
    for batch in 0..10 {
        apply(
            &mut store,
            source,
            &feed(batch * LARGE / 10..(batch + 1) * LARGE / 10),
        );
    }
    (folder, store)
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn apply_10_000_new(bencher: Bencher<'_, '_>) {
    let feed = feed(0..10_000);
    bencher
        .with_inputs(empty)
        .bench_values(|(folder, mut store, source)| {
            (apply(&mut store, source, &feed), store, folder)
        });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn apply_10_000_unchanged(bencher: Bencher<'_, '_>) {
    let feed = feed(0..10_000);
    let (_folder, mut store, source) = empty();
    apply(&mut store, source, &feed);
    bencher.bench_local(|| apply(&mut store, source, &feed));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn apply_50_unchanged(bencher: Bencher<'_, '_>) {
    let feed = feed(0..50);
    let (_folder, mut store, source) = empty();
    apply(&mut store, source, &feed);
    bencher.bench_local(|| apply(&mut store, source, &feed));
}

/// Everything that is read from 100,000 headlines, on one database, since making it is slow.
#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod at_100_000 {
    use std::sync::{LazyLock, Mutex, MutexGuard};

    use super::*;

    static STORED: LazyLock<Mutex<(TempDir, Store)>> = LazyLock::new(|| Mutex::new(large()));

    fn stored() -> MutexGuard<'static, (TempDir, Store)> {
        STORED.lock().expect("no bench panicked")
    }

    fn search(bencher: Bencher<'_, '_>, words: &str, limit: Option<usize>) {
        let stored = stored();
        let query = Query {
            search: Some(Search::Words(words.to_owned())),
            limit,
            ..Query::default()
        };
        bencher.bench_local(|| stored.1.ids(black_box(&query)).expect("read").len());
    }

    #[divan::bench]
    fn open_and_first_page(bencher: Bencher<'_, '_>) {
        let path = stored().0.path().join("news.db");
        let query = Query {
            limit: Some(60),
            ..Query::default()
        };
        bencher.bench_local(|| {
            let store = Store::open(&path).expect("opened");
            store
                .rows(&store.ids(&query).expect("read"))
                .expect("read")
                .len()
        });
    }

    #[divan::bench]
    fn ids(bencher: Bencher<'_, '_>) {
        let stored = stored();
        bencher.bench_local(|| {
            stored
                .1
                .ids(black_box(&Query::default()))
                .expect("read")
                .len()
        });
    }

    #[divan::bench]
    fn ids_unread(bencher: Bencher<'_, '_>) {
        let stored = stored();
        let query = Query {
            unread: true,
            ..Query::default()
        };
        bencher.bench_local(|| stored.1.ids(black_box(&query)).expect("read").len());
    }

    #[divan::bench]
    fn counts_and_sources(bencher: Bencher<'_, '_>) {
        let stored = stored();
        bencher.bench_local(|| {
            (
                stored.1.counts().expect("read"),
                stored.1.sources().expect("read"),
            )
        });
    }

    #[divan::bench]
    fn rows_of_a_page(bencher: Bencher<'_, '_>) {
        let stored = stored();
        let ids: Vec<HeadlineId> =
            stored.1.ids(&Query::default()).expect("read")[50_000..50_060].to_vec();
        bencher.bench_local(|| stored.1.rows(black_box(&ids)).expect("read").len());
    }

    #[divan::bench]
    fn search_rare(bencher: Bencher<'_, '_>) {
        search(bencher, "number77777", None);
    }

    #[divan::bench]
    fn search_common(bencher: Bencher<'_, '_>) {
        search(bencher, "market", None);
    }

    #[divan::bench]
    fn search_common_first_page(bencher: Bencher<'_, '_>) {
        search(bencher, "market", Some(60));
    }

    #[divan::bench]
    fn search_one_letter(bencher: Bencher<'_, '_>) {
        search(bencher, "w", None);
    }

    fn mark(store: &mut Store, ids: &[HeadlineId], on: bool) -> Vec<HeadlineId> {
        let change = Change::read(ids, on);
        store
            .change(&change, Timestamp::UNIX_EPOCH)
            .expect("written")
    }

    #[divan::bench]
    fn mark_one_read_and_unread(bencher: Bencher<'_, '_>) {
        let mut stored = stored();
        let id = stored.1.ids(&Query::default()).expect("read")[500];
        bencher.bench_local(|| {
            mark(&mut stored.1, &[id], true);
            mark(&mut stored.1, &[id], false)
        });
    }

    #[divan::bench(sample_count = 2)]
    fn mark_all_read_and_unread(bencher: Bencher<'_, '_>) {
        let mut stored = stored();
        bencher.bench_local(|| {
            let shown = stored.1.ids(&Query::default()).expect("read");
            let marked = mark(&mut stored.1, &shown, true);
            mark(&mut stored.1, &marked, false).len()
        });
    }
}
