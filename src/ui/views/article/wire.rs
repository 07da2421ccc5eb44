//! The wire of the article: its lit part is what is seen of the text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::theme::Theme;
use crate::ui::views::wire;

/// Fewest rows of the lit part, where there are so many.
const LEAST: usize = 2;

/// Lights the rows that stand for the lines in view. A text that is seen whole needs no light.
pub(super) fn light(
    scroll: usize,
    (lines, in_view): (usize, usize),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let rows = usize::from(area.height);
    if lines <= in_view || rows == 0 {
        return;
    }
    let size = (rows * in_view / lines).max(LEAST).min(rows);
    let last = lines - in_view;
    let top = (rows - size) * scroll.min(last) / last;
    let rows = |count: usize| u16::try_from(count).unwrap_or(area.height);
    let seen = Rect {
        y: area.y + rows(top),
        height: rows(size),
        ..area
    };
    wire::light(false, theme, seen, buffer);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Scheme, ThemeName};
    use proptest::prelude::*;

    /// The rows that are lit.
    fn lit(scroll: usize, lines: usize, rows: u16) -> Vec<u16> {
        let area = Rect::new(0, 0, 3, rows);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::new(ThemeName::Mono, Scheme::Western);
        light(
            scroll,
            (lines, usize::from(rows)),
            &theme,
            area,
            &mut buffer,
        );
        (0..rows)
            .filter(|y| buffer[(0, *y)].symbol() == "┃")
            .collect()
    }

    #[test]
    fn the_light_is_as_long_as_what_is_seen() {
        assert!(lit(0, 10, 10).is_empty());
        assert_eq!(lit(0, 20, 10), [0, 1, 2, 3, 4]);
        assert_eq!(lit(5, 20, 10), [2, 3, 4, 5, 6]);
        assert_eq!(lit(10, 20, 10), [5, 6, 7, 8, 9]);
        assert_eq!(lit(90_000, 100_000, 10).len(), 2);
    }

    proptest! {
        #[test]
        fn it_is_at_the_ends_only_there(scroll in 0_usize..500, lines in 1_usize..500, rows in 3_u16..60) {
            let rows_lit = lit(scroll, lines, rows);
            if lines > usize::from(rows) {
                prop_assert!(!rows_lit.is_empty() && rows_lit.iter().all(|row| *row < rows));
                let is_last = scroll >= lines - usize::from(rows);
                prop_assert!(!is_last || rows_lit.last() == Some(&(rows - 1)));
                prop_assert!(scroll > 0 || rows_lit[0] == 0);
            }
        }
    }
}
