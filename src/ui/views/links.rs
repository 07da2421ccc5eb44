//! The links menu.

use ratatui::buffer::Buffer;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::Model;
use crate::app::views::links::state::Links;
use crate::app::views::links::{MARK, card, entries};
use crate::model::counted;
use crate::text::{few, width};
use crate::ui::cells::shown;
use crate::ui::theme::{Role, Theme};

/// Draws the menu.
pub(super) fn draw(model: &Model, view: &Links, theme: &Theme, buffer: &mut Buffer) {
    let card = card(model);
    let entries = entries(model);
    let related = entries.iter().filter(|entry| entry.related).count();
    let links = counted(entries.len() - related, "link");
    let fact = match related {
        0 => links,
        related => format!("{related} related · {links}"),
    };
    frame::draw(&card, theme, buffer);
    frame::title(&card, "Links", &fact, theme, buffer);
    let columns = usize::from(card.body.width);
    let entry = |index: usize, selected| {
        let entry = &entries[index];
        let (mark, role) = match (entry.related, selected) {
            (true, true) => ("»", Role::Strong),
            (true, false) => ("»", Role::Text),
            (false, _) => ("", Role::Link),
        };
        let room = columns.saturating_sub(MARK);
        let label = shown(&few::short(&entry.label, room), room);
        Line::from(vec![
            Span::styled(width::pad_end(mark, MARK), theme.style(Role::Key)),
            Span::styled(label, theme.style(role)),
        ])
    };
    let place = (view.cursor, entries.len());
    frame::draw_menu(entry, place, (&card, card.body), theme, buffer);
    frame::draw_hints(model, &card, theme, buffer);
}
