//! The welcome: starter sources to tick, a page to paste, a file of another reader, or the demo.

pub mod layout;
pub mod state;

use super::full_view::Parts;
use super::interface::Interface;
use super::menu::Rows;
use crate::app::adding;
use crate::app::command::Reason;
use crate::app::context::Context;
use crate::app::effect::{Effect, Effects, ScreenEffect};
use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::motion::Motion;
use layout::Item;
use state::{Welcome, WelcomeRow};

/// Where its keys hold.
pub const CONTEXT: Context = Context::special("welcome");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::MENU, Context::GLOBAL],
    hints: &[
        ("tick", "tick"),
        ("open", "start"),
        ("down", "move"),
        ("close", "close"),
    ],
    area: |model| Parts::area(model.size),
    click,
    go: |model, motion| ROWS.go(model, motion),
    open,
    is_first: |model| model.sources.is_empty() && model.views.all().len() == 1,
    stays: |model| model.views.all().len() == 1,
    ..Interface::OVERLAY
};

const ROWS: Rows = Rows {
    area: |model| Parts::area(model.size),
    count: |model| model.views.top_as().map_or(0, Welcome::count),
    cursor: |model| Some(&mut model.views.top_as_mut::<Welcome>()?.cursor),
};

/// Shows what the program offers to begin with.
pub fn show(model: &mut Model, _: &str, _: &mut Effects) {
    let starters = model.settings.starters.clone();
    model.views.push(Welcome::new(starters));
}

/// Why nothing can be ticked.
#[must_use]
pub fn nothing_to_tick(model: &Model) -> Option<Reason> {
    let is_shown = model.views.is_top::<Welcome>();
    (!is_shown).then_some("open the starter sources first")
}

/// Ticks or unticks a starter source.
pub fn tick(model: &mut Model, _: &str, _: &mut Effects) {
    if let Some(welcome) = model.views.top_as_mut::<Welcome>()
        && let Some(WelcomeRow::Starter(index)) = welcome.row(welcome.cursor)
    {
        welcome.toggle(index);
        ROWS.go(model, Motion::Lines(1));
    }
}

/// A click ticks a source, or does what stands there.
fn click(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    let Some(welcome) = model.views.top_as::<Welcome>() else {
        return;
    };
    let layout = layout::layout(model, welcome);
    let mut seen = layout.seen();
    let hit = seen.find(|(_, area)| area.contains(mouse.column, mouse.row));
    let Some((&Item::Row(index, row), _)) = hit else {
        return;
    };
    if let Some(welcome) = model.views.top_as_mut::<Welcome>() {
        welcome.cursor = index;
        match row {
            WelcomeRow::Starter(starter) => welcome.toggle(starter),
            _ => open(model, effects),
        }
    }
}

fn open(model: &mut Model, effects: &mut Effects) {
    let Some(welcome) = model.views.top_as_mut::<Welcome>() else {
        return;
    };
    match welcome.row(welcome.cursor) {
        Some(WelcomeRow::Paste) => adding::ask_for_address(model),
        Some(WelcomeRow::Import) => adding::ask_for_file(model),
        Some(WelcomeRow::Demo) => effects.push(Effect::Screen(ScreenEffect::StartDemo)),
        Some(WelcomeRow::Starter(index)) => {
            if welcome.ticked.is_empty() {
                welcome.toggle(index);
            }
            let specs = welcome.chosen();
            adding::add_starters(model, specs, effects);
        }
        None => {}
    }
}
