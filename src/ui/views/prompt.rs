//! A prompt in place of the status line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::input;
use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::prompt::state::{Prompt, PromptAnswer, Purpose};
use crate::text::{few, width};
use crate::ui::cells::{rect, sentence, write};
use crate::ui::theme::{Role, Surface, Theme};

/// A prompt in place of the status line; returns the cursor's cell.
pub(super) fn draw(
    model: &Model,
    prompt: &Prompt,
    theme: &Theme,
    area: Area,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let area = rect(area);
    Clear.render(area, buffer);
    buffer.set_style(area, theme.on(Surface::Panel, Role::Text));
    let margin = MARGIN.min(area.width);
    let label = usize::from(area.width / 2);
    let at = (area.x + margin, area.y);
    let x = write(
        prompt.purpose.label(),
        label,
        theme.style(Role::Focus),
        at,
        buffer,
    );
    let field = Rect {
        x,
        width: area.right().saturating_sub(x),
        ..area
    };
    let cursor = input::draw(&prompt.input, (Role::Strong, theme), field, buffer);
    if prompt.purpose == Purpose::Command {
        let hint = hint(&prompt.answer(model.commands));
        let typed = u16::try_from(width::of(prompt.input.value())).unwrap_or(u16::MAX);
        draw_hint(
            &hint,
            theme,
            (x.saturating_add(typed).saturating_add(1), area.y),
            area,
            buffer,
        );
    }
    cursor
}

/// Blanks before the label.
const MARGIN: u16 = 2;

/// The command that Enter runs, or which one was perhaps meant.
fn hint<M>(answer: &PromptAnswer<M>) -> String {
    match answer {
        PromptAnswer::Nothing => String::new(),
        PromptAnswer::Chosen(command, 0) => format!("  {} · {}", command.id, command.described()),
        PromptAnswer::Chosen(command, others) => {
            let described = command.described();
            format!("  {} · {described} (↓ {others} more)", command.id)
        }
        PromptAnswer::Unknown(Some(nearest)) => {
            format!("  no such command; did you mean \"{nearest}\"?")
        }
        PromptAnswer::Unknown(None) => "  no such command".to_owned(),
    }
}

fn draw_hint(hint: &str, theme: &Theme, (x, y): (u16, u16), area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.right().saturating_sub(x + 1));
    let hint = few::short(hint, columns);
    let hint = sentence(&hint, columns);
    write(&hint, columns, theme.style(Role::Dim), (x, y), buffer);
}
