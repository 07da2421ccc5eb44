//! Commands worth knowing, with their keys, in a row: the line at the bottom, the last row of a
//! card, what is said where nothing is. The view draws and the mouse reads the same places.

use super::context::Context;
use super::keymap::Keymap;
use crate::text::width;

/// A command worth knowing, and the word for it.
pub type Hint = (&'static str, &'static str);

/// Columns between two hints.
const GAP: usize = 3;

/// A hint as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The command.
    pub command: &'static str,
    /// Its key where the user is.
    pub key: String,
    /// What it does.
    pub word: &'static str,
    /// Where it begins, counted from the first one's.
    pub column: usize,
}

impl Shown {
    /// Columns of the key, a blank and the word.
    #[must_use]
    pub fn columns(&self) -> usize {
        width::of(&self.key) + 1 + width::of(self.word)
    }

    /// The column behind it.
    #[must_use]
    pub fn end(&self) -> usize {
        self.column + self.columns()
    }
}

/// The hints that have a key in `contexts` or elsewhere, in at most so many columns. Where room
/// is short the last but one goes first: the last leads to all others, or out. The way out of what
/// is shown stays longest; it comes first where it is not among the hints.
#[must_use]
pub fn fitted<'a>(
    hints: impl Iterator<Item = &'a Hint>,
    way_out: Option<Hint>,
    keymap: &Keymap,
    contexts: &[Context],
    columns: usize,
) -> Vec<Shown> {
    let mut hints: Vec<Hint> = hints.copied().collect();
    let is_way_out = |command: &str| way_out.is_some_and(|(out, _)| out == command);
    if let Some(out) = way_out.filter(|_| !hints.iter().any(|(command, _)| is_way_out(command))) {
        hints.insert(0, out);
    }
    let shown = hints.into_iter().filter_map(|(command, word)| {
        Some(Shown {
            key: keymap.nearest_chord(command, contexts)?,
            command,
            word,
            column: 0,
        })
    });
    let mut shown: Vec<Shown> = shown.collect();
    while !shown.is_empty() && place(&mut shown) > columns {
        let last = shown.len() - 1;
        let can_go = |index: &usize| !is_way_out(shown[*index].command);
        let spare = (0..last).rev().find(can_go);
        shown.remove(spare.or(Some(last).filter(can_go)).unwrap_or(0));
    }
    shown
}

/// Gives each its column; the columns of all.
fn place(shown: &mut [Shown]) -> usize {
    let mut next = 0;
    for hint in shown {
        hint.column = next;
        next = hint.end() + GAP;
    }
    next.saturating_sub(GAP)
}

/// The command of the hint at a column, counted from the first one's.
#[must_use]
pub fn at(shown: &[Shown], column: usize) -> Option<&'static str> {
    let hit = shown
        .iter()
        .find(|hint| (hint.column..hint.end()).contains(&column));
    hit.map(|hint| hint.command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table::COMMANDS;

    const HINTS: [Hint; 4] = [
        ("undo", "undo"),
        ("search", "search"),
        ("theme", "no key"),
        ("help", "help"),
    ];

    fn row(way_out: Option<Hint>, columns: usize) -> String {
        let keymap = Keymap::of(COMMANDS);
        let shown = fitted(HINTS.iter(), way_out, &keymap, &[], columns);
        let mut row = String::new();
        for hint in &shown {
            let gap = hint.column - row.len();
            row += &" ".repeat(gap);
            row += &format!("{} {}", hint.key, hint.word);
        }
        row
    }

    #[test]
    fn the_last_but_one_goes_first() {
        assert_eq!(row(None, 80), "u undo   / search   ? help");
        assert_eq!(row(None, 25), "u undo   ? help");
        assert_eq!(row(None, 14), "? help");
        assert_eq!(row(None, 5), "");
    }

    #[test]
    fn the_way_out_goes_last() {
        let out = Some(("back", "show all"));
        assert_eq!(row(out, 80), "h show all   u undo   / search   ? help");
        assert_eq!(row(out, 30), "h show all   u undo   ? help");
        assert_eq!(row(out, 20), "h show all   ? help");
        assert_eq!(row(out, 18), "h show all");
        assert_eq!(row(out, 9), "");
        let among = Some(("search", "any word"));
        assert_eq!(row(among, 80), "u undo   / search   ? help");
        assert_eq!(row(among, 25), "/ search   ? help");
        assert_eq!(row(among, 10), "/ search");
    }

    #[test]
    fn a_column_leads_to_the_hint_that_it_shows() {
        let keymap = Keymap::of(COMMANDS);
        let shown = fitted(HINTS.iter(), None, &keymap, &[], 80);
        for (column, command) in [
            (0, Some("undo")),
            (5, Some("undo")),
            (6, None),
            (9, Some("search")),
            (80, None),
        ] {
            assert_eq!(at(&shown, column), command, "{column}");
        }
    }
}
