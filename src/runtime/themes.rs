//! Themes by name: the user's own file, and all that it inherits from, else a built-in one.

use std::path::Path;

use crate::config::{Problem, themes};
use crate::model::{Scheme, ThemeName};
use crate::ui::Theme;
use crate::ui::theme::{self, Mistake, ThemeFile};

/// A file on the way from a theme to the one it begins with.
struct Source {
    name: String,
    shown: String,
    text: String,
}

impl Source {
    fn problem(&self, mistake: Mistake) -> Problem {
        let span = mistake.place.span;
        Problem::at(&self.shown, &self.text, span, mistake.message)
            .with_suggestion(mistake.suggestion)
    }
}

/// The theme of a name. A file of the user's comes before a built-in theme of the same name, and
/// may inherit from it.
///
/// # Errors
/// What is wrong with the files.
pub(crate) fn named(name: &str, config_file: &Path, scheme: Scheme) -> Result<Theme, Vec<Problem>> {
    let own = themes::own(config_file);
    let mut sources: Vec<Source> = Vec::new();
    let mut files: Vec<ThemeFile> = Vec::new();
    let mut wanted = name.to_owned();
    while own.contains(&wanted) && sources.iter().all(|source| source.name != wanted) {
        let source = read(&wanted, config_file)?;
        let file = theme::read(&source.text, files.len());
        sources.push(source);
        let file = file.map_err(|mistakes| problems(&sources, mistakes))?;
        let parent = file.inherits.clone();
        files.push(file);
        let Some((parent, _)) = parent else {
            wanted = ThemeName::Mono.name().to_owned();
            break;
        };
        wanted = parent;
    }
    let Some(built_in) = ThemeName::of_name(&wanted) else {
        return Err(vec![no_parent(&wanted, &sources, &files, &own)]);
    };
    if files.is_empty() {
        return Ok(Theme::new(built_in, scheme));
    }
    Theme::of_files(files, scheme).map_err(|mistakes| problems(&sources, mistakes))
}

fn read(name: &str, config_file: &Path) -> Result<Source, Vec<Problem>> {
    let file = themes::file(config_file, name);
    let shown = file.display().to_string();
    let text = themes::read(&file).map_err(|error| {
        let message = format!("cannot read {shown}: {error}");
        vec![Problem::at(&shown, "", 0..0, message)]
    })?;
    Ok(Source {
        name: name.to_owned(),
        shown,
        text,
    })
}

fn problems(sources: &[Source], mistakes: Vec<Mistake>) -> Vec<Problem> {
    let told = mistakes.into_iter().filter_map(|mistake| {
        let source = sources.get(mistake.place.file)?;
        Some(source.problem(mistake))
    });
    told.collect()
}

/// The last file inherits from what is not there, or from one that has led to it.
fn no_parent(wanted: &str, sources: &[Source], files: &[ThemeFile], own: &[String]) -> Problem {
    let message = if own.iter().any(|name| name == wanted) {
        format!("\"{wanted}\" leads back to itself")
    } else {
        format!("there is no theme \"{wanted}\"")
    };
    let inherits = files.last().and_then(|file| file.inherits.clone());
    match (sources.last(), inherits) {
        (Some(source), Some((_, span))) => Problem::at(&source.shown, &source.text, span, message)
            .with_suggestion(themes::nearest_to(wanted, own)),
        _ => Problem::at(wanted, "", 0..0, message),
    }
}

/// A mistake in one line, for the status line.
pub(crate) fn in_one_line(problem: &Problem) -> String {
    let meant = problem.suggestion.as_ref();
    let meant = meant.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    format!(
        "{}:{}:{}: {}{meant} (`newswire check` shows more)",
        problem.file, problem.line, problem.column, problem.message
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Role, Surface};

    /// A configuration folder with these themes.
    fn folder(themes: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("folder");
        std::fs::create_dir(folder.path().join("themes")).expect("made");
        for (name, text) in themes {
            let file = folder.path().join("themes").join(format!("{name}.toml"));
            std::fs::write(file, text).expect("written");
        }
        folder
    }

    fn load(name: &str, folder: &tempfile::TempDir) -> Result<Theme, Vec<Problem>> {
        named(name, &folder.path().join("config.toml"), Scheme::Western)
    }

    #[test]
    fn a_file_inherits_from_files_and_from_what_is_built_in() {
        let folder = folder(&[
            ("sea", "inherits = \"dark\"\n[roles]\nlink = \"accent\"\n"),
            (
                "dark",
                "inherits = \"dark\"\n[roles]\naccent = \"#00ffee\"\n",
            ),
            ("bare", "[surfaces]\nbase = \"#000000\"\n"),
        ]);
        let dark = Theme::new(ThemeName::Dark, Scheme::Western);
        let sea = load("sea", &folder).expect("sound");
        let accent = sea.style(Role::Accent);
        assert_eq!(sea.style(Role::Link), accent);
        assert_ne!(dark.style(Role::Accent), accent);
        assert_eq!(sea.style(Role::Text), dark.style(Role::Text));
        let bare = load("bare", &folder).expect("sound");
        let mono = Theme::new(ThemeName::Mono, Scheme::Western);
        assert_eq!(bare.style(Role::Up), mono.style(Role::Up));
        assert!(bare.surface(Surface::Base).bg.is_some());
        let nord = Theme::new(ThemeName::Nord, Scheme::Western);
        assert_eq!(load("nord", &folder).expect("built in"), nord);
    }

    #[test]
    fn mistakes_name_the_file_that_they_stand_in() {
        let folder = folder(&[
            ("one", "inherits = \"two\"\n"),
            ("two", "[roles]\n  up = \"bold grene\"\n"),
            ("lost", "inherits = \"drak\"\n"),
            ("first", "inherits = \"second\"\n"),
            ("second", "inherits = \"first\"\n"),
            ("round", "inherits = \"dark\"\n[roles]\ntext = \"key\"\n"),
        ]);
        for (name, told) in [
            ("one", "two.toml:2:14: \"grene\" is no colour"),
            (
                "lost",
                "lost.toml:1:12: there is no theme \"drak\"; did you mean `dark`?",
            ),
            ("first", "second.toml:1:12: \"first\" leads back to itself"),
            ("round", "round.toml:3:8: this leads back to itself"),
        ] {
            let problems = load(name, &folder).expect_err(name);
            let line = in_one_line(&problems[0]);
            assert!(line.contains(told), "{line}");
            assert!(problems[0].to_string().contains("^^^^^"), "{}", problems[0]);
        }
    }
}
