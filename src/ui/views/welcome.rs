//! The first screen of a new user: no error, no editor, a choice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::panes::Area;
use crate::app::views::welcome::state::{Welcome, WelcomeRow};
use crate::text::width;
use crate::ui::cells::shown;
use crate::ui::theme::{Role, Theme};

/// Draws the screen.
pub(super) fn draw(view: &Welcome, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let area = frame::draw(area, "newswire", theme, buffer);
    let heading = if area.height > 8 {
        heading(theme)
    } else {
        Vec::new()
    };
    let above = u16::try_from(heading.len()).unwrap_or(0);
    frame::draw_lines(heading.into_iter(), area, buffer);
    let rows = Rect {
        y: area.y + above,
        height: area.height - above,
        ..area
    };
    let entry = |index: usize| row(view, index, theme, usize::from(rows.width));
    let place = (view.cursor, view.count());
    frame::draw_menu(entry, place, theme, rows, buffer);
}

/// What stands above the rows.
fn heading(theme: &Theme) -> Vec<Line<'static>> {
    vec![
        Line::styled("Welcome to Newswire.", theme.style(Role::Title)),
        Line::styled(
            "Choose how to begin: tick sources with space, enter starts.",
            theme.style(Role::Dim),
        ),
        Line::raw(""),
    ]
}

/// One row of the screen.
fn row(welcome: &Welcome, index: usize, theme: &Theme, columns: usize) -> Line<'static> {
    let text = match welcome.row(index) {
        Some(WelcomeRow::Paste) => "Paste the address of a feed or of any news page".to_owned(),
        Some(WelcomeRow::Import) => "Import from another reader: OPML, newsboat, …".to_owned(),
        Some(WelcomeRow::Demo) => "Look around in the demo: no network needed".to_owned(),
        Some(WelcomeRow::Starter(starter)) => return starter_row(welcome, starter, theme, columns),
        None => String::new(),
    };
    Line::styled(
        width::truncate(&text, columns).into_owned(),
        theme.style(Role::Text),
    )
}

fn starter_row(welcome: &Welcome, index: usize, theme: &Theme, columns: usize) -> Line<'static> {
    let starter = &welcome.starters[index];
    let tick = if welcome.ticked.contains(&index) {
        "[x] "
    } else {
        "[ ] "
    };
    let name = starter.spec.name.as_deref().unwrap_or(&starter.spec.url);
    let about = format!("{} · {}", starter.topic, starter.lang);
    let name_columns = columns.saturating_sub(4 + 20).max(10);
    Line::from(vec![
        Span::styled(tick, theme.style(Role::Key)),
        Span::styled(
            width::pad_end(&shown(name, name_columns), name_columns),
            theme.style(Role::Text),
        ),
        Span::styled(
            width::truncate(&about, columns.saturating_sub(4 + name_columns)).into_owned(),
            theme.style(Role::Dim),
        ),
    ])
}
