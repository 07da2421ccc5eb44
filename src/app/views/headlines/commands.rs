//! The headlines that have arrived and wait above the list.

use crate::app::command::Reason;
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::app::panes::Focus;

/// Shows them, and selects the first: mostly that is the newest of all, but a source may send
/// what is older.
pub fn show_new(model: &mut Model, _: &str, _: &mut Effects) {
    model.focus = Focus::List;
    let height = model.list_height();
    if let Some(first) = model.list.show_waiting(height) {
        model.list.select(first, height);
    }
}

/// Why there are none to show.
#[must_use]
pub fn nothing_new(model: &Model) -> Option<Reason> {
    (model.list.waiting() == 0).then_some("no new headlines are waiting")
}
