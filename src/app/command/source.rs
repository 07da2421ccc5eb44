//! Sources: downloading and adding them.

use super::Reason;
use crate::app::effect::{Effect, Effects, NetEffect};
use crate::app::model::Model;
use crate::app::{adding, refresh, views};

/// Why there is no source to choose.
pub(super) fn none(model: &Model) -> Option<Reason> {
    model
        .sources
        .is_empty()
        .then_some("there are no sources yet: + adds one")
}

pub(super) fn cannot_refresh(model: &Model) -> Option<Reason> {
    if model.refreshing.is_running() {
        return Some("a refresh is running");
    }
    if model.keeps_nothing {
        return Some("nothing can be stored, so nothing is downloaded");
    }
    none(model)
}

pub(super) fn cannot_refresh_one(model: &Model) -> Option<Reason> {
    cannot_refresh(model).or_else(|| {
        views::source(model)
            .is_none()
            .then_some("no source is selected")
    })
}

/// Why the configuration cannot be changed.
#[must_use]
pub fn read_only(model: &Model) -> Option<Reason> {
    model
        .settings
        .demo
        .then_some("the demo keeps its own sources: start newswire without demo")
}

pub(super) fn refresh(model: &mut Model, _: &str, effects: &mut Effects) {
    refresh::wanted(model, false, None, effects);
    if model.wishes.ticker {
        effects.push(Effect::Net(NetEffect::AskQuotes));
    }
}

pub(super) fn refresh_all(model: &mut Model, _: &str, effects: &mut Effects) {
    refresh::wanted(model, true, None, effects);
}

pub(super) fn refresh_source(model: &mut Model, _: &str, effects: &mut Effects) {
    let source = views::source(model);
    refresh::wanted(model, true, source, effects);
}

pub(super) fn add(model: &mut Model, argument: &str, effects: &mut Effects) {
    if argument.is_empty() {
        adding::ask_for_address(model);
    } else {
        adding::add_address(model, argument, effects);
    }
}

pub(super) fn import(model: &mut Model, argument: &str, effects: &mut Effects) {
    if argument.is_empty() {
        adding::ask_for_file(model);
    } else {
        adding::import_file(model, argument, effects);
    }
}
