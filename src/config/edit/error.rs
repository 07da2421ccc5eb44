//! Why a file of the user's could not be changed.

use std::path::PathBuf;

/// Why the configuration or the site rules could not be changed. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// It cannot be read or written.
    #[error("cannot change {}: {cause}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// It is not TOML, or not the kind that sources can be added to without losing something.
    #[error("{} has mistakes, or its `feed` is not written as [[feed]] tables: run `newswire check`, mend it, and try again", file.display())]
    NotToml {
        /// The file.
        file: PathBuf,
    },
    /// It has no such source.
    #[error("{} has no source {url}: it was changed meanwhile", file.display())]
    Missing {
        /// The file.
        file: PathBuf,
        /// The address.
        url: String,
    },
    /// Somebody else has changed it since, in the place that was to be put back.
    #[error("{} was changed meanwhile in the same place: change it by hand", file.display())]
    Changed {
        /// The file.
        file: PathBuf,
    },
    /// Another source has the address already.
    #[error("{url} is a source of its own already: remove one of the two")]
    Taken {
        /// The address.
        url: String,
    },
}

impl EditError {
    /// Whether trying again is of no use.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Changed { .. })
    }
}
