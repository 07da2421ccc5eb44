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
    if let Some(source) = current(model) {
        let change = SourceChange::Pause {
            url: source.url.clone(),
            paused: !source.health.paused,
        };
        ask(model, change, effects);
    }
}

/// Takes the address that the source has moved to.
pub fn accept(model: &mut Model, _: &str, effects: &mut Effects) {
    let Some(source) = current(model) else {
        return;
    };
    if let Some(to) = new_address(source) {
        let change = SourceChange::Move {
            from: source.url.clone(),
            to: to.to_owned(),
        };
        ask(model, change, effects);
    }
}

/// Takes the source out of the configuration.
pub fn remove(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(source) = current(model) {
        let url = source.url.clone();
        ask(model, SourceChange::Remove { url }, effects);
    }
}

fn ask(model: &mut Model, change: SourceChange, effects: &mut Effects) {
    let request = model.requests.number();
    model.unstored.begin(request, Purpose::Changed);
    effects.push(Effect::Config(ConfigEffect::ChangeSource {
        request,
        change,
    }));
}
