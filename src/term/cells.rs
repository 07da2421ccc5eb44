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

mod reach;

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};

use super::pen::SEEN_ON_BLANKS;
use crate::text::width;

/// Before the text of a cell that stands in its column whatever was drawn before it.
const PLACED: char = '\u{1}';

/// Before the text of a cell behind which the cursor may be anywhere.
const HELD: char = '\u{2}';

/// Before the text of a cell that has another mark and is to be written though it is the same.
const ODD: char = '\u{3}';

/// A cell's text and what has to be known to write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Text<'a> {
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
}

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

/// What the terminal may make of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As wide as we count.
    Certain,
    /// A letter or part of a rule that moves its stretch if it is wide.
    Shifting,
    /// A sign that is put right by itself.
    Held,
}

/// What is drawn at once: a cluster with its columns, or the blank at which a pane begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    at: usize,
    columns: usize,
    kind: Kind,
    /// A stretch begins here: what was shifted before it does not shift it.
    begins: bool,
    /// Something was.
    is_placed: bool,
}

/// The pieces of a row, from left to right.
fn pieces(cells: &[Cell]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut is_shifted = false;
    let mut blanks = 0;
    let mut at = 0;
    while at < cells.len() {
        let Some(mut piece) = piece(at, blanks, cells) else {
            blanks += 1;
            at += 1;
            continue;
        };
        piece.is_placed = is_shifted && piece.begins;
        is_shifted = match piece.kind {
            Kind::Certain => is_shifted && !piece.begins,
            Kind::Shifting => true,
            Kind::Held => false,
        };
        blanks = usize::from(cells[at].symbol() == " ");
        at += piece.columns;
        pieces.push(piece);
    }
    pieces
}

/// What is drawn from a cell on, behind so many blanks; `None` where it is one more.
fn piece(at: usize, blanks: usize, cells: &[Cell]) -> Option<Piece> {
    let symbol = cells[at].symbol();
    let is_blank = symbol == " ";
    let is_edge = is_blank && blanks > 0 && cells[at].bg != cells[at - 1].bg;
    if is_blank && !is_edge {
        return None;
    }
    let kind = kind(symbol);
    let columns = usize::from(cells[at].cell_width()).clamp(1, cells.len() - at);
    let has_room = kind == Kind::Held && columns == 1 && has_blank_behind(at, cells);
    // Columns stand apart by more than one blank; a number that is cut is another one.
    let is_number = symbol.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c));
    let is_apart = blanks > 1 || (blanks == 1 && is_number);
    Some(Piece {
        at,
        columns: columns + usize::from(has_room),
        kind,
        begins: is_edge || is_apart || kind == Kind::Held,
        is_placed: false,
    })
}

fn kind(symbol: &str) -> Kind {
    if symbol.is_empty() || width::is_certain(symbol) {
        Kind::Certain
    } else if shifts(symbol) {
        Kind::Shifting
    } else {
        Kind::Held
    }
}

/// Letters and punctuation of running text, rules and bars, that some terminals draw wide.
fn shifts(symbol: &str) -> bool {
    let is_text = |c: char| c.is_alphabetic() || matches!(c, '\u{2010}'..='\u{2027}');
    let is_in_row = |c: char| matches!(c, '─' | '━' | '▁'..='█');
    width::is_ambiguous(symbol) && symbol.starts_with(|c| is_text(c) || is_in_row(c))
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
