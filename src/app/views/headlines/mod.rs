//! The list pane.

pub mod arrivals;
pub mod list;
pub mod questions;
pub mod reading;
pub mod unread;

use jiff::Timestamp;

use super::article::opening;
use super::interface::Interface;
use crate::app::age;
use crate::app::command::Reason;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Focus;
use crate::model::{Query, Scope};
use crate::text::bidi;

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

/// Shows the headlines that wait above, and selects the first: mostly that is the newest of all,
/// but a source may send what is older.
pub fn show_new(model: &mut Model, _: &str, _: &mut Effects) {
    model.focus = Focus::List;
    let height = model.list_height();
    if let Some(first) = model.list.show_waiting(height) {
        model.list.select(first, height);
    }
}

/// Why there are none to show.
#[must_use]
pub fn nothing_new(model: &Model) -> Option<Reason> {
    (model.list.waiting() == 0).then_some("no new headlines are waiting")
}

/// All headlines, unless they are shown.
pub fn show_all(model: &mut Model) {
    let query = &model.list.query;
    if query.scope != Scope::All || query.search.is_some() || model.focus != Focus::List {
        let unread = query.unread && query.search.is_none();
        model.show(Query {
            unread,
            ..Query::default()
        });
    }
}

/// What the list shows, for the title.
#[must_use]
pub fn title(model: &Model) -> String {
    let scope = match &model.list.query.scope {
        Scope::All => "All".to_owned(),
        Scope::Favourites => "Favourites".to_owned(),
        Scope::Group(group) => group.clone(),
        Scope::Source(id) => model
            .source(*id)
            .map_or_else(|| "Removed source".to_owned(), |source| source.name.clone()),
    };
    let scope = bidi::isolate(&scope);
    match (&model.list.query.search, model.list.query.unread) {
        (Some(search), _) => {
            let label = bidi::isolate(search.label());
            format!("{scope}: \u{201c}{label}\u{201d}")
        }
        (None, true) => format!("{scope}, unread"),
        (None, false) => scope,
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
