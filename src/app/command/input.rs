//! Lines of input.

use super::Reason;
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::app::views;

pub(super) fn none(model: &Model) -> Option<Reason> {
    let none = views::top(model).field.is_none();
    none.then_some("there is no input")
}

pub(super) fn accept(model: &mut Model, _: &str, effects: &mut Effects) {
    (views::top(model).accept)(model, effects);
}

pub(super) fn cancel(model: &mut Model, _: &str, _: &mut Effects) {
    model.toasts.clear();
    model.views.pop();
}

pub(super) fn complete(model: &mut Model) {
    (views::top(model).complete)(model);
}

pub(super) fn turn(model: &mut Model, pages: isize) {
    (views::top(model).turn)(model, pages);
}

pub(super) fn choose(model: &mut Model, delta: isize) {
    (views::top(model).choose)(model, delta);
}
