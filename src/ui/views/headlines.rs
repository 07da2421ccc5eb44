//! The list pane: one line a headline where the list has the screen to itself, two where it
//! shares it. Unread is bold with a dot, so colour is never alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::empty;
use crate::app::Model;
use crate::app::age;
use crate::app::panes::{Area, Focus};
use crate::app::views::empty as words;
use crate::model::Headline;
use crate::text::bidi::Visual;
use crate::text::wrap::Columns;
use crate::text::{bidi, few, width};
use crate::ui::cells::{self, rect, shown, write_all};
use crate::ui::theme::{Role, Surface, Theme};

/// Draws the list.
pub(super) fn draw(model: &Model, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let area = rect(area);
    let panes = model.panes();
    if panes.is_split() {
        let x = area.right().saturating_sub(1);
        for y in area.top()..area.bottom() {
            write_all("│", theme.style(Role::Wire), (x, y), buffer);
        }
    }
    let inner = Rect {
        width: area.width.saturating_sub(u16::from(panes.is_split())),
        ..area
    };
    if model.list.ids().is_empty() {
        empty::draw(model, &words::list(model), theme, inner, buffer);
        return;
    }
    let height = usize::from(panes.row_height);
    for (index, id) in model.list.visible(panes.list_height()).iter().enumerate() {
        let y = inner.y + u16::try_from(index * height).unwrap_or(u16::MAX);
        let row = Rect {
            y,
            height: panes.row_height,
            ..inner
        };
        let selected = model.list.offset() + index == model.list.cursor();
        if let Some(headline) = model.list.row(*id) {
            draw_row(model, theme, headline, row, selected, buffer);
        }
    }
}

fn draw_row(
    model: &Model,
    theme: &Theme,
    headline: &Headline,
    area: Rect,
    selected: bool,
    buffer: &mut Buffer,
) {
    let surface = match (selected, model.focus == Focus::List) {
        (true, true) => Surface::Select,
        (true, false) => Surface::Off,
        (false, _) => Surface::Base,
    };
    buffer.set_style(area, theme.surface(surface));
    let state = match (selected, headline.read) {
        (true, _) => Role::Selected,
        (false, true) => Role::Read,
        (false, false) => Role::Unread,
    };
    let title_style = theme.on(surface, state);
    let marks = Marks {
        theme,
        surface,
        headline,
        selected,
    };
    if area.height > 1 {
        two_lines(model, &marks, title_style, area, buffer);
    } else {
        one_line(model, &marks, title_style, area, buffer);
    }
}

struct Marks<'a> {
    theme: &'a Theme,
    surface: Surface,
    headline: &'a Headline,
    selected: bool,
}

impl Marks<'_> {
    /// The first three cells: cursor, unread, favourite.
    fn draw(&self, area: Rect, buffer: &mut Buffer) -> u16 {
        let cursor = if self.selected { "›" } else { " " };
        let unread = if self.headline.read { " " } else { "●" };
        let kept = if self.headline.favourite { "★" } else { " " };
        let role = match self.surface {
            Surface::Select => Role::Focus,
            _ => Role::Thumb,
        };
        write_all(cursor, self.style(role), (area.x, area.y), buffer);
        let style = self.style(Role::Accent);
        write_all(unread, style, (area.x + 1, area.y), buffer);
        let style = self.style(Role::Accent);
        write_all(kept, style, (area.x + 2, area.y), buffer);
        4
    }

    fn style(&self, role: Role) -> Style {
        self.theme.on(self.surface, role)
    }
}

/// Writes a line into `columns`: at their right end if it reads from right to left.
fn write(line: &Visual<'_>, columns: usize, style: Style, (x, y): (u16, u16), buffer: &mut Buffer) {
    let missing = columns.saturating_sub(width::of(&line.text));
    let start = if line.rtl { missing } else { 0 };
    let x = x.saturating_add(u16::try_from(start).unwrap_or(0));
    cells::write(&line.text, columns - start, style, (x, y), buffer);
}

/// Mark, time, source and title in columns.
fn one_line(model: &Model, marks: &Marks<'_>, title_style: Style, area: Rect, buffer: &mut Buffer) {
    let headline = marks.headline;
    let start = marks.draw(area, buffer);
    let age = age::short(model.now, headline.published, &model.settings.zone);
    let columns = usize::from(area.width.saturating_sub(start));
    let age_columns = if area.width >= 60 {
        11
    } else {
        width::of(&age) + 2
    };
    let source_columns = if area.width >= 60 {
        usize::from(area.width) / 5
    } else {
        0
    };
    let title_columns = columns.saturating_sub(age_columns + source_columns);
    let mut x = area.x + start;
    if source_columns > 0 {
        let source = shown(&headline.source_name, source_columns.saturating_sub(2));
        write_all(&source, marks.style(Role::Faint), (x, area.y), buffer);
        x += u16::try_from(source_columns).unwrap_or(0);
    }
    let title = width::truncate(&headline.title, title_columns);
    let title = bidi::line(&title);
    write(&title, title_columns, title_style, (x, area.y), buffer);
    let age_width = u16::try_from(width::of(&age)).unwrap_or(0);
    let right = area.right().saturating_sub(age_width + 1);
    write_all(&age, marks.style(Role::Faint), (right, area.y), buffer);
}

/// The title over two lines, the second shared with source and age at its right edge; a short
/// title leaves the place to the beginning of the teaser.
fn two_lines(
    model: &Model,
    marks: &Marks<'_>,
    title_style: Style,
    area: Rect,
    buffer: &mut Buffer,
) {
    let headline = marks.headline;
    let start = marks.draw(area, buffer);
    let columns = usize::from(area.width.saturating_sub(start + 1));
    let x = area.x + start;
    let age = age::short(model.now, headline.published, &model.settings.zone);
    let source_columns = (columns / 2).saturating_sub(width::of(&age) + 3);
    let source = shown(&headline.source_name, source_columns);
    let under = format!("{source} · {age}");
    let left = columns.saturating_sub(width::of(&under) + 2);
    let room = Columns {
        first: columns,
        rest: left.max(1),
    };
    let title = few::lines(&headline.title, room, 2);
    if let Some(first) = title.first() {
        write(first, columns, title_style, (x, area.y), buffer);
    }
    if let Some(second) = title.get(1) {
        write(second, left, title_style, (x, area.y + 1), buffer);
    } else {
        let teaser = width::truncate(&headline.summary, left);
        let teaser = bidi::line(&teaser);
        let role = if headline.read {
            Role::Faint
        } else {
            Role::Dim
        };
        write(&teaser, left, marks.style(role), (x, area.y + 1), buffer);
    }
    let under_width = u16::try_from(width::of(&under) + 1).unwrap_or(0);
    let right = area.right().saturating_sub(under_width);
    write_all(
        &under,
        marks.style(Role::Faint),
        (right, area.y + 1),
        buffer,
    );
}
