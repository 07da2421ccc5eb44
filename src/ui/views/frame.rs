//! The card that lies over the panes: its edge, its title, a menu in it and what can be done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::{hints, more, title, wire};
use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::fitted_hints;
use crate::app::views::menu::{Card, first_shown};
use crate::app::views::top;
use crate::text::charset::Charset;
use crate::text::width;
use crate::ui::cells::{rect, write_all, write_line};
use crate::ui::theme::{Role, Surface, Theme};

/// Draws an empty card; where it has no edge, it stands on the ground of the panes.
pub(super) fn draw(card: &Card, theme: &Theme, buffer: &mut Buffer) {
    if card.has_edge {
        return box_at(card.area, theme, buffer);
    }
    let area = rect(card.area).intersection(buffer.area);
    Clear.render(area, buffer);
    buffer.set_style(area, theme.on(Surface::Base, Role::Text));
}

/// Draws an empty box. Where its ground is seen on what is behind, its edge is half a cell of that,
/// else a thin line: never both, one inside the other. The cell at each side stays blank.
pub(super) fn box_at(area: Area, theme: &Theme, buffer: &mut Buffer) {
    let area = rect(area).intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    clear_sides(area, buffer);
    if has_line(area, theme, buffer) {
        Clear.render(area, buffer);
        buffer.set_style(area, theme.on(Surface::Raised, Role::Text));
        Block::bordered()
            .border_type(BorderType::Rounded)
            .border_style(theme.style(Role::Wire))
            .render(area, buffer);
        return;
    }
    let edge = Style {
        fg: theme.surface(Surface::Raised).bg,
        ..Style::default()
    };
    let last = area.bottom() - 1;
    for (y, half) in [(area.y, "▄"), (last, "▀")] {
        for x in area.left()..area.right() {
            let behind = buffer[(x, y)].bg;
            buffer[(x, y)].reset();
            buffer[(x, y)]
                .set_symbol(half)
                .set_style(edge)
                .set_bg(behind);
        }
    }
    let inside = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(2),
        ..area
    };
    Clear.render(inside, buffer);
    buffer.set_style(inside, theme.on(Surface::Raised, Role::Text));
}

/// Whether the edge is a line: the card's ground is what stands behind a corner of it, or there
/// are no half blocks.
fn has_line(area: Rect, theme: &Theme, buffer: &Buffer) -> bool {
    let ground = theme.surface(Surface::Raised).bg.unwrap_or_default();
    let columns = [area.left(), area.right() - 1];
    let mut corners = columns
        .into_iter()
        .flat_map(|x| [(x, area.top()), (x, area.bottom() - 1)]);
    theme.charset == Charset::Ascii || corners.any(|corner| buffer[corner].bg == ground)
}

/// Makes the cells beside a card blank; what is behind them stays.
fn clear_sides(area: Rect, buffer: &mut Buffer) {
    let left = area.x.checked_sub(1);
    let right = Some(area.right()).filter(|x| *x < buffer.area.right());
    for x in left.into_iter().chain(right) {
        for y in area.top()..area.bottom() {
            let behind = buffer[(x, y)].bg;
            buffer[(x, y)].reset();
            buffer[(x, y)].set_bg(behind);
        }
    }
}

/// The name of a card at the left, a fact at the right, and the rule beneath.
pub(super) fn title(card: &Card, name: &str, fact: &str, theme: &Theme, buffer: &mut Buffer) {
    let name = (name, theme.style(Role::Title));
    let fact = (fact, theme.style(Role::Faint));
    title::draw(rect(card.title), name, fact, buffer);
    rule(card.rule, theme, buffer);
}

/// A thin rule.
pub(super) fn rule(area: Area, theme: &Theme, buffer: &mut Buffer) {
    if area.height > 0 {
        let rule = "─".repeat(usize::from(area.width));
        write_all(&rule, theme.style(Role::Line), (area.x, area.y), buffer);
    }
}

/// A row with a part at its left and one at its right end.
pub(super) fn sides<'a>(mut left: Vec<Span<'a>>, right: Span<'a>, columns: usize) -> Line<'a> {
    let taken = left.iter().map(|span| width::of(&span.content));
    let taken = taken.sum::<usize>() + width::of(&right.content);
    left.push(Span::raw(" ".repeat(columns.saturating_sub(taken))));
    left.push(right);
    Line::from(left)
}

/// Lines one under the other, as far as there is room.
pub(super) fn draw_lines<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    area: Rect,
    buffer: &mut Buffer,
) {
    for (line, row) in lines.zip(area.rows()) {
        write_line(&line, row, buffer);
    }
}

/// Draws the entries around the cursor into rows of a card; each is told whether it is selected,
/// and the edge of that one is lit.
pub(super) fn draw_menu<'a>(
    entry: impl Fn(usize, bool) -> Line<'a>,
    (cursor, count): (usize, usize),
    (card, rows): (&Card, Area),
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let first = first_shown(cursor, usize::from(rows.height), count);
    for (index, row) in (first..count).zip(rect(rows).rows()) {
        write_line(&entry(index, index == cursor), row, buffer);
        if index == cursor {
            light(card, row.y, theme, buffer);
        }
    }
    goes_on(card, rect(rows), (first, count), theme, buffer);
}

/// Marks at the edge of a card that its rows go on.
pub(super) fn goes_on(
    card: &Card,
    rows: Rect,
    place: (usize, usize),
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let edge = (card.area.x + card.area.width).saturating_sub(1);
    more::mark(rows, place, edge, theme, buffer);
}

/// The surface of the selected row, and the lit edge: a line becomes heavy where it stands.
fn light(card: &Card, y: u16, theme: &Theme, buffer: &mut Buffer) {
    let area = card.area;
    let has_line = buffer[(area.x, y)].symbol() == "│";
    let edge = u16::from(has_line).min(area.width / 2);
    let row = Rect::new(area.x + edge, y, area.width - 2 * edge, 1);
    theme.tint(Surface::Select, row, buffer);
    if has_line && theme.charset != Charset::Ascii {
        write_all("┃", theme.style(Role::Focus), (area.x, y), buffer);
    } else {
        wire::light(true, theme, Rect::new(area.x, y, 1, 1), buffer);
    }
}

/// What can be done in the card, if it has a row for it.
pub(super) fn draw_hints(model: &Model, card: &Card, theme: &Theme, buffer: &mut Buffer) {
    let area = card.hints;
    if area.height > 0 {
        let shown = fitted_hints(model, top(model), usize::from(area.width));
        hints::draw(&shown, theme, (area.x, area.y), buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::views::menu;
    use crate::model::{Scheme, ThemeName};
    use crate::ui::theme::Depth;
    use crate::ui::views::veil;

    /// A card with its first row selected, over the base of a theme, with or without a veil.
    fn drawn(theme: &Theme, is_veiled: bool) -> (Card, Buffer) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 20));
        buffer.set_style(buffer.area, theme.on(Surface::Base, Role::Text));
        if is_veiled {
            veil::draw(theme, &mut buffer);
        }
        let card = menu::card((60, 20), 20, 3);
        draw(&card, theme, &mut buffer);
        draw_menu(
            |_, _| Line::raw("entry"),
            (0, 3),
            (&card, card.body),
            theme,
            &mut buffer,
        );
        (card, buffer)
    }

    #[test]
    fn the_ground_of_a_card_ends_where_its_frame_does() {
        for name in ThemeName::ALL {
            for (depth, is_veiled) in [
                (Depth::True, false),
                (Depth::True, true),
                (Depth::Indexed, false),
                (Depth::Indexed, true),
                (Depth::Ansi, true),
            ] {
                let theme = Theme::new(name, Scheme::Western).with_depth(depth);
                let (card, buffer) = drawn(&theme, is_veiled);
                let (x, y) = (card.area.x, card.area.y);
                let (beside, corner) = (&buffer[(x - 1, y)], &buffer[(x, y)]);
                let ground = buffer[(x + 1, y + 1)].bg;
                let told = format!("{name:?} {depth:?} {is_veiled}");
                match corner.symbol() {
                    // A line with the same on both sides of it.
                    "╭" => assert!(corner.bg == beside.bg && corner.bg == ground, "{told}"),
                    // Half a cell of the ground, half of what is behind.
                    "▄" => assert!(corner.bg == beside.bg && corner.fg == ground, "{told}"),
                    other => panic!("{told}: {other}"),
                }
                // The selected row leaves the frame whole.
                let lit = match corner.symbol() {
                    "╭" => "┃",
                    _ => "▌",
                };
                assert_eq!(buffer[(x, card.body.y)].symbol(), lit, "{told}");
            }
        }
    }
}
