//! What the user did: read, favourite, reading position.
//!
//! Each change is on disk when the call returns. Nothing else in this room writes these columns.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::sources::to_json;
use super::{Result, Store, StoreError, to_stored};
use crate::model::{HeadlineId, ReadingPlace};

impl Store {
    /// Marks headlines read or unread, and returns those that were not so before, for undo.
    ///
    /// # Errors
    /// The database cannot be written; then nothing is changed.
    pub fn set_read(&mut self, ids: &[HeadlineId], read: bool) -> Result<Vec<HeadlineId>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.write(|sql| mark(sql, ids, read))
    }

    /// Makes a headline a favourite or takes that back; whether that changed anything.
    ///
    /// # Errors
    /// There is no such headline, or the database cannot be written.
    pub fn set_favourite(&mut self, id: HeadlineId, on: bool, now: Timestamp) -> Result<bool> {
        let changed = self.write(|sql| {
            if !exists(sql, id)? {
                return Ok(None);
            }
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
            Ok(Some(changed > 0))
        })?;
        changed.ok_or(StoreError::Missing(id))
    }

    /// Keeps where the user stopped reading an article.
    ///
    /// # Errors
    /// There is no such headline, or the database cannot be written.
    pub fn save_place(&mut self, id: HeadlineId, place: &ReadingPlace) -> Result<()> {
        let fraction = if place.fraction.is_finite() {
            place.fraction.clamp(0.0, 1.0)
        } else {
            0.0
        };
        let saved = self.write(|sql| {
            if !exists(sql, id)? {
                return Ok(false);
            }
            let passage = place.passage.as_ref().map(to_json).transpose()?;
            sql.prepare_cached(
                "INSERT INTO user_state (id, position, passage) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (id) DO UPDATE SET position = ?2, passage = ?3",
            )?
            .execute(params![id.0, fraction, passage])?;
            Ok(true)
        })?;
        saved.then_some(()).ok_or(StoreError::Missing(id))
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

fn exists(sql: &Connection, id: HeadlineId) -> rusqlite::Result<bool> {
    sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM headline WHERE id = ?1)")?
        .query_row([id.0], |row| row.get(0))
}

/// The triggers carry the mark to the headline and to the counts.
fn mark(sql: &Connection, ids: &[HeadlineId], read: bool) -> rusqlite::Result<Vec<HeadlineId>> {
    let mut put = sql.prepare_cached(
        "INSERT INTO user_state (id, is_read) \
         SELECT id, ?2 FROM headline WHERE id = ?1 AND is_read <> ?2 \
         ON CONFLICT (id) DO UPDATE SET is_read = ?2",
    )?;
    let mut changed = Vec::new();
    for id in ids {
        if put.execute(params![id.0, read])? > 0 {
            changed.push(*id);
        }
    }
    Ok(changed)
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
            store.save_place(id, &at_fraction(saved)).expect("saved");
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
        store.save_place(id, &place).expect("saved");
        assert_eq!(store.place(id).expect("read"), Some(place));
        assert!(!store.set_favourite(id, false, at(0)).expect("was none"));
    }
}
