//! The heading of a day: its name, a line, and how many headlines it has.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Model, age};
use crate::text::width;
use crate::ui::cells::{right_aligned, write, write_all};
use crate::ui::theme::{Role, Theme};

/// Draws the heading into the first row of an area, which is as wide as the pane.
pub(super) fn draw(
    model: &Model,
    date: Date,
    count: usize,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.height == 0 || area.width < 8 {
        return;
    }
    let end = area.right() - 1;
    let count = count.to_string();
    let start = right_aligned(&count, theme.style(Role::Faint), (end, area.y), buffer);
    let name = age::day(model.now, date, &model.settings.zone);
    let room = usize::from(start.saturating_sub(area.x + 3));
    let name = width::truncate(&name, room);
    let x = write(
        &name,
        room,
        theme.style(Role::Dim),
        (area.x + 2, area.y),
        buffer,
    );
    for x in x + 1..start.saturating_sub(1) {
        write_all("─", theme.style(Role::Line), (x, area.y), buffer);
    }
}
