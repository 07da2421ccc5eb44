//! How the panes share the screen, as the user wants it.

use super::Reason;
use crate::app::borders;
use crate::app::effect::Effects;
use crate::app::layout::{Border, Layout};
use crate::app::model::Model;
use crate::app::panes::{Focus, LEAST_ROWS_OF_ZEN, TickerPlace, Wishes};
use crate::app::views::{article::opening, ticker};

/// The article alone, or everything again, with the keys where they were. What stands beside the
/// list is not opened by that; where only one of both is shown, it is.
pub(super) fn zen(model: &mut Model, _: &str, effects: &mut Effects) {
    let before = model.focus;
    if model.wishes.zen && before == Focus::Article {
        model.wishes.zen = false;
        model.focus = model.wishes.before_zen.unwrap_or(before);
        return;
    }
    if before != Focus::Article {
        match model.panes().is_split() {
            true => opening::show_selected(model, effects),
            false => opening::enter_selected(model, effects),
        }
    }
    model.wishes.zen = model.focus == Focus::Article;
    model.wishes.before_zen = Some(before);
}

/// Why there is no article to show alone.
pub(super) fn no_article(model: &Model) -> Option<Reason> {
    let nothing = model.reader.open().is_none() && model.list.selected().is_none();
    if model.size.1 < LEAST_ROWS_OF_ZEN {
        return Some("the terminal is too low for that");
    }
    nothing.then_some("there is no article to read")
}

/// Why the layout cannot be changed: none of it is seen.
pub(super) fn in_zen(model: &Model) -> Option<Reason> {
    let is_zen = model.panes().is_zen;
    is_zen.then_some("the article is alone: leave zen first")
}

/// Why a change of the layout would not be seen.
fn unseen(model: &Model, change: fn(&mut Wishes), why: Reason) -> Option<Reason> {
    let is_unseen = || model.panes_if(change) == model.panes();
    in_zen(model).or_else(|| is_unseen().then_some(why))
}

/// Why the rows of the list cannot be made higher or lower.
pub(super) fn no_rows(model: &Model) -> Option<Reason> {
    let why = match model.panes().list {
        Some(_) => "the terminal has room for one line only",
        None => "the list is not in sight",
    };
    unseen(model, |wishes| wishes.is_compact ^= true, why)
}

/// Why the ticker cannot be shown or hidden.
pub(super) fn no_ticker(model: &Model) -> Option<Reason> {
    ticker::is_empty(model).or_else(|| {
        let why = "the terminal is too low for the ticker";
        unseen(model, |wishes| wishes.ticker ^= true, why)
    })
}

/// Why the ticker cannot be turned.
pub(super) fn no_ticker_to_turn(model: &Model) -> Option<Reason> {
    let is_shown = model.wishes.ticker;
    no_ticker(model).filter(|_| !is_shown || model.panes().ticker_place() == TickerPlace::Hidden)
}

/// The next layout that the screen has room for.
pub(super) fn next(model: &mut Model, _: &str, _: &mut Effects) {
    for _ in Layout::ALL {
        model.wishes.layout = model.wishes.layout.next();
        if is_seen(model) {
            break;
        }
    }
    model.say(model.wishes.layout.described());
}

/// Whether the screen has room for the layout.
fn is_seen(model: &Model) -> bool {
    let panes = model.panes();
    match model.wishes.layout {
        Layout::Columns => panes.is_split() && !panes.is_stacked(),
        Layout::Rows => panes.is_stacked(),
        Layout::Single => true,
    }
}

/// One line a headline, or as many as there is room for.
pub(super) fn compact(model: &mut Model, _: &str, _: &mut Effects) {
    model.wishes.is_compact = !model.wishes.is_compact;
}

/// Columns by which a key moves a border.
const STEP: i16 = 2;

pub(super) fn widen(model: &mut Model, _: &str, _: &mut Effects) {
    resize(model, STEP);
}

pub(super) fn narrow(model: &mut Model, _: &str, _: &mut Effects) {
    resize(model, -STEP);
}

/// The border of the pane that has the keys, and which way makes that one wider. An article is as
/// wide as the list leaves it.
fn border(model: &Model) -> (Border, i16) {
    match model.focus {
        Focus::Sidebar => (Border::Sidebar, 1),
        Focus::List => (Border::List, 1),
        Focus::Article => (Border::List, -1),
        Focus::Ticker => (Border::Ticker, -1),
    }
}

fn resize(model: &mut Model, step: i16) {
    let (border, way) = border(model);
    if let Some(column) = borders::column(model, border) {
        borders::place(model, border, column.saturating_add_signed(step * way));
    }
}

/// Why no border can be moved.
pub(super) fn no_border(model: &Model) -> Option<Reason> {
    let is_none = || borders::column(model, border(model).0).is_none();
    in_zen(model).or_else(|| is_none().then_some("this pane has no border to move"))
}
