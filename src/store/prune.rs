//! Old headlines go, in small transactions, so that a key press never waits behind the broom.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::columns::to_stored;
use super::connection::Store;
use super::error::Result;
use super::search;

/// Headlines a transaction: some 10 ms.
const BATCH: usize = 500;

impl Store {
    /// Removes headlines that were published and arrived before `older_than`, and returns how many
    /// there were. A favourite stays, with its body and article. What the user did with a removed
    /// headline stays too, and a feed that still shows it does not bring it back.
    ///
    /// # Errors
    /// The database cannot be written; batches that are done stay done.
    pub fn prune(&mut self, older_than: Timestamp) -> Result<usize> {
        // Looked up without the lock, and looked at again with it: the user may make a favourite
        // of one in between.
        let old = self.read(|sql| old(sql, older_than))?;
        let mut removed = 0;
        for batch in old.chunks(BATCH) {
            removed += self.write(|sql| remove(sql, batch))?;
        }
        Ok(removed)
    }
}

fn old(sql: &Connection, older_than: Timestamp) -> rusqlite::Result<Vec<i64>> {
    sql.prepare_cached(
        "SELECT id FROM headline WHERE published < ?1 AND first_seen < ?1 \
         AND id NOT IN (SELECT id FROM user_state WHERE favourite_at IS NOT NULL)",
    )?
    .query_map(params![to_stored(older_than)], |row| row.get(0))?
    .collect()
}

fn remove(sql: &Connection, ids: &[i64]) -> rusqlite::Result<usize> {
    let mut remember = sql.prepare_cached(
        "INSERT INTO pruned (id, source, key, hash, published, reader) \
         SELECT id, source, key, hash, published, reader FROM headline WHERE id = ?1 AND NOT EXISTS \
         (SELECT 1 FROM user_state WHERE user_state.id = headline.id AND favourite_at IS NOT NULL)",
    )?;
    let mut remove = sql.prepare_cached("DELETE FROM headline WHERE id = ?1")?;
    let mut removed = 0;
    for id in ids {
        if remember.execute([id])? > 0 {
            search::forget(sql, *id)?;
            removed += remove.execute([id])?;
        }
    }
    Ok(removed)
}
