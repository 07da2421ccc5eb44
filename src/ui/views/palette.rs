//! The command palette: a line of input and what it finds.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, input};
use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::palette::state::Palette;
use crate::text::width;
use crate::ui::cells::write_all;
use crate::ui::theme::{Role, Theme};

/// Draws the palette; the cursor's cell.
pub(super) fn draw(
    model: &Model,
    palette: &Palette,
    theme: &Theme,
    area: Area,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let area = frame::draw(area, "Commands", theme, buffer);
    let columns = usize::from(area.width);
    let x = write_all("› ", theme.style(Role::Key), (area.x, area.y), buffer);
    let field = Rect {
        x,
        width: area.right().saturating_sub(x),
        ..area
    };
    let (_, cursor) = input::draw(&palette.input, theme.style(Role::Text), field, buffer);
    let matches = palette.matches(model.commands);
    let rows = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let entry = |index: usize| {
        let command = matches[index];
        let role = if (command.disabled)(model).is_some() {
            Role::Faint
        } else {
            Role::Text
        };
        let keys = model.keymap.chords_of(command.id).join(" ");
        Line::from(vec![
            Span::styled(
                width::fit(&command.described(), columns.saturating_sub(18)),
                theme.style(role),
            ),
            Span::raw("  "),
            Span::styled(
                width::truncate(&keys, 16).into_owned(),
                theme.style(Role::Key),
            ),
        ])
    };
    frame::draw_menu(entry, (palette.cursor, matches.len()), theme, rows, buffer);
    cursor
}
