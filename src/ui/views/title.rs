//! The row above a pane, a view or a card: its name, and at the right a fact about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::{few, width};
use crate::ui::cells::{right_aligned, sentence, write};

/// Columns that the name keeps if it is as long.
const LEAST: usize = 12;
/// Blanks between the two at least.
const GAP: usize = 2;

/// Writes both into a row. The name is worth more: of the fact stand as many whole pieces as leave
/// the name enough to be known by, and a longer name is cut.
pub(in crate::ui) fn draw(
    row: Rect,
    (name, of_name): (&str, Style),
    (fact, of_fact): (&str, Style),
    buffer: &mut Buffer,
) {
    if row.is_empty() {
        return;
    }
    let room = usize::from(row.width);
    let least = width::of(name).min(LEAST) + GAP;
    let fact = few::pieces(fact, room.saturating_sub(least));
    let fact = sentence(fact, room);
    let start = right_aligned(&fact, of_fact, (row.right(), row.y), buffer);
    let gap = if fact.is_empty() { 0 } else { GAP };
    let room = usize::from(start.saturating_sub(row.x)).saturating_sub(gap);
    let name = sentence(name, room);
    write(&name, room, of_name, (row.x, row.y), buffer);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, fact: &str, columns: u16) -> String {
        let area = Rect::new(0, 0, columns, 1);
        let mut buffer = Buffer::empty(area);
        let style = Style::default();
        draw(area, (name, style), (fact, style), &mut buffer);
        let cells = buffer.content().iter().map(ratatui::buffer::Cell::symbol);
        cells.collect()
    }

    #[test]
    fn the_name_keeps_enough_and_the_fact_gives_way_by_whole_pieces() {
        let health = |columns| row("Health", "2 gone · 12 failing · 1 quiet", columns);
        assert_eq!(health(39), "Health    2 gone · 12 failing · 1 quiet");
        assert_eq!(health(37), "Health  2 gone · 12 failing · 1 quiet");
        assert_eq!(health(36), "Health           2 gone · 12 failing");
        assert_eq!(health(26), "Health              2 gone");
        assert_eq!(health(13), "Health       ");
        let source = |columns| row("Le Courrier du port", "12 unread", columns);
        assert_eq!(source(30), "Le Courrier du port  12 unread");
        assert_eq!(source(24), "Le Courrier…   12 unread");
        assert_eq!(source(23), "Le Courrier…  12 unread");
        assert_eq!(source(22), "Le Courrier du port   ");
        assert_eq!(row("Clean text", "", 8), "Clean t…");
        assert_eq!(row("Clean text", "5 min left", 0), "");
    }
}
