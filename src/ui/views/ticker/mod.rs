//! The ticker, beside the headlines or in one line beneath them.

mod cells;
mod columns;
mod detail;
mod footer;
mod line;
mod pane;
mod row;
mod signs;

use ratatui::buffer::Buffer;

use crate::app::Model;
use crate::app::panes::{Area, Focus};
use crate::ui::cells::rect;
use crate::ui::theme::Theme;

/// Draws it in the form that it has room for.
pub(super) fn draw(model: &Model, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let is_focused = model.focus == Focus::Ticker;
    let draw = match model.panes().ticker {
        Some(_) => pane::pane,
        None => line::draw,
    };
    draw(
        &model.ticker,
        model.now,
        theme,
        is_focused,
        rect(area),
        buffer,
    );
}
