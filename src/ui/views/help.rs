//! The help: a page a context under tabs, a filter, and a line a command with its keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, input, marked};
use crate::app::Model;
use crate::app::views::empty::Empty;
use crate::app::views::help::rows::GAP;
use crate::app::views::help::state::{Help, HelpRow};
use crate::app::views::help::{card, fact, filter_area, list_area, page, rows, shown_tabs};
use crate::app::views::menu::Card;
use crate::text::width;
use crate::ui::cells::{rect, right_aligned, write_all};
use crate::ui::theme::{Role, Theme};

/// What stands before the filter, and its columns.
const PROMPT: (&str, u16) = ("/", 2);

/// Draws the help; the cursor's cell.
pub(super) fn draw(model: &Model, help: &Help, theme: &Theme, buffer: &mut Buffer) -> (u16, u16) {
    let (card, list) = (card(model), rect(list_area(model)));
    frame::draw(&card, theme, buffer);
    let filter = rect(filter_area(model));
    frame::rule(card.rule, theme, buffer);
    if filter != rect(card.title) {
        draw_tabs(model, &card, theme, buffer);
    }
    let cursor = draw_filter(help, theme, filter, buffer);
    let rows = rows(model);
    if rows.is_empty() {
        let empty = Empty::new("No key here is for that", "", &[]);
        super::empty::draw(model, &empty, theme, list, buffer);
    }
    let of_keys = page::shown(model).of_keys;
    let place = (help.top, rows.len());
    let shown = rows.iter().skip(help.top);
    let lines = shown.map(|row| line(row, help.input.value(), of_keys, theme));
    frame::draw_lines(lines, list, buffer);
    frame::goes_on(&card, list, place, theme, buffer);
    frame::draw_hints(model, &card, theme, buffer);
    cursor
}

/// The names of the pages, with a heavy rule under the one that is shown, and how many keys it has.
fn draw_tabs(model: &Model, card: &Card, theme: &Theme, buffer: &mut Buffer) {
    let title = rect(card.title);
    let columns = usize::from(title.width);
    let (tabs, has_fact) = shown_tabs(model, columns);
    let column = |at: usize| title.x + u16::try_from(at).unwrap_or(0);
    let faint = theme.style(Role::Faint);
    for tab in &tabs.shown {
        let (x, is_current) = (column(tab.column), tab.index == page::shown(model).tab);
        let style = if is_current {
            theme.style(Role::Strong)
        } else {
            faint
        };
        let name = width::truncate(&tab.name, columns.saturating_sub(tab.column));
        write_all(&name, style, (x, title.y), buffer);
        if is_current && card.rule.height > 0 {
            let heavy = "━".repeat(width::of(&name));
            write_all(&heavy, theme.style(Role::Focus), (x, card.rule.y), buffer);
        }
    }
    if tabs.has_before {
        write_all("…", faint, (title.x, title.y), buffer);
    }
    if tabs.has_behind && tabs.columns() <= columns {
        write_all("…", faint, (column(tabs.end() + 1), title.y), buffer);
    }
    if has_fact {
        right_aligned(&fact(model), faint, (title.right(), title.y), buffer);
    }
}

/// The line of input above the keys; the cursor's cell.
fn draw_filter(help: &Help, theme: &Theme, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let (prompt, columns) = PROMPT;
    let field = Rect {
        x: area.x + columns.min(area.width),
        width: area.width.saturating_sub(columns),
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

fn line(row: &HelpRow, typed: &str, of_keys: usize, theme: &Theme) -> Line<'static> {
    match row {
        HelpRow::Heading(name) => Line::styled(name.to_uppercase(), theme.style(Role::Label)),
        HelpRow::Command { keys, doc } => {
            let keys = width::pad_start(keys, of_keys);
            let keys = Span::styled(keys, theme.style(Role::Key));
            let letters = marked::letters(doc, typed);
            let doc = marked::spans(doc, &letters, theme.style(Role::Text), theme);
            let gap = Span::raw(" ".repeat(GAP));
            Line::from_iter([keys, gap].into_iter().chain(doc))
        }
        HelpRow::Blank => Line::raw(""),
    }
}
