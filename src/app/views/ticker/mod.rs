//! The ticker: the open story's instruments and the watchlists, beside the headlines or in one
//! line beneath them.

pub mod known;
pub mod layout;
pub mod line;
pub mod row;
pub mod state;
pub mod story;
mod title;
pub mod written;

use jiff::{SignedDuration, Timestamp};

use super::article::open::Open;
use super::interface::Interface;
use crate::app::command::Reason;
use crate::app::context::Context;
use crate::app::effect::{Effect, Effects, NetEffect};
use crate::app::event::Mouse;
use crate::app::focus;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::{Area, Focus, TickerPlace};
use crate::model::{Query, Search};

/// Where its keys hold.
pub const CONTEXT: Context = Context::new("ticker");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::GLOBAL],
    hints: &[
        ("down", "move"),
        ("open", "stories"),
        ("turn-ticker", "more"),
        ("refresh", "ask now"),
        ("toggle-ticker", "hide"),
        ("back", "back"),
        ("help", "help"),
    ],
    way_out: |_| Some(("back", "back")),
    area,
    title: title::of,
    go,
    scroll,
    open: |model, _| show_stories(model),
    back: |model, _| focus::give_back(model),
    click,
    link: Some(|model| model.reader.open()?.link()),
    source: Some(|model| {
        let selected = || model.list.selected_row().map(|row| row.source);
        model.list.query.scope.source().or_else(selected)
    }),
    headline: Some(|model| model.list.selected_row()),
    settle: |model, effects| {
        follow_story(model);
        let (place, has_keys) = (model.panes().ticker_place(), has_keys(model));
        model.ticker.settle(place, has_keys, model.now);
        watch(model, effects);
    },
    next_deadline: |model| {
        let is_seen = model.panes().ticker_place() != TickerPlace::Hidden;
        model.ticker.next_deadline(model.now).filter(|_| is_seen)
    },
    ..Interface::PANE
};

fn area(model: &Model) -> Area {
    let panes = model.panes();
    panes.ticker.or(panes.ticker_line).unwrap_or_default()
}

fn has_keys(model: &Model) -> bool {
    model.focus == Focus::Ticker
}

fn go(model: &mut Model, motion: Motion) -> bool {
    let place = model.panes().ticker_place();
    let page = layout::seen(&model.ticker, place, has_keys(model), model.now);
    model.ticker.move_selection(motion.distance(page.len() + 1));
    true
}

fn scroll(model: &mut Model, lines: isize) {
    let (place, has_keys) = (model.panes().ticker_place(), has_keys(model));
    model.ticker.scroll(lines, place, has_keys, model.now);
}

/// Takes the keys, and selects what is under the mouse.
fn click(model: &mut Model, mouse: Mouse, _: &mut Effects) {
    let (area, place) = (area(model), model.panes().ticker_place());
    let cell = (
        mouse.column.saturating_sub(area.x),
        mouse.row.saturating_sub(area.y),
    );
    let row = layout::row_at(&model.ticker, place, has_keys(model), cell, model.now);
    if let Some(row) = row {
        model.ticker.select(row);
    }
    model.focus = Focus::Ticker;
}

/// The headlines that name the selected instrument.
fn show_stories(model: &mut Model) {
    if let Some(mentions) = model.ticker.selected_mentions() {
        model.show(Query {
            search: Some(Search::Mentions(mentions)),
            ..Query::default()
        });
    }
}

/// Why there is nothing to show.
#[must_use]
pub fn is_empty(model: &Model) -> Option<Reason> {
    model
        .ticker
        .is_empty()
        .then_some("the ticker has nothing to show: add a [[ticker.group]] to the configuration")
}

/// Shows or hides it.
pub fn toggle(model: &mut Model, _: &str, _: &mut Effects) {
    model.wishes.ticker = !model.wishes.ticker;
    if model.focus == Focus::Ticker {
        focus::give_back(model);
    }
}

/// The rows that did not fit; after the last the first.
pub fn turn(model: &mut Model, _: &str, _: &mut Effects) {
    model.wishes.ticker = true;
    let place = model.panes().ticker_place();
    model.ticker.turn(place, has_keys(model), model.now);
}

/// The first section is of the open story.
fn follow_story(model: &mut Model) {
    let open = model.reader.open();
    let article = open.and_then(|open| open.clean.as_ref());
    let instruments = article
        .map(|article| &article.instruments[..])
        .unwrap_or_default();
    let page_read = open
        .and_then(fresh_page)
        .filter(|_| !instruments.is_empty());
    model.ticker.set_story(instruments, page_read);
}

/// When the page of a story was downloaded, if the story was new then: the prices on the page of
/// an old one may be of its day.
fn fresh_page(open: &Open) -> Option<Timestamp> {
    const DAY: SignedDuration = SignedDuration::from_hours(24);
    let stated = open.clean.as_ref().and_then(|article| article.published);
    let listed = open.headline.as_ref().map(|headline| headline.published);
    let published = stated
        .map(|stated| stated.at)
        .into_iter()
        .chain(listed)
        .min()?;
    open.page_read
        .filter(|read| read.duration_since(published) <= DAY)
}

/// What is seen is asked for, and nothing else.
fn watch(model: &mut Model, effects: &mut Effects) {
    let place = model.panes().ticker_place();
    let keys = model.ticker.visible(place, has_keys(model), model.now);
    model.ticker.show(&keys, model.now);
    if model.ticker.watched != keys {
        model.ticker.watched.clone_from(&keys);
        effects.push(Effect::Net(NetEffect::WatchQuotes { keys }));
    }
}
