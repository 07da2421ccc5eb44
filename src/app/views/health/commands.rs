//! What can be done about a source: the one selected in the health view, else that of the
//! headline or the view.

use crate::app::command::Reason;
use crate::app::command::source::read_only;
use crate::app::config_change::SourceChange;
use crate::app::effect::{ConfigEffect, Effect, Effects, ScreenEffect};
use crate::app::model::Model;
use crate::app::unstored::Purpose;
use crate::app::views;
use crate::model::Source;
use crate::model::verdict::new_address;

fn current(model: &Model) -> Option<&Source> {
    model.source(views::source(model)?)
}

/// Why no source can be changed.
#[must_use]
pub fn cannot_change(model: &Model) -> Option<Reason> {
    read_only(model).or_else(|| current(model).is_none().then_some("no source is selected"))
}

/// Why there is no address to accept.
#[must_use]
pub fn cannot_accept(model: &Model) -> Option<Reason> {
    let has_moved = || current(model).is_some_and(|source| new_address(source).is_some());
    cannot_change(model)
        .or_else(|| (!has_moved()).then_some("this source has no new address to accept"))
}

/// Opens the configuration at the source.
pub fn edit(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(source) = current(model) {
        let url = source.url.clone();
        effects.push(Effect::Screen(ScreenEffect::EditConfig { url }));
    }
}

/// Pauses the source, or has it asked again.
pub fn pause(model: &mut Model, _: &str, effects: &mut Effects) {
    change(model, effects, |source, url| {
        let paused = !source.health.paused;
        Some(SourceChange::Pause { url, paused })
    });
}

/// Takes the address that the source has moved to.
pub fn accept(model: &mut Model, _: &str, effects: &mut Effects) {
    change(model, effects, |source, from| {
        let to = new_address(source)?.to_owned();
        Some(SourceChange::Move { from, to })
    });
}

/// Takes the source out of the configuration.
pub fn remove(model: &mut Model, _: &str, effects: &mut Effects) {
    change(model, effects, |_, url| Some(SourceChange::Remove { url }));
}

fn change(
    model: &mut Model,
    effects: &mut Effects,
    what: fn(&Source, String) -> Option<SourceChange>,
) {
    let change = current(model).and_then(|source| what(source, source.url.clone()));
    if let Some(change) = change {
        let request = model.requests.number();
        model.unstored.begin(request, Purpose::Changed);
        effects.push(Effect::Config(ConfigEffect::ChangeSource {
            request,
            change,
        }));
    }
}
