//! UTF-8 that was read as windows-1252 and written as UTF-8 again, as programs do that believe
//! a server without a charset: "isnâ€™t" is "isn’t".
//!
//! Many programs keep the bytes 0x80 to 0x9F as C1 controls. No text has those, so what is
//! UTF-8 with them is read once more wherever it stands. What is UTF-8 in letters and signs
//! only ("Ã©") may be meant; it is read once more where nearly everything beyond ASCII is.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use memchr::memchr2_iter;

/// Fewest sequences in a text of which all are read once more, if none has a control.
const MIN_SEQUENCES: usize = 3;

/// The text with what was encoded twice decoded twice.
pub(super) fn mend(text: Cow<'_, str>) -> Cow<'_, str> {
    if !may_be_twice(text.as_bytes()) {
        return text;
    }
    let mut letters = Letters::default();
    for piece in pieces(&text) {
        letters.count(&piece);
    }
    let all = letters.are_twice();
    if !all && letters.certain == 0 {
        return text;
    }
    let mut mended = String::with_capacity(text.len());
    for piece in pieces(&text) {
        match piece {
            Piece::Twice { once, certain, .. } if all || certain => mended.push(once),
            Piece::Twice { written, .. } | Piece::Once(written) => mended.push_str(written),
        }
    }
    Cow::Owned(mended)
}

/// Whether a control, or the first half of an apostrophe, stands where UTF-8 would have it.
fn may_be_twice(bytes: &[u8]) -> bool {
    memchr2_iter(0xc2, 0xc3, bytes).any(|at| {
        let next = |by: usize| bytes.get(at + by).copied().unwrap_or(0);
        match bytes[at] {
            0xc2 => next(1) < 0xa0,
            // "Ã" and what follows it, or "â€".
            _ => next(1) == 0x83 && next(2) == 0xc2 || next(1) == 0xa2 && next(2) == 0xe2,
        }
    })
}

/// What stands in a text beyond ASCII.
#[derive(Default)]
struct Letters {
    /// Sequences with controls.
    certain: usize,
    /// All sequences.
    twice: usize,
    /// Other characters beyond ASCII.
    once: usize,
}

impl Letters {
    fn count(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Twice { certain, .. } => {
                self.twice += 1;
                self.certain += usize::from(*certain);
            }
            Piece::Once(text) => self.once += text.chars().filter(|c| !c.is_ascii()).count(),
        }
    }

    const fn are_twice(&self) -> bool {
        (self.certain > 0 || self.twice >= MIN_SEQUENCES) && self.once * 9 <= self.twice
    }
}

enum Piece<'a> {
    /// A character in UTF-8 in UTF-8.
    Twice {
        once: char,
        written: &'a str,
        /// Whether a control is part of it.
        certain: bool,
    },
    Once(&'a str),
}

/// The text in pieces.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((once, length, certain)) = sequence(rest) {
            let (written, after) = rest.split_at(length);
            rest = after;
            return Some(Piece::Twice {
                once,
                written,
                certain,
            });
        }
        let mut starts = rest.char_indices().skip(1);
        let next = starts.find(|(_, c)| is_first(*c));
        let (piece, after) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(Piece::Once(piece))
    })
}

/// Whether a character, as a byte, begins a sequence of UTF-8.
const fn is_first(c: char) -> bool {
    matches!(c, '\u{c2}'..='\u{f4}')
}

/// The character whose UTF-8 a text begins with in UTF-8, the length of that in bytes, and
/// whether a control is part of it.
fn sequence(text: &str) -> Option<(char, usize, bool)> {
    let first = text.chars().next().filter(|&c| is_first(c))?;
    let length = match first {
        '\u{c2}'..='\u{df}' => 2,
        '\u{e0}'..='\u{ef}' => 3,
        _ => 4,
    };
    let mut bytes = [0; 4];
    let (mut end, mut certain) = (0, false);
    let mut chars = text.chars();
    for byte in &mut bytes[..length] {
        let c = chars.next()?;
        *byte = byte_of(c)?;
        certain |= matches!(c, '\u{80}'..='\u{9f}');
        end += c.len_utf8();
    }
    let once = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    (!once.is_control()).then_some((once, end, certain))
}

/// The byte of a character in windows-1252, or in ISO 8859-1 where that has a control.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(c) {
        return (byte >= 0x80).then_some(byte);
    }
    let mut utf8 = [0; 4];
    let (bytes, _, failed) = WINDOWS_1252.encode(c.encode_utf8(&mut utf8));
    match *bytes {
        [byte] if !failed => Some(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mended(text: &str) -> String {
        mend(Cow::Borrowed(text)).into_owned()
    }

    /// UTF-8 read as ISO 8859-1.
    fn twice(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn what_was_encoded_twice_is_decoded_twice() {
        let text = "It isn’t – “so” déjà… 日本 🚢";
        assert_eq!(mended(&twice(text)), text);
        let read_as_windows = "Itâ€™s a cafÃ©, isnâ€™t it â€“ the cafÃ©.";
        assert_eq!(mended(read_as_windows), "It’s a café, isn’t it – the café.");
        // A template in UTF-8 around a text that was encoded twice.
        let mixed = format!("“Übersicht” · {}", twice("The ship’s hull"));
        assert_eq!(mended(&mixed), "“Übersicht” · The ship’s hull");
    }

    #[test]
    fn what_is_meant_stays() {
        for text in [
            "An apostrophe becomes “â€™” when the charset is wrong, said “Ann”.",
            "SÃO PAULO © 2026 – “Ã©” is no letter",
            "Â« entre guillemets » et la suite « là »",
            "naïve café, Zoë",
            "A\u{92}B",
            "â\u{80}",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_found_again(text in "[a-z ]{0,9}([’–…éüß漢🚢][a-z ]{0,5}){0,9}’") {
            prop_assert_eq!(mended(&twice(&text)), text);
        }

        #[test]
        fn any_text_is_read(text in "[Â-ô\u{80}-\u{bf}€™œa]{0,40}") {
            let _ = mended(&text);
        }
    }
}
