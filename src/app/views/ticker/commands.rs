//! Showing, hiding and turning the ticker.

use crate::app::command::Reason;
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::app::panes::Focus;

/// Why there is nothing to show.
#[must_use]
pub fn is_empty(model: &Model) -> Option<Reason> {
    model
        .ticker
        .is_empty()
        .then_some("the ticker has nothing to show: add a [[ticker.group]] to the configuration")
}

/// Shows or hides it.
pub fn toggle(model: &mut Model, _: &str, _: &mut Effects) {
    model.ticker.is_shown = !model.ticker.is_shown;
    if model.focus == Focus::Ticker {
        model.focus = Focus::List;
    }
}

/// The rows that did not fit; after the last the first.
pub fn turn(model: &mut Model, _: &str, _: &mut Effects) {
    model.ticker.is_shown = true;
    let place = model.panes().ticker_place();
    model.ticker.turn(place, model.now);
}
