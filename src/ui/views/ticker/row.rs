//! One instrument: mark, label, the day's line, price, change.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::columns::{Columns, LABEL, MARK};
use super::{cells, signs};
use crate::app::views::ticker::row::{RowState, TickerRow};
use crate::app::views::ticker::written::CHANGE;
use crate::market::format;
use crate::text::width;
use crate::ui::theme::{Role, Surface, Theme};

/// Draws an instrument into a row of the pane, whose last column stays blank.
pub(super) fn draw(
    row: &TickerRow,
    surface: Surface,
    theme: &Theme,
    place: Rect,
    buffer: &mut Buffer,
) {
    let mut drawing = Drawing {
        row,
        columns: Columns::of(usize::from(place.width)).for_row(row),
        surface,
        theme,
        place: Rect {
            width: place.width.saturating_sub(1),
            ..place
        },
        buffer,
    };
    drawing.mark_and_label();
    match row.price {
        Some(price) => drawing.numbers(price),
        None => drawing.why(),
    }
}

struct Drawing<'a> {
    row: &'a TickerRow,
    columns: Columns,
    surface: Surface,
    theme: &'a Theme,
    place: Rect,
    buffer: &'a mut Buffer,
}

impl Drawing<'_> {
    fn put(&mut self, text: &str, role: Role, column: usize) {
        let style = self.theme.on(self.surface, role);
        cells::put(text, column, style, self.place, self.buffer);
    }

    fn plain(&mut self, text: &str, role: Role, column: usize) {
        let style = self.theme.on(self.surface, role);
        cells::plain(text, column, style, self.place, self.buffer);
    }

    fn right(&mut self, text: &str, style: Style, end: usize) {
        cells::right(text, end, style, self.place, self.buffer);
    }

    fn text_role(&self) -> Role {
        match signs::is_sure(&self.row.state) {
            true => Role::Text,
            false => Role::Dim,
        }
    }

    fn mark_and_label(&mut self) {
        let (mark, role) = signs::mark(&self.row.state, self.row.change);
        self.plain(mark, role, MARK);
        let label = self.row.short_label(self.columns.label);
        let role = match self.surface {
            Surface::Select => Role::Strong,
            _ => self.text_role(),
        };
        self.put(&label, role, LABEL);
    }

    /// A row without a price says why. The reason is worth more than the time of the next try.
    fn why(&mut self) {
        let texts = match &self.row.state {
            RowState::Failing {
                reason,
                next_try: Some(next_try),
            } => vec![
                format!("{reason}, next {next_try}"),
                format!("{reason}, {next_try}"),
                reason.clone(),
            ],
            RowState::Waiting => vec!["first price …".to_owned(), "loading …".to_owned()],
            state => state.why().map(str::to_owned).into_iter().collect(),
        };
        let start = self.columns.why();
        let room = self.columns.end.saturating_sub(start);
        let fitting = texts.iter().find(|text| width::of(text) <= room);
        let text = fitting.or(texts.last()).cloned().unwrap_or_default();
        let text = width::truncate(&text, room).into_owned();
        self.put(&text, Role::Faint, start);
    }

    fn numbers(&mut self, price: f64) {
        self.line();
        self.price(price);
        if self.columns.has_change {
            self.change();
        }
    }

    /// The day's line, which ends where the price is now.
    fn line(&mut self) {
        let Some((start, cells)) = self.columns.slot else {
            return;
        };
        let row = self.row;
        let line = cells::sparkline(&row.series, row.previous_close, cells);
        let Some(last) = line.iter().rposition(|bar| *bar != " ") else {
            return;
        };
        self.plain(&line[..last].concat(), Role::Spark, start);
        let role = match (signs::is_sure(&row.state), signs::role_of(row.change)) {
            (true, role @ (Role::Up | Role::Down)) => role,
            _ => Role::Spark,
        };
        self.plain(line[last], role, start + last);
    }

    fn price(&mut self, last: f64) {
        let (row, theme, columns) = (self.row, self.theme, self.columns);
        let (same, changed) = row.written_price(last, theme.signs, columns.price);
        let style = theme.on(self.surface, self.text_role());
        let same_end = columns.price_end - width::of(&changed);
        self.right(&same, style, same_end);
        if let Some(before) = row.flash_from {
            self.right(&changed, flash(last > before, theme), columns.price_end);
        }
    }

    /// The change, or how old a stale price is.
    fn change(&mut self) {
        let (row, end) = (self.row, self.columns.end);
        let dim = self.theme.on(self.surface, Role::Dim);
        if let RowState::Stale(age) | RowState::Untraded(age) = &row.state {
            return self.right(age, dim, end);
        }
        let Some(percent) = row.change_pct else {
            return self.right("--", dim, end);
        };
        let style = match row.state {
            RowState::Failing { .. } | RowState::OnPage { .. } | RowState::Doubted => dim,
            _ => self.theme.on(self.surface, signs::role_of(row.change)),
        };
        let sign = if self.columns.has_percent { "%" } else { "" };
        let text = format::change(percent, self.theme.signs, CHANGE);
        self.right(&format!("{text}{sign}"), style, end);
    }
}

/// Digits that have just risen or fallen.
pub(super) fn flash(has_risen: bool, theme: &Theme) -> Style {
    match has_risen {
        true => theme.on(Surface::FlashUp, Role::FlashUp),
        false => theme.on(Surface::FlashDown, Role::FlashDown),
    }
}
