//! The state of a prompt, and what the `:` prompt makes of what is typed.

use tui_input::Input;

use crate::app::command::{Command, nearest};

/// One line of input.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed.
    pub input: Input,
    /// Which of the commands that begin so is chosen.
    pub choice: usize,
}

/// What a prompt's text is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Search the stored headlines and articles.
    Search,
    /// Add a source by its address.
    AddSource,
    /// Import a file of another reader.
    Import,
    /// Run a command by its name.
    Command,
}

impl Purpose {
    /// What stands before the input.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Search => "Search: ",
            Self::AddSource => "Add a feed or page: ",
            Self::Import => "Import a file: ",
            Self::Command => ":",
        }
    }
}

impl Prompt {
    /// An empty prompt.
    #[must_use]
    pub fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            input: Input::default(),
            choice: 0,
        }
    }

    /// What Enter does at the `:` prompt.
    #[must_use]
    pub fn answer<M>(&self, commands: &'static [Command<M>]) -> PromptAnswer<M> {
        answer(commands, self.input.value(), self.choice)
    }

    /// Moves the choice.
    pub fn choose<M>(&mut self, delta: isize, commands: &'static [Command<M>]) {
        let name = self.input.value().split_whitespace().next();
        let last = by_name(commands, name.unwrap_or_default())
            .len()
            .saturating_sub(1);
        let choice = self.choice.min(last).saturating_add_signed(delta);
        self.choice = choice.min(last);
    }
}

/// What the `:` prompt makes of a text. It shows this, and Enter does it.
#[derive(Debug)]
pub enum PromptAnswer<M: 'static> {
    /// Nothing is typed yet.
    Nothing,
    /// A command, and how many others have such a name.
    Chosen(&'static Command<M>, usize),
    /// There is no such name; one that is like it.
    Unknown(Option<&'static str>),
}

/// The answer to what is typed: the first word is the name. `choice` counts from the best match.
#[must_use]
pub fn answer<M>(commands: &'static [Command<M>], typed: &str, choice: usize) -> PromptAnswer<M> {
    let Some(name) = typed.split_whitespace().next() else {
        return PromptAnswer::Nothing;
    };
    let matches = by_name(commands, name);
    let last = matches.len().saturating_sub(1);
    match matches.get(choice.min(last)) {
        Some(command) => PromptAnswer::Chosen(command, last),
        None => PromptAnswer::Unknown(nearest(commands, name)),
    }
}

/// The commands of a name, of one that begins so, then of one in which a word begins so.
fn by_name<M>(commands: &'static [Command<M>], name: &str) -> Vec<&'static Command<M>> {
    let rank = |command: &&Command<M>| match command.id {
        id if id == name => Some(0),
        id if id.starts_with(name) => Some(1),
        id if id.split('-').any(|word| word.starts_with(name)) => Some(2),
        _ => None,
    };
    let mut found: Vec<_> = commands
        .iter()
        .filter(|command| rank(command).is_some())
        .collect();
    found.sort_by_key(rank);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table::COMMANDS;

    fn chosen(typed: &str, choice: usize) -> Option<&'static str> {
        match answer(COMMANDS, typed, choice) {
            PromptAnswer::Chosen(command, _) => Some(command.id),
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
        assert!(matches!(answer(COMMANDS, " ", 0), PromptAnswer::Nothing));
    }

    #[test]
    fn only_a_name_that_is_like_one_gets_a_suggestion() {
        assert!(matches!(
            answer(COMMANDS, "refrsh", 0),
            PromptAnswer::Unknown(Some("refresh"))
        ));
        assert!(matches!(
            answer(COMMANDS, "foo", 0),
            PromptAnswer::Unknown(None)
        ));
    }
}
