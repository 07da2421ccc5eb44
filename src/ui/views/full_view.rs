//! What the views over all panes draw alike: the title, the rows of the list, the frame of the
//! details, and texts in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use super::{more, title};
use crate::app::panes::Area;
use crate::app::views::full_view::Parts;
use crate::app::views::menu::first_shown;
use crate::text::wrap::Columns;
use crate::text::{few, width};
use crate::ui::cells::{rect, shown, write_all};
use crate::ui::theme::{Role, Surface, Theme};

/// Takes the panes beneath away.
pub(super) fn clear(area: Area, theme: &Theme, buffer: &mut Buffer) {
    let area = rect(area);
    Clear.render(area, buffer);
    buffer.set_style(area, theme.on(Surface::Base, Role::Text));
}

/// Blanks before and behind the title and its rule.
const MARGIN: u16 = 2;

/// The name of the view, counts of what is in it at the right, and the rule of what has the keys.
pub(super) fn title(name: &str, counts: &str, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let inset = |area: Area| {
        let area = rect(area);
        Rect {
            x: area.x + MARGIN.min(area.width),
            width: area.width.saturating_sub(2 * MARGIN),
            ..area
        }
    };
    let (row, rule) = (inset(parts.title), inset(parts.rule));
    let name = (name, theme.style(Role::Title));
    let counts = (counts, theme.style(Role::Faint));
    title::draw(row, name, counts, buffer);
    if !rule.is_empty() {
        let heavy = "━".repeat(usize::from(rule.width));
        write_all(&heavy, theme.style(Role::Focus), (rule.x, rule.y), buffer);
    }
}

/// Draws the rows of the list that are in sight, and whether it goes on.
pub(super) fn draw_rows(
    parts: &Parts,
    (cursor, count): (usize, usize),
    theme: &Theme,
    buffer: &mut Buffer,
    mut draw_row: impl FnMut(usize, Rect, &mut Buffer),
) {
    let list = rect(parts.list);
    let first = first_shown(cursor, usize::from(list.height), count);
    for (index, row) in (first..count).zip(list.rows()) {
        draw_row(index, row, buffer);
    }
    let edge = list.right().saturating_sub(1);
    more::mark(list, (first, count), edge, theme, buffer);
}

/// Marks a row if it is the selected one; what the roles look like in it, and the cursor's sign.
pub(super) fn row<'a>(
    selected: bool,
    theme: &'a Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (impl Fn(Role) -> Style + 'a, &'static str) {
    let (surface, cursor) = match selected {
        true => (Surface::Select, "▌"),
        false => (Surface::Base, " "),
    };
    buffer.set_style(area, theme.surface(surface));
    (move |role| theme.on(surface, role), cursor)
}

/// Draws the rule above the details with its heading; where the details stand, if anywhere.
pub(super) fn details(
    heading: &str,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Rect> {
    let width = area.width.saturating_sub(2 * MARGIN);
    if area.is_empty() || width == 0 {
        return None;
    }
    let x = area.x + MARGIN;
    let columns = usize::from(width);
    let heading = shown(heading, columns);
    let end = write_all(&heading, theme.style(Role::Title), (x, area.y), buffer);
    let rule = columns.saturating_sub(width::of(&heading) + 1);
    let line = "─".repeat(rule);
    write_all(&line, theme.style(Role::Line), (end + 1, area.y), buffer);
    Some(Rect {
        x,
        y: area.y + 1,
        width,
        height: area.height - 1,
    })
}

/// A text in at most so many lines, cut with an ellipsis.
pub(super) fn lines(text: &str, columns: usize, most: usize, style: Style) -> Vec<Line<'static>> {
    few::lines(text, Columns::all(columns.max(1)), most)
        .into_iter()
        .map(|line| Line::styled(line.text, style))
        .collect()
}
