//! The commands that mark what is read and what is kept, and take it back.

use super::{Reason, movement};
use crate::app::effect::Effects;
use crate::app::marks::{self, store};
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Focus;
use crate::app::unstored::Purpose;
use crate::app::views;
use crate::model::Change;

pub(super) fn no_headline(model: &Model) -> Option<Reason> {
    views::headline(model)
        .is_none()
        .then_some("no headline is selected")
}

pub(super) fn empty_list(model: &Model) -> Option<Reason> {
    model.list.ids().is_empty().then_some("this view is empty")
}

pub(super) fn nothing_to_undo(model: &Model) -> Option<Reason> {
    let nothing = model.journal.is_empty() && model.unstored.is_empty();
    nothing.then_some(marks::NOTHING_TO_UNDO)
}

pub(super) fn toggle_read(model: &mut Model, _: &str, effects: &mut Effects) {
    let marked = views::headline(model).map(|row| (row.id, model.unstored.is_read(row)));
    let Some((id, is_read)) = marked else {
        return;
    };
    let change = Change::read(&[id], !is_read);
    store(model, change, Purpose::Asked, effects);
    if model.focus == Focus::List {
        movement::go(model, Motion::Lines(1));
    }
}

pub(super) fn mark_view_read(model: &mut Model, _: &str, effects: &mut Effects) {
    let change = Change::read(model.list.ids(), true);
    store(model, change, Purpose::ViewRead, effects);
}

pub(super) fn favourite(model: &mut Model, _: &str, effects: &mut Effects) {
    let marked = views::headline(model).map(|row| (row.id, model.unstored.is_favourite(row)));
    if let Some((id, is_on)) = marked {
        let change = Change::Favourite { id, on: !is_on };
        store(model, change, Purpose::Asked, effects);
    }
}
