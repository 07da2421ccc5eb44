//! What is read and what is kept, and taking it back.
//!
//! A mark is asked for; the answer shows it, journals it and says so. So a disk that takes
//! nothing leaves everything as it was.

use super::effect::{Effect, Effects, StoreEffect};
use super::event::{Counts, Marked};
use super::journal::Entry;
use super::model::Model;
use super::request::RequestId;
use super::unstored::{Mark, Purpose};
use super::views::headlines::questions::Reload;
use crate::model::{HeadlineId, Scope, counted};

/// Has a mark stored.
pub fn store(model: &mut Model, mark: Mark, why: fn(Mark) -> Purpose, effects: &mut Effects) {
    let request = model.requests.number();
    model.unstored.begin(request, why(mark.clone()));
    effects.push(Effect::Store(StoreEffect::Mark { request, mark }));
}

/// Marks a headline read because it is opened, unless it is already.
pub fn mark_opened(model: &mut Model, id: HeadlineId, effects: &mut Effects) {
    let open = model.reader.open().and_then(|open| open.headline.as_ref());
    let row = model.list.row(id).or(open.filter(|row| row.id == id));
    if row.is_some_and(|row| model.unstored.is_read(row)) {
        return;
    }
    let mark = Mark::Read {
        ids: vec![id],
        read: true,
    };
    store(model, mark, Purpose::Opened, effects);
}

/// Takes back the newest step, or the one that is being stored as soon as it is.
pub fn undo(model: &mut Model, effects: &mut Effects) {
    if !model.unstored.is_empty() {
        model.unstored.defer_undo();
    } else if let Some(entry) = model.journal.pop() {
        let request = model.requests.number();
        effects.push(entry.reversed(request));
        model.unstored.begin(request, Purpose::Undo(entry));
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
                Some(Purpose::Asked(mark)) => {
                    model.say(message(&mark, changed.len()));
                    show(model, mark, changed);
                }
                Some(Purpose::Opened(mark)) => show(model, mark, changed),
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
        Some(Purpose::Asked(_) | Purpose::Opened(_)) => format!("not stored: {reason}"),
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

/// Shows a mark that is stored, and remembers how to take it back.
fn show(model: &mut Model, mark: Mark, changed: Vec<HeadlineId>) {
    match mark {
        Mark::Read { ids, read } => {
            show_read(model, &ids, read);
            let ids = changed;
            model.journal.record(Entry::Marked { ids, read });
        }
        Mark::ViewRead { .. } => {
            show_read(model, &changed, true);
            let (ids, read) = (changed, true);
            model.journal.record(Entry::Marked { ids, read });
            model.read_list(Reload::Again);
        }
        Mark::Favourite { id, on } => {
            show_favourite(model, id, on);
            if !changed.is_empty() {
                model.journal.record(Entry::Favourite { id, on });
            }
        }
    }
}

fn show_undone(model: &mut Model, entry: &Entry) {
    match entry {
        Entry::Marked { ids, read } => show_read(model, ids, !read),
        Entry::Favourite { id, on } => show_favourite(model, *id, !on),
        Entry::SourcesAdded { .. } | Entry::RuleAdded { .. } | Entry::SourceChanged { .. } => {}
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
    if on && model.query.scope == Scope::Favourites && !model.list.ids().contains(&id) {
        model.read_list(Reload::Changed);
    }
}

/// The store's own counts: what is in the window says nothing about the rest.
fn show_counts(model: &mut Model, counts: &Counts) {
    model.totals = counts.totals;
    for source in &mut model.sources {
        let known = counts.sources.iter().find(|(id, ..)| *id == source.id);
        if let Some((_, unread, total)) = known {
            (source.unread, source.total) = (*unread, *total);
        }
    }
}

fn message(mark: &Mark, changed: usize) -> String {
    match mark {
        Mark::Read { read: true, .. } => "marked read".to_owned(),
        Mark::Read { read: false, .. } => "marked unread".to_owned(),
        Mark::ViewRead { .. } => match changed {
            0 => "everything here was read already".to_owned(),
            count => format!("{} marked read; u undoes it", counted(count, "headline")),
        },
        Mark::Favourite { on: true, .. } => "kept as a favourite".to_owned(),
        Mark::Favourite { on: false, .. } => "not a favourite any more".to_owned(),
    }
}
