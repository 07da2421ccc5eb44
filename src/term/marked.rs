//! Marks before the text of a cell: what has to be known to write it.

use ratatui::buffer::Cell;

use crate::text::width;

/// Before the text of a cell that stands in its column whatever was drawn before it.
pub(super) const PLACED: char = '\u{1}';

/// Before the text of a cell behind which the cursor may be anywhere.
pub(super) const HELD: char = '\u{2}';

/// Before the text of a cell that has another mark and is to be written though it is the same.
pub(super) const ODD: char = '\u{3}';

/// A cell's text and what has to be known to write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Text<'a> {
    /// What is drawn.
    pub(super) text: &'a str,
    /// It stands in its column whatever was drawn before it.
    pub(super) is_placed: bool,
    /// It blanks its columns, and what comes next has to be placed.
    pub(super) is_held: bool,
}

impl<'a> Text<'a> {
    pub(super) fn of(cell: &'a Cell) -> Self {
        let symbol = cell.symbol();
        let text = symbol.trim_start_matches([PLACED, HELD, ODD]);
        let marks = &symbol[..symbol.len() - text.len()];
        Self {
            text,
            is_placed: marks.contains(PLACED),
            is_held: marks.contains(HELD),
        }
    }

    /// Whether what comes behind it may be shifted, if what stands before it was or was not.
    pub(super) fn shifts_on(self, was_shifted: bool) -> bool {
        !self.is_held && (was_shifted || !width::is_certain(self.text))
    }
}
