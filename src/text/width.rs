//! Columns of text: how wide it is, and how to make it exactly as wide as its place.
//!
//! The unit is the grapheme, never the character: a cell of the screen holds one grapheme, so
//! a string is as wide as the sum of its graphemes, each as `cluster` draws it. (The
//! width of the string as a whole can be less: `unicode-width` knows that Arabic lam and alef
//! join to one cell, but they are drawn as two graphemes and take two.)

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{cluster, columns};
use crate::model::SOFT_HYPHEN;

/// What stands for text that was cut off.
const ELLIPSIS: &str = "…";

/// Columns of one grapheme as it is drawn; 0 for control characters, which are not, and for
/// soft hyphens, which are drawn as hyphens or not at all ([`super::wrap`]).
#[must_use]
pub(crate) fn of_grapheme(grapheme: &str) -> usize {
    let mut characters = grapheme.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) if is_narrow_loner(c) => 1,
        (Some(c), None) if is_wide_loner(c) => 2,
        (Some(SOFT_HYPHEN), None) => 0,
        _ => cluster::columns(&cluster::drawn(grapheme)),
    }
}

/// Whether every terminal gives the text the columns that we count: ASCII, or one letter of a
/// script that is in the tables of all of them, whatever its user wants.
#[must_use]
pub(crate) fn is_certain(drawn: &str) -> bool {
    let mut characters = drawn.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) if columns::is_ambiguous(c) => false,
        // Quotation marks and signs of money (UAX #11, N and Na).
        (Some('«' | '»' | '¢' | '£' | '¥'), None) => true,
        (Some('\u{3000}'..='\u{3020}' | '\u{AC00}'..='\u{D7A3}'), None) => true,
        (Some(c), None) => is_loner(c),
        _ => is_printable_ascii(drawn),
    }
}

/// Whether the text is one character of one column that terminals draw in two if their user wants
/// so: many letters of Latin, Greek and Cyrillic, quotation marks, lines, arrows (UAX #11, A).
#[must_use]
pub(crate) fn is_ambiguous(drawn: &str) -> bool {
    let mut characters = drawn.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) => columns::is_ambiguous(c),
        _ => false,
    }
}

/// Columns of a text.
#[must_use]
pub fn of(text: &str) -> usize {
    if is_printable_ascii(text) {
        return text.len();
    }
    graphemes(text)
        .map(|(_, grapheme)| of_grapheme(grapheme))
        .sum()
}

/// The graphemes of a text with the byte at which each begins.
///
/// The same as `grapheme_indices(true)`, but many times as fast on what most text consists of:
/// a letter that joins nothing, before another one, is a grapheme of its own (UAX #29).
pub(crate) fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let length = match single(rest) {
            Some(length) => length,
            None => rest.graphemes(true).next()?.len(),
        };
        let start = at;
        at += length;
        Some((start, &rest[..length]))
    })
}

/// The length of the first character if it is certainly a grapheme.
fn single(text: &str) -> Option<usize> {
    let mut characters = text.chars();
    let first = characters.next().filter(|&c| is_loner(c))?;
    let stands_alone = characters
        .next()
        .is_none_or(|c| c.is_ascii() || is_loner(c));
    stands_alone.then(|| first.len_utf8())
}

/// Characters that neither join their neighbours nor change by them.
fn is_loner(c: char) -> bool {
    is_narrow_loner(c) || is_wide_loner(c)
}

/// Letters and punctuation of one column: Latin, Greek, Cyrillic, Hebrew, Arabic.
fn is_narrow_loner(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{C0}'..='\u{24F}' | '\u{391}'..='\u{3C9}' | '\u{400}'..='\u{481}')
        || matches!(c, '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}' | '\u{2010}'..='\u{2027}')
}

/// Kana and ideographs: two columns.
fn is_wide_loner(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}')
}

/// The text, cut at a grapheme and ended with `…` if it is wider than `columns`.
#[must_use]
pub(crate) fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns && is_printable_ascii(text) {
        return Cow::Borrowed(text);
    }
    let Some(end) = overflow(text, columns) else {
        return Cow::Borrowed(text);
    };
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let kept = text[..end].trim_end();
    Cow::Owned(format!("{kept}{ELLIPSIS}"))
}

/// The byte at which a text that is too wide must be cut so that `…` fits behind it; `None` if
/// the whole text fits.
fn overflow(text: &str, columns: usize) -> Option<usize> {
    let mut used = 0;
    let mut end = 0;
    for (start, grapheme) in graphemes(text) {
        used += of_grapheme(grapheme);
        if used > columns {
            return Some(end);
        }
        if used < columns {
            end = start + grapheme.len();
        }
    }
    None
}

/// The longest prefix of whole graphemes that is at most `columns` wide, without a mark.
#[must_use]
pub(crate) fn prefix(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (start, grapheme) in graphemes(text) {
        used += of_grapheme(grapheme);
        if used > columns {
            return &text[..start];
        }
    }
    text
}

/// The text with spaces behind it up to `columns`; longer text stays as it is.
#[must_use]
pub(crate) fn pad_end(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(of(text));
    let mut padded = String::with_capacity(text.len() + missing);
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// The text with spaces before it up to `columns`; longer text stays as it is.
#[must_use]
pub(crate) fn pad_start(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(of(text));
    let mut padded = String::with_capacity(text.len() + missing);
    padded.extend(std::iter::repeat_n(' ', missing));
    padded.push_str(text);
    padded
}

/// The text cut or padded to exactly `columns`.
#[must_use]
pub(crate) fn fit(text: &str, columns: usize) -> String {
    pad_end(&truncate(text, columns), columns)
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_are_those_of_the_screen() {
        for (text, columns) in [
            ("", 0),
            ("plain", 5),
            ("naïve", 5),
            ("nai\u{308}ve", 5),
            ("日本語", 6),
            ("ｶﾞ", 2),
            ("👍", 2),
            ("👨‍👩‍👧", 2),
            ("❤️", 1),
            ("🇫🇷", 2),
            ("👍🏽", 2),
            ("1️⃣", 1),
            ("لا", 2),
            ("a\u{200b}b", 2),
            ("a\u{7}b", 2),
        ] {
            assert_eq!(of(text), columns, "{text:?}");
        }
    }

    #[test]
    fn cutting_keeps_graphemes_whole() {
        assert_eq!(truncate("headline", 8), "headline");
        assert_eq!(truncate("headline", 7), "headli…");
        assert_eq!(truncate("head line", 6), "head…");
        assert_eq!(truncate("日本語", 6), "日本語");
        assert_eq!(truncate("日本語", 5), "日本…");
        assert_eq!(truncate("日本語", 4), "日…");
        assert_eq!(truncate("👨‍👩‍👧👍", 3), "👨‍👩‍👧…");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(truncate("ab", 1), "…");
        assert_eq!(truncate("ab", 0), "");
    }

    #[test]
    fn fitting_fills_the_column() {
        assert_eq!(fit("日本語", 4), "日… ");
        assert_eq!(fit("ab", 4), "ab  ");
        assert_eq!(pad_start("4,2", 5), "  4,2");
        assert_eq!(prefix("日本語", 3), "日");
    }

    /// Text in which the difficult characters are frequent.
    fn hostile() -> impl Strategy<Value = String> {
        let parts = prop_oneof![
            "\\PC{0,3}",
            "[a-z ]{0,8}",
            Just("👨‍👩‍👧".to_owned()),
            Just("日本".to_owned()),
            Just("لا".to_owned()),
            Just("e\u{301}\u{302}".to_owned()),
            Just("\u{200D}".to_owned()),
            Just("\u{FE0F}".to_owned()),
            Just("🇫".to_owned()),
            Just("ᄀᄀᄀ".to_owned()),
            "[কাকোதாൗക്ഷേಕೂලා\u{302E}\u{2D7F}\u{17D8}☰ｶﾞ]{0,4}",
        ];
        prop::collection::vec(parts, 0..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn the_fast_graphemes_are_the_graphemes(text in hostile(), more in "[ -~À-ɏΑ-ωЀ-ҁא-ת؀-ي‐-‧\u{300}\u{5B0}\u{64E}ぁ-ヺ一-龿゙\u{200D}\r\n]{0,20}") {
            let text = text + &more;
            let fast: Vec<_> = graphemes(&text).collect();
            let exact: Vec<_> = text.grapheme_indices(true).collect();
            prop_assert_eq!(&fast, &exact);
            for (_, grapheme) in exact {
                prop_assert_eq!(of_grapheme(grapheme), cluster::columns(&cluster::drawn(grapheme)));
            }
        }

        #[test]
        fn a_text_is_as_wide_as_its_drawn_characters(text in hostile()) {
            let characters = cluster::drawn_text(&text);
            let sum: usize = characters.chars().map(columns::of_character).sum();
            prop_assert_eq!(of(&text), sum);
        }

        #[test]
        fn nothing_is_wider_than_its_place(text in hostile(), columns in 0_usize..20) {
            prop_assert!(of(&truncate(&text, columns)) <= columns);
            prop_assert!(of(prefix(&text, columns)) <= columns);
            prop_assert_eq!(of(&fit(&text, columns)), columns);
        }

        #[test]
        fn what_fits_is_not_touched(text in hostile()) {
            let kept = truncate(&text, of(&text));
            prop_assert_eq!(kept.as_ref(), text.as_str());
        }
    }
}
