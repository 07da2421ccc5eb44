//! The explanation of a page: each block, kept or dropped, and why; and the rules with which the
//! user overrules it.

pub mod commands;
pub mod state;

use std::sync::Arc;

use super::full_view::Parts;
use super::interface::Interface;
use super::menu::Menu;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::request::RequestId;
use crate::model::{Explanation, HeadlineId};
use state::ExplanationView;

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[Context::Explanation, Context::Menu, Context::Global],
    hints: &[
        ("never-show", "never show"),
        ("always-show", "always show"),
        ("undo", "undo"),
        ("next-change", "next change"),
        ("back", "close"),
    ],
    hides_impossible: true,
    area: |model| Parts::area(model.size),
    go,
    click,
    ..Interface::OVERLAY
};

/// Rows that the details need.
const DETAILS: u16 = 9;

/// Where the parts stand.
#[must_use]
pub fn parts(model: &Model) -> Parts {
    Parts::of(model.size, u16::MAX, DETAILS)
}

fn go(model: &mut Model, motion: Motion) -> bool {
    let distance = motion.distance(usize::from(parts(model).list.height));
    if let Some(view) = model.views.find_mut::<ExplanationView>() {
        view.move_by(distance);
    }
    true
}

fn click(model: &mut Model, mouse: Mouse, _: &mut Effects) {
    let list = parts(model).list;
    let Some(view) = model.views.top_as_mut::<ExplanationView>() else {
        return;
    };
    let menu = Menu {
        cursor: view.cursor,
    };
    if let Some(block) = menu.clicked(list, mouse, view.explanation.blocks.len()) {
        view.cursor = block;
    }
}

/// Shows the explanation of the open article's page.
pub fn explained(
    model: &mut Model,
    request: RequestId,
    id: HeadlineId,
    result: Result<Arc<Explanation>, String>,
) {
    if !model.reader.explanation.take(request) {
        return;
    }
    match result {
        Ok(explanation) if model.reader.headline_id() == Some(id) => {
            model.views.show(ExplanationView::new(id, explanation));
        }
        Ok(_) => {}
        Err(reason) => model.complain(reason),
    }
}
