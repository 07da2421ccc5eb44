//! Cells of which terminals disagree how wide they are, held in their places.
//!
//! ratatui trusts that the cursor stands behind what was written. A terminal whose tables are
//! older than an emoji, or whose user wants ambiguous characters wide, moves it by one more or one
//! less, and the rest of the row is shifted. So the cursor is put back (CHA, ECMA-48 8.3.9):
//!
//! - A wide cluster first blanks its cells, so that nothing of the frame before is left where the
//!   terminal draws less. A narrow sign does the same with the blank behind it: what is written
//!   over its second half would destroy it.
//! - Letters and quotation marks that may be wide (é, я, ’), and what stands in rows of its own
//!   kind (rules, bars), are too many for that. They shift their stretch of the row, and the next column, number or edge begins in its place. What they
//!   cover is not what ratatui believes, so the rest of a row is written anew when any of it changes.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};

use super::pen::SEEN_ON_BLANKS;
use crate::text::width;

/// What the screen shows.
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
        if self.cells.len() == buffer.content.len() {
            let rows = self
                .cells
                .chunks(columns)
                .zip(buffer.content.chunks(columns));
            for ((before, now), odd) in rows.zip(self.odd.chunks_mut(columns)) {
                let start = first_to_write(before, now);
                odd[start..]
                    .iter_mut()
                    .for_each(|is_odd| *is_odd = !*is_odd);
            }
        } else {
            self.odd = vec![false; buffer.content.len()];
        }
        self.cells.clone_from(&buffer.content);
        let rows = buffer.content.chunks_mut(columns);
        for (cells, odd) in rows.zip(self.odd.chunks(columns)) {
            hold_row(cells, odd);
        }
    }
}

/// From where on a row has to be written whole: from the last place at which the cursor is put
/// right before what changed, if something that may be shifted changed.
fn first_to_write(before: &[Cell], now: &[Cell]) -> usize {
    let mut changed = (0..now.len()).filter(|&at| before[at] != now[at]);
    let Some(first) = changed.next() else {
        return now.len();
    };
    let last = changed.next_back().unwrap_or(first);
    let placed = |row: &[Cell]| {
        let held = row[..first].iter().rposition(|cell| is_held(cell.symbol()));
        held.map_or(0, |at| at + 1)
    };
    let start = placed(before).min(placed(now));
    let mut both = before[start..=last].iter().chain(&now[start..=last]);
    if both.any(|cell| shifts(cell.symbol())) {
        start
    } else {
        now.len()
    }
}

/// Letters and punctuation of running text, rules and bars, that some terminals draw wide.
fn shifts(symbol: &str) -> bool {
    let is_text = |c: char| c.is_alphabetic() || matches!(c, '\u{2010}'..='\u{2027}');
    let is_in_row = |c: char| matches!(c, '─' | '━' | '▁'..='█');
    width::is_ambiguous(symbol) && symbol.starts_with(|c| is_text(c) || is_in_row(c))
}

/// What puts the cursor right behind itself.
fn is_held(symbol: &str) -> bool {
    !(symbol.is_empty() || shifts(symbol) || width::is_certain(symbol))
}

fn hold_row(cells: &mut [Cell], odd: &[bool]) {
    let mut is_shifted = false;
    let mut blanks = 0;
    let mut at = 0;
    while at < cells.len() {
        let is_odd = odd[at];
        let symbol = cells[at].symbol();
        if symbol == " " {
            blanks += 1;
            write(at, 1, None, is_odd, cells);
            at += 1;
            continue;
        }
        // Columns stand apart by more than one blank; a number that is cut is another one.
        let is_number = symbol.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let begins = blanks > 1 || (blanks == 1 && is_number);
        let shifts = shifts(symbol);
        let is_held = is_held(symbol);
        let mut columns = usize::from(cells[at].cell_width()).clamp(1, cells.len() - at);
        let mut text = String::new();
        if is_shifted && (begins || is_held) {
            text.push_str(&to_column(at, is_odd));
        }
        if is_held {
            columns += usize::from(columns == 1 && has_blank_behind(at, cells));
            text.push_str(&held(symbol, at, columns, is_odd));
        } else if !text.is_empty() {
            text.push_str(symbol);
        }
        write(
            at,
            columns,
            Some(text).filter(|text| !text.is_empty()),
            is_odd,
            cells,
        );
        is_shifted = shifts || (is_shifted && !begins && !is_held);
        blanks = 0;
        at += columns;
    }
}

/// A cluster that leaves nothing in its columns and does not move what comes behind them. (Behind
/// more than one column ratatui places the cursor by itself.)
fn held(symbol: &str, at: usize, columns: usize, is_odd: bool) -> String {
    if columns == 1 {
        return format!("{symbol}{}", to_column(at + 1, is_odd));
    }
    let blank = " ".repeat(columns);
    format!("{blank}{}{symbol}", to_column(at, is_odd))
}

/// Whether the next cell is a blank that can be drawn in the style of this one.
fn has_blank_behind(at: usize, cells: &[Cell]) -> bool {
    let (this, Some(next)) = (&cells[at], cells.get(at + 1)) else {
        return false;
    };
    let seen = (this.modifier | next.modifier).intersects(SEEN_ON_BLANKS);
    let is_same = (this.fg, this.modifier) == (next.fg, next.modifier);
    next.symbol() == " " && this.bg == next.bg && (is_same || !seen)
}

/// Sets a cell that covers so many columns. ratatui finds that an odd one differs from an even
/// one: by the width that it is told, or by a zero that means nothing.
fn write(at: usize, columns: usize, text: Option<String>, is_odd: bool, cells: &mut [Cell]) {
    let is_told = is_odd || text.is_some();
    if let Some(text) = text {
        cells[at].set_symbol(&text);
    }
    if let Some(columns) = u16::try_from(columns).ok().and_then(NonZeroU16::new)
        && is_told
    {
        cells[at].set_diff_option(CellDiffOption::ForcedWidth(columns));
    }
    for covered in &mut cells[at + 1..at + columns] {
        covered.set_symbol("");
    }
}

/// `column` counts from 0, terminals from 1.
fn to_column(column: usize, is_odd: bool) -> String {
    let zero = if is_odd { "0" } else { "" };
    format!("\u{1b}[{zero}{}G", column + 1)
}

#[cfg(test)]
mod tests;
