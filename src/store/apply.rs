//! Downloaded feeds become headlines: a source with its state is written whole or not at all,
//! several share a transaction, and nothing is written for an entry that says what it said
//! before.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::articles::{self, Searched};
use super::columns::{from_stored, to_stored};
use super::connection::Store;
use super::error::{Result, StoreError};
use super::family::{self, Found, Known};
use super::headlines::link_hash;
use super::prepare::{EntryChange, Work, plan, published};
use super::{search, sources};
use crate::ingest::READER;
use crate::ingest::identity::shared::{Family, Member};
use crate::ingest::prepared::{PreparedFeed, stated};
use crate::markup::address::normalise;
use crate::model::{FetchState, HeadlineId, SourceId};

/// What a download of one source yielded.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// Whose.
    pub source: SourceId,
    /// Its headlines; `None` when only the state is new ("304 Not Modified", a failure).
    pub feed: Option<PreparedFeed>,
    /// What the next download needs to know.
    pub state: FetchState,
}

impl Arrival {
    fn families(&self) -> &[Family] {
        self.feed.as_ref().map_or(&[], |feed| &feed.families)
    }
}

/// What of some downloads is news to the store, one after the other.
#[derive(Debug)]
pub struct Plan(Vec<Work>);

impl Plan {
    /// Reads the texts of what is to be written, which takes longer than to write it. What is
    /// left out is done when it is written.
    pub fn prepare(&self, arrivals: &[Arrival]) {
        for (work, arrival) in self.0.iter().zip(arrivals) {
            work.prepare(arrival.families());
        }
    }
}

/// What [`Store::apply`] did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Headlines that were not there before, in the feed's order.
    pub new: Vec<HeadlineId>,
    /// How many known headlines say something else now.
    pub updated: usize,
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
    pub fn apply(&mut self, arrival: &Arrival, now: Timestamp) -> Result<Changes> {
        let all = std::slice::from_ref(arrival);
        let plan = self.plan(all)?;
        plan.prepare(all);
        let mut changes = self.apply_all(all, &plan, now)?;
        let missing = StoreError::MissingSource(arrival.source);
        changes.pop().flatten().ok_or(missing)
    }

    /// What [`Store::apply_all`] is to write of some downloads.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn plan(&self, arrivals: &[Arrival]) -> Result<Plan> {
        self.read(|sql| {
            let each = arrivals.iter();
            each.map(|arrival| plan(sql, arrival.source, arrival.families()))
                .collect::<rusqlite::Result<_>>()
                .map(Plan)
        })
    }

    /// [`Store::apply`] for several sources in one transaction, in the time of one wait for the
    /// disk. A source that does not exist is `None`.
    ///
    /// # Errors
    /// The database cannot be written; then nothing of all of them is stored.
    pub fn apply_all(
        &mut self,
        arrivals: &[Arrival],
        plan: &Plan,
        now: Timestamp,
    ) -> Result<Vec<Option<Changes>>> {
        self.write(|sql| {
            let each = arrivals.iter().zip(&plan.0);
            each.map(|(arrival, work)| put(sql, arrival, work, now))
                .collect()
        })
    }
}

/// Writes one source; `None` when there is no such source.
fn put(
    sql: &Connection,
    arrival: &Arrival,
    work: &Work,
    now: Timestamp,
) -> rusqlite::Result<Option<Changes>> {
    let Arrival {
        source: id,
        feed,
        state,
    } = arrival;
    if !sources::save_state(sql, *id, state)? {
        return Ok(None);
    }
    let mut changes = Changes::default();
    let Some(feed) = feed else {
        return Ok(Some(changes));
    };
    sources::save_title(sql, *id, feed.title())?;
    forget_pruned(sql, *id, (&feed.families, work))?;
    let mut newest = state.newest;
    for (change, found) in look_again(sql, *id, (&feed.families, work))? {
        let member = change.member(&feed.families);
        match write(sql, *id, (change, member, &found), now)? {
            Written::New(id) => {
                changes.new.push(id);
                newest = newest.max(Some(from_stored(published(member, now))));
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
        sources::save_state(sql, *id, &state)?;
    }
    Ok(Some(changes))
}

/// Looks again, since another process may have written since [`plan`] looked. The feed's
/// first entry comes last: of two with the same time, the one stored later is shown first.
fn look_again<'w>(
    sql: &Connection,
    source: SourceId,
    (families, work): (&[Family], &'w Work),
) -> rusqlite::Result<Vec<(&'w EntryChange, Found)>> {
    let mut looked: Vec<(&EntryChange, Found)> = Vec::with_capacity(work.changes.len());
    let mut shared: HashMap<usize, Vec<Option<Found>>> = HashMap::new();
    for change in &work.changes {
        let (family, at) = change.at;
        if families[family].members.len() == 1 {
            looked.extend(
                family::find(sql, source, &families[family])?
                    .pop()
                    .map(|found| (change, found)),
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
        looked.extend(found[at].take().map(|found| (change, found)));
    }
    looked.sort_by_key(|(change, _)| std::cmp::Reverse(change.member(families).place));
    Ok(looked)
}

fn write(
    sql: &Connection,
    source: SourceId,
    (change, member, found): (&EntryChange, &Member, &Found),
    now: Timestamp,
) -> rusqlite::Result<Written> {
    if found.says(change.hash) {
        return Ok(Written::Unchanged);
    }
    let place = (source, found.key.as_str());
    match found.known {
        Known::Headline { id, hash } => {
            rename(sql, "headline", id, found)?;
            if hash == change.hash {
                return Ok(Written::Unchanged);
            }
            update(sql, id, (change, member))?;
            Ok(Written::Updated)
        }
        Known::Pruned {
            id,
            hash,
            is_read_anew,
            ..
        } if is_read_anew || hash == change.hash => {
            rename(sql, "pruned", id, found)?;
            sql.prepare_cached("UPDATE pruned SET hash = ?2, reader = ?3 WHERE id = ?1")?
                .execute(params![id, change.hash, READER])?;
            Ok(Written::Unchanged)
        }
        Known::Pruned { id, published, .. } => {
            sql.prepare_cached("DELETE FROM pruned WHERE id = ?1")?
                .execute([id])?;
            insert(sql, place, (change, member), (Some(id), published, now))?;
            Ok(Written::New(HeadlineId(id)))
        }
        Known::Nothing => {
            let published = published(member, now);
            let id = insert(sql, place, (change, member), (None, published, now))?;
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

pub(super) fn insert(
    sql: &Connection,
    (source, key): (SourceId, &str),
    (change, Member { entry, .. }): (&EntryChange, &Member),
    (id, published, now): (Option<i64>, i64, Timestamp),
) -> rusqlite::Result<i64> {
    let prepared = change.prepared(entry);
    let link = stated(entry.link.as_deref());
    sql.prepare_cached(
        "INSERT INTO headline (id, source, key, hash, published, first_seen, title, link, \
         link_hash, author, summary, reader, is_read) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
         ?10, ?11, ?12, coalesce((SELECT is_read FROM user_state WHERE id = ?1), 0))",
    )?
    .execute(params![
        id,
        source.0,
        key,
        change.hash,
        published,
        to_stored(now),
        prepared.texts.title,
        link,
        link.map(|link| link_hash(&normalise(link))),
        stated(entry.author.as_deref()),
        prepared.texts.summary,
        READER,
    ])?;
    let id = sql.last_insert_rowid();
    if let Some(html) = prepared.texts.body(entry) {
        sql.prepare_cached("INSERT INTO body (id, html) VALUES (?1, ?2)")?
            .execute(params![id, html])?;
    }
    search::put(sql, id, &prepared.words)?;
    Ok(id)
}

/// An update that carries no text leaves the stored text alone: feeds drop bodies, readers do not.
fn update(
    sql: &Connection,
    id: i64,
    (change, Member { entry, .. }): (&EntryChange, &Member),
) -> rusqlite::Result<()> {
    let prepared = change.prepared(entry);
    let link = stated(entry.link.as_deref());
    sql.prepare_cached(
        "UPDATE headline SET hash = ?2, title = ?3, link = coalesce(?4, link), \
         link_hash = coalesce(?5, link_hash), author = coalesce(?6, author), \
         summary = CASE WHEN ?7 = '' THEN summary ELSE ?7 END, reader = ?8 WHERE id = ?1",
    )?
    .execute(params![
        id,
        change.hash,
        prepared.texts.title,
        link,
        link.map(|link| link_hash(&normalise(link))),
        stated(entry.author.as_deref()),
        prepared.texts.summary,
        READER,
    ])?;
    if let Some(html) = prepared.texts.body(entry) {
        sql.prepare_cached(
            "INSERT INTO body (id, html) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET html = ?2",
        )?
        .execute(params![id, html])?;
    }
    if change.is_of(sql, id)? {
        return search::put(sql, id, &prepared.words);
    }
    // Somebody else changed the headline since the plan was made.
    let article = articles::stored(sql, id)?;
    Searched::read(sql, id)?.index(sql, id, article.as_ref())
}

/// Forgets pruned entries that the feed no longer shows, unless the user did something with
/// them. An empty feed is more often an accident than an answer, and says nothing.
fn forget_pruned(
    sql: &Connection,
    source: SourceId,
    (families, work): (&[Family], &Work),
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
