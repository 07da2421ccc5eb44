//! The messages: a card at the bottom right, each with its mark and what can be done about it.

use ratatui::buffer::Buffer;

use super::frame;
use crate::app::Model;
use crate::app::toast::{Mark, Toast};
use crate::app::toast_card::{Row, ToastCard, card, hint};
use crate::text::width;
use crate::ui::cells::{rect, sentence, write_all};
use crate::ui::theme::{Role, Surface, Theme};

/// Draws the card, if there is a message.
pub(in crate::ui) fn draw(model: &Model, theme: &Theme, buffer: &mut Buffer) {
    let Some(card) = card(model) else {
        return;
    };
    if card.body.height < card.area.height {
        frame::box_at(card.area, theme, buffer);
    } else {
        let area = rect(card.area);
        for cell in area.positions() {
            buffer[cell].reset();
        }
        buffer.set_style(area, theme.on(Surface::Raised, Role::Text));
    }
    for (row, y) in card.rows.iter().zip(card.body.y..) {
        if let Some(toast) = model.toasts.all().get(row.toast) {
            draw_row(model, toast, (row, &card, y), theme, buffer);
        }
    }
}

fn draw_row(
    model: &Model,
    toast: &Toast,
    (row, card, y): (&Row, &ToastCard, u16),
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let x = card.body.x;
    if row.is_first {
        let (mark, role) = mark(toast.mark);
        write_all(mark, theme.style(role), (x, y), buffer);
        draw_hint(model, toast, (card, y), theme, buffer);
    }
    let text = sentence(&toast.text[row.text.clone()], card.columns);
    let role = if toast.is_error() {
        Role::Error
    } else {
        Role::Text
    };
    write_all(&text, theme.style(role), (x + card.of_marks, y), buffer);
}

/// What can be done, at the right end.
fn draw_hint(
    model: &Model,
    toast: &Toast,
    (card, y): (&ToastCard, u16),
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let Some((key, word)) = hint(model, toast) else {
        return;
    };
    let columns = u16::try_from(width::of(&key) + 1 + width::of(word)).unwrap_or(u16::MAX);
    let end = card.body.x + card.body.width;
    let x = end.saturating_sub(columns);
    let next = write_all(&key, theme.style(Role::Key), (x, y), buffer);
    write_all(word, theme.style(Role::Faint), (next + 1, y), buffer);
}

fn mark(mark: Mark) -> (&'static str, Role) {
    match mark {
        Mark::Plain => (" ", Role::Text),
        Mark::Kept => ("◆", Role::Accent),
        Mark::Error => ("!", Role::Error),
    }
}
