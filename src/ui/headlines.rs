//! The list pane: one line a headline where the list has the screen to itself, two where it
//! shares it. Unread is bold with a dot, so colour is never alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{Role, Theme};
use crate::app::Model;
use crate::app::age;
use crate::app::model::Focus;
use crate::model::{Headline, Scope};
use crate::text::wrap::{self, Columns};
use crate::text::{bidi, width};

/// Draws the list.
pub fn view(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let panes = model.panes();
    if panes.is_split() {
        let x = area.right().saturating_sub(1);
        for y in area.top()..area.bottom() {
            buffer.set_string(x, y, "│", theme.style(Role::Border));
        }
    }
    let inner = Rect {
        width: area.width.saturating_sub(u16::from(panes.is_split())),
        ..area
    };
    if model.list.ids().is_empty() {
        empty(model, theme, inner, buffer);
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
            let focused = model.focus == Focus::List;
            draw(
                model,
                theme,
                headline,
                row,
                Look { selected, focused },
                buffer,
            );
        }
    }
}

#[derive(Clone, Copy)]
struct Look {
    selected: bool,
    focused: bool,
}

/// Why there is nothing, and what the user can do.
fn empty(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let text = if !model.list.loaded {
        "reading …"
    } else if model.query.search.is_some() {
        "nothing found · a shows everything"
    } else if model.query.scope == Scope::Favourites {
        "no favourites yet · f keeps a headline"
    } else if model.query.unread && model.totals.total > 0 {
        "everything is read · U shows all"
    } else if model.sources.is_empty() {
        "no sources yet · + adds a page, S offers some"
    } else if model.refreshing.running {
        "downloading …"
    } else {
        "nothing here yet · r downloads what is due"
    };
    let text = width::truncate(text, usize::from(area.width.saturating_sub(2)));
    if !area.is_empty() {
        let y = area.y + area.height.min(3) / 2;
        buffer.set_string(area.x + 1, y, text, theme.style(Role::Dim));
    }
}

fn draw(
    model: &Model,
    theme: &Theme,
    headline: &Headline,
    area: Rect,
    look: Look,
    buffer: &mut Buffer,
) {
    let base = match (look.selected, look.focused) {
        (true, true) => theme.style(Role::Selected),
        (true, false) => theme.style(Role::SelectedElsewhere),
        (false, _) => Style::default(),
    };
    buffer.set_style(area, base);
    let state = if headline.read {
        Role::Read
    } else {
        Role::Unread
    };
    let title_style = base.patch(theme.style(state));
    let marks = Marks {
        theme,
        base,
        headline,
        selected: look.selected,
    };
    if area.height > 1 {
        two_lines(model, &marks, title_style, area, buffer);
    } else {
        one_line(model, &marks, title_style, area, buffer);
    }
}

struct Marks<'a> {
    theme: &'a Theme,
    base: Style,
    headline: &'a Headline,
    selected: bool,
}

impl Marks<'_> {
    /// The first three cells: cursor, unread, favourite.
    fn draw(&self, area: Rect, buffer: &mut Buffer) -> u16 {
        let patch = |role| self.base.patch(self.theme.style(role));
        let cursor = if self.selected { "›" } else { " " };
        let unread = if self.headline.read { " " } else { "●" };
        let kept = if self.headline.favourite { "★" } else { " " };
        buffer.set_string(area.x, area.y, cursor, patch(Role::Cursor));
        buffer.set_string(area.x + 1, area.y, unread, patch(Role::UnreadMark));
        buffer.set_string(area.x + 2, area.y, kept, patch(Role::Favourite));
        4
    }

    fn dim(&self) -> Style {
        self.base.patch(self.theme.style(Role::Dim))
    }
}

/// Writes text that fits into `columns`, right-to-left titles in reading order and at the
/// right edge.
fn write(buffer: &mut Buffer, at: (u16, u16), text: &str, columns: usize, style: Style) {
    let text = width::simple(text);
    let fitted = width::truncate(&text, columns);
    let visual = bidi::line(&fitted);
    let x = if visual.rtl {
        at.0 + u16::try_from(columns.saturating_sub(width::of(&fitted))).unwrap_or(0)
    } else {
        at.0
    };
    buffer.set_string(x, at.1, &visual.text, style);
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
        let source = width::truncate(&headline.source_name, source_columns.saturating_sub(2));
        buffer.set_string(x, area.y, source, marks.dim());
        x += u16::try_from(source_columns).unwrap_or(0);
    }
    write(
        buffer,
        (x, area.y),
        &headline.title,
        title_columns,
        title_style,
    );
    let age_width = u16::try_from(width::of(&age)).unwrap_or(0);
    buffer.set_string(
        area.right().saturating_sub(age_width + 1),
        area.y,
        age,
        marks.dim(),
    );
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
    let source = width::truncate(&headline.source_name, source_columns);
    let under = format!("{source} · {age}");
    let left = columns.saturating_sub(width::of(&under) + 2);
    let title = width::simple(&headline.title);
    let lines = wrap::lines(
        &title,
        Columns {
            first: columns,
            rest: left.max(1),
        },
    );
    match &lines[..] {
        [_, second, ..] if !bidi::is_rtl(&title) => {
            let (first, rest) = title.split_at(second.start);
            write(buffer, (x, area.y), first.trim_end(), columns, title_style);
            write(buffer, (x, area.y + 1), rest, left, title_style);
        }
        _ => {
            write(buffer, (x, area.y), &title, columns, title_style);
            write(
                buffer,
                (x, area.y + 1),
                &headline.summary,
                left,
                marks.dim(),
            );
        }
    }
    let right = area
        .right()
        .saturating_sub(u16::try_from(width::of(&under) + 1).unwrap_or(0));
    buffer.set_string(right, area.y + 1, under, marks.dim());
}
