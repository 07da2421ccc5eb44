//! Opening, closing and looking at articles.

use std::sync::Arc;

use super::{Reason, source, view};
use crate::app::effect::{Effect, Effects};
use crate::app::event::RequestId;
use crate::app::layer::Layer;
use crate::app::model::{Focus, Model, Seek};
use crate::app::reader::{Open, Shown, Subject};
use crate::model::{Article, Change, HeadlineId};

pub(super) fn no_article(model: &Model) -> Option<Reason> {
    let none = model.reader.open().and_then(Open::article).is_none();
    none.then_some("no article is open")
}

pub(super) fn no_link(model: &Model) -> Option<Reason> {
    current_link(model)
        .is_none()
        .then_some("this headline has no link")
}

pub(super) fn no_two_texts(model: &Model) -> Option<Reason> {
    let texts = model.reader.open().map_or(0, |open| texts(open).len());
    (texts < 2).then_some("there is only one text of this article")
}

/// The texts of an article that can be shown, in the order in which they take turns. Whether
/// its page is stored is known only when it is asked for.
fn texts(open: &Open) -> Vec<Shown> {
    let is_stored = matches!(open.subject, Subject::Headline(_)) && !open.whole_missing;
    let there = [
        (Shown::Best, open.clean.is_some()),
        (Shown::Whole, open.clean.is_some() && is_stored),
        (Shown::Feed, open.feed_text.is_some()),
    ];
    there
        .into_iter()
        .filter(|(_, is)| *is)
        .map(|(text, _)| text)
        .collect()
}

/// Enter: opens what is selected, wherever that is.
pub(super) fn open(model: &mut Model, _: &str, effects: &mut Effects) {
    match model.layers.last() {
        Some(Layer::Sources(_)) => view::choose_source(model),
        Some(Layer::Candidates(_)) => source::add_candidate(model, effects),
        Some(Layer::Links(_)) => view::open_link(model, effects),
        Some(Layer::Welcome(_)) => source::accept_welcome(model, effects),
        Some(Layer::Health(_)) => super::health::show_headlines(model),
        Some(_) => {}
        None => match model.focus {
            Focus::List => enter_selected(model, effects),
            Focus::Article => super::run(model, "links", "", effects),
            Focus::Ticker => view::stories_of_instrument(model),
        },
    }
}

/// Opens the selected headline for reading.
pub fn enter_selected(model: &mut Model, effects: &mut Effects) {
    // Enter typed ahead of the answer opens what the answer brings.
    model.open_when_loaded = !model.list.loaded;
    let Some(id) = model.list.selected() else {
        return;
    };
    if model.reader.headline_id() != Some(id) || model.reader.pop() {
        load(model, id, effects);
    }
    model.focus = Focus::Article;
    if let Some(open) = model.reader.open_mut() {
        open.entered = true;
    }
    fetch_if_needed(model, effects);
    if model.settings.mark_read_on_open {
        super::state::mark_opened(model, id, effects);
    }
}

/// Shows a headline in the article pane and asks the store for its text.
pub fn load(model: &mut Model, id: HeadlineId, effects: &mut Effects) {
    let request = model.requests.number();
    let row = model.list.row(id).cloned();
    model
        .reader
        .replace(Open::new(Subject::Headline(id), row, request));
    effects.push(Effect::LoadStored { request, id });
}

/// These headlines have an article now, fetched ahead or by another process: an open one that
/// shows less is read from the store again, with the reading place held.
pub fn follow_article(model: &mut Model, fetched: &[HeadlineId], effects: &mut Effects) {
    let request = model.requests.number();
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    let Subject::Headline(id) = open.subject else {
        return;
    };
    if fetched.contains(&id) && open.learn_article() {
        open.request = request;
        effects.push(Effect::LoadStored { request, id });
    }
}

/// Asks for the clean article once the stored part is there and has none.
pub fn fetch_if_needed(model: &mut Model, effects: &mut Effects) {
    let request = model.requests.number();
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    let wanted = open.entered
        && open.stored
        && open.clean.is_none()
        && !open.loading
        && open.failure.is_none();
    if !wanted || open.link().is_none() {
        return;
    }
    if let Subject::Headline(id) = open.subject {
        open.request = request;
        open.loading = true;
        effects.push(Effect::FetchArticle { request, id });
    }
}

/// Stores the reading places of what was left.
pub fn save_places(model: &mut Model, effects: &mut Effects) {
    let left = model.reader.take_unsaved().into_iter();
    effects.extend(left.map(|(id, place)| Effect::Change {
        request: None,
        change: Change::Place { id, place },
    }));
}

/// Stores the reading places of what is open.
pub(super) fn save_open_places(model: &mut Model, effects: &mut Effects) {
    model.reader.remember();
    save_places(model, effects);
}

pub(super) fn back(model: &mut Model, _: &str, effects: &mut Effects) {
    if model.layers.pop().is_some() {
        return;
    }
    match model.focus {
        Focus::Ticker => model.focus = Focus::List,
        Focus::Article => {
            if !model.reader.pop() {
                model.focus = Focus::List;
            }
        }
        Focus::List => view::all(model, "", effects),
    }
}

pub(super) fn focus_next(model: &mut Model, _: &str, effects: &mut Effects) {
    let panes = model.panes();
    model.focus = match model.focus {
        Focus::List if panes.is_split() && model.reader.open().is_some() => Focus::Article,
        // Where panes take turns, the line is reached from the list.
        Focus::List if panes.ticker_line.is_some() => Focus::Ticker,
        Focus::Article if panes.is_split() && panes.ticker_line.is_some() => Focus::Ticker,
        Focus::List | Focus::Article if panes.ticker.is_some() => Focus::Ticker,
        Focus::List | Focus::Article | Focus::Ticker => Focus::List,
    };
    if model.focus == Focus::Article
        && let Some(open) = model.reader.open_mut()
    {
        open.entered = true;
        fetch_if_needed(model, effects);
    }
}

pub(super) fn next_unread(model: &mut Model, _: &str, effects: &mut Effects) {
    seek(model, Seek::Forward, effects);
}

pub(super) fn previous_unread(model: &mut Model, _: &str, effects: &mut Effects) {
    seek(model, Seek::Backward, effects);
}

/// Looks in the rows at hand first; where these end, the store is asked.
fn seek(model: &mut Model, direction: Seek, effects: &mut Effects) {
    let ids = model.list.ids();
    let cursor = model.list.cursor();
    let candidates: Box<dyn Iterator<Item = usize>> = match direction {
        Seek::Forward => Box::new(first_ahead(model)..ids.len()),
        Seek::Backward => Box::new((0..cursor.min(ids.len())).rev()),
    };
    for index in candidates {
        match model.list.row(ids[index]) {
            Some(row) if model.unstored.is_read(row) => {}
            Some(_) => {
                open_at(model, index, effects);
                return;
            }
            None => {
                let request = model.requests.number();
                model.requests.unread = request;
                model.seeking = Some(direction);
                let query = crate::model::Query {
                    unread: true,
                    ..model.query.clone()
                };
                effects.push(Effect::LoadUnread { request, query });
                return;
            }
        }
    }
    say_nothing_left(model, direction);
}

/// The first headline that can be the next one to read: the selected one if it is not open yet.
fn first_ahead(model: &Model) -> usize {
    let open = model.reader.open().filter(|open| open.entered);
    let is_open = open.is_some() && model.reader.headline_id() == model.list.selected();
    model.list.cursor() + usize::from(is_open)
}

/// Continues `seek` with the store's answer.
pub fn found_unread(model: &mut Model, unread: &[HeadlineId], effects: &mut Effects) {
    let Some(direction) = model.seeking.take() else {
        return;
    };
    let unread: std::collections::HashSet<HeadlineId> = unread.iter().copied().collect();
    let ids = model.list.ids();
    let cursor = model.list.cursor().min(ids.len());
    let found = match direction {
        Seek::Forward => {
            (first_ahead(model)..ids.len()).find(|index| unread.contains(&ids[*index]))
        }
        Seek::Backward => (0..cursor)
            .rev()
            .find(|index| unread.contains(&ids[*index])),
    };
    match found {
        Some(index) => open_at(model, index, effects),
        None => say_nothing_left(model, direction),
    }
}

fn say_nothing_left(model: &mut Model, direction: Seek) {
    let place = match direction {
        Seek::Forward => "down",
        Seek::Backward => "up",
    };
    let key = model.keymap.chords_of("show-new").into_iter().next();
    let key = key.unwrap_or_else(|| ":show-new".to_owned());
    model.say(match model.list.waiting() {
        0 => format!("nothing unread further {place}"),
        count => format!("nothing unread further {place}; {key} shows {count} new"),
    });
}

fn open_at(model: &mut Model, index: usize, effects: &mut Effects) {
    let height = model.list_height();
    model.list.select(index, height);
    enter_selected(model, effects);
}

pub(super) fn cycle_text(model: &mut Model, _: &str, effects: &mut Effects) {
    let request = model.requests.number();
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    let texts = texts(open);
    let now = texts.iter().position(|text| *text == open.shown);
    let next = now.map_or(0, |now| (now + 1) % texts.len().max(1));
    let Some(&next) = texts.get(next) else {
        return;
    };
    match (&open.subject, next) {
        (Subject::Headline(id), Shown::Whole) if open.whole.is_none() => {
            open.whole_wanted = request;
            effects.push(Effect::LoadWhole { request, id: *id });
        }
        _ => show_text(model, next),
    }
}

fn show_text(model: &mut Model, text: Shown) {
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    open.shown = text;
    model.say(match text {
        Shown::Best => "the clean article",
        Shown::Feed => "the feed's text",
        Shown::Whole => "the whole page",
    });
}

/// Takes in the whole page that was asked for; without one the next text has its turn.
pub fn show_whole(
    model: &mut Model,
    request: RequestId,
    whole: Result<Arc<Article>, String>,
    effects: &mut Effects,
) {
    let open = model.reader.open_mut();
    let Some(open) = open.filter(|open| open.whole_wanted == request) else {
        return;
    };
    match whole {
        Ok(whole) => {
            open.whole = Some(whole);
            show_text(model, Shown::Whole);
        }
        Err(reason) => {
            open.whole_missing = true;
            let more = texts(open).len() > 1;
            if more {
                cycle_text(model, "", effects);
            }
            model.complain(reason);
        }
    }
}

/// The link that `o` and `y` act on.
fn current_link(model: &Model) -> Option<String> {
    if let Some(Layer::Links(menu)) = model.layers.last() {
        return view::link_entries(model)
            .get(menu.cursor)
            .map(|entry| entry.url.clone());
    }
    if model.focus == Focus::List {
        return model.list.row(model.list.selected()?)?.link.clone();
    }
    model.reader.open()?.link()
}

pub(super) fn open_in_browser(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(url) = current_link(model) {
        model.say("opening in the browser …");
        effects.push(Effect::OpenUrl(url));
    }
}

pub(super) fn copy_link(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(url) = current_link(model) {
        effects.push(Effect::Copy(url));
    }
}
