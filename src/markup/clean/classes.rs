//! Which characters may reach a terminal, and which only under conditions.

use unicode_normalization::char::is_combining_mark;

/// What is done with a character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Keep,
    /// A line or paragraph separator.
    Break,
    Drop,
    /// U+200C and U+200D: kept only where a script or an emoji needs them.
    Joiner,
    /// Combining marks and variation selectors.
    Mark,
}

pub(super) fn class(c: char) -> Class {
    match c {
        '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        ' '..='~' | '\n' | '\t' => Class::Keep,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' => Class::Drop,
        '\u{a0}'..='\u{2ff}' => Class::Keep,
        '\u{200c}' | '\u{200d}' => Class::Joiner,
        _ if is_hidden(c) => Class::Drop,
        _ if is_variation_selector(c) => Class::Mark,
        // Large blocks without marks, so that most text is spared the table lookup.
        '\u{370}'..='\u{482}' | '\u{3400}'..='\u{a66e}' | '\u{ac00}'..='\u{d7a3}' => Class::Keep,
        _ if is_combining_mark(c) => Class::Mark,
        _ => Class::Keep,
    }
}

/// Length of the character at the start if it is kept, shows something and carries no mark,
/// as its bytes tell at a glance; 0 for all others. This spares most of most texts, in most
/// languages, the decoding and the tables.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    match *bytes {
        [b'!'..=b'~', ..] => 1,
        // U+00A1 to U+00BF without the soft hyphen, Latin, Greek, Cyrillic, Armenian.
        [0xc2, 0xa1..=0xac | 0xae..=0xbf, ..]
        | [0xc3..=0xcb | 0xce..=0xd1 | 0xd3..=0xd5, _, ..] => 2,
        // Dashes, quotation marks and the ellipsis; kana; Han; Hangul.
        [0xe2, 0x80, 0x90..=0xa7, ..]
        | [0xe3, 0x81 | 0x83, _, ..]
        | [0xe3, 0x82, 0x80..=0x98 | 0x9b..=0xbf, ..]
        | [0xe4..=0xe9 | 0xeb | 0xec, _, _, ..] => 3,
        _ => 0,
    }
}

/// Characters that show nothing and can hide, reorder or split what is shown: Unicode's
/// `Default_Ignorable_Code_Point`, bidirectional controls, and noncharacters.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{fffe}' | '\u{ffff}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || (u32::from(c) & 0xfffe == 0xfffe)
}

pub(super) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
        | '\u{180b}'..='\u{180d}' | '\u{180f}')
}

/// Scripts in which a joiner or non-joiner between two letters changes their form.
pub(super) fn is_shaping(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{a840}'..='\u{a87f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{11000}'..='\u{11fff}')
}

pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glance_agrees_with_the_table() {
        let mut glanced = 0;
        for c in '\0'..=char::MAX {
            let length = plain_length(c.encode_utf8(&mut [0; 4]).as_bytes());
            if length == 0 {
                continue;
            }
            glanced += 1;
            assert_eq!(length, c.len_utf8(), "{c:?}");
            assert!(class(c) == Class::Keep && !c.is_whitespace(), "{c:?}");
        }
        assert!(glanced > 30_000);
    }
}
