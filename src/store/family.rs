//! The stored headlines that may be those of downloaded entries with one id, and which is whose.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::from_stored;
use super::headlines::link_hash;
use crate::ingest::READER;
use crate::ingest::identity::shared::{Family, Kept, Marks};
use crate::ingest::prepared::{UNTITLED, untitled};
use crate::markup::address::normalise;
use crate::model::SourceId;

/// What is stored of an entry.
#[derive(Clone, Copy)]
pub(super) enum Known {
    Nothing,
    Headline {
        id: i64,
        hash: i64,
    },
    Pruned {
        id: i64,
        hash: i64,
        published: i64,
        /// The hash is of what an older program read: another one says nothing.
        is_read_anew: bool,
    },
}

/// Where the headline of an entry is.
pub(super) struct Found {
    /// The key that it is to be stored under.
    pub key: String,
    /// The key that it is stored under, if it is.
    pub stored: Option<String>,
    pub known: Known,
}

impl Found {
    /// Whether there is nothing to write for an entry with this hash.
    pub(super) fn says(&self, hash: i64) -> bool {
        let same = match self.known {
            Known::Headline { hash: stored, .. } | Known::Pruned { hash: stored, .. } => {
                stored == hash
            }
            Known::Nothing => false,
        };
        same && self.stored.as_ref() == Some(&self.key)
    }
}

/// Finds the headline of each member of a family.
pub(super) fn find(
    sql: &Connection,
    source: SourceId,
    family: &Family,
) -> rusqlite::Result<Vec<Found>> {
    if let Some(key) = family.only_key()
        && let Some(known) = headline(sql, source, key)?
    {
        return Ok(vec![Found {
            key: key.to_owned(),
            stored: Some(key.to_owned()),
            known,
        }]);
    }
    let rows = rows(sql, source, family)?;
    let (kept, known): (Vec<Kept>, Vec<Known>) = rows.into_iter().unzip();
    let places = family.find(&kept).into_iter();
    Ok(places
        .map(|place| Found {
            key: place.key,
            stored: place.row.map(|row| kept[row].key.clone()),
            known: place.row.map_or(Known::Nothing, |row| known[row]),
        })
        .collect())
}

/// The quick look for an id that nothing else in the download has.
fn headline(sql: &Connection, source: SourceId, key: &str) -> rusqlite::Result<Option<Known>> {
    sql.prepare_cached("SELECT id, hash FROM headline WHERE source = ?1 AND key = ?2")?
        .query_row(params![source.0, key], |row| {
            Ok(Known::Headline {
                id: row.get(0)?,
                hash: row.get(1)?,
            })
        })
        .optional()
}

fn rows(
    sql: &Connection,
    source: SourceId,
    family: &Family,
) -> rusqlite::Result<Vec<(Kept, Known)>> {
    let mut found = Vec::new();
    let mut headlines = sql.prepare_cached(
        "SELECT key, id, hash, link, title, published FROM headline \
         WHERE source = ?1 AND key >= ?2 AND key < ?3",
    )?;
    let mut pruned = sql.prepare_cached(
        "SELECT key, id, hash, published, reader FROM pruned \
         WHERE source = ?1 AND key >= ?2 AND key < ?3",
    )?;
    for (from, to) in family.ranges() {
        let range = params![source.0, from, to];
        for row in headlines.query_map(range, stored_headline)? {
            found.push(row?);
        }
        for row in pruned.query_map(range, stored_pruned)? {
            found.push(row?);
        }
    }
    if let Some(link) = family.link() {
        let hash = link_hash(&normalise(link));
        let mut linked = sql.prepare_cached(
            "SELECT key, id, hash, link, title, published FROM headline \
             WHERE link_hash = ?1 AND source = ?2",
        )?;
        for row in linked.query_map(params![hash, source.0], stored_headline)? {
            let row = row?;
            let is_there = found
                .iter()
                .any(|(kept, _): &(Kept, _)| kept.key == row.0.key);
            if family.knew(&row.0) && !is_there {
                found.push(row);
            }
        }
    }
    Ok(found)
}

fn stored_headline(row: &Row<'_>) -> rusqlite::Result<(Kept, Known)> {
    let link = row.get_ref(3)?.as_str_or_null()?;
    let title = row.get_ref(4)?.as_str()?;
    // What was called so has no title of its own.
    let title = if title == UNTITLED || title == untitled(link) {
        ""
    } else {
        title
    };
    let published = from_stored(row.get(5)?).as_second();
    let kept = Kept {
        key: row.get(0)?,
        marks: Some(Marks::new(link, title, Some(published))),
    };
    let known = Known::Headline {
        id: row.get(1)?,
        hash: row.get(2)?,
    };
    Ok((kept, known))
}

fn stored_pruned(row: &Row<'_>) -> rusqlite::Result<(Kept, Known)> {
    let kept = Kept {
        key: row.get(0)?,
        marks: None,
    };
    let known = Known::Pruned {
        id: row.get(1)?,
        hash: row.get(2)?,
        published: row.get(3)?,
        is_read_anew: row.get::<_, i64>(4)? < READER,
    };
    Ok((kept, known))
}
