//! A source that gets another address and stays what it is: its row, and with it headlines,
//! articles, marks and what the last download left behind.

use rusqlite::{Connection, OptionalExtension, params};

use super::connection::Store;
use super::error::{Result, StoreError};
use super::sources::host;
use crate::markup::address::normalise;

/// Stands in for an identity while two rows change places; no configuration can name it.
const BETWEEN: &str = "newswire:between";

impl Store {
    /// Gives the source at `from` the address `to`. If a source that has left the configuration
    /// still has that address, the two change places: nothing is lost, and moving back is the
    /// same thing again. Nothing happens if there is no source at `from`.
    ///
    /// # Errors
    /// A configured source has the address `to`, or the database cannot be written; then nothing
    /// is changed.
    pub fn rename_source(&mut self, from: &str, to: &str) -> Result<()> {
        let (old, new) = (normalise(from), normalise(to));
        let is_done = self.write(|sql| {
            let Some((id, _)) = row(sql, &old)? else {
                return Ok(true);
            };
            match row(sql, &new)? {
                Some((other, _)) if other == id => readdress(sql, id, &new, to)?,
                Some((_, true)) => return Ok(false),
                Some((other, false)) => {
                    readdress(sql, other, BETWEEN, from)?;
                    readdress(sql, id, &new, to)?;
                    readdress(sql, other, &old, from)?;
                }
                None => readdress(sql, id, &new, to)?,
            }
            Ok(true)
        })?;
        is_done
            .then_some(())
            .ok_or_else(|| StoreError::AddressTaken(to.to_owned()))
    }
}

/// The row of an identity, and whether the configuration has it.
fn row(sql: &Connection, identity: &str) -> rusqlite::Result<Option<(i64, bool)>> {
    sql.prepare_cached("SELECT id, place IS NOT NULL FROM source WHERE identity = ?1")?
        .query_row([identity], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn readdress(sql: &Connection, id: i64, identity: &str, url: &str) -> rusqlite::Result<()> {
    sql.prepare_cached("UPDATE source SET identity = ?2, url = ?3, host = ?4 WHERE id = ?1")?
        .execute(params![id, identity, url, host(url)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{apply, at, entry, spec, store};
    use super::*;
    use crate::model::{Change, Query, Scope};

    const OLD: &str = "https://news.example/feed";
    const NEW: &str = "https://new.example/feed";

    fn favourites(store: &Store) -> usize {
        let query = Query {
            scope: Scope::Favourites,
            ..Query::default()
        };
        store.ids(&query).expect("reads").len()
    }

    #[test]
    fn headlines_and_marks_go_with_the_source() {
        let (mut store, id) = store();
        let new = apply(
            &mut store,
            id,
            &[entry("a", "A", Some(1)), entry("b", "B", Some(2))],
            10,
        );
        store
            .change(
                &Change::Favourite {
                    id: new[0],
                    on: true,
                },
                at(11),
            )
            .expect("kept");
        store
            .change(&Change::read(&new[1..], true), at(0))
            .expect("marked");
        store.rename_source(OLD, NEW).expect("renamed");
        store.set_sources(&[spec(NEW)]).expect("set");
        let sources = store.sources().expect("reads");
        assert_eq!(sources.len(), 1);
        assert_eq!((sources[0].id, sources[0].url.as_str()), (id, NEW));
        assert_eq!((sources[0].total, sources[0].unread), (2, 1));
        assert_eq!(favourites(&store), 1);
        store.rename_source(NEW, OLD).expect("back");
        store.set_sources(&[spec(OLD)]).expect("set");
        assert_eq!(store.sources().expect("reads")[0].id, id);
    }

    #[test]
    fn an_address_that_is_in_use_is_refused() {
        let (mut store, id) = store();
        store.set_sources(&[spec(OLD), spec(NEW)]).expect("set");
        let refused = store.rename_source(OLD, NEW).expect_err("in use");
        assert!(refused.to_string().contains(NEW), "{refused}");
        assert_eq!(store.sources().expect("reads")[0].id, id);
        // Another scheme is the same source, and a source that is not there is no error.
        store
            .rename_source(OLD, "http://news.example/feed")
            .expect("the same");
        store
            .rename_source("https://other.example/", NEW)
            .expect("nothing to do");
    }

    #[test]
    fn a_source_that_left_gives_its_address_away_and_loses_nothing() {
        let (mut store, id) = store();
        store.set_sources(&[spec(OLD), spec(NEW)]).expect("set");
        let left = store.source_by(NEW).expect("reads").expect("there").id;
        let kept = apply(&mut store, left, &[entry("c", "C", Some(3))], 10);
        store
            .change(
                &Change::Favourite {
                    id: kept[0],
                    on: true,
                },
                at(11),
            )
            .expect("kept");
        store.set_sources(&[spec(OLD)]).expect("set");
        store.rename_source(OLD, NEW).expect("renamed");
        store.set_sources(&[spec(NEW)]).expect("set");
        assert_eq!(store.sources().expect("reads")[0].id, id);
        assert_eq!(favourites(&store), 1);
        store.rename_source(NEW, OLD).expect("back");
        store.set_sources(&[spec(OLD), spec(NEW)]).expect("set");
        let ids: Vec<_> = store
            .sources()
            .expect("reads")
            .iter()
            .map(|source| source.id)
            .collect();
        assert_eq!(ids, [id, left]);
    }
}
