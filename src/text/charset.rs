//! Which characters the terminal can show, and what stands for the others.
//!
//! The names of our signs and of letters that are no letter with marks are data
//! (`assets/ascii.toml`); the rest loses its marks by compatibility decomposition (UAX #15, NFKD)
//! or is `?`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{cluster, width};

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// All that its fonts have.
    #[default]
    Unicode,
    /// Unicode, a glyph for each character and no marks on them: the Linux console.
    Console,
    /// The 95 printable characters of ASCII.
    Ascii,
}

impl Charset {
    /// Of a terminal, by the locale of its characters and its name. A locale whose codeset is not
    /// UTF-8 can show ASCII for certain; "C" and "POSIX" name no codeset and mean ASCII. Where no
    /// locale is set at all (containers, `ssh`), nothing is known, and UTF-8 is what terminals do.
    #[must_use]
    pub(crate) fn of_terminal(locale: &str, term: &str) -> Self {
        // macOS has "UTF-8" alone; "en_US.utf8@euro" has a modifier.
        let codeset = locale.rsplit('.').next().unwrap_or_default();
        let codeset = codeset.split('@').next().unwrap_or_default();
        let is_utf8 = ["utf-8", "utf8"]
            .iter()
            .any(|name| codeset.eq_ignore_ascii_case(name));
        match term {
            _ if !is_utf8 && !locale.is_empty() => Self::Ascii,
            "linux" => Self::Console,
            _ => Self::Unicode,
        }
    }
}

/// A text in ASCII, as wide as before where that can be; what a terminal obeys stays.
#[must_use]
pub(crate) fn in_ascii(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (_, grapheme) in width::graphemes(text) {
        if grapheme.is_ascii() {
            shown.push_str(grapheme);
        } else {
            shown.push_str(&filled(grapheme, width::of_grapheme(grapheme)));
        }
    }
    shown
}

/// A cluster in ASCII, at least as wide as it was.
#[must_use]
pub(crate) fn filled(text: &str, columns: usize) -> String {
    let mut ascii = ascii(text);
    if ascii.len() < columns {
        // "?" stands for all columns of a wide character, a letter for one.
        let filling = if ascii.starts_with('?') { "?" } else { " " };
        ascii.push_str(&filling.repeat(columns - ascii.len()));
    }
    ascii
}

/// A cluster in ASCII: at least one character.
fn ascii(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        match substitutes().get(&c) {
            Some(known) => shown.push_str(known),
            None => shown.extend(without_marks(c)),
        }
    }
    if shown.is_empty() {
        shown.push('?');
    }
    shown
}

/// What NFKD leaves of a character; `?` for what is not ASCII then.
fn without_marks(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c)
        .nfkd()
        .filter(|&part| !is_combining_mark(part) && has_columns(part))
        .map(|part| match part {
            ' '..='~' => part,
            '\u{2044}' => '/',
            _ => '?',
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// Marks and the later parts of a Hangul syllable have none.
#[must_use]
pub(crate) fn has_columns(c: char) -> bool {
    cluster::columns(c.encode_utf8(&mut [0; 4])) > 0
}

#[derive(Deserialize)]
struct File {
    signs: HashMap<char, String>,
    letters: HashMap<char, String>,
}

fn substitutes() -> &'static HashMap<char, String> {
    static KNOWN: OnceLock<HashMap<char, String>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let text = include_str!("../../assets/ascii.toml");
        let file: File = toml::from_str(text).expect("a test reads the built-in table");
        file.signs.into_iter().chain(file.letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codeset_of_the_locale_decides() {
        let of = |locale| Charset::of_terminal(locale, "xterm-256color");
        for locale in [
            "en_US.UTF-8",
            "de_DE.utf8",
            "C.UTF-8",
            "UTF-8",
            "",
            "fr_FR.UTF-8@euro",
        ] {
            assert_eq!(of(locale), Charset::Unicode, "{locale}");
        }
        for locale in [
            "C",
            "POSIX",
            "en_US",
            "de_DE.ISO-8859-1",
            "de_DE@euro",
            "ja_JP.eucJP",
        ] {
            assert_eq!(of(locale), Charset::Ascii, "{locale}");
        }
        assert_eq!(Charset::of_terminal("C.UTF-8", "linux"), Charset::Console);
    }
}
