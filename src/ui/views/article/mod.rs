//! The article pane: the band of the head, the lines of the open article, and its end.

mod end;
pub mod lines;
mod wire;
pub(in crate::ui) mod zen;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::article::column::{self, Column};
use crate::app::views::article::open::Open;
use crate::app::views::empty as words;
use crate::app::views::links;
use crate::text::article::Layout;
use crate::ui::cells::{rect, sentence, write_all};
use crate::ui::theme::{Role, Surface, Theme};
use crate::ui::views::empty;
use lines::{Place, View};

/// Draws the open article, or what to do when none is open.
pub(super) fn draw(model: &Model, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let Some(column) = column::of(model) else {
        return;
    };
    let (pane, text) = (rect(area), rect(column.text));
    let open = model.reader.open();
    if let Some((open, layout)) = open.and_then(|open| Some((open, open.layout()?))) {
        let head = rect(model.panes().head(area));
        band(layout, open.scroll, theme, (head, text), buffer);
    }
    let Some(open) = open else {
        empty::draw(model, &words::article(model), theme, pane, buffer);
        return;
    };
    match open.layout() {
        Some(layout) => article(model, open, layout, theme, (pane, column), buffer),
        None if open.loading => notice("downloading …", theme, text, buffer),
        None => {}
    }
}

fn article(
    model: &Model,
    open: &Open,
    layout: &Layout,
    theme: &Theme,
    (pane, column): (Rect, Column),
    buffer: &mut Buffer,
) {
    let text = rect(column.text);
    let view = View {
        scroll: open.scroll,
        selected_link: selected_link(model, &layout.links),
        hyperlinks: theme.hyperlinks,
    };
    let room = Rect {
        x: pane.x.saturating_add(1),
        width: pane.width.saturating_sub(1),
        ..text
    };
    lines::draw(layout, view, theme, Place { text, room }, buffer);
    if open.has_end() {
        let lines = layout.lines.len();
        let above = lines.saturating_sub(open.scroll);
        let free = above.min(usize::from(text.height));
        let free = u16::try_from(free).unwrap_or(text.height);
        let below = Rect {
            y: text.y + free,
            height: text.height - free,
            ..text
        };
        let skip = open.scroll.saturating_sub(lines);
        end::draw(model, skip, theme, below, buffer);
    }
    // The rule over an article that is alone says how far one has read.
    if model.panes().is_zen {
        return;
    }
    let counts = (open.line_count(), usize::from(text.height));
    wire::light(open.scroll, counts, theme, pane, buffer);
}

/// The head stands on a band over the whole pane, its title row included.
fn band(
    layout: &Layout,
    scroll: usize,
    theme: &Theme,
    (head, text): (Rect, Rect),
    buffer: &mut Buffer,
) {
    let rows = u16::try_from(lines::head_rows(layout, scroll)).unwrap_or(u16::MAX);
    if rows > 0 {
        let band = Rect {
            height: text.y - head.y + rows.min(text.height),
            ..head
        };
        let band = band.intersection(buffer.area);
        buffer.set_style(band, theme.surface(Surface::Panel));
    }
}

/// The link that the links menu stands on.
fn selected_link(model: &Model, shown: &[String]) -> Option<u16> {
    let url = links::selected(model)?;
    let index = shown.iter().position(|link| *link == url)?;
    u16::try_from(index).ok()
}

fn notice(text: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.height > 0 {
        let text = sentence(text, usize::from(area.width));
        write_all(&text, theme.style(Role::Dim), (area.x, area.y), buffer);
    }
}
