//! Why the store could not do something: one line that names the file, the cause and what to do.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::model::{HeadlineId, SourceId};

/// An error of the store. No damaged or foreign file is ever changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of the database could not be made.
    #[error("cannot create the folder {}: {cause}; check its permissions or choose another folder with --data-dir", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file could not be opened at all.
    #[error("cannot open the database {}: {cause}; check that it is a file of yours or choose another folder with --data-dir", path.display())]
    Open {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        cause: rusqlite::Error,
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
    /// The file, its folder or its file system forbids writing.
    #[error("the database {} cannot be written; give yourself write permission on it and its folder, or choose another folder with --data-dir", path.display())]
    ReadOnly {
        /// The database.
        path: PathBuf,
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
    /// No space left.
    #[error("no space left for the database {}; nothing was changed: free some space and try again", path.display())]
    Full {
        /// The database.
        path: PathBuf,
    },
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
            Self::Full { .. } => "the disk is full; free some space, then do it again".to_owned(),
            Self::Busy { .. } => "locked by another program".to_owned(),
            Self::Queued => "a download is being stored".to_owned(),
            Self::ReadOnly { .. } => "the database cannot be written".to_owned(),
            Self::Sql { cause, .. } => format!("the disk does not take it ({cause})"),
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
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            Some(ErrorCode::CannotOpen) => Self::Open { path, cause },
            _ => Self::Sql { path, cause },
        }
    }
}
