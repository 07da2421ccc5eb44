//! The help: every command by family, with its keys as they are now. What does not fit beside
//! the keys goes on below.

pub mod state;

use super::interface::Interface;
use super::menu;
use crate::app::command::Family;
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Area;
use crate::text::wrap::{self, Columns};
use state::Help;

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    hints: &[("page-down", "more"), ("back", "close")],
    area,
    go,
    ..Interface::OVERLAY
};

/// Columns of the keys.
const KEYS: usize = 24;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpRow {
    /// The name of a family.
    Heading(&'static str),
    /// The keys of a command, and as much of what it does as fits; further rows have no keys.
    Command(String, String),
    /// Between two families.
    Blank,
}

fn area(model: &Model) -> Area {
    menu::centred(model.size, usize::MAX)
}

/// Shows the help, or closes it.
pub fn toggle(model: &mut Model, _: &str, _: &mut Effects) {
    if !model.views.pop_if::<Help>() {
        model.views.push(Help::default());
    }
}

/// Columns of text in the box, and those of them for keys.
#[must_use]
pub fn columns(model: &Model) -> (usize, usize) {
    let all = usize::from(area(model).width.saturating_sub(4));
    (all, KEYS.min(all / 2))
}

/// All rows.
#[must_use]
pub fn rows(model: &Model) -> Vec<HelpRow> {
    let (all, of_keys) = columns(model);
    let mut rows = Vec::new();
    for family in Family::ALL {
        rows.push(HelpRow::Heading(family.heading()));
        let commands = model.commands.iter();
        for command in commands.filter(|command| command.family == family) {
            let mut keys = model.keymap.chords_of(command.id).join("  ");
            if keys.is_empty() {
                keys = format!(":{}", command.id);
            }
            let doc = command.described();
            let lines = wrap::lines(&doc, Columns::all(all.saturating_sub(of_keys)));
            for line in lines {
                rows.push(HelpRow::Command(
                    std::mem::take(&mut keys),
                    doc[line].to_owned(),
                ));
            }
        }
        rows.push(HelpRow::Blank);
    }
    rows
}

fn go(model: &mut Model, motion: Motion) -> bool {
    let height = usize::from(menu::inside(area(model)).height);
    let last = rows(model).len().saturating_sub(height);
    let distance = motion.distance(menu::page(model));
    if let Some(help) = model.views.top_as_mut::<Help>() {
        help.top = help.top.saturating_add_signed(distance).min(last);
    }
    true
}
