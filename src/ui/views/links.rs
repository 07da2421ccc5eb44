//! The links menu.

use ratatui::buffer::Buffer;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::links::entries;
use crate::app::views::links::state::Links;
use crate::ui::cells::shown;
use crate::ui::theme::{Role, Theme};

/// Draws the menu.
pub(super) fn draw(model: &Model, view: &Links, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let title = "Links: enter reads here, o opens the browser";
    let area = frame::draw(area, title, theme, buffer);
    let entries = entries(model);
    let columns = usize::from(area.width);
    let entry = |index: usize| {
        let entry = &entries[index];
        let (mark, role) = if entry.related {
            ("» ", Role::Text)
        } else {
            ("  ", Role::Link)
        };
        let label = shown(&entry.label, columns.saturating_sub(2));
        Line::from(vec![
            Span::styled(mark, theme.style(Role::Key)),
            Span::styled(label, theme.style(role)),
        ])
    };
    let place = (view.cursor, entries.len());
    frame::draw_menu(entry, place, theme, area, buffer);
}
