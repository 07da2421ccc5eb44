//! The last look at a frame: no cell holds what a terminal could take for something else.
//!
//! Whatever drew a cell, only text that is as wide as its cells leaves here, wide pairs are whole,
//! and a terminal without Unicode gets ASCII.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::style::Modifier;

use super::cells::COVERED;
use super::linked::Linked;
use crate::text::charset::Charset;
use crate::text::{cluster, width};

/// Makes every cell of a frame safe to send.
pub(super) fn pass(charset: Charset, buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width);
    if columns == 0 {
        return;
    }
    for row in buffer.content.chunks_mut(columns) {
        make_whole(row);
        if charset != Charset::Unicode {
            super::charset::apply(charset, row);
        }
        tell_widths(row);
        row.iter_mut().for_each(take_dim_of_bold);
    }
}

/// One of the two has to win: terminals do not agree on which, and one sequence ends both.
fn take_dim_of_bold(cell: &mut Cell) {
    if cell.modifier.contains(Modifier::BOLD) {
        cell.modifier.remove(Modifier::DIM);
    }
}

/// Simplifies what is not simple, and takes halves of pairs away.
fn make_whole(row: &mut [Cell]) {
    let mut at = 0;
    while at < row.len() {
        if is_ascii_character(row[at].symbol()) {
            at += 1;
            continue;
        }
        let parts = Linked::of(row[at].symbol());
        let safe = cluster::drawn_text(parts.text);
        let wide = cluster::columns(&safe);
        let covered = row[at + 1..].iter().take(wide.saturating_sub(1));
        let is_whole =
            wide > 0 && covered.filter(|cell| cell.symbol() == COVERED).count() + 1 == wide;
        if !is_whole {
            set(&mut row[at], " ");
        } else if safe != parts.text {
            let safe = parts.with(&safe);
            set(&mut row[at], &safe);
        }
        at += if is_whole { wide } else { 1 };
    }
}

/// What most cells hold needs no further look.
fn is_ascii_character(symbol: &str) -> bool {
    matches!(symbol.as_bytes(), [b' '..=b'~'])
}

fn set(cell: &mut Cell, text: &str) {
    cell.set_symbol(text).set_diff_option(CellDiffOption::None);
}

/// Tells ratatui the width where it would count another one.
fn tell_widths(row: &mut [Cell]) {
    for cell in row {
        let symbol = cell.symbol();
        if symbol == COVERED || is_ascii_character(symbol) {
            continue;
        }
        let columns = width::of(Linked::of(symbol).text);
        let columns = u16::try_from(columns).unwrap_or(1).max(1);
        if cell.cell_width() != columns
            && let Some(columns) = NonZeroU16::new(columns)
        {
            cell.set_diff_option(CellDiffOption::ForcedWidth(columns));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::cells::write_all;
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn buffer(columns: u16) -> Buffer {
        Buffer::empty(Rect::new(0, 0, columns, 1))
    }

    fn row(buffer: &Buffer) -> Vec<&str> {
        buffer.content().iter().map(Cell::symbol).collect()
    }

    #[test]
    fn no_half_of_a_pair_is_left() {
        let mut frame = buffer(6);
        write_all("日本語", Style::new(), (0, 0), &mut frame);
        write_all("│", Style::new(), (1, 0), &mut frame);
        write_all("x", Style::new(), (4, 0), &mut frame);
        pass(Charset::Unicode, &mut frame);
        assert_eq!(row(&frame), [" ", "│", "本", "", "x", " "]);
    }

    #[test]
    fn what_came_by_another_way_is_made_safe() {
        let mut frame = buffer(4);
        for (cell, symbol) in frame
            .content
            .iter_mut()
            .zip(["👍🏽", "", "\u{1b}[2J", "a\u{202E}"])
        {
            cell.set_symbol(symbol);
        }
        pass(Charset::Unicode, &mut frame);
        assert_eq!(row(&frame), ["👍", "", " ", "a"]);
    }

    #[test]
    fn links_keep_their_addresses() {
        let mut frame = buffer(3);
        let linked = Linked::wrap("é", 7, "https://example.org/");
        frame.content[0].set_symbol(&linked);
        pass(Charset::Unicode, &mut frame);
        assert_eq!(frame[(0, 0)].symbol(), linked);
        assert_eq!(frame[(0, 0)].cell_width(), 1);
        pass(Charset::Ascii, &mut frame);
        let ascii = Linked::wrap("e", 7, "https://example.org/");
        assert_eq!(frame[(0, 0)].symbol(), ascii);
    }

    #[test]
    fn nothing_is_bold_and_dim() {
        let mut frame = buffer(2);
        let dim = Style::new().add_modifier(Modifier::DIM);
        write_all("ab", dim, (0, 0), &mut frame);
        frame[(0, 0)].modifier |= Modifier::BOLD;
        pass(Charset::Unicode, &mut frame);
        assert_eq!(frame[(0, 0)].modifier, Modifier::BOLD);
        assert_eq!(frame[(1, 0)].modifier, Modifier::DIM);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let parts = prop_oneof![
            "\\PC{0,4}",
            any::<String>(),
            "[🇦-🇿🏻-🏿👍👩🔬❤\u{200D}\u{FE0F}\u{20E3}0-9]{0,6}",
            "[ก-๛कखगि्षாொ\u{300}-\u{315}ᄀ-하-ᅵᆨ-ᆺ]{0,6}",
            "[א-תب-ي\u{200C}\u{202A}-\u{202E}日本ｶﾞ]{0,6}",
            "[…“”ßéœ½™│●★ ]{0,6}",
        ];
        proptest::collection::vec(parts, 0..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn any_text_fills_exactly_its_cells(
            text in any_text(), over in any_text(), at in 0_u16..20, columns in 0_u16..20,
        ) {
            for charset in [Charset::Unicode, Charset::Console, Charset::Ascii] {
                let mut frame = buffer(columns);
                write_all(&text, Style::new(), (0, 0), &mut frame);
                write_all(&over, Style::new(), (at, 0), &mut frame);
                pass(charset, &mut frame);
                let mut next = 0;
                for (x, cell) in frame.content.iter().enumerate() {
                    let symbol = cell.symbol();
                    prop_assert_eq!(symbol == COVERED, x < next, "{:?}", row(&frame));
                    if symbol == COVERED {
                        continue;
                    }
                    prop_assert_eq!(cluster::drawn_text(symbol), symbol);
                    prop_assert_eq!(usize::from(cell.cell_width()), width::of(symbol));
                    prop_assert!(charset != Charset::Ascii || symbol.is_ascii());
                    next = x + width::of(symbol);
                }
                prop_assert_eq!(next, usize::from(columns));
            }
        }

        #[test]
        fn no_cell_can_hold_an_escape_sequence(symbols in proptest::collection::vec(any_text(), 0..12)) {
            let mut frame = buffer(12);
            for (cell, symbol) in frame.content.iter_mut().zip(&symbols) {
                cell.set_symbol(symbol);
            }
            pass(Charset::Unicode, &mut frame);
            for cell in &frame.content {
                prop_assert!(!Linked::of(cell.symbol()).text.contains(char::is_control));
            }
        }
    }
}
