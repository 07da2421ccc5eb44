//! What of the ticker can be seen: the lines of the pane, the items of the bottom line.
//!
//! It stands in the core because what is not seen is not asked for; the interface draws
//! exactly this.

use jiff::Timestamp;

use super::row::{RowState, Section, TickerRow};
use super::state::Ticker;
use crate::app::panes::TickerPlace;
use crate::market::format::{self, Signs};
use crate::model::InstrumentKey;
use crate::text::width;

/// From here on rows have a sparkline.
const SPARK_WIDTH: u16 = 30;
/// From here on rows have a second line.
const WIDE_WIDTH: u16 = 38;

/// Widest label in the bottom line.
const LABEL: usize = 10;
/// Widest price in the bottom line.
pub const LINE_PRICE: usize = 8;
/// Columns between the items and what stands at the right edge, and behind that.
const GAP: usize = 2;
/// Columns before the first item and behind the last text.
pub const MARGIN: usize = 1;
/// Columns of what stands between two items.
pub const SEPARATOR: usize = 3;

/// How much a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// One line.
    Narrow,
    /// One line with the day's line in it.
    Spark,
    /// Two lines.
    Wide,
}

/// One line of the pane.
#[derive(Debug, Clone, PartialEq)]
pub enum Line<'a> {
    /// The heading of a section.
    Heading(&'a Section),
    /// A row and its number over all sections.
    Row(&'a TickerRow, usize),
    /// The second line of a row.
    Detail(&'a TickerRow, usize),
    /// Between two sections.
    Rule,
    /// So many rows did not fit.
    More(usize),
    /// Counts, or what is wrong with the provider.
    Footer,
}

/// The rows that can be seen, by their number over all sections.
#[must_use]
pub fn seen(ticker: &Ticker, place: TickerPlace, now: Timestamp) -> Vec<usize> {
    match place {
        TickerPlace::Hidden => Vec::new(),
        TickerPlace::Pane { width, height } => {
            let sections = ticker.sections(now);
            let (_, lines) = pane(ticker, &sections, (width, height), now);
            let rows = lines.iter().filter_map(|line| match line {
                Line::Row(_, number) => Some(*number),
                _ => None,
            });
            rows.collect()
        }
        TickerPlace::Line { width } => {
            let sections = ticker.sections(now);
            let shown = line(ticker, &sections, usize::from(width), now);
            (shown.first..shown.first + shown.count).collect()
        }
    }
}

impl Ticker {
    /// The instruments that can be seen in a place, the most important first, each once: the
    /// selected one, those of the story, the others. What is not seen is not asked for.
    #[must_use]
    pub fn visible(&self, place: TickerPlace, now: Timestamp) -> Vec<InstrumentKey> {
        let seen = seen(self, place, now);
        let selected = seen.contains(&self.selected()).then_some(self.selected());
        let keys: Vec<Option<&InstrumentKey>> = self.keys().collect();
        let mut visible: Vec<InstrumentKey> = Vec::new();
        for row in selected.into_iter().chain(seen) {
            if let Some(Some(key)) = keys.get(row)
                && !visible.contains(key)
            {
                visible.push((*key).clone());
            }
        }
        visible
    }

    /// Selects the first row after those that are seen; after the last the first.
    pub fn turn(&mut self, place: TickerPlace, now: Timestamp) {
        let seen = seen(self, place, now);
        let next = seen.into_iter().max().map_or(0, |last| last + 1);
        self.select(if next < self.rows() { next } else { 0 });
    }
}

/// The lines of a pane of so many columns and rows. What is dropped first when rows are
/// short: the counts, the second lines, the tail. What is wrong with a provider stays.
#[must_use]
pub fn pane<'a>(
    ticker: &Ticker,
    sections: &'a [Section],
    (columns, rows): (u16, u16),
    now: Timestamp,
) -> (Form, Vec<Line<'a>>) {
    let form = match columns {
        ..SPARK_WIDTH => Form::Narrow,
        SPARK_WIDTH..WIDE_WIDTH => Form::Spark,
        _ => Form::Wide,
    };
    let height = usize::from(rows);
    let has_trouble = height > 1 && ticker.trouble(now).is_some();
    let room = height - usize::from(has_trouble);
    let (form, mut lines) = fitting(sections, form, room, ticker.selected());
    if has_trouble || lines.len() < room {
        lines.push(Line::Footer);
    }
    (form, lines)
}

fn fitting(
    sections: &[Section],
    form: Form,
    height: usize,
    selected: usize,
) -> (Form, Vec<Line<'_>>) {
    let lines = lines_of(sections, form);
    if lines.len() <= height {
        return (form, lines);
    }
    let form = form.min(Form::Spark);
    let lines = lines_of(sections, form);
    if lines.len() <= height {
        return (form, lines);
    }
    (form, tail_cut(lines, height, selected))
}

fn lines_of(sections: &[Section], form: Form) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut index = 0;
    for section in sections {
        if !lines.is_empty() {
            lines.push(Line::Rule);
        }
        lines.push(Line::Heading(section));
        for row in &section.rows {
            lines.push(Line::Row(row, index));
            if form == Form::Wide && row.price.is_some() {
                lines.push(Line::Detail(row, index));
            }
            index += 1;
        }
    }
    lines
}

/// The lines from the first, or as far down as the selected row needs, and what is missing.
fn tail_cut(mut lines: Vec<Line<'_>>, height: usize, selected: usize) -> Vec<Line<'_>> {
    let at = lines
        .iter()
        .position(|line| matches!(line, Line::Row(_, index) if *index == selected));
    let room = height.saturating_sub(1);
    let start = at.map_or(0, |at| (at + 1).saturating_sub(room.max(1)));
    lines.drain(..start);
    if lines.len() <= height {
        return lines;
    }
    let hidden = lines.split_off(room);
    let count = hidden
        .iter()
        .filter(|line| matches!(line, Line::Row(..)))
        .count();
    lines.push(Line::More(count));
    lines
}

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
        |form, right: &str| MARGIN + item_width(selected, form) <= end_of_items(columns, right);
    let (form, right) = first_fitting(&rights, fits);
    let room = end_of_items(columns, &right);
    let mut at = MARGIN + item_width(selected, form);
    let mut count = 1;
    for row in &rows[first + 1..] {
        at += SEPARATOR + item_width(row, ItemForm::Whole);
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
        wide => columns.saturating_sub(GAP + wide + MARGIN),
    }
}

/// The label of an item.
#[must_use]
pub fn item_label(row: &TickerRow) -> String {
    row.short_label(LABEL)
}

/// What follows the marks of an item: the percentage without its sign, which is an arrow before
/// it; or what says more of a price that cannot be trusted: its age, or the reason.
#[must_use]
pub fn item_note(row: &TickerRow, signs: Signs) -> String {
    match &row.state {
        RowState::Stale(age) | RowState::Untraded(age) => age.clone(),
        RowState::Failing { reason, .. } => reason.clone(),
        RowState::Unknown | RowState::NotQuoted | RowState::Doubted => String::new(),
        _ => row.change_pct.map_or(String::new(), |percent| {
            let text = format::percent(percent, signs);
            format!("{}%", text.trim_start_matches(['+', '−']))
        }),
    }
}

/// Whether an arrow says which way the price went.
#[must_use]
pub fn item_has_arrow(row: &TickerRow) -> bool {
    matches!(
        row.state,
        RowState::Live
            | RowState::Extended
            | RowState::Closed
            | RowState::Daily(_)
            | RowState::OnPage { .. }
    ) && row.change_pct.is_some()
}

/// The marks before the percentage: the arrow, and whether the price can be trusted.
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
    let price = format::price(
        price,
        row.decimals,
        Signs::default(),
        row.unit_sign(),
        LINE_PRICE,
    );
    let price = label + width::of(&price);
    match form {
        ItemForm::Whole => {
            let marks = usize::from(item_has_arrow(row)) + usize::from(item_has_mark(row));
            let note = width::of(&item_note(row, Signs::default()));
            price + usize::from(marks + note > 0) + marks + note
        }
        ItemForm::Short => price,
        ItemForm::Label => label + 1,
        ItemForm::Nothing => 1,
    }
}
