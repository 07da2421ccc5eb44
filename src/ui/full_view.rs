//! What the views over all panes draw alike: the title, the rows of the list, the frame of the
//! details, and texts in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::root::rect;
use super::theme::{Role, Theme};
use crate::app::full_view::Parts;
use crate::app::pointer::first_shown;
use crate::text::wrap::{self, Columns};
use crate::text::{bidi, width};

/// Takes the panes beneath away.
pub(super) fn clear(parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    for area in [parts.title, parts.list, parts.details].map(rect) {
        Clear.render(area, buffer);
        buffer.set_style(area, theme.style(Role::Text));
    }
}

/// The name of the view, and counts of what is in it.
pub(super) fn title(name: &str, counts: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    buffer.set_style(area, theme.style(Role::Bar));
    let name = format!(" {name}");
    let counts = format!("  {counts}");
    let left = usize::from(area.width).saturating_sub(width::of(&name) + 1);
    let counts = width::truncate(&counts, left);
    Line::from(vec![
        Span::styled(name.as_str(), theme.style(Role::BarTitle)),
        Span::styled(counts.as_ref(), theme.style(Role::BarDim)),
    ])
    .render(area, buffer);
}

/// The rows of the list that are in sight, each with its place.
pub(super) fn rows(
    parts: &Parts,
    cursor: usize,
    count: usize,
) -> impl Iterator<Item = (usize, Rect)> {
    let list = rect(parts.list);
    let first = first_shown(cursor, usize::from(list.height), count);
    let places = (list.top()..list.bottom()).map(move |y| Rect {
        y,
        height: 1,
        ..list
    });
    (first..count).zip(places)
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
    let border = theme.style(Role::Border);
    buffer.set_string(rule.x, rule.y, "─".repeat(usize::from(rule.width)), border);
    let heading = width::simple(heading);
    let heading = width::truncate(&heading, usize::from(rule.width).saturating_sub(4));
    let heading = format!(" {} ", shown(&heading));
    buffer.set_string(rule.x + 1, rule.y, heading, theme.style(Role::Heading));
    Some(Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height - 1,
    })
}

/// A line of foreign words in the order in which it is read.
pub(super) fn shown(text: &str) -> String {
    bidi::line(text).text.into_owned()
}

/// A text in at most so many lines, cut with an ellipsis.
pub(super) fn lines(text: &str, columns: usize, most: usize, style: Style) -> Vec<Line<'static>> {
    let text = width::simple(text);
    let ranges = wrap::lines(&text, Columns::all(columns.max(1)));
    let cut = ranges.len() > most;
    let mut shown_lines: Vec<String> = ranges
        .into_iter()
        .take(most)
        .map(|range| text[range].trim_end().to_owned())
        .collect();
    if let (true, Some(last)) = (cut, shown_lines.last_mut()) {
        *last = format!("{}…", width::truncate(last, columns.saturating_sub(1)));
    }
    let line = |line: String| Line::styled(shown(&line), style);
    shown_lines.into_iter().map(line).collect()
}
