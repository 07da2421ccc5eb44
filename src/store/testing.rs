//! What the tests of this room share.

use jiff::Timestamp;

use super::{Arrival, Store};
use crate::model::{
    Entry, FetchState, HeadlineId, ParsedFeed, Query, ReadingPlace, Scope, Search, SourceId,
    SourceSpec,
};

/// A moment, `seconds` after the one that all tests start at.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).expect("in range")
}

pub(super) fn spec(url: &str) -> SourceSpec {
    SourceSpec {
        url: url.to_owned(),
        ..SourceSpec::default()
    }
}

/// An entry published `seconds` after the start.
pub(super) fn entry(id: &str, title: &str, seconds: Option<i64>) -> Entry {
    Entry {
        id: id.to_owned(),
        title: title.to_owned(),
        link: Some(format!("https://news.example/{id}")),
        published: seconds.map(at),
        content_html: Some(format!("<p>The text of {title}.</p>")),
        ..Entry::default()
    }
}

/// A download of a feed with these entries.
pub(super) fn arrival(source: SourceId, entries: &[Entry]) -> Arrival {
    let feed = ParsedFeed {
        title: Some("Example News".to_owned()),
        entries: entries.to_vec(),
        ..ParsedFeed::default()
    };
    Arrival {
        source,
        feed: Some(feed.into()),
        state: FetchState::default(),
    }
}

/// A store with one source.
pub(super) fn store() -> (Store, SourceId) {
    let mut store = Store::open_in_memory().expect("memory");
    store
        .set_sources(&[spec("https://news.example/feed")])
        .expect("set");
    let id = store.sources().expect("sources")[0].id;
    (store, id)
}

/// Applies `entries`, and returns the ids of the new ones.
pub(super) fn apply(
    store: &mut Store,
    source: SourceId,
    entries: &[Entry],
    now: i64,
) -> Vec<HeadlineId> {
    store
        .apply(&arrival(source, entries), at(now))
        .expect("applied")
        .new
}

/// A reading place as the first versions kept it.
pub(super) fn at_fraction(fraction: f64) -> ReadingPlace {
    ReadingPlace {
        fraction,
        passage: None,
    }
}

pub(super) fn all(scope: Scope) -> Query {
    Query {
        scope,
        ..Query::default()
    }
}

pub(super) fn search(text: &str) -> Query {
    Query {
        search: Some(Search::Words(text.to_owned())),
        ..Query::default()
    }
}

/// Titles of a view, in its order.
pub(super) fn titles(store: &Store, query: &Query) -> Vec<String> {
    let ids = store.ids(query).expect("ids");
    let rows = store.rows(&ids).expect("rows");
    rows.into_iter().map(|row| row.title).collect()
}

impl Store {
    /// From now on the file may not grow, as on a full disk.
    pub(crate) fn allow_no_growth(&mut self) {
        let pages = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
        let sql = &self.connection;
        let count = sql.query_row("PRAGMA page_count", [], pages);
        let limit = format!("PRAGMA max_page_count = {}", count.expect("counted"));
        sql.query_row(&limit, [], pages).expect("set");
    }

    /// Has the turn to write, as a long download does, until dropped.
    pub(crate) fn hold_turn(&self) -> impl Sized + use<> {
        self.turns.take(None)
    }

    /// A search that ends only when it is overtaken.
    pub(crate) fn search_without_end(
        &mut self,
        is_overtaken: impl FnMut() -> bool + Send + 'static,
    ) -> super::error::Result<Vec<HeadlineId>> {
        let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
                       SELECT i FROM n WHERE i < 0";
        self.read_unless(is_overtaken, |sql| {
            let mut endless = sql.prepare(endless)?;
            let ids = endless.query_map([], |row| row.get(0).map(HeadlineId))?;
            ids.collect()
        })
    }

    /// What the last download of a source left behind.
    pub(super) fn fetch_state(&self, id: SourceId) -> FetchState {
        let states = self.fetch_states().expect("read").into_iter();
        let mut own = states.filter(|(source, ..)| *source == id);
        own.next().expect("there is such a source").2
    }

    /// Reads the whole database; what is wrong with it, or "ok".
    pub(super) fn verdict(&self) -> String {
        let check = "PRAGMA integrity_check(1)";
        let verdict = self.read(|sql| sql.query_row(check, [], |row| row.get(0)));
        verdict.expect("read")
    }
}
