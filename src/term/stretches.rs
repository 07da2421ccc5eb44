//! In which order a frame is written: a colour that costs more than a move is set once, and
//! everything that has it is written, on whatever row it stands.
//!
//! On one row the order is always from left to right: what a terminal draws wider than we count
//! is covered by what is written behind it.

use std::collections::VecDeque;
use std::ops::Range;

use ratatui::buffer::Cell;
use ratatui::style::Color;

/// The colours of a stretch that take many bytes to set; `None` where a name of few will do, or
/// where nothing is seen of them.
type Dear = (Option<Color>, Option<Color>);

/// A stretch of cells of one row that are set in the same colours.
struct Stretch {
    cells: Range<usize>,
    colors: Dear,
}

/// Cells in the order in which they are written, as ranges of the given ones, which are in the
/// order of rows and columns.
pub(super) fn in_order(cells: &[(u16, u16, &Cell)]) -> Vec<Range<usize>> {
    let mut rows = rows(cells);
    let mut order = Vec::with_capacity(rows.len());
    while let Some(first) = rows.first().and_then(VecDeque::front) {
        let colors = first.colors;
        for row in &mut rows {
            while let Some(next) = row.pop_front_if(|next| next.colors == colors) {
                order.push(next.cells);
            }
        }
        rows.retain(|row| !row.is_empty());
    }
    order
}

fn rows(cells: &[(u16, u16, &Cell)]) -> Vec<VecDeque<Stretch>> {
    let mut rows: Vec<VecDeque<Stretch>> = Vec::new();
    let mut last_row = None;
    for (at, (_, y, cell)) in cells.iter().enumerate() {
        let colors = dear(cell);
        if last_row != Some(*y) {
            rows.push(VecDeque::new());
            last_row = Some(*y);
        }
        let Some(row) = rows.last_mut() else { continue };
        match row.back_mut() {
            Some(stretch) if goes_on(stretch.colors, colors) => {
                stretch.cells.end = at + 1;
                stretch.colors.0 = stretch.colors.0.or(colors.0);
            }
            _ => row.push_back(Stretch {
                cells: at..at + 1,
                colors,
            }),
        }
    }
    rows
}

/// Whether a cell can be written in the colours of the stretch before it. A blank has no colour
/// in front.
fn goes_on(stretch: Dear, cell: Dear) -> bool {
    let same_front = stretch.0 == cell.0 || stretch.0.is_none() || cell.0.is_none();
    stretch.1 == cell.1 && same_front
}

fn dear(cell: &Cell) -> Dear {
    let is_dear = |color: &Color| matches!(color, Color::Rgb(..));
    let front = Some(cell.fg).filter(|_| cell.symbol() != " ");
    (front.filter(is_dear), Some(cell.bg).filter(is_dear))
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
