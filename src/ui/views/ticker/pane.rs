//! The ticker pane: one row an instrument where it is narrow, a sparkline from 30 columns,
//! two lines from 38. Without Unicode or colour it says the same in ASCII: the mark in the
//! first column and the sign of the change never depend on a colour.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{cells, row};
use crate::app::views::ticker::layout::{self, Form, Line};
use crate::app::views::ticker::row::{RowState, Section, TickerRow};
use crate::app::views::ticker::state::Ticker;
use crate::model::Session;
use crate::text::width;
use crate::ui::theme::{Role, Surface, Theme};
use crate::ui::views::wire;

/// Draws the pane. `focused` marks the selected row.
pub(super) fn pane(
    ticker: &Ticker,
    now: Timestamp,
    theme: &Theme,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.width < 8 || area.height == 0 {
        return;
    }
    let sections = ticker.sections(now);
    let selected = focused.then(|| ticker.selected());
    let (form, lines) = layout::pane(ticker, &sections, (area.width, area.height), now);
    let footer = footer_text(ticker, &sections, theme, now);
    buffer.set_style(area, theme.on(Surface::Panel, Role::Text));
    let inside = Rect {
        x: area.x + 2,
        width: area.width - 3,
        ..area
    };
    for (line, place) in lines.iter().zip(inside.rows()) {
        draw(line, &footer, form, theme, place, buffer);
        if let Line::Row(_, index) | Line::Detail(_, index) = line
            && selected == Some(*index)
        {
            mark(place, theme, buffer);
        }
    }
}

/// The surface of the selected row, and its sign on the wire.
fn mark(place: Rect, theme: &Theme, buffer: &mut Buffer) {
    let row = Rect {
        x: place.x - 2,
        width: place.width + 3,
        ..place
    };
    theme.tint(Surface::Select, row, buffer);
    wire::light(true, theme, row, buffer);
}

fn draw(
    line: &Line<'_>,
    footer: &Footer,
    form: Form,
    theme: &Theme,
    place: Rect,
    buffer: &mut Buffer,
) {
    let columns = usize::from(place.width);
    match line {
        Line::Heading(section) => heading(section, theme, place, buffer),
        Line::Row(row, _) => row::draw(row, form, theme, place, buffer),
        Line::Detail(row, _) => row::detail(row, theme, place, buffer),
        Line::Rule => {
            let rule = theme.rule_sign().repeat(columns);
            cells::put(&rule, 0, theme.style(Role::Line), place, buffer);
        }
        Line::More(count) => {
            let text = format!(" {} {count} more", theme.ellipsis());
            cells::put(&text, 0, theme.style(Role::Dim), place, buffer);
        }
        Line::Footer => footer.draw(theme, place, buffer),
    }
}

/// "WATCHLIST     ●     Δ%"
fn heading(section: &Section, theme: &Theme, place: Rect, buffer: &mut Buffer) {
    let columns = usize::from(place.width);
    let unit = theme.change_heading();
    let mark = theme.session_sign(section.session);
    let unit_width = width::of(unit);
    let mark_width = width::of(mark) + usize::from(!mark.is_empty());
    let title_columns = columns.saturating_sub(unit_width + mark_width + 1);
    let title = width::truncate(&section.title, title_columns);
    cells::put(&title, 0, theme.style(Role::Label), place, buffer);
    let style = match section.session {
        Session::Open => theme.style(Role::Up),
        _ => theme.style(Role::Dim),
    };
    cells::right(
        mark,
        columns.saturating_sub(unit_width + 1),
        style,
        place,
        buffer,
    );
    cells::right(unit, columns, theme.style(Role::Faint), place, buffer);
}

/// The last line: what is wrong with a provider and when it is asked again, else how many
/// rows are in which state.
struct Footer {
    /// From the left, the first that is wanted least when room is short last.
    parts: Vec<String>,
    /// At the right edge.
    provider: String,
    is_warning: bool,
}

impl Footer {
    fn draw(&self, theme: &Theme, place: Rect, buffer: &mut Buffer) {
        let columns = usize::from(place.width);
        let style = if self.is_warning {
            theme.style(Role::Error)
        } else {
            theme.style(Role::Dim)
        };
        let mut parts = self.parts.as_slice();
        let fits = |parts: &[String]| {
            let text = parts.join(theme.dot());
            let right = width::of(&self.provider);
            width::of(&text) + right + usize::from(right > 0) <= columns
        };
        while parts.len() > 1 && !fits(parts) {
            parts = &parts[..parts.len() - 1];
        }
        let text = parts.join(theme.dot());
        cells::put(&width::truncate(&text, columns), 0, style, place, buffer);
        if fits(parts) {
            cells::right(
                &self.provider,
                columns,
                theme.style(Role::Dim),
                place,
                buffer,
            );
        }
    }
}

fn footer_text(ticker: &Ticker, sections: &[Section], theme: &Theme, now: Timestamp) -> Footer {
    if let Some((provider, reason, wait)) = ticker.trouble(now) {
        let space = if theme.dot() == " " { "," } else { "" };
        return Footer {
            parts: vec![format!("{provider} {reason}{space}"), wait],
            provider: String::new(),
            is_warning: true,
        };
    }
    let rows = || sections.iter().flat_map(|section| &section.rows);
    let count = |word: &str| rows().filter(|row| state_word(row) == Some(word)).count();
    let counts = STATES.map(|word| (count(word), word));
    let some = counts.iter().filter(|(count, _)| *count > 0);
    let provider = rows().find(|row| !row.provider.is_empty());
    Footer {
        parts: some
            .map(|(count, word)| format!("{count} {word}"))
            .collect(),
        provider: provider.map_or(String::new(), |row| row.provider.clone()),
        is_warning: false,
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

#[cfg(test)]
mod tests;
