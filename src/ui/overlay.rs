//! What lies over the panes: menus, help, palette, prompts, the welcome.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::cells::{sentence, shown, write_all, write_line};
use super::root::rect;
use super::theme::{Role, Theme};
use super::{candidates, health, help, input, judgement, welcome};
use crate::app::Model;
use crate::app::command::{link_entries, scopes};
use crate::app::layer::{Choice, Layer, Menu};
use crate::app::palette::Palette;
use crate::app::pointer::{first_shown, menu_height, overlay_area};
use crate::app::welcome::Welcome;
use crate::model::{Scope, Verdict, verdict};
use crate::text::{bidi, width};

/// Draws the overlays from the bottom; the cursor's place if the topmost is a line of input.
pub fn view(model: &Model, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut cursor = None;
    for layer in &model.layers {
        cursor = match layer {
            Layer::Prompt(prompt) => Some(input::draw_prompt(model, prompt, theme, buffer)),
            Layer::Palette(palette) => Some(draw_palette(model, palette, theme, buffer)),
            Layer::Help(scroll) => {
                let area = frame(model, "Keys", theme, buffer);
                let lines = help::lines(model, theme);
                draw_lines(lines.into_iter().skip(scroll.top), area, buffer);
                None
            }
            Layer::Sources(menu) => {
                draw_sources(model, *menu, theme, buffer);
                None
            }
            Layer::Candidates(choice) => {
                draw_candidates(model, choice, theme, buffer);
                None
            }
            Layer::Health(view) => {
                health::view(model, *view, theme, buffer);
                None
            }
            Layer::Judgement(view) => {
                judgement::view(model, view, theme, buffer);
                None
            }
            Layer::Links(menu) => {
                draw_links(model, *menu, theme, buffer);
                None
            }
            Layer::Welcome(state) => {
                draw_welcome(model, state, theme, buffer);
                None
            }
        };
    }
    cursor
}

/// Clears a centred box and returns its inside.
fn frame(model: &Model, title: &str, theme: &Theme, buffer: &mut Buffer) -> Rect {
    let area = rect(overlay_area(model));
    Clear.render(area, buffer);
    buffer.set_style(area, theme.style(Role::Text));
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.style(Role::BorderActive))
        .title(Line::styled(
            format!(" {title} "),
            theme.style(Role::Heading),
        ));
    let inner = block.inner(area);
    block.render(area, buffer);
    Rect {
        x: inner.x + u16::from(inner.width > 2),
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

pub(super) fn draw_lines<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    area: Rect,
    buffer: &mut Buffer,
) {
    for (line, y) in lines.zip(area.top()..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        write_line(&line, row, buffer);
    }
}

/// Draws the entries around the cursor, the selected one marked.
fn draw_menu<'a>(
    entry: impl Fn(usize) -> Line<'a>,
    (cursor, count): (usize, usize),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let first = first_shown(cursor, usize::from(area.height), count);
    for (index, y) in (first..count).zip(area.top()..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        write_line(&entry(index), row, buffer);
        if index == cursor {
            buffer.set_style(row, theme.style(Role::Selected));
        }
    }
}

fn draw_sources(model: &Model, menu: Menu, theme: &Theme, buffer: &mut Buffer) {
    let area = frame(model, "Sources", theme, buffer);
    let scopes = scopes(model);
    let entry = |index: usize| scope_line(model, &scopes[index], theme, usize::from(area.width));
    draw_menu(entry, (menu.cursor, scopes.len()), theme, area, buffer);
}

fn scope_line(model: &Model, scope: &Scope, theme: &Theme, columns: usize) -> Line<'static> {
    let source = match scope {
        Scope::Source(id) => model.source(*id),
        _ => None,
    };
    let (name, count) = match scope {
        Scope::All => ("All headlines".to_owned(), model.totals.unread),
        Scope::Favourites => ("★ Favourites".to_owned(), model.totals.favourites),
        Scope::Group(group) => {
            let members = model
                .sources
                .iter()
                .filter(|source| source.groups.contains(group));
            let unread = members.map(|source| source.unread).sum();
            (format!("# {}", bidi::isolate(group)), unread)
        }
        Scope::Source(_) => source.map_or_else(Default::default, |source| {
            (bidi::isolate(&source.name), source.unread)
        }),
    };
    let count = if count == 0 {
        String::new()
    } else {
        count.to_string()
    };
    // What a user must know stands before the name: a small screen has no room beside it.
    let verdict = source
        .map(|source| Verdict::of(source, model.now))
        .filter(|verdict| !matches!(verdict, Verdict::Fine | Verdict::NeverAsked));
    let mark = verdict.map_or_else(String::new, |verdict| format!("{} ", verdict.mark()));
    let name_columns = columns.saturating_sub(8).min(34);
    let free = columns.saturating_sub(name_columns + 8);
    let name_columns = name_columns.saturating_sub(width::of(&mark));
    let name = width::pad_end(&sentence(&name, name_columns), name_columns);
    let role = |verdict: Option<Verdict>| verdict.map_or(Role::Text, health::role);
    let mut spans = vec![
        Span::styled(mark, theme.style(role(verdict))),
        Span::styled(name, theme.style(Role::Text)),
        Span::styled(format!("{count:>7} "), theme.style(Role::UnreadMark)),
    ];
    if let (Some(verdict), Some(source)) = (verdict, source) {
        let words = verdict::sentence(source, model.now);
        let words = sentence(&words, free);
        spans.push(Span::styled(words, theme.style(health::role(verdict))));
    }
    Line::from(spans)
}

fn draw_candidates(model: &Model, choice: &Choice, theme: &Theme, buffer: &mut Buffer) {
    let area = frame(model, "Which headlines?", theme, buffer);
    let rows = menu_height(model, overlay_area(model));
    let rows = u16::try_from(rows).unwrap_or(area.height).min(area.height);
    let columns = usize::from(area.width);
    let menu = Rect {
        height: rows,
        ..area
    };
    let found = &choice.candidates;
    let entry = |index: usize| candidates::row(&found[index], theme, columns);
    draw_menu(
        entry,
        (choice.menu.cursor, found.len()),
        theme,
        menu,
        buffer,
    );
    let beneath = Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    };
    if let Some(selected) = found.get(choice.menu.cursor) {
        let lines = candidates::sample(selected, theme, &model.settings.zone, columns);
        draw_lines(lines, beneath, buffer);
    }
}

fn draw_links(model: &Model, menu: Menu, theme: &Theme, buffer: &mut Buffer) {
    let area = frame(
        model,
        "Links: enter reads here, o opens the browser",
        theme,
        buffer,
    );
    let entries = link_entries(model);
    let columns = usize::from(area.width);
    let entry = |index: usize| {
        let entry = &entries[index];
        let (mark, role) = if entry.related {
            ("» ", Role::Text)
        } else {
            ("  ", Role::Link)
        };
        let label = shown(&entry.label, columns.saturating_sub(2));
        Line::from(vec![
            Span::styled(mark, theme.style(Role::Key)),
            Span::styled(label, theme.style(role)),
        ])
    };
    draw_menu(entry, (menu.cursor, entries.len()), theme, area, buffer);
}

fn draw_welcome(model: &Model, state: &Welcome, theme: &Theme, buffer: &mut Buffer) {
    let area = frame(model, "newswire", theme, buffer);
    let heading = if area.height > 8 {
        welcome::heading(theme)
    } else {
        Vec::new()
    };
    let above = u16::try_from(heading.len()).unwrap_or(0);
    draw_lines(heading.into_iter(), area, buffer);
    let rows = Rect {
        y: area.y + above,
        height: area.height - above,
        ..area
    };
    let entry = |index: usize| welcome::row(state, index, theme, usize::from(rows.width));
    draw_menu(entry, (state.cursor, state.count()), theme, rows, buffer);
}

fn draw_palette(
    model: &Model,
    palette: &Palette,
    theme: &Theme,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let area = frame(model, "Commands", theme, buffer);
    let columns = usize::from(area.width);
    let x = write_all("› ", theme.style(Role::Key), (area.x, area.y), buffer);
    let field = Rect {
        x,
        width: area.right().saturating_sub(x),
        ..area
    };
    let (_, cursor) = input::draw(&palette.input, theme.style(Role::Text), field, buffer);
    let matches = palette.matches();
    let rows = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let entry = |index: usize| {
        let command = matches[index];
        let role = if (command.disabled)(model).is_some() {
            Role::Dim
        } else {
            Role::Text
        };
        let keys = model.keymap.chords_of(command.id).join(" ");
        Line::from(vec![
            Span::styled(
                width::fit(command.doc, columns.saturating_sub(18)),
                theme.style(role),
            ),
            Span::raw("  "),
            Span::styled(
                width::truncate(&keys, 16).into_owned(),
                theme.style(Role::Key),
            ),
        ])
    };
    draw_menu(entry, (palette.cursor, matches.len()), theme, rows, buffer);
    cursor
}
