//! From words to styles: each name is followed through the theme and all that it inherits from.

use ratatui::style::{Color, Modifier, Style};

use super::file::{Mistake, Paint, Place, ThemeFile, Words, color_of_name};
use super::role::{Role, Surface};
use crate::model::spelling;

/// How everything looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looks {
    roles: Vec<Style>,
    surfaces: Vec<Option<Color>>,
}

impl Looks {
    /// Of what is known of each role and each surface, in their order.
    pub(super) fn new(roles: Vec<Style>, surfaces: Vec<Option<Color>>) -> Self {
        Self { roles, surfaces }
    }

    /// How a role looks; what is behind it is a surface's.
    pub(super) fn role(&self, role: Role) -> Style {
        self.roles[role as usize]
    }

    /// The colour of a surface; none where the terminal's own shows.
    pub(super) fn surface(&self, surface: Surface) -> Option<Color> {
        self.surfaces[surface as usize]
    }

    /// Whether any text has a colour.
    pub(super) fn have_colours(&self) -> bool {
        self.roles.iter().any(|style| style.fg.is_some())
    }

    /// The same, with another look of what the terminal is to dim in its own colour.
    pub(super) fn dimmed_with(&self, dimness: Style) -> Self {
        let mut looks = self.clone();
        for style in &mut looks.roles {
            if style.fg.is_none() && style.add_modifier.contains(Modifier::DIM) {
                style.add_modifier.remove(Modifier::DIM);
                *style = style.patch(dimness);
            }
        }
        looks
    }

    /// Whether a text or a surface has twenty-four bits of its own.
    pub(super) fn have_own_colours(&self) -> bool {
        let roles = self.roles.iter().map(|style| style.fg);
        let mut colours = roles.chain(self.surfaces.iter().copied());
        colours.any(|color| matches!(color, Some(Color::Rgb(..))))
    }

    /// The looks of a theme: its own file first, then those it inherits from.
    ///
    /// # Errors
    /// What does not lead to a colour.
    pub(super) fn resolve(files: &[ThemeFile]) -> Result<Self, Vec<Mistake>> {
        let mut resolving = Resolving {
            files,
            base: None,
            way: Vec::new(),
        };
        let mut mistakes = Vec::new();
        let mut taken = |found: Result<Style, Mistake>| {
            found.unwrap_or_else(|mistake| {
                // A mistake that others refer to is still one mistake.
                if !mistakes.contains(&mistake) {
                    mistakes.push(mistake);
                }
                Style::default()
            })
        };
        let surfaces = Surface::ALL.iter();
        let surfaces: Vec<Style> = surfaces
            .map(|surface| taken(resolving.style(&Line::Surface(*surface))))
            .collect();
        let roles = Role::ALL.iter();
        let roles = roles
            .map(|role| taken(resolving.style(&Line::Role(*role))))
            .collect();
        if !mistakes.is_empty() {
            mistakes.sort_by_key(|mistake| (mistake.place.file, mistake.place.span.start));
            return Err(mistakes);
        }
        Ok(Self {
            roles,
            surfaces: surfaces.into_iter().map(|style| style.fg).collect(),
        })
    }

    /// The same with the lines of a scheme, whose names are those of the finished theme: so up
    /// and down can change places.
    ///
    /// # Errors
    /// What does not lead to a colour.
    pub(super) fn with(&self, scheme: &ThemeFile, files: &[ThemeFile]) -> Result<Self, Mistake> {
        let mut looks = self.clone();
        let mut resolving = Resolving {
            files,
            base: Some(self),
            way: Vec::new(),
        };
        for (surface, words) in &scheme.surfaces {
            looks.surfaces[*surface as usize] = resolving.words(words, 0, Kind::Surface)?.fg;
        }
        for (role, words) in &scheme.roles {
            looks.roles[*role as usize] = resolving.words(words, 0, Kind::Role)?;
        }
        Ok(looks)
    }
}

/// A line of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Palette(String),
    Surface(Surface),
    Role(Role),
}

/// What a name may be, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Surface,
    Role,
}

struct Resolving<'a> {
    files: &'a [ThemeFile],
    /// What roles and surfaces already look like.
    base: Option<&'a Looks>,
    /// The lines on the way to the one that is being followed, each with the place of its name.
    way: Vec<(Line, Place)>,
}

impl Resolving<'_> {
    /// The words of a line in the first file that has it, and which file that is.
    fn find(&self, line: &Line) -> Option<(usize, &Words)> {
        let words = self.files.iter().map(|file| match line {
            Line::Palette(name) => file.palette.get(name),
            Line::Surface(surface) => file.surfaces.get(surface),
            Line::Role(role) => file.roles.get(role),
        });
        let mut found = words.enumerate();
        found.find_map(|(file, words)| words.map(|words| (file, words)))
    }

    fn style(&mut self, line: &Line) -> Result<Style, Mistake> {
        if let Some(base) = self.base {
            match line {
                Line::Role(role) => return Ok(base.role(*role)),
                Line::Surface(surface) => return Ok(of_color(base.surface(*surface))),
                Line::Palette(_) => {}
            }
        }
        let Some((file, words)) = self.find(line) else {
            return Ok(Style::default());
        };
        let words = words.clone();
        let kind = match line {
            Line::Surface(_) => Kind::Surface,
            Line::Palette(_) | Line::Role(_) => Kind::Role,
        };
        let place = Place {
            file,
            span: words.span.clone(),
        };
        if let Some(at) = self.way.iter().position(|(known, _)| known == line) {
            return Err(self.circle(at));
        }
        self.way.push((line.clone(), place));
        let style = self.words(&words, file, kind);
        self.way.pop();
        style
    }

    fn words(&mut self, words: &Words, file: usize, kind: Kind) -> Result<Style, Mistake> {
        let place = |span| Place { file, span };
        if kind == Kind::Surface && words.marks != Modifier::empty() {
            return Err(Mistake {
                place: place(words.span.clone()),
                message: "a surface has a colour and no marks".to_owned(),
                suggestion: None,
            });
        }
        let style = match &words.paint {
            None | Some((Paint::None, _)) => Style::default(),
            Some((Paint::Color(color), _)) => Style::new().fg(*color),
            Some((Paint::Name(name), span)) => self.named(name, place(span.clone()), kind)?,
        };
        Ok(style.add_modifier(words.marks))
    }

    /// What another line says. A name may be a surface's and a role's: each means its like.
    fn named(&mut self, name: &str, place: Place, kind: Kind) -> Result<Style, Mistake> {
        let palette = Line::Palette(name.to_owned());
        let role = Role::of_name(name).map(Line::Role);
        let surface = Surface::of_name(name).map(Line::Surface);
        let line = match kind {
            _ if self.find(&palette).is_some() => Some(palette),
            Kind::Surface => surface.or(role),
            Kind::Role => role.or(surface),
        };
        if let Some(line) = line {
            return self.style(&line);
        }
        if let Some(color) = color_of_name(name) {
            return Ok(Style::new().fg(color));
        }
        Err(Mistake {
            suggestion: self.nearest(name),
            message: format!("\"{name}\" is no colour, no mark, and no name in this theme"),
            place,
        })
    }

    fn nearest(&self, name: &str) -> Option<String> {
        let palette = self.files.iter().flat_map(|file| file.palette.keys());
        let marks = ["bold", "italic", "underline", "strike", "dimmed", "none"];
        let names = palette
            .map(String::as_str)
            .chain(Role::ALL.iter().map(|role| role.name()))
            .chain(Surface::ALL.iter().map(|surface| surface.name()))
            .chain(marks);
        spelling::nearest(name, names).map(str::to_owned)
    }

    /// Lines that lead to one another: told at the one nearest to the user.
    fn circle(&self, from: usize) -> Mistake {
        let circle = &self.way[from..];
        let nearest = circle.iter().min_by_key(|(_, place)| place.file);
        let (_, place) = nearest.unwrap_or(&circle[0]);
        Mistake {
            place: place.clone(),
            message: "this leads back to itself".to_owned(),
            suggestion: None,
        }
    }
}

fn of_color(color: Option<Color>) -> Style {
    Style {
        fg: color,
        ..Style::default()
    }
}
