//! A rectangle of cells, and how it is parted.

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// So many columns and rows from a cell on.
    #[must_use]
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Whether a cell is inside.
    #[must_use]
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.x + self.width).contains(&column)
            && (self.y..self.y + self.height).contains(&row)
    }

    /// All but the first rows.
    #[must_use]
    pub fn without_top(self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        Self {
            y: self.y + rows,
            height: self.height - rows,
            ..self
        }
    }

    /// The first columns, and the others.
    #[must_use]
    pub fn split_columns(self, columns: u16) -> (Self, Self) {
        let columns = columns.min(self.width);
        let left = Self {
            width: columns,
            ..self
        };
        let right = Self {
            x: self.x + columns,
            width: self.width - columns,
            ..self
        };
        (left, right)
    }

    /// The first rows, and the others.
    #[must_use]
    pub fn split_rows(self, rows: u16) -> (Self, Self) {
        let rows = rows.min(self.height);
        let above = Self {
            height: rows,
            ..self
        };
        (above, self.without_top(rows))
    }
}
