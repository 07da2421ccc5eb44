//! The view of a page's judgement: each block, kept or dropped, and why; and the rules with
//! which the user overrules it.

use std::sync::Arc;

use super::full_view::Parts;
use super::model::Model;
use crate::model::{Article, Explanation, FileChange, HeadlineId};

/// What a rule, or taking one back, came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The headline whose page it was written for.
    pub id: HeadlineId,
    /// The page, judged anew.
    pub explanation: Arc<Explanation>,
    /// Its article.
    pub article: Arc<Article>,
    /// What takes it back; `None` when this took something back.
    pub undo: Option<FileChange>,
    /// One line for the user: what changed on the site's stored pages.
    pub message: String,
}

/// The view's own state.
#[derive(Debug, Clone)]
pub struct View {
    /// Whose page it is.
    pub id: HeadlineId,
    /// The judgement.
    pub explanation: Arc<Explanation>,
    /// The selected block.
    pub cursor: usize,
}

impl View {
    /// A view that begins at the first block that is kept.
    #[must_use]
    pub fn new(id: HeadlineId, explanation: Arc<Explanation>) -> Self {
        let first = explanation.blocks.iter().position(|block| block.kept);
        Self {
            id,
            explanation,
            cursor: first.unwrap_or(0),
        }
    }

    /// Moves the cursor.
    pub fn move_by(&mut self, delta: isize) {
        let last = self.explanation.blocks.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(delta).min(last);
    }

    /// The next block (or the one before) whose verdict is another than that of its neighbour.
    #[must_use]
    pub fn next_change(&self, forward: bool) -> Option<usize> {
        let blocks = &self.explanation.blocks;
        let changes = |at: &usize| blocks[*at].kept != blocks[at - 1].kept;
        if forward {
            (self.cursor + 1..blocks.len()).find(changes)
        } else {
            (1..self.cursor.min(blocks.len())).rev().find(changes)
        }
    }
}

/// Rows that the details need.
const DETAILS: u16 = 9;

/// Where the parts stand.
#[must_use]
pub fn parts(model: &Model) -> Parts {
    Parts::of(model.size, u16::MAX, DETAILS)
}
