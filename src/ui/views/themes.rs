//! The themes menu.

use ratatui::buffer::Buffer;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::Model;
use crate::app::views::themes::state::Themes;
use crate::app::views::themes::{GAP, card, of_names};
use crate::model::ThemeName;
use crate::text::{few, width};
use crate::ui::cells::shown;
use crate::ui::theme::{Role, Theme};

/// Draws the menu.
pub(super) fn draw(model: &Model, view: Themes, theme: &Theme, buffer: &mut Buffer) {
    let card = card(model);
    let names = &model.settings.themes;
    frame::draw(&card, theme, buffer);
    frame::title(&card, "Theme", "the screen shows it", theme, buffer);
    let columns = usize::from(card.body.width);
    let of_name = (of_names(model) + GAP).min(columns);
    let entry = |index: usize, selected| {
        let name = &names[index];
        let room = of_name.saturating_sub(GAP);
        let shown_name = width::pad_end(&shown(name, room), of_name);
        let mut about = about(name).to_owned();
        if *name == model.settings.theme {
            about += " · in use";
        }
        let about = few::short(&about, columns - of_name).into_owned();
        let role = if selected { Role::Strong } else { Role::Text };
        Line::from(vec![
            Span::styled(shown_name, theme.style(role)),
            Span::styled(about, theme.style(Role::Faint)),
        ])
    };
    let place = (view.cursor, names.len());
    frame::draw_menu(entry, place, (&card, card.body), theme, buffer);
    frame::draw_hints(model, &card, theme, buffer);
}

/// What a name stands for.
fn about(name: &str) -> &'static str {
    match ThemeName::of_name(name) {
        None if name == ThemeName::AUTO => "as the terminal has it",
        None => "your own",
        Some(ThemeName::Ansi) => "the terminal's sixteen colours",
        Some(ThemeName::Mono) => "no colour",
        Some(ThemeName::Contrast) => "seven to one at least",
        Some(ThemeName::Dark) => "for dark backgrounds",
        Some(ThemeName::Light) => "for light backgrounds",
        Some(_) => "a palette that many know",
    }
}
