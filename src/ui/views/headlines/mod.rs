//! The list pane: the headlines in view, with a heading before each day.

mod day;
mod row;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::empty as words;
use crate::ui::cells::rect;
use crate::ui::theme::Theme;
use crate::ui::views::empty;

/// Draws the list.
pub(super) fn draw(model: &Model, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let area = rect(area);
    if model.list.ids().is_empty() {
        empty::draw(model, &words::list(model), theme, area, buffer);
        return;
    }
    let window = model.list_window();
    let form = model.panes().rows;
    let row_at = |row: usize, height: usize| {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        let height = u16::try_from(height).unwrap_or(u16::MAX);
        let y = area.y.saturating_add(row).min(area.bottom());
        // The last headline may be cut by the end of the pane.
        let height = height.min(area.bottom() - y);
        Rect { y, height, ..area }
    };
    for placed in model.list.placed(window) {
        if let (Some(heading), Some((date, count))) = (placed.heading, model.list.day(placed.index))
        {
            day::draw(model, date, count, theme, row_at(heading, 1), buffer);
        }
        let id = model.list.ids()[placed.index];
        if let Some(headline) = model.list.row(id) {
            let selected = placed.index == model.list.cursor();
            let place = row_at(placed.row, window.lines);
            row::draw(model, headline, (form, selected), theme, place, buffer);
        }
    }
}
