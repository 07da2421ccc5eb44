//! What a row of the screen is made of, as far as its widths are concerned.

use ratatui::buffer::{Cell, CellWidth};

use crate::term::pen::SEEN_ON_BLANKS;
use crate::text::width;

/// What the terminal may make of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// As wide as we count.
    Certain,
    /// A letter or part of a rule that moves its stretch if it is wide.
    Shifting,
    /// A sign that is put right by itself.
    Held,
}

/// What is drawn at once: a cluster with its columns, or the blank at which a pane begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its first cell.
    pub(super) at: usize,
    pub(super) columns: usize,
    pub(super) kind: Kind,
    /// A stretch begins here: what was shifted before it does not shift it.
    pub(super) begins: bool,
    /// Something was.
    pub(super) is_placed: bool,
}

/// The pieces of a row, from left to right.
pub(super) fn pieces(cells: &[Cell]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(cells.len());
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
    // Most of a screen is ASCII, and most of the time of a frame goes by here.
    let is_ascii = symbol.len() == 1;
    let (kind, columns) = match is_ascii {
        true => (Kind::Certain, 1),
        false => (kind(symbol), usize::from(cells[at].cell_width())),
    };
    let columns = columns.clamp(1, cells.len() - at);
    let has_room = kind == Kind::Held && columns == 1 && has_blank_behind(at, cells);
    // Columns stand apart by more than one blank; a number that is cut is another one.
    let is_number = matches!(symbol.as_bytes(), [b'0'..=b'9' | b'+' | b'-', ..]);
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

/// Whether the next cell is a blank that can be drawn in the style of this one.
fn has_blank_behind(at: usize, cells: &[Cell]) -> bool {
    let (this, Some(next)) = (&cells[at], cells.get(at + 1)) else {
        return false;
    };
    let seen = (this.modifier | next.modifier).intersects(SEEN_ON_BLANKS);
    let is_same = (this.fg, this.modifier) == (next.fg, next.modifier);
    next.symbol() == " " && this.bg == next.bg && (is_same || !seen)
}
