//! An entry that another reader kept becomes a headline, once. What is there already stays as
//! it is: the feed knows its own articles better than an old copy of them.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::apply::insert;
use super::articles::{self, Searched};
use super::family::{self, Found, Known};
use super::headlines::link_hash;
use super::prepare::{EntryChange, hash, published};
use crate::ingest::identity::shared::{Family, Member, families};
use crate::ingest::prepared::stated;
use crate::markup::address::normalise;
use crate::model::{Entry, SourceId};

/// An entry with all that costs time already done.
pub(super) struct ImportedEntry {
    change: EntryChange,
    /// Of one.
    family: Family,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brought {
    /// It has a row now.
    New(i64),
    /// It had a row before.
    Known(i64),
    /// It was removed as old before, and is not worth a row again.
    Pruned,
}

impl ImportedEntry {
    /// Done before the lock is taken.
    pub(super) fn prepare(entry: &Entry) -> Self {
        let change = EntryChange::new(hash(entry), (0, 0));
        change.prepared(entry);
        Self {
            change,
            family: families(vec![entry.clone()]).remove(0),
        }
    }

    fn member(&self) -> &Member {
        &self.family.members[0]
    }

    fn look(&self, sql: &Connection, source: SourceId) -> rusqlite::Result<Found> {
        Ok(family::find(sql, source, &self.family)?.remove(0))
    }

    /// Whether it would be new; nothing is written.
    pub(super) fn find(
        &self,
        sql: &Connection,
        source: SourceId,
    ) -> rusqlite::Result<Option<Brought>> {
        Ok(match self.look(sql, source)?.known {
            Known::Headline { id, .. } => Some(Brought::Known(id)),
            Known::Pruned { .. } => Some(Brought::Pruned),
            Known::Nothing => self.with_link(sql, source)?.map(Brought::Known),
        })
    }

    /// Gives it a row. One that was pruned comes back only when the user `keeps` it.
    pub(super) fn bring(
        &self,
        sql: &Connection,
        source: SourceId,
        keeps: bool,
        now: Timestamp,
    ) -> rusqlite::Result<Brought> {
        let Found { key, known, .. } = self.look(sql, source)?;
        match known {
            Known::Headline { id, .. } => self.fill(sql, id),
            Known::Pruned { id, published, .. } if keeps => {
                sql.prepare_cached("DELETE FROM pruned WHERE id = ?1")?
                    .execute([id])?;
                let entry = (&self.change, self.member());
                let id = insert(sql, (source, &key), entry, (Some(id), published, now))?;
                Ok(Brought::New(id))
            }
            Known::Pruned { .. } => Ok(Brought::Pruned),
            Known::Nothing => match self.with_link(sql, source)? {
                Some(id) => self.fill(sql, id),
                None => {
                    let entry = (&self.change, self.member());
                    let published = published(self.member(), now);
                    let id = insert(sql, (source, &key), entry, (None, published, now))?;
                    Ok(Brought::New(id))
                }
            },
        }
    }

    /// The headline of this source with the same link: other readers do not always keep the
    /// feed's own id.
    fn with_link(&self, sql: &Connection, source: SourceId) -> rusqlite::Result<Option<i64>> {
        let Some(link) = stated(self.member().entry.link.as_deref()) else {
            return Ok(None);
        };
        let wanted = normalise(link);
        let mut rows = sql
            .prepare_cached("SELECT id, link FROM headline WHERE link_hash = ?1 AND source = ?2")?;
        let mut rows = rows.query(params![link_hash(&wanted), source.0])?;
        while let Some(row) = rows.next()? {
            let same_page = normalise(&row.get::<_, String>(1)?) == wanted;
            // A change log is one page with an entry at each anchor.
            if same_page && anchor(&row.get::<_, String>(1)?) == anchor(link) {
                return Ok(Some(row.get(0)?));
            }
        }
        Ok(None)
    }

    /// A headline without a text gets the one that was kept.
    fn fill(&self, sql: &Connection, id: i64) -> rusqlite::Result<Brought> {
        let entry = &self.member().entry;
        if let Some(html) = self.change.prepared(entry).texts.body(entry) {
            let filled = sql
                .prepare_cached("INSERT OR IGNORE INTO body (id, html) VALUES (?1, ?2)")?
                .execute(params![id, html])?;
            if filled > 0 {
                let article = articles::stored(sql, id)?;
                Searched::read(sql, id)?.index(sql, id, article.as_ref())?;
            }
        }
        Ok(Brought::Known(id))
    }
}

fn anchor(link: &str) -> &str {
    link.split_once('#').map_or("", |(_, anchor)| anchor)
}
