//! The rows of the help: what does not fit beside its keys goes on below, and so do keys.

use super::state::HelpRow;
use crate::app::command::{Command, Family};
use crate::app::context::Context;
use crate::app::model::Model;
use crate::model::key::Key;
use crate::text::width;
use crate::text::wrap::{self, Columns};

/// Columns of the keys, where none is longer.
pub const KEYS: usize = 10;
/// Blanks behind the keys.
pub const GAP: usize = 3;

/// In fewer columns the keys have none of their own.
const SIDE_BY_SIDE: usize = 30;
/// Fewer columns behind the keys are no place for words.
const LEAST: usize = 6;

/// The keys of a command in a context, each in text; its name where it has none at all. In a pane
/// what holds everywhere holds as well.
fn keys(model: &Model, command: &Command<Model>, context: Context) -> Vec<String> {
    let bindings = model.keymap.bindings();
    let of_command = bindings.iter().filter(|binding| binding.run == command.id);
    let is_own = |chord: &[Key]| {
        let mut own = bindings.iter().filter(|other| other.context == context);
        own.any(|other| other.chord == chord)
    };
    let here = of_command.filter(|binding| {
        let is_shared = binding.context == Context::GLOBAL && !context.is_special;
        binding.context == context || (is_shared && !is_own(&binding.chord))
    });
    let chord = |keys: &[Key]| {
        let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
        keys.join(" ")
    };
    let chords: Vec<String> = here.map(|binding| chord(&binding.chord)).collect();
    let has_none = model.keymap.chords_of(command.id).is_empty();
    if has_none && command.contexts.contains(&context) {
        return vec![format!(":{}", command.id)];
    }
    chords
}

/// Columns of the keys in a context; 0 where each stands before what it does.
#[must_use]
pub fn of_keys(model: &Model, context: Context, columns: usize) -> usize {
    if columns < SIDE_BY_SIDE {
        return 0;
    }
    let all = model.commands.iter();
    let all = all.flat_map(|command| keys(model, command, context));
    let widest = all.map(|key| width::of(&key)).max().unwrap_or(0);
    widest.max(KEYS).min(columns / 2)
}

/// How many commands have keys in a context.
#[must_use]
pub fn count(model: &Model, context: Context, typed: &str) -> usize {
    let all = model.commands.iter();
    all.filter(|command| is_found(command, &keys(model, command, context), typed))
        .count()
}

fn is_found(command: &Command<Model>, keys: &[String], typed: &str) -> bool {
    let doc = command.doc.to_lowercase();
    let is_key = |word: &str| keys.iter().any(|key| key.split(' ').any(|key| key == word));
    let fits = |word: &str| {
        let folded = word.to_lowercase();
        doc.contains(&folded) || command.id.contains(&folded) || is_key(word)
    };
    !keys.is_empty() && typed.split_whitespace().all(fits)
}

/// All rows of a context that match what is typed.
#[must_use]
pub fn of(model: &Model, context: Context, typed: &str, columns: usize) -> Vec<HelpRow> {
    let of_keys = of_keys(model, context, columns);
    let mut rows = Vec::new();
    for family in Family::ALL {
        let commands = model.commands.iter();
        let of_family = commands.filter(|command| command.family == family);
        let mut found: Vec<HelpRow> = Vec::new();
        for command in of_family {
            let keys = keys(model, command, context);
            if is_found(command, &keys, typed) {
                found.extend(command_rows(keys, command.doc, (of_keys, columns)));
            }
        }
        if !found.is_empty() {
            if !rows.is_empty() {
                rows.push(HelpRow::Blank);
            }
            rows.push(HelpRow::Heading(family.heading()));
            rows.append(&mut found);
        }
    }
    rows
}

fn command_rows(keys: Vec<String>, doc: &str, (of_keys, columns): (usize, usize)) -> Vec<HelpRow> {
    let room = columns.saturating_sub(of_keys + GAP).max(1);
    let mut keys = packed(keys, if of_keys == 0 { room } else { of_keys });
    let mut rows = Vec::new();
    let mut first = room;
    if of_keys == 0 {
        // What it does begins behind the last keys, if there is room.
        let behind = room.saturating_sub(keys.last().map_or(0, |keys| width::of(keys)));
        let before = keys.len() - usize::from(behind >= LEAST);
        rows.extend(keys.drain(..before).map(|keys| row(Some(keys), None)));
        first = if behind >= LEAST { behind } else { room };
    }
    let mut keys = keys.into_iter();
    let docs = wrap::lines(doc, Columns { first, rest: room });
    let mut docs = docs.into_iter().map(|line| doc[line].to_owned());
    rows.extend(std::iter::from_fn(|| {
        let (keys, doc) = (keys.next(), docs.next());
        (keys.is_some() || doc.is_some()).then(|| row(keys, doc))
    }));
    rows
}

fn row(keys: Option<String>, doc: Option<String>) -> HelpRow {
    HelpRow::Command {
        keys: keys.unwrap_or_default(),
        doc: doc.unwrap_or_default(),
    }
}

/// Keys in lines of so many columns.
fn packed(keys: Vec<String>, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for key in keys {
        match lines.last_mut() {
            Some(line) if width::of(line) + 1 + width::of(&key) <= columns => {
                line.push(' ');
                line.push_str(&key);
            }
            _ => lines.push(key),
        }
    }
    lines
}
