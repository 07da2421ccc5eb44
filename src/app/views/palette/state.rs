//! The command palette's own state: every command, filtered by what is typed.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use super::usage::Usage;
use crate::app::command::{Command, Reason};

/// What is typed and which match is selected.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// The filter.
    pub input: Input,
    /// Index into [`matches()`].
    pub cursor: usize,
}

/// A command that is found.
#[derive(Debug)]
pub struct Match<M: 'static> {
    /// Which.
    pub command: &'static Command<M>,
    /// The letters of its description that match, counted from its beginning.
    pub letters: Vec<usize>,
    /// What is typed is like its name and not like its description: the letters of the name.
    pub of_name: Option<Vec<usize>>,
    /// Why it cannot run now.
    pub reason: Option<Reason>,
}

/// The commands of a model that match, the best first; while nothing is typed all of them, the
/// most used first. What cannot run now comes last.
#[must_use]
pub fn matches<M>(
    model: &M,
    commands: &'static [Command<M>],
    usage: &Usage,
    typed: &str,
) -> Vec<Match<M>> {
    let mut finder = Finder::new(typed);
    let mut found: Vec<(u32, Match<M>)> = commands
        .iter()
        .filter_map(|command| finder.find(model, command))
        .collect();
    found.sort_by_key(|(score, found)| {
        let used = usage.of(found.command.id);
        // Who types the beginning of a name means that name.
        let is_meant = !typed.is_empty() && found.command.id.starts_with(typed);
        let worth = std::cmp::Reverse((is_meant, *score, used));
        (found.reason.is_some(), worth)
    });
    found.into_iter().map(|(_, found)| found).collect()
}

struct Finder {
    pattern: Pattern,
    matcher: Matcher,
}

impl Finder {
    fn new(typed: &str) -> Self {
        Self {
            pattern: Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
        }
    }

    fn find<M>(&mut self, model: &M, command: &'static Command<M>) -> Option<(u32, Match<M>)> {
        let described = self.score(&command.described());
        let named = self.score(command.id);
        let is_name = match (&described, &named) {
            (None, None) => return None,
            (Some((described, _)), Some((named, _))) => named > described,
            (described, _) => described.is_none(),
        };
        let (score, letters) = if is_name { named? } else { described? };
        let (letters, of_name) = match is_name {
            true => (Vec::new(), Some(letters)),
            false => (letters, None),
        };
        let found = Match {
            command,
            letters,
            of_name,
            reason: (command.disabled)(model),
        };
        Some((score, found))
    }

    /// How well a text matches, and which of its letters do.
    fn score(&mut self, text: &str) -> Option<(u32, Vec<usize>)> {
        let (mut buffer, mut letters) = (Vec::new(), Vec::new());
        let text = Utf32Str::new(text, &mut buffer);
        let score = self
            .pattern
            .indices(text, &mut self.matcher, &mut letters)?;
        let letters = letters
            .into_iter()
            .filter_map(|at| usize::try_from(at).ok());
        Some((score, letters.collect()))
    }
}
