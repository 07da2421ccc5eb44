//! What a grapheme becomes on the screen: a text of which every terminal knows the width.
//!
//! Terminals measure characters, not graphemes, and each by tables of its own age. Measured in
//! xterm, VTE and tmux: a family of three is six columns wide, six, and two; a skin tone adds two
//! or none; a heart with an emoji selector is one wide, while `unicode-width` and newer terminals
//! say two. What is wider than its place writes over its neighbours and wraps at the border. So
//! what they disagree about is simplified until they agree: the first emoji of a joined sequence
//! without tone and selector, a flag as its two letters, a keycap as its key. The marks of scripts
//! stay, composed where there is a character for it (the Linux console draws no marks).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::columns::of_character;
use crate::model::SOFT_HYPHEN;

/// Marks on one letter that are drawn; no language needs more, and a pile of hundreds covers the
/// lines above.
const MOST_MARKS: usize = 4;
/// Characters of one cluster that are drawn; conjuncts of Indic scripts have up to five.
const MOST_CHARACTERS: usize = 8;

const ZERO_WIDTH_NON_JOINER: char = '\u{200C}';
const ZERO_WIDTH_JOINER: char = '\u{200D}';
/// A consonant that is not there, two columns wide: what a vowel alone is written on.
const HANGUL_FILLER: char = '\u{115F}';
/// A vowel that is not there: between the filler and a final consonant alone.
const HANGUL_VOWEL_FILLER: char = '\u{1160}';

/// The text that is drawn for a grapheme; empty for what is not drawn.
#[must_use]
pub(crate) fn drawn(grapheme: &str) -> Cow<'_, str> {
    if is_drawn_as_it_is(grapheme) {
        return Cow::Borrowed(grapheme);
    }
    let shown = simplified(grapheme);
    if shown == grapheme {
        Cow::Borrowed(grapheme)
    } else {
        Cow::Owned(shown)
    }
}

/// The text as it is drawn, grapheme by grapheme.
#[must_use]
pub(crate) fn drawn_text(text: &str) -> String {
    text.graphemes(true).map(drawn).collect()
}

/// Columns of a text that [`drawn`] gave: the sum over its characters, as terminals count.
#[must_use]
pub(crate) fn columns(drawn: &str) -> usize {
    drawn.chars().map(of_character).sum()
}

/// One character that is neither simplified nor left out.
fn is_drawn_as_it_is(grapheme: &str) -> bool {
    let mut characters = grapheme.chars();
    match (characters.next(), characters.next()) {
        (Some(' '..='~'), None) => true,
        (Some(c), None) => of_character(c) > 0 && !is_special(c),
        _ => false,
    }
}

/// Characters that are drawn as something else even when they stand alone.
fn is_special(c: char) -> bool {
    is_ignorable(c)
        || is_blank(c)
        || c.is_control()
        || letter_of_flag(c).is_some()
        || is_line_separator(c)
}

/// Spaces at which no line is broken: on the screen they are like others, of a certain width.
fn is_blank(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

fn simplified(grapheme: &str) -> String {
    if grapheme.contains(char::is_control) {
        return String::new();
    }
    let letters: String = grapheme.chars().filter_map(letter_of_flag).collect();
    if !letters.is_empty() {
        return letters;
    }
    let mut characters = grapheme
        .chars()
        .skip_while(|&c| is_ignorable(c))
        .nfc()
        .peekable();
    let Some(first) = characters.next() else {
        return String::new();
    };
    let first = if is_blank(first) { ' ' } else { first };
    let placeholder = match first {
        _ if is_line_separator(first) => return " ".to_owned(),
        '\u{1160}'..='\u{11A7}' | '\u{D7B0}'..='\u{D7C6}' => &[HANGUL_FILLER][..],
        '\u{11A8}'..='\u{11FF}' | '\u{D7CB}'..='\u{D7FF}' => &[HANGUL_FILLER, HANGUL_VOWEL_FILLER],
        // A mark without its letter.
        _ if of_character(first) == 0 => return String::new(),
        _ => &[],
    };
    let mut shown: String = placeholder.iter().collect();
    shown.push(first);
    if !placeholder.is_empty() {
        let room = (1 + MOST_MARKS).saturating_sub(shown.chars().count());
        let parts = characters.take_while(|&c| is_hangul_part(c) && of_character(c) == 0);
        shown.extend(parts.take(room));
        return shown;
    }
    // Letters join letters (Indic conjuncts, vowel signs); signs join nothing but marks.
    let is_letter = first.is_alphabetic() && !is_hangul(first);
    let mut marks = 0;
    for c in characters.take(MOST_CHARACTERS - 1) {
        if c == ZERO_WIDTH_JOINER && !is_letter {
            break;
        }
        let is_mark = of_character(c) == 0 || is_combining_mark(c) || is_hangul(c);
        marks += usize::from(is_mark);
        if is_kept(c, first) && (is_letter || is_mark) && marks <= MOST_MARKS {
            shown.push(c);
        }
    }
    if shown.ends_with(is_leading_consonant) && shown != grapheme {
        // Without what stood behind it the consonant would join the next syllable.
        shown.push(HANGUL_VOWEL_FILLER);
    }
    shown
}

/// Whether a character behind the first one is drawn.
fn is_kept(c: char, first: char) -> bool {
    match c {
        // It says that two Arabic letters do not join.
        ZERO_WIDTH_NON_JOINER => matches!(first, '\u{600}'..='\u{8FF}'),
        // The frame of a keycap.
        '\u{20E3}' => !matches!(first, '0'..='9' | '#' | '*'),
        // The parts of an old syllable, for which there is no character.
        _ if is_hangul_part(c) => is_hangul(first),
        _ => !is_ignorable(c),
    }
}

/// What has no looks of its own, or such that terminals give it different widths: joiners,
/// selectors, directions, tags, skin tones, and the signs that stand over the digits that follow.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        SOFT_HYPHEN | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0000}'..='\u{E0FFF}')
        || matches!(
            c,
            '\u{600}'
                ..='\u{605}'
                    | '\u{6DD}'
                    | '\u{70F}'
                    | '\u{890}'
                    | '\u{891}'
                    | '\u{8E2}'
                    | '\u{110BD}'
                    | '\u{110CD}'
        )
}

/// Parts of Hangul syllables of which no syllable was composed.
fn is_hangul_part(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{D7B0}'..='\u{D7FF}')
}

/// Whole syllables and parts of them.
fn is_hangul(c: char) -> bool {
    is_hangul_part(c) || matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// What can only begin a syllable: it joins all Hangul behind it.
fn is_leading_consonant(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{A960}'..='\u{A97C}')
}

fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// The letter of a regional indicator.
fn letter_of_flag(c: char) -> Option<char> {
    let index = u32::from(c).checked_sub(0x1_F1E6)?;
    let index = u8::try_from(index).ok().filter(|index| *index < 26)?;
    Some(char::from(b'A' + index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_terminals_disagree_about_is_simplified() {
        for (text, shown, wide) in [
            ("👨‍👩‍👧", "👨", 2),
            ("👍🏽", "👍", 2),
            ("✌🏽", "✌", 1),
            ("❤️", "❤", 1),
            ("❤\u{FE0E}", "❤", 1),
            ("1️⃣", "1", 1),
            ("#\u{20E3}", "#", 1),
            ("🇫🇷", "FR", 2),
            ("🇫", "F", 1),
            ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴", 2),
            ("👩🏽‍🔬", "👩", 2),
            ("🏳️‍🌈", "🏳", 1),
            ("a🏽", "a", 1),
            ("🏽", "", 0),
            ("\u{200D}", "", 0),
            ("\u{FE0F}", "", 0),
            ("\u{301}", "", 0),
            ("\u{7}", "", 0),
            ("\t", "", 0),
            ("\u{2028}", " ", 1),
            ("\u{202E}", "", 0),
            ("葛\u{E0100}", "葛", 2),
        ] {
            assert_eq!(drawn_text(text), shown, "{text:?}");
            assert_eq!(columns(shown), wide, "{text:?}");
        }
    }

    #[test]
    fn the_marks_of_scripts_stay() {
        for (text, shown, wide) in [
            ("e\u{301}", "é", 1),
            ("x\u{301}", "x\u{301}", 1),
            ("ก็", "ก็", 1),
            ("กี่", "กี่", 1),
            ("กำ", "กำ", 2),
            ("क्षि", "क्षि", 3),
            ("क्\u{200D}ष", "क्ष", 2),
            ("கொ", "கொ", 2),
            ("কা", "কা", 2),
            ("কো", "কো", 2),
            ("தா", "தா", 2),
            ("ക്ഷേ", "ക്ഷേ", 3),
            ("ଖା", "ଖା", 2),
            ("ලා", "ලා", 2),
            ("ಕೂ", "ಕೂ", 2),
            ("\u{9BE}", "\u{9BE}", 1),
            ("한\u{302E}", "한\u{302E}", 4),
            ("カ\u{3099}", "ガ", 2),
            ("ｶﾞ", "ｶﾞ", 2),
            ("ᄒ\u{1161}\u{11AB}", "한", 2),
            // Old syllables, for which there is no character.
            ("\u{1112}\u{119E}\u{11AB}", "\u{1112}\u{119E}\u{11AB}", 2),
            ("\u{A960}\u{1161}\u{D7CB}", "\u{A960}\u{1161}\u{D7CB}", 2),
            ("가\u{11D7}", "가\u{11D7}", 2),
            ("ᄀ가\u{302E}", "ᄀ가\u{302E}", 6),
            ("ᄀ\u{200D}\u{1161}", "ᄀ\u{1160}\u{115F}\u{1161}", 4),
            ("\u{1161}", "\u{115F}\u{1161}", 2),
            ("\u{115F}\u{1161}", "\u{115F}\u{1161}", 2),
            ("\u{D7B0}", "\u{115F}\u{D7B0}", 2),
            ("\u{D7CB}", "\u{115F}\u{1160}\u{D7CB}", 2),
            // Other scripts' marks do not stand on a part of a syllable.
            ("\u{D7CB}\u{CCA}", "\u{115F}\u{1160}\u{D7CB}", 2),
            (" \u{1134B}", " \u{1134B}", 2),
            ("\u{A0}\u{10F46}", " \u{10F46}", 1),
            ("\u{202F}", " ", 1),
            ("ی\u{200C}", "ی\u{200C}", 1),
            ("بَ", "بَ", 1),
            ("שָׁ", "ש\u{5B8}\u{5C1}", 1),
        ] {
            assert_eq!(drawn_text(text), shown, "{text:?}");
            assert_eq!(columns(shown), wide, "{text:?}");
        }
        let pile = format!("Z{}", "\u{300}\u{489}".repeat(300));
        assert!(drawn_text(&pile).chars().count() <= 1 + MOST_MARKS);
    }

    proptest! {
        #[test]
        fn what_is_drawn_is_drawn_the_same_again(
            // Characters of all scripts seldom meet in one grapheme; those of the list do.
            text in "(\\PC|[가\u{302E}\u{1100}\u{A960}\u{119E}\u{115F}\u{1161}\u{11AB}\u{D7B0}\u{D7CB}\u{CCA}\u{301}\u{94D}\u{915}\u{200D}\u{1F3FB}👩a-z0-9#\u{20E3}]){0,20}",
        ) {
            let once = drawn_text(&text);
            prop_assert_eq!(drawn_text(&once), once.clone());
            prop_assert!(!once.contains(|c: char| c.is_control() || is_special(c)));
        }
    }
}
