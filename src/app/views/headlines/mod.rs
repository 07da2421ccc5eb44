//! The list pane.

pub mod arrivals;
pub mod days;
pub mod list;
pub mod questions;
pub mod reading;
pub mod title;
pub mod unread;
pub mod window;

use jiff::Timestamp;

use super::article::opening;
use super::interface::Interface;
use crate::app::age;
use crate::app::command::Reason;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::event::Mouse;
use crate::app::hint::Hint;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Focus;
use crate::model::verdict::aging;
use crate::model::{Query, Scope};

/// Where its keys hold.
pub const CONTEXT: Context = Context::new("list");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::GLOBAL],
    hints: &[
        ("open", "read"),
        ("favourite", "keep"),
        ("next-unread", "next unread"),
        ("search", "search"),
        ("sources", "sources"),
        ("refresh", "refresh"),
        ("help", "help"),
    ],
    way_out,
    area: |model| model.panes().list.unwrap_or_default(),
    title: |model| Some(title::of(model)),
    go,
    scroll,
    open,
    back: |model, _| match model.list.query.search {
        Some(_) => model.leave_search(),
        None => show_all(model),
    },
    is_first: |_| true,
    click,
    link: Some(|model| model.list.selected_row()?.link.clone()),
    source: Some(|model| {
        let selected = || model.list.selected_row().map(|row| row.source);
        model.list.query.scope.source().or_else(selected)
    }),
    headline: Some(|model| model.list.selected_row()),
    settle: reading::settle,
    next_deadline: next_age,
    ..Interface::PANE
};

/// What waits is above the first headline: going up from there, or to the top, leads to it.
fn go(model: &mut Model, motion: Motion) -> bool {
    let window = model.list_window();
    let distance = motion.distance(model.list.page(window));
    let is_upwards = distance < 0 && model.list.cursor() == 0;
    if motion == Motion::Top || is_upwards {
        model.list.show_waiting(window);
    }
    let before = model.list.selected();
    model.list.move_by(distance, window);
    model.list.selected() != before
}

fn scroll(model: &mut Model, lines: isize) {
    let window = model.list_window();
    if lines < 0 && model.list.offset() == 0 {
        model.list.show_waiting(window);
    }
    let step = isize::try_from(window.lines + window.gap)
        .unwrap_or(1)
        .max(1);
    let headlines = (lines / step).abs().max(1) * lines.signum();
    model.list.scroll(headlines, window);
    // Beside an article the cursor stays on it; alone it must be where the user looks.
    if !model.panes().is_split() {
        model.list.bring_cursor(window);
    }
}

fn click(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    let window = model.list_window();
    let top = model.panes().list.map_or(0, |area| area.y);
    let row = usize::from(mouse.row.saturating_sub(top));
    let mut placed = model.list.placed(window);
    let under = placed.find(|placed| (placed.row..placed.row + window.lines).contains(&row));
    let under = under.map(|placed| placed.index);
    drop(placed);
    if let Some(index) = under {
        model.focus = Focus::List;
        model.list.select(index, window);
        open(model, effects);
    }
}

/// Opens the selected headline for reading.
fn open(model: &mut Model, effects: &mut Effects) {
    // Enter typed ahead of the answer opens what the answer brings.
    model.list.questions.open_when_loaded = !model.list.loaded;
    opening::enter_selected(model, effects);
}

/// Shows the headlines that wait above, and selects the first: mostly that is the newest of all,
/// but a source may send what is older.
pub fn show_new(model: &mut Model, _: &str, _: &mut Effects) {
    model.focus = Focus::List;
    let window = model.list_window();
    if let Some(first) = model.list.show_waiting(window) {
        model.list.select(first, window);
    }
}

/// Why there are none to show.
#[must_use]
pub fn nothing_new(model: &Model) -> Option<Reason> {
    (model.list.waiting() == 0).then_some("no new headlines are waiting")
}

/// All headlines. Where they are shown, the list has the keys again and nothing else changes.
pub fn show_all(model: &mut Model) {
    let query = &model.list.query;
    if query.scope == Scope::All && query.search.is_none() {
        model.focus = Focus::List;
        return;
    }
    model.show(Query {
        unread: model.wants_unread(),
        ..Query::default()
    });
}

/// What leads out of a search, or back to all headlines unless they are shown.
fn way_out(model: &Model) -> Option<Hint> {
    let query = &model.list.query;
    if query.search.is_some() {
        return Some(("back", "leave"));
    }
    if query.scope != Scope::All {
        return Some(("back", "show all"));
    }
    query.unread.then_some(("toggle-unread-only", "show all"))
}

/// When an age that is seen changes, or the name of a day.
fn next_age(model: &Model) -> Option<Timestamp> {
    let day = model.list.day(model.list.offset());
    let midnight = day.and_then(|_| age::next_midnight(model.now, &model.settings.zone));
    let ages = model
        .list
        .visible(model.list_window())
        .iter()
        .filter_map(|id| model.list.row(*id))
        .filter_map(|row| age::next_change(model.now, row.published));
    // An empty list of a source says how that is doing.
    let is_empty = model.list.ids().is_empty();
    let source = model.list.query.scope.source().filter(|_| is_empty);
    let source = source.and_then(|id| model.source(id));
    let health = source.and_then(|source| aging::of_reason(source, model.now));
    ages.chain(midnight).chain(health).min()
}
