//! In which order a frame is written: a colour that costs more than a move is set once, and
//! everything that has it is written, on whatever row it stands.
//!
//! On one row the order is always from left to right: what a terminal draws wider than we count
//! is covered by what is written behind it.

use std::collections::VecDeque;
use std::ops::Range;

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::Color;

use super::marked::Text;

/// The colours of a cell that take many bytes to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dear {
    /// `None` where a name of few bytes will do, or where nothing is seen of it.
    front: Option<Color>,
    /// `None` where a name of few bytes will do.
    behind: Option<Color>,
}

/// A stretch of cells of one row that are written one after the other.
struct Stretch {
    cells: Range<usize>,
    first: Dear,
    last: Dear,
}

/// Cells in the order in which they are written, as ranges of the given ones, which are in the
/// order of rows and columns.
pub(super) fn in_order(cells: &[(u16, u16, &Cell)]) -> Vec<Range<usize>> {
    let mut rows = rows(cells);
    let mut order = Vec::with_capacity(rows.len());
    let mut pen = Dear {
        front: None,
        behind: None,
    };
    while let Some(row) = cheapest(pen, &rows) {
        let Some(stretch) = rows[row].pop_front() else {
            rows.remove(row);
            continue;
        };
        pen = pen.then(stretch.first).then(stretch.last);
        order.push(stretch.cells);
    }
    order
}

/// The row that goes on in the colours that are set, or with the fewest new ones.
fn cheapest(pen: Dear, rows: &[VecDeque<Stretch>]) -> Option<usize> {
    let cost = |row: &VecDeque<Stretch>| row.front().map_or(0, |next| pen.cost(next.first));
    (0..rows.len()).min_by_key(|&row| cost(&rows[row]))
}

impl Dear {
    fn of(cell: &Cell) -> Self {
        let is_dear = |color: &Color| matches!(color, Color::Rgb(..));
        let front = Some(cell.fg).filter(|_| Text::of(cell).text != " ");
        Self {
            front: front.filter(is_dear),
            behind: Some(cell.bg).filter(is_dear),
        }
    }

    /// How many colours have to be set for another cell.
    fn cost(self, next: Self) -> usize {
        let is_new = next.front.is_some() && next.front != self.front;
        usize::from(is_new) + usize::from(self.behind != next.behind)
    }

    /// What is set when another cell is written.
    fn then(self, next: Self) -> Self {
        Self {
            front: next.front.or(self.front),
            behind: next.behind,
        }
    }
}

fn rows(cells: &[(u16, u16, &Cell)]) -> Vec<VecDeque<Stretch>> {
    let mut rows: Vec<VecDeque<Stretch>> = Vec::new();
    let mut before: Option<(u16, u16)> = None;
    let mut is_shifted = false;
    for (at, (x, y, cell)) in cells.iter().enumerate() {
        let colors = Dear::of(cell);
        let text = Text::of(cell);
        if before.is_none_or(|(_, row)| row != *y) {
            rows.push(VecDeque::new());
            is_shifted = false;
        }
        // More than the blank between two words.
        let is_apart = before.is_none_or(|(end, _)| end + 1 < *x);
        is_shifted &= !text.is_placed && !is_apart;
        before = Some((*x + cell.cell_width().max(1), *y));
        let Some(row) = rows.last_mut() else { continue };
        match row.back_mut() {
            // Letters that may have shifted it are followed by the rest of their text.
            Some(stretch) if is_shifted || stretch.last.cost(colors) == 0 => {
                stretch.cells.end = at + 1;
                if stretch.first.behind == colors.behind {
                    stretch.first.front = stretch.first.front.or(colors.front);
                }
                stretch.last = stretch.last.then(colors);
            }
            _ => row.push_back(Stretch {
                cells: at..at + 1,
                first: colors,
                last: colors,
            }),
        }
        is_shifted = text.shifts_on(is_shifted);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const PANEL: Color = Color::Rgb(1, 1, 1);
    const BASE: Color = Color::Rgb(2, 2, 2);

    fn order(buffer: &Buffer) -> Vec<String> {
        let before = Buffer::empty(buffer.area);
        let changed: Vec<_> = before.diff(buffer).into_iter().collect();
        let order = in_order(&changed).into_iter();
        let text = |cells: &[(u16, u16, &Cell)]| cells.iter().map(|cell| cell.2.symbol()).collect();
        order.map(|stretch| text(&changed[stretch])).collect()
    }

    #[test]
    fn panes_are_written_one_after_the_other() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        for (row, [left, right]) in [["ab", "cd"], ["ef", "gh"]].into_iter().enumerate() {
            let y = u16::try_from(row).unwrap();
            buffer.set_string(0, y, left, Style::new().bg(PANEL));
            buffer.set_string(2, y, right, Style::new().bg(BASE));
        }
        assert_eq!(order(&buffer), ["ab", "ef", "cd", "gh"]);
    }

    #[test]
    fn a_row_is_written_from_left_to_right() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        for (x, color) in [(0, PANEL), (1, BASE), (2, PANEL)] {
            buffer.set_string(x, 0, "x", Style::new().bg(color));
        }
        assert_eq!(order(&buffer), ["x", "x", "x"]);
    }

    #[test]
    fn colours_of_a_few_bytes_are_no_reason_to_move() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        for y in 0..2 {
            buffer.set_string(0, y, "ab", Style::new().fg(Color::Red));
            buffer.set_string(2, y, "cd", Style::new().bold());
        }
        assert_eq!(order(&buffer), ["abcd", "abcd"]);
    }
}
