//! Entries that say again what another one in the same download says, and versions of one entry.

use std::collections::HashMap;

use super::member::{Marks, Member};
use crate::model::Entry;

/// The kept entries with the same key, link and title.
#[derive(Default)]
struct Alike {
    by_date: HashMap<Option<i64>, usize>,
    /// One that says nothing but when it was updated, as Atom allows.
    only_updated: Option<usize>,
}

impl Alike {
    /// The kept entry that a member repeats or is another version of.
    fn find(&self, member: &Member) -> Option<usize> {
        let same = match member.marks.date {
            Some(date) => self.by_date.get(&Some(date)),
            None => self.by_date.values().min(),
        };
        let undated = || self.by_date.get(&None);
        let version = || {
            self.only_updated
                .as_ref()
                .filter(|_| only_updated(&member.entry))
        };
        same.or_else(undated).or_else(version).copied()
    }
}

fn only_updated(entry: &Entry) -> bool {
    entry.updated.is_some() && entry.published == entry.updated
}

pub(super) fn leave_repeats_out(members: &mut Vec<Member>) {
    let mut kept: Vec<Member> = Vec::with_capacity(members.len());
    let mut alike: HashMap<(String, Option<u64>, u64), Alike> = HashMap::new();
    let mut begun: HashMap<(String, Option<u64>, i64), usize> = HashMap::new();
    for member in members.drain(..) {
        let Marks { link, title, date } = member.marks;
        let alike = alike.entry((member.key.clone(), link, title)).or_default();
        let beginning = date.map(|date| (member.key.clone(), link, date));
        let revised = beginning.as_ref().and_then(|start| begun.get(start));
        let revised = revised.copied().filter(|&at| revises(&member, &kept[at]));
        if let Some(at) = alike.find(&member).or(revised) {
            if member.entry.updated > kept[at].entry.updated {
                let place = kept[at].place;
                kept[at] = Member { place, ..member };
            }
            continue;
        }
        alike.by_date.insert(date, kept.len());
        if only_updated(&member.entry) {
            alike.only_updated.get_or_insert(kept.len());
        }
        if let Some(beginning) = beginning {
            begun.entry(beginning).or_insert(kept.len());
        }
        kept.push(member);
    }
    *members = kept;
}

/// Of two entries with the same link and date: whether both say when they were updated, at
/// different times.
fn revises(member: &Member, other: &Member) -> bool {
    match (member.entry.updated, other.entry.updated) {
        (Some(one), Some(two)) => one != two,
        _ => false,
    }
}
