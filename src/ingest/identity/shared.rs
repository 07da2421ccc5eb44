//! Entries that share an id: one headline that was changed, or several that only say the same
//! id ("N/A", "0", the address of the home page).
//!
//! A feed is taken at its word until one download shows the same id twice. From then on link,
//! title and date join the key, and a stored headline is found again by what of these three
//! tells the entries apart. An id whose fragment counts (`…#0`, later `…#2`) is the other way
//! round: its headline keeps its row while the count goes up.
//!
//! An entry without an id has its link for one, by the same rules. Earlier versions made an id of
//! link and title, which is how their stores know such headlines.

mod member;
mod pairing;
mod repeats;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{is_address, is_digest, key};
use crate::hash;
use crate::model::Entry;
pub use member::{Marks, Member};
use pairing::Pairing;
use repeats::leave_repeats_out;

/// Between an id and its [`Marks`] in a stored key; no clean id holds it.
const APART: char = '\u{1f}';

/// The entries of a download that share an id, in the feed's order; mostly one.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// What their keys begin with.
    base: String,
    /// Whether the base is an id without its fragment, which counts.
    counts: bool,
    /// They, each once.
    pub members: Vec<Member>,
}

/// A stored headline that may be one of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// As it is stored.
    pub key: String,
    /// What is known of it beside its key; nothing of one that was pruned.
    pub marks: Option<Marks>,
}

/// Where the headline of an entry is, and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadlineMatch {
    /// Its row among those that were offered; none when it is new.
    pub row: Option<usize>,
    /// The key that it has from now on.
    pub key: String,
}

/// The entries of a download by their ids, in the order of their first entries. What repeats an
/// entry is left out, and of several versions of one entry the last is taken (RFC 4287, 4.1.1).
#[must_use]
pub fn families(entries: Vec<Entry>) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::with_capacity(entries.len());
    let mut known: HashMap<String, usize> = HashMap::with_capacity(entries.len());
    for (place, entry) in entries.into_iter().enumerate() {
        let key = key(&entry);
        let rest = without_count(&key, &entry);
        let (base, counts) = (rest.unwrap_or(&key).to_owned(), rest.is_some());
        let member = Member {
            place,
            key,
            marks: Marks::of(&entry),
            entry,
        };
        match known.get(&base) {
            Some(&at) => {
                families[at].counts |= counts;
                families[at].members.push(member);
            }
            None => {
                known.insert(base.clone(), families.len());
                families.push(Family {
                    base,
                    counts,
                    members: vec![member],
                });
            }
        }
    }
    for family in &mut families {
        if family.members.len() > 1 {
            leave_repeats_out(&mut family.members);
        }
    }
    families
}

/// The id without a fragment that only counts, if that may be the number of a revision: the
/// link has no such fragment, and the id is an address of some kind.
fn without_count<'k>(key: &'k str, entry: &Entry) -> Option<&'k str> {
    let (rest, count) = split_count(key)?;
    let is_uri = is_address(entry.id.trim())
        || rest.split_once(':').is_some_and(|(scheme, path)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && !path.is_empty()
                && !rest.contains(char::is_whitespace)
        });
    let named = entry.link.as_deref().and_then(|link| link.split_once('#'));
    let named = named.is_some_and(|(_, fragment)| is_count(fragment) || fragment == count);
    (is_uri && !named).then_some(rest)
}

fn split_count(key: &str) -> Option<(&str, &str)> {
    key.rsplit_once('#').filter(|(_, count)| is_count(count))
}

fn is_count(fragment: &str) -> bool {
    (1..=9).contains(&fragment.len()) && fragment.bytes().all(|byte| byte.is_ascii_digit())
}

impl Family {
    /// The ranges of keys that the stored headlines of the family lie in, each from a key on and
    /// before another.
    pub fn ranges(&self) -> impl Iterator<Item = (String, String)> {
        let own = (self.base.clone(), format!("{} ", self.base));
        let counted = (format!("{}#0", self.base), format!("{}#:", self.base));
        let former: BTreeSet<&str> = self.members.iter().filter_map(Member::former).collect();
        let former = former.into_iter();
        let former = former.map(|key| (key.to_owned(), format!("{key} ")));
        std::iter::once(own)
            .chain(self.counts.then_some(counted))
            .chain(former)
    }

    /// The link that stands for an id.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        let by_link = self.members.iter().find(|member| member.entry.by_link)?;
        by_link.entry.link.as_deref()
    }

    /// Whether a headline with that link was stored when link and title were its id.
    #[must_use]
    pub fn knew(&self, row: &Kept) -> bool {
        let link = row.known_marks().and_then(|marks| marks.link);
        let mut members = self.members.iter();
        is_digest(row.own_key())
            && members.any(|one| one.entry.by_link && link.is_some() && one.marks.link == link)
    }

    /// The key of a row without its marks, as it would be now.
    fn key_of<'r>(&'r self, row: &'r Kept) -> &'r str {
        let own = row.own_key();
        if is_digest(own) && self.link().is_some() {
            &self.base
        } else {
            own
        }
    }

    /// The key of the only entry of an id that may not be shared.
    #[must_use]
    pub fn only_key(&self) -> Option<&str> {
        match self.members.as_slice() {
            [only] if !self.counts => Some(&only.key),
            _ => None,
        }
    }

    /// Finds the row of each member among the stored headlines of its [`Family::ranges`].
    #[must_use]
    pub fn find(&self, rows: &[Kept]) -> Vec<HeadlineMatch> {
        let stored = rows.iter().filter(|row| self.key_of(row) == self.base);
        let apart = self.members.len() > 1 || rows.iter().any(Kept::is_apart) || stored.count() > 1;
        if !apart {
            let only = &self.members[0];
            let row = rows.iter().position(|row| self.key_of(row) == only.key);
            return vec![HeadlineMatch {
                row: row.or_else(|| self.revision(only, rows)),
                key: only.key.clone(),
            }];
        }
        let mut found = vec![None; self.members.len()];
        let mut by_key: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (at, member) in self.members.iter().enumerate() {
            by_key.entry(&member.key).or_default().0.push(at);
        }
        for (at, row) in rows.iter().enumerate() {
            if let Some((_, rows)) = by_key.get_mut(self.key_of(row)) {
                rows.push(at);
            }
        }
        for (members, rows_of_key) in by_key.values() {
            self.pair(members, rows, rows_of_key, &mut found);
        }
        let places = self.members.iter().zip(found);
        places
            .map(|(member, row)| HeadlineMatch {
                row,
                key: stored_key(&member.key, member.marks),
            })
            .collect()
    }

    /// The last revision of an entry whose id counts.
    fn revision(&self, only: &Member, rows: &[Kept]) -> Option<usize> {
        let is_address = is_address(only.entry.id.trim());
        let number = |row: &Kept| -> Option<u32> {
            let same_link = || {
                let (stored, now) = (row.marks?.link?, only.marks.link?);
                Some(stored == now)
            };
            let fits = is_address || same_link().unwrap_or(true);
            let count = match split_count(&row.key) {
                Some((rest, count)) if rest == self.base => count.parse().ok(),
                _ => (row.key == self.base).then_some(0),
            };
            count.filter(|_| fits && self.counts)
        };
        let numbered = rows.iter().enumerate();
        let numbered = numbered.filter_map(|(at, row)| Some((number(row)?, at)));
        numbered.max().map(|(_, at)| at)
    }

    /// Pairs members and rows of one id.
    fn pair(&self, members: &[usize], all: &[Kept], rows: &[usize], found: &mut [Option<usize>]) {
        if let ([member], [row]) = (members, rows)
            && (self.counts || !all[*row].is_apart())
        {
            found[*member] = Some(*row);
            return;
        }
        let taken = self.as_before(members, (all, rows), found);
        let mut pairing = Pairing {
            members: members
                .iter()
                .map(|&at| (at, self.members[at].marks))
                .collect(),
            rows: rows
                .iter()
                .filter_map(|&at| Some((at, all[at].known_marks()?)))
                .collect(),
            found,
            taken,
        };
        pairing.equal();
        pairing.by(|marks| Some((marks.title, marks.date?)));
        pairing.by(|marks| Some((marks.link?, marks.date?)));
        pairing.by(|marks| Some((marks.link?, marks.title)));
        pairing.by(|marks| marks.link);
        let taken = pairing.taken;
        for &plain in rows {
            if !all[plain].is_apart() && !taken.contains(&plain) {
                self.before_it_was_shared(members, (plain, &all[plain]), found);
            }
        }
    }

    /// Pairs the rows that have the key which an entry had when link and title were its id.
    fn as_before(
        &self,
        members: &[usize],
        (all, rows): (&[Kept], &[usize]),
        found: &mut [Option<usize>],
    ) -> HashSet<usize> {
        let mut times: HashMap<&str, usize> = HashMap::new();
        let former = |member: usize| self.members[member].former();
        for former in members.iter().filter_map(|&one| former(one)) {
            *times.entry(former).or_default() += 1;
        }
        let keys: HashMap<&str, usize> = rows.iter().map(|&at| (&*all[at].key, at)).collect();
        let mut taken = HashSet::new();
        for &member in members {
            if let Some(former) = former(member)
                && times[former] == 1
                && let Some(&row) = keys.get(former)
            {
                found[member] = Some(row);
                taken.insert(row);
            }
        }
        taken
    }

    /// A row from before the id was shared, or seen to be, holds the first entry with it. Words
    /// that look like tags were once left out of titles.
    fn before_it_was_shared(
        &self,
        members: &[usize],
        (at, row): (usize, &Kept),
        found: &mut [Option<usize>],
    ) {
        let free = || members.iter().copied().filter(|&one| found[one].is_none());
        let marks = |one: usize| self.members[one].marks;
        let first = match row.marks {
            Some(kept) => {
                let same_link = |one: &usize| marks(*one).link == kept.link;
                let same_title = |one: &usize| {
                    let title = &self.members[*one].entry.title;
                    let bare = || hash::of(crate::markup::html::plain(title));
                    marks(*one).title == kept.title || bare() == kept.title
                };
                let both = free().find(|one| same_link(one) && same_title(one));
                both.or_else(|| free().find(same_title))
            }
            None => free().find(|&one| {
                let member = &self.members[one];
                row.key == member.key || member.former() == Some(&row.key)
            }),
        };
        if let Some(first) = first {
            found[first] = Some(at);
        }
    }
}

impl Kept {
    fn is_apart(&self) -> bool {
        self.key.contains(APART)
    }

    /// The key without its marks.
    fn own_key(&self) -> &str {
        self.key.split(APART).next().unwrap_or_default()
    }

    fn known_marks(&self) -> Option<Marks> {
        let Some((_, marks)) = self.key.split_once(APART) else {
            return self.marks;
        };
        let mut parts = marks.split('.');
        let mut number = || Some(u64::from_str_radix(parts.next()?, 16).ok());
        let (link, title) = (number()?, number()??);
        let date = parts.next()?.parse().ok();
        Some(Marks { link, title, date })
    }
}

fn stored_key(own: &str, marks: Marks) -> String {
    let Marks { link, title, date } = marks;
    let link = link.map_or("-".to_owned(), |link| format!("{link:x}"));
    let date = date.map_or("-".to_owned(), |date| date.to_string());
    format!("{own}{APART}{link}.{title:x}.{date}")
}
