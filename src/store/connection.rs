//! One connection to the database: how it is opened, asked and written.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, MAIN_DB, OpenFlags, Transaction, TransactionBehavior};

use super::error::{Result, StoreError};
use super::obstacle::Obstacle;
use super::schema::{self, Standing};
use super::write_queue::Turns;
use crate::private;

/// How often, and how many times, SQLite asks again while another process writes: 10 s in all,
/// and 50 ms for one try to write.
const BUSY_PAUSE: Duration = Duration::from_millis(2);
const BUSY_TRIES: i32 = 5_000;
const BRIEF_TRIES: i32 = 25;

/// How long a writer waits for other programs, and one whose caller asks again by himself.
const PATIENCE: Duration = Duration::from_secs(10);
const HURRY: Duration = Duration::from_millis(50);

/// How long such a writer waits for its turn among the connections of this program.
const TURN: Duration = Duration::from_millis(150);

/// Distinct statements of this room fit, so that none is parsed twice.
const STATEMENTS: usize = 64;

/// Instructions of SQLite between two looks at whether a long question is still wanted.
const LOOK: i32 = 1_000;

/// `PRAGMA cache_size`, negative for KiB: a large feed fits without being written twice.
const CACHE: i64 = -4_096;

/// The same of a connection that lists are read on: a window of rows fits, and the index of a
/// list is read from its beginning to its end, which is no faster from here.
const READING_CACHE: i64 = -1_024;

/// One connection to the database.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) turns: Arc<Turns>,
    pub(super) is_hurried: bool,
    /// Why nothing can be written.
    pub(super) obstacle: Option<Obstacle>,
}

impl Store {
    /// Opens the database at `path`, and creates it and its folders (for the user alone) when
    /// they are not there. An older format is brought up to date.
    ///
    /// # Errors
    /// The file cannot be opened or written, is damaged, is not ours, or is of a newer program.
    /// It is left as it is in each case.
    pub fn open(path: &Path) -> Result<Self> {
        create_folder(path)?;
        create_file(path);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)
            .map_err(|cause| StoreError::from_sql(cause, path.to_path_buf()))?;
        Self::prepare(connection, path.to_path_buf(), Turns::of(path))
    }

    /// A database that lives as long as the value.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_in_memory() -> Result<Self> {
        let path = PathBuf::from("in memory");
        let connection = Connection::open_in_memory()
            .map_err(|cause| StoreError::from_sql(cause, path.clone()))?;
        Self::prepare(connection, path, Arc::default())
    }

    fn prepare(mut connection: Connection, path: PathBuf, turns: Arc<Turns>) -> Result<Self> {
        let turn = turns.take(None);
        let standing = configure(&mut connection)
            .map_err(|cause| StoreError::from_sql(cause, path.clone()))?;
        drop(turn);
        match standing {
            Standing::Newer(found) => {
                return Err(StoreError::Newer {
                    path,
                    found,
                    known: schema::VERSION,
                });
            }
            Standing::Foreign => {
                return Err(StoreError::Foreign {
                    path,
                    cause: "it belongs to another program".to_owned(),
                });
            }
            Standing::Ready => {}
        }
        Ok(Self {
            connection,
            path,
            turns,
            is_hurried: false,
            obstacle: None,
        })
    }

    /// From now on a write that meets another writer gives up soon, with an error that
    /// [`StoreError::is_lock`] knows: whoever asks will ask again, and reads meanwhile.
    pub fn hurry(&mut self) {
        self.is_hurried = true;
    }

    /// From now on it keeps little of what it has read.
    pub fn shrink_cache(&mut self) {
        let set = (self.connection).pragma_update(None, "cache_size", READING_CACHE);
        debug_assert!(set.is_ok(), "{set:?}");
    }

    /// Runs a question, and gives its error the name of the file.
    pub(super) fn read<T>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        question(&self.connection).map_err(|cause| StoreError::from_sql(cause, self.path.clone()))
    }

    /// Runs a question that ends with [`StoreError::Interrupted`] soon after `is_overtaken`.
    pub(super) fn read_unless<T>(
        &mut self,
        mut is_overtaken: impl FnMut() -> bool + Send + 'static,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        if is_overtaken() {
            return Err(StoreError::Interrupted);
        }
        let named = |cause| StoreError::from_sql(cause, self.path.clone());
        let handler = Some(is_overtaken);
        (self.connection.progress_handler(LOOK, handler)).map_err(named)?;
        let answer = self.read(question);
        let none = None::<fn() -> bool>;
        let named = |cause| StoreError::from_sql(cause, self.path.clone());
        (self.connection.progress_handler(0, none)).map_err(named)?;
        answer
    }

    /// Runs a change as one transaction: all of it is on disk when this returns, or nothing.
    pub(super) fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        if let Some(why) = self.obstacle.clone() {
            let path = self.path.clone();
            return Err(StoreError::Unwritable { path, why });
        }
        let named = |cause| StoreError::from_sql(cause, self.path.clone());
        self.connection.busy_handler(Some(brief)).map_err(named)?;
        let written = self.write_soon(change);
        let named = |cause| StoreError::from_sql(cause, self.path.clone());
        self.connection.busy_handler(Some(patient)).map_err(named)?;
        written
    }

    fn write_soon<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let named = |cause| StoreError::from_sql(cause, self.path.clone());
        let patience = if self.is_hurried { HURRY } else { PATIENCE };
        let end = Instant::now() + patience;
        loop {
            let limit = self.is_hurried.then_some(TURN);
            let _turn = self.turns.take(limit).ok_or(StoreError::Queued)?;
            // IMMEDIATE: a reader that turns writer would fail at once when another one writes.
            let begun = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate);
            let transaction = match begun {
                // Whoever waits in line meets the same lock, and may have less patience.
                Err(cause) if is_busy(&cause) && Instant::now() < end => continue,
                begun => begun.map_err(named)?,
            };
            let result = change(&transaction).map_err(named)?;
            transaction.commit().map_err(named)?;
            return Ok(result);
        }
    }
}

fn is_busy(cause: &rusqlite::Error) -> bool {
    cause.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
}

/// SQLite's lock is polled. Opening and reading wait as long as a writer of ours may.
fn patient(tries: i32) -> bool {
    std::thread::sleep(BUSY_PAUSE);
    tries < BUSY_TRIES
}

/// A writer asks a short while, then steps back into the line.
fn brief(tries: i32) -> bool {
    std::thread::sleep(BUSY_PAUSE);
    tries < BRIEF_TRIES
}

fn create_folder(path: &Path) -> Result<()> {
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return Ok(());
    };
    private::create_folder(folder).map_err(|cause| StoreError::Folder {
        path: folder.to_path_buf(),
        cause,
    })
}

/// A new database is the user's alone from its first byte on. SQLite says what is wrong with a
/// place where none can be made.
fn create_file(path: &Path) {
    drop(private::options().write(true).create_new(true).open(path));
}

/// Settings of a connection, and the schema. Nothing is written to a file that is not ours.
fn configure(connection: &mut Connection) -> rusqlite::Result<Standing> {
    connection.busy_handler(Some(patient))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    let writable = !connection.is_readonly(MAIN_DB)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    let standing = schema::migrate(connection)?;
    if matches!(standing, Standing::Ready) {
        if !writable {
            return Err(sql_error(rusqlite::ffi::SQLITE_READONLY));
        }
        let mode = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
        let now = connection.pragma_query_value(None, "journal_mode", mode)?;
        if now == "delete" {
            connection.pragma_update_and_check(None, "journal_mode", "WAL", mode)?;
        }
        // A WAL that one large refresh blew up is cut back at the next checkpoint.
        connection.pragma_update_and_check(None, "journal_size_limit", 16 << 20, |_| Ok(()))?;
    }
    Ok(standing)
}

fn sql_error(code: i32) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None)
}
