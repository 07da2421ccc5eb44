//! What is read and what is kept, and taking it back.
//!
//! A mark is asked for; the answer shows it, journals it and says so. So a disk that takes
//! nothing leaves everything as it was.

use super::effect::{Effect, Effects, StoreEffect};
use super::event::{Counts, Marked};
use super::hint::Hint;
use super::journal::Entry;
use super::model::Model;
use super::request::RequestId;
use super::toast::Mark;
use super::unstored::Purpose;
use super::views::headlines::questions::Reload;
use crate::model::{Change, HeadlineId, Scope, counted};

/// Said where no step can be taken back.
pub const NOTHING_TO_UNDO: &str = "nothing to undo";

/// What can be done about what was done.
pub const UNDO: Hint = ("undo", "undo");

/// Has a change stored.
pub fn store(model: &mut Model, change: Change, why: fn(Change) -> Purpose, effects: &mut Effects) {
    let request = model.requests.number();
    model.unstored.begin(request, why(change.clone()));
    let request = Some(request);
    effects.push(Effect::Store(StoreEffect::Change { request, change }));
}

/// Marks a headline read because it is opened, unless it is already.
pub fn mark_opened(model: &mut Model, id: HeadlineId, effects: &mut Effects) {
    let open = model.reader.open().and_then(|open| open.headline.as_ref());
    let row = model.list.row(id).or(open.filter(|row| row.id == id));
    if row.is_some_and(|row| model.unstored.is_read(row)) {
        return;
    }
    store(model, Change::read(&[id], true), Purpose::Opened, effects);
}

/// Takes back the newest step, or the one that is being stored as soon as it is.
pub fn undo(model: &mut Model, effects: &mut Effects) {
    if !model.unstored.is_empty() {
        model.unstored.defer_undo();
    } else if let Some(entry) = model.journal.pop() {
        model.toasts.answered("undo");
        let request = model.requests.number();
        effects.push(entry.reversed(request));
        model.unstored.begin(request, Purpose::Undo(entry));
    } else {
        model.say(NOTHING_TO_UNDO);
    }
}

/// Marks were stored, or could not be.
pub fn marked(
    model: &mut Model,
    request: RequestId,
    result: Result<Marked, String>,
    effects: &mut Effects,
) {
    match result {
        Ok(Marked { changed, counts }) => {
            show_counts(model, &counts);
            match model.unstored.end(request) {
                Some(Purpose::Asked(change)) => {
                    let mark = match change {
                        Change::Favourite { on: true, .. } => Mark::Kept,
                        _ => Mark::Plain,
                    };
                    model.tell_of(subject(&change), message(&change), mark, Some(UNDO));
                    show(model, &change, &changed);
                }
                Some(Purpose::ViewRead(_)) => {
                    let undo = (!changed.is_empty()).then_some(UNDO);
                    model.tell(&view_read(changed.len()), Mark::Plain, undo);
                    show(model, &Change::read(&changed, true), &changed);
                    model.read_list(Reload::Again);
                }
                Some(Purpose::Opened(change)) => show(model, &change, &changed),
                Some(Purpose::Undo(entry)) => show_undone(model, &entry),
                Some(Purpose::Changed) | None => {}
            }
            next_undo(model, effects);
        }
        Err(reason) => fail(model, request, &reason),
    }
}

/// Any other change was made; it may have been a step back.
pub fn done(model: &mut Model, request: RequestId, effects: &mut Effects) {
    if let Some(Purpose::Undo(entry)) = model.unstored.end(request) {
        show_undone(model, &entry);
    }
    next_undo(model, effects);
}

/// A change could not be made: everything is as it was, and so are the steps back.
pub fn fail(model: &mut Model, request: RequestId, reason: &str) {
    let message = match model.unstored.end(request) {
        Some(Purpose::Undo(entry)) => {
            model.journal.record(entry);
            format!("not undone: {reason}")
        }
        Some(Purpose::Asked(_) | Purpose::ViewRead(_) | Purpose::Opened(_)) => {
            format!("not stored: {reason}")
        }
        Some(Purpose::Changed) => reason.to_owned(),
        None => return model.complain(reason),
    };
    model.unstored.forget_undos();
    model.complain(message);
}

fn next_undo(model: &mut Model, effects: &mut Effects) {
    if model.unstored.take_undo() {
        undo(model, effects);
    }
}

/// Shows a change that is stored, and remembers how to take it back.
fn show(model: &mut Model, change: &Change, changed: &[HeadlineId]) {
    show_state(model, change);
    if let Some(undo) = change.undo(changed) {
        model.journal.record(Entry::Marked { undo });
    }
}

fn show_state(model: &mut Model, change: &Change) {
    match change {
        Change::Read { ids, on } => show_read(model, ids, *on),
        Change::Favourite { id, on } => show_favourite(model, *id, *on),
        Change::Place { .. } => {}
    }
}

fn show_undone(model: &mut Model, entry: &Entry) {
    if let Entry::Marked { undo } = entry {
        show_state(model, undo);
    }
    if let Some(undone) = entry.undone() {
        model.say(undone);
    }
}

fn show_read(model: &mut Model, ids: &[HeadlineId], read: bool) {
    model.list.change(ids, |row| row.read = read);
    for id in ids {
        model.reader.change(*id, |row| row.read = read);
    }
}

fn show_favourite(model: &mut Model, id: HeadlineId, on: bool) {
    model.list.change(&[id], |row| row.favourite = on);
    model.reader.change(id, |row| row.favourite = on);
    // The view was read before this was stored.
    if on && model.list.query.scope == Scope::Favourites && !model.list.ids().contains(&id) {
        model.read_list(Reload::Changed);
    }
}

/// The store's own counts: what is in the window says nothing about the rest.
fn show_counts(model: &mut Model, counts: &Counts) {
    model.totals = counts.totals;
    model.sidebar.sources_changed();
    for source in &mut model.sources {
        let known = counts.sources.iter().find(|(id, ..)| *id == source.id);
        if let Some((_, unread, total)) = known {
            (source.unread, source.total) = (*unread, *total);
        }
    }
}

/// What a message about a change tells the state of.
fn subject(change: &Change) -> &'static str {
    match change {
        Change::Read { .. } => "read",
        Change::Favourite { .. } => "favourite",
        Change::Place { .. } => "place",
    }
}

fn message(change: &Change) -> &'static str {
    match change {
        Change::Read { on: true, .. } => "marked read",
        Change::Read { on: false, .. } => "marked unread",
        Change::Favourite { on: true, .. } => "kept as a favourite",
        Change::Favourite { on: false, .. } => "not a favourite any more",
        Change::Place { .. } => "",
    }
}

fn view_read(changed: usize) -> String {
    match changed {
        0 => "everything here was read already".to_owned(),
        count => format!("{} marked read", counted(count, "headline")),
    }
}
