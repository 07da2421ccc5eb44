//! The box that lies over the panes, and a menu in it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use crate::app::panes::Area;
use crate::app::views::menu::first_shown;
use crate::ui::cells::{rect, write_all, write_line};
use crate::ui::theme::{Role, Surface, Theme};

/// Clears a box and returns its inside.
pub(super) fn draw(area: Area, title: &str, theme: &Theme, buffer: &mut Buffer) -> Rect {
    let area = rect(area);
    Clear.render(area, buffer);
    buffer.set_style(area, theme.on(Surface::Raised, Role::Text));
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.style(Role::Line))
        .title(Line::styled(format!(" {title} "), theme.style(Role::Title)));
    let inner = block.inner(area);
    block.render(area, buffer);
    Rect {
        x: inner.x + u16::from(inner.width > 2),
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

pub(super) fn draw_lines<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    area: Rect,
    buffer: &mut Buffer,
) {
    for (line, row) in lines.zip(area.rows()) {
        write_line(&line, row, buffer);
    }
}

/// Draws the entries around the cursor, the selected one marked.
pub(super) fn draw_menu<'a>(
    entry: impl Fn(usize) -> Line<'a>,
    (cursor, count): (usize, usize),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let first = first_shown(cursor, usize::from(area.height), count);
    for (index, row) in (first..count).zip(area.rows()) {
        write_line(&entry(index), row, buffer);
        if index == cursor {
            mark_selected(row, theme, buffer);
        }
    }
}

/// The surface of the selected entry from edge to edge, and its mark in the blank before it.
fn mark_selected(row: Rect, theme: &Theme, buffer: &mut Buffer) {
    let x = row.x.saturating_sub(1);
    let marked = Rect {
        x,
        width: row.width + 2,
        ..row
    };
    theme.tint(Surface::Select, marked, buffer);
    if buffer[(x, row.y)].symbol() == " " {
        write_all("›", theme.style(Role::Focus), (x, row.y), buffer);
    }
}
