//! The rows of the sidebar: what the list can show, made of the sources as they are.
//!
//! The order is: views, then the groups in the configuration's order, last the sources without
//! one; a blank row parts them. It is made anew when something in it changes, never for a frame.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use crate::fold::{fold_into, folded};
use crate::model::{Source, SourceId, Verdict};

/// The name of a group; `None` is that of the sources without one.
pub type GroupName = Option<String>;

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Nothing, between two sections.
    Blank,
    /// All headlines.
    All,
    /// Those of today.
    Today,
    /// What the user keeps.
    Favourites,
    /// The heading of a group, by its place in [`Outline::groups`].
    Group(usize),
    /// A source of a group, by their places in [`Outline::groups`] and the sources.
    Source(usize, usize),
}

/// A row as it is found again in an outline that was made later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// All headlines.
    All,
    /// Those of today.
    Today,
    /// What the user keeps.
    Favourites,
    /// A group.
    Group(GroupName),
    /// A source, and the group in which it is meant.
    Source(GroupName, SourceId),
}

/// A group with its sources.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Its name.
    pub name: GroupName,
    /// Unread headlines of its sources.
    pub unread: u64,
    /// Only its heading is shown.
    pub is_folded: bool,
    members: Vec<usize>,
}

/// How many sources are not well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Troubles {
    /// They do not deliver.
    pub failing: usize,
    /// They have had nothing to say for longer than usual.
    pub quiet: usize,
    /// The user does not want them asked.
    pub off: usize,
}

/// The rows, and what they are made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// From the top.
    pub rows: Vec<Row>,
    /// The groups, in their order.
    pub groups: Vec<Group>,
    /// See [`Troubles`].
    pub troubles: Troubles,
    /// The words that a row must have, folded; none without a filter.
    words: Vec<String>,
    /// The places of the rows that can be selected.
    selectable: Vec<usize>,
}

/// What the user has chosen about the rows.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The groups of which only the heading is shown.
    pub folded: &'a BTreeSet<GroupName>,
    /// What is typed to find a row.
    pub filter: &'a str,
    /// For the health of the sources.
    pub now: Timestamp,
}

impl Outline {
    /// The outline of these sources.
    #[must_use]
    pub fn of(sources: &[Source], wanted: Wanted<'_>) -> Self {
        let words = folded(wanted.filter);
        let mut outline = Self {
            groups: groups(sources, wanted.folded),
            troubles: troubles(sources, wanted.now),
            words: words.split_whitespace().map(str::to_owned).collect(),
            ..Self::default()
        };
        let views = [
            (Row::All, ALL),
            (Row::Today, TODAY),
            (Row::Favourites, FAVOURITES),
        ];
        for (row, name) in views {
            if outline.is_match(name, &mut String::new()) {
                outline.add(row, true);
            }
        }
        outline.add_groups(sources);
        outline
    }

    /// Whether a filter is on.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.words.is_empty()
    }

    /// The places of the rows that can be selected.
    #[must_use]
    pub fn selectable(&self) -> &[usize] {
        &self.selectable
    }

    /// What stands in a row, if it can be selected at all.
    #[must_use]
    pub fn entry(&self, row: usize, sources: &[Source]) -> Option<Entry> {
        Some(match *self.rows.get(row)? {
            Row::Blank => return None,
            Row::All => Entry::All,
            Row::Today => Entry::Today,
            Row::Favourites => Entry::Favourites,
            Row::Group(group) => Entry::Group(self.groups.get(group)?.name.clone()),
            Row::Source(group, source) => {
                let name = self.groups.get(group)?.name.clone();
                Entry::Source(name, sources.get(source)?.id)
            }
        })
    }

    /// The row of an entry: of a source in a folded group that of the group, and of one that has
    /// left its group the first.
    #[must_use]
    pub fn find(&self, entry: &Entry, sources: &[Source]) -> Option<usize> {
        let place = |wanted: &dyn Fn(Row) -> bool| self.rows.iter().position(|row| wanted(*row));
        let is_group = |index: usize, name: &GroupName| self.groups[index].name == *name;
        match entry {
            Entry::All => place(&|row| row == Row::All),
            Entry::Today => place(&|row| row == Row::Today),
            Entry::Favourites => place(&|row| row == Row::Favourites),
            Entry::Group(name) => place(&|row| matches!(row, Row::Group(at) if is_group(at, name))),
            Entry::Source(name, id) => {
                let source = sources.iter().position(|source| source.id == *id)?;
                let in_group =
                    |row| matches!(row, Row::Source(at, of) if of == source && is_group(at, name));
                let anywhere = |row| matches!(row, Row::Source(_, of) if of == source);
                let folded = |row| {
                    matches!(row, Row::Group(at)
                        if self.groups[at].is_folded && self.groups[at].members.contains(&source))
                };
                place(&in_group)
                    .or_else(|| place(&anywhere))
                    .or_else(|| place(&folded))
            }
        }
    }

    /// What a group is called, by its place; nothing where there is none.
    #[must_use]
    pub fn name(&self, group: usize) -> &str {
        let is_alone = self.groups.len() == 1;
        self.groups.get(group).map_or("", |group| {
            group.name.as_deref().unwrap_or(ungrouped(is_alone))
        })
    }

    /// The row of the group that a row is of, or is.
    #[must_use]
    pub fn heading(&self, row: usize) -> Option<usize> {
        let (Row::Group(group) | Row::Source(group, _)) = *self.rows.get(row)? else {
            return None;
        };
        self.rows.iter().position(|row| *row == Row::Group(group))
    }

    fn add_groups(&mut self, sources: &[Source]) {
        let mut buffer = String::new();
        for at in 0..self.groups.len() {
            let is_group = self.is_match(self.name(at), &mut buffer);
            let is_open = self.is_filtered() || !self.groups[at].is_folded;
            let members = std::mem::take(&mut self.groups[at].members);
            let mut shown = members
                .iter()
                .filter(|_| is_open)
                .filter(|member| is_group || self.is_match(&sources[**member].name, &mut buffer))
                .copied()
                .collect::<Vec<usize>>();
            self.groups[at].members = members;
            if !is_group && shown.is_empty() {
                continue;
            }
            if !self.rows.is_empty() {
                self.rows.push(Row::Blank);
            }
            self.add(Row::Group(at), is_group);
            for source in shown.drain(..) {
                self.add(Row::Source(at, source), true);
            }
        }
    }

    fn add(&mut self, row: Row, is_selectable: bool) {
        if is_selectable {
            self.selectable.push(self.rows.len());
        }
        self.rows.push(row);
    }

    /// Whether a name has all words of the filter.
    fn is_match(&self, name: &str, buffer: &mut String) -> bool {
        if self.words.is_empty() {
            return true;
        }
        fold_into(name, buffer);
        self.words.iter().all(|word| buffer.contains(word.as_str()))
    }
}

/// The view of everything.
pub const ALL: &str = "All";
/// The view of the user's day.
pub const TODAY: &str = "Today";
/// The view of what the user keeps.
pub const FAVOURITES: &str = "Favourites";

/// The name of the group of the sources that are in none, beside other groups or alone.
#[must_use]
pub fn ungrouped(is_alone: bool) -> &'static str {
    if is_alone { "Sources" } else { "Other sources" }
}

/// The groups in the order in which the configuration names them, then what is in none.
fn groups(sources: &[Source], folded: &BTreeSet<GroupName>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut ungrouped = Group::default();
    for (index, source) in sources.iter().enumerate() {
        for name in &source.groups {
            let place = *places.entry(name).or_insert_with(|| {
                groups.push(Group {
                    name: Some(name.clone()),
                    ..Group::default()
                });
                groups.len() - 1
            });
            let group = &mut groups[place];
            // A source may name a group twice.
            if group.members.last() != Some(&index) {
                group.members.push(index);
                group.unread += source.unread;
            }
        }
        if source.groups.is_empty() {
            ungrouped.members.push(index);
            ungrouped.unread += source.unread;
        }
    }
    if !ungrouped.members.is_empty() {
        groups.push(ungrouped);
    }
    for group in &mut groups {
        group.is_folded = folded.contains(&group.name);
    }
    groups
}

fn troubles(sources: &[Source], now: Timestamp) -> Troubles {
    let mut troubles = Troubles::default();
    for source in sources {
        match Verdict::of(source, now) {
            Verdict::Gone | Verdict::Failing => troubles.failing += 1,
            Verdict::Quiet => troubles.quiet += 1,
            Verdict::Paused => troubles.off += 1,
            Verdict::Offline | Verdict::Moved | Verdict::NeverAsked | Verdict::Fine => {}
        }
    }
    troubles
}

#[cfg(test)]
mod tests;
