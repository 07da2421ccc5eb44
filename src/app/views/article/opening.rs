//! Opening an article: what is stored of it, and the page if there is no clean text yet.

use super::open::{Open, Subject};
use crate::app::effect::{Effect, Effects, NetEffect, StoreEffect};
use crate::app::event::PrefetchProgress;
use crate::app::marks;
use crate::app::model::Model;
use crate::app::panes::Focus;
use crate::model::HeadlineId;

/// Opens the selected headline for reading.
pub fn enter_selected(model: &mut Model, effects: &mut Effects) {
    show_selected(model, effects);
    let id = model.list.selected();
    if let Some(id) = id.filter(|_| model.settings.mark_read_on_open) {
        marks::mark_opened(model, id, effects);
    }
}

/// Gives the keys to the article of the selected headline, which stays as read as it is.
pub fn show_selected(model: &mut Model, effects: &mut Effects) {
    let Some(id) = model.list.selected() else {
        return;
    };
    if model.reader.headline_id() != Some(id) || model.reader.pop() {
        load(model, id, effects);
    }
    enter(model, effects);
}

/// Gives the keys to what is open, and asks for its clean text.
pub fn enter(model: &mut Model, effects: &mut Effects) {
    model.focus = Focus::Article;
    if let Some(open) = model.reader.open_mut() {
        open.entered = true;
    }
    fetch_if_needed(model, effects);
}

/// Closes an article that was brought back and is not in its view any more: it is no favourite now,
/// its source was removed, or it is of yesterday.
pub fn close_stray(model: &mut Model) {
    let open = model.reader.headline_id();
    if open.is_some_and(|id| !model.list.ids().contains(&id)) {
        model.reader.clear();
        model.focus = Focus::List;
    }
}

/// Shows a headline in the article pane and asks the store for its text.
pub fn load(model: &mut Model, id: HeadlineId, effects: &mut Effects) {
    let row = model.list.row(id).cloned();
    let mut open = Open::new(Subject::Headline(id), row);
    let request = open.request.ask(&mut model.requests);
    model.reader.replace(open);
    effects.push(Effect::Store(StoreEffect::LoadStored { request, id }));
}

/// Reads a page in place; going back leads to the article beneath.
pub fn load_page(model: &mut Model, url: String, effects: &mut Effects) {
    let mut open = Open::new(Subject::Page(url.clone()), None);
    let request = open.request.ask(&mut model.requests);
    (open.entered, open.stored, open.loading) = (true, true, true);
    model.reader.push(open);
    model.focus = Focus::Article;
    effects.push(Effect::Net(NetEffect::FetchPage { request, url }));
}

/// Takes in how the fetching of articles ahead goes.
pub fn follow_prefetch(model: &mut Model, progress: PrefetchProgress, effects: &mut Effects) {
    match progress {
        PrefetchProgress::Started(wanted) => {
            model.reader.prefetching = (wanted > 0).then_some((0, wanted));
        }
        PrefetchProgress::Page(stored) => {
            if let Some((done, _)) = &mut model.reader.prefetching {
                *done += 1;
            }
            model.list.learn_articles(stored.as_slice());
            follow_article(model, stored.as_slice(), effects);
        }
        PrefetchProgress::Finished => model.reader.prefetching = None,
    }
}

/// These headlines have an article now, fetched ahead or by another process: an open one that
/// shows less is read from the store again, with the reading place held.
pub fn follow_article(model: &mut Model, fetched: &[HeadlineId], effects: &mut Effects) {
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    let Subject::Headline(id) = open.subject else {
        return;
    };
    if fetched.contains(&id) && open.learn_article() {
        let request = open.request.ask(&mut model.requests);
        effects.push(Effect::Store(StoreEffect::LoadStored { request, id }));
    }
}

/// Asks for the clean article once the stored part is there and has none.
pub fn fetch_if_needed(model: &mut Model, effects: &mut Effects) {
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    let is_wanted = open.entered
        && open.stored
        && open.clean.is_none()
        && !open.loading
        && open.failure.is_none();
    if !is_wanted || open.link().is_none() {
        return;
    }
    if let Subject::Headline(id) = open.subject {
        open.loading = true;
        let request = open.request.ask(&mut model.requests);
        effects.push(Effect::Net(NetEffect::FetchArticle { request, id }));
    }
}
