//! Changes of the user's files that only the runtime can make: a key asks for a change, and its
//! outcome brings what takes it back.

use std::sync::Arc;

use crate::model::{Article, Explanation, FileChange, HeadlineId};

/// A change of one source in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceChange {
    /// Do not ask it for now, or ask it again.
    Pause {
        /// Its address.
        url: String,
        /// To what.
        paused: bool,
    },
    /// Ask it at another address from now on; its headlines and marks stay.
    Move {
        /// The address in the configuration.
        from: String,
        /// The new one.
        to: String,
    },
    /// Take it out.
    Remove {
        /// Its address.
        url: String,
    },
}

/// What takes a change of one of the user's files back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileUndo {
    /// The change that was made.
    pub change: FileChange,
    /// Which file it was, and what follows it.
    pub follow: Follow,
    /// What undoing it does, for the user; empty where what follows says it.
    pub message: String,
}

/// What follows a file that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follow {
    /// The sources in the store follow the configuration.
    Sources,
    /// The same, after a source in the store was given another address.
    Renamed {
        /// The address that it had in the file before.
        from: String,
        /// The one that it has now.
        to: String,
    },
    /// The stored pages follow the site rules; one that was written for the page of this headline.
    Pages(HeadlineId),
}

/// What a change of sources, or taking one back, came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceOutcome {
    /// What takes it back; `None` when nothing was changed, or when this took something back.
    pub undo: Option<FileUndo>,
    /// One line for the user.
    pub message: String,
    /// Some of what he asked for could not be had.
    pub is_failure: bool,
}

/// What a rule, or taking one back, came to.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleOutcome {
    /// The headline whose page it was written for.
    pub id: HeadlineId,
    /// The page, explained anew.
    pub explanation: Arc<Explanation>,
    /// Its article.
    pub article: Arc<Article>,
    /// What takes it back; `None` when this took something back.
    pub undo: Option<FileUndo>,
    /// One line for the user: what changed on the site's stored pages.
    pub message: String,
}
