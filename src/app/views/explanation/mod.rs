//! The explanation of a page: each block, kept or dropped, and why; and the rules with which the
//! user overrules it.

pub mod commands;
pub mod state;

use std::sync::Arc;

use super::full_view::Parts;
use super::interface::Interface;
use super::menu::Rows;
use crate::app::context::Context;
use crate::app::model::Model;
use crate::app::request::RequestId;
use crate::model::{Explanation, HeadlineId};
use state::ExplanationView;

/// Where its keys hold.
pub const CONTEXT: Context = Context::special("explanation");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::MENU, Context::GLOBAL],
    hints: &[
        ("never-show", "never show"),
        ("always-show", "always show"),
        ("undo", "undo"),
        ("next-change", "next change"),
        ("back", "close"),
    ],
    hides_impossible: true,
    area: |model| Parts::area(model.size),
    go: |model, motion| ROWS.go(model, motion),
    click: |model, mouse, _| ROWS.click(model, mouse, |_| ()),
    ..Interface::OVERLAY
};

const ROWS: Rows = Rows {
    area: |model| parts(model).list,
    count: |model| {
        let view = model.views.top_as::<ExplanationView>();
        view.map_or(0, |view| view.explanation.blocks.len())
    },
    cursor: |model| Some(&mut model.views.top_as_mut::<ExplanationView>()?.cursor),
};

/// Rows that the details need.
const DETAILS: u16 = 9;

/// Where the parts stand.
#[must_use]
pub fn parts(model: &Model) -> Parts {
    Parts::of(model.size, u16::MAX, DETAILS)
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
