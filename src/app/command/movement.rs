//! Moving: one set of commands for the list, the article, the ticker and every overlay.

use super::{Reason, reading};
use crate::app::effect::Effects;
use crate::app::help;
use crate::app::layer::Layer;
use crate::app::model::{Focus, Model};
use crate::app::ticker::layout;

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// So many lines or entries.
    Lines(isize),
    /// So many pages.
    Pages(isize),
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
}

impl Motion {
    /// The distance where a page has `height` lines.
    #[must_use]
    pub fn distance(self, height: usize) -> isize {
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        match self {
            Self::Lines(lines) => lines,
            Self::Pages(pages) => pages.saturating_mul(page),
            // Half the range, so that adding it to a position cannot overflow.
            Self::Top => isize::MIN / 2,
            Self::Bottom => isize::MAX / 2,
        }
    }
}

pub(super) fn down(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Lines(1));
}

pub(super) fn up(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Lines(-1));
}

pub(super) fn page_down(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Pages(1));
}

pub(super) fn page_up(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Pages(-1));
}

pub(super) fn top(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Top);
}

pub(super) fn bottom(model: &mut Model, _: &str, _: &mut Effects) {
    go(model, Motion::Bottom);
}

/// Space: a page of the open article, then the next unread one; from the list it opens.
pub(super) fn read_on(model: &mut Model, _: &str, effects: &mut Effects) {
    if model.focus != Focus::Article {
        reading::open(model, "", effects);
        return;
    }
    if !go(model, Motion::Pages(1)) {
        reading::next_unread(model, "", effects);
    }
}

/// Moves whatever has the keys; whether anything moved.
pub fn go(model: &mut Model, motion: Motion) -> bool {
    let (_, height) = model.size;
    let page = usize::from(height.saturating_sub(4));
    let distance = motion.distance(page);
    match model.layers.last() {
        None => go_in_panes(model, motion),
        Some(Layer::Prompt(_) | Layer::Palette(_)) => false,
        Some(Layer::Help(_)) => {
            scroll_help(model, distance);
            true
        }
        Some(Layer::Sources(_) | Layer::Links(_) | Layer::Candidates(_)) => {
            let count = super::menu_count(model);
            if let Some(menu) = model.layers.last_mut().and_then(Layer::menu) {
                menu.move_by(distance, count);
            }
            true
        }
        Some(Layer::Health(_)) => {
            super::health::go(model, motion);
            true
        }
        Some(Layer::Judgement(_)) => {
            super::judgement::go(model, motion);
            true
        }
        Some(Layer::Welcome(_)) => {
            if let Some(Layer::Welcome(welcome)) = model.layers.last_mut() {
                welcome.move_by(distance);
            }
            true
        }
    }
}

fn scroll_help(model: &mut Model, distance: isize) {
    let lines = help::rows(model).len();
    let height = usize::from(
        crate::app::pointer::overlay_area(model)
            .height
            .saturating_sub(2),
    );
    if let Some(Layer::Help(scroll)) = model.layers.last_mut() {
        let last = lines.saturating_sub(height);
        scroll.top = scroll.top.saturating_add_signed(distance).min(last);
    }
}

fn go_in_panes(model: &mut Model, motion: Motion) -> bool {
    match model.focus {
        Focus::List => go_in_list(model, motion),
        Focus::Article => {
            let height = model.panes().article.map_or(0, |area| area.height);
            let distance = motion.distance(usize::from(height));
            model
                .reader
                .open_mut()
                .is_some_and(|open| open.scroll_by(distance, height))
        }
        Focus::Ticker => {
            let page = layout::seen(&model.ticker, model.panes().ticker_place(), model.now);
            model.ticker.move_selection(motion.distance(page.len() + 1));
            true
        }
    }
}

/// What waits is above the first headline: going up from there, or to the top, leads to it.
fn go_in_list(model: &mut Model, motion: Motion) -> bool {
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

/// Shows the headlines that have arrived, and selects the first: mostly that is the newest of
/// all, but a source may send what is older.
pub(super) fn show_new(model: &mut Model, _: &str, _: &mut Effects) {
    model.focus = Focus::List;
    let height = model.list_height();
    if let Some(first) = model.list.show_waiting(height) {
        model.list.select(first, height);
    }
}

pub(super) fn nothing_new(model: &Model) -> Option<Reason> {
    (model.list.waiting() == 0).then_some("no new headlines are waiting")
}
