//! The sidebar: views, then groups with their sources; a mark, a name, a count at the right. Only
//! trouble has a mark, and a word where nothing can come.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::{input, more, veil, wire};
use crate::app::Model;
use crate::app::panes::Focus;
use crate::app::views::sidebar::filter::Filter;
use crate::app::views::sidebar::outline::{ALL, FAVOURITES, Row, TODAY, Troubles};
use crate::app::views::sidebar::showing::{count, shown_row};
use crate::app::views::sidebar::{is_filtered, parts};
use crate::model::Verdict;
use crate::text::width;
use crate::ui::cells::{rect, right_aligned, sentence, shown, write, write_all};
use crate::ui::theme::{Role, Surface, Theme};

/// Draws the rows in view, and the totals beneath them.
pub(super) fn draw(model: &Model, theme: &Theme, buffer: &mut Buffer) {
    let panes = model.panes();
    if let Some(area) = panes.sidebar.filter(|_| panes.sidebar_is_drawer) {
        let whole = rect(area).union(rect(panes.head(area)));
        veil::draw(theme, buffer);
        draw_drawer(whole, theme, buffer);
    }
    let parts = parts(model);
    let sidebar = &model.sidebar;
    let is_focused = model.focus == Focus::Sidebar;
    let selected = sidebar.selected().map(|_| sidebar.cursor());
    let shown_row = shown_row(model);
    let rows = sidebar.outline().rows.iter().enumerate();
    for ((at, row), area) in rows.skip(sidebar.offset()).zip(rect(parts.rows).rows()) {
        let light = match at {
            _ if is_focused && selected == Some(at) => Light::Selected,
            _ if shown_row != Some(at) => Light::None,
            _ if is_focused => Light::Shown,
            _ => Light::Elsewhere,
        };
        draw_row(model, *row, light, theme, area, buffer);
    }
    let (first, count) = (sidebar.offset(), sidebar.outline().rows.len());
    let edge = panes.sidebar.map_or(0, |area| area.x + area.width);
    let edge = edge.saturating_sub(1);
    more::mark(rect(parts.rows), (first, count), edge, theme, buffer);
    if !is_filtered(model) {
        draw_totals(sidebar.outline().troubles, theme, rect(parts.foot), buffer);
    }
}

/// The ground of a drawer, over what stands there; its last column parts it from the rest.
fn draw_drawer(area: Rect, theme: &Theme, buffer: &mut Buffer) {
    Clear.render(area, buffer);
    buffer.set_style(area, theme.on(Surface::Panel, Role::Text));
    if theme.has_one_background() {
        let x = area.right().saturating_sub(1);
        let edge = Rect {
            x,
            width: 1,
            ..area
        };
        wire::draw(theme, edge, buffer);
    }
}

/// How the wire of a row is lit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Light {
    None,
    /// The cursor is here, and has the keys.
    Selected,
    /// The list shows this; the cursor is elsewhere in the sidebar.
    Shown,
    /// The list shows this; the keys are elsewhere.
    Elsewhere,
}

/// What stands in a row.
struct Cells<'a> {
    mark: (&'static str, Role),
    name: &'a str,
    name_role: Role,
    /// A count, or a word in its place.
    end: (String, Role),
}

fn draw_row(model: &Model, row: Row, light: Light, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let surface = match light {
        Light::None | Light::Shown => Surface::Panel,
        Light::Selected => Surface::Select,
        Light::Elsewhere => Surface::Off,
    };
    buffer.set_style(area, theme.surface(surface));
    if light != Light::None {
        wire::light(light == Light::Selected, theme, area, buffer);
    }
    if let Row::Group(_) = row {
        return draw_heading(model, row, (light, surface), theme, area, buffer);
    }
    let Some(mut cells) = cells(model, row) else {
        return;
    };
    if light != Light::None {
        cells.name_role = Role::Strong;
    }
    let style = |role| theme.on(surface, role);
    let (mark, role) = cells.mark;
    write(mark, 1, style(role), (area.x + 2, area.y), buffer);
    let (end, role) = cells.end;
    let edge = (area.right().saturating_sub(1), area.y);
    let start = right_aligned(&end, style(role), edge, buffer);
    let columns = usize::from(start.saturating_sub(area.x + 5));
    let name = shown(cells.name, columns);
    write_all(&name, style(cells.name_role), (area.x + 4, area.y), buffer);
}

/// "FINANCE        96", folded "TECH ›        34".
fn draw_heading(
    model: &Model,
    row: Row,
    (light, surface): (Light, Surface),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let outline = model.sidebar.outline();
    let Row::Group(at) = row else { return };
    let Some(group) = outline.groups.get(at) else {
        return;
    };
    let style = |role| theme.on(surface, role);
    let edge = (area.right().saturating_sub(1), area.y);
    let number = number(count(model, row));
    let start = right_aligned(&number, style(Role::Faint), edge, buffer);
    let is_closed = group.is_folded && !is_filtered(model);
    let sign = if is_closed { " ›" } else { "" };
    let columns = usize::from(start.saturating_sub(area.x + 3)).saturating_sub(width::of(sign));
    let name = shown(&outline.name(at).to_uppercase(), columns);
    let role = match light {
        Light::None => Role::Label,
        _ => Role::Strong,
    };
    let end = write_all(&name, style(role), (area.x + 2, area.y), buffer);
    write_all(sign, style(role), (end, area.y), buffer);
}

/// A count that is none is no news.
fn number(count: u64) -> String {
    match count {
        0 => String::new(),
        count => count.to_string(),
    }
}

fn cells(model: &Model, row: Row) -> Option<Cells<'_>> {
    let end = (number(count(model, row)), Role::Dim);
    let view = |name| Cells {
        mark: ("", Role::Faint),
        name,
        name_role: Role::Text,
        end: (number(count(model, row)), Role::Dim),
    };
    match row {
        Row::Blank | Row::Group(_) => None,
        Row::All => Some(view(ALL)),
        Row::Today => Some(view(TODAY)),
        Row::Favourites => Some(Cells {
            mark: ("◆", Role::Accent),
            ..view(FAVOURITES)
        }),
        Row::Source(_, source) => {
            let source = model.sources.get(source)?;
            let trouble = trouble(Verdict::of(source, model.now));
            Some(match trouble {
                (mark, role, "") => Cells {
                    mark: (mark, role),
                    end,
                    ..view(&source.name)
                },
                (mark, role, word) => Cells {
                    mark: (mark, role),
                    name: &source.name,
                    name_role: Role::Faint,
                    end: (word.to_owned(), role),
                },
            })
        }
    }
}

/// The mark of a source that is not well, and the word where nothing comes from it.
fn trouble(verdict: Verdict) -> (&'static str, Role, &'static str) {
    match verdict {
        Verdict::Gone => ("!", Role::Error, "gone"),
        Verdict::Failing => ("!", Role::Error, "fails"),
        Verdict::Quiet => ("~", Role::Dim, ""),
        Verdict::Moved => ("→", Role::Dim, ""),
        Verdict::Paused => ("○", Role::Dim, "off"),
        // Without a network no source is to blame.
        Verdict::Offline | Verdict::NeverAsked | Verdict::Fine => ("", Role::Faint, ""),
    }
}

/// "1 failing · 1 quiet · 1 off"; where room is short the last goes first.
fn draw_totals(troubles: Troubles, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let columns = usize::from(area.width.saturating_sub(3));
    let mut text = String::new();
    let counts = [
        (troubles.failing, "failing"),
        (troubles.quiet, "quiet"),
        (troubles.off, "off"),
    ];
    for (count, word) in counts.into_iter().filter(|(count, _)| *count > 0) {
        let gap = if text.is_empty() { "" } else { " · " };
        let more = format!("{gap}{count} {word}");
        if width::of(&text) + width::of(&more) > columns {
            break;
        }
        text += &more;
    }
    write(
        &text,
        columns,
        theme.style(Role::Faint),
        (area.x + 2, area.y),
        buffer,
    );
}

/// Draws the line of input beneath the rows; the cursor's cell.
pub(super) fn draw_filter(
    model: &Model,
    filter: &Filter,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let area = rect(parts(model).foot);
    if area.width < 6 || area.is_empty() {
        return None;
    }
    let key = theme.style(Role::Key);
    write_all("/", key, (area.x + 2, area.y), buffer);
    let field = Rect {
        x: area.x + 4,
        width: area.width - 5,
        ..area
    };
    let cursor = input::draw(&filter.input, (Role::Text, theme), field, buffer);
    let end = cursor.0;
    if model.sidebar.outline().rows.is_empty() {
        let columns = usize::from(field.right().saturating_sub(end + 2));
        let nothing = sentence("nothing like it", columns);
        write(
            &nothing,
            columns,
            theme.style(Role::Faint),
            (end + 2, area.y),
            buffer,
        );
    }
    Some(cursor)
}
