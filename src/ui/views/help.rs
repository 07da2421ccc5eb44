//! The help: a line a command, with its keys.

use ratatui::buffer::Buffer;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::help::state::Help;
use crate::app::views::help::{HelpRow, columns, rows};
use crate::text::width;
use crate::ui::theme::{Role, Theme};

/// Draws the lines from the first that is shown.
pub(super) fn draw(model: &Model, view: Help, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let area = frame::draw(area, "Keys", theme, buffer);
    let (_, of_keys) = columns(model);
    let line = |row| match row {
        HelpRow::Heading(name) => Line::styled(name, theme.style(Role::Label)),
        HelpRow::Command(keys, doc) => Line::from(vec![
            Span::styled(width::fit(&keys, of_keys), theme.style(Role::Key)),
            Span::styled(doc, theme.style(Role::Text)),
        ]),
        HelpRow::Blank => Line::raw(""),
    };
    let lines = rows(model).into_iter().skip(view.top).map(line);
    frame::draw_lines(lines, area, buffer);
}
