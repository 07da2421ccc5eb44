//! The list pane.

pub mod arrivals;
pub mod commands;
pub mod list;
pub mod questions;
pub mod reading;
pub mod unread;

use jiff::Timestamp;

use super::article::opening;
use super::interface::Interface;
use crate::app::age;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Focus;
use crate::model::{Query, Scope};

/// Where its keys hold.
pub const CONTEXT: Context = Context::new("list");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::GLOBAL],
    hints: &[
        ("open", "read"),
        ("favourite", "keep"),
        ("toggle-read", "mark"),
        ("next-unread", "next"),
        ("search", "search"),
        ("sources", "sources"),
        ("refresh", "refresh"),
        ("help", "help"),
    ],
    area: |model| model.panes().list.unwrap_or_default(),
    go,
    scroll,
    open,
    back: |model, _| show_all(model),
    is_first: |_| true,
    click,
    link: Some(|model| model.selected_headline()?.link.clone()),
    source: Some(|model| {
        let selected = || model.selected_headline().map(|row| row.source);
        model.query.scope.source().or_else(selected)
    }),
    headline: Some(Model::selected_headline),
    settle: reading::settle,
    next_deadline: next_age,
    ..Interface::PANE
};

/// What waits is above the first headline: going up from there, or to the top, leads to it.
fn go(model: &mut Model, motion: Motion) -> bool {
    let height = model.list_height();
    let distance = motion.distance(height);
    let is_upwards = distance < 0 && model.list.cursor() == 0;
    if motion == Motion::Top || is_upwards {
        model.list.show_waiting(height);
    }
    let before = model.list.selected();
    model.list.move_by(distance, height);
    model.list.selected() != before
}

fn scroll(model: &mut Model, lines: isize) {
    let height = model.list_height();
    if lines < 0 && model.list.offset() == 0 {
        model.list.show_waiting(height);
    }
    model.list.scroll(lines, height);
    // Beside an article the cursor stays on it; alone it must be where the user looks.
    if !model.panes().is_split() {
        model.list.bring_cursor(height);
    }
}

fn click(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    let panes = model.panes();
    let top = panes.list.map_or(0, |area| area.y);
    let row = usize::from((mouse.row - top) / panes.row_height.max(1));
    let index = model.list.offset() + row;
    if index < model.list.ids().len() {
        let height = model.list_height();
        model.focus = Focus::List;
        model.list.select(index, height);
        open(model, effects);
    }
}

/// Opens the selected headline for reading.
fn open(model: &mut Model, effects: &mut Effects) {
    // Enter typed ahead of the answer opens what the answer brings.
    model.list.questions.open_when_loaded = !model.list.loaded;
    opening::enter_selected(model, effects);
}

/// All headlines, unless they are shown.
pub fn show_all(model: &mut Model) {
    let query = &model.query;
    if query.scope != Scope::All || query.search.is_some() || model.focus != Focus::List {
        let unread = query.unread && query.search.is_none();
        model.show(Query {
            unread,
            ..Query::default()
        });
    }
}

/// When the youngest visible headline's age changes; old ones do not wake us.
fn next_age(model: &Model) -> Option<Timestamp> {
    model
        .list
        .visible(model.list_height())
        .iter()
        .filter_map(|id| model.list.row(*id))
        .filter_map(|row| age::next_change(model.now, row.published))
        .min()
}
