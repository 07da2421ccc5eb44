//! What stands above an article that is alone: its place in the list, the minutes that are left,
//! and a rule that fills as one reads.

use ratatui::buffer::Buffer;

use crate::app::Model;
use crate::app::views::article::column;
use crate::app::views::article::minutes_left;
use crate::ui::cells::{right_aligned, sentence, write, write_all};
use crate::ui::theme::{Role, Theme};

/// Draws the two rows above the column of text.
pub(in crate::ui) fn head(model: &Model, theme: &Theme, buffer: &mut Buffer) {
    let (Some(column), Some(open)) = (column::of(model), model.reader.open()) else {
        return;
    };
    let text = column.text;
    let faint = theme.style(Role::Faint);
    let height = text.height;
    let is_read = open.scroll > 0 && open.scroll >= open.last_scroll(height);
    let left = match minutes_left(model) {
        _ if is_read => "the end".to_owned(),
        Some(left) => format!("{left} min left"),
        None => String::new(),
    };
    let end = text.x + text.width;
    let start = right_aligned(&left, faint, (end, 0), buffer);
    let count = model.list.ids().len();
    if model.reader.headline_id() == model.list.selected() && count > 0 {
        let room = usize::from(start.saturating_sub(text.x + 1));
        let place = format!("{} of {count}", model.list.cursor() + 1);
        write(&sentence(&place, room), room, faint, (text.x, 0), buffer);
    }
    let seen = open.scroll + usize::from(height);
    let lines = open.line_count().max(1);
    let filled = match open.scroll {
        0 => 0,
        _ => usize::from(text.width) * seen.min(lines) / lines,
    };
    for offset in 0..text.width {
        let (sign, role) = match usize::from(offset) < filled {
            true => ("━", Role::Focus),
            false => ("─", Role::Line),
        };
        write_all(sign, theme.style(role), (text.x + offset, 1), buffer);
    }
}
