//! What the boxes over the panes have in common: where they stand, and the cursor in their rows.

use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::panes::Area;

/// The rows of a view, of which one is selected.
#[derive(Clone, Copy)]
pub struct Rows {
    /// Where they stand on the screen.
    pub area: fn(&Model) -> Area,
    /// How many there are.
    pub count: fn(&Model) -> usize,
    /// The selected one, to select another.
    pub cursor: for<'a> fn(&'a mut Model) -> Option<&'a mut usize>,
}

impl Rows {
    /// Moves the cursor by so many rows.
    pub fn go(self, model: &mut Model, distance: isize) -> bool {
        let last = (self.count)(model).saturating_sub(1);
        if let Some(cursor) = (self.cursor)(model) {
            *cursor = cursor.saturating_add_signed(distance).min(last);
        }
        true
    }

    /// Selects the row under the mouse, if there is one, and goes on with it.
    pub fn click(self, model: &mut Model, mouse: Mouse, then: impl FnOnce(&mut Model)) {
        let (area, count) = ((self.area)(model), (self.count)(model));
        let Some(cursor) = (self.cursor)(model) else {
            return;
        };
        let first = first_shown(*cursor, usize::from(area.height), count);
        let row = first + usize::from(mouse.row.saturating_sub(area.y));
        if area.contains(mouse.column, mouse.row) && row < count {
            *cursor = row;
            then(model);
        }
    }
}

/// The first row shown of `count` in `height`, with the cursor in the middle where possible.
#[must_use]
pub fn first_shown(cursor: usize, height: usize, count: usize) -> usize {
    cursor
        .saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}

/// Rows of a page in a box.
#[must_use]
pub fn page(model: &Model) -> usize {
    usize::from(model.size.1.saturating_sub(4))
}

/// A box in the middle of a screen, with room for so many rows inside where there is any.
#[must_use]
pub fn centred((width, height): (u16, u16), rows: usize) -> Area {
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
    let columns = width.saturating_sub(if width > 60 { 8 } else { 0 }).min(84);
    let rows = wanted
        .min(height.saturating_sub(if height > 16 { 4 } else { 1 }))
        .max(3.min(height));
    let (x, y) = ((width - columns) / 2, height.saturating_sub(rows) / 2);
    Area::new(x, y, columns, rows)
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
