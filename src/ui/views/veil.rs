//! The veil beneath the topmost card: everything behind it recedes.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use crate::ui::theme::Theme;

/// Draws the veil over a whole frame. Where the theme has colours of its own, texts are mixed
/// into the base and all of it into shade; elsewhere everything is faint. Nothing stays bold.
pub(in crate::ui) fn draw(theme: &Theme, buffer: &mut Buffer) {
    let Some(receding) = theme.receding() else {
        let faint = theme.dimness();
        for cell in &mut buffer.content {
            cell.modifier = faint.add_modifier;
            cell.fg = faint.fg.unwrap_or(Color::Reset);
        }
        return;
    };
    // A frame has few colours, and many cells of each.
    let mut texts: HashMap<Color, Color> = HashMap::new();
    let mut surfaces: HashMap<Color, Color> = HashMap::new();
    for cell in &mut buffer.content {
        cell.fg = *texts
            .entry(cell.fg)
            .or_insert_with(|| receding.text(cell.fg));
        cell.bg = *surfaces
            .entry(cell.bg)
            .or_insert_with(|| receding.surface(cell.bg));
        cell.modifier.remove(Modifier::BOLD);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Depth, Role, Scheme, Surface, ThemeName};
    use ratatui::layout::Rect;

    /// A cell of bold text on the base, under the veil.
    fn veiled(name: ThemeName, depth: Depth) -> (Color, Color, Modifier) {
        veiled_by(&Theme::new(name, Scheme::Western).with_depth(depth))
    }

    fn veiled_by(theme: &Theme) -> (Color, Color, Modifier) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer.set_style(buffer.area, theme.on(Surface::Base, Role::Strong));
        draw(theme, &mut buffer);
        let cell = &buffer[(0, 0)];
        (cell.fg, cell.bg, cell.modifier)
    }

    #[test]
    fn colours_are_mixed_into_base_and_shade() {
        let plain = Modifier::empty();
        // #f7f5f0, 60 % into #191a20, 18 % into black.
        assert_eq!(
            veiled(ThemeName::Dark, Depth::True),
            (Color::Rgb(93, 93, 94), Color::Rgb(21, 21, 26), plain)
        );
        // #0d0c11, 60 % into #fbfaf7, 20 % into #8d867a.
        assert_eq!(
            veiled(ThemeName::Light, Depth::True),
            (Color::Rgb(153, 151, 148), Color::Rgb(229, 227, 222), plain)
        );
    }

    #[test]
    fn fewer_colours_have_the_nearest() {
        let (text, surface, marks) = veiled(ThemeName::Dark, Depth::Indexed);
        assert_eq!((text, surface), (Color::Indexed(59), Color::Indexed(233)));
        assert_eq!(marks, Modifier::empty());
        for name in ThemeName::ALL {
            let theme = Theme::new(name, Scheme::Western).with_depth(Depth::Indexed);
            let base = theme.surface(Surface::Base).bg;
            let (_, behind, _) = veiled_by(&theme);
            // What is black cannot fall any further.
            let stays = matches!(base, None | Some(Color::Indexed(16)));
            assert_eq!(base.unwrap_or_default() == behind, stays, "{name:?}");
        }
    }

    #[test]
    fn what_has_no_colours_of_its_own_is_faint() {
        let faint = (Color::Reset, Color::Reset, Modifier::DIM);
        assert_eq!(veiled(ThemeName::Mono, Depth::True), faint);
        assert_eq!(veiled(ThemeName::Ansi, Depth::Ansi), faint);
        // Black text does not become faint on light paper: bright black does.
        let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
        let on_light = veiled_by(&theme.with_background(Some([255; 3])));
        assert_eq!(on_light, (Color::DarkGray, Color::Reset, Modifier::empty()));
        // Sixteen colours have nothing between text and base.
        let (_, _, marks) = veiled(ThemeName::Dark, Depth::Ansi);
        assert_eq!(marks, Modifier::DIM);
    }
}
