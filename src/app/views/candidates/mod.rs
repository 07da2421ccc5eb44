//! The choice among the lists of headlines that an address offers.

pub mod state;

use super::interface::Interface;
use super::menu::{self, Card, Rows};
use crate::app::adding;
use crate::app::effect::Effects;
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
    veils: true,
    card: Some(card),
    area: |model| card(model).area,
    go: |model, motion| ROWS.go(model, motion),
    open,
    click: |model, mouse, effects| ROWS.click(model, mouse, |model| open(model, effects)),
    ..Interface::OVERLAY
};

const ROWS: Rows = Rows {
    area: |model| list_area(model, count(model)),
    count,
    cursor: |model| Some(&mut model.views.top_as_mut::<Candidates>()?.cursor),
};

fn count(model: &Model) -> usize {
    let view = model.views.top_as::<Candidates>();
    view.map_or(0, |view| view.found.len())
}

/// Columns of the card: headlines are read in it.
const COLUMNS: usize = 78;
/// Most headlines that are shown of the selected list.
const SAMPLE: usize = 12;
/// Rows between the lists and those: a rule and the address.
const BETWEEN: usize = 2;

/// Where its parts stand: as high as the longest list needs, whichever is selected.
#[must_use]
pub fn card(model: &Model) -> Card {
    let view = model.views.find::<Candidates>();
    let found = view.map_or(&[][..], |view| &view.found);
    let longest = found.iter().map(|found| found.feed.entries.len()).max();
    let sample = longest.unwrap_or(0).min(SAMPLE);
    menu::card(model.size, COLUMNS, found.len() + BETWEEN + sample)
}

/// Where the lists stand in the box; what the selected one holds stands beneath them.
#[must_use]
pub fn list_area(model: &Model, count: usize) -> Area {
    let inside = card(model).body;
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
    let view = Candidates { found, cursor: 0 };
    if is_typing {
        model.views.push_beneath(view);
    } else {
        model.views.push(view);
    }
}

fn open(model: &mut Model, effects: &mut Effects) {
    let view = model.views.top_as::<Candidates>();
    let chosen = view.and_then(|view| view.found.get(view.cursor));
    let spec = chosen.map(|chosen| chosen.spec.clone());
    model.views.pop();
    if let Some(spec) = spec {
        adding::add_specs(model, vec![spec], effects);
    }
}
