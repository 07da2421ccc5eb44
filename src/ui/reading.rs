//! The article pane: the lines of the open article in a column of comfortable width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::article::{self, View};
use super::cells::{sentence, write_all};
use super::root::rect;
use super::theme::{Role, Theme};
use crate::app::Model;
use crate::app::command::link_entries;
use crate::app::layer::Layer;
use crate::app::panes::{Area, Panes};

/// Draws the open article, or what to do when none is open.
pub fn view(model: &Model, theme: &Theme, area: Area, panes: &Panes, buffer: &mut Buffer) {
    let inner = panes.article_text().map_or(Rect::default(), rect);
    let Some(open) = model.reader.open() else {
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
                hyperlinks: theme.hyperlinks(),
            };
            article::draw(layout, view, theme, column, buffer);
            progress(open.scroll, open.line_count(), theme, rect(area), buffer);
        }
        None if open.loading => notice("downloading …", theme, column, buffer),
        None => {}
    }
}

/// The link that the links menu stands on.
fn selected_link(model: &Model, links: &[String]) -> Option<u16> {
    let Some(Layer::Links(menu)) = model.layers.last() else {
        return None;
    };
    let entries = link_entries(model);
    let url = &entries.get(menu.cursor)?.url;
    let index = links.iter().position(|link| link == url)?;
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
        write_all("▐", theme.style(Role::Border), (x, y), buffer);
    }
}
