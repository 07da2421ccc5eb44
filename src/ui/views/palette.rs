//! The command palette: a line of input, what it finds with the letters that match, and the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, input, marked};
use crate::app::Model;
use crate::app::views::empty::Empty;
use crate::app::views::palette::state::{Match, Palette};
use crate::app::views::palette::{GAP, KEYS, card, matches};
use crate::text::{few, width};
use crate::ui::cells::{rect, write_all};
use crate::ui::theme::{Role, Theme};

/// What stands before the input, and its columns.
const PROMPT: (&str, u16) = ("›", 2);
/// Fewest columns in which a reason says something.
const REASON: usize = 8;

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

/// What a command does, and its key; of one that cannot run now the reason.
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
    let keys = match found.reason {
        Some(_) => String::new(),
        None => keys(model, found.command.id),
    };
    let doc = found.command.described();
    let doc = few::short(&doc, columns.saturating_sub(width::of(&keys) + 1));
    let mut left = marked::spans(&doc, &found.letters, theme.style(role), theme);
    let room = columns.saturating_sub(width::of(&doc) + GAP);
    if let Some(letters) = &found.of_name {
        let room = room.saturating_sub(width::of(&keys) + GAP);
        let name = found.command.id;
        if width::of(name) <= room {
            left.push(Span::raw("  "));
            left.extend(marked::spans(
                name,
                letters,
                theme.style(Role::Faint),
                theme,
            ));
        }
    }
    let taken = left
        .iter()
        .map(|span| width::of(&span.content))
        .sum::<usize>();
    let room = columns.saturating_sub(taken + GAP);
    let right = match found.reason {
        Some(reason) if room >= REASON => Span::styled(
            few::short(reason, room).into_owned(),
            theme.style(Role::Faint),
        ),
        _ => Span::styled(keys, theme.style(Role::Key)),
    };
    frame::sides(left, right, columns)
}

/// As many of a command's keys as fit.
fn keys(model: &Model, id: &str) -> String {
    let mut shown = String::new();
    for key in model.keymap.chords_of(id) {
        let gap = if shown.is_empty() { "" } else { "  " };
        let longer = format!("{shown}{gap}{key}");
        if width::of(&longer) > KEYS {
            break;
        }
        shown = longer;
    }
    shown
}
