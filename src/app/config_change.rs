//! Changes of the user's files that only the runtime can make: a key asks for a change, and its
//! outcome brings what takes it back.

use std::sync::Arc;

use crate::model::{Article, Explanation, FileChange, HeadlineId, Removed};

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
    /// Put it back where it was.
    Restore(Removed),
}

/// What a change came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceOutcome {
    /// What takes it back; `None` when there is nothing to, or when this took something back.
    pub undo: Option<SourceChange>,
    /// One line for the user.
    pub message: String,
}

impl SourceChange {
    /// Undoing this did so, for the user.
    #[must_use]
    pub fn undone(&self) -> &'static str {
        match self {
            Self::Pause { paused: true, .. } => "undone: paused again",
            Self::Pause { paused: false, .. } => "undone: it is asked again",
            Self::Move { .. } => "undone: the old address again",
            Self::Remove { .. } => "undone: removed again",
            Self::Restore(_) => "undone: the source is back",
        }
    }
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
    pub undo: Option<FileChange>,
    /// One line for the user: what changed on the site's stored pages.
    pub message: String,
}
