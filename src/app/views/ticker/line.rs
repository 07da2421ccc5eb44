//! What the ticker shows where it is one line at the bottom.

use jiff::Timestamp;

use super::row::{RowState, Section, TickerRow};
use super::state::Ticker;
use super::written::{CHANGE, Cells};
use crate::market::format::{self, Signs};
use crate::text::width;

/// Columns before the first item: the wire and a blank.
pub const BEFORE: usize = 2;
/// Columns behind what stands at the right edge.
pub const BEHIND: usize = 1;
/// Columns between two items, and before what stands at the right edge.
pub const GAP: usize = 3;

/// How much of an item fits into the bottom line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemForm {
    /// Label, price and change, or label and why there is no price.
    Whole,
    /// Without the change.
    Short,
    /// The label, and that there is more.
    Label,
    /// Only that there is more.
    Nothing,
}

/// What the bottom line shows.
#[derive(Debug, Clone, PartialEq)]
pub struct LineShown {
    /// The number of the first item, which is the selected one.
    pub first: usize,
    /// How many.
    pub count: usize,
    /// Of the first item; the others are whole.
    pub form: ItemForm,
    /// What stands at the right edge.
    pub right: String,
}

/// The items of the bottom line: whole ones from the selected one on. It does not slide;
/// moving the selection turns it. Half a number would be another one, so what does not fit is
/// left out: the change first, then what stands at the right edge, then the price.
#[must_use]
pub fn line(ticker: &Ticker, sections: &[Section], columns: usize, now: Timestamp) -> LineShown {
    let rows: Vec<&TickerRow> = sections.iter().flat_map(|section| &section.rows).collect();
    let first = ticker.selected().min(rows.len().saturating_sub(1));
    let Some(selected) = rows.get(first) else {
        return LineShown {
            first,
            count: 0,
            form: ItemForm::Nothing,
            right: String::new(),
        };
    };
    let counter = format!("{}/{}", first + 1, rows.len());
    let mut rights = vec![counter.clone(), String::new()];
    if let Some((provider, reason, wait)) = ticker.trouble(now) {
        rights.insert(0, format!("{reason} {counter}"));
        rights.insert(0, format!("{provider} {reason} {wait} {counter}"));
    }
    let fits =
        |form, right: &str| BEFORE + item_width(selected, form) <= end_of_items(columns, right);
    let (form, right) = first_fitting(&rights, fits);
    let room = end_of_items(columns, &right);
    let mut at = BEFORE + item_width(selected, form);
    let mut count = 1;
    for row in &rows[first + 1..] {
        at += GAP + item_width(row, ItemForm::Whole);
        if at > room {
            break;
        }
        count += 1;
    }
    LineShown {
        first,
        count,
        form,
        right,
    }
}

impl LineShown {
    /// How much is shown of the item that is so many after the first.
    #[must_use]
    pub fn form_of(&self, number: usize) -> ItemForm {
        match number {
            0 => self.form,
            _ => ItemForm::Whole,
        }
    }

    /// The item at a column.
    pub(super) fn item_at(&self, sections: &[Section], column: usize) -> Option<usize> {
        let rows = sections.iter().flat_map(|section| &section.rows);
        let mut start = BEFORE;
        for (number, row) in rows.skip(self.first).take(self.count).enumerate() {
            let end = start + item_width(row, self.form_of(number));
            if (start..end).contains(&column) {
                return Some(self.first + number);
            }
            start = end + GAP;
        }
        None
    }
}

fn first_fitting(rights: &[String], fits: impl Fn(ItemForm, &str) -> bool) -> (ItemForm, String) {
    // All but the bare counter and nothing, where there is more to say.
    let wordy = rights.len().saturating_sub(2).max(1);
    let whole = rights[..wordy].iter().map(|right| (ItemForm::Whole, right));
    let short = rights[wordy - 1..]
        .iter()
        .map(|right| (ItemForm::Short, right));
    let label = rights.last().map(|none| (ItemForm::Label, none));
    let mut tries = whole.chain(short).chain(label);
    let found = tries.find(|(form, right)| fits(*form, right));
    found.map_or((ItemForm::Nothing, String::new()), |(form, right)| {
        (form, right.clone())
    })
}

/// The column before which items end.
fn end_of_items(columns: usize, right: &str) -> usize {
    match width::of(right) {
        0 => columns,
        wide => columns.saturating_sub(GAP + wide + BEHIND),
    }
}

/// The label of an item.
#[must_use]
pub fn item_label(row: &TickerRow) -> String {
    row.short_label(Cells::USUAL.label)
}

/// The price of an item, parted where the digits begin that have just changed.
#[must_use]
pub fn item_price(row: &TickerRow, price: f64, signs: Signs) -> (String, String) {
    let columns = Cells::USUAL.price.max(row.least_price());
    row.written_price(price, signs, columns)
}

/// What follows the price of an item: the change, or what says more of a price that cannot be
/// trusted, its age or the reason.
#[must_use]
pub fn item_note(row: &TickerRow, signs: Signs) -> String {
    match &row.state {
        RowState::Stale(age) | RowState::Untraded(age) => age.clone(),
        RowState::Failing { reason, .. } => reason.clone(),
        RowState::Unknown | RowState::NotQuoted | RowState::Doubted => String::new(),
        _ => row.change_pct.map_or(String::new(), |percent| {
            format::change(percent, signs, CHANGE)
        }),
    }
}

/// Whether a mark before the note says how far the price can be trusted.
#[must_use]
pub fn item_has_mark(row: &TickerRow) -> bool {
    !matches!(row.state, RowState::Live)
}

fn item_width(row: &TickerRow, form: ItemForm) -> usize {
    let label = width::of(&item_label(row)) + 1;
    let Some(price) = row.price else {
        let why = row.state.why().map_or(1, width::of);
        return match form {
            ItemForm::Whole | ItemForm::Short => label + why,
            ItemForm::Label => label + 1,
            ItemForm::Nothing => 1,
        };
    };
    let (same, changed) = item_price(row, price, Signs::default());
    let price = label + width::of(&same) + width::of(&changed);
    match form {
        ItemForm::Whole => {
            let mark = usize::from(item_has_mark(row));
            let note = mark + width::of(&item_note(row, Signs::default()));
            price + usize::from(note > 0) + note
        }
        ItemForm::Short => price,
        ItemForm::Label => label + 1,
        ItemForm::Nothing => 1,
    }
}
