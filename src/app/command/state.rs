//! What is read and what is kept, and taking it back.

use super::Reason;
use crate::app::effect::{Effect, Effects};
use crate::app::journal::Entry;
use crate::app::model::{Focus, Model};
use crate::model::{Headline, HeadlineId};

pub(super) fn no_headline(model: &Model) -> Option<Reason> {
    subject(model)
        .is_none()
        .then_some("no headline is selected")
}

pub(super) fn empty_list(model: &Model) -> Option<Reason> {
    model.list.ids().is_empty().then_some("this view is empty")
}

pub(super) fn nothing_to_undo(model: &Model) -> Option<Reason> {
    model.journal.is_empty().then_some("nothing to undo")
}

/// The headline that a mark is for: the open one while reading, else the selected one.
fn subject(model: &Model) -> Option<&Headline> {
    if model.focus == Focus::Article {
        return model.reader.open()?.headline.as_ref();
    }
    model.list.row(model.list.selected()?)
}

pub(super) fn toggle_read(model: &mut Model, _: &str, effects: &mut Effects) {
    let Some((id, read)) = subject(model).map(|row| (row.id, row.read)) else {
        return;
    };
    mark(model, &[id], !read, effects);
    model.say(if read { "marked unread" } else { "marked read" });
    if model.focus == Focus::List {
        super::go(model, super::Motion::Lines(1));
    }
}

/// Marks headlines whose rows are at hand, and journals those that change.
pub fn mark(model: &mut Model, ids: &[HeadlineId], read: bool, effects: &mut Effects) {
    let open = model.reader.open().and_then(|open| open.headline.as_ref());
    let changing: Vec<HeadlineId> = ids
        .iter()
        .copied()
        .filter(|id| {
            let row = model.list.row(*id).or(open.filter(|row| row.id == *id));
            row.is_none_or(|row| row.read != read)
        })
        .collect();
    if changing.is_empty() {
        return;
    }
    show_read(model, &changing, read);
    model.journal.record(Entry::Marked {
        ids: changing.clone(),
        read,
    });
    effects.push(Effect::SetRead {
        ids: changing,
        read,
    });
}

/// Shows a read state that is (or is being) stored.
pub fn show_read(model: &mut Model, ids: &[HeadlineId], read: bool) {
    let mut sources = Vec::new();
    for id in ids {
        let row = model.list.row(*id);
        sources.extend(row.filter(|row| row.read != read).map(|row| row.source));
    }
    for id in &sources {
        if let Some(source) = model.sources.iter_mut().find(|source| source.id == *id) {
            source.unread = count(source.unread, read);
        }
        model.totals.unread = count(model.totals.unread, read);
    }
    model.list.change(ids, |row| row.read = read);
    for id in ids {
        model.reader.change(*id, |row| row.read = read);
    }
}

fn count(unread: u64, read: bool) -> u64 {
    if read {
        unread.saturating_sub(1)
    } else {
        unread + 1
    }
}

pub(super) fn mark_view_read(model: &mut Model, _: &str, effects: &mut Effects) {
    let request = model.requests.number();
    effects.push(Effect::MarkViewRead {
        request,
        query: model.query.clone(),
    });
}

pub(super) fn favourite(model: &mut Model, _: &str, effects: &mut Effects) {
    let Some((id, on)) = subject(model).map(|row| (row.id, !row.favourite)) else {
        return;
    };
    show_favourite(model, id, on);
    model.journal.record(Entry::Favourite { id, on });
    effects.push(Effect::SetFavourite { id, on });
    model.say(if on {
        "kept as a favourite"
    } else {
        "not a favourite any more"
    });
}

fn show_favourite(model: &mut Model, id: HeadlineId, on: bool) {
    model.list.change(&[id], |row| row.favourite = on);
    model.reader.change(id, |row| row.favourite = on);
    let favourites = model.totals.favourites;
    model.totals.favourites = if on {
        favourites + 1
    } else {
        favourites.saturating_sub(1)
    };
}

pub(super) fn undo(model: &mut Model, _: &str, effects: &mut Effects) {
    let Some(entry) = model.journal.pop() else {
        return;
    };
    match &entry {
        Entry::Marked { ids, read } => show_read(model, ids, !read),
        Entry::Favourite { id, on } => show_favourite(model, *id, !on),
        Entry::SourcesAdded { .. } | Entry::RuleAdded { .. } | Entry::SourceChanged { .. } => {}
    }
    effects.push(entry.reversed());
    model.say(entry.undone());
}
