//! Which characters the terminal can show, and what stands for the others.
//!
//! The names of our signs and of letters that are no letter with marks are data
//! (`assets/ascii.toml`); the rest loses its marks by compatibility decomposition (UAX #15, NFKD)
//! or is `?`.

use std::collections::HashMap;
use std::sync::OnceLock;

use ratatui::buffer::Cell;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::cells::COVERED;
use super::linked::Linked;
use crate::text::{cluster, width};

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
    pub fn of_terminal(locale: &str, term: &str) -> Self {
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

/// Shows the cells of a row in the characters of a terminal that has fewer.
pub(super) fn apply(charset: Charset, row: &mut [Cell]) {
    match charset {
        Charset::Unicode => {}
        Charset::Console => row.iter_mut().for_each(take_marks),
        Charset::Ascii => {
            let mut at = 0;
            while at < row.len() {
                at = show_in_ascii(row, at);
            }
        }
    }
}

fn take_marks(cell: &mut Cell) {
    let parts = Linked::of(cell.symbol());
    if parts.text.chars().nth(1).is_some() {
        let bare: String = parts.text.chars().filter(|&c| has_columns(c)).collect();
        let bare = parts.with(&bare);
        cell.set_symbol(&bare);
    }
}

/// Writes one cluster in ASCII, a letter a cell; returns the cell behind it. What needs more cells
/// than the cluster had moves the rest of the text along, into the gap behind it.
fn show_in_ascii(row: &mut [Cell], at: usize) -> usize {
    let symbol = row[at].symbol().to_owned();
    let parts = Linked::of(&symbol);
    if parts.text.is_ascii() && parts.text.len() == 1 {
        return at + 1;
    }
    let covered = row[at + 1..].iter();
    let covered = covered.take_while(|cell| cell.symbol() == COVERED).count();
    let columns = 1 + covered;
    let mut ascii = filled(parts.text, columns);
    let missing = ascii.len() - columns;
    // Half of a word can be guessed, half of a number would be another one.
    let is_number = ascii.contains(|c: char| c.is_ascii_digit());
    let least = if is_number { missing.max(1) } else { 1 };
    let more = (least..=missing)
        .rev()
        .find(|&more| make_room(row, at + columns, more));
    if is_number && more.unwrap_or(0) < missing {
        ascii = "?".repeat(columns);
    }
    let end = at + columns + more.unwrap_or(0);
    let style = row[at].style();
    for (cell, letter) in row[at..end].iter_mut().zip(ascii.chars()) {
        let letter = parts.with(letter.encode_utf8(&mut [0; 4]));
        cell.set_symbol(&letter).set_style(style);
    }
    end
}

/// Moves the text from `at` on by so many cells into the next gap, of which one cell stays.
fn make_room(row: &mut [Cell], at: usize, count: usize) -> bool {
    const EDGES: [&str; 5] = ["│", "|", "╮", "╯", "▐"];
    let mut blank = 0;
    for end in at..row.len() {
        let symbol = row[end].symbol();
        if EDGES.contains(&symbol) {
            return false;
        }
        blank = if symbol == " " { blank + 1 } else { 0 };
        if blank > count {
            // The gap is row[end - count..=end]; its last cells go to the front.
            row[at..end].rotate_right(count);
            return true;
        }
    }
    false
}

/// A text in ASCII, as wide as before where that can be; what a terminal obeys stays.
#[must_use]
pub fn in_ascii(text: &str) -> String {
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
fn filled(text: &str, columns: usize) -> String {
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
fn has_columns(c: char) -> bool {
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
    use crate::ui::cells::write_all;
    use crate::ui::gate;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    /// A row of 24 cells with a border at its end.
    fn shown(charset: Charset, text: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        write_all(text, Style::new(), (0, 0), &mut buffer);
        write_all("│", Style::new(), (23, 0), &mut buffer);
        gate::pass(charset, &mut buffer);
        let row: String = buffer.content().iter().map(Cell::symbol).collect();
        row.trim_end().to_owned()
    }

    #[test]
    fn letters_lose_their_marks_and_signs_get_names() {
        for (text, ascii) in [
            ("Été à Łódź", "Ete a Lodz             |"),
            ("Straße ist", "Strasse ist            |"),
            ("“Oui” – non…", "\"Oui\" - non...         |"),
            ("½ ﬁn №", "1/2 fin No             |"),
            ("日本 ok", "???? ok                |"),
            ("ＡＢ", "A B                    |"),
            ("🇫🇷 👍🏽 ❤️", "FR ?? ?                |"),
            ("ألف שלום", "??? ????               |"),
            ("кот", "???                    |"),
            ("한ᄒ\u{119E}\u{11AB} ok", "???? ok                |"),
            ("กี่", "?                      |"),
        ] {
            assert_eq!(shown(Charset::Ascii, text), ascii, "{text:?}");
        }
    }

    #[test]
    fn edges_stay_where_they_are() {
        assert_eq!(
            shown(Charset::Ascii, "ßßßßßßßßßßßßßßßßßßßßßßßß"),
            "sssssssssssssssssssssss|"
        );
        assert_eq!(
            shown(Charset::Ascii, "Straße 4567890123456…"),
            "Strasse 4567890123456. |"
        );
        assert_eq!(
            shown(Charset::Ascii, "12345678901234567890½y"),
            "12345678901234567890?y |"
        );
    }

    #[test]
    fn the_console_gets_no_marks() {
        assert_eq!(
            shown(Charset::Console, "x\u{301}e\u{301} 日"),
            "xé 日                  │"
        );
        assert_eq!(
            shown(Charset::Console, "ᄒ\u{119E}\u{11AB} তা"),
            "ᄒ তা                  │"
        );
    }

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
