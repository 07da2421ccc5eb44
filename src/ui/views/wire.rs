//! The wire: the column at the left of each pane. It is lit where the cursor is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::cells::write_all;
use crate::ui::theme::{Role, Theme};

/// Lights the wire along the rows of an entry: where the keys go, or elsewhere.
pub(in crate::ui) fn light(focused: bool, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (sign, role) = if focused {
        ("▌", Role::Focus)
    } else {
        ("┃", Role::Thumb)
    };
    for y in area.top()..area.bottom() {
        write_all(sign, theme.style(role), (area.x, y), buffer);
    }
}

/// Draws the wire of a pane as a line between it and the one at its left.
pub(in crate::ui) fn draw(theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for y in area.top()..area.bottom() {
        write_all("│", theme.style(Role::Wire), (area.x, y), buffer);
    }
}
