//! A line of input: what is typed in the order in which it is read, scrolled to the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::text::{bidi, width};
use crate::ui::cells::write;
use crate::ui::theme::{Role, Theme};

/// Draws the part of the input around its cursor; the cursor's cell, which the terminal shows.
pub(super) fn draw(
    input: &Input,
    (role, theme): (Role, &Theme),
    area: Rect,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let value = input.value();
    let byte = |index| {
        let mut characters = value.char_indices();
        characters.nth(index).map_or(value.len(), |(at, _)| at)
    };
    let cursor = byte(input.cursor());
    // The cursor needs a cell of its own behind the last letter.
    let columns = usize::from(area.width.saturating_sub(1));
    let start = first_shown(value, cursor, columns);
    let visible = width::prefix(&value[start..], columns);
    let text = bidi::line(visible).text;
    write(&text, columns, theme.style(role), (area.x, area.y), buffer);
    let column = bidi::column(visible, (cursor - start).min(visible.len()));
    let column = u16::try_from(column).unwrap_or(0);
    (area.x + column, area.y)
}

/// The first byte of the text that is shown: the whole text, or as little cut as needed.
fn first_shown(value: &str, cursor: usize, columns: usize) -> usize {
    let mut left = width::of(&value[..cursor]);
    let mut start = 0;
    for (at, grapheme) in width::graphemes(&value[..cursor]) {
        if left <= columns {
            break;
        }
        left -= width::of_grapheme(grapheme);
        start = at + grapheme.len();
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Scheme, ThemeName};

    /// The row and the cursor's column, eight columns wide.
    fn drawn(text: &str, cursor: usize) -> (String, u16) {
        let area = Rect::new(0, 0, 8, 1);
        let mut buffer = Buffer::empty(area);
        let input = Input::new(text.to_owned()).with_cursor(cursor);
        let theme = Theme::new(ThemeName::Mono, Scheme::Western);
        let (column, _) = draw(&input, (Role::Text, &theme), area, &mut buffer);
        let row: String = buffer
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        (row.trim_end().to_owned(), column)
    }

    #[test]
    fn the_cursor_stays_in_sight() {
        assert_eq!(drawn("abc", 3), ("abc".to_owned(), 3));
        assert_eq!(drawn("abcdefghij", 10), ("defghij".to_owned(), 7));
        assert_eq!(drawn("abcdefghij", 0), ("abcdefg".to_owned(), 0));
        assert_eq!(drawn("日本語日本", 5), ("語日本".to_owned(), 6));
    }

    #[test]
    fn what_is_typed_reads_in_its_own_direction() {
        assert_eq!(drawn("אבג", 3), ("גבא".to_owned(), 0));
        assert_eq!(drawn("אבג", 0), ("גבא".to_owned(), 2));
    }
}
