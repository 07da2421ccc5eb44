//! What the boxes over the panes have in common: where they stand, and the cursor of a menu.

use crate::app::event::Mouse;
use crate::app::panes::Area;

/// A menu whose entries the model can always make anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Menu {
    /// The selected entry.
    pub cursor: usize,
}

impl Menu {
    /// Moves the cursor within `count` entries.
    pub fn move_by(&mut self, delta: isize, count: usize) {
        let last = count.saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(delta).min(last);
    }

    /// The entry that a click in a list of rows is on.
    #[must_use]
    pub fn clicked(self, list: Area, mouse: Mouse, count: usize) -> Option<usize> {
        if !list.contains(mouse.column, mouse.row) {
            return None;
        }
        let first = first_shown(self.cursor, usize::from(list.height), count);
        let entry = first + usize::from(mouse.row - list.y);
        (entry < count).then_some(entry)
    }
}

/// The first entry shown in a menu of `count` entries in `height` rows, with the cursor in
/// the middle where possible.
#[must_use]
pub fn first_shown(cursor: usize, height: usize, count: usize) -> usize {
    cursor
        .saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}

/// A box in the middle of a screen, with room for so many rows inside where there is any.
#[must_use]
pub fn centred((width, height): (u16, u16), rows: usize) -> Area {
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
    let columns = width.saturating_sub(if width > 60 { 8 } else { 0 }).min(84);
    let rows = wanted
        .min(height.saturating_sub(if height > 16 { 4 } else { 1 }))
        .max(3.min(height));
    Area {
        x: (width - columns) / 2,
        y: height.saturating_sub(rows) / 2,
        width: columns,
        height: rows,
    }
}

/// The rows inside the frame of a box; its columns are those of the frame.
#[must_use]
pub fn inside(frame: Area) -> Area {
    Area {
        y: frame.y + frame.height.min(1),
        height: frame.height.saturating_sub(2),
        ..frame
    }
}
