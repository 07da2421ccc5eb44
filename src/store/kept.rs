//! What the screen keeps from one run to the next: one row, in the place of the one before.

use rusqlite::{Connection, OptionalExtension};

use super::columns::to_json;
use super::connection::Store;
use super::error::Result;
use crate::model::{HeadlineId, Kept, Query, Scope, SourceId};

impl Store {
    /// What was kept last. A view of a source or group that is not configured any more has become
    /// that of all, and a headline that is gone is not selected.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn kept(&self) -> Result<Kept> {
        self.read(|sql| {
            let mut read = sql.prepare_cached("SELECT json FROM kept")?;
            let json: Option<String> = read.query_row([], |row| row.get(0)).optional()?;
            // What cannot be read is as if it had never been kept.
            let kept: Option<Kept> = json.and_then(|json| serde_json::from_str(&json).ok());
            let mut kept = kept.unwrap_or_default();
            if !is_there(sql, &kept.view.scope)? {
                kept.view = Query::default();
            }
            if let Some(searched) = &kept.searched
                && (kept.view.search.is_none() || !is_there(sql, &searched.view.scope)?)
            {
                kept.searched = None;
            }
            let of_searched = kept.searched.as_mut().map(|searched| &mut searched.cursor);
            let own = [&mut kept.cursor, &mut kept.article];
            for headline in own.into_iter().chain(of_searched) {
                if let Some(id) = *headline
                    && !is_stored(sql, id)?
                {
                    *headline = None;
                }
            }
            Ok(kept)
        })
    }

    /// Keeps it for the next run. Writes nothing when it is what it was.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn keep(&mut self, kept: &Kept) -> Result<()> {
        self.write(|sql| {
            sql.prepare_cached(
                "INSERT INTO kept (id, json) VALUES (1, ?1) \
                 ON CONFLICT (id) DO UPDATE SET json = ?1 WHERE json <> ?1",
            )?
            .execute([to_json(kept)?])?;
            Ok(())
        })
    }
}

/// Whether there is still such a view.
fn is_there(sql: &Connection, scope: &Scope) -> rusqlite::Result<bool> {
    let (question, value): (_, rusqlite::types::Value) = match scope {
        Scope::All | Scope::Today(_) | Scope::Favourites => return Ok(true),
        Scope::Source(SourceId(id)) => ("id = ?1", (*id).into()),
        Scope::Group(group) => (
            "EXISTS (SELECT 1 FROM json_each(spec, '$.groups') AS member WHERE member.value = ?1)",
            group.clone().into(),
        ),
        Scope::Ungrouped => (
            "coalesce(json_array_length(spec, '$.groups'), 0) = ?1",
            0.into(),
        ),
    };
    let question =
        format!("SELECT EXISTS (SELECT 1 FROM source WHERE place IS NOT NULL AND {question})");
    sql.query_row(&question, [value], |row| row.get(0))
}

fn is_stored(sql: &Connection, id: HeadlineId) -> rusqlite::Result<bool> {
    sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM headline WHERE id = ?1)")?
        .query_row([id.0], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{apply, entry, spec, store};
    use super::*;
    use crate::model::{Search, Searched, SourceSpec};

    fn view(scope: Scope) -> Kept {
        Kept {
            view: Query {
                scope,
                unread: true,
                ..Query::default()
            },
            sidebar: Some(true),
            ..Kept::default()
        }
    }

    #[test]
    fn the_last_state_is_kept() {
        let (mut store, source) = store();
        assert_eq!(store.kept().expect("read"), Kept::default());
        let id = apply(&mut store, source, &[entry("a", "A", Some(0))], 0)[0];
        let kept = Kept {
            cursor: Some(id),
            article: Some(id),
            ..view(Scope::Source(source))
        };
        store.keep(&view(Scope::All)).expect("kept");
        store.keep(&kept).expect("kept");
        assert_eq!(store.kept().expect("read"), kept);
    }

    #[test]
    fn what_is_gone_is_not_shown_again() {
        let (mut store, source) = store();
        let grouped = SourceSpec {
            groups: vec!["world".to_owned()],
            ..spec("https://news.example/world")
        };
        let sources = [spec("https://news.example/feed"), grouped];
        store.set_sources(&sources).expect("set");
        let world = Scope::Group("world".to_owned());
        let scopes = [Scope::Source(source), world.clone(), Scope::Ungrouped];
        for scope in scopes.clone() {
            store.keep(&view(scope.clone())).expect("kept");
            assert_eq!(store.kept().expect("read"), view(scope));
        }
        store.set_sources(&[]).expect("set");
        for scope in scopes {
            let kept = Kept {
                cursor: Some(HeadlineId(9)),
                article: Some(HeadlineId(9)),
                ..view(scope)
            };
            store.keep(&kept).expect("kept");
            let expected = Kept {
                view: Query::default(),
                cursor: None,
                article: None,
                ..kept
            };
            assert_eq!(store.kept().expect("read"), expected);
        }
    }

    #[test]
    fn the_searched_view_is_kept_as_long_as_it_is_there_and_searched() {
        let (mut store, source) = store();
        let id = apply(&mut store, source, &[entry("a", "A", Some(0))], 0)[0];
        let search = Query {
            search: Some(Search::Words("rates".to_owned())),
            ..Query::default()
        };
        let searching = |view: Query, cursor: HeadlineId| Kept {
            view,
            searched: Some(Searched {
                view: self::view(Scope::Source(source)).view,
                cursor: Some(cursor),
            }),
            ..Kept::default()
        };
        let of_searched = |store: &mut Store, kept: &Kept| {
            store.keep(kept).expect("kept");
            store.kept().expect("read").searched
        };
        let kept = searching(search.clone(), id);
        assert_eq!(of_searched(&mut store, &kept), kept.searched);
        let gone = of_searched(&mut store, &searching(search, HeadlineId(99)));
        assert_eq!(gone.map(|searched| searched.cursor), Some(None));
        let unsearched = searching(Query::default(), id);
        assert_eq!(of_searched(&mut store, &unsearched), None);
        store.set_sources(&[]).expect("set");
        assert_eq!(of_searched(&mut store, &kept), None);
    }

    #[test]
    fn a_damaged_state_is_none() {
        let (mut store, _) = store();
        for json in ["", "no JSON", "[]", "null", "{\"view\": 3}"] {
            store.keep(&view(Scope::Favourites)).expect("kept");
            store
                .write(|sql| sql.execute("UPDATE kept SET json = ?1", [json]))
                .expect("damaged");
            assert_eq!(store.kept().expect("read"), Kept::default(), "{json}");
        }
    }
}
