//! Cells in the characters that the terminal can show: what stands for the others may need
//! more room.

use ratatui::buffer::Cell;

use super::cells::COVERED;
use super::linked::Linked;
use crate::text::charset::{Charset, filled, has_columns};

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
            ("“Oui” – non…", "\"Oui\" - non~           |"),
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
            "Strasse 4567890123456~ |"
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
}
