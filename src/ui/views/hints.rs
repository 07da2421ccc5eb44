//! Hints in a row: a key, and what it does.

use ratatui::buffer::Buffer;

use crate::app::hint::Shown;
use crate::ui::cells::write_all;
use crate::ui::theme::{Role, Theme};

/// Draws each at its own column, counted from a cell.
pub(in crate::ui) fn draw(shown: &[Shown], theme: &Theme, (x, y): (u16, u16), buffer: &mut Buffer) {
    for hint in shown {
        let column = u16::try_from(hint.column).unwrap_or(u16::MAX);
        let x = x.saturating_add(column);
        let end = write_all(&hint.key, theme.style(Role::Key), (x, y), buffer);
        let next = end.saturating_add(1);
        write_all(hint.word, theme.style(Role::Faint), (next, y), buffer);
    }
}
