//! The command palette's own state: every command, filtered by what is typed.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use crate::app::command::Command;

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
    pub fn matches<M>(&self, commands: &'static [Command<M>]) -> Vec<&'static Command<M>> {
        rank(commands, self.input.value())
    }

    /// The selected command.
    #[must_use]
    pub fn selected<M>(&self, commands: &'static [Command<M>]) -> Option<&'static Command<M>> {
        self.matches(commands).get(self.cursor).copied()
    }
}

/// Commands whose name or doc matches, best first.
fn rank<M>(commands: &'static [Command<M>], typed: &str) -> Vec<&'static Command<M>> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, &'static Command<M>)> = commands
        .iter()
        .filter_map(|command| {
            let text = format!("{} {}", command.id, command.described());
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
    use crate::app::command::table::COMMANDS;

    #[test]
    fn every_command_is_found_by_its_own_name() {
        for command in COMMANDS {
            assert!(
                rank(COMMANDS, command.id)
                    .iter()
                    .any(|found| found.id == command.id),
                "{}",
                command.id
            );
        }
        assert_eq!(rank(COMMANDS, "").len(), COMMANDS.len());
        assert!(rank(COMMANDS, "zzzzqqq").is_empty());
    }
}
