//! Adding sources: by an address, from a file of another reader, or ready ones.

use super::config_change::SourceOutcome;
use super::effect::{ConfigEffect, Effect, Effects};
use super::journal::Entry;
use super::marks;
use super::model::Model;
use super::refresh;
use super::request::RequestId;
use super::toast::Mark;
use super::views::headlines::questions::Reload;
use super::views::prompt::state::{Prompt, Purpose};
use super::views::welcome::state::Welcome;
use crate::model::source::redacted_address;
use crate::model::{SourceSpec, counted};

/// Opens the line of input for an address.
pub fn ask_for_address(model: &mut Model) {
    model.views.push(Prompt::new(Purpose::AddSource));
}

/// Opens the line of input for a file.
pub fn ask_for_file(model: &mut Model) {
    model.views.push(Prompt::new(Purpose::Import));
}

/// Asks the runtime to find out what an address is.
pub fn add_address(model: &mut Model, address: &str, effects: &mut Effects) {
    let request = model.requests.number();
    model.say(format!("looking at {} …", redacted_address(address)));
    let url = address.to_owned();
    effects.push(Effect::Config(ConfigEffect::AddSource { request, url }));
}

/// Asks the runtime to import a file of another reader.
pub fn import_file(model: &mut Model, path: &str, effects: &mut Effects) {
    let request = model.requests.number();
    let path = path.to_owned();
    effects.push(Effect::Config(ConfigEffect::Import { request, path }));
}

/// Adds what the user has ticked.
pub fn add_starters(model: &mut Model, specs: Vec<SourceSpec>, effects: &mut Effects) {
    model.say(format!("adding {}", counted(specs.len(), "source")));
    add_specs(model, specs, effects);
}

/// Adds ready sources.
pub fn add_specs(model: &mut Model, specs: Vec<SourceSpec>, effects: &mut Effects) {
    let request = model.requests.number();
    effects.push(Effect::Config(ConfigEffect::AddSpecs { request, specs }));
}

/// Sources were added, or could not be.
pub fn added(
    model: &mut Model,
    request: RequestId,
    result: Result<SourceOutcome, String>,
    effects: &mut Effects,
) {
    match result {
        Ok(added) => {
            model.views.remove::<Welcome>();
            if take_in(model, added) {
                refresh::begin(model, false, None, effects);
            }
            marks::done(model, request, effects);
        }
        Err(reason) => marks::fail(model, request, &reason),
    }
    // A change that failed half way may have changed the list all the same.
    model.read_list(Reload::Changed);
}

/// Says what a change of sources came to, and remembers how to take it back; whether there is
/// anything to.
pub(super) fn take_in(model: &mut Model, outcome: SourceOutcome) -> bool {
    match outcome.message {
        message if message.is_empty() => {}
        message => {
            let mark = match outcome.is_failure {
                true => Mark::Error,
                false => Mark::Plain,
            };
            let undo = outcome.undo.as_ref().map(|_| marks::UNDO);
            model.tell(&message, mark, undo);
        }
    }
    let Some(undo) = outcome.undo else {
        return false;
    };
    model.journal.record(Entry::FileChanged { undo });
    true
}
