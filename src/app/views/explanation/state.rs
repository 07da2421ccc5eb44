//! The explanation view's own state.

use std::sync::Arc;

use crate::model::{Explanation, HeadlineId};

/// The view's own state.
#[derive(Debug, Clone)]
pub struct ExplanationView {
    /// Whose page it is.
    pub id: HeadlineId,
    /// What was decided about each block.
    pub explanation: Arc<Explanation>,
    /// The selected block.
    pub cursor: usize,
}

impl ExplanationView {
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

    /// Shows the page as it is explained now.
    pub fn change(&mut self, explanation: Arc<Explanation>) {
        let last = explanation.blocks.len().saturating_sub(1);
        self.cursor = self.cursor.min(last);
        self.explanation = explanation;
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
