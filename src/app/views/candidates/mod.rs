//! The choice among the lists of headlines that an address offers.

pub mod state;

use super::interface::Interface;
use super::menu::{self, Menu};
use crate::app::adding;
use crate::app::effect::Effects;
use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::panes::Area;
use crate::model::{Candidate, counted};
use state::Candidates;

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    hints: &[
        ("open", "add this one"),
        ("down", "move"),
        ("back", "close"),
    ],
    area,
    go: |model, motion| {
        let distance = motion.distance(model.page());
        if let Some(Candidates { found, menu }) = model.views.top_as_mut() {
            menu.move_by(distance, found.len());
        }
        true
    },
    open,
    click,
    ..Interface::OVERLAY
};

fn area(model: &Model) -> Area {
    menu::centred(model.size, usize::MAX)
}

/// Where the lists stand in the box; what the selected one holds stands beneath them.
#[must_use]
pub fn list_area(model: &Model, count: usize) -> Area {
    let inside = menu::inside(area(model));
    let rows = u16::try_from(count).unwrap_or(u16::MAX);
    Area {
        height: rows.min(inside.height / 2),
        ..inside
    }
}

/// Opens the choice, but not over a line that is being typed.
pub fn offer(model: &mut Model, is_typing: bool, found: Vec<Candidate>) {
    let lists = counted(found.len(), "list");
    model.say(format!("{lists} of headlines: pick one"));
    let menu = Menu::default();
    let view = Candidates { found, menu };
    if is_typing {
        model.views.push_beneath(view);
    } else {
        model.views.push(view);
    }
}

fn open(model: &mut Model, effects: &mut Effects) {
    let view = model.views.top_as::<Candidates>();
    let chosen = view.and_then(|view| view.found.get(view.menu.cursor));
    let spec = chosen.map(|chosen| chosen.spec.clone());
    model.views.pop();
    if let Some(spec) = spec {
        adding::add_specs(model, vec![spec], effects);
    }
}

fn click(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    let count = model
        .views
        .top_as::<Candidates>()
        .map_or(0, |view| view.found.len());
    let list = list_area(model, count);
    let Some(view) = model.views.top_as_mut::<Candidates>() else {
        return;
    };
    if let Some(entry) = view.menu.clicked(list, mouse, count) {
        view.menu.cursor = entry;
        open(model, effects);
    }
}
