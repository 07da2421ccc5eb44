//! Cells of which terminals disagree how wide they are, held in their places.
//!
//! ratatui trusts that the cursor stands behind what was written. A terminal whose tables are
//! older than an emoji, or whose user wants ambiguous characters wide, moves it by one more or one
//! less, and the rest of the row is shifted. So what is not certain goes back to its place by
//! itself: a wide cluster first blanks its cells, so that nothing of the frame before is left where
//! the terminal draws less, and a narrow one puts the cursor behind itself (CHA, ECMA-48 8.3.9).

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};

use crate::text::width;

/// Makes every uncertain cell of a frame hold its place. The buffer begins at the first column of
/// the screen.
pub(super) fn hold(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width);
    if columns == 0 {
        return;
    }
    for row in buffer.content.chunks_mut(columns) {
        for (column, cell) in (1..).zip(row.iter_mut()) {
            if !cell.symbol().is_empty() && !width::is_certain(cell.symbol()) {
                hold_cell(column, cell);
            }
        }
    }
}

/// `column` counts from 1, as terminals do.
fn hold_cell(column: usize, cell: &mut Cell) {
    let columns = cell.cell_width().max(1);
    let symbol = cell.symbol();
    let held = if columns > 1 {
        let blank = " ".repeat(usize::from(columns));
        format!("{blank}\u{1b}[{column}G{symbol}")
    } else {
        format!("{symbol}\u{1b}[{}G", column + 1)
    };
    cell.set_symbol(&held);
    if let Some(columns) = NonZeroU16::new(columns) {
        cell.set_diff_option(CellDiffOption::ForcedWidth(columns));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn only_what_is_uncertain_is_held() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 9, 1));
        let symbols = ["a", "é", "日", "", "👍", "", "│", "ก็", " "];
        for (cell, symbol) in buffer.content.iter_mut().zip(symbols) {
            cell.set_symbol(symbol);
        }
        hold(&mut buffer);
        let row: Vec<&str> = buffer.content().iter().map(Cell::symbol).collect();
        let held = [
            "a",
            "é",
            "日",
            "",
            "  \u{1b}[5G👍",
            "",
            "│\u{1b}[8G",
            "ก็\u{1b}[9G",
            " ",
        ];
        assert_eq!(row, held);
        let widths: Vec<u16> = [0, 2, 4, 6, 7].map(|x| buffer[(x, 0)].cell_width()).into();
        assert_eq!(widths, [1, 2, 2, 1, 1]);
    }
}
