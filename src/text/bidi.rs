//! Right-to-left text in reading order.
//!
//! Most terminals draw cells from left to right and leave the order to the program; those that
//! reorder by themselves would tear panes that stand side by side and are told not to
//! (`term::modes`). So each line is put into visual order here, after wrapping, by the Unicode
//! Bidirectional Algorithm (UAX #9): levels from `unicode-bidi`, then rules L2 (reversing) by
//! whole graphemes, which keeps marks behind their letters (L3), and L4 (mirrored brackets).

use std::borrow::Cow;
use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::BidiMirroringGlyph;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// Who puts right-to-left text in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The program.
    #[default]
    Auto,
    /// Whoever reads the output; text stays in logical order and at the left.
    Off,
}

/// One line in visual order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visual<'a> {
    /// The text as its cells follow each other on the screen.
    pub(crate) text: Cow<'a, str>,
    /// It reads from right to left, so it belongs at the right edge.
    pub(crate) rtl: bool,
}

/// A text that stands on one line, in visual order.
#[must_use]
pub(crate) fn line(text: &str) -> Visual<'_> {
    line_in(text, is_rtl(text))
}

/// The same where something else than the text's own words decides the direction.
#[must_use]
pub(crate) fn line_in(text: &str, rtl: bool) -> Visual<'_> {
    let shown = match Paragraph::with_direction(text, rtl) {
        Some(paragraph) => Cow::Owned(paragraph.line(text, 0..text.len())),
        None => Cow::Borrowed(text),
    };
    Visual { text: shown, rtl }
}

/// Columns before the place of a byte when the text stands on one line: where the cursor of a line
/// of input is. Behind the last letter of a right-to-left text that is its left end.
#[must_use]
pub(crate) fn column(text: &str, byte: usize) -> usize {
    let Some(paragraph) = Paragraph::new(text, Mode::Auto) else {
        return width::of(&text[..byte]);
    };
    if byte >= text.len() {
        return if paragraph.rtl { 0 } else { width::of(text) };
    }
    let mut columns = 0;
    for (range, reversed) in paragraph.visual(0..text.len()) {
        let mut graphemes: Vec<_> = text[range.clone()].grapheme_indices(true).collect();
        if reversed {
            graphemes.reverse();
        }
        for (at, grapheme) in graphemes {
            let start = range.start + at;
            if (start..start + grapheme.len()).contains(&byte) {
                return columns;
            }
            columns += width::of_grapheme(grapheme);
        }
    }
    columns
}

/// Parts of a line, each with a direction of its own, so that none of them tears another: a name
/// that reads from right to left beside a date. The marks for that (UAX #9, isolates) are not
/// drawn; where nothing reads from right to left there are none.
#[must_use]
pub(super) fn join(parts: &[String], separator: &str) -> String {
    if !parts.iter().any(|part| part.contains(is_right_to_left)) {
        return parts.join(separator);
    }
    let isolated = parts.iter().map(|part| format!("\u{2068}{part}\u{2069}"));
    isolated.collect::<Vec<_>>().join(separator)
}

/// A name to be put into a sentence; see [`join`].
#[must_use]
pub(crate) fn isolate(name: &str) -> String {
    join(&[name.to_owned()], "")
}

/// Whether the text reads from right to left: its first strong character decides (P2, P3).
#[must_use]
pub(super) fn is_rtl(text: &str) -> bool {
    text.chars()
        .find_map(|c| match bidi_class(c) {
            BidiClass::L => Some(false),
            BidiClass::R | BidiClass::AL => Some(true),
            _ => None,
        })
        .unwrap_or(false)
}

/// The resolved directions of a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    /// One a byte.
    levels: Vec<Level>,
    rtl: bool,
}

impl Paragraph {
    /// Resolves the directions; `None` when every line is in visual order already.
    #[must_use]
    pub(super) fn new(text: &str, mode: Mode) -> Option<Self> {
        if mode == Mode::Off || text.is_ascii() {
            return None;
        }
        Self::with_direction(text, is_rtl(text))
    }

    /// The same for a paragraph whose direction is known.
    #[must_use]
    pub(super) fn with_direction(text: &str, rtl: bool) -> Option<Self> {
        if !rtl && (text.is_ascii() || !text.contains(is_right_to_left)) {
            return None;
        }
        let base = if rtl { Level::rtl() } else { Level::ltr() };
        let mut levels = BidiInfo::new(text, Some(base)).levels;
        // A mark of another script stays with its letter.
        for (start, grapheme) in text.grapheme_indices(true) {
            let level = levels[start];
            levels[start..start + grapheme.len()].fill(level);
        }
        Some(Self { levels, rtl })
    }

    /// The paragraph's own direction.
    #[must_use]
    pub(super) fn is_rtl(&self) -> bool {
        self.rtl
    }

    /// One line of the paragraph's text in visual order. The range is in bytes.
    #[must_use]
    pub(super) fn line(&self, text: &str, line: Range<usize>) -> String {
        let mut visual = String::with_capacity(line.len());
        for (range, reversed) in self.visual(line) {
            if reversed {
                visual.push_str(&reverse(&text[range]));
            } else {
                visual.push_str(&text[range]);
            }
        }
        visual
    }

    /// The parts of one line from left to right, with whether each is to be reversed (UAX #9,
    /// rule L2). The range is in bytes of the paragraph.
    #[must_use]
    pub(super) fn visual(&self, line: Range<usize>) -> Vec<(Range<usize>, bool)> {
        let mut parts: Vec<(Range<usize>, Level)> = Vec::new();
        for at in line {
            let level = self.levels.get(at).copied().unwrap_or_else(Level::ltr);
            match parts.last_mut() {
                Some((range, last)) if *last == level => range.end = at + 1,
                _ => parts.push((at..at + 1, level)),
            }
        }
        let highest = parts.iter().map(|(_, level)| level.number()).max();
        for least in (1..=highest.unwrap_or(0)).rev() {
            reverse_sequences(&mut parts, least);
        }
        let reversed = |(range, level): (Range<usize>, Level)| (range, level.is_rtl());
        parts.into_iter().map(reversed).collect()
    }
}

/// Reverses each sequence of neighbours whose level is at least `least`.
fn reverse_sequences(parts: &mut [(Range<usize>, Level)], least: u8) {
    let mut start = 0;
    while start < parts.len() {
        let is_high = |(_, level): &&(Range<usize>, Level)| level.number() >= least;
        let count = parts[start..].iter().take_while(is_high).count();
        parts[start..start + count].reverse();
        start += count.max(1);
    }
}

/// The text with its graphemes in opposite order and its brackets mirrored.
#[must_use]
pub(super) fn reverse(text: &str) -> String {
    let mut reversed = String::with_capacity(text.len());
    for grapheme in text.graphemes(true).rev() {
        let mut characters = grapheme.chars();
        reversed.extend(characters.next().map(mirrored));
        reversed.push_str(characters.as_str());
    }
    reversed
}

/// The mirror image of a character that has one (`BidiMirroring.txt`).
fn mirrored(c: char) -> char {
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(c);
    glyph.mirroring_glyph.unwrap_or(c)
}

/// Whether a character can make a line differ from its logical order.
fn is_right_to_left(c: char) -> bool {
    c >= '\u{590}'
        && matches!(
            bidi_class(c),
            BidiClass::R
                | BidiClass::AL
                | BidiClass::AN
                | BidiClass::RLE
                | BidiClass::RLO
                | BidiClass::RLI
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_left_alone() {
        let visual = line("No (change) here, 42 – 日本");
        assert!(matches!(visual.text, Cow::Borrowed(_)));
        assert!(!visual.rtl);
    }

    #[test]
    fn hebrew_is_reversed_and_its_numbers_are_not() {
        let visual = line("שלום 2026");
        assert_eq!(visual.text, "2026 םולש");
        assert!(visual.rtl);
    }

    #[test]
    fn a_foreign_word_keeps_its_order() {
        assert_eq!(line("אבג Rust דה").text, "הד Rust גבא");
        let quoted = line("He said שלום to me");
        assert_eq!(quoted.text, "He said םולש to me");
        assert!(!quoted.rtl);
    }

    #[test]
    fn brackets_are_mirrored_and_marks_stay_with_their_letters() {
        assert_eq!(line("אב (גד)").text, "(דג) בא");
        assert_eq!(line("אב ⟦גד⟧ ≯ הו").text, "וה ≮ ⟦דג⟧ בא");
        assert_eq!(line("ب\u{64E}ت").text, "تب\u{64E}");
    }

    #[test]
    fn a_mark_of_another_script_does_not_leave_its_cluster() {
        let text = "لا \u{200D}\u{DF2}A";
        let paragraph = Paragraph::new(text, Mode::Auto).unwrap();
        let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        for (range, _) in paragraph.visual(0..text.len()) {
            assert!(starts.contains(&range.start), "{range:?}");
        }
    }

    #[test]
    fn digits_and_punctuation_do_not_decide_the_direction() {
        assert!(is_rtl("2026: أخبار"));
        assert!(!is_rtl("2026: news أخبار"));
        assert!(!is_rtl("42 %"));
    }

    #[test]
    fn names_and_dates_do_not_tear_each_other() {
        let parts = ["ידיעות", "18 Jan 2022, 14:09", "Ann"].map(str::to_owned);
        let joined = join(&parts, " · ");
        let shown = |rtl| {
            line_in(&joined, rtl)
                .text
                .replace(['\u{2068}', '\u{2069}'], "")
        };
        assert_eq!(shown(false), "תועידי · 18 Jan 2022, 14:09 · Ann");
        assert_eq!(shown(true), "Ann · 18 Jan 2022, 14:09 · תועידי");
        let plain = ["One", "Two"].map(str::to_owned);
        assert_eq!(join(&plain, " · "), "One · Two");
        let count = format!("{}: 3 new", isolate("ידיעות 24"));
        let shown = line_in(&count, false)
            .text
            .replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(shown, "24 תועידי: 3 new");
    }

    #[test]
    fn the_cursor_is_where_the_letter_is() {
        assert_eq!(column("abc", 1), 1);
        assert_eq!(column("日本", 3), 2);
        assert_eq!(column("אבג", 0), 2);
        assert_eq!(column("אבג", 4), 0);
        assert_eq!(column("אבג", 6), 0);
        assert_eq!(column("to אב!", 3), 4);
        assert_eq!(column("to אב", 7), 5);
    }

    #[test]
    fn off_changes_nothing() {
        assert!(Paragraph::new("שלום", Mode::Off).is_none());
    }

    proptest! {
        #[test]
        fn every_character_survives(text in "[a-zא-ת٠-٩ب-ي0-9 .,()\u{300}-\u{303}]{0,40}") {
            let visual = line(&text);
            let sorted = |text: &str| {
                let mut all: Vec<char> = text.chars().filter(|c| !"()".contains(*c)).collect();
                all.sort_unstable();
                all
            };
            prop_assert_eq!(sorted(&visual.text), sorted(&text));
        }

        #[test]
        fn arbitrary_text_never_panics(text in "\\PC{0,60}") {
            let _ = line(&text);
        }
    }
}
