//! The last row of the pane: what is wrong with a provider and when it is asked again, else how
//! many instruments are in which state, and who says so.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells;
use crate::app::views::ticker::row::{RowState, Section, TickerRow};
use crate::app::views::ticker::state::Ticker;
use crate::text::width;
use crate::ui::theme::{Role, Theme};

/// Where it begins.
const START: usize = 2;
/// Between its parts.
const BETWEEN: &str = " · ";

/// Draws it into a row of the pane, whose last column stays blank.
pub(super) fn draw(
    ticker: &Ticker,
    sections: &[Section],
    theme: &Theme,
    now: Timestamp,
    place: Rect,
    buffer: &mut Buffer,
) {
    let footer = Footer::of(ticker, sections, now);
    let end = usize::from(place.width).saturating_sub(1);
    let (left, right) = footer.fitting(end.saturating_sub(START));
    let style = match footer.is_warning {
        true => theme.style(Role::Error),
        false => theme.style(Role::Faint),
    };
    cells::put(&left, START, style, place, buffer);
    cells::right(right, end, theme.style(Role::Faint), place, buffer);
}

struct Footer {
    /// From the left, the first that is wanted least when room is short last.
    parts: Vec<String>,
    /// At the right edge.
    provider: String,
    is_warning: bool,
}

impl Footer {
    fn of(ticker: &Ticker, sections: &[Section], now: Timestamp) -> Self {
        if let Some((provider, reason, wait)) = ticker.trouble(now) {
            return Self {
                parts: vec![format!("{provider} {reason}"), wait],
                provider: String::new(),
                is_warning: true,
            };
        }
        let rows = || sections.iter().flat_map(|section| &section.rows);
        let count = |word: &str| rows().filter(|row| state_word(row) == Some(word)).count();
        let counts = STATES.map(|word| (count(word), word));
        let some = counts.iter().filter(|(count, _)| *count > 0);
        let provider = rows().find(|row| !row.provider.is_empty());
        Self {
            parts: some
                .map(|(count, word)| format!("{count} {word}"))
                .collect(),
            provider: provider.map_or(String::new(), |row| row.provider.clone()),
            is_warning: false,
        }
    }

    /// As many parts as fit, of one that does not the beginning; and the provider, if there is
    /// room beside them.
    fn fitting(&self, columns: usize) -> (String, &str) {
        let mut texts = (1..=self.parts.len())
            .rev()
            .map(|count| self.parts[..count].join(BETWEEN));
        let fitting = texts.find(|text| width::of(text) <= columns);
        let first = || self.parts.first().cloned().unwrap_or_default();
        let left = fitting.unwrap_or_else(|| width::truncate(&first(), columns).into_owned());
        let right = width::of(&self.provider) + usize::from(!left.is_empty()) * 2;
        let has_room = width::of(&left) + right <= columns;
        (left, if has_room { &self.provider } else { "" })
    }
}

/// The words of the counts, in their order.
const STATES: [&str; 8] = [
    "live",
    "delayed",
    "failing",
    "old",
    "doubted",
    "unknown",
    "closed",
    "from page",
];

fn state_word(row: &TickerRow) -> Option<&'static str> {
    Some(match row.state {
        RowState::Live if row.delay.is_none() => "live",
        RowState::Live => "delayed",
        RowState::Failing { .. } => "failing",
        RowState::Stale(_) => "old",
        RowState::Doubted => "doubted",
        RowState::Unknown | RowState::NotQuoted => "unknown",
        RowState::Closed | RowState::Daily(_) | RowState::Untraded(_) => "closed",
        RowState::OnPage { .. } => "from page",
        RowState::Waiting | RowState::Queued | RowState::Extended => return None,
    })
}
