//! How each role looks. A theme is data: one line a role in `assets/themes`.
//!
//! Colour is never alone: unread has a dot, a change has a sign, the selection a mark. So the
//! theme without colour loses nothing.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::market::format::Signs;
use crate::text;
use crate::text::charset::Charset;

pub use crate::model::Scheme;

pub mod depth;

pub use depth::Depth;

/// What a cell is, and the line of the theme that says how it looks.
macro_rules! roles {
    ($($role:ident $line:ident,)*) => {
        /// What a cell is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // the names are the documentation
        pub enum Role {
            $($role,)*
        }

        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        struct Looks {
            $($line: Look,)*
        }

        impl Looks {
            fn of(&self, role: Role) -> Style {
                match role {
                    $(Role::$role => self.$line.0,)*
                }
            }
        }
    };
}

roles! {
    Text text,
    Dim dim,
    Border border,
    BorderActive border_active,
    Heading heading,
    Key key,
    Link link,
    Error error,
    Bar bar,
    BarDim bar_dim,
    BarTitle bar_title,
    BarError bar_error,
    Brand brand,
    Unread unread,
    Read read,
    UnreadMark unread_mark,
    Favourite favourite,
    Cursor cursor,
    Selected selected,
    SelectedElsewhere selected_elsewhere,
    Title title,
    Meta meta,
    Dek dek,
    Body body,
    Quote quote,
    Code code,
    TableHead table_head,
    Table table,
    Caption caption,
    Marker marker,
    Up up,
    Down down,
    Flat flat,
    FlashUp flash_up,
    FlashDown flash_down,
    Stale stale,
    Alert alert,
}

/// Which built-in theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Name {
    /// The terminal's own sixteen colours.
    #[default]
    Ansi,
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// Without colour.
    Mono,
}

/// The styles of all roles, and what the terminal can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    looks: Looks,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// It makes links of links (OSC 8).
    pub hyperlinks: bool,
    /// The signs in numbers.
    pub signs: Signs,
    /// What the terminal can show.
    pub charset: Charset,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look(Style);

impl<'de> Deserialize<'de> for Look {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        style(&words).map(Look).map_err(D::Error::custom)
    }
}

impl Looks {
    fn apply(&mut self, scheme: Scheme) {
        let color = |color| Look(Style::new().fg(color));
        match scheme {
            Scheme::Western => {}
            Scheme::Asia => {
                std::mem::swap(&mut self.up, &mut self.down);
                std::mem::swap(&mut self.flash_up, &mut self.flash_down);
            }
            Scheme::Korea => {
                self.up = self.down;
                self.flash_up = self.flash_down;
                self.down = color(Color::Blue);
                self.flash_down = Look(Style::new().bg(Color::Blue).fg(Color::White));
            }
            Scheme::ColorBlind => {
                let (up, down) = (Color::Rgb(0x56, 0xb4, 0xe9), Color::Rgb(0xe6, 0x9f, 0x00));
                (self.up, self.down) = (color(up), color(down));
                self.flash_up = Look(Style::new().bg(up).fg(Color::Black));
                self.flash_down = Look(Style::new().bg(down).fg(Color::Black));
            }
            Scheme::Mono => {
                self.up = Look(Style::new().add_modifier(Modifier::BOLD));
                self.down = Look(Style::new().add_modifier(Modifier::DIM));
                self.flash_up = Look(Style::new().add_modifier(Modifier::REVERSED));
                self.flash_down = self.flash_up;
            }
        }
    }
}

/// Reads "on-red white bold".
fn style(words: &str) -> Result<Style, String> {
    let mut style = Style::default();
    for word in words.split_whitespace() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underline" => style.add_modifier(Modifier::UNDERLINED),
            "reverse" => style.add_modifier(Modifier::REVERSED),
            _ => {
                let (name, back) = word
                    .strip_prefix("on-")
                    .map_or((word, false), |name| (name, true));
                let color: Color = name
                    .parse()
                    .map_err(|_| format!("\"{word}\" is neither a colour nor a mark"))?;
                if back {
                    style.bg(color)
                } else {
                    style.fg(color)
                }
            }
        };
    }
    Ok(style)
}

impl Theme {
    /// A built-in theme with the colours of a scheme.
    #[must_use]
    pub fn new(name: Name, scheme: Scheme) -> Self {
        let text = match name {
            Name::Ansi => include_str!("../../assets/themes/ansi.toml"),
            Name::Dark => include_str!("../../assets/themes/dark.toml"),
            Name::Light => include_str!("../../assets/themes/light.toml"),
            Name::Mono => include_str!("../../assets/themes/mono.toml"),
        };
        let mut looks: Looks = toml::from_str(text).expect("a test reads every built-in theme");
        if name != Name::Mono {
            looks.apply(scheme);
        }
        Self {
            looks,
            depth: Depth::default(),
            hyperlinks: false,
            signs: Signs::default(),
            charset: Charset::default(),
        }
    }

    /// How a role looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.depth.style(self.looks.of(role))
    }

    /// How a run of an article looks.
    #[must_use]
    pub fn run(&self, run: &text::Run) -> Style {
        let role = match run.role {
            text::Role::Title => Role::Title,
            text::Role::Meta => Role::Meta,
            text::Role::Dek => Role::Dek,
            text::Role::Body => Role::Body,
            text::Role::Heading => Role::Heading,
            text::Role::Quote => Role::Quote,
            text::Role::Code => Role::Code,
            text::Role::TableHead => Role::TableHead,
            text::Role::Table => Role::Table,
            text::Role::Caption => Role::Caption,
            text::Role::Marker => Role::Marker,
        };
        let mut style = self.looks.of(role);
        // A caption leads to its picture; underlining all of it would shout.
        if run.link.is_some() && run.role != text::Role::Caption {
            style = style.patch(self.looks.link.0);
        }
        if run.style.code {
            style = style.patch(self.looks.code.0);
        }
        for (set, modifier) in [
            (run.style.bold, Modifier::BOLD),
            (run.style.italic, Modifier::ITALIC),
            (run.style.strike, Modifier::CROSSED_OUT),
        ] {
            if set {
                style = style.add_modifier(modifier);
            }
        }
        self.depth.style(style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_sound_and_mono_has_no_colour() {
        for name in [Name::Ansi, Name::Dark, Name::Light, Name::Mono] {
            let theme = Theme::new(name, Scheme::Western);
            let selected = theme.style(Role::Selected);
            assert_ne!(selected, Style::default());
            if name == Name::Mono {
                assert!(
                    theme.style(Role::Up).fg.is_none() && theme.style(Role::Brand).bg.is_none()
                );
            }
        }
    }

    #[test]
    fn schemes_change_only_up_and_down() {
        let western = Theme::new(Name::Ansi, Scheme::Western);
        let asia = Theme::new(Name::Ansi, Scheme::Asia);
        assert_eq!(western.style(Role::Up), asia.style(Role::Down));
        assert_eq!(western.style(Role::Text), asia.style(Role::Text));
    }

    #[test]
    fn a_wrong_word_is_named() {
        assert!(style("bold blurple").unwrap_err().contains("blurple"));
    }
}
