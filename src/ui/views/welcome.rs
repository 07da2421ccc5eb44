//! The first screen of a new user: no error, no editor, a choice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::{more, wire};
use crate::app::Model;
use crate::app::panes::Area;
use crate::app::views::full_view::Parts;
use crate::app::views::welcome::layout::{Item, layout};
use crate::app::views::welcome::state::{Welcome, WelcomeRow};
use crate::model::spelling::capitalised;
use crate::text::{few, width};
use crate::ui::cells::{rect, shown, write_all};
use crate::ui::theme::{Role, Surface, Theme};

const NAME: &str = "newswire";
/// Blanks between the lit wire and the text.
const INDENT: u16 = 3;
/// What the program is, where there is room to say it.
const ABOUT: [(&str, Role); 2] = [
    (
        "Headlines, clean articles, and the prices beside them.",
        Role::Strong,
    ),
    (
        "Nothing leaves your machine but polite downloads.",
        Role::Dim,
    ),
];

/// Draws the screen.
pub(super) fn draw(model: &Model, view: &Welcome, theme: &Theme, buffer: &mut Buffer) {
    let all = rect(Parts::area(model.size)).intersection(buffer.area);
    Clear.render(all, buffer);
    buffer.set_style(all, theme.on(Surface::Base, Role::Text));
    let layout = layout(model, view);
    head(layout.head, theme, buffer);
    for (item, area) in layout.seen() {
        match item {
            Item::Row(index, row) => {
                let selected = *index == view.cursor;
                draw_row(model, view, (*row, selected), area, theme, buffer);
            }
            Item::Label => {
                let ticked = format!("{} ticked", view.ticked.len());
                let sides = ("OR TICK SOME TO BEGIN WITH", &*ticked);
                draw_sides(sides, (Role::Label, Role::Faint), area, theme, buffer);
            }
            Item::Topic(topic) => {
                let topic = shown(&capitalised(topic), usize::from(area.width));
                write_all(&topic, theme.style(Role::Dim), (area.x, area.y), buffer);
            }
        }
    }
    let body = rect(layout.body);
    more::mark(body, layout.place(), body.right() + 1, theme, buffer);
}

/// The name over its rule, and what the program is.
fn head(area: Area, theme: &Theme, buffer: &mut Buffer) {
    let (x, y) = (area.x, area.y);
    if area.height == 0 {
        return;
    }
    write_all(NAME, theme.style(Role::Focus), (x, y), buffer);
    if area.height > 1 {
        let rule = "─".repeat(usize::from(area.width));
        write_all(&rule, theme.style(Role::Line), (x, y + 1), buffer);
        let heavy = "━".repeat(NAME.len().min(usize::from(area.width)));
        write_all(&heavy, theme.style(Role::Focus), (x, y + 1), buffer);
    }
    for ((text, role), y) in ABOUT.into_iter().zip(y + 3..y + area.height) {
        let text = few::short(text, usize::from(area.width));
        write_all(&text, theme.style(role), (x, y), buffer);
    }
}

fn draw_row(
    model: &Model,
    welcome: &Welcome,
    (row, selected): (WelcomeRow, bool),
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let (text, command) = match row {
        WelcomeRow::Paste => (
            "Paste the address of a feed, or of any news page",
            "add-source",
        ),
        WelcomeRow::Import => ("Bring your sources from another reader", "import"),
        WelcomeRow::Demo => ("Look around in the demo: no network needed", ""),
        WelcomeRow::Starter(index) => {
            draw_starter(welcome, index, selected, area, theme, buffer);
            return light(selected, area, theme, buffer);
        }
    };
    let key = match command {
        "" => String::new(),
        command => model.key_of(command),
    };
    let role = if selected { Role::Selected } else { Role::Text };
    draw_sides((text, &key), (role, Role::Key), area, theme, buffer);
    light(selected, area, theme, buffer);
}

/// A source with its tick, and its language at the right.
fn draw_starter(
    welcome: &Welcome,
    index: usize,
    selected: bool,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let starter = &welcome.starters[index];
    let (tick, of_tick, of_name) = match welcome.ticked.contains(&index) {
        true => ("[x] ", Role::Focus, Role::Text),
        false => ("[ ] ", Role::Faint, Role::Dim),
    };
    let of_name = if selected { Role::Selected } else { of_name };
    let name = starter.spec.name.as_deref().unwrap_or(&starter.spec.url);
    let x = write_all(tick, theme.style(of_tick), (area.x, area.y), buffer);
    let beside = Area {
        x,
        width: area.width.saturating_sub(x - area.x),
        ..area
    };
    draw_sides(
        (name, &starter.lang),
        (of_name, Role::Faint),
        beside,
        theme,
        buffer,
    );
}

/// A text, and at the right end another, which is never cut.
fn draw_sides(
    (left, right): (&str, &str),
    (of_left, of_right): (Role, Role),
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let columns = usize::from(area.width);
    let right = shown(right, columns);
    let taken = width::of(&right);
    let left = few::short(left, columns.saturating_sub(taken + 1));
    let left = shown(&left, columns);
    write_all(&left, theme.style(of_left), (area.x, area.y), buffer);
    let x = area.x + u16::try_from(columns - taken).unwrap_or(0);
    write_all(&right, theme.style(of_right), (x, area.y), buffer);
}

/// The surface of the selected row, and the wire before it.
fn light(selected: bool, area: Area, theme: &Theme, buffer: &mut Buffer) {
    if !selected {
        return;
    }
    let indent = INDENT.min(area.x);
    let row = Rect::new(area.x - indent, area.y, area.width + 2 * indent, 1);
    theme.tint(Surface::Select, row, buffer);
    wire::light(true, theme, row, buffer);
}
