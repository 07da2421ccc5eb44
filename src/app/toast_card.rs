//! Where the messages stand: in one card at the bottom right, the newest last, each whole as far
//! as there is room.

use std::ops::Range;

use super::model::Model;
use super::panes::Area;
use super::toast::{Mark, NARROW, Toast};
use super::views::menu::EDGE_HEIGHT;
use crate::text::width;
use crate::text::wrap::{self, Columns};

/// Columns of a mark and the blank behind it.
const MARK: usize = 2;
/// Blanks before a key.
const GAP: usize = 3;
/// Widest text, where there is room.
const MEASURE: usize = 72;
/// Rows that messages may have where cards have edges; on lower screens a message has one.
const LEAST_ROWS: usize = 4;

/// One row of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which message.
    pub toast: usize,
    /// It is the first one of the message: mark and key stand here.
    pub is_first: bool,
    /// Its part of the text. The last row of one that is cut holds all the rest.
    pub text: Range<usize>,
}

/// The card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToastCard {
    /// All of it.
    pub area: Area,
    /// Where the rows stand.
    pub body: Area,
    /// From the top to the bottom.
    pub rows: Vec<Row>,
    /// Columns before the text in a row: those of the marks, if any message has one.
    pub of_marks: u16,
    /// Columns of the text in a row.
    pub columns: usize,
}

/// The key of a message's command where the user is, and the word for it.
#[must_use]
pub fn hint(model: &Model, toast: &Toast) -> Option<(String, &'static str)> {
    let (command, word) = toast.hint?;
    Some((model.key_of(command), word))
}

/// The card with all messages that stand; `None` when there are none, or no room at all.
#[must_use]
pub fn card(model: &Model) -> Option<ToastCard> {
    let toasts = model.toasts.all();
    let (width, height) = model.size;
    if toasts.is_empty() || height < 3 {
        return None;
    }
    let (is_narrow, edge) = (width < NARROW, u16::from(height >= EDGE_HEIGHT));
    let (margin, padding) = if is_narrow { (0, 2) } else { (2, 2) };
    let of_hint = |toast| {
        hint(model, toast).map_or(0, |(key, word)| width::of(&key) + 1 + width::of(word) + GAP)
    };
    let of_hints = toasts.iter().map(of_hint).max().unwrap_or(0);
    let free = usize::from(width.saturating_sub(2 * (margin + padding)));
    let of_marks = match toasts.iter().any(|toast| toast.mark != Mark::Plain) {
        true => MARK,
        false => 0,
    };
    let most = free.saturating_sub(of_marks + of_hints).max(2);
    let widest = toasts.iter().map(|toast| width::of(&toast.text)).max();
    let columns = match is_narrow {
        true => most,
        false => widest.unwrap_or(0).min(MEASURE).min(most),
    };
    let most_rows = match edge {
        0 => 1,
        _ => usize::from(height / 3).max(LEAST_ROWS),
    };
    let rows = rows(toasts, columns, most_rows);
    let text = u16::try_from(of_marks + columns + of_hints).unwrap_or(u16::MAX);
    let wide = text.saturating_add(2 * padding).min(width - 2 * margin);
    let tall = u16::try_from(rows.len()).unwrap_or(u16::MAX) + 2 * edge;
    // A row of what is behind stays in sight between the card and the line at the bottom.
    let above = height - 1 - tall;
    let gap = u16::from(!is_narrow && above > tall);
    let area = Area::new(width - margin - wide, above - gap, wide, tall);
    Some(ToastCard {
        area,
        body: Area::new(
            area.x + padding.min(wide),
            area.y + edge,
            wide.saturating_sub(2 * padding),
            tall - 2 * edge,
        ),
        rows,
        of_marks: u16::try_from(of_marks).unwrap_or(0),
        columns,
    })
}

/// The rows of as many of the newest messages as there is room for.
fn rows(toasts: &[Toast], columns: usize, most: usize) -> Vec<Row> {
    let mut all: Vec<Row> = Vec::new();
    for (toast, said) in toasts.iter().enumerate().rev() {
        let mut ranges = wrap::lines(&said.text, Columns::all(columns.max(1)));
        let left = most - all.len();
        if ranges.len() > left && !all.is_empty() {
            break;
        }
        if ranges.len() > left
            && let Some(last) = ranges.get_mut(left.saturating_sub(1))
        {
            last.end = said.text.len();
        }
        let texts = ranges.into_iter().take(left).enumerate();
        let rows = texts.map(|(index, text)| Row {
            toast,
            is_first: index == 0,
            text,
        });
        all.splice(0..0, rows.collect::<Vec<_>>());
    }
    all
}

/// The message under a cell.
#[must_use]
pub fn at(model: &Model, column: u16, row: u16) -> Option<usize> {
    let card = card(model).filter(|card| card.area.contains(column, row))?;
    let last = card.rows.len().checked_sub(1)?;
    let index = usize::from(row.saturating_sub(card.body.y)).min(last);
    Some(card.rows[index].toast)
}
