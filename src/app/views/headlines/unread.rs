//! The next unread headline: looked for in the rows at hand first; where these end, the store
//! is asked.

use std::collections::HashSet;

use super::questions::Seek;
use crate::app::effect::{Effect, Effects, StoreEffect};
use crate::app::model::Model;
use crate::app::views::article::opening;
use crate::model::{Headline, HeadlineId, Query};

/// Opens the next one that way.
pub fn seek(model: &mut Model, direction: Seek, effects: &mut Effects) {
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
                let request = model.list.questions.unread.ask(&mut model.requests);
                model.list.questions.seeking = Some(direction);
                let query = Query {
                    unread: true,
                    ..model.list.query.clone()
                };
                effects.push(Effect::Store(StoreEffect::LoadUnread { request, query }));
                return;
            }
        }
    }
    say_nothing_left(model, direction);
}

/// What follows the open article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next<'a> {
    /// This one.
    Headline(&'a Headline),
    /// Something that is not at hand: the store will be asked.
    Unknown,
    /// Nothing unread.
    Nothing,
}

/// The next unread headline, as far as the rows at hand tell.
#[must_use]
pub fn next(model: &Model) -> Next<'_> {
    let open = model.reader.headline_id();
    let ids = model.list.ids();
    let ahead = ids.get(first_ahead(model)..).unwrap_or_default();
    for id in ahead.iter().filter(|id| Some(**id) != open) {
        match model.list.row(*id) {
            Some(row) if model.unstored.is_read(row) => {}
            Some(row) => return Next::Headline(row),
            None => return Next::Unknown,
        }
    }
    Next::Nothing
}

/// The first headline that can be the next one to read: the selected one if it is not open yet.
fn first_ahead(model: &Model) -> usize {
    let open = model.reader.open().filter(|open| open.entered);
    let is_open = open.is_some() && model.reader.headline_id() == model.list.selected();
    model.list.cursor() + usize::from(is_open)
}

/// Goes on with the store's answer.
pub fn found(model: &mut Model, unread: &[HeadlineId], effects: &mut Effects) {
    let Some(direction) = model.list.questions.seeking.take() else {
        return;
    };
    let unread: HashSet<HeadlineId> = unread.iter().copied().collect();
    let ids = model.list.ids();
    let cursor = model.list.cursor().min(ids.len());
    let is_unread = |index: &usize| unread.contains(&ids[*index]);
    let found = match direction {
        Seek::Forward => (first_ahead(model)..ids.len()).find(is_unread),
        Seek::Backward => (0..cursor).rev().find(is_unread),
    };
    match found {
        Some(index) => open_at(model, index, effects),
        None => say_nothing_left(model, direction),
    }
}

fn say_nothing_left(model: &mut Model, direction: Seek) {
    let answer = nothing_left(model, direction);
    model.say(answer);
}

/// That there is nothing unread that way, and what waits to be shown.
#[must_use]
pub fn nothing_left(model: &Model, direction: Seek) -> String {
    let place = match direction {
        Seek::Forward => "down",
        Seek::Backward => "up",
    };
    match model.list.waiting() {
        0 => format!("nothing unread further {place}"),
        count => {
            let key = model.key_of("show-new");
            format!("nothing unread further {place}; {key} shows {count} new")
        }
    }
}

fn open_at(model: &mut Model, index: usize, effects: &mut Effects) {
    let window = model.list_window();
    model.list.select(index, window);
    opening::enter_selected(model, effects);
}
