//! Downloaded feeds become headlines: a source with its state is written whole or not at all,
//! several share a transaction, and nothing is written for an entry that says what it said
//! before.

mod bring;

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::headlines::link_hash;
use super::prepare::{Known, Prepared, SEARCHED, keys, known, prepare};
use super::{Changes, Result, Store, StoreError, from_stored, search, sources, to_stored};
use crate::ingest::{self, identity};
use crate::model::{Entry, FetchState, HeadlineId, ParsedFeed, SourceId};

pub(super) use bring::{Brought, Foreign};

/// What a download of one source yielded.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// Whose.
    pub source: SourceId,
    /// Its headlines; `None` when only the state is new ("304 Not Modified", a failure).
    pub feed: Option<ParsedFeed>,
    /// What the next download needs to know.
    pub state: FetchState,
}

/// The same, borrowed.
struct Arrived<'a> {
    source: SourceId,
    feed: Option<&'a ParsedFeed>,
    state: &'a FetchState,
}

enum Written {
    New(HeadlineId),
    Updated,
    Unchanged,
}

impl Store {
    /// Stores what a download of a source yielded: the feed, if there was one, and the state, in
    /// one transaction. A known entry keeps its id, its published time and all that the user did
    /// with it; one without a date gets `now` less its place in the feed in seconds. What was
    /// pruned stays away until the feed says something else in it.
    ///
    /// # Errors
    /// There is no such source, or the database cannot be written; then nothing is stored.
    pub fn apply(
        &mut self,
        id: SourceId,
        feed: Option<&ParsedFeed>,
        state: &FetchState,
        now: Timestamp,
    ) -> Result<Changes> {
        let arrived = Arrived {
            source: id,
            feed,
            state,
        };
        let mut changes = self.take_in(&[arrived], now)?;
        changes.pop().flatten().ok_or(StoreError::MissingSource(id))
    }

    /// [`Store::apply`] for several sources in one transaction, in the time of one wait for the
    /// disk. A source that does not exist is `None`.
    ///
    /// # Errors
    /// The database cannot be written; then nothing of all of them is stored.
    pub fn apply_all(
        &mut self,
        arrivals: &[Arrival],
        now: Timestamp,
    ) -> Result<Vec<Option<Changes>>> {
        let arrived: Vec<Arrived<'_>> = arrivals
            .iter()
            .map(|arrival| Arrived {
                source: arrival.source,
                feed: arrival.feed.as_ref(),
                state: &arrival.state,
            })
            .collect();
        self.take_in(&arrived, now)
    }

    fn take_in(&mut self, arrived: &[Arrived<'_>], now: Timestamp) -> Result<Vec<Option<Changes>>> {
        let keys: Vec<_> = arrived
            .iter()
            .map(|one| one.feed.map(keys).unwrap_or_default())
            .collect();
        let prepared: Vec<_> = self.read(|sql| {
            let each = arrived.iter().zip(&keys);
            each.map(|(one, keys)| prepare(sql, one.source, keys, now))
                .collect()
        })?;
        self.write(|sql| {
            let each = arrived.iter().zip(&keys).zip(&prepared);
            each.map(|((one, keys), prepared)| put(sql, one, keys, prepared, now))
                .collect()
        })
    }
}

/// Writes one source; `None` when there is no such source.
fn put(
    sql: &Connection,
    arrived: &Arrived<'_>,
    keys: &[(String, i64, &Entry)],
    prepared: &[Prepared<'_>],
    now: Timestamp,
) -> rusqlite::Result<Option<Changes>> {
    let Arrived {
        source: id,
        feed,
        state,
    } = *arrived;
    if !sources::save_state(sql, id, state)? {
        return Ok(None);
    }
    let mut changes = Changes::default();
    let Some(feed) = feed else {
        return Ok(Some(changes));
    };
    sources::save_title(sql, id, feed)?;
    forget_pruned(sql, id, keys)?;
    let mut newest = state.newest;
    // The feed's first entry is stored last: of two with the same time, the higher id is
    // shown first.
    for entry in prepared.iter().rev() {
        match write(sql, id, entry, now)? {
            Written::New(id) => {
                changes.new.push(id);
                newest = newest.max(Some(from_stored(entry.published)));
            }
            Written::Updated => changes.updated += 1,
            Written::Unchanged => {}
        }
    }
    changes.new.reverse();
    // Headlines without a date count from their arrival, which only this place knows.
    if newest != state.newest {
        let state = FetchState {
            newest,
            ..state.clone()
        };
        sources::save_state(sql, id, &state)?;
    }
    Ok(Some(changes))
}

/// Looks again, since another process may have written since [`prepare`] looked.
fn write(
    sql: &Connection,
    source: SourceId,
    entry: &Prepared<'_>,
    now: Timestamp,
) -> rusqlite::Result<Written> {
    match known(sql, source, &entry.key)? {
        Known::Headline { hash, .. } | Known::Pruned { hash, .. } if hash == entry.hash => {
            Ok(Written::Unchanged)
        }
        Known::Headline { id, .. } => {
            update(sql, id, entry)?;
            Ok(Written::Updated)
        }
        Known::Pruned { id, published, .. } => {
            sql.prepare_cached("DELETE FROM pruned WHERE id = ?1")?
                .execute([id])?;
            insert(sql, source, entry, (Some(id), published, now))?;
            Ok(Written::New(HeadlineId(id)))
        }
        Known::Nothing => {
            let id = insert(sql, source, entry, (None, entry.published, now))?;
            Ok(Written::New(HeadlineId(id)))
        }
    }
}

fn insert(
    sql: &Connection,
    source: SourceId,
    entry: &Prepared<'_>,
    (id, published, now): (Option<i64>, i64, Timestamp),
) -> rusqlite::Result<i64> {
    sql.prepare_cached(
        "INSERT INTO headline (id, source, key, hash, published, first_seen, title, link, \
         link_hash, author, summary, is_read) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, \
         ?11, coalesce((SELECT is_read FROM user_state WHERE id = ?1), 0))",
    )?
    .execute(params![
        id,
        source.0,
        entry.key,
        entry.hash,
        published,
        to_stored(now),
        entry.title,
        entry.link,
        entry.link.map(|link| link_hash(&identity::normalise(link))),
        entry.author,
        entry.summary,
    ])?;
    let id = sql.last_insert_rowid();
    if let Some(html) = entry.html {
        sql.prepare_cached("INSERT INTO body (id, html) VALUES (?1, ?2)")?
            .execute(params![id, html])?;
    }
    search::index(sql, id, &[entry.title, &entry.summary, &entry.text])?;
    Ok(id)
}

/// An update that carries no text leaves the stored text alone: feeds drop bodies, readers do not.
fn update(sql: &Connection, id: i64, entry: &Prepared<'_>) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "UPDATE headline SET hash = ?2, title = ?3, link = coalesce(?4, link), \
         link_hash = coalesce(?5, link_hash), author = coalesce(?6, author), \
         summary = CASE WHEN ?7 = '' THEN summary ELSE ?7 END WHERE id = ?1",
    )?
    .execute(params![
        id,
        entry.hash,
        entry.title,
        entry.link,
        entry.link.map(|link| link_hash(&identity::normalise(link))),
        entry.author,
        entry.summary,
    ])?;
    if let Some(html) = entry.html {
        sql.prepare_cached(
            "INSERT INTO body (id, html) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET html = ?2",
        )?
        .execute(params![id, html])?;
    }
    reindex(sql, id)
}

/// Indexes a stored headline with all that is known of it.
pub(super) fn reindex(sql: &Connection, id: i64) -> rusqlite::Result<()> {
    let (title, summary, html, json): (String, String, Option<String>, Option<String>) = sql
        .prepare_cached(
            "SELECT title, summary, html, json FROM headline LEFT JOIN body USING (id) \
             LEFT JOIN article USING (id) WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    let text = html
        .map(|html| ingest::teaser(&html, SEARCHED))
        .unwrap_or_default();
    let article = super::articles::text_of(json.as_deref());
    search::index(sql, id, &[&title, &summary, &article, &text])
}

/// Forgets pruned entries that the feed no longer shows, unless the user did something with
/// them. An empty feed is more often an accident than an answer, and says nothing.
fn forget_pruned(
    sql: &Connection,
    source: SourceId,
    keys: &[(String, i64, &Entry)],
) -> rusqlite::Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let shown: HashSet<&str> = keys.iter().map(|(key, ..)| key.as_str()).collect();
    let mut pruned = sql.prepare_cached(
        "SELECT id, key FROM pruned WHERE source = ?1 \
         AND NOT EXISTS (SELECT 1 FROM user_state WHERE user_state.id = pruned.id)",
    )?;
    let mut rows = pruned.query([source.0])?;
    let mut gone: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        if !shown.contains(row.get_ref(1)?.as_str()?) {
            gone.push(row.get(0)?);
        }
    }
    for id in gone {
        sql.prepare_cached("DELETE FROM pruned WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}
