//! The command palette: every command, filtered by what is typed.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use super::command::{COMMANDS, Command};

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

#[cfg(test)]
mod tests {
    use super::*;

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
