//! The help: the keys of one context at a time, by family, as they are now.

pub mod page;
pub mod rows;
pub mod state;
pub mod tabs;

use super::interface::{Field, Interface};
use super::menu::{self, Card};
use crate::app::command::Reason;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Area;
use crate::text::width;
use state::{Help, HelpRow};
use tabs::Tabs;

/// Where its keys hold.
pub const CONTEXT: Context = Context::special("help");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::INPUT],
    hints: &[
        ("cancel", "close"),
        ("next-page", "next page"),
        ("palette", "run a command"),
    ],
    way_out: |_| Some(("cancel", "close")),
    veils: true,
    card: Some(card),
    area: |model| card(model).area,
    go,
    field: Some(|model| {
        let Help { input, top, .. } = model.views.top_as_mut()?;
        Some(Field { input, choice: top })
    }),
    choose: |model, delta| {
        go(model, Motion::Lines(delta));
    },
    accept: |model, _| drop(model.views.pop()),
    turn,
    click,
    settle: |model, _| {
        page::settle(model, columns(model));
        // A page that became shorter, or its card higher, is still full.
        go(model, Motion::Lines(0));
    },
    ..Interface::OVERLAY
};

/// Rows above the keys: the filter and a blank one, on a low screen the filter only, and on one of
/// a few rows none.
#[must_use]
pub fn head_rows(model: &Model) -> u16 {
    match model.size.1 {
        10.. => 2,
        5..10 => 1,
        _ => 0,
    }
}

/// Columns of the widest card.
const MOST_COLUMNS: usize = 66;

/// Shows the page of the context where the user is, or closes the help.
pub fn toggle(model: &mut Model, here: Option<Context>) {
    if model.views.pop_if::<Help>() {
        return;
    }
    let tabs = tabs::all(model);
    let tab = tabs.iter().position(|context| Some(*context) == here);
    model.views.show(Help {
        tab: tab.unwrap_or(0),
        ..Help::default()
    });
}

/// Why there is no page of it to turn.
#[must_use]
pub fn not_shown(model: &Model) -> Option<Reason> {
    let is_shown = model.views.is_top::<Help>();
    (!is_shown).then_some("open the help first")
}

/// Columns of its text.
fn columns(model: &Model) -> usize {
    usize::from(menu::most_columns(model.size.0)).min(MOST_COLUMNS)
}

/// The rows of the page that is shown, as far as they match what is typed.
#[must_use]
pub fn rows(model: &Model) -> &[HelpRow] {
    &page::shown(model).rows
}

/// How many keys there are, and how many of them are found.
#[must_use]
pub fn fact(model: &Model) -> String {
    let (page, help) = (page::shown(model), model.views.find::<Help>());
    let typed = help.map_or("", |help| help.input.value().trim());
    match typed {
        "" => format!("{} keys", page.all),
        _ => format!("{} of {} keys", page.found, page.all),
    }
}

/// The tabs that are shown in so many columns, and whether the fact has room beside them.
#[must_use]
pub fn shown_tabs(model: &Model, columns: usize) -> (Tabs, bool) {
    let room = columns.saturating_sub(width::of(&fact(model)) + tabs::GAP);
    let tab = page::shown(model).tab;
    let beside = tabs::shown(model, tab, room);
    match beside.columns() <= room {
        true => (beside, true),
        false => (tabs::shown(model, tab, columns), false),
    }
}

/// Where its parts stand.
#[must_use]
pub fn card(model: &Model) -> Card {
    let shown = rows(model).len().max(1);
    menu::card(
        model.size,
        columns(model),
        shown + usize::from(head_rows(model)),
    )
}

/// Where the filter stands: above the keys, or where these would have too few rows in place of the
/// tabs, as long as something is typed.
#[must_use]
pub fn filter_area(model: &Model) -> Area {
    let Card { title, body, .. } = card(model);
    let help = model.views.find::<Help>();
    let is_typed = help.is_some_and(|help| !help.input.value().is_empty());
    match (head_rows(model), is_typed) {
        (1.., _) => Area { height: 1, ..body },
        (0, true) => title,
        (0, false) => Area { height: 0, ..title },
    }
}

/// Where the keys stand.
#[must_use]
pub fn list_area(model: &Model) -> Area {
    card(model).body.without_top(head_rows(model))
}

fn height(model: &Model) -> usize {
    usize::from(list_area(model).height)
}

fn go(model: &mut Model, motion: Motion) -> bool {
    let height = height(model);
    let last = rows(model).len().saturating_sub(height);
    let distance = motion.distance(height);
    if let Some(help) = model.views.find_mut::<Help>() {
        help.top = help.top.saturating_add_signed(distance).min(last);
    }
    true
}

fn turn(model: &mut Model, pages: isize) {
    let count = tabs::all(model).len().max(1);
    let shown = page::shown(model).tab;
    if let Some(help) = model.views.top_as_mut::<Help>() {
        let count = isize::try_from(count).unwrap_or(1);
        let tab = isize::try_from(shown).unwrap_or(0) + pages;
        help.tab = usize::try_from(tab.rem_euclid(count)).unwrap_or(0);
        help.top = 0;
    }
}

/// A click on a tab shows its page.
fn click(model: &mut Model, mouse: Mouse, _: &mut Effects) {
    let title = card(model).title;
    if !title.contains(mouse.column, mouse.row) {
        return;
    }
    let column = usize::from(mouse.column - title.x);
    let (tabs, _) = shown_tabs(model, usize::from(title.width));
    let hit = tabs.shown.iter().find(|tab| tab.contains(column));
    if let (Some(tab), Some(help)) = (hit, model.views.top_as_mut::<Help>()) {
        (help.tab, help.top) = (tab.index, 0);
    }
}
