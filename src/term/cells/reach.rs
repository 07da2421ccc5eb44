//! How far letters of uncertain width reach: what must be written again when a row changes.
//!
//! On a terminal that draws them wide a stretch of text covers as many columns more as it has such
//! letters. So a stretch that changes is written from the first of them on, and what stands right
//! behind it is written once more over what may have covered it; the rest of the row is not.

use std::ops::Range;

use ratatui::buffer::Cell;

use super::pieces::{Kind, Piece, pieces};

/// A stretch of a row, from its first uncertain letter on.
#[derive(Debug, Clone, Copy)]
struct Reach {
    from: usize,
    /// Behind its text.
    end: usize,
    /// Columns that it may cover more.
    more: usize,
    /// Where the next stretch begins in its own place.
    next: usize,
}

/// The cells of a row that have to be written though they are the same, and those that are not
/// the same among them.
pub(super) fn to_write(before: &[Cell], now: &[Cell]) -> Vec<usize> {
    let mut due: Vec<bool> = before.iter().zip(now).map(|(a, b)| a != b).collect();
    if !due.contains(&true) {
        return Vec::new();
    }
    let (before, now) = (pieces(before), pieces(now));
    // One that begins otherwise is written otherwise.
    let is_same = |piece: &Piece| {
        let at = before.binary_search_by_key(&piece.at, |before| before.at);
        at.is_ok_and(|at| before[at] == *piece)
    };
    let others = now.iter().filter(|piece| !is_same(piece));
    others.for_each(|piece| due[piece.at] = true);
    let (before, now) = (reaches(&before, due.len()), reaches(&now, due.len()));
    // What is written may cover what was not to be written: until nothing more is covered.
    let mut known = Vec::new();
    while known != due {
        known.clone_from(&due);
        for reach in &before {
            if let Some(seen) = reach.touched(&due) {
                due[seen].fill(true);
            }
        }
        for reach in &now {
            if reach.touched(&due).is_some() {
                reach.write(&mut due);
            }
        }
    }
    let due = due.iter().enumerate();
    due.filter_map(|(at, is_due)| is_due.then_some(at))
        .collect()
}

impl Reach {
    /// The cells in which it may be seen, if one of them is due.
    fn touched(self, due: &[bool]) -> Option<Range<usize>> {
        let seen = self.from..(self.end + self.more).min(self.next);
        due[seen.clone()].contains(&true).then_some(seen)
    }

    /// Marks what is written with it and what it may cover then. Blanks behind the text are
    /// shifted as it is.
    fn write(self, due: &mut [bool]) {
        let last = (self.from..self.next).rfind(|&at| due[at]);
        let end = last.map_or(self.end, |last| self.end.max(last + 1));
        due[self.from..end].fill(true);
        let covered = (end + self.more).min(due.len());
        if covered > self.next {
            due[self.next..covered].fill(true);
        }
    }
}

/// The stretches of a row that have uncertain letters.
fn reaches(pieces: &[Piece], columns: usize) -> Vec<Reach> {
    let mut reaches: Vec<Reach> = Vec::new();
    let mut is_open = false;
    for piece in pieces {
        let end = piece.at + piece.columns;
        if piece.begins && is_open {
            if let Some(last) = reaches.last_mut() {
                last.next = piece.at;
            }
            is_open = false;
        }
        let begin = |more, next| Reach {
            from: piece.at,
            end,
            more,
            next,
        };
        match (piece.kind, reaches.last_mut()) {
            (Kind::Held, _) if piece.columns == 1 => reaches.push(begin(1, end)),
            (Kind::Held, _) => {}
            (kind, Some(last)) if is_open => {
                last.end = end;
                last.more += usize::from(kind == Kind::Shifting);
            }
            (Kind::Shifting, _) => {
                reaches.push(begin(1, columns));
                is_open = true;
            }
            (Kind::Certain, _) => {}
        }
    }
    reaches
}
