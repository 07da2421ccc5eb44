//! Reading a database that cannot be written, or that must not be touched.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::connection::Store;
use super::error::{Result, StoreError};
use super::obstacle::Obstacle;
use super::schema::{self, Standing};
use super::write_queue::Turns;

/// A database of an older version up to this size is brought up to date in memory, where it
/// cannot be on the disk.
const MAX_COPY: u64 = 1 << 30;

impl Store {
    /// Opens the database as [`Store::open`] does; where it cannot be written, what is stored
    /// can be read all the same, and [`Store::obstacle`] says why nothing is kept.
    ///
    /// # Errors
    /// As for [`Store::open`], but for a full or read-only disk and missing permissions.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        match Self::open(path) {
            Err(StoreError::Unwritable { why, .. }) if path.is_file() => {
                Self::open_unwritable(path, why)
            }
            opened => opened,
        }
    }

    /// Why nothing can be stored, if that is so.
    #[must_use]
    pub fn obstacle(&self) -> Option<&Obstacle> {
        self.obstacle.as_ref()
    }

    /// Opens the database to look at it: nothing is created, changed or brought up to date.
    /// `None` when there is none, or not one of this version.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn look(path: &Path) -> Result<Option<Self>> {
        if !path.exists() {
            return Ok(None);
        }
        let named = |cause| StoreError::from_sql(cause, path.to_path_buf());
        let connection = read_only(path).map_err(named)?;
        if !matches!(schema::standing(&connection), Ok(Some(Standing::Ready)))
            || schema::version(&connection).map_err(named)? != schema::VERSION
        {
            return Ok(None);
        }
        Ok(Some(Self::of(connection, path, None)))
    }

    fn open_unwritable(path: &Path, why: Obstacle) -> Result<Self> {
        let named = |cause| StoreError::from_sql(cause, path.to_path_buf());
        let connection = readable(path).map_err(named)?;
        let version = schema::version(&connection).map_err(named)?;
        let path_buf = path.to_path_buf();
        match schema::standing(&connection).map_err(named)? {
            Some(Standing::Ready) if version == schema::VERSION => {
                Ok(Self::of(connection, path, Some(why)))
            }
            Some(Standing::Ready) => {
                drop(connection);
                let copy = updated_copy(path).map_err(|cause| StoreError::Outdated {
                    path: path_buf,
                    cause: format!("{why}, and a copy in memory failed: {cause}"),
                })?;
                Ok(Self::of(copy, path, Some(why)))
            }
            // Nothing is stored, and nothing can be.
            None => Err(StoreError::Unwritable {
                path: path_buf,
                why,
            }),
            Some(Standing::Newer(found)) => Err(StoreError::Newer {
                path: path_buf,
                found,
                known: schema::VERSION,
            }),
            Some(Standing::Foreign) => Err(StoreError::Foreign {
                path: path_buf,
                cause: "it belongs to another program".to_owned(),
            }),
        }
    }

    fn of(connection: Connection, path: &Path, obstacle: Option<Obstacle>) -> Self {
        Self {
            connection,
            path: path.to_path_buf(),
            turns: Turns::of(path),
            is_hurried: false,
            obstacle,
        }
    }
}

/// A connection that leaves no trace: not even the files that a reader of a WAL database
/// makes beside it, unless another program has made them already.
pub(super) fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    let waiting = std::fs::metadata(beside).is_ok_and(|wal| wal.len() > 0);
    let way = if !waiting && is_wal(path) {
        Way::Immutable
    } else {
        Way::Shared
    };
    connect(path, way)
}

/// A connection where nothing can be written. What waits in the log needs the log's index, a file
/// that cannot be made here: then it is made in memory. Without a log that can be read, what the
/// file itself holds must do.
fn readable(path: &Path) -> rusqlite::Result<Connection> {
    let connection = read_only(path)?;
    if schema::standing(&connection).is_ok() {
        return Ok(connection);
    }
    if let Ok(connection) = connect(path, Way::Alone)
        && schema::standing(&connection).is_ok()
    {
        return Ok(connection);
    }
    connect(path, Way::Immutable)
}

/// How a database is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Beside others, with locks.
    Shared,
    /// SQLite takes no lock, reads no log and makes no file.
    Immutable,
    /// With its log, but without locks; the log's index is in memory.
    Alone,
}

fn connect(path: &Path, way: Way) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let uri = url::Url::from_file_path(whole).map(String::from);
    let parameters = match way {
        Way::Shared => "?mode=ro",
        Way::Immutable => "?immutable=1",
        Way::Alone if cfg!(unix) => "?mode=ro&vfs=unix-none",
        Way::Alone => "?mode=ro",
    };
    let connection = match uri {
        Ok(uri) => Connection::open_with_flags(uri + parameters, flags),
        Err(()) => Connection::open_with_flags(path, flags),
    }?;
    if way == Way::Alone {
        // SQLite, "Write-Ahead Logging", 8: in this mode the index is kept on the heap.
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

/// Where the header says how the file is written: 2 for WAL (SQLite, "Database File Format", 1.3).
const MODES: std::ops::Range<usize> = 18..20;

/// Whether a database is in WAL mode.
fn is_wal(path: &Path) -> bool {
    let mut head = [0; MODES.end];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head[MODES.start] == 2
}

/// The database in memory, at the version of this program.
fn updated_copy(path: &Path) -> std::result::Result<Connection, Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    let size = File::open(path)?
        .take(MAX_COPY + 1)
        .read_to_end(&mut bytes)?;
    if size as u64 > MAX_COPY {
        return Err("it is too large".into());
    }
    // There is no log in memory.
    if let Some(modes) = bytes.get_mut(MODES) {
        modes.fill(1);
    }
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact(MAIN_DB, &bytes[..], bytes.len(), false)?;
    schema::migrate(&mut connection)?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own with a database of one committed row that only the log has.
    fn with_a_log() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let written = folder.path().join("written.db");
        let connection = Connection::open(&written).unwrap();
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; CREATE TABLE kept (value TEXT);
                 PRAGMA wal_checkpoint(TRUNCATE); INSERT INTO kept VALUES ('newest');",
            )
            .unwrap();
        // As after a crash: the file and its log, without the log's index.
        let left = folder.path().join("left.db");
        std::fs::copy(&written, &left).unwrap();
        let log = |of: &str| folder.path().join(format!("{of}.db-wal"));
        std::fs::copy(log("written"), log("left")).unwrap();
        (folder, left)
    }

    #[test]
    fn the_log_is_read_without_making_a_file() {
        let (folder, path) = with_a_log();
        let files = || std::fs::read_dir(folder.path()).unwrap().count();
        let before = (files(), std::fs::read(&path).unwrap());
        let count = |way| -> i64 {
            let connection = connect(&path, way).unwrap();
            let sql = "SELECT count(*) FROM kept WHERE value = 'newest'";
            connection.query_row(sql, [], |row| row.get(0)).unwrap()
        };
        assert_eq!(count(Way::Immutable), 0, "the file alone is older");
        assert_eq!(count(Way::Alone), 1);
        assert_eq!((files(), std::fs::read(&path).unwrap()), before);
    }
}
