//! The command palette: every command, filtered by what is typed.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use super::command::{COMMANDS, Command, nearest};

/// What is typed and which match is selected.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// The filter.
    pub input: Input,
    /// Index into [`Palette::matches`].
    pub cursor: usize,
}

impl Palette {
    /// The commands that match, best first; all of them while nothing is typed.
    #[must_use]
    pub fn matches(&self) -> Vec<&'static Command> {
        rank(self.input.value())
    }

    /// The selected command.
    #[must_use]
    pub fn selected(&self) -> Option<&'static Command> {
        self.matches().get(self.cursor).copied()
    }
}

/// Commands whose name or doc matches, best first.
#[must_use]
pub fn rank(typed: &str) -> Vec<&'static Command> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, &'static Command)> = COMMANDS
        .iter()
        .filter_map(|command| {
            let text = format!("{} {}", command.id, command.doc);
            let score = pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher)?;
            Some((score, command))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, command)| command).collect()
}

/// What the `:` prompt makes of a text. It shows this, and Enter does it.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// Nothing is typed yet.
    Nothing,
    /// A command, and how many others have such a name.
    Chosen(&'static Command, usize),
    /// There is no such name; one that is like it.
    Unknown(Option<&'static str>),
}

/// The answer to what is typed: the first word is the name. `choice` counts from the best match.
#[must_use]
pub fn answer(typed: &str, choice: usize) -> Answer {
    let Some(name) = typed.split_whitespace().next() else {
        return Answer::Nothing;
    };
    let matches = by_name(name);
    let last = matches.len().saturating_sub(1);
    match matches.get(choice.min(last)) {
        Some(command) => Answer::Chosen(command, last),
        None => Answer::Unknown(nearest(name)),
    }
}

/// The commands of a name, of one that begins so, then of one in which a word begins so.
#[must_use]
pub fn by_name(name: &str) -> Vec<&'static Command> {
    let rank = |command: &&Command| match command.id {
        id if id == name => Some(0),
        id if id.starts_with(name) => Some(1),
        id if id.split('-').any(|word| word.starts_with(name)) => Some(2),
        _ => None,
    };
    let mut found: Vec<_> = COMMANDS
        .iter()
        .filter(|command| rank(command).is_some())
        .collect();
    found.sort_by_key(rank);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(typed: &str, choice: usize) -> Option<&'static str> {
        match answer(typed, choice) {
            Answer::Chosen(command, _) => Some(command.id),
            _ => None,
        }
    }

    #[test]
    fn the_prompt_prefers_the_name_then_its_beginning() {
        assert_eq!(chosen("refresh", 0), Some("refresh"));
        assert_eq!(chosen("refresh", 1), Some("refresh-source"));
        assert_eq!(chosen("refresh", 9), Some("refresh-all"));
        assert_eq!(chosen("refresh-s", 0), Some("refresh-source"));
        assert_eq!(chosen("sea rates", 0), Some("search"));
        assert_eq!(chosen("unread", 0), Some("next-unread"));
        assert_eq!(chosen("foo", 0), None);
        assert!(matches!(answer(" ", 0), Answer::Nothing));
    }

    #[test]
    fn only_a_name_that_is_like_one_gets_a_suggestion() {
        assert!(matches!(
            answer("refrsh", 0),
            Answer::Unknown(Some("refresh"))
        ));
        assert!(matches!(answer("foo", 0), Answer::Unknown(None)));
    }

    #[test]
    fn every_command_is_found_by_its_own_name() {
        for command in COMMANDS {
            assert!(
                rank(command.id).iter().any(|found| found.id == command.id),
                "{}",
                command.id
            );
        }
        assert_eq!(rank("").len(), COMMANDS.len());
        assert!(rank("zzzzqqq").is_empty());
    }
}
