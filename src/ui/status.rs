//! The line at the bottom: a chord in progress, the refresh, or what can be done; at its right
//! the state.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells::{sentence, write, write_all};
use super::theme::{Role, Surface, Theme};
use super::views::hints;
use crate::app::Model;
use crate::app::status::{Left, MARGIN, Progress, State, status};
use crate::app::views::{hinted, top};
use crate::text::width;

/// What stands before the rule of a refresh, where there is room.
const WORD: &str = "downloading";
/// Columns of the rule, and of the shortest that still tells anything.
const RULE: usize = 30;
const SHORT_RULE: usize = 8;
/// Blanks at both sides of the rule.
const GAP: usize = 2;

/// Whether the line belongs to what is beneath the topmost view, and recedes with it.
pub(super) fn is_beneath(model: &Model) -> bool {
    top(model).covers_status || !hinted(model).is_top
}

/// Draws the line.
pub(super) fn view(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    for cell in area.positions() {
        buffer[cell].reset();
    }
    let surface = match model.panes().is_zen {
        true => Surface::Base,
        false => Surface::Panel,
    };
    buffer.set_style(area, theme.on(surface, Role::Text));
    let status = status(model);
    let margin = u16::try_from(MARGIN).unwrap_or(0).min(area.width);
    let at = (area.x + margin, area.y);
    match &status.left {
        Left::Hints(shown) => hints::draw(shown, theme, at, buffer),
        Left::Chord(keys) => {
            let keys = sentence(keys, status.columns);
            write_all(&keys, theme.style(Role::Strong), at, buffer);
        }
        Left::Progress(progress) => draw_progress(*progress, status.columns, theme, at, buffer),
    }
    draw_state(&status.right, theme, area, buffer);
}

/// How far a refresh is: a heavy rule over a thin one, then in numbers.
fn draw_progress(
    progress: Progress,
    columns: usize,
    theme: &Theme,
    (mut x, y): (u16, u16),
    buffer: &mut Buffer,
) {
    let (count, news) = (progress.count(), progress.news());
    let words = width::of(&count) + width::of(&news);
    let free = columns.saturating_sub(words + GAP);
    let of_word = width::of(WORD) + GAP;
    let has_word = free >= of_word + SHORT_RULE;
    let rule = free
        .saturating_sub(if has_word { of_word } else { 0 })
        .min(RULE);
    if has_word {
        let end = write_all(WORD, theme.style(Role::Text), (x, y), buffer);
        x = end.saturating_add(2);
    }
    if rule >= SHORT_RULE {
        let done = rule * progress.done.min(progress.total) / progress.total.max(1);
        let heavy = "━".repeat(done);
        x = write_all(&heavy, theme.style(Role::Focus), (x, y), buffer);
        let thin = "─".repeat(rule - done);
        x = write_all(&thin, theme.style(Role::Line), (x, y), buffer).saturating_add(2);
    }
    let x = write(&count, columns, theme.style(Role::Dim), (x, y), buffer);
    write(&news, columns, theme.style(Role::Faint), (x, y), buffer);
}

fn draw_state(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let taken = u16::try_from(state.columns() + MARGIN).unwrap_or(u16::MAX);
    let mut x = area.right().saturating_sub(taken).max(area.x);
    let faint = theme.style(Role::Faint);
    if !state.text.is_empty() {
        let text = sentence(&state.text, usize::from(area.width));
        x = write_all(&text, faint, (x, area.y), buffer);
    }
    if let Some((key, _, word)) = &state.key {
        x += u16::from(!state.text.is_empty());
        let end = write_all(key, theme.style(Role::Key), (x, area.y), buffer);
        write_all(word, faint, (end.saturating_add(1), area.y), buffer);
    }
}
