//! What the screen keeps from one run to the next: brought back before the list is read for the
//! first time, and given to the store a moment after it has changed and when the user leaves.

pub mod state;

use jiff::Timestamp;

use super::effect::{Effect, Effects, StoreEffect};
use super::layout::{Layout, Widths};
use super::model::Model;
use super::panes::{Focus, Wishes};
use super::views::article::opening;
use super::views::headlines::list::List;
use super::views::palette::usage::Usage;
use crate::model::{Chosen, HeadlineId, Kept, Query, Scope, Searched};

/// Takes in what the run before has kept. The list is not read yet.
pub fn restore(model: &mut Model, kept: Kept) {
    model.list = left(model, kept.view.clone(), kept.article.or(kept.cursor));
    let searched = kept.searched.clone();
    model.searched = searched.map(|view| Box::new(left(model, view.view, view.cursor)));
    let layout = kept.layout.as_deref().and_then(Layout::of_name);
    model.wishes = Wishes {
        layout: layout.unwrap_or(model.wishes.layout),
        sidebar: kept.sidebar.unwrap_or(model.wishes.sidebar),
        is_compact: kept.compact,
        widths: Widths {
            sidebar: kept.sidebar_width,
            list: kept.list_width,
            ticker: None,
        },
        ..model.wishes
    };
    model.sidebar.fold(kept.folded.clone());
    model.usage = Usage::new(kept.command_uses.clone());
    model.keeping.stored(&kept);
    model.kept = kept;
    follow_configuration(model);
}

/// What the user chose otherwise than the configuration holds as long as that says the same.
pub fn follow_configuration(model: &mut Model) {
    let (kept, settings) = (&model.kept, &model.settings);
    model.wishes.ticker = Chosen::or(kept.ticker, settings.ticker_visible);
    let width = Chosen::or(kept.ticker_width, settings.ticker_width);
    model.wishes.widths.ticker = (width != settings.ticker_width).then_some(width);
}

/// A view that was left, not read yet. Today is the day on which the program runs.
fn left(model: &Model, mut view: Query, cursor: Option<HeadlineId>) -> List {
    if let Scope::Today(day) = &mut view.scope {
        *day = model.today;
    }
    let mut list = List::of(view);
    (list.resume, list.is_brought_back) = (cursor, true);
    list
}

/// Opens what was being read.
pub fn open_article(model: &mut Model, effects: &mut Effects) {
    if let Some(id) = model.kept.article {
        opening::load(model, id, effects);
        opening::enter(model, effects);
    }
}

/// What must hold after every event: what has changed is stored after a pause.
pub fn settle(model: &mut Model, effects: &mut Effects) {
    note(model);
    let changed = Some(&model.kept).filter(|_| is_wanted(model));
    if model.keeping.is_due(changed, model.running) {
        store(model, effects);
    }
}

/// Stores at once what has changed: the user leaves.
pub fn keep_now(model: &mut Model, effects: &mut Effects) {
    note(model);
    if is_wanted(model) && !model.keeping.has(&model.kept) {
        store(model, effects);
    }
}

/// When a change is to be stored.
#[must_use]
pub fn next_deadline(model: &Model) -> Option<Timestamp> {
    model.wall_time(model.keeping.due()?)
}

/// The demo keeps nothing, and where nothing can be stored nothing is tried.
fn is_wanted(model: &Model) -> bool {
    !model.settings.demo && !model.keeps_nothing
}

fn store(model: &mut Model, effects: &mut Effects) {
    model.keeping.stored(&model.kept);
    let kept = Box::new(model.kept.clone());
    effects.push(Effect::Store(StoreEffect::Keep(kept)));
}

/// Notes what the views show now; the other values stand in [`Model::kept`] alone.
fn note(model: &mut Model) {
    let article = article(model);
    let kept = &mut model.kept;
    if kept.view != model.list.query {
        kept.view.clone_from(&model.list.query);
    }
    kept.cursor = model.list.kept_cursor();
    note_searched(model.searched.as_deref(), &mut kept.searched);
    kept.article = article;
    let wishes = &model.wishes;
    kept.sidebar = (!wishes.sidebar).then_some(false);
    kept.compact = wishes.is_compact;
    kept.sidebar_width = wishes.widths.sidebar;
    kept.list_width = wishes.widths.list;
    let width = wishes.widths.ticker;
    let of_configured = model.settings.ticker_width;
    kept.ticker_width = width.and_then(|width| Chosen::against(of_configured, width));
    if kept.layout.as_deref().unwrap_or(Layout::default().name()) != wishes.layout.name() {
        kept.layout = Some(wishes.layout.name().to_owned());
    }
    if kept.folded != *model.sidebar.folded() {
        kept.folded.clone_from(model.sidebar.folded());
    }
    if kept.command_uses != *model.usage.counts() {
        kept.command_uses.clone_from(model.usage.counts());
    }
    kept.ticker = Chosen::against(model.settings.ticker_visible, model.wishes.ticker);
}

fn note_searched(searched: Option<&List>, kept: &mut Option<Searched>) {
    let is_same = match (searched, &*kept) {
        (Some(list), Some(place)) => list.query == place.view && list.kept_cursor() == place.cursor,
        (None, None) => true,
        _ => false,
    };
    if !is_same {
        *kept = searched.map(|list| Searched {
            view: list.query.clone(),
            cursor: list.kept_cursor(),
        });
    }
}

/// The headline that is being read, not one that is only shown beside the list.
fn article(model: &Model) -> Option<HeadlineId> {
    let is_reading = model.focus == Focus::Article;
    model.reader.headline_id().filter(|_| is_reading)
}
