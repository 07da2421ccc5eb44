//! Moving: one set of commands for every view.

use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::views;

fn go(model: &mut Model, motion: Motion) {
    (views::top(model).go)(model, motion);
}

pub(super) fn down(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Lines(1));
}

pub(super) fn up(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Lines(-1));
}

pub(super) fn page_down(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Pages(1));
}

pub(super) fn page_up(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Pages(-1));
}

pub(super) fn top(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Top);
}

pub(super) fn bottom(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Bottom);
}
