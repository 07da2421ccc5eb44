//! Fewer colours: 24-bit themes on terminals with 256 or 16.
//!
//! A terminal that does not know 24-bit sequences shows wrong colours or none, so each colour
//! is replaced by one of 256 like it. Sixteen are too few for that: there the theme gives way.

use ratatui::style::Color;
use termprofile::{TermProfile, TermVars};

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// 24 bits.
    #[default]
    True,
    /// The 256 of xterm.
    Indexed,
    /// The sixteen of ANSI.
    Ansi,
}

/// The levels of the 6×6×6 cube of xterm's colours 16 to 231.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// xterm's default values of the sixteen; what a terminal really shows is the user's choice.
/// Bright black is left out: in some palettes it is the background.
const SIXTEEN: [(Color, [u8; 3]); 15] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

impl Depth {
    /// What the variables `TERM` and `COLORTERM` promise. Whether colours are wanted at all
    /// (`NO_COLOR`, pipes) is decided elsewhere.
    #[must_use]
    pub fn of_terminal(term: Option<&str>, colorterm: Option<&str>, is_tmux: bool) -> Self {
        let mut known = TermVars::default();
        known.meta.is_terminal = true;
        known.meta.term = term.unwrap_or_default().into();
        known.meta.colorterm = colorterm.unwrap_or_default().into();
        if is_tmux {
            known.tmux.tmux = "set".into();
        }
        // tmux takes 24 bits, and sends the nearest colour to a terminal that does not.
        known.tmux.tmux_info = "RGB: true".to_owned();
        match TermProfile::detect_with_vars(known) {
            TermProfile::TrueColor => Self::True,
            TermProfile::Ansi256 => Self::Indexed,
            // It knows such names by their ends only.
            _ if term.is_some_and(|term| term.contains("256")) => Self::Indexed,
            TermProfile::Ansi16 | TermProfile::NoColor | TermProfile::NoTty => Self::Ansi,
        }
    }
}

/// Red, green and blue of a colour; `None` for the terminal's own two.
pub(super) fn value(color: Color) -> Option<[u8; 3]> {
    match color {
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index @ 232..) => Some([8 + 10 * (index - 232); 3]),
        Color::Indexed(index @ 16..) => {
            let level = |step: u8| LEVELS[usize::from((index - 16) / step % 6)];
            Some([level(36), level(6), level(1)])
        }
        _ => {
            let mut known = SIXTEEN.iter();
            let known = known.find(|(known, _)| *known == color);
            known.map(|(_, value)| *value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_256_have_the_values_that_they_stand_for() {
        for (color, bits) in [
            (Color::Indexed(16), [0; 3]),
            (Color::Indexed(67), [95, 135, 175]),
            (Color::Indexed(231), [255; 3]),
            (Color::Indexed(232), [8; 3]),
            (Color::Indexed(255), [238; 3]),
            (Color::Cyan, [0, 205, 205]),
        ] {
            assert_eq!(value(color), Some(bits));
        }
        assert_eq!(value(Color::Reset), None);
    }

    #[test]
    fn the_terminal_says_what_it_can() {
        for (term, colorterm, depth) in [
            ("xterm", None, Depth::Ansi),
            ("linux", None, Depth::Ansi),
            ("xterm-256color", None, Depth::Indexed),
            ("xterm-256color", Some("truecolor"), Depth::True),
            ("rxvt-unicode-256color", Some("rxvt"), Depth::Indexed),
            ("xterm-direct", None, Depth::True),
            ("xterm-256color-italic", None, Depth::Indexed),
            ("xterm-direct256", None, Depth::Indexed),
            // Names that come along where COLORTERM does not: over SSH.
            ("xterm-kitty", None, Depth::True),
            ("xterm-ghostty", None, Depth::True),
            ("alacritty", None, Depth::True),
            ("foot", None, Depth::True),
            ("tmux-256color", None, Depth::True),
            // GNU screen hands on what the terminal around it can, and cannot do it itself.
            ("screen-256color", Some("truecolor"), Depth::Indexed),
            ("", None, Depth::Ansi),
        ] {
            let found = Depth::of_terminal(Some(term), colorterm, false);
            assert_eq!(found, depth, "{term:?} {colorterm:?}");
        }
        let tmux = Depth::of_terminal(Some("screen-256color"), Some("truecolor"), true);
        assert_eq!(tmux, Depth::True);
        assert_eq!(Depth::of_terminal(None, None, false), Depth::Ansi);
    }
}
