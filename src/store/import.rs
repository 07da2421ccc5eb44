//! Articles of other readers: they come in once, and marks are united. Nothing that the user
//! did here is taken back by what another reader says.

use std::collections::HashSet;
use std::ops::AddAssign;

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::connection::Store;
use super::error::Result;
use super::headlines::find_link;
use super::imported_entry::{Brought, ImportedEntry};
use super::{articles, user};
use crate::hash;
use crate::ingest::identity;
use crate::markup::address::normalise;
use crate::model::{Article, Change, Entry, HeadlineId, SourceId};

/// An article that another reader kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// It, clean.
    pub entry: Entry,
    /// It was read there.
    pub read: bool,
    /// It was kept there.
    pub favourite: bool,
}

/// A kept article that belongs to no source.
#[derive(Debug, Clone, PartialEq)]
pub struct IncomingPage {
    /// Its address.
    pub url: String,
    /// Its text.
    pub article: Article,
    /// It was read there.
    pub read: bool,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Articles that were not there before.
    pub new: u64,
    /// Articles that were.
    pub known: u64,
    /// Of both, those that are marked read now and were not.
    pub read: u64,
    /// Of both, those that are favourites now and were not.
    pub favourites: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.known += other.known;
        self.read += other.read;
        self.favourites += other.favourites;
    }
}

/// Where articles go in a trial.
#[derive(Debug, Default)]
pub struct Trial {
    /// What the trial brought so far, so that a second copy in a file counts as known.
    seen: HashSet<(u64, u64)>,
}

impl Store {
    /// Brings articles in under a source, in one transaction.
    ///
    /// # Errors
    /// The database cannot be written; then nothing is brought in.
    pub fn import(
        &mut self,
        source: SourceId,
        incoming: &[Incoming],
        now: Timestamp,
    ) -> Result<Tally> {
        let prepared: Vec<ImportedEntry> = incoming
            .iter()
            .map(|one| ImportedEntry::prepare(&one.entry))
            .collect();
        self.write(|sql| {
            let mut tally = Tally::default();
            for (one, entry) in incoming.iter().zip(&prepared) {
                let id = match entry.bring(sql, source, one.favourite, now)? {
                    Brought::New(id) => {
                        tally.new += 1;
                        id
                    }
                    Brought::Known(id) => {
                        tally.known += 1;
                        id
                    }
                    Brought::Pruned => {
                        tally.known += 1;
                        continue;
                    }
                };
                mark(
                    sql,
                    HeadlineId(id),
                    (one.read, one.favourite),
                    now,
                    &mut tally,
                )?;
            }
            Ok(tally)
        })
    }

    /// Brings kept articles in that belong to no source, as favourites, in one transaction. One
    /// that a headline links to becomes that headline's.
    ///
    /// # Errors
    /// The database cannot be written; then nothing is brought in.
    pub fn import_pages(&mut self, pages: &[IncomingPage], now: Timestamp) -> Result<Tally> {
        self.write(|sql| {
            let mut tally = Tally::default();
            for page in pages {
                let id = if let Some(known) = find_link(sql, &page.url)? {
                    tally.known += 1;
                    known.0
                } else {
                    tally.new += 1;
                    articles::insert_page(sql, &page.url, &page.article, now)?
                };
                if !has_text(sql, id)? {
                    articles::save(sql, id, &page.article, now)?;
                }
                mark(sql, HeadlineId(id), (page.read, true), now, &mut tally)?;
            }
            Ok(tally)
        })
    }

    /// Gives a source a title, unless it has told its own.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn suggest_title(&mut self, source: SourceId, title: &str) -> Result<()> {
        let unnamed = self.read(|sql| {
            sql.query_row(
                "SELECT EXISTS (SELECT 1 FROM source WHERE id = ?1 AND title IS NULL)",
                [source.0],
                |row| row.get::<_, bool>(0),
            )
        })?;
        if !unnamed || title.is_empty() {
            return Ok(());
        }
        self.write(|sql| {
            sql.execute(
                "UPDATE source SET title = ?2 WHERE id = ?1 AND title IS NULL",
                params![source.0, title],
            )
            .map(drop)
        })
    }

    /// What [`Store::import`] would do under the source with this identity; its number is
    /// `None` when it is not there yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn try_import(
        &self,
        (identity, source): (&str, Option<SourceId>),
        incoming: &[Incoming],
        trial: &mut Trial,
    ) -> Result<Tally> {
        self.read(|sql| {
            let mut tally = Tally::default();
            let place = hash::of(identity);
            for one in incoming {
                let entry = ImportedEntry::prepare(&one.entry);
                let found = match source {
                    Some(source) => entry.find(sql, source)?,
                    None => None,
                };
                let wants = (one.read, one.favourite);
                let again = !trial
                    .seen
                    .insert((place, hash::of(identity::key(&one.entry))));
                match found {
                    Some(Brought::Known(id)) => {
                        tally.known += 1;
                        would_mark(sql, Some(id), wants, &mut tally)?;
                    }
                    Some(_) if !one.favourite => tally.known += 1,
                    _ if again => tally.known += 1,
                    _ => {
                        tally.new += 1;
                        would_mark(sql, None, wants, &mut tally)?;
                    }
                }
            }
            Ok(tally)
        })
    }

    /// What [`Store::import_pages`] would do.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn try_import_pages(&self, pages: &[IncomingPage], trial: &mut Trial) -> Result<Tally> {
        self.read(|sql| {
            let mut tally = Tally::default();
            for page in pages {
                let found = find_link(sql, &page.url)?.map(|id| id.0);
                let key = hash::of(normalise(&page.url));
                let again = !trial.seen.insert((0, key));
                if found.is_some() || again {
                    tally.known += 1;
                } else {
                    tally.new += 1;
                }
                if found.is_some() || !again {
                    would_mark(sql, found, (page.read, true), &mut tally)?;
                }
            }
            Ok(tally)
        })
    }
}

fn has_text(sql: &Connection, id: i64) -> rusqlite::Result<bool> {
    sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)")?
        .query_row([id], |row| row.get(0))
}

/// Sets marks that are not set; none is taken away.
fn mark(
    sql: &Connection,
    id: HeadlineId,
    (read, favourite): (bool, bool),
    now: Timestamp,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let make = |change| user::make(sql, &change, now);
    if read {
        let changed = make(Change::read(&[id], true))?;
        tally.read += changed.map_or(0, |ids| ids.len() as u64);
    }
    if favourite {
        let changed = make(Change::Favourite { id, on: true })?;
        tally.favourites += changed.map_or(0, |ids| ids.len() as u64);
    }
    Ok(())
}

/// Counts what [`mark`] would change.
fn would_mark(
    sql: &Connection,
    id: Option<i64>,
    (read, favourite): (bool, bool),
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let (is_read, is_favourite) = match id {
        Some(id) => sql
            .prepare_cached(
                "SELECT coalesce(max(is_read), 0), coalesce(max(favourite_at IS NOT NULL), 0) \
                 FROM user_state WHERE id = ?1",
            )?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?,
        None => (false, false),
    };
    tally.read += u64::from(read && !is_read);
    tally.favourites += u64::from(favourite && !is_favourite);
    Ok(())
}

#[cfg(test)]
mod tests;
