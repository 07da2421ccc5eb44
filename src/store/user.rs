//! What the user did: read, favourite, reading position.
//!
//! [`make`] is the only writer of these columns, for marks, their undo and imports alike. Each
//! change is on disk when the transaction around it ends.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{to_json, to_stored};
use super::connection::Store;
use super::error::{Result, StoreError};
use crate::model::{Change, HeadlineId, ReadingPlace};

impl Store {
    /// Makes a change, and returns the headlines that were not so before, for undo.
    ///
    /// # Errors
    /// There is no headline to keep or to have a place in, or the database cannot be written;
    /// then nothing is changed.
    pub fn change(&mut self, change: &Change, now: Timestamp) -> Result<Vec<HeadlineId>> {
        let made = self.write(|sql| make(sql, change, now))?;
        made.map_err(StoreError::Missing)
    }

    /// Where the user stopped reading an article; `None` when it never was opened.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn place(&self, id: HeadlineId) -> Result<Option<ReadingPlace>> {
        let stored: Option<(Option<f64>, Option<String>)> = self.read(|sql| {
            sql.prepare_cached("SELECT position, passage FROM user_state WHERE id = ?1")?
                .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })?;
        let Some((Some(fraction), passage)) = stored else {
            return Ok(None);
        };
        // A passage in the form of another version leaves the fraction.
        let passage = passage.and_then(|json| serde_json::from_str(&json).ok());
        Ok(Some(ReadingPlace { fraction, passage }))
    }
}

/// Makes a change, and returns the headlines that were not so before; or the one that is not
/// there.
pub(super) fn make(
    sql: &Connection,
    change: &Change,
    now: Timestamp,
) -> rusqlite::Result<std::result::Result<Vec<HeadlineId>, HeadlineId>> {
    match change {
        Change::Read { ids, on } => read(sql, ids, *on).map(Ok),
        Change::Favourite { id, .. } | Change::Place { id, .. } if !exists(sql, *id)? => {
            Ok(Err(*id))
        }
        Change::Favourite { id, on } => favourite(sql, *id, *on, now).map(Ok),
        Change::Place { id, place } => save_place(sql, *id, place).map(Ok),
    }
}

fn exists(sql: &Connection, id: HeadlineId) -> rusqlite::Result<bool> {
    sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM headline WHERE id = ?1)")?
        .query_row([id.0], |row| row.get(0))
}

/// The triggers carry the mark to the headline and to the counts.
fn read(sql: &Connection, ids: &[HeadlineId], on: bool) -> rusqlite::Result<Vec<HeadlineId>> {
    let mut put = sql.prepare_cached(
        "INSERT INTO user_state (id, is_read) \
         SELECT id, ?2 FROM headline WHERE id = ?1 AND is_read <> ?2 \
         ON CONFLICT (id) DO UPDATE SET is_read = ?2",
    )?;
    let mut changed = Vec::new();
    for id in ids {
        if put.execute(params![id.0, on])? > 0 {
            changed.push(*id);
        }
    }
    Ok(changed)
}

fn favourite(
    sql: &Connection,
    id: HeadlineId,
    on: bool,
    now: Timestamp,
) -> rusqlite::Result<Vec<HeadlineId>> {
    let changed = if on {
        sql.prepare_cached(
            "INSERT INTO user_state (id, favourite_at) VALUES (?1, ?2) \
             ON CONFLICT (id) DO UPDATE SET favourite_at = ?2 WHERE favourite_at IS NULL",
        )?
        .execute(params![id.0, to_stored(now)])?
    } else {
        sql.prepare_cached(
            "UPDATE user_state SET favourite_at = NULL \
             WHERE id = ?1 AND favourite_at IS NOT NULL",
        )?
        .execute([id.0])?
    };
    Ok((changed > 0).then_some(id).into_iter().collect())
}

fn save_place(
    sql: &Connection,
    id: HeadlineId,
    place: &ReadingPlace,
) -> rusqlite::Result<Vec<HeadlineId>> {
    let fraction = if place.fraction.is_finite() {
        place.fraction.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let passage = place.passage.as_ref().map(to_json).transpose()?;
    sql.prepare_cached(
        "INSERT INTO user_state (id, position, passage) VALUES (?1, ?2, ?3) \
         ON CONFLICT (id) DO UPDATE SET position = ?2, passage = ?3",
    )?
    .execute(params![id.0, fraction, passage])?;
    Ok(vec![id])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{apply, at, at_fraction, entry, store};
    use super::*;
    use crate::model::Passage;

    #[test]
    fn places_come_back_and_fractions_are_bounded() {
        let (mut store, source) = store();
        let id = apply(&mut store, source, &[entry("a", "a", Some(1))], 0)[0];
        assert_eq!(store.place(id).expect("read"), None);
        for (saved, expected) in [(0.25, 0.25), (7.0, 1.0), (f64::NAN, 0.0)] {
            let place = at_fraction(saved);
            let change = Change::Place { id, place };
            store.change(&change, at(0)).expect("saved");
            let place = store.place(id).expect("read").expect("saved");
            assert_eq!(place, at_fraction(expected));
        }
        let place = ReadingPlace {
            fraction: 0.5,
            passage: Some(Passage {
                block: 3,
                offset: 17,
                lead: 1,
                before: "the words before".to_owned(),
                after: "l\u{2019}\u{e9}t\u{e9} 港".to_owned(),
            }),
        };
        let change = Change::Place {
            id,
            place: place.clone(),
        };
        store.change(&change, at(0)).expect("saved");
        assert_eq!(store.place(id).expect("read"), Some(place));
        let changed = store.change(&Change::Favourite { id, on: false }, at(0));
        assert_eq!(changed.expect("was none"), []);
    }
}
