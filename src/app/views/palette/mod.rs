//! The command palette.

pub mod state;

use super::interface::{Field, Interface};
use super::menu;
use crate::app::command::run::run;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::model::Model;
use state::Palette;

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[Context::INPUT],
    hints: &[
        ("accept", "run"),
        ("next-match", "next"),
        ("cancel", "close"),
    ],
    area: |model| menu::centred(model.size, ROWS),
    field: Some(|model| {
        let Palette { input, cursor } = model.views.top_as_mut()?;
        Some(Field {
            input,
            choice: cursor,
        })
    }),
    choose,
    accept,
    ..Interface::OVERLAY
};

/// The line of input and so many matches.
const ROWS: usize = 14;

fn choose(model: &mut Model, delta: isize) {
    let commands = model.commands;
    if let Some(palette) = model.views.top_as_mut::<Palette>() {
        let last = palette.matches(commands).len().saturating_sub(1);
        palette.cursor = palette.cursor.saturating_add_signed(delta).min(last);
    }
}

fn accept(model: &mut Model, effects: &mut Effects) {
    let palette = model.views.top_as::<Palette>();
    let selected = palette.and_then(|palette| palette.selected(model.commands));
    model.views.pop();
    if let Some(command) = selected {
        run(model, command.id, "", effects);
    }
}
