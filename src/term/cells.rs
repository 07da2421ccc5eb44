//! Cells of which terminals disagree how wide they are, held in their places.
//!
//! ratatui trusts that the cursor stands behind what was written. A terminal whose tables are
//! older than an emoji, or whose user wants ambiguous characters wide, moves it by one more or one
//! less, and the rest of the row is shifted. So some cells are told their place:
//!
//! - A sign (emoji, arrow, border) is followed by a move to the column behind it, and blanks its
//!   columns first, so that nothing of the frame before is left where the terminal draws less. A
//!   narrow sign does the same with the blank behind it: what is written over its second half
//!   would destroy it.
//! - Letters and quotation marks that may be wide (é, я, ’), and what stands in rows of its own
//!   kind (rules, bars), are too many for that. They shift their stretch of the row, and the next
//!   column, number or edge begins in its place. What they may cover is not what ratatui
//!   believes, so it is written anew with them ([`reach`]).

mod pieces;
mod reach;

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};

use super::marked::{HELD, ODD, PLACED};
use pieces::{Kind, pieces};

/// What the screen shows; nothing at first.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The cells as the view drew them.
    cells: Vec<Cell>,
    /// Turns for each cell that has to be written though it is the same.
    odd: Vec<bool>,
}

impl Shown {
    /// Makes every uncertain cell of a frame hold its place. The buffer begins at the first column
    /// of the screen.
    pub(super) fn hold(&mut self, buffer: &mut Buffer) {
        let columns = usize::from(buffer.area.width);
        if columns == 0 {
            return;
        }
        if self.cells.len() != buffer.content.len() {
            // A screen that is cleared.
            self.cells = vec![Cell::default(); buffer.content.len()];
            self.odd = vec![false; buffer.content.len()];
        }
        let rows = buffer.content.chunks(columns);
        let rows = self.cells.chunks(columns).zip(rows);
        for ((before, now), odd) in rows.zip(self.odd.chunks_mut(columns)) {
            for at in reach::to_write(before, now) {
                odd[at] = !odd[at];
            }
        }
        self.cells.clone_from(&buffer.content);
        let rows = buffer.content.chunks_mut(columns);
        for (cells, odd) in rows.zip(self.odd.chunks(columns)) {
            hold_row(cells, odd);
        }
    }
}

fn hold_row(cells: &mut [Cell], odd: &[bool]) {
    let mut next = 0;
    for piece in pieces(cells) {
        // Blanks between the pieces.
        (next..piece.at).for_each(|at| write(at, 1, "", odd[at], cells));
        next = piece.at + piece.columns;
        let mut marks = String::new();
        marks.extend(piece.is_placed.then_some(PLACED));
        marks.extend((piece.kind == Kind::Held).then_some(HELD));
        write(piece.at, piece.columns, &marks, odd[piece.at], cells);
    }
    (next..cells.len()).for_each(|at| write(at, 1, "", odd[at], cells));
}

/// Sets a cell that covers so many columns. ratatui finds that an odd one differs from an even
/// one: by the width that it is told, or by a mark that means nothing.
fn write(at: usize, columns: usize, marks: &str, is_odd: bool, cells: &mut [Cell]) {
    if !marks.is_empty() {
        let odd = is_odd.then_some(ODD).map(String::from).unwrap_or_default();
        let symbol = format!("{marks}{odd}{}", cells[at].symbol());
        cells[at].set_symbol(&symbol);
    }
    if let Some(columns) = u16::try_from(columns).ok().and_then(NonZeroU16::new)
        && (is_odd || !marks.is_empty())
    {
        cells[at].set_diff_option(CellDiffOption::ForcedWidth(columns));
    }
    for covered in &mut cells[at + 1..at + columns] {
        covered.set_symbol("");
    }
}

#[cfg(test)]
mod tests;
