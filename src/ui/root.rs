//! The whole frame: panes with their titles, status, overlays.

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::cells::{rect, write_all, write_line};
use super::theme::{Role, Surface, Theme};
use super::views::article::zen;
use super::views::wire;
use super::{gate, status, views};
use crate::app::Model;
use crate::app::panes::{Area, Panes};
use crate::app::views::stack::View;
use crate::app::views::{PANES, focused, interface};
use crate::text::width;

/// Smaller than this nothing useful fits.
const SMALLEST: (u16, u16) = (16, 3);

/// Draws the model, into a frame of whatever size: the terminal may have changed its own since
/// the model was told, and what does not fit is cut off.
pub fn view(model: &Model, theme: &Theme, frame: &mut Frame<'_>) {
    let area = Rect::new(0, 0, model.size.0, model.size.1);
    let cursor = if frame.area() == area {
        draw(model, theme, area, frame.buffer_mut())
    } else {
        let mut whole = Buffer::empty(area);
        let cursor = draw(model, theme, area, &mut whole);
        copy(&whole, frame.buffer_mut());
        cursor
    };
    let seen = frame.area();
    if let Some(cell) = cursor.filter(|cell| seen.contains((*cell).into())) {
        frame.set_cursor_position(cell);
    }
}

/// Copies as much of a picture as there is room for.
fn copy(from: &Buffer, to: &mut Buffer) {
    let area = from.area.intersection(to.area);
    for cell in area.positions() {
        to[cell] = from[cell].clone();
        let room = usize::from(area.right() - cell.x);
        if width::of(to[cell].symbol()) > room {
            to[cell].set_symbol(" ");
        }
    }
}

/// Draws the model at its own size; where the cursor is, if it is shown.
fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        write_line(&Line::raw("too small"), area, buffer);
        return None;
    }
    let panes = model.panes();
    buffer.set_style(area, theme.on(Surface::Base, Role::Text));
    ground(&panes, theme, buffer);
    for pane in &PANES {
        views::draw(pane, model, theme, buffer);
        head(pane, model, theme, buffer);
    }
    if panes.is_zen {
        zen::head(model, theme, buffer);
    }
    if status::is_beneath(model) {
        status::view(model, theme, rect(panes.status), buffer);
    }
    let mut cursor = None;
    let overlays = model.views.all();
    let veiling = overlays.iter().rposition(|view| interface(view).veils);
    for (index, view) in overlays.iter().enumerate() {
        if veiling == Some(index) {
            views::veil::draw(theme, buffer);
        }
        cursor = views::draw(view, model, theme, buffer);
    }
    if !status::is_beneath(model) {
        status::view(model, theme, rect(panes.status), buffer);
    }
    views::toasts::draw(model, theme, buffer);
    gate::pass(theme.charset, buffer);
    cursor
}

/// What the panes stand on, and the lines between them: list and article are parted by one, the
/// others where their grounds are the same.
fn ground(panes: &Panes, theme: &Theme, buffer: &mut Buffer) {
    let whole = |pane: Area| rect(pane).union(rect(panes.head(pane)));
    let sidebar = panes.sidebar.filter(|_| !panes.sidebar_is_drawer);
    for pane in [sidebar, panes.ticker].into_iter().flatten() {
        buffer.set_style(whole(pane), theme.on(Surface::Panel, Role::Text));
    }
    let article = panes.article.filter(|_| !panes.is_stacked());
    let is_parted = theme.has_one_background();
    let others = [panes.list, panes.ticker].map(|pane| pane.filter(|_| is_parted));
    let walls = [article, others[0], others[1]].into_iter().flatten();
    for pane in walls.filter(|pane| pane.x > 0) {
        wire::draw(theme, whole(pane), buffer);
    }
}

/// The title row of a pane and the rule under it, heavy where the keys go.
fn head(pane: &View, model: &Model, theme: &Theme, buffer: &mut Buffer) {
    let view = interface(pane);
    let area = (view.area)(model);
    let Some(title) = (view.title)(model).filter(|_| area.width > 4) else {
        return;
    };
    let panes = model.panes();
    let head = rect(panes.head(area));
    if head.is_empty() || panes.is_zen {
        return;
    }
    let focused = std::mem::discriminant(pane) == std::mem::discriminant(&focused(model.focus));
    let (name, fact, rule, line) = match focused {
        true => (Role::Title, Role::Faint, "━", Role::Focus),
        false => (Role::Dim, Role::Faint, "─", Role::Line),
    };
    let fact = if title.is_news { Role::Accent } else { fact };
    let name = if title.is_brand { Role::Focus } else { name };
    let row = Rect {
        x: head.x + 2,
        width: head.width - 3,
        ..head
    };
    // The end of a name behind the drawer would be another one.
    let covered = covered(pane, &panes);
    let (seen, text) = match covered.contains(&row.x) {
        true => (right_of(row, covered.end), ""),
        false => (row, title.name.as_str()),
    };
    let fact = (title.fact.as_str(), theme.style(fact));
    views::title::draw(seen, (text, theme.style(name)), fact, buffer);
    if head.height > 1 {
        for x in row.left()..row.right() {
            write_all(rule, theme.style(line), (x, row.y + 1), buffer);
        }
    }
}

/// What of a row lies at a column and behind it.
fn right_of(row: Rect, column: u16) -> Rect {
    let x = column.min(row.right());
    Rect {
        x,
        width: row.right() - x,
        ..row
    }
}

/// The columns that a sidebar over the panes takes from the others, with a blank behind it.
fn covered(pane: &View, panes: &Panes) -> Range<u16> {
    let drawer = panes.sidebar.filter(|_| panes.sidebar_is_drawer);
    match drawer.filter(|_| !matches!(pane, View::Sidebar)) {
        Some(area) => area.x..area.x + area.width + 1,
        None => 0..0,
    }
}
