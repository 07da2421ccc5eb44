//! What tells that rows go on above or beneath those in sight: an arrow at the right of the first
//! or the last one, in a column that is blank otherwise. Every overlay that scrolls has it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::cells::write;
use crate::ui::theme::{Role, Theme};

/// Marks the rows in sight, which begin with `first` of `count`, in a column of the screen.
pub(super) fn mark(
    rows: Rect,
    (first, count): (usize, usize),
    column: u16,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if rows.is_empty() || column >= buffer.area.right() {
        return;
    }
    let end = first.saturating_add(usize::from(rows.height));
    let signs = [
        (first > 0, "↑", rows.top()),
        (end < count, "↓", rows.bottom() - 1),
    ];
    for (_, sign, y) in signs.into_iter().filter(|(goes_on, ..)| *goes_on) {
        write(sign, 1, theme.style(Role::Dim), (column, y), buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Scheme, ThemeName};

    /// The signs from the top to the bottom.
    fn marked(height: u16, first: usize, count: usize) -> String {
        let area = Rect::new(0, 0, 2, height);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::new(ThemeName::Mono, Scheme::Western);
        mark(area, (first, count), 1, &theme, &mut buffer);
        let rows = 0..height;
        rows.map(|y| buffer[(1, y)].symbol().to_owned()).collect()
    }

    #[test]
    fn the_rows_that_are_not_seen_are_marked_at_their_side() {
        assert_eq!(marked(3, 0, 3), "   ");
        assert_eq!(marked(3, 0, 4), "  ↓");
        assert_eq!(marked(3, 1, 5), "↑ ↓");
        assert_eq!(marked(3, 2, 5), "↑  ");
        assert_eq!(marked(1, 1, 5), "↓", "there is room for one only");
        assert_eq!(marked(1, 4, 5), "↑");
        assert_eq!(marked(0, 1, 5), "");
    }
}
