//! The health view: all sources, the worst first, and what can be done about one.

pub mod commands;
pub mod state;

use jiff::Timestamp;

use super::full_view::Parts;
use super::interface::Interface;
use super::menu::{Rows, first_shown};
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::model::verdict::{aging, order};
use crate::model::{Query, Scope, Source};
use state::Health;

/// Where its keys hold.
pub const CONTEXT: Context = Context::special("health");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::MENU, Context::GLOBAL],
    hints: &[
        ("undo", "undo"),
        ("accept-address", "accept"),
        ("refresh-source", "retry"),
        ("pause-source", "pause"),
        ("remove-source", "remove"),
        ("edit-source", "edit"),
        ("open", "headlines"),
        ("back", "close"),
    ],
    // The right keys differ from source to source.
    hides_impossible: true,
    area: |model| Parts::area(model.size),
    go: |model, motion| {
        ROWS.go(model, motion);
        with_view(model, Health::choose);
        true
    },
    open: |model, _| show_headlines(model),
    click: |model, mouse, _| {
        ROWS.click(model, mouse, |model| with_view(model, Health::choose));
    },
    source: Some(|model| model.views.find::<Health>()?.selected),
    status: Some(|_| Some(String::new())),
    settle: |model, _| follow(model),
    next_deadline: next_change,
    ..Interface::OVERLAY
};

const ROWS: Rows = Rows {
    area: |model| parts(model).list,
    count: |model| model.sources.len(),
    cursor: |model| Some(&mut model.views.top_as_mut::<Health>()?.cursor),
};

/// Rows that the details need.
const DETAILS: u16 = 12;

/// Where the parts stand.
#[must_use]
pub fn parts(model: &Model) -> Parts {
    let rows = u16::try_from(model.sources.len()).unwrap_or(u16::MAX);
    Parts::of(model.size, rows, DETAILS)
}

/// Shows the view, or closes it.
pub fn show(model: &mut Model, _: &str, _: &mut Effects) {
    if !model.views.pop_if::<Health>() {
        model.views.show(Health::default());
    }
}

/// The cursor stays with its source, and without sources there is nothing to show.
fn follow(model: &mut Model) {
    if model.sources.is_empty() {
        model.views.remove::<Health>();
        return;
    }
    with_view(model, Health::follow);
}

fn with_view(model: &mut Model, change: impl FnOnce(&mut Health, &[&Source])) {
    let order = order(&model.sources, model.now);
    if let Some(view) = model.views.find_mut() {
        change(view, &order);
    }
}

/// The headlines of the selected source.
fn show_headlines(model: &mut Model) {
    let selected = model
        .views
        .top_as::<Health>()
        .and_then(|view| view.selected);
    if let Some(id) = selected {
        model.views.clear();
        model.show(Query {
            scope: Scope::Source(id),
            ..Query::default()
        });
    }
}

/// When something that is in sight is said otherwise, or the order is another one.
fn next_change(model: &Model) -> Option<Timestamp> {
    let (parts, now) = (parts(model), model.now);
    let cursor = model.views.find::<Health>()?.cursor;
    let order = order(&model.sources, now);
    let height = usize::from(parts.list.height);
    let first = first_shown(cursor, height, order.len());
    let in_sight = order.iter().skip(first).take(height);
    let lines = in_sight.filter_map(|source| aging::of_line(source, now));
    let verdicts = order.iter();
    let verdicts = verdicts.filter_map(|source| aging::of_verdict(source, now));
    let selected = order.get(cursor).filter(|_| parts.details.height > 0);
    let details = selected.and_then(|source| aging::of_details(source, now));
    lines.chain(verdicts).chain(details).min()
}
