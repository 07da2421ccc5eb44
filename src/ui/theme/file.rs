//! A theme as it is written: tables of words, each with its place for whoever must be told of a
//! mistake. What the words mean is for `look` to find out, when all files are there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::{Color, Modifier};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::role::{Role, Surface};
use crate::model::spelling;

/// Where something stands: in which file, from the theme itself to the last it inherits from,
/// and at which bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, from 0.
    pub file: usize,
    /// Its bytes.
    pub span: Range<usize>,
}

/// What is wrong with a theme, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Mistake {
    /// Where.
    pub place: Place,
    /// What.
    pub message: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// A theme's file. What it does not say, the one it inherits from does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThemeFile {
    /// The theme that it inherits from, and where it says so.
    pub inherits: Option<(String, Range<usize>)>,
    pub(super) palette: BTreeMap<String, Words>,
    pub(super) surfaces: BTreeMap<Surface, Words>,
    pub(super) roles: BTreeMap<Role, Words>,
}

/// A value: `"#c6a7f2 bold"`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words {
    /// The colour, if it names one.
    pub paint: Option<(Paint, Range<usize>)>,
    /// The marks.
    pub marks: Modifier,
    /// All of it.
    pub span: Range<usize>,
}

/// What a text is coloured with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Paint {
    /// The terminal's own.
    None,
    /// Twenty-four bits, or one of the sixteen.
    Color(Color),
    /// What another line of the theme says.
    Name(String),
}

/// The words for marks. The terminal's own dimness has a word that is no role's name.
const MARKS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("strike", Modifier::CROSSED_OUT),
    ("dimmed", Modifier::DIM),
];

/// The sixteen.
const COLORS: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

const TABLES: [&str; 4] = ["inherits", "palette", "surfaces", "roles"];

/// Reads the file that is so many steps of inheritance away from the theme.
///
/// # Errors
/// All that is wrong with it, in the order of its lines.
pub fn read(text: &str, file: usize) -> Result<ThemeFile, Vec<Mistake>> {
    let mut reading = Reading {
        text,
        file,
        mistakes: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reading.complain(error.span().unwrap_or(0..0), error.message().to_owned());
    }
    let theme = reading.theme(table.get_ref());
    let mut mistakes = reading.mistakes;
    mistakes.sort_by_key(|mistake| mistake.place.span.start);
    if mistakes.is_empty() {
        Ok(theme)
    } else {
        Err(mistakes)
    }
}

/// What one of the sixteen is called.
pub(super) fn color_of_name(name: &str) -> Option<Color> {
    let found = COLORS.iter().find(|(color, _)| *color == name);
    found.map(|(_, color)| *color)
}

struct Reading<'a> {
    text: &'a str,
    file: usize,
    mistakes: Vec<Mistake>,
}

type Name<'i> = Spanned<Cow<'i, str>>;

impl Reading<'_> {
    fn complain(&mut self, span: Range<usize>, message: String) {
        self.suggest(span, message, None);
    }

    fn suggest(&mut self, span: Range<usize>, message: String, nearest: Option<&str>) {
        self.mistakes.push(Mistake {
            place: Place {
                file: self.file,
                span,
            },
            message,
            suggestion: nearest.map(str::to_owned),
        });
    }

    fn theme(&mut self, table: &DeTable<'_>) -> ThemeFile {
        let mut theme = ThemeFile::default();
        for (name, value) in table {
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("inherits", DeValue::String(parent)) => {
                    theme.inherits = Some((parent.to_string(), value.span()));
                }
                ("palette", DeValue::Table(inner)) => {
                    for (name, value) in inner {
                        let words = self.words(value);
                        theme.palette.insert(name.get_ref().to_string(), words);
                    }
                }
                ("surfaces", DeValue::Table(inner)) => {
                    let names = Surface::ALL.iter().map(|surface| surface.name());
                    let names: Vec<&str> = names.collect();
                    theme.surfaces = self.members(inner, "surface", Surface::of_name, &names);
                }
                ("roles", DeValue::Table(inner)) => {
                    let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
                    theme.roles = self.members(inner, "role", Role::of_name, &names);
                }
                ("inherits", _) => {
                    let message = "`inherits` is the name of a theme, in quotes".to_owned();
                    self.complain(value.span(), message);
                }
                (known, _) if TABLES.contains(&known) => {
                    let message = format!("`{known}` is a table: write [{known}]");
                    self.complain(name.span(), message);
                }
                (unknown, _) => {
                    let message = format!(
                        "unknown key `{unknown}`; a theme has inherits, [palette], [surfaces], [roles]"
                    );
                    self.suggest(name.span(), message, spelling::nearest(unknown, TABLES));
                }
            }
        }
        theme
    }

    fn members<Member: Ord>(
        &mut self,
        table: &DeTable<'_>,
        what: &str,
        of_name: fn(&str) -> Option<Member>,
        names: &[&str],
    ) -> BTreeMap<Member, Words> {
        let mut members = BTreeMap::new();
        for (name, value) in table {
            let words = self.words(value);
            match of_name(name.get_ref()) {
                Some(member) => drop(members.insert(member, words)),
                None => self.unknown(name, what, names),
            }
        }
        members
    }

    fn unknown(&mut self, name: &Name<'_>, what: &str, names: &[&str]) {
        let typed: &str = name.get_ref();
        let message = format!("there is no {what} `{typed}`");
        let nearest = spelling::nearest(typed, names.iter().copied());
        self.suggest(name.span(), message, nearest);
    }

    fn words(&mut self, value: &Spanned<DeValue<'_>>) -> Words {
        let span = value.span();
        let mut words = Words {
            span: span.clone(),
            ..Words::default()
        };
        let DeValue::String(said) = value.get_ref() else {
            let message = "expected a text such as \"#c6a7f2 bold\"".to_owned();
            self.complain(span, message);
            return words;
        };
        for word in said.split_whitespace() {
            let place = self.place(said, word, &span);
            if let Some((_, mark)) = MARKS.iter().find(|(name, _)| *name == word) {
                words.marks |= *mark;
                continue;
            }
            let paint = match word.strip_prefix('#') {
                None if word == "none" => Paint::None,
                None => Paint::Name(word.to_owned()),
                Some(digits) => match rgb(digits) {
                    Some(color) => Paint::Color(color),
                    None => {
                        let message = format!("\"{word}\" is not a colour: write #rrggbb");
                        self.complain(place, message);
                        continue;
                    }
                },
            };
            if words.paint.is_some() {
                let message = format!("\"{word}\" is a second colour: a text has one");
                self.complain(place, message);
            } else {
                words.paint = Some((paint, place));
            }
        }
        words
    }

    /// The bytes of a word in a value, or of the whole value where it is not written as it reads.
    fn place(&self, said: &str, word: &str, value: &Range<usize>) -> Range<usize> {
        let (start, end) = (value.start + 1, value.end.saturating_sub(1));
        if self.text.get(start..end) != Some(said) {
            return value.clone();
        }
        let at = start + (word.as_ptr() as usize - said.as_ptr() as usize);
        at..at + word.len()
    }
}

fn rgb(digits: &str) -> Option<Color> {
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    Some(Color::from_u32(value))
}
