//! The ticker pane: a row an instrument, on fixed columns. Without Unicode or colour it says the
//! same: the mark before a row and the sign of a change never depend on a colour.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::columns::{Columns, LABEL, MARK};
use super::{cells, detail, footer, row};
use crate::app::views::ticker::layout::{self, Line};
use crate::app::views::ticker::row::{Section, TickerRow};
use crate::app::views::ticker::state::Ticker;
use crate::text::width;
use crate::ui::theme::{Role, Surface, Theme};
use crate::ui::views::wire;

/// Less than this shows no price.
const LEAST_WIDTH: u16 = 16;

/// Draws the pane beneath its title. `focused` marks the selected row.
pub(super) fn pane(
    ticker: &Ticker,
    now: Timestamp,
    theme: &Theme,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.width < LEAST_WIDTH || area.height == 0 {
        return;
    }
    let sections = ticker.sections(now);
    let lines = layout::pane(ticker, (area.width, area.height), focused, now);
    let mut pane = Pane {
        rows: sections.iter().flat_map(|section| &section.rows).collect(),
        sections: &sections,
        details: Vec::new(),
        selected: focused.then(|| ticker.selected()),
        theme,
        buffer,
    };
    pane.say(&lines, area.width);
    for (line, place) in lines.iter().zip(area.rows()) {
        match line {
            Line::Footer => footer::draw(ticker, &sections, theme, now, place, pane.buffer),
            line => pane.draw(*line, place),
        }
    }
}

struct Pane<'a> {
    sections: &'a [Section],
    rows: Vec<&'a TickerRow>,
    /// What is said of the selected instrument.
    details: Vec<String>,
    /// It, if the pane has the keys.
    selected: Option<usize>,
    theme: &'a Theme,
    buffer: &'a mut Buffer,
}

impl Pane<'_> {
    /// Finds out what is said of the selected instrument, if there are lines for it.
    fn say(&mut self, lines: &[Line], width: u16) {
        let is_detail = |line: &&Line| matches!(line, Line::Detail(_));
        let most = lines.iter().filter(is_detail).count();
        let selected = self.selected.and_then(|selected| self.rows.get(selected));
        if let Some(row) = selected.filter(|_| most > 0) {
            let columns = usize::from(width).saturating_sub(MARK + 1);
            self.details = detail::lines(row, self.theme.signs, columns, most);
        }
    }

    fn draw(&mut self, line: Line, place: Rect) {
        match line {
            Line::Heading(section) => self.heading(section, place),
            Line::Row(number) => self.row(number, place),
            Line::Rule => {
                let columns = usize::from(place.width).saturating_sub(MARK + 1);
                self.put(&"─".repeat(columns), Role::Line, MARK, place);
            }
            Line::More(count) => {
                self.put(&format!("… {count} more"), Role::Dim, LABEL, place);
            }
            Line::Detail(line) => {
                let text = self.details.get(line).cloned().unwrap_or_default();
                let style = self.theme.style(Role::Faint);
                let place = without_end(place);
                cells::say(&text, MARK, style, place, self.buffer);
            }
            Line::Blank | Line::Footer => {}
        }
    }

    fn put(&mut self, text: &str, role: Role, column: usize, place: Rect) {
        cells::put(text, column, self.theme.style(role), place, self.buffer);
    }

    fn row(&mut self, number: usize, place: Rect) {
        let Some(instrument) = self.rows.get(number) else {
            return;
        };
        let is_selected = self.selected == Some(number);
        let surface = match is_selected {
            true => Surface::Select,
            false => Surface::Panel,
        };
        if is_selected {
            let style = self.theme.surface(surface);
            self.buffer.set_style(place, style);
            wire::light(true, self.theme, place, self.buffer);
        }
        row::draw(instrument, surface, self.theme, place, self.buffer);
    }

    /// "WATCHLIST      day %"
    fn heading(&mut self, section: usize, place: Rect) {
        let Some(section) = self.sections.get(section) else {
            return;
        };
        let columns = Columns::of(usize::from(place.width));
        let unit = match (columns.has_change, columns.has_percent) {
            (false, _) => "",
            (true, false) => "day %",
            (true, true) => "day",
        };
        let style = self.theme.style(Role::Faint);
        cells::right(unit, columns.end, style, place, self.buffer);
        let behind = if unit.is_empty() {
            0
        } else {
            width::of(unit) + 1
        };
        let room = columns.end.saturating_sub(MARK + behind);
        let title = width::truncate(&section.title, room);
        self.put(&title, Role::Label, MARK, place);
    }
}

/// All but the last column, which stays blank.
fn without_end(place: Rect) -> Rect {
    Rect {
        width: place.width.saturating_sub(1),
        ..place
    }
}

#[cfg(test)]
mod tests;
