//! A text in a few lines: titles in a list, reasons under a heading.

use std::borrow::Cow;

use super::bidi::{self, Mode, Paragraph, Visual};
use super::width;
use super::wrap::{self, Columns};

/// The text in at most so many lines, each in visual order; the last ends with `…` if there is
/// more. The whole text decides the direction of each line, not the line's own words.
#[must_use]
pub(crate) fn lines(text: &str, columns: Columns, most: usize) -> Vec<Visual<'static>> {
    let ranges = wrap::lines(text, columns);
    let paragraph = Paragraph::new(text, Mode::Auto);
    let rtl = paragraph.as_ref().is_some_and(Paragraph::is_rtl);
    let is_cut = ranges.len() > most;
    let count = ranges.len().min(most);
    let shown = |(index, range): (usize, std::ops::Range<usize>)| {
        let room = if index == 0 {
            columns.first
        } else {
            columns.rest
        };
        let is_last = is_cut && index + 1 == count;
        let line = if is_last {
            let rest = width::truncate(&text[range.start..], room);
            bidi::line_in(&rest, rtl).text.into_owned()
        } else {
            match &paragraph {
                Some(paragraph) => paragraph.line(text, range),
                None => text[range].to_owned(),
            }
        };
        Visual {
            text: Cow::Owned(line),
            rtl,
        }
    };
    ranges
        .into_iter()
        .take(most)
        .enumerate()
        .map(shown)
        .collect()
}

/// The text in at most so many columns: cut behind a word where that leaves half of it or more,
/// with `…`.
#[must_use]
pub(crate) fn short(text: &str, columns: usize) -> Cow<'_, str> {
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let cut = width::truncate(text, columns);
    let Cow::Owned(cut) = cut else {
        return cut;
    };
    let kept = cut.strip_suffix('…').unwrap_or(&cut);
    let is_whole = text[kept.len().min(text.len())..].starts_with(char::is_whitespace);
    let word = match kept.rfind(char::is_whitespace) {
        Some(end) if !is_whole && end * 2 >= kept.len() => kept[..end].trim_end(),
        _ => kept.trim_end(),
    };
    Cow::Owned(format!("{word}…"))
}

/// What parts the pieces of a line of facts.
const BETWEEN: &str = " · ";

/// The first of the pieces "3 gone · 2 quiet", as many as have room in so many columns.
#[must_use]
pub(crate) fn pieces(text: &str, columns: usize) -> &str {
    let ends = text.match_indices(BETWEEN).map(|(end, _)| end);
    let parts = ends.chain([text.len()]).map(|end| &text[..end]);
    let fitting = parts.take_while(|part| width::of(part) <= columns);
    fitting.last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str, first: usize, rest: usize, most: usize) -> Vec<String> {
        let lines = lines(text, Columns { first, rest }, most);
        lines
            .into_iter()
            .map(|line| line.text.into_owned())
            .collect()
    }

    #[test]
    fn the_last_line_is_cut() {
        assert_eq!(
            texts("one two three four", 8, 8, 2),
            ["one two", "three f…"]
        );
        assert_eq!(texts("one two", 8, 8, 2), ["one two"]);
        assert!(texts("", 8, 8, 2).is_empty());
    }

    #[test]
    fn a_short_text_ends_with_a_word() {
        for (columns, text) in [
            (19, "no source is chosen"),
            (18, "no source is…"),
            (13, "no source is…"),
            (12, "no source…"),
            (5, "no…"),
            (2, "n…"),
        ] {
            assert_eq!(short("no source is chosen", columns), text, "{columns}");
        }
        assert_eq!(short("Donaudampfschiff fährt", 10), "Donaudamp…");
    }

    #[test]
    fn right_to_left_titles_have_as_many_lines() {
        let title = "אבג דהו זחט יכל מנס";
        assert_eq!(texts(title, 8, 8, 2), ["והד גבא", "…לכי טחז"]);
        // A foreign word at the beginning of a line does not turn the line.
        let mixed = lines("שלום עולם Rust 2026", Columns::all(10), 2);
        assert!(mixed.iter().all(|line| line.rtl));
        assert_eq!(mixed[1].text, "Rust 2026");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(text in "[a-z א-ת日👍🏽🇫0-9.]{0,60}", first in 3_usize..20, rest in 3_usize..20) {
            let found = lines(&text, Columns { first, rest }, 2);
            prop_assert!(found.len() <= 2);
            for (index, line) in found.iter().enumerate() {
                let room = if index == 0 { first } else { rest };
                prop_assert!(width::of(&line.text) <= room, "{line:?}");
            }
        }
    }
}
