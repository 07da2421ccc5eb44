//! Reading the file: every mistake at once, and the rest still holds.

#[cfg(test)]
mod tests;

mod providers;
mod reading;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::bounded;
use super::paths::Paths;
use super::problem::Problem;
use super::settings::Config;
use super::table::{KEYS, KeyRow, Section, ValueKind};
use super::themes;
use super::value::check;
use super::wrong::{Wrong, nearest};
use reading::Reading;

use crate::model::{Group, SourceSpec, key, spelling};

/// Largest file that is read; a configuration with ten thousand sources has two megabytes.
const MAX_BYTES: u64 = 16 << 20;

/// Days, longer ago than anything was published.
const FOR_EVER: i64 = 1_000_000;

/// A configuration and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What holds.
    pub(crate) config: Config,
    /// What does not.
    pub(crate) problems: Vec<Problem>,
    /// The names of the user's own themes.
    pub(crate) own_themes: Vec<String>,
    /// The file, whether it exists or not.
    pub(crate) path: PathBuf,
    /// Whether it exists.
    pub(crate) exists: bool,
}

/// Loads the given file, or the one in the user's configuration folder. A missing file is the
/// default configuration, unless it was named. `commands` are the names that keys may be bound to.
#[must_use]
pub fn load(path: Option<&Path>, commands: &[&str]) -> Loaded {
    let file = path.map_or_else(Paths::default_config_file, Path::to_owned);
    let shown = file.display().to_string();
    let own_themes = themes::own(&file);
    match bounded::read(&file, MAX_BYTES) {
        Ok(text) => {
            let (config, problems) = parse_with(&shown, &text, commands, &own_themes);
            Loaded {
                config,
                problems,
                own_themes,
                path: file,
                exists: true,
            }
        }
        // What cannot be read may say how long headlines are kept.
        Err(error) => {
            let missing = error.kind() == std::io::ErrorKind::NotFound;
            let mut problems = Vec::new();
            if !missing || path.is_some() {
                let reason = if missing {
                    "there is no such file".to_owned()
                } else {
                    error.to_string()
                };
                problems.push(Problem::at(
                    &shown,
                    "",
                    0..0,
                    format!("cannot read {shown}: {reason}"),
                ));
            }
            let mut config = Config::default();
            if !missing {
                config.keep_days = FOR_EVER;
            }
            Loaded {
                config,
                problems,
                own_themes,
                path: file,
                exists: !missing,
            }
        }
    }
}

/// Reads a text; `commands` are the names that keys may be bound to.
#[must_use]
pub fn parse(file: &str, text: &str, commands: &[&str]) -> (Config, Vec<Problem>) {
    parse_with(file, text, commands, &[])
}

/// The same where the user has themes of his own.
fn parse_with(
    file: &str,
    text: &str,
    commands: &[&str],
    themes: &[String],
) -> (Config, Vec<Problem>) {
    let mut reading = Reading {
        file,
        text,
        commands,
        themes,
        config: Config::default(),
        problems: Vec::new(),
        says_how_long: false,
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reading.complain(error.span().unwrap_or(0..0), error.message().to_owned());
    }
    reading.section(table.get_ref(), Section::Top);
    reading.check_order(table.get_ref());
    reading.drop_incomplete();
    // A mistake must not cost what is stored: it may stand where the user says how long it is kept.
    if !reading.problems.is_empty() && !reading.says_how_long {
        reading.config.keep_days = FOR_EVER;
    }
    // The parser's tables are sorted by name; people read a file from the top.
    reading
        .problems
        .sort_by_key(|problem| (problem.line, problem.column));
    (reading.config, reading.problems)
}

type Entry<'a, 'i> = (&'a Spanned<Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

impl Reading<'_> {
    fn section(&mut self, table: &DeTable<'_>, section: Section) {
        for entry in table {
            let name: &str = entry.0.get_ref();
            let row = KEYS
                .iter()
                .find(|row| row.section == section && row.name == name);
            match row {
                Some(row) => self.key(row, entry.1),
                None if section == Section::Top && name == "keys" => self.bindings(entry.1),
                None => self.subsection(section, entry),
            }
        }
    }

    /// A table inside a table, or a key that nobody knows.
    fn subsection(&mut self, section: Section, (name, value): Entry<'_, '_>) {
        let mut path: Vec<&str> = section.path().to_vec();
        path.push(name.get_ref());
        let inner = Section::ALL.into_iter().find(|inner| inner.path() == path);
        match (inner, value.get_ref()) {
            (Some(inner), DeValue::Array(tables)) if inner.is_repeated() => {
                self.repeated(inner, tables);
            }
            (Some(inner), DeValue::Table(table)) if !inner.is_repeated() => {
                self.section(table, inner);
            }
            (Some(inner), _) => {
                let brackets = if inner.is_repeated() {
                    ("[[", "]]")
                } else {
                    ("[", "]")
                };
                let path = path.join(".");
                self.complain(
                    name.span(),
                    format!(
                        "`{path}` is a table: write {}{path}{}",
                        brackets.0, brackets.1
                    ),
                );
            }
            (None, _) => self.unknown(section, name),
        }
    }

    fn unknown(&mut self, section: Section, name: &Spanned<Cow<'_, str>>) {
        let path = section.path().join(".");
        let place = if path.is_empty() {
            String::new()
        } else {
            format!(" in [{path}]")
        };
        let message = format!("unknown key `{}`{place}", name.get_ref());
        let nearest = nearest(name.get_ref(), &names_in(section));
        let problem = Problem::at(self.file, self.text, name.span(), message);
        self.problems.push(problem.with_suggestion(nearest));
    }

    fn repeated(&mut self, section: Section, tables: &DeArray<'_>) {
        for item in tables {
            let DeValue::Table(table) = item.get_ref() else {
                self.complain(
                    item.span(),
                    format!("each `{}` is a table", section.path().join(".")),
                );
                continue;
            };
            match section {
                Section::Group => self.config.ticker.groups.push(Group::default()),
                Section::Provider => self.config.providers.own.push(providers::usual()),
                _ => self.config.sources.push(SourceSpec::default()),
            }
            self.section(table, section);
            if section == Section::Feed && !table.contains_key("url") {
                self.complain(item.span(), "this [[feed]] has no `url`");
            }
            if section == Section::Provider {
                self.check_provider(item.span(), table);
            }
        }
    }

    /// A source without a usable address is left out; the mistake is named already.
    fn drop_incomplete(&mut self) {
        self.config.sources.retain(|spec| !spec.url.is_empty());
        self.config
            .ticker
            .groups
            .retain(|group| !group.symbols.is_empty());
        self.config.providers.own.retain(providers::is_complete);
    }

    fn key(&mut self, row: &KeyRow, value: &Spanned<DeValue<'_>>) {
        let mut checked = check(row.kind, value.get_ref());
        if row.kind == ValueKind::Theme {
            checked = checked.and_then(|value| themes::known(value, self.themes));
        }
        match checked {
            Ok(value) => {
                // The kind was checked, so setting cannot fail.
                let _ = (row.set)(&mut self.config, value);
                self.says_how_long |= row.section == Section::Top && row.name == "keep";
            }
            Err(Wrong {
                message,
                suggestion,
            }) => {
                let message = format!("`{}`: {message}", row.name);
                let text = match row.kind {
                    ValueKind::Headers => providers::without_secrets(self.text, value.span()),
                    _ => Cow::Borrowed(self.text),
                };
                let problem = Problem::at(self.file, &text, value.span(), message);
                self.problems.push(problem.with_suggestion(suggestion));
            }
        }
    }

    /// `[keys]`: chords of the keyboard and names of the command table, or "none".
    fn bindings(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::Table(table) = value.get_ref() else {
            self.complain(value.span(), "`keys` is a table: write [keys]");
            return;
        };
        for (chord, run) in table {
            let DeValue::String(name) = run.get_ref() else {
                let found = run.get_ref().type_str();
                let message = format!("expected a command's name, found {found}");
                self.complain(run.span(), message);
                continue;
            };
            let mut holds = true;
            if let Err(reason) = key::chord(chord.get_ref()) {
                self.complain(chord.span(), reason);
                holds = false;
            }
            if name != "none" && !self.commands.contains(&name.as_ref()) {
                let message = format!("\"{name}\" is not a command");
                let problem = Problem::at(self.file, self.text, run.span(), message);
                let nearest = spelling::nearest(name, self.commands.iter().copied());
                let nearest = nearest.map(str::to_owned);
                self.problems.push(problem.with_suggestion(nearest));
                holds = false;
            }
            if holds {
                let (chord, name) = (chord.get_ref().to_string(), name.to_string());
                self.config.keys.insert(chord, name);
            }
        }
    }
}

/// Names that may stand in a section.
fn names_in(section: Section) -> Vec<&'static str> {
    let mut names: Vec<&str> = KEYS
        .iter()
        .filter(|row| row.section == section)
        .map(|row| row.name)
        .collect();
    let depth = section.path().len();
    let inner = Section::ALL.iter().map(|inner| inner.path());
    names.extend(
        inner
            .filter(|path| path.len() > depth && path.starts_with(section.path()))
            .map(|path| path[depth]),
    );
    if section == Section::Top {
        names.push("keys");
    }
    names
}
