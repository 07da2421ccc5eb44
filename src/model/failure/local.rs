//! What can go wrong with a source on this machine.

use serde::{Deserialize, Serialize};

/// Why a command or a file gave nothing to read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", content = "fact", rename_all = "kebab-case")]
pub enum LocalError {
    /// It could not be started, or read from; as the system says it.
    #[error("the command cannot be run: {0}")]
    Command(String),
    /// It failed; with the last line of its complaint.
    #[error("the command ended with {status}{complaint}")]
    CommandStatus {
        /// As the system says it.
        status: String,
        /// ": " and the line, or nothing.
        complaint: String,
    },
    /// It took too long.
    #[error("the command was stopped after {0} s")]
    CommandTimeout(u64),
    /// It printed, or the file holds, too much.
    #[error("more than {} MB", .0 / 1_000_000)]
    MoreThan(u64),
    /// The file cannot be read.
    #[error("cannot read {path}: {cause}")]
    File {
        /// Which, as it is shown.
        path: String,
        /// As the system says it.
        cause: String,
    },
}
