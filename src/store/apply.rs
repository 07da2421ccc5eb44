//! Downloaded feeds become headlines: a source with its state is written whole or not at all,
//! several share a transaction, and nothing is written for an entry that says what it said
//! before.

mod bring;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::family::{self, Found};
use super::headlines::link_hash;
use super::prepare::{Known, Prepared, SEARCHED, Work, prepare};
use super::{Changes, Result, Store, StoreError, from_stored, search, sources, to_stored};
use crate::ingest::identity::shared::{Family, families};
use crate::ingest::{self, READER, identity};
use crate::model::{FetchState, HeadlineId, ParsedFeed, SourceId};

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
        let downloads: Vec<Vec<Family<'_>>> = arrived
            .iter()
            .map(|one| one.feed.map(|feed| families(&feed.entries)))
            .map(Option::unwrap_or_default)
            .collect();
        let work: Vec<Work<'_>> = self.read(|sql| {
            let each = arrived.iter().zip(&downloads);
            each.map(|(one, families)| prepare(sql, one.source, families, now))
                .collect()
        })?;
        self.write(|sql| {
            let each = arrived.iter().zip(&downloads).zip(&work);
            each.map(|((one, families), work)| put(sql, one, (families, work), now))
                .collect()
        })
    }
}

/// Writes one source; `None` when there is no such source.
fn put(
    sql: &Connection,
    arrived: &Arrived<'_>,
    (families, work): (&[Family<'_>], &Work<'_>),
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
    forget_pruned(sql, id, (families, work))?;
    let mut newest = state.newest;
    for (entry, found) in look_again(sql, id, (families, work))? {
        match write(sql, id, (entry, &found), now)? {
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

/// Looks again, since another process may have written since [`prepare`] looked. The feed's
/// first entry comes last: of two with the same time, the one stored later is shown first.
fn look_again<'w, 'a>(
    sql: &Connection,
    source: SourceId,
    (families, work): (&[Family<'_>], &'w Work<'a>),
) -> rusqlite::Result<Vec<(&'w Prepared<'a>, Found)>> {
    let mut looked: Vec<(&Prepared<'_>, Found)> = Vec::with_capacity(work.entries.len());
    let mut shared: HashMap<usize, Vec<Option<Found>>> = HashMap::new();
    for entry in &work.entries {
        let (family, at) = entry.at;
        if families[family].members.len() == 1 {
            looked.extend(
                family::find(sql, source, &families[family])?
                    .pop()
                    .map(|found| (entry, found)),
            );
            continue;
        }
        let found = match shared.entry(family) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                let found = family::find(sql, source, &families[family])?;
                place.insert(found.into_iter().map(Some).collect())
            }
        };
        looked.extend(found[at].take().map(|found| (entry, found)));
    }
    looked.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.place));
    Ok(looked)
}

fn write(
    sql: &Connection,
    source: SourceId,
    (entry, found): (&Prepared<'_>, &Found),
    now: Timestamp,
) -> rusqlite::Result<Written> {
    if found.says(entry.hash) {
        return Ok(Written::Unchanged);
    }
    match found.known {
        Known::Headline { id, hash } => {
            rename(sql, "headline", id, found)?;
            if hash == entry.hash {
                return Ok(Written::Unchanged);
            }
            update(sql, id, entry)?;
            Ok(Written::Updated)
        }
        Known::Pruned {
            id,
            hash,
            is_read_anew,
            ..
        } if is_read_anew || hash == entry.hash => {
            rename(sql, "pruned", id, found)?;
            sql.prepare_cached("UPDATE pruned SET hash = ?2, reader = ?3 WHERE id = ?1")?
                .execute(params![id, entry.hash, READER])?;
            Ok(Written::Unchanged)
        }
        Known::Pruned { id, published, .. } => {
            sql.prepare_cached("DELETE FROM pruned WHERE id = ?1")?
                .execute([id])?;
            insert(sql, (source, &found.key), entry, (Some(id), published, now))?;
            Ok(Written::New(HeadlineId(id)))
        }
        Known::Nothing => {
            let id = insert(
                sql,
                (source, &found.key),
                entry,
                (None, entry.published, now),
            )?;
            Ok(Written::New(HeadlineId(id)))
        }
    }
}

/// Gives a row the key that it has from now on.
fn rename(sql: &Connection, table: &str, id: i64, found: &Found) -> rusqlite::Result<()> {
    if found.stored.as_ref() != Some(&found.key) {
        // A key that is taken would be a fault of ours, and must not cost the whole download.
        sql.prepare_cached(&format!(
            "UPDATE OR IGNORE {table} SET key = ?2 WHERE id = ?1"
        ))?
        .execute(params![id, found.key])?;
    }
    Ok(())
}

fn insert(
    sql: &Connection,
    (source, key): (SourceId, &str),
    entry: &Prepared<'_>,
    (id, published, now): (Option<i64>, i64, Timestamp),
) -> rusqlite::Result<i64> {
    sql.prepare_cached(
        "INSERT INTO headline (id, source, key, hash, published, first_seen, title, link, \
         link_hash, author, summary, reader, is_read) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
         ?10, ?11, ?12, coalesce((SELECT is_read FROM user_state WHERE id = ?1), 0))",
    )?
    .execute(params![
        id,
        source.0,
        key,
        entry.hash,
        published,
        to_stored(now),
        entry.title,
        entry.link,
        entry.link.map(|link| link_hash(&identity::normalise(link))),
        entry.author,
        entry.summary,
        READER,
    ])?;
    let id = sql.last_insert_rowid();
    if let Some(html) = entry.html.as_deref() {
        sql.prepare_cached("INSERT INTO body (id, html) VALUES (?1, ?2)")?
            .execute(params![id, html])?;
    }
    search::index(sql, id, &[&entry.title, &entry.summary, &entry.text])?;
    Ok(id)
}

/// An update that carries no text leaves the stored text alone: feeds drop bodies, readers do not.
fn update(sql: &Connection, id: i64, entry: &Prepared<'_>) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "UPDATE headline SET hash = ?2, title = ?3, link = coalesce(?4, link), \
         link_hash = coalesce(?5, link_hash), author = coalesce(?6, author), \
         summary = CASE WHEN ?7 = '' THEN summary ELSE ?7 END, reader = ?8 WHERE id = ?1",
    )?
    .execute(params![
        id,
        entry.hash,
        entry.title,
        entry.link,
        entry.link.map(|link| link_hash(&identity::normalise(link))),
        entry.author,
        entry.summary,
        READER,
    ])?;
    if let Some(html) = entry.html.as_deref() {
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
    (families, work): (&[Family<'_>], &Work<'_>),
) -> rusqlite::Result<()> {
    if families.is_empty() {
        return Ok(());
    }
    let keys = families.iter().filter_map(Family::only_key);
    // What another process pruned since we looked is told by its key.
    let shown: HashSet<&str> = keys.collect();
    let mut pruned = sql.prepare_cached(
        "SELECT id, key FROM pruned WHERE source = ?1 \
         AND NOT EXISTS (SELECT 1 FROM user_state WHERE user_state.id = pruned.id)",
    )?;
    let mut rows = pruned.query([source.0])?;
    let mut gone: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if !work.pruned.contains(&id) && !shown.contains(row.get_ref(1)?.as_str()?) {
            gone.push(id);
        }
    }
    for id in gone {
        sql.prepare_cached("DELETE FROM pruned WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}
