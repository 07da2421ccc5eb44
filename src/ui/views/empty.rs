//! What is said where there is nothing, in the middle at a third of the height.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::hints;
use crate::app::Model;
use crate::app::hint;
use crate::app::views::contexts;
use crate::app::views::empty::Empty;
use crate::text::wrap::Columns;
use crate::text::{few, width};
use crate::ui::cells::write_all;
use crate::ui::theme::{Role, Theme};

/// Most lines of the reason.
const REASON: usize = 2;

/// Draws it into an area; where that is low, what it is comes first and the keys go last.
pub(super) fn draw(model: &Model, empty: &Empty, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width.saturating_sub(4));
    if area.is_empty() || columns == 0 {
        return;
    }
    let what = few::lines(&empty.what, Columns::all(columns), REASON);
    let why = few::lines(&empty.why, Columns::all(columns), REASON);
    let (keymap, contexts) = (&model.keymap, contexts(model));
    let shown = hint::fitted(empty.keys.iter(), None, keymap, contexts, columns);
    let has = |part: usize| if part > 0 { part + 1 } else { 0 };
    let rows = what.len() + has(why.len()) + has(usize::from(!shown.is_empty()));
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let mut y = area.y + area.height.saturating_sub(rows) / 3;
    let bottom = area.bottom();
    for (lines, role) in [(what, Role::Strong), (why, Role::Dim)] {
        for line in &lines {
            if y < bottom {
                centred(&line.text, theme, role, (area, y), buffer);
            }
            y += 1;
        }
        y += u16::from(!lines.is_empty());
    }
    let taken = shown.last().map_or(0, hint::Shown::end);
    if y < bottom {
        hints::draw(&shown, theme, (left(area, taken), y), buffer);
    }
}

/// The first column of so many in the middle.
fn left(area: Rect, columns: usize) -> u16 {
    let free = usize::from(area.width).saturating_sub(columns);
    area.x + u16::try_from(free / 2).unwrap_or(0)
}

fn centred(text: &str, theme: &Theme, role: Role, (area, y): (Rect, u16), buffer: &mut Buffer) {
    let x = left(area, width::of(text));
    write_all(text, theme.style(role), (x, y), buffer);
}
