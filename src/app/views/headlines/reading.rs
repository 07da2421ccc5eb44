//! The list and the store: what is asked for, and what becomes of the answers.

use super::questions::Reload;
use super::window::Window;
use crate::app::effect::{Effect, Effects, StoreEffect};
use crate::app::model::Model;
use crate::app::panes::Focus;
use crate::app::request::RequestId;
use crate::app::views::article::opening;
use crate::model::{Headline, HeadlineId, Listing, Query, Scope};

/// After every event: the cursor is in view, and its rows are there or asked for.
pub fn settle(model: &mut Model, effects: &mut Effects) {
    if model.focus == Focus::Article {
        model.list.choose();
    }
    let window = model.list_window();
    if !model.panes().is_split() {
        model.list.show_cursor(window);
    }
    model.list.keep_in_view(window);
    follow_day(model);
    ask_for_ids(model, effects);
    ask_for_rows(model, window, effects);
    open_typed_ahead(model, effects);
}

/// At midnight another day is today.
fn follow_day(model: &mut Model) {
    if let Scope::Today(day) = &mut model.list.query.scope
        && *day != model.today
    {
        *day = model.today;
        model.read_list(Reload::Again);
    }
}

fn ask_for_ids(model: &mut Model, effects: &mut Effects) {
    let questions = &mut model.list.questions;
    let Some(reload) = questions.reload else {
        return;
    };
    if reload != Reload::Anew && questions.in_flight.is_some() {
        return;
    }
    questions.reload = None;
    questions.in_flight = Some(reload);
    let request = questions.ids.ask(&mut model.requests);
    let query = Query {
        also_read: model.list.resume.filter(|_| model.list.is_brought_back),
        ..model.list.query.clone()
    };
    let zone = model.settings.zone.clone();
    effects.push(Effect::Store(StoreEffect::LoadList {
        request,
        query,
        zone,
    }));
}

fn ask_for_rows(model: &mut Model, window: Window, effects: &mut Effects) {
    let is_stale = model.list.questions.rows_stale;
    let ids = if is_stale {
        model.list.nearby(window)
    } else {
        model.list.wanted(window)
    };
    let questions = &mut model.list.questions;
    if ids.is_empty() || (ids == questions.rows_in_flight && !is_stale) {
        return;
    }
    questions.rows_stale = false;
    questions.rows_in_flight.clone_from(&ids);
    let request = questions.rows.ask(&mut model.requests);
    effects.push(Effect::Store(StoreEffect::LoadRows { request, ids }));
}

fn open_typed_ahead(model: &mut Model, effects: &mut Effects) {
    if model.list.questions.open_when_loaded && model.list.selected_row().is_some() {
        model.list.questions.open_when_loaded = false;
        opening::enter_selected(model, effects);
    }
}

/// Takes the ids in; whether they were awaited.
pub fn listed(model: &mut Model, request: RequestId, listing: Listing) -> bool {
    let questions = &mut model.list.questions;
    if !questions.ids.take(request) {
        return false;
    }
    let window = model.list_window();
    match model.list.questions.in_flight.take() {
        Some(Reload::Again) => {
            model
                .list
                .reload(listing, keep_gone(&model.list.query), window);
            model.list.questions.rows_stale = true;
        }
        Some(Reload::Changed) => {
            model
                .list
                .show_all(listing, keep_gone(&model.list.query), window);
            model.list.questions.rows_stale = true;
        }
        Some(Reload::Anew) | None => {
            let is_brought_back = model.list.is_brought_back;
            model.list.replace(listing);
            model.list.take_place(window);
            if is_brought_back {
                opening::close_stray(model);
            }
        }
    }
    true
}

/// What the user read or stopped keeping, or what is of yesterday at midnight, leaves its view
/// only when that is opened anew.
fn keep_gone(query: &Query) -> bool {
    query.unread || matches!(query.scope, Scope::Favourites | Scope::Today(_))
}

/// Takes rows in.
pub fn arrived(model: &mut Model, request: RequestId, rows: Vec<Headline>, effects: &mut Effects) {
    if !model.list.questions.rows.take(request) {
        return;
    }
    let window = model.list_window();
    let asked = std::mem::take(&mut model.list.questions.rows_in_flight);
    let fetched = rows.iter().filter(|row| row.has_article);
    let fetched: Vec<HeadlineId> = fetched.map(|row| row.id).collect();
    model.list.store_rows(&asked, rows, window);
    opening::follow_article(model, &fetched, effects);
}

/// The ids are not to come: the next change or round asks again.
pub fn unanswered(model: &mut Model, request: RequestId) {
    if model.list.questions.ids.take(request) {
        model.list.questions.in_flight = None;
    }
}
