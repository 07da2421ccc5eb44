//! The whole frame: title, panes, status, overlays.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::cells::{rect, sentence, write_all, write_line};
use super::theme::{Role, Surface, Theme};
use super::{gate, status, views};
use crate::app::Model;
use crate::app::views::{PANES, headlines, interface};
use crate::model::counted;
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
    title(model, theme, rect(panes.title), buffer);
    for pane in &PANES {
        views::draw(pane, model, theme, buffer);
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

/// The line at the top: what the list shows, and how much of it is unread.
fn title(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    buffer.set_style(area, theme.surface(Surface::Panel));
    let counts = counts(model);
    let counts_width = width::of(&counts);
    let columns = usize::from(area.width);
    let brand = if columns >= 60 { " newswire " } else { "" };
    let demo = if model.settings.demo && columns >= 60 {
        " demo "
    } else {
        ""
    };
    let new = status::waiting(model).map_or_else(String::new, |new| format!(" · {new}"));
    let taken = [brand, demo, &new].map(width::of).iter().sum::<usize>();
    let free = columns.saturating_sub(taken + counts_width + 3);
    let name = sentence(&headlines::title(model), free);
    let line = Line::from(vec![
        Span::styled(brand, theme.style(Role::Focus)),
        Span::styled(demo, theme.style(Role::Faint)),
        Span::styled(format!(" {name}"), theme.style(Role::Title)),
        Span::styled(new, theme.style(Role::Accent)),
    ]);
    write_line(&line, area, buffer);
    if columns > counts_width + 2 {
        let x = area.right() - u16::try_from(counts_width + 1).unwrap_or(area.width);
        write_all(&counts, theme.style(Role::Faint), (x, area.y), buffer);
    }
}

fn counts(model: &Model) -> String {
    let totals = model.totals;
    let (is_narrow, keeps_nothing) = (model.size.0 < 60, model.keeps_nothing);
    if is_narrow && keeps_nothing {
        return "nothing is kept".to_owned();
    }
    if is_narrow {
        return format!("{} unread", totals.unread);
    }
    let notice = if keeps_nothing {
        "nothing is kept · "
    } else {
        ""
    };
    format!(
        "{notice}{} unread · {} · {} ★",
        totals.unread,
        counted(totals.total, "headline"),
        totals.favourites
    )
}
