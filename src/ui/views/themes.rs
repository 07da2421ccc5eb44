//! The themes menu.

use ratatui::buffer::Buffer;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::themes::state::Themes;
use crate::model::ThemeName;
use crate::text::width;
use crate::ui::cells::shown;
use crate::ui::theme::{Role, Theme};

/// Columns of a name, where there is room for more.
const NAME: usize = 24;

/// Draws the menu.
pub(super) fn draw(model: &Model, view: Themes, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let area = frame::draw(area, "Theme", theme, buffer);
    let columns = usize::from(area.width);
    let names = &model.settings.themes;
    let entry = |index: usize| {
        let name = &names[index];
        let of_name = NAME.min(columns);
        let shown_name = width::pad_end(&shown(name, of_name), of_name);
        let mut about = about(name).to_owned();
        if *name == model.settings.theme {
            about += " · in use";
        }
        let about = width::truncate(&about, columns - of_name).into_owned();
        Line::from(vec![
            Span::styled(shown_name, theme.style(Role::Text)),
            Span::styled(about, theme.style(Role::Faint)),
        ])
    };
    let place = (view.cursor, names.len());
    frame::draw_menu(entry, place, theme, area, buffer);
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
