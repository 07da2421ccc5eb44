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
use crate::ui::theme::{Depth, Role, Theme};

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
        let mut about = match lacks_colours(name, selected, theme) {
            true => "needs 256 colours",
            false => about(name),
        }
        .to_owned();
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
}

/// Whether the terminal has too few colours for a theme. Of the user's own, this is known of the
/// one that the screen is to be shown in.
fn lacks_colours(name: &str, selected: bool, theme: &Theme) -> bool {
    match ThemeName::of_name(name) {
        Some(ThemeName::Ansi | ThemeName::Mono) => false,
        Some(_) => theme.depth() == Depth::Ansi,
        None => name != ThemeName::AUTO && selected && theme.is_replaced(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scheme;

    #[test]
    fn themes_with_colours_of_their_own_say_that_sixteen_are_too_few() {
        let dark = |depth| Theme::new(ThemeName::Dark, Scheme::Western).with_depth(depth);
        for (name, selected, lacks) in [
            ("nord", false, true),
            ("nord", true, true),
            ("ansi", true, false),
            ("mono", true, false),
            ("auto", true, false),
            ("sea", true, true),
            ("sea", false, false),
        ] {
            let found = lacks_colours(name, selected, &dark(Depth::Ansi));
            assert_eq!(found, lacks, "{name} {selected}");
            for depth in [Depth::True, Depth::Indexed] {
                assert!(!lacks_colours(name, selected, &dark(depth)), "{name}");
            }
        }
    }
}
