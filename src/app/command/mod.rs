//! The one table of commands.
//!
//! A row is all there is to say about a command: its name, what it does in words, where its
//! keys hold, why it may be impossible now, and the function. Help, palette, `:` prompt, hints,
//! the README's table and the manual page are made from this table and the keymap, and from
//! nothing else. What belongs to one view stands in that view's folder.

pub mod input;
pub mod layout;
pub mod markdown;
pub mod marks;
pub mod movement;
pub mod program;
pub mod reading;
pub mod run;
pub mod scope;
pub mod source;
pub mod table;

use super::context::Context;
use super::effect::Effects;
use crate::model::spelling;

/// What a command is about; the order is the help's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Moving about.
    Move,
    /// Reading.
    Read,
    /// What is read or kept.
    State,
    /// What the list shows.
    View,
    /// Sources.
    Source,
    /// Lines of input and menus.
    Input,
    /// The program.
    Program,
}

impl Family {
    /// The families in the help's order.
    pub const ALL: [Self; 7] = [
        Self::Move,
        Self::Read,
        Self::State,
        Self::View,
        Self::Source,
        Self::Input,
        Self::Program,
    ];

    /// Whether its commands are those of somebody who reads: after one, nothing moves by itself.
    fn is_reading(self) -> bool {
        matches!(self, Self::Move | Self::Read | Self::State)
    }

    /// The heading in the help.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Read => "Read",
            Self::State => "Mark and keep",
            Self::View => "Views",
            Self::Source => "Sources",
            Self::Input => "Menus and input",
            Self::Program => "Program",
        }
    }
}

/// Why a command cannot run now, in words for the user.
pub type Reason = &'static str;

/// One command on a model. The model holds the table, so a row does not name its type.
#[derive(Debug)]
pub struct Command<M> {
    /// Its name in the keymap and at the `:` prompt.
    pub id: &'static str,
    /// What it is about.
    pub family: Family,
    /// What it does, in one line.
    pub doc: &'static str,
    /// Where its keys hold.
    pub contexts: &'static [Context],
    /// What may follow its name at the `:` prompt.
    pub argument: Option<&'static str>,
    /// It has no key by default.
    pub keyless: bool,
    /// Why it cannot run now; `None` when it can.
    pub disabled: fn(&M) -> Option<Reason>,
    /// Does it. The text is what followed the name at the prompt, empty from a key.
    pub run: fn(&mut M, &str, &mut Effects),
}

impl<M> Command<M> {
    /// What it does, with the view that it belongs to if that is not always there.
    #[must_use]
    pub fn described(&self) -> String {
        if self.contexts.iter().any(|context| !context.is_special) {
            return self.doc.to_owned();
        }
        let names: Vec<&str> = self.contexts.iter().map(|context| context.name).collect();
        format!("{} ({})", self.doc, names.join(", "))
    }
}

/// The command of a name.
#[must_use]
pub fn find<M>(commands: &'static [Command<M>], id: &str) -> Option<&'static Command<M>> {
    commands.iter().find(|command| command.id == id)
}

/// The name that was perhaps meant.
#[must_use]
pub fn nearest<M>(commands: &[Command<M>], typed: &str) -> Option<&'static str> {
    spelling::nearest(typed, commands.iter().map(|command| command.id))
}

/// What is said of a name that no command has.
#[must_use]
pub fn unknown<M>(commands: &[Command<M>], typed: &str) -> String {
    match nearest(commands, typed) {
        Some(nearest) => format!("\"{typed}\" is not a command; did you mean \"{nearest}\"?"),
        None => format!("\"{typed}\" is not a command; the help lists them all"),
    }
}

#[cfg(test)]
mod tests {
    use super::table::COMMANDS;
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_and_docs_are_one_line() {
        let mut names = HashSet::new();
        for command in COMMANDS {
            assert!(names.insert(command.id));
            assert!(
                !command.doc.is_empty()
                    && !command.doc.contains('\n')
                    && !command.doc.ends_with('.')
            );
        }
    }

    #[test]
    fn the_nearest_name_is_offered() {
        for (typed, meant) in [
            ("refrsh", "refresh"),
            ("favorite", "favourite"),
            ("hlep", "help"),
            ("refreshing", "refresh"),
            ("searching", "search"),
        ] {
            assert_eq!(nearest(COMMANDS, typed), Some(meant), "{typed}");
        }
        for far in ["foo", "xyzzy", "日本", "", "q!", "wq", "fooo", "zz"] {
            assert_eq!(nearest(COMMANDS, far), None, "{far}");
        }
    }
}
