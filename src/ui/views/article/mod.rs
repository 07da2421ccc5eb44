//! The article pane: the lines of the open article in a column of comfortable width.

pub mod lines;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::empty as words;
use crate::app::views::links;
use crate::ui::cells::{rect, sentence, write_all};
use crate::ui::theme::{Role, Theme};
use crate::ui::views::empty;
use lines::View;

/// Draws the open article, or what to do when none is open.
pub(super) fn draw(model: &Model, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let inner = model.panes().article_text().map_or(Rect::default(), rect);
    let Some(open) = model.reader.open() else {
        empty::draw(model, &words::article(model), theme, rect(area), buffer);
        return;
    };
    let column = Rect {
        width: inner.width.min(model.settings.article_width.max(20)),
        ..inner
    };
    match open.layout() {
        Some(layout) => {
            let view = View {
                scroll: open.scroll,
                selected_link: selected_link(model, &layout.links),
                hyperlinks: theme.hyperlinks,
            };
            lines::draw(layout, view, theme, column, buffer);
            progress(open.scroll, open.line_count(), theme, rect(area), buffer);
        }
        None if open.loading => notice("downloading …", theme, column, buffer),
        None => {}
    }
}

/// The link that the links menu stands on.
fn selected_link(model: &Model, shown: &[String]) -> Option<u16> {
    let url = links::selected(model)?;
    let index = shown.iter().position(|link| *link == url)?;
    u16::try_from(index).ok()
}

fn notice(text: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.height > 1 {
        let text = sentence(text, usize::from(area.width));
        write_all(&text, theme.style(Role::Dim), (area.x, area.y + 1), buffer);
    }
}

/// A bar at the right edge: how much of the article is in view, and where.
fn progress(scroll: usize, lines: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let height = usize::from(area.height);
    if lines <= height || height == 0 {
        return;
    }
    let size = (height * height / lines).max(1);
    let last = lines - height;
    let top = (height - size) * scroll.min(last) / last;
    let x = area.right().saturating_sub(1);
    for offset in top..top + size {
        let y = area.y + u16::try_from(offset).unwrap_or(0);
        write_all("▐", theme.style(Role::Thumb), (x, y), buffer);
    }
}
