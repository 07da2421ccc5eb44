//! Moving: one set of commands for every view.

use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::views;

pub(super) fn go(model: &mut Model, motion: Motion) {
    (views::top(model).go)(model, motion);
}
