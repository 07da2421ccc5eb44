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

/// Whether a character has one column, or two where ambiguous characters are wide.
pub(super) fn is_ambiguous(c: char) -> bool {
    let is_letter = |c| find(c, &tables().ambiguous).is_some();
    !c.is_ascii() && of_character(c) == 1 && (c.width_cjk() == Some(2) || is_letter(c))
}

/// Columns of a character that is in the table.
fn measured(c: char) -> Option<usize> {
    find(c, &tables().measured)
}

/// Ranges in the order of their characters, with what is known of them.
type Table = Vec<(RangeInclusive<char>, usize)>;

struct Tables {
    measured: Table,
    /// Letters that may have two columns.
    ambiguous: Table,
}

fn find(c: char, table: &Table) -> Option<usize> {
    let at = table.partition_point(|(range, _)| *range.end() < c);
    let (range, columns) = table.get(at)?;
    range.contains(&c).then_some(*columns)
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let lines = list::sections(include_str!("../../assets/columns.txt"));
        let words = lines.flat_map(|(section, line)| {
            let words = line.split_whitespace();
            words.map(move |word| (section, word))
        });
        let (mut measured, mut ambiguous) = (Table::new(), Table::new());
        for (section, range) in words.filter_map(|(section, word)| Some((section, range(word)?))) {
            match section.parse() {
                Ok(columns) => measured.push((range, columns)),
                Err(_) => ambiguous.push((range, 2)),
            }
        }
        measured.sort_unstable_by_key(|(range, _)| *range.start());
        Tables {
            measured,
            ambiguous,
        }
    })
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
    fn letters_and_signs_may_be_wide() {
        assert!("éàáêüßΑωЯё’…│●".chars().all(is_ambiguous));
        assert!(!"eçÉëöïЂאب日ก\u{301}".chars().any(is_ambiguous));
    }

    #[test]
    fn the_tables_are_sound_and_say_nothing_that_is_known() {
        let tables = tables();
        let words = list::words(include_str!("../../assets/columns.txt"));
        assert_eq!(
            tables.measured.len() + tables.ambiguous.len(),
            words.filter(|word| !word.starts_with('[')).count()
        );
        assert_eq!(*tables.measured[0].0.start(), FIRST);
        for table in [&tables.measured, &tables.ambiguous] {
            for pair in table.windows(2) {
                assert!(pair[0].0.end() < pair[1].0.start(), "{pair:?}");
            }
        }
        for (range, columns) in tables.measured.clone() {
            for c in range {
                assert_ne!(c.width(), Some(columns), "{:x}", u32::from(c));
            }
        }
    }
}
