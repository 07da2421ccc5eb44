//! Sources: downloading them, adding them, the first start.

use super::{Reason, view};
use crate::app::effect::{Effect, Effects};
use crate::app::layer::{Layer, Prompt, Purpose};
use crate::app::model::{Focus, Model};
use crate::app::refreshing;
use crate::app::welcome::{Row, Welcome};
use crate::model::source::redacted_address;
use crate::model::{SourceId, counted};

pub(super) fn cannot_refresh(model: &Model) -> Option<Reason> {
    if model.refreshing.is_running() {
        return Some("a refresh is running");
    }
    if model.keeps_nothing {
        return Some("nothing can be stored, so nothing is downloaded");
    }
    model
        .sources
        .is_empty()
        .then_some("there are no sources yet: + adds one")
}

pub(super) fn cannot_refresh_one(model: &Model) -> Option<Reason> {
    cannot_refresh(model).or_else(|| {
        current_source(model)
            .is_none()
            .then_some("no source is selected")
    })
}

pub(super) fn read_only(model: &Model) -> Option<Reason> {
    model
        .settings
        .demo
        .then_some("the demo keeps its own sources: start newswire without demo")
}

/// The source under the cursor, or that of the view.
pub(super) fn current_source(model: &Model) -> Option<SourceId> {
    if let Some(Layer::Health(view)) = model.layers.last() {
        return view.selected;
    }
    if let crate::model::Scope::Source(id) = model.query.scope {
        return Some(id);
    }
    let row = match model.focus {
        Focus::Article => model.reader.open()?.headline.as_ref(),
        Focus::List | Focus::Ticker => model.list.row(model.list.selected()?),
    };
    row.map(|row| row.source)
}

pub(super) fn refresh(model: &mut Model, _: &str, effects: &mut Effects) {
    refreshing::wanted(model, false, None, effects);
    if model.ticker_shown {
        effects.push(Effect::AskQuotes);
    }
}

pub(super) fn refresh_all(model: &mut Model, _: &str, effects: &mut Effects) {
    refreshing::wanted(model, true, None, effects);
}

pub(super) fn refresh_source(model: &mut Model, _: &str, effects: &mut Effects) {
    let source = current_source(model);
    refreshing::wanted(model, true, source, effects);
}

pub(super) fn add(model: &mut Model, argument: &str, effects: &mut Effects) {
    if argument.is_empty() {
        model
            .layers
            .push(Layer::Prompt(Prompt::new(Purpose::AddSource)));
    } else {
        add_address(model, argument, effects);
    }
}

/// Asks the runtime to find out what an address is.
pub fn add_address(model: &mut Model, address: &str, effects: &mut Effects) {
    let request = model.requests.number();
    model.say(format!("looking at {} …", redacted_address(address)));
    effects.push(Effect::AddSource {
        request,
        url: address.to_owned(),
    });
}

pub(super) fn import(model: &mut Model, argument: &str, effects: &mut Effects) {
    if argument.is_empty() {
        model
            .layers
            .push(Layer::Prompt(Prompt::new(Purpose::Import)));
    } else {
        import_file(model, argument, effects);
    }
}

/// Asks the runtime to import a file of another reader.
pub fn import_file(model: &mut Model, path: &str, effects: &mut Effects) {
    let request = model.requests.number();
    effects.push(Effect::Import {
        request,
        path: path.to_owned(),
    });
}

pub(super) fn starters(model: &mut Model, _: &str, _: &mut Effects) {
    let welcome = Welcome::new(model.settings.starters.clone());
    model.layers.push(Layer::Welcome(welcome));
}

/// Enter on the welcome screen.
pub(super) fn accept_welcome(model: &mut Model, effects: &mut Effects) {
    let Some(Layer::Welcome(welcome)) = model.layers.last_mut() else {
        return;
    };
    match welcome.row(welcome.cursor) {
        Some(Row::Paste) => add(model, "", effects),
        Some(Row::Import) => import(model, "", effects),
        Some(Row::Demo) => effects.push(Effect::StartDemo),
        Some(Row::Starter(index)) => {
            if welcome.ticked.is_empty() {
                welcome.toggle(index);
            }
            let specs = welcome.chosen();
            let request = model.requests.number();
            model.say(format!("adding {}", counted(specs.len(), "source")));
            effects.push(Effect::AddSpecs { request, specs });
        }
        None => {}
    }
}

/// Enter on a list of headlines that an address offers.
pub(super) fn add_candidate(model: &mut Model, effects: &mut Effects) {
    let Some(Layer::Candidates(choice)) = model.layers.pop() else {
        return;
    };
    let Some(chosen) = choice.candidates.into_iter().nth(choice.menu.cursor) else {
        return;
    };
    let request = model.requests.number();
    let specs = vec![chosen.spec];
    effects.push(Effect::AddSpecs { request, specs });
}

/// How many entries the topmost menu has.
#[must_use]
pub fn menu_count(model: &Model) -> usize {
    match model.layers.last() {
        Some(Layer::Sources(_)) => view::scopes(model).len(),
        Some(Layer::Candidates(choice)) => choice.candidates.len(),
        Some(Layer::Links(_)) => view::link_entries(model).len(),
        _ => 0,
    }
}
