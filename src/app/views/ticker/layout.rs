//! What of the ticker can be seen: the rows of the pane, the items of the bottom line.
//!
//! It stands in the core because what is not seen is not asked for; the interface draws
//! exactly this, and the mouse finds its row by it.

use jiff::Timestamp;

use super::line;
use super::state::Ticker;
use crate::app::panes::TickerPlace;
use crate::model::InstrumentKey;

/// Fewer rows are all needed for the instruments.
const LEAST_DETAILED: usize = 16;
/// From here on three lines hold what there is to say of an instrument, else four.
const WIDE: u16 = 40;

/// One row of the pane. Sections and instruments are numbers: the second over all sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a section.
    Heading(usize),
    /// An instrument.
    Row(usize),
    /// Between two sections, and where there is nothing.
    Blank,
    /// So many instruments follow.
    More(usize),
    /// Above what is said of the selected instrument.
    Rule,
    /// What is said of it, line by line.
    Detail(usize),
    /// Counts, or what is wrong with the provider.
    Footer,
}

/// The instruments that can be seen, by their number over all sections.
#[must_use]
pub fn seen(ticker: &Ticker, place: TickerPlace, is_focused: bool, now: Timestamp) -> Vec<usize> {
    match place {
        TickerPlace::Hidden => Vec::new(),
        TickerPlace::Pane { width, height } => {
            let lines = pane(ticker, (width, height), is_focused, now);
            lines.into_iter().filter_map(row_of).collect()
        }
        TickerPlace::Line { width } => {
            let sections = ticker.sections(now);
            let shown = line::line(ticker, &sections, usize::from(width), now);
            (shown.first..shown.first + shown.count).collect()
        }
    }
}

/// The instrument at a cell of the place, counted from its first.
#[must_use]
pub fn row_at(
    ticker: &Ticker,
    place: TickerPlace,
    is_focused: bool,
    (column, row): (u16, u16),
    now: Timestamp,
) -> Option<usize> {
    match place {
        TickerPlace::Hidden => None,
        TickerPlace::Pane { width, height } => {
            let lines = pane(ticker, (width, height), is_focused, now);
            lines.get(usize::from(row)).copied().and_then(row_of)
        }
        TickerPlace::Line { width } => {
            let sections = ticker.sections(now);
            let shown = line::line(ticker, &sections, usize::from(width), now);
            shown.item_at(&sections, usize::from(column))
        }
    }
}

fn row_of(line: Line) -> Option<usize> {
    match line {
        Line::Row(number) => Some(number),
        _ => None,
    }
}

impl Ticker {
    /// The instruments that can be seen in a place, the most important first, each once: the
    /// selected one, those of the story, the others. What is not seen is not asked for.
    #[must_use]
    pub fn visible(
        &self,
        place: TickerPlace,
        is_focused: bool,
        now: Timestamp,
    ) -> Vec<InstrumentKey> {
        let seen = seen(self, place, is_focused, now);
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

    /// Selects the first instrument after those that are seen, and shows it first; after the last
    /// the first.
    pub fn turn(&mut self, place: TickerPlace, is_focused: bool, now: Timestamp) {
        let seen = seen(self, place, is_focused, now);
        let next = seen.into_iter().max().map_or(0, |last| last + 1);
        self.select(if next < self.rows() { next } else { 0 });
        let lines = lines_of(&self.sizes());
        self.top = with_heading(&lines, self.selected());
    }

    /// Scrolls the pane by so many rows, or turns the line by an instrument. A pane that has the
    /// keys takes its selection along.
    pub(super) fn scroll(
        &mut self,
        rows: isize,
        place: TickerPlace,
        is_focused: bool,
        now: Timestamp,
    ) {
        let (width, height) = match place {
            TickerPlace::Hidden => return,
            TickerPlace::Line { .. } => return self.move_selection(rows.signum()),
            TickerPlace::Pane { width, height } => (width, height),
        };
        let room = Room::of(self, (width, height), is_focused, now).rows;
        let lines = lines_of(&self.sizes());
        let first = first_line(self, &lines, room, is_focused).saturating_add_signed(rows);
        self.top = first.min(lines.len().saturating_sub(room));
        let shown = fitting(&lines, self.top, room);
        let mut rows = shown.into_iter().filter_map(row_of);
        if is_focused && let Some(first) = rows.next() {
            let last = rows.next_back().unwrap_or(first);
            self.select(self.selected().clamp(first, last));
        }
    }

    /// Keeps what can be seen within what there is, and the selected row in view.
    pub(super) fn settle(&mut self, place: TickerPlace, is_focused: bool, now: Timestamp) {
        if let TickerPlace::Pane { width, height } = place {
            let room = Room::of(self, (width, height), is_focused, now);
            let lines = lines_of(&self.sizes());
            self.top = first_line(self, &lines, room.rows, is_focused);
        }
    }
}

/// The rows of a pane of so many columns and rows. What is dropped first when rows are short: the
/// counts, then the instruments that follow. What is wrong with a provider stays.
#[must_use]
pub fn pane(
    ticker: &Ticker,
    (columns, rows): (u16, u16),
    is_focused: bool,
    now: Timestamp,
) -> Vec<Line> {
    let room = Room::of(ticker, (columns, rows), is_focused, now);
    let all = lines_of(&ticker.sizes());
    let first = first_line(ticker, &all, room.rows, is_focused);
    let mut lines = fitting(&all, first, room.rows);
    let has_footer = room.has_trouble || lines.len() < room.rows;
    let rows = room.rows - usize::from(has_footer && !room.has_trouble);
    lines.resize(rows, Line::Blank);
    if room.details > 0 {
        lines.push(Line::Rule);
        lines.extend((0..room.details).map(Line::Detail));
    }
    if has_footer {
        lines.push(Line::Footer);
    }
    lines
}

/// How the rows of the pane are shared.
struct Room {
    /// For sections and instruments.
    rows: usize,
    /// For what is said of the selected one.
    details: usize,
    /// The last row says what is wrong with a provider.
    has_trouble: bool,
}

impl Room {
    fn of(ticker: &Ticker, (columns, rows): (u16, u16), is_focused: bool, now: Timestamp) -> Self {
        let height = usize::from(rows);
        let has_trouble = height > 1 && ticker.trouble(now).is_some();
        let details = match columns {
            _ if !is_focused || height < LEAST_DETAILED || ticker.is_empty() => 0,
            ..WIDE => 4,
            _ => 3,
        };
        let below = usize::from(has_trouble) + details + usize::from(details > 0);
        Self {
            rows: height.saturating_sub(below),
            details,
            has_trouble,
        }
    }
}

/// All sections, by how many instruments they have.
fn lines_of(sizes: &[usize]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut number = 0;
    for (section, size) in sizes.iter().enumerate() {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(section));
        lines.extend((number..number + size).map(Line::Row));
        number += size;
    }
    lines
}

/// The line of an instrument; of its section if it is the first of it.
fn with_heading(lines: &[Line], number: usize) -> usize {
    let at = lines.iter().position(|line| *line == Line::Row(number));
    let at = at.unwrap_or_default();
    let is_first = at > 0 && matches!(lines[at - 1], Line::Heading(_));
    at - usize::from(is_first)
}

/// The first line that is seen: where the pane is scrolled to, no further than to the end, and so
/// that the selected row is in view while the pane has the keys.
fn first_line(ticker: &Ticker, lines: &[Line], room: usize, is_focused: bool) -> usize {
    let last = lines.len().saturating_sub(room);
    let first = ticker.top.min(last);
    if !is_focused {
        return first;
    }
    let selected = with_heading(lines, ticker.selected());
    let at = lines
        .iter()
        .position(|line| *line == Line::Row(ticker.selected()))
        .unwrap_or_default();
    // The last row says that there is more, but at the end.
    let least = (at + 2).saturating_sub(room.max(2)).min(last);
    first.min(selected).max(least)
}

/// As many lines from one on as there is room for, and how many instruments follow.
fn fitting(lines: &[Line], first: usize, room: usize) -> Vec<Line> {
    if lines.len() - first <= room {
        return lines[first..].to_vec();
    }
    let Some(shown) = room.checked_sub(1) else {
        return Vec::new();
    };
    let (shown, hidden) = lines[first..].split_at(shown);
    let hidden = hidden
        .iter()
        .filter(|line| row_of(**line).is_some())
        .count();
    let mut lines = shown.to_vec();
    lines.push(Line::More(hidden));
    lines
}
