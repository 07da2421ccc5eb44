//! Why the store could not do something: one line that names the file, the cause and what to do.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use super::obstacle::Obstacle;
use crate::model::{HeadlineId, SourceId};

/// Extended codes of a failed write: of the file, its length, its directory and the shared index
/// of its log (SQLite, "Result and Error Codes").
const WRITING: [i32; 8] = [
    ffi::SQLITE_IOERR_WRITE,
    ffi::SQLITE_IOERR_FSYNC,
    ffi::SQLITE_IOERR_DIR_FSYNC,
    ffi::SQLITE_IOERR_TRUNCATE,
    ffi::SQLITE_IOERR_DELETE,
    ffi::SQLITE_IOERR_SHMOPEN,
    ffi::SQLITE_IOERR_SHMSIZE,
    ffi::SQLITE_IOERR_SHMMAP,
];

/// An error of the store. No damaged or foreign file is ever changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of the database could not be made.
    #[error("cannot create the folder {}: {cause}; {}, or choose another folder with --data-dir", path.display(), folder_cure(cause))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file could not be opened at all.
    #[error("cannot open the database {}: {cause}; check that it is a file of yours, or choose another folder with --data-dir", path.display())]
    Open {
        /// The database.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// The file holds something else.
    #[error("{} is not a Newswire database ({cause}); it was left as it is: move it away or choose another folder with --data-dir", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// How that was seen.
        cause: String,
    },
    /// The file was a database and is damaged.
    #[error("the database {} is damaged ({cause}); it was left as it is: restore a copy, or move it away to start anew", path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What the check found first.
        cause: String,
    },
    /// The disk, or a permission, is in the way of writing.
    #[error("{why}: the database {} cannot be written; {}", path.display(), why.cure())]
    Unwritable {
        /// The database.
        path: PathBuf,
        /// What is in the way.
        why: Obstacle,
    },
    /// An older program has written the file, and it cannot be brought up to date here.
    #[error("the database {} is of an older version and cannot be brought up to date here: {cause}", path.display())]
    Outdated {
        /// The database.
        path: PathBuf,
        /// What is in the way.
        cause: String,
    },
    /// A newer program has written the file.
    #[error("the database {} has format {found}, this program knows {known}; update newswire or choose another folder with --data-dir", path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Another program held the write lock for too long.
    #[error("the database {} is locked by another program; close that program and try again", path.display())]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// Another connection of this program has the turn to write.
    #[error("the database is being written; try again")]
    Queued,
    /// A source cannot get the address of another one.
    #[error("{0} is a source of its own already: remove one of the two")]
    AddressTaken(String),
    /// A search was given up because a newer one replaced it.
    #[error("the search was interrupted")]
    Interrupted,
    /// There is no such headline.
    #[error("there is no headline {0}; it may have been removed: reload the list")]
    Missing(HeadlineId),
    /// There is no such source.
    #[error("there is no source {0}; it may have been removed: reload the list")]
    MissingSource(SourceId),
    /// The thread of a [`super::Handle`] could not be started.
    #[error("cannot start the thread of the database: {0}; close some programs and try again")]
    Thread(std::io::Error),
    /// Anything else that SQLite can say.
    #[error("the database {} failed: {cause}; try again, and report it if it happens again", path.display())]
    Sql {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        cause: rusqlite::Error,
    },
}

pub(super) type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    /// Whether another writer is in the way, so that trying again helps.
    #[must_use]
    pub fn is_lock(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Queued)
    }

    /// The cause and the cure for a line as short as a terminal's: the database is the user's
    /// own, and he knows where.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Unwritable { why, .. } => match why {
                Obstacle::NoPermission(_) => {
                    "you have no permission to write the database".to_owned()
                }
                why => format!("{why}; {}", why.cure()),
            },
            Self::Busy { .. } => "locked by another program".to_owned(),
            Self::Queued => "a download is being stored".to_owned(),
            other => other.to_string(),
        }
    }

    /// Says what an error of SQLite on the database `path` means for the user.
    pub(super) fn from_sql(cause: rusqlite::Error, path: PathBuf) -> Self {
        match cause.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign {
                path,
                cause: cause.to_string(),
            },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                path,
                cause: cause.to_string(),
            },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DiskFull) => {
                let why = Obstacle::FullDisk;
                Self::Unwritable { path, why }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => {
                Self::of_disk(&cause, path)
            }
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Sql { path, cause },
        }
    }

    /// SQLite could not use a file: the file system says why.
    fn of_disk(cause: &rusqlite::Error, path: PathBuf) -> Self {
        if let Some(cause) = unreadable(&path) {
            return Self::Open { path, cause };
        }
        let why = Obstacle::of(&path, &cause.to_string());
        let is_write = cause.sqlite_error().is_some_and(|error| {
            error.code == ErrorCode::ReadOnly || WRITING.contains(&error.extended_code)
        });
        if is_write || !matches!(why, Obstacle::Fault(_)) {
            return Self::Unwritable { path, why };
        }
        let cause = cause.to_string();
        Self::Open { path, cause }
    }
}

/// Why nothing can be read at a place, if that is so.
fn unreadable(path: &Path) -> Option<String> {
    if path.is_dir() {
        return Some("it is a folder".to_owned());
    }
    match std::fs::File::open(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Some("you have no permission to read it".to_owned())
        }
        _ => None,
    }
}

fn folder_cure(cause: &std::io::Error) -> &'static str {
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space",
        ErrorKind::ReadOnlyFilesystem => "make the disk writable",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "move away the file in its place",
        _ => "check its permissions",
    }
}
