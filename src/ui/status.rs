//! The line at the bottom: a message, a chord in progress, the refresh, or what can be done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::cells::{sentence, write_all};
use super::theme::{Role, Surface, Theme};
use crate::app::Model;
use crate::app::age;
use crate::app::command;
use crate::app::toast::Toast;
use crate::app::views::{status as status_of, top};
use crate::model::verdict;
use crate::text::width;
use crate::text::wrap::{self, Columns};

/// Most lines of a message.
const MOST_LINES: usize = 6;

/// Draws the status line.
pub(super) fn view(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if message(model, theme, area, buffer) {
        return;
    }
    buffer.set_style(area, theme.surface(Surface::Panel));
    let right = right_side(model);
    let (columns, right_width) = columns(area, &right);
    match urgent(model) {
        Some((text, role)) => {
            let text = sentence(&text, columns);
            write_all(&text, theme.style(role), (area.x + 1, area.y), buffer);
        }
        None => hints(model, columns, theme, area, buffer),
    }
    if right_width > 0 {
        let x = area
            .right()
            .saturating_sub(u16::try_from(right_width + 1).unwrap_or(0));
        let right = sentence(&right, right_width);
        write_all(&right, theme.style(Role::Faint), (x, area.y), buffer);
    }
}

/// The columns left of the right side, and its own.
fn columns(area: Rect, right: &str) -> (usize, usize) {
    let right = width::of(right).min(usize::from(area.width) / 2);
    (usize::from(area.width).saturating_sub(right + 3), right)
}

/// Draws a message that is too long for the line over what stands above it; whether there is one.
/// Nowhere else is it said whole.
pub(super) fn message(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> bool {
    let Some(toast) = model.toast.as_ref().filter(|_| !area.is_empty()) else {
        return false;
    };
    if width::of(&toast.text) <= columns(area, &right_side(model)).0 {
        return false;
    }
    let columns = usize::from(area.width.saturating_sub(2));
    let ranges = wrap::lines(&toast.text, Columns::all(columns));
    let most = (usize::from(model.size.1) / 3).clamp(1, MOST_LINES);
    let count = ranges.len().min(most);
    let role = of_toast(toast);
    for (row, range) in (0..).zip(&ranges[..count]) {
        let is_last = usize::from(row) + 1 == count;
        // What does not fit is marked as cut.
        let end = if is_last { toast.text.len() } else { range.end };
        let text = sentence(&toast.text[range.start..end], columns);
        let below = u16::try_from(count).unwrap_or(1) - 1 - row;
        let line = Rect {
            y: area.y.saturating_sub(below),
            height: 1,
            ..area
        };
        Clear.render(line, buffer);
        buffer.set_style(line, theme.surface(Surface::Panel));
        write_all(&text, theme.style(role), (line.x + 1, line.y), buffer);
    }
    true
}

fn of_toast(toast: &Toast) -> Role {
    if toast.is_error {
        Role::Error
    } else {
        Role::Strong
    }
}

/// What comes before the hints: a message, or the keys of a chord so far.
fn urgent(model: &Model) -> Option<(String, Role)> {
    if let Some(toast) = &model.toast {
        return Some((toast.text.clone(), of_toast(toast)));
    }
    let keys: Vec<String> = model.pending.iter().map(ToString::to_string).collect();
    (!keys.is_empty()).then(|| (format!("{} …", keys.join(" ")), Role::Strong))
}

/// Commands worth knowing where the user is, with the keys that the keymap has for them.
fn hints(model: &Model, columns: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let view = top(model);
    let is_off = |id| {
        let command = command::find(model.commands, id);
        command.is_some_and(|command| (command.disabled)(model).is_some())
    };
    let mut used = 0;
    let mut x = area.x + 1;
    for (id, word) in view.hints {
        if view.hides_impossible && is_off(id) {
            continue;
        }
        let Some(key) = model.keymap.nearest_chord(id, view.contexts) else {
            continue;
        };
        let gap = if used == 0 { "" } else { "   " };
        used += width::of(gap) + width::of(&key) + 1 + width::of(word);
        if used > columns {
            break;
        }
        x = write_all(gap, theme.style(Role::Faint), (x, area.y), buffer);
        x = write_all(&key, theme.style(Role::Key), (x, area.y), buffer);
        let word = format!(" {word}");
        x = write_all(&word, theme.style(Role::Faint), (x, area.y), buffer);
    }
}

/// How many headlines wait above the list, and the key that shows them.
pub(super) fn waiting(model: &Model) -> Option<String> {
    let count = model.list.waiting();
    (count > 0).then(|| format!("{count} new ↑ {}", model.key_of("show-new")))
}

fn right_side(model: &Model) -> String {
    if model.unstored.obstacle().is_some() {
        return "not stored yet".to_owned();
    }
    // The title says it where there is one.
    if let (Some(new), 0) = (waiting(model), model.panes().head_rows) {
        return new;
    }
    let refreshing = &model.refreshing;
    if refreshing.is_running() && refreshing.total > 0 {
        return format!("downloading {}/{}", refreshing.done, refreshing.total);
    }
    if let Some(status) = status_of(model) {
        return status;
    }
    let dead = verdict::dead(&model.sources, model.now);
    if dead > 0 {
        return format!("{dead} failing · {}", model.key_of("health"));
    }
    if let Some((done, wanted)) = model.reader.prefetching
        && model.size.0 >= 60
    {
        return format!("articles {done}/{wanted}");
    }
    match refreshing.finished {
        Some(at) if model.size.0 >= 60 => {
            format!(
                "refreshed {}",
                age::short(model.now, at, &model.settings.zone)
            )
        }
        _ => String::new(),
    }
}
