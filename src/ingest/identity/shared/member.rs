//! An entry of a download, and what tells it from others with its id.

use crate::hash;
use crate::ingest::identity::address_key;
use crate::model::Entry;

/// What tells entries with the same id apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Marks {
    pub(super) link: Option<u64>,
    pub(super) title: u64,
    /// Seconds since 1970.
    pub(super) date: Option<i64>,
}

impl Marks {
    /// Of a headline with this link, title and time.
    #[must_use]
    pub fn new(link: Option<&str>, title: &str, date: Option<i64>) -> Self {
        Self {
            link: link.map(|link| hash::of(address_key(link))),
            title: hash::of(title.trim()),
            date,
        }
    }

    pub(super) fn of(entry: &Entry) -> Self {
        let date = entry.published.or(entry.updated);
        let date = date.map(jiff::Timestamp::as_second);
        Self::new(entry.link.as_deref(), &entry.title, date)
    }
}

/// An entry of a download with what its headline is found by.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// It.
    pub entry: Entry,
    /// Its place in the feed.
    pub place: usize,
    pub(super) key: String,
    pub(super) marks: Marks,
}

impl Member {
    /// Its key when link and title were its id.
    pub(super) fn former(&self) -> Option<&str> {
        Some(self.entry.id.as_str()).filter(|_| self.entry.by_link)
    }
}
