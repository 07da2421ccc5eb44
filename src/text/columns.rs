//! Columns of one character, as terminals count them: the one place that knows.
//!
//! `unicode-width` and terminals disagree about some characters; those are data
//! (`assets/columns.txt`). Everything that measures text asks here, by way of [`super::width`].

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use unicode_width::UnicodeWidthChar;

use crate::list;

/// The first character of the table; what stands before it needs no look.
const FIRST: char = '\u{9BE}';

/// Columns of one character.
pub(super) fn of_character(c: char) -> usize {
    let measured = if c < FIRST { None } else { measured(c) };
    measured.unwrap_or_else(|| c.width().unwrap_or(0))
}

/// Columns of a character that is in the table.
fn measured(c: char) -> Option<usize> {
    static TABLE: OnceLock<Vec<(RangeInclusive<char>, usize)>> = OnceLock::new();
    let table = TABLE.get_or_init(table);
    let at = table.partition_point(|(range, _)| *range.end() < c);
    let (range, columns) = table.get(at)?;
    range.contains(&c).then_some(*columns)
}

/// The table in the order of its characters.
fn table() -> Vec<(RangeInclusive<char>, usize)> {
    let lines = list::sections(include_str!("../../assets/columns.txt"));
    let mut table: Vec<_> = lines
        .flat_map(|(columns, line)| line.split_whitespace().map(move |word| (columns, word)))
        .filter_map(|(columns, word)| Some((range(word)?, columns.parse().ok()?)))
        .collect();
    table.sort_unstable_by_key(|(range, _)| *range.start());
    table
}

/// Reads "1BAA" and "1B43..1B44".
fn range(word: &str) -> Option<RangeInclusive<char>> {
    let (first, last) = word.split_once("..").unwrap_or((word, word));
    let character = |digits| {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
    };
    Some(character(first)?..=character(last)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_as_wide_as_terminals_draw_them() {
        for (characters, columns) in [
            ("aé日", None),
            ("\u{300}\u{5B8}\u{9C1}\u{BCD}\u{2D7F}\u{1171E}", Some(0)),
            (
                "\u{9BE}\u{B57}\u{BBE}\u{CCA}\u{D3E}\u{1B35}ﾞ☰\u{17A4}\u{17D8}\u{1D306}",
                Some(1),
            ),
            ("\u{302E}\u{302F}\u{3164}\u{16FF0}", Some(2)),
        ] {
            for c in characters.chars() {
                let expected = columns.or(c.width()).unwrap_or_default();
                assert_eq!(of_character(c), expected, "{:x}", u32::from(c));
            }
        }
    }

    #[test]
    fn the_table_is_sound_and_says_nothing_that_is_known() {
        let table = table();
        let words = list::words(include_str!("../../assets/columns.txt"));
        assert_eq!(
            table.len(),
            words.filter(|word| !word.starts_with('[')).count()
        );
        assert_eq!(*table[0].0.start(), FIRST);
        for pair in table.windows(2) {
            assert!(pair[0].0.end() < pair[1].0.start(), "{pair:?}");
        }
        for (range, columns) in table {
            for c in range {
                assert_ne!(c.width(), Some(columns), "{:x}", u32::from(c));
            }
        }
    }
}
