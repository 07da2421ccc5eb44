//! One line of a layout, ready to be drawn.

use super::styled::Run;
use super::width;

/// One line of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its runs from left to right.
    pub runs: Vec<Run>,
    /// The block it belongs to: 0 for title, meta line and standfirst, 1 for the first block of
    /// the text, and the number behind the last block for what is related.
    pub block: usize,
    /// How many bytes of the block's text stand before this line. It does not depend on the
    /// width, so a reading place survives a resize.
    pub(super) offset: usize,
    /// It reads from right to left and belongs at the right edge.
    pub(crate) rtl: bool,
    /// What is behind it.
    pub(crate) ground: Ground,
    /// Columns by which it begins outside the measure: a wide table.
    pub(crate) outdent: usize,
}

/// What is behind a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ground {
    /// What is behind the whole text.
    #[default]
    Text,
    /// The band of the head.
    Head,
    /// Code, from a column of the measure to its end.
    Code {
        /// The first column.
        from: usize,
        /// There is a free column at its beginning.
        has_edge: bool,
    },
}

impl Line {
    /// Columns.
    #[must_use]
    pub(crate) fn width(&self) -> usize {
        self.runs.iter().map(|run| width::of(&run.text)).sum()
    }

    /// The bare text.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is nothing to see.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }
}
