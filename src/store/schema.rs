//! The tables, and how a file of an older version gets them.
//!
//! `PRAGMA user_version` counts the applied steps of [`MIGRATIONS`]. Rows of a list are small and
//! lie apart from bodies and articles, so that a page of headlines reads few pages of the file.
//! What the user did lies in `user_state` alone; `headline.is_read` and `source_count` are copies
//! that triggers keep, so that an unread list is one index scan and counts cost nothing.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::columns::to_json;
use crate::model::Failure;

/// `PRAGMA application_id`: "NWIR". Tells our file from any other SQLite database.
pub(super) const APPLICATION_ID: i64 = 0x4E57_4952;

/// How a file gets from one version to the next.
#[derive(Clone, Copy)]
enum Step {
    /// A batch of SQL.
    Sql(&'static str),
    /// What SQL cannot say.
    Rust(fn(&Connection) -> rusqlite::Result<()>),
}

impl Step {
    fn apply(self, sql: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::Sql(batch) => sql.execute_batch(batch),
            Self::Rust(change) => change(sql),
        }
    }
}

/// One step a version; a released one is never edited, only followed by the next.
const MIGRATIONS: &[Step] = &[
    Step::Sql(FIRST),
    Step::Sql(SECOND),
    Step::Sql(THIRD),
    Step::Sql(FOURTH),
    Step::Sql(FIFTH),
    Step::Sql(SIXTH),
    Step::Rust(words_to_failures),
    Step::Sql(EIGHTH),
];

/// The newest version that this program knows.
#[allow(clippy::cast_possible_wrap)] // a handful of steps
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// Times are microseconds since 1970 (UTC). `AUTOINCREMENT`: an id is never given twice, since
/// `user_state` outlives a pruned headline.
const FIRST: &str = "
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,  -- the configured address, normalised
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    name TEXT,                      -- from the configuration
    title TEXT,                     -- from the source itself
    place INTEGER,                  -- in the configuration; NULL when it is not there
    spec TEXT NOT NULL,             -- model::SourceSpec as JSON
    state TEXT                      -- model::FetchState as JSON; NULL: never asked
) STRICT;
CREATE TABLE source_count (
    source INTEGER PRIMARY KEY REFERENCES source(id),
    total INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE headline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES source(id),
    key TEXT NOT NULL,              -- ingest::identity::key
    hash INTEGER NOT NULL,          -- of what the feed said; equal means nothing to write
    published INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    title TEXT NOT NULL,
    link TEXT,
    link_hash INTEGER,              -- of the normalised link
    author TEXT,
    summary TEXT NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, key)
) STRICT;
CREATE INDEX headline_by_time ON headline (published, id, source, is_read);
CREATE INDEX headline_by_source ON headline (source, published, id, is_read);
CREATE INDEX headline_by_link ON headline (link_hash) WHERE link_hash IS NOT NULL;
CREATE TABLE body (
    id INTEGER PRIMARY KEY REFERENCES headline(id) ON DELETE CASCADE,
    html TEXT NOT NULL
) STRICT;
CREATE TABLE article (
    id INTEGER PRIMARY KEY REFERENCES headline(id) ON DELETE CASCADE,
    saved_at INTEGER NOT NULL,
    json TEXT NOT NULL              -- model::Article
) STRICT;
CREATE TABLE pruned (               -- so that a feed that still shows it does not bring it back
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source(id),
    key TEXT NOT NULL,
    hash INTEGER NOT NULL,
    published INTEGER NOT NULL,
    UNIQUE (source, key)
) STRICT;
CREATE TABLE user_state (           -- no reference to headline: it outlives what was fetched
    id INTEGER PRIMARY KEY,
    is_read INTEGER NOT NULL DEFAULT 0,
    favourite_at INTEGER,           -- NULL: not a favourite
    position REAL
) STRICT;
CREATE INDEX user_state_favourite ON user_state (favourite_at) WHERE favourite_at IS NOT NULL;
CREATE VIRTUAL TABLE search USING fts5(
    words, content='', contentless_delete=1, detail=none, tokenize='ascii'
);
-- Words wait in memory until they are this many bytes: fewer, larger segments to merge.
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
CREATE TRIGGER source_counted AFTER INSERT ON source BEGIN
    INSERT INTO source_count (source) VALUES (new.id);
END;
CREATE TRIGGER headline_added AFTER INSERT ON headline BEGIN
    UPDATE source_count SET total = total + 1, unread = unread + (new.is_read = 0)
    WHERE source = new.source;
END;
CREATE TRIGGER headline_removed AFTER DELETE ON headline BEGIN
    UPDATE source_count SET total = total - 1, unread = unread - (old.is_read = 0)
    WHERE source = old.source;
END;
CREATE TRIGGER headline_marked AFTER UPDATE OF is_read ON headline
WHEN new.is_read <> old.is_read BEGIN
    UPDATE source_count SET unread = unread + (new.is_read = 0) - (old.is_read = 0)
    WHERE source = new.source;
END;
CREATE TRIGGER state_added AFTER INSERT ON user_state WHEN new.is_read <> 0 BEGIN
    UPDATE headline SET is_read = new.is_read WHERE id = new.id;
END;
CREATE TRIGGER state_changed AFTER UPDATE OF is_read ON user_state
WHEN new.is_read <> old.is_read BEGIN
    UPDATE headline SET is_read = new.is_read WHERE id = new.id;
END;
";

/// Articles fetched before anybody opens them.
const SECOND: &str = "
CREATE TABLE ahead (                -- pages that were tried, so that none is tried twice
    id INTEGER PRIMARY KEY REFERENCES headline(id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    failure TEXT                    -- NULL: the article is stored
) STRICT;
CREATE INDEX ahead_by_time ON ahead (at);
CREATE TABLE site (
    authority TEXT PRIMARY KEY,     -- host and port
    robots TEXT,                    -- NULL: everything is allowed
    robots_until INTEGER NOT NULL,
    not_before INTEGER NOT NULL
) STRICT;
";

/// What pages of a site have in common, and the pages that articles were read from.
const THIRD: &str = "
CREATE TABLE site_template (
    authority TEXT PRIMARY KEY,     -- host without www., and port
    used_at INTEGER NOT NULL,
    template BLOB NOT NULL          -- extract::site::Template
) STRICT;
CREATE INDEX site_template_by_use ON site_template (used_at);
CREATE TABLE page (
    id INTEGER PRIMARY KEY REFERENCES headline(id) ON DELETE CASCADE,
    authority TEXT NOT NULL,        -- as in site_template
    url TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    size INTEGER NOT NULL,          -- of what is packed
    packed BLOB NOT NULL            -- store::pages::StoredPage
) STRICT;
CREATE INDEX page_by_site ON page (authority, saved_at);
CREATE INDEX page_by_age ON page (saved_at, size);
";

/// The words at a reading place, so that its paragraph is found again; `position` stays the
/// fraction that it was.
const FOURTH: &str = "
ALTER TABLE user_state ADD COLUMN passage TEXT; -- model::Passage as JSON
";

/// Hashes of what an older program read say nothing when a newer one reads something else.
const FIFTH: &str = "
ALTER TABLE headline ADD COLUMN reader INTEGER NOT NULL DEFAULT 1;  -- ingest::READER of the hash
ALTER TABLE pruned ADD COLUMN reader INTEGER NOT NULL DEFAULT 1;
";

/// The last prices.
const SIXTH: &str = "
CREATE TABLE quote (
    key TEXT PRIMARY KEY,     -- model::InstrumentKey
    kept_at INTEGER NOT NULL,
    quote TEXT NOT NULL       -- model::Quote as JSON
) STRICT, WITHOUT ROWID;
";

/// Failures were English; they are codes with their facts (`model::Failure` as JSON) now.
fn words_to_failures(sql: &Connection) -> rusqlite::Result<()> {
    let states = "SELECT id, json_extract(state, '$.error') FROM source \
                  WHERE CASE WHEN json_valid(state) \
                  THEN json_type(state, '$.error') = 'text' END";
    let put = "UPDATE source SET state = json_set(state, '$.error', json(?2)) WHERE id = ?1";
    reword(sql, states, put)?;
    let pages = "SELECT id, failure FROM ahead WHERE failure IS NOT NULL";
    reword(sql, pages, "UPDATE ahead SET failure = ?2 WHERE id = ?1")
}

/// Puts the failure that words say in their place, row by row.
fn reword(sql: &Connection, words: &str, put: &str) -> rusqlite::Result<()> {
    let mut rows = sql.prepare(words)?;
    let rows: Vec<(i64, String)> = rows
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut put = sql.prepare(put)?;
    for (id, words) in rows {
        put.execute(params![id, to_json(&Failure::of_words(&words).redacted())?])?;
    }
    Ok(())
}

/// What the screen keeps from one run to the next.
const EIGHTH: &str = "
CREATE TABLE kept (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    json TEXT NOT NULL        -- model::Kept
) STRICT;
ALTER TABLE article ADD COLUMN minutes INTEGER;  -- to read it; NULL where an older version saved it
";

/// What an opened file turned out to be.
pub(super) enum Standing {
    /// Ours, at the version of this program.
    Ready,
    /// Ours, but written by a newer program: its version.
    Newer(i64),
    /// Another program's database.
    Foreign,
}

/// Brings the database to [`VERSION`]. All steps are one transaction, so that a kill in the
/// middle leaves the old version whole.
///
/// # Errors
/// What SQLite says.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<Standing> {
    match standing(connection)? {
        Some(Standing::Ready) | None => {}
        Some(other) => return Ok(other),
    }
    if version(connection)? == VERSION {
        return Ok(Standing::Ready);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have done it while this one waited for the lock.
    match standing(&transaction)? {
        Some(Standing::Ready) | None => apply_steps(&transaction)?,
        Some(other) => return Ok(other),
    }
    transaction.commit()?;
    Ok(Standing::Ready)
}

fn apply_steps(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let done = usize::try_from(version(transaction)?).unwrap_or(0);
    for step in MIGRATIONS.iter().skip(done) {
        step.apply(transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)
}

/// `None` for an empty database.
pub(super) fn standing(connection: &Connection) -> rusqlite::Result<Option<Standing>> {
    let application: i64 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let version = version(connection)?;
    Ok(match (application, tables) {
        (0, 0) if version == 0 => None,
        (APPLICATION_ID, _) if version > VERSION => Some(Standing::Newer(version)),
        (APPLICATION_ID, _) => Some(Standing::Ready),
        _ => Some(Standing::Foreign),
    })
}

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FetchState;

    #[test]
    fn a_file_of_any_older_version_keeps_its_rows_and_gets_the_rest() {
        let tables = |connection: &Connection| -> Vec<String> {
            let mut names = connection
                .prepare("SELECT name FROM sqlite_schema ORDER BY name")
                .expect("prepared");
            let names = names.query_map([], |row| row.get(0)).expect("asked");
            names.collect::<Result<_, _>>().expect("read")
        };
        let mut newest = Connection::open_in_memory().expect("opened");
        migrate(&mut newest).expect("migrated");
        for older in 1..MIGRATIONS.len() {
            let mut connection = Connection::open_in_memory().expect("opened");
            for step in &MIGRATIONS[..older] {
                step.apply(&connection).expect("created");
            }
            connection
                .execute_batch(&format!(
                    "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {older};
                     INSERT INTO source (identity, url, host, spec) VALUES ('a', 'a', 'a', '{{}}');
                     INSERT INTO user_state (id, position) VALUES (7, 0.25)"
                ))
                .expect("filled");
            assert!(matches!(migrate(&mut connection), Ok(Standing::Ready)));
            assert_eq!(version(&connection), Ok(VERSION));
            assert_eq!(tables(&connection), tables(&newest));
            let kept = connection.query_row("SELECT count(*) FROM source", [], |row| row.get(0));
            assert_eq!(kept, Ok(1));
            let place = "SELECT position FROM user_state WHERE id = 7 AND passage IS NULL";
            let place = connection.query_row(place, [], |row| row.get::<_, f64>(0));
            assert_eq!(place, Ok(0.25));
        }
    }

    #[test]
    fn words_of_a_failure_become_its_facts_and_stay_the_same_words() {
        let mut connection = Connection::open_in_memory().expect("opened");
        for step in &MIGRATIONS[..6] {
            step.apply(&connection).expect("created");
        }
        let state = |error: &str| {
            let mut state = serde_json::to_value(FetchState::default()).expect("a state");
            state["error"] = error.into();
            state["etag"] = "kept".into();
            state.to_string()
        };
        let known = [
            "timed out after 20 s",
            "HTTP 404 not found",
            "the dog ate it",
            "",
        ];
        for words in known {
            let put = "INSERT INTO source (identity, url, host, spec, state) \
                       VALUES (?1, 'u', 'h', '{}', ?2)";
            let row = params![words, state(words)];
            connection.execute(put, row).expect("put");
        }
        connection
            .execute_batch(&format!(
                "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 6;
                 INSERT INTO source (identity, url, host, spec, state)
                 VALUES ('never', 'u', 'h', '{{}}', NULL), ('odd', 'u', 'h', '{{}}', 'no JSON');
                 INSERT INTO headline (source, key, hash, published, first_seen, title, summary)
                 VALUES (1, 'k', 0, 0, 0, 't', '');
                 INSERT INTO ahead (id, at, failure) VALUES (1, 0, 'HTTP 403 forbidden')"
            ))
            .expect("filled");
        assert!(matches!(migrate(&mut connection), Ok(Standing::Ready)));
        let read = |sql: &str| -> String {
            let value = connection.query_row(sql, [], |row| row.get(0));
            value.expect("read")
        };
        for words in known {
            let sql = format!("SELECT state FROM source WHERE identity = '{words}'");
            let state: FetchState = serde_json::from_str(&read(&sql)).expect("a state");
            assert_eq!(
                state.error.map(|error| error.to_string()).as_deref(),
                Some(words)
            );
            assert_eq!(state.etag.as_deref(), Some("kept"));
        }
        assert_eq!(
            read("SELECT json_extract(state, '$.error') FROM source WHERE id = 1"),
            r#"{"code":"timeout","fact":20}"#
        );
        assert_eq!(
            read("SELECT failure FROM ahead"),
            r#"{"code":"status","fact":{"status":403}}"#
        );
        assert_eq!(
            read("SELECT state FROM source WHERE identity = 'odd'"),
            "no JSON"
        );
    }
}
