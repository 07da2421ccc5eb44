//! The command palette: a line of input, what it finds with the letters that match, and the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, input, marked};
use crate::app::Model;
use crate::app::command::Reason;
use crate::app::views::empty::Empty;
use crate::app::views::palette::state::{Match, Palette};
use crate::app::views::palette::{GAP, KEYS, card, matches, what_is_missing};
use crate::text::{few, width};
use crate::ui::cells::{rect, write_all};
use crate::ui::theme::{Role, Theme};

/// What stands before the input, and its columns.
const PROMPT: (&str, u16) = ("›", 2);

/// Draws the palette; the cursor's cell.
pub(super) fn draw(
    model: &Model,
    palette: &Palette,
    theme: &Theme,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let card = card(model);
    frame::draw(&card, theme, buffer);
    let matches = matches(model);
    let title = rect(card.title);
    let count = format!("{} of {}", matches.len(), model.commands.len());
    let of_count = u16::try_from(count.len()).unwrap_or(0);
    let (prompt, of_prompt) = PROMPT;
    write_all(prompt, theme.style(Role::Focus), (title.x, title.y), buffer);
    let field = Rect {
        x: title.x + of_prompt,
        width: title.width.saturating_sub(of_prompt + of_count + 1),
        ..title
    };
    let cursor = input::draw(&palette.input, (Role::Strong, theme), field, buffer);
    let x = title.right().saturating_sub(of_count);
    write_all(&count, theme.style(Role::Faint), (x, title.y), buffer);
    frame::rule(card.rule, theme, buffer);
    if matches.is_empty() {
        let empty = Empty::new("No command is like this", "Fewer letters find more.", &[]);
        super::empty::draw(model, &empty, theme, rect(card.body), buffer);
    }
    let columns = usize::from(card.body.width);
    let entry = |index: usize, selected| row(model, &matches[index], selected, theme, columns);
    let place = (palette.cursor, matches.len());
    frame::draw_menu(entry, place, (&card, card.body), theme, buffer);
    frame::draw_hints(model, &card, theme, buffer);
    cursor
}

/// What a command does, and its key; of one that cannot run now the reason, which is worth more
/// than the end of what it does.
fn row(
    model: &Model,
    found: &Match<Model>,
    selected: bool,
    theme: &Theme,
    columns: usize,
) -> Line<'static> {
    let role = match (selected, found.reason) {
        (_, Some(_)) => Role::Faint,
        (true, None) => Role::Strong,
        (false, None) => Role::Text,
    };
    let (right, gap, of_right) = match found.reason {
        Some(reason) => (short_reason(reason, columns), GAP, Role::Faint),
        None => (keys(model, found.command.id, columns), 1, Role::Key),
    };
    let room = columns.saturating_sub(width::of(&right) + gap);
    let doc = found.command.described();
    let doc = few::short(&doc, room);
    let mut left = marked::spans(&doc, &found.letters, theme.style(role), theme);
    let room = room.saturating_sub(width::of(&doc) + GAP);
    if let Some(letters) = &found.of_name
        && width::of(found.command.id) <= room
    {
        let faint = theme.style(Role::Faint);
        left.push(Span::raw("  "));
        left.extend(marked::spans(found.command.id, letters, faint, theme));
    }
    frame::sides(left, Span::styled(right, theme.style(of_right)), columns)
}

/// The reason in two thirds of the row, where it is long without what helps.
fn short_reason(reason: Reason, columns: usize) -> String {
    let room = columns.saturating_sub(columns / 3 + GAP);
    let shown = match width::of(reason) <= room {
        true => reason,
        false => what_is_missing(reason),
    };
    few::short(shown, room).into_owned()
}

/// As many of a command's keys as fit.
fn keys(model: &Model, id: &str, columns: usize) -> String {
    let most = KEYS.min(columns / 2);
    let mut shown = String::new();
    for key in model.keymap.chords_of(id) {
        let gap = if shown.is_empty() { "" } else { "  " };
        let longer = format!("{shown}{gap}{key}");
        if width::of(&longer) > most {
            break;
        }
        shown = longer;
    }
    shown
}
