//! The one table of commands.
//!
//! A row is all there is to say about a command: its name, what it does in words, why it may
//! be impossible now, and the function. Help, palette, `:` prompt, hints, the README's table
//! and the manual page are made from this table and the keymap, and from nothing else.

mod date;
mod health;
mod input;
mod judgement;
mod movement;
mod program;
mod reading;
mod source;
mod state;
mod table;
mod view;

pub use health::{follow as follow_health, select as select_in_health};
pub use movement::{Motion, go};
pub use reading::{
    enter_selected, fetch_if_needed as enter_stored, follow_article, found_unread,
    load as load_preview, save_places, show_whole,
};
pub use source::menu_count;
pub use state::{done as change_done, fail as change_failed, marked};
pub use table::COMMANDS;
pub use view::{LinkEntry, link_entries, scopes};

use super::effect::Effects;
use super::keymap::Keymap;
use super::model::Model;
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

/// One command.
#[derive(Debug)]
pub struct Command {
    /// Its name in the keymap and at the `:` prompt.
    pub id: &'static str,
    /// What it is about.
    pub family: Family,
    /// What it does, in one line.
    pub doc: &'static str,
    /// What may follow its name at the `:` prompt.
    pub argument: Option<&'static str>,
    /// It has no key by default.
    pub keyless: bool,
    /// Why it cannot run now; `None` when it can.
    pub disabled: fn(&Model) -> Option<Reason>,
    /// Does it. The text is what followed the name at the prompt, empty from a key.
    pub run: fn(&mut Model, &str, &mut Effects),
}

/// Never disabled.
fn always(_: &Model) -> Option<Reason> {
    None
}

const fn command(
    id: &'static str,
    family: Family,
    doc: &'static str,
    disabled: fn(&Model) -> Option<Reason>,
    run: fn(&mut Model, &str, &mut Effects),
) -> Command {
    Command {
        id,
        family,
        doc,
        argument: None,
        keyless: false,
        disabled,
        run,
    }
}

impl Command {
    const fn with_argument(self, argument: &'static str) -> Self {
        Self {
            argument: Some(argument),
            ..self
        }
    }

    const fn without_key(self) -> Self {
        Self {
            keyless: true,
            ..self
        }
    }
}

/// The command of a name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// The names of all commands.
#[must_use]
pub fn names() -> Vec<&'static str> {
    COMMANDS.iter().map(|command| command.id).collect()
}

/// The name that was perhaps meant.
#[must_use]
pub fn nearest(typed: &str) -> Option<&'static str> {
    spelling::nearest(typed, COMMANDS.iter().map(|command| command.id))
}

/// What is said of a name that no command has.
#[must_use]
pub fn unknown(typed: &str) -> String {
    match nearest(typed) {
        Some(nearest) => format!("\"{typed}\" is not a command; did you mean \"{nearest}\"?"),
        None => format!("\"{typed}\" is not a command; the help lists them all"),
    }
}

/// Runs a command, or says why it cannot run.
pub fn run(model: &mut Model, id: &str, argument: &str, effects: &mut Effects) {
    let Some(command) = find(id) else {
        model.complain(unknown(id));
        return;
    };
    match (command.disabled)(model) {
        Some(reason) => model.say(reason),
        None => {
            if command.family.is_reading() && model.layers.is_empty() {
                model.list.touch();
            }
            (command.run)(model, argument, effects);
        }
    }
}

/// The keys as a Markdown table, for the README and `newswire generate keys`.
#[must_use]
pub fn table_markdown() -> String {
    let keymap = Keymap::default();
    let mut table = String::from("| keys | command | what it does |\n|---|---|---|\n");
    for family in Family::ALL {
        for command in COMMANDS.iter().filter(|command| command.family == family) {
            let keys = keymap
                .chords_of(command.id)
                .iter()
                .map(|chord| format!("`{}`", chord.replace('|', "\\|")))
                .collect::<Vec<_>>()
                .join(", ");
            table.push_str(&format!(
                "| {keys} | `{}` | {} |\n",
                command.id, command.doc
            ));
        }
    }
    table
}

#[cfg(test)]
mod tests {
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
            assert_eq!(nearest(typed), Some(meant), "{typed}");
        }
        for far in ["foo", "xyzzy", "日本", "", "q!", "wq", "fooo", "zz"] {
            assert_eq!(nearest(far), None, "{far}");
        }
    }
}
