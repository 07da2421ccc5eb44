//! What the rows of the sidebar show in the list, which of them the list shows, and what they
//! count.

use super::outline::{Entry, Row};
use crate::app::model::Model;
use crate::model::Scope;

/// What an entry shows in the list.
#[must_use]
pub fn scope(model: &Model, entry: &Entry) -> Scope {
    match entry {
        Entry::All => Scope::All,
        Entry::Today => Scope::Today(model.today),
        Entry::Favourites => Scope::Favourites,
        Entry::Group(Some(name)) => Scope::Group(name.clone()),
        Entry::Group(None) => Scope::Ungrouped,
        Entry::Source(_, id) => Scope::Source(*id),
    }
}

/// The entry of what the list shows.
#[must_use]
pub fn shown(model: &Model) -> Entry {
    match &model.list.query.scope {
        Scope::All => Entry::All,
        Scope::Today(_) => Entry::Today,
        Scope::Favourites => Entry::Favourites,
        Scope::Group(name) => Entry::Group(Some(name.clone())),
        Scope::Ungrouped => Entry::Group(None),
        Scope::Source(id) => {
            let groups = model.source(*id).map(|source| &source.groups[..]);
            let first = groups.and_then(|groups| groups.first().cloned());
            Entry::Source(first, *id)
        }
    }
}

/// The row of what the list shows, if it has one: of a source in a folded group that of the group.
#[must_use]
pub fn shown_row(model: &Model) -> Option<usize> {
    model.sidebar.outline().find(&shown(model), &model.sources)
}

/// Headlines that a row counts: what is not read, or all that is kept.
#[must_use]
pub fn count(model: &Model, row: Row) -> u64 {
    match row {
        Row::Blank => 0,
        Row::All => model.totals.unread,
        Row::Today => model.sidebar.unread_today,
        Row::Favourites => model.totals.favourites,
        Row::Group(group) => {
            let groups = &model.sidebar.outline().groups;
            groups.get(group).map_or(0, |group| group.unread)
        }
        Row::Source(_, source) => model.sources.get(source).map_or(0, |source| source.unread),
    }
}
