//! Right-to-left text in reading order.
//!
//! Most terminals draw cells from left to right and leave the order to the program (those that
//! reorder by themselves confuse neighbouring panes; for them there is [`Mode::Off`]). So each
//! line is put into visual order here, after wrapping, by the Unicode Bidirectional Algorithm
//! (UAX #9): levels from `unicode-bidi`, then rules L2 (reversing) by whole graphemes, which
//! keeps marks behind their letters (L3), and L4 (mirrored brackets).

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

/// Who puts right-to-left text in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The program.
    #[default]
    Auto,
    /// The terminal; text stays in logical order and at the left.
    Off,
}

/// One line in visual order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visual<'a> {
    /// The text as its cells follow each other on the screen.
    pub text: Cow<'a, str>,
    /// It reads from right to left, so it belongs at the right edge.
    pub rtl: bool,
}

/// A text that stands on one line, in visual order.
#[must_use]
pub fn line(text: &str) -> Visual<'_> {
    let Some(paragraph) = Paragraph::new(text, Mode::Auto) else {
        return Visual {
            text: Cow::Borrowed(text),
            rtl: false,
        };
    };
    let mut visual = String::with_capacity(text.len());
    for (range, reversed) in paragraph.visual(0..text.len()) {
        if reversed {
            visual.push_str(&reverse(&text[range]));
        } else {
            visual.push_str(&text[range]);
        }
    }
    Visual {
        text: Cow::Owned(visual),
        rtl: paragraph.is_rtl(),
    }
}

/// Whether the text reads from right to left: its first strong character decides (P2, P3).
#[must_use]
pub fn is_rtl(text: &str) -> bool {
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
pub struct Paragraph {
    /// One a byte.
    levels: Vec<Level>,
    rtl: bool,
}

impl Paragraph {
    /// Resolves the directions; `None` when every line is in visual order already.
    #[must_use]
    pub fn new(text: &str, mode: Mode) -> Option<Self> {
        if mode == Mode::Off || text.is_ascii() || !text.contains(is_right_to_left) {
            return None;
        }
        let rtl = is_rtl(text);
        let base = if rtl { Level::rtl() } else { Level::ltr() };
        let levels = BidiInfo::new(text, Some(base)).levels;
        Some(Self { levels, rtl })
    }

    /// The paragraph's own direction.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.rtl
    }

    /// The parts of one line from left to right, with whether each is to be reversed (UAX #9,
    /// rule L2). The range is in bytes of the paragraph.
    #[must_use]
    pub fn visual(&self, line: Range<usize>) -> Vec<(Range<usize>, bool)> {
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
pub fn reverse(text: &str) -> String {
    let mut reversed = String::with_capacity(text.len());
    for grapheme in text.graphemes(true).rev() {
        let mut characters = grapheme.chars();
        reversed.extend(characters.next().map(mirrored));
        reversed.push_str(characters.as_str());
    }
    reversed
}

/// The mirror image of a bracket or a comparison sign (`BidiMirroring.txt`, the part that news
/// text uses).
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 12] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⟨', '⟩'),
        ('⟪', '⟫'),
        ('⁅', '⁆'),
        ('〈', '〉'),
        ('【', '】'),
    ];
    let other = |&(open, close): &(char, char)| match c {
        _ if c == open => Some(close),
        _ if c == close => Some(open),
        _ => None,
    };
    PAIRS.iter().find_map(other).unwrap_or(c)
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
        assert_eq!(line("ب\u{64E}ت").text, "تب\u{64E}");
    }

    #[test]
    fn digits_and_punctuation_do_not_decide_the_direction() {
        assert!(is_rtl("2026: أخبار"));
        assert!(!is_rtl("2026: news أخبار"));
        assert!(!is_rtl("42 %"));
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
