//! A feed and its entries while they are read: several elements may offer the same field,
//! and the one that says it best is kept.

use jiff::Timestamp;
use memchr::memchr2;
use url::Url;

use super::content::Text;
use super::person::person;
use crate::dates;
use crate::ingest::identity;
use crate::ingest::teaser::{first_teaser, shorten, teaser};
use crate::markup::clean;
use crate::model::headline::{Enclosure, Entry, Pacing, ParsedFeed};

/// Lists of one entry are cut at this length.
const MAX_LIST: usize = 64;
/// Longest id that is kept as it is, in bytes; longer ones become a digest.
const MAX_ID: usize = 1_024;
/// Length of a title made from the text, in characters.
const TITLE_FROM_TEXT: usize = 100;

/// A value with the rank of the element that offered it.
#[derive(Debug, Default)]
pub(super) struct Slot<T> {
    value: Option<T>,
    rank: u8,
}

impl<T> Slot<T> {
    /// Keeps the value if its rank is higher than that of the present one.
    pub(super) fn put(&mut self, rank: u8, value: Option<T>) {
        if value.is_some() && (self.value.is_none() || rank > self.rank) {
            self.value = value;
            self.rank = rank;
        }
    }

    /// As [`Slot::put`], but the last among equals wins: a date that is stated again is a
    /// correction.
    pub(super) fn put_last(&mut self, rank: u8, value: Option<T>) {
        if value.is_some() && rank >= self.rank {
            self.value = value;
            self.rank = rank;
        }
    }

    /// Whether there is a value.
    pub(super) fn is_set(&self) -> bool {
        self.value.is_some()
    }
}

/// What a feed and an entry have in common.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub title: Slot<String>,
    /// The title as it stands in the key of an entry without an id.
    key_title: Slot<String>,
    pub link: Slot<String>,
    pub summary: Slot<String>,
    pub content: Slot<String>,
    pub id: Slot<String>,
    pub published: Slot<Timestamp>,
    pub updated: Slot<Timestamp>,
    pub language: Slot<String>,
    pub thumbnail: Slot<String>,
    pub enclosures: Vec<Enclosure>,
    /// How long its sound or film is.
    pub seconds: Option<u64>,
    pub categories: Vec<String>,
    authors: Vec<String>,
    author_rank: u8,
    pub ttl_minutes: Option<i64>,
    pub update_period: Option<i64>,
    pub update_frequency: Option<i64>,
    pub skip_hours: Vec<u8>,
    pub skip_days: Vec<u8>,
}

impl Draft {
    /// Adds an author; only those of the best rank are kept.
    pub(super) fn author(&mut self, rank: u8, name: &str) {
        let name = person(name);
        if name.is_empty() || rank < self.author_rank {
            return;
        }
        if rank > self.author_rank {
            self.authors.clear();
            self.author_rank = rank;
        }
        if !self.authors.contains(&name) && self.authors.len() < MAX_LIST {
            self.authors.push(name);
        }
    }

    /// Adds a label.
    pub(super) fn category(&mut self, label: &str) {
        let label = clean::line(label);
        if !label.is_empty()
            && !self.categories.contains(&label)
            && self.categories.len() < MAX_LIST
        {
            self.categories.push(label);
        }
    }

    /// Adds an attached file.
    pub(super) fn enclosure(&mut self, enclosure: Enclosure) {
        let known = self
            .enclosures
            .iter()
            .any(|other| other.url == enclosure.url);
        if !known && self.enclosures.len() < MAX_LIST {
            self.enclosures.push(enclosure);
        }
    }

    /// Sets the title from a text construct.
    pub(super) fn title(&mut self, rank: u8, text: Text) {
        let text = text.decoded();
        let is_plain = memchr2(b'<', b'&', text.buffer.as_bytes()).is_none();
        let first = (!is_plain).then(|| text.first_reading());
        let plain = text.into_plain();
        let first = first.unwrap_or_else(|| plain.clone());
        let some = |title| Some(shorten(title)).filter(|title| !title.is_empty());
        self.title.put(rank, some(plain));
        self.key_title.put(rank, some(first));
    }

    /// Whether there is enough to show.
    pub(super) fn is_worth_keeping(&self) -> bool {
        self.title.is_set() || self.link.is_set() || self.summary.is_set() || self.content.is_set()
    }

    /// Whether there is nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        let dated = self.published.is_set() || self.updated.is_set() || self.id.is_set();
        let lists = [
            self.authors.len(),
            self.categories.len(),
            self.enclosures.len(),
        ];
        !(self.is_worth_keeping() || dated || lists.iter().any(|length| *length > 0))
    }

    /// Keeps a description; a second one of an entry is its text.
    pub(super) fn describe(&mut self, rank: u8, html: Option<String>) {
        match html {
            Some(html) if rank >= 5 && self.summary.rank >= 5 && self.summary.is_set() => {
                self.content.put(1, Some(html));
            }
            html => self.summary.put(rank, html),
        }
    }

    /// The finished entry.
    pub(super) fn into_entry(self) -> Entry {
        let by_link = !self.id.is_set() && self.link.is_set();
        let text = self.summary.value.as_ref().or(self.content.value.as_ref());
        let of_text = || text.map(|html| teaser(html, TITLE_FROM_TEXT));
        let id = self.id.value.unwrap_or_else(|| {
            let link = self.link.value.as_deref().unwrap_or_default();
            let first = || text.map(|html| first_teaser(html, TITLE_FROM_TEXT));
            let title = self.key_title.value.or_else(first);
            identity::digest(&[link, &title.unwrap_or_default()])
        });
        let title = self.title.value.or_else(of_text).unwrap_or_default();
        let mut enclosures = self.enclosures;
        if let Some(first) = enclosures.iter_mut().find(|file| !file.is_image()) {
            first.seconds = first.seconds.or(self.seconds);
        }
        let link = self.link.value.or_else(|| main_file(&enclosures));
        let image = || {
            let image = enclosures.iter().find(|file| file.is_image());
            image.map(|file| file.url.clone())
        };
        Entry {
            id,
            by_link,
            title,
            thumbnail: self.thumbnail.value.or_else(image),
            link,
            published: self.published.value.or(self.updated.value),
            updated: self.updated.value,
            author: Some(self.authors.join(", ")).filter(|author| !author.is_empty()),
            summary_html: self.summary.value,
            content_html: self.content.value,
            enclosures,
            categories: self.categories,
        }
    }

    /// The finished feed.
    pub(super) fn into_feed(
        self,
        format: &str,
        mut entries: Vec<Entry>,
        damage: Option<String>,
    ) -> ParsedFeed {
        // RFC 4287, 4.2.1: the authors of a feed are those of an entry that names none.
        let authors = self.authors.join(", ");
        if !authors.is_empty() {
            for entry in &mut entries {
                entry.author.get_or_insert_with(|| authors.clone());
            }
        }
        apart_from_home(self.link.value.as_deref(), &mut entries);
        let period = self
            .update_period
            .map(|seconds| seconds / self.update_frequency.unwrap_or(1).max(1));
        ParsedFeed {
            format: format.to_owned(),
            title: self.title.value,
            link: self.link.value,
            description: self.summary.value,
            language: self.language.value,
            entries,
            pacing: Pacing {
                gap_seconds: self.ttl_minutes.map(|minutes| minutes * 60).max(period),
                skip_hours: self.skip_hours,
                skip_days: self.skip_days,
            },
            damage,
        }
    }
}

/// A link to the feed's own page is that of whatever stands there today, also where a download
/// holds one entry alone.
fn apart_from_home(home: Option<&str>, entries: &mut [Entry]) {
    let Some(home) = home.map(identity::address_key) else {
        return;
    };
    for entry in entries.iter_mut().filter(|entry| entry.by_link) {
        let link = entry.link.as_deref().map(identity::address_key);
        entry.by_link = link.as_ref() != Some(&home);
    }
}

/// The attached file that is what an entry without a page is about.
fn main_file(enclosures: &[Enclosure]) -> Option<String> {
    let file = enclosures.iter().find(|file| !file.is_image());
    file.or(enclosures.first()).map(|file| file.url.clone())
}

/// A date; the beginning of 1970 is what programs write that know none.
pub(super) fn date(text: &str) -> Option<Timestamp> {
    dates::strict(text).filter(|at| *at != Timestamp::UNIX_EPOCH)
}

/// An id as it is kept; relative ones are resolved.
pub(crate) fn id(raw: &str, base: Option<&Url>) -> Option<String> {
    let id = clean::line(raw);
    if id.is_empty() {
        return None;
    }
    if id.len() > MAX_ID {
        return Some(identity::digest(&[&id]));
    }
    // Only what has the form of a relative path; most other ids without a scheme are opaque.
    let relative = id.starts_with('/') || (id.contains('/') && !id.contains([':', ' ']));
    match base
        .filter(|_| relative)
        .and_then(|base| base.join(&id).ok())
    {
        Some(absolute) => Some(absolute.into()),
        None => Some(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_rank_wins_and_the_first_among_equals() {
        let mut slot = Slot::default();
        slot.put(2, Some("a"));
        slot.put(2, Some("b"));
        assert_eq!(slot.value, Some("a"));
        slot.put(3, Some("c"));
        slot.put(1, Some("d"));
        slot.put(9, None);
        assert_eq!(slot.value, Some("c"));
    }
}
