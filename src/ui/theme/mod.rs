//! How everything looks. A theme is data: surfaces and roles in `assets/themes`, or in a file of
//! the user's; the colours of what rises and falls in `assets/schemes`, apart from all themes.
//!
//! Colour is never alone: unread has a dot, a change a sign, the selection a mark. So the theme
//! without colour loses nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::market::format::Signs;
use crate::text;
use crate::text::charset::Charset;
use look::Looks;
use receding::Receding;

pub use crate::model::{Scheme, ThemeName};

mod built_in;
mod contrast;
pub mod depth;
mod file;
mod indexed;
mod look;
mod oklab;
mod receding;
mod role;
#[cfg(test)]
mod tests;

pub use built_in::file as built_in;
pub use depth::Depth;
pub use file::{Mistake, Place, ThemeFile, read};
pub use role::{Role, Surface};

/// The styles of all roles and the colours of all surfaces, and what the terminal can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    looks: Looks,
    scheme: Scheme,
    depth: Depth,
    /// The terminal's sixteen stand in for the theme's own colours.
    is_replaced: bool,
    /// How text in the terminal's own colour becomes faint.
    dimness: Style,
    /// It makes links of links (OSC 8).
    pub hyperlinks: bool,
    /// The signs in numbers.
    pub signs: Signs,
    /// What the terminal can show.
    pub charset: Charset,
}

impl Theme {
    /// A built-in theme with the colours of a scheme.
    #[must_use]
    pub fn new(name: ThemeName, scheme: Scheme) -> Self {
        let file = built_in::file(name);
        Self::of_files(vec![file], scheme).expect("a test resolves every built-in theme")
    }

    /// A theme of a file and of all that it inherits from, the nearest first. After the last, the
    /// built-in ones follow by themselves.
    ///
    /// # Errors
    /// What does not lead to a colour.
    pub fn of_files(files: Vec<ThemeFile>, scheme: Scheme) -> Result<Self, Vec<Mistake>> {
        let files = built_in::with_built_in(files);
        let mut looks = Looks::resolve(&files)?;
        let has_colour = [Role::Up, Role::Down].map(|role| looks.role(role).fg) != [None; 2];
        if has_colour {
            let lines = built_in::scheme(scheme);
            looks = looks
                .with(&lines, &files)
                .map_err(|mistake| vec![mistake])?;
        }
        Ok(Self {
            looks,
            scheme,
            depth: Depth::default(),
            is_replaced: false,
            dimness: Style::new().add_modifier(Modifier::DIM),
            hyperlinks: false,
            signs: Signs::default(),
            charset: Charset::default(),
        })
    }

    /// As a terminal with so many colours shows it. Sixteen cannot stand for a theme's own: the
    /// nearest of them are too few to tell its texts apart, so it looks as `ansi` does.
    #[must_use]
    pub fn with_depth(mut self, depth: Depth) -> Self {
        self.depth = depth;
        self.is_replaced = depth == Depth::Ansi && self.looks.have_own_colours();
        if self.is_replaced {
            self.looks = Self::new(ThemeName::Ansi, self.scheme).looks;
        } else if depth == Depth::Indexed {
            self.looks = indexed::looks(&self.looks);
        }
        self
    }

    /// How many colours the terminal has.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// As it looks on a terminal's background, as far as that is known. Black text that is to be
    /// faint does not become it in many terminals; on light ones bright black does, which is
    /// darker than the background in every palette.
    #[must_use]
    pub fn with_background(mut self, background: Option<[u8; 3]>) -> Self {
        let is_light = background.is_some_and(|background| !contrast::is_dark(background));
        if is_light && self.depends_on_background() {
            self.dimness = Style::new().fg(Color::DarkGray);
            self.looks = self.looks.dimmed_with(self.dimness);
        }
        self
    }

    /// Whether it has colours, and stands on the terminal's own background.
    #[must_use]
    pub fn depends_on_background(&self) -> bool {
        self.looks.surface(Surface::Base).is_none() && self.looks.have_colours()
    }

    /// What is faint where the terminal's own colours are shown.
    pub(super) fn dimness(&self) -> Style {
        self.dimness
    }

    /// Whether the terminal has too few colours for the theme, and shows its sixteen instead.
    #[must_use]
    pub fn is_replaced(&self) -> bool {
        self.is_replaced
    }

    /// The built-in theme that suits a terminal: the background that it says it has, how many
    /// colours it has, and whether the user wants any. Without an answer, its own sixteen are
    /// right in front of every background.
    #[must_use]
    pub fn automatic(background: Option<[u8; 3]>, depth: Depth, wants_colour: bool) -> ThemeName {
        match background {
            _ if !wants_colour => ThemeName::Mono,
            _ if depth == Depth::Ansi => ThemeName::Ansi,
            None => ThemeName::Ansi,
            Some(background) if contrast::is_dark(background) => ThemeName::Dark,
            Some(_) => ThemeName::Light,
        }
    }

    /// How a text looks on the surface that is there already.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.looks.role(role)
    }

    /// What is behind a text. Where the theme has no colours of its own, what is there shows.
    #[must_use]
    pub fn surface(&self, surface: Surface) -> Style {
        Style {
            bg: self.looks.surface(surface),
            ..Style::default()
        }
    }

    /// A text with what is behind it. On a tinted row what is faint rises.
    #[must_use]
    pub fn on(&self, surface: Surface, role: Role) -> Style {
        let role = match self.looks.surface(surface) {
            Some(_) => role.on(surface),
            None => role,
        };
        self.surface(surface).patch(self.style(role))
    }

    /// What becomes of colours behind a card; `None` where the theme has none of its own, or the
    /// terminal has nothing between them.
    pub(super) fn receding(&self) -> Option<Receding> {
        Receding::new(self.looks.surface(Surface::Base), self.depth)
    }

    /// Puts a surface behind a row whose text stands there already.
    pub(super) fn tint(&self, surface: Surface, area: Rect, buffer: &mut Buffer) {
        let (faint, risen) = (self.style(Role::Faint), self.on(surface, Role::Faint));
        let area = area.intersection(buffer.area);
        for cell in area.positions() {
            let cell = &mut buffer[cell];
            if faint.fg == Some(cell.fg) {
                cell.fg = risen.fg.unwrap_or(cell.fg);
            }
        }
        buffer.set_style(area, self.surface(surface));
    }

    /// Whether all panes stand on one background: then only lines part them.
    #[must_use]
    pub fn has_one_background(&self) -> bool {
        self.looks.surface(Surface::Base) == self.looks.surface(Surface::Panel)
    }

    /// Whether a surface is seen on that of lists and articles, in the colours that there are.
    #[must_use]
    pub fn shows(&self, surface: Surface) -> bool {
        self.surface(surface).bg != self.surface(Surface::Base).bg
    }

    /// How a run of an article looks.
    #[must_use]
    pub fn run(&self, run: &text::Run) -> Style {
        let role = match run.role {
            text::Role::Kicker => Role::Kicker,
            text::Role::Title => Role::Title,
            text::Role::TableHead | text::Role::Speaker | text::Role::Comment => Role::Dim,
            text::Role::Up => Role::Up,
            text::Role::Down => Role::Down,
            text::Role::Dek => Role::Standfirst,
            text::Role::Body | text::Role::Table => Role::Text,
            text::Role::Heading => Role::Strong,
            text::Role::Quote => Role::Quote,
            text::Role::Code => Role::Code,
            text::Role::Caption => Role::Caption,
            text::Role::Label => Role::Label,
            text::Role::Meta | text::Role::Marker | text::Role::CodeMark => Role::Faint,
            text::Role::Rule => Role::Line,
        };
        let mut style = self.style(role);
        if run.style.code {
            style = style.patch(self.on(Surface::Code, Role::Code));
        }
        if matches!(run.role, text::Role::Code | text::Role::CodeMark) {
            style = style.patch(self.surface(Surface::Code));
        }
        // A caption leads to its picture; underlining all of it would shout.
        if run.link.is_some() && run.role != text::Role::Caption {
            style = style.patch(self.style(Role::Link));
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
        style
    }
}
