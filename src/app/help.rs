//! The rows of the help: every command by family, with its keys as they are now. What does not
//! fit beside the keys goes on below.

use super::command::{COMMANDS, Family};
use super::model::Model;
use super::pointer::overlay_area;
use crate::text::wrap::{self, Columns};

/// Columns of the keys.
const KEYS: usize = 24;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The name of a family.
    Heading(&'static str),
    /// The keys of a command, and as much of what it does as fits; further rows have no keys.
    Command(String, &'static str),
    /// Between two families.
    Blank,
}

/// Columns of text in the box, and those of them for keys.
#[must_use]
pub fn columns(model: &Model) -> (usize, usize) {
    let all = usize::from(overlay_area(model).width.saturating_sub(4));
    (all, KEYS.min(all / 2))
}

/// All rows.
#[must_use]
pub fn rows(model: &Model) -> Vec<Row> {
    let (all, of_keys) = columns(model);
    let mut rows = Vec::new();
    for family in Family::ALL {
        rows.push(Row::Heading(family.heading()));
        for command in COMMANDS.iter().filter(|command| command.family == family) {
            let mut keys = model.keymap.chords_of(command.id).join("  ");
            if keys.is_empty() {
                keys = format!(":{}", command.id);
            }
            let lines = wrap::lines(command.doc, Columns::all(all.saturating_sub(of_keys)));
            for line in lines {
                rows.push(Row::Command(std::mem::take(&mut keys), &command.doc[line]));
            }
        }
        rows.push(Row::Blank);
    }
    rows
}
