//! The health of the sources: the view, and what can be done about one of them.

use super::source::{current_source, read_only};
use super::{Motion, Reason, view};
use crate::app::effect::{Effect, Effects};
use crate::app::health::{Change, View, parts};
use crate::app::layer::Layer;
use crate::app::model::Model;
use crate::app::pointer::first_shown;
use crate::app::unstored::Purpose;
use crate::model::verdict::{new_address, order};
use crate::model::{Query, Scope, Source};

/// Shows the view, or closes it.
pub(super) fn show(model: &mut Model, _: &str, _: &mut Effects) {
    if matches!(model.layers.last(), Some(Layer::Health(_))) {
        model.layers.pop();
        return;
    }
    // Never twice in the stack: the way back would lead through itself.
    model
        .layers
        .retain(|layer| !matches!(layer, Layer::Health(_)));
    model.layers.push(Layer::Health(View::default()));
}

/// The view after an event: its cursor stays with its source, and without sources there is
/// nothing to show.
pub fn follow(model: &mut Model) {
    if model.sources.is_empty() {
        model
            .layers
            .retain(|layer| !matches!(layer, Layer::Health(_)));
        return;
    }
    with_view(model, View::follow);
}

/// Moves the cursor.
pub(super) fn go(model: &mut Model, motion: Motion) {
    let distance = motion.distance(usize::from(parts(model).list.height));
    with_view(model, |view, order| view.move_by(distance, order));
}

/// Selects the source that stands on a row of the list.
pub fn select(model: &mut Model, row: usize) {
    let height = usize::from(parts(model).list.height);
    with_view(model, |view, order| {
        let row = first_shown(view.cursor, height, order.len()) + row;
        if row < order.len() {
            view.select(row, order);
        }
    });
}

fn with_view(model: &mut Model, change: impl FnOnce(&mut View, &[&Source])) {
    let (sources, now) = (&model.sources, model.now);
    let view = model.layers.iter_mut().find_map(|layer| match layer {
        Layer::Health(view) => Some(view),
        _ => None,
    });
    if let Some(view) = view {
        change(view, &order(sources, now));
    }
}

/// Enter: the headlines of the selected source.
pub(super) fn show_headlines(model: &mut Model) {
    if let Some(id) = current_source(model) {
        model.layers.clear();
        let query = Query {
            scope: Scope::Source(id),
            ..Query::default()
        };
        view::show(model, query);
    }
}

fn current(model: &Model) -> Option<&Source> {
    model.source(current_source(model)?)
}

pub(super) fn cannot_change(model: &Model) -> Option<Reason> {
    read_only(model).or_else(|| current(model).is_none().then_some("no source is selected"))
}

pub(super) fn cannot_accept(model: &Model) -> Option<Reason> {
    let has_moved = || current(model).is_some_and(|source| new_address(source).is_some());
    cannot_change(model)
        .or_else(|| (!has_moved()).then_some("this source has no new address to accept"))
}

pub(super) fn edit(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(source) = current(model) {
        let url = source.url.clone();
        effects.push(Effect::EditConfig { url });
    }
}

pub(super) fn pause(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(source) = current(model) {
        let change = Change::Pause {
            url: source.url.clone(),
            paused: !source.health.paused,
        };
        ask(model, change, effects);
    }
}

pub(super) fn accept(model: &mut Model, _: &str, effects: &mut Effects) {
    let Some(source) = current(model) else {
        return;
    };
    if let Some(to) = new_address(source) {
        let change = Change::Move {
            from: source.url.clone(),
            to: to.to_owned(),
        };
        ask(model, change, effects);
    }
}

pub(super) fn remove(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(source) = current(model) {
        let url = source.url.clone();
        ask(model, Change::Remove { url }, effects);
    }
}

fn ask(model: &mut Model, change: Change, effects: &mut Effects) {
    let request = model.requests.number();
    model.unstored.begin(request, Purpose::Changed);
    effects.push(change.effect(request, false));
}
