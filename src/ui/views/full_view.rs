//! What the views over all panes draw alike: the title, the rows of the list, the frame of the
//! details, and texts in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::app::views::full_view::Parts;
use crate::app::views::menu::first_shown;
use crate::text::wrap::Columns;
use crate::text::{few, width};
use crate::ui::cells::{rect, shown, write_all, write_line};
use crate::ui::theme::{Role, Surface, Theme};

/// Takes the panes beneath away.
pub(super) fn clear(parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    for area in [parts.title, parts.list, parts.details].map(rect) {
        Clear.render(area, buffer);
        buffer.set_style(area, theme.on(Surface::Base, Role::Text));
    }
}

/// The name of the view, and counts of what is in it.
pub(super) fn title(name: &str, counts: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    buffer.set_style(area, theme.surface(Surface::Panel));
    let name = format!(" {name}");
    let counts = format!("  {counts}");
    let left = usize::from(area.width).saturating_sub(width::of(&name) + 1);
    let counts = width::truncate(&counts, left);
    let line = Line::from(vec![
        Span::styled(name.as_str(), theme.style(Role::Title)),
        Span::styled(counts.as_ref(), theme.style(Role::Faint)),
    ]);
    write_line(&line, area, buffer);
}

/// The rows of the list that are in sight, each with its place.
pub(super) fn rows(
    parts: &Parts,
    cursor: usize,
    count: usize,
) -> impl Iterator<Item = (usize, Rect)> {
    let list = rect(parts.list);
    let first = first_shown(cursor, usize::from(list.height), count);
    (first..count).zip(list.rows())
}

/// Marks a row if it is the selected one; what the roles look like in it, and the cursor's sign.
pub(super) fn row<'a>(
    selected: bool,
    theme: &'a Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (impl Fn(Role) -> Style + 'a, &'static str) {
    let (surface, cursor) = match selected {
        true => (Surface::Select, "›"),
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
    if area.is_empty() {
        return None;
    }
    let rule = Rect { height: 1, ..area };
    let border = theme.style(Role::Line);
    let line = "─".repeat(usize::from(rule.width));
    write_all(&line, border, (rule.x, rule.y), buffer);
    let heading = shown(heading, usize::from(rule.width).saturating_sub(4));
    let heading = format!(" {heading} ");
    write_all(
        &heading,
        theme.style(Role::Title),
        (rule.x + 1, rule.y),
        buffer,
    );
    Some(Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
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
