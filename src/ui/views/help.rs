//! The help: a page a context under tabs, a filter, and a line a command with its keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, input, marked};
use crate::app::Model;
use crate::app::views::empty::Empty;
use crate::app::views::help::rows::{GAP, HelpRow, of_keys};
use crate::app::views::help::state::Help;
use crate::app::views::help::{HEAD, card, fact, rows, shown_tabs, tabs};
use crate::app::views::menu::Card;
use crate::text::width;
use crate::ui::cells::{rect, write_all};
use crate::ui::theme::{Role, Theme};

/// What stands before the filter, and its columns.
const PROMPT: (&str, u16) = ("/", 2);

/// Draws the help; the cursor's cell.
pub(super) fn draw(model: &Model, help: &Help, theme: &Theme, buffer: &mut Buffer) -> (u16, u16) {
    let card = card(model);
    frame::draw(&card, theme, buffer);
    draw_tabs(model, help, &card, theme, buffer);
    let body = rect(card.body);
    let cursor = draw_filter(help, theme, body, buffer);
    let list = Rect {
        y: body.y + HEAD.min(body.height),
        height: body.height.saturating_sub(HEAD),
        ..body
    };
    let rows = rows(model);
    if rows.is_empty() {
        let empty = Empty::new("No key here is for that", "", &[]);
        super::empty::draw(model, &empty, theme, list, buffer);
    }
    let columns = usize::from(card.body.width);
    let context = tabs::all(model).get(help.tab).copied();
    let of_keys = context.map_or(0, |context| of_keys(model, context, columns));
    let shown = rows.into_iter().skip(help.top);
    let lines = shown.map(|row| line(row, help.input.value(), of_keys, theme));
    frame::draw_lines(lines, list, buffer);
    frame::draw_hints(model, &card, theme, buffer);
    cursor
}

/// The names of the pages, with a heavy rule under the one that is shown.
fn draw_tabs(model: &Model, help: &Help, card: &Card, theme: &Theme, buffer: &mut Buffer) {
    let title = rect(card.title);
    let columns = usize::from(title.width);
    let tabs = shown_tabs(model, columns);
    frame::rule(card.rule, theme, buffer);
    let mut end = 0;
    for tab in &tabs {
        let is_current = tab.index == help.tab;
        let role = if is_current {
            Role::Strong
        } else {
            Role::Faint
        };
        let x = title.x + u16::try_from(tab.column).unwrap_or(0);
        write_all(&tab.name, theme.style(role), (x, title.y), buffer);
        end = tab.column + width::of(&tab.name);
        if is_current && card.rule.height > 0 {
            let heavy = "━".repeat(width::of(&tab.name));
            write_all(&heavy, theme.style(Role::Focus), (x, card.rule.y), buffer);
        }
    }
    let fact = fact(model);
    if let Some(x) = columns.checked_sub(width::of(&fact)).filter(|x| *x > end) {
        let x = title.x + u16::try_from(x).unwrap_or(0);
        write_all(&fact, theme.style(Role::Faint), (x, title.y), buffer);
    }
}

fn draw_filter(help: &Help, theme: &Theme, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let (prompt, of_prompt) = PROMPT;
    let field = Rect {
        x: area.x + of_prompt,
        width: area.width.saturating_sub(of_prompt),
        height: area.height.min(1),
        ..area
    };
    if area.is_empty() {
        return (field.x, field.y);
    }
    write_all(prompt, theme.style(Role::Focus), (area.x, area.y), buffer);
    if help.input.value().is_empty() {
        let hint = "type to filter";
        write_all(hint, theme.style(Role::Faint), (field.x, field.y), buffer);
        return (field.x, field.y);
    }
    input::draw(&help.input, (Role::Strong, theme), field, buffer)
}

fn line(row: HelpRow, typed: &str, of_keys: usize, theme: &Theme) -> Line<'static> {
    match row {
        HelpRow::Heading(name) => Line::styled(name.to_uppercase(), theme.style(Role::Label)),
        HelpRow::Command { keys, doc } => {
            let keys = width::pad_start(&keys, of_keys);
            let keys = Span::styled(keys, theme.style(Role::Key));
            let letters = marked::letters(&doc, typed);
            let doc = marked::spans(&doc, &letters, theme.style(Role::Text), theme);
            let gap = Span::raw(" ".repeat(GAP));
            Line::from_iter([keys, gap].into_iter().chain(doc))
        }
        HelpRow::Blank => Line::raw(""),
    }
}
