//! A feed as it goes to the store: its entries with their keys, and what is shown and searched
//! of each. The store only writes it.

use super::identity::shared::{Family, families};
use super::teaser::teaser;
use super::{enclosure, identity};
use crate::model::{Entry, ParsedFeed};

/// Characters of a summary.
pub(crate) const SUMMARY: usize = 300;
/// Characters of a body that are searched.
const SEARCHED: usize = 100_000;
/// Shown for an entry without a title.
pub(crate) const UNTITLED: &str = "(untitled)";

/// A feed whose entries have their keys.
#[derive(Debug, Clone, PartialEq)]
pub struct PreparedFeed {
    /// What it says of itself; the entries have moved to `families`.
    pub about: ParsedFeed,
    /// Its entries by their ids, each once.
    pub families: Vec<Family>,
}

impl From<ParsedFeed> for PreparedFeed {
    fn from(mut feed: ParsedFeed) -> Self {
        let entries = std::mem::take(&mut feed.entries);
        Self {
            about: feed,
            families: families(entries),
        }
    }
}

impl PreparedFeed {
    /// Its own title.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let title = self.about.title.as_deref().map(str::trim);
        title.filter(|title| !title.is_empty())
    }

    /// Its entries; those that share an id follow each other.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let members = self.families.iter().flat_map(|family| &family.members);
        members.map(|member| &member.entry)
    }
}

/// What is kept of an entry's texts. Reading their HTML takes longer than all else, so it is not
/// done for an entry that says what it said before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryTexts {
    /// Never empty.
    pub title: String,
    /// Plain; empty when the entry has no text.
    pub summary: String,
    /// The body with the entry's files behind it, if it has files.
    with_files: Option<String>,
}

impl EntryTexts {
    /// Of an entry.
    #[must_use]
    pub(crate) fn of(entry: &Entry) -> Self {
        let body = body(entry);
        let teased = stated(entry.summary_html.as_deref()).or(body);
        let title = entry.title.trim();
        Self {
            title: match title.is_empty() {
                true => untitled(entry.link.as_deref()),
                false => title.to_owned(),
            },
            summary: teased.map_or_else(String::new, |html| teaser(html, SUMMARY)),
            with_files: with_files(body, entry),
        }
    }

    /// The body that is stored of that entry: HTML as the feed gave it, and the entry's files.
    #[must_use]
    pub(crate) fn body<'a>(&'a self, entry: &'a Entry) -> Option<&'a str> {
        self.with_files.as_deref().or_else(|| body(entry))
    }
}

/// What of an entry's own text is searched.
#[must_use]
pub(crate) fn searched_text(entry: &Entry) -> String {
    body(entry).map_or_else(String::new, searched)
}

/// What of a body is searched.
#[must_use]
pub(crate) fn searched(html: &str) -> String {
    teaser(html, SEARCHED)
}

/// What an entry without a title is called: as the end of its address is, if that has words.
#[must_use]
pub(crate) fn untitled(link: Option<&str>) -> String {
    let words = link.and_then(identity::words);
    words.unwrap_or_else(|| UNTITLED.to_owned())
}

fn body(entry: &Entry) -> Option<&str> {
    stated(entry.content_html.as_deref()).or(stated(entry.summary_html.as_deref()))
}

fn with_files(body: Option<&str>, entry: &Entry) -> Option<String> {
    let files = enclosure::paragraphs(&entry.enclosures);
    match body {
        _ if files.is_empty() => None,
        // Lines that stand in no element are a paragraph of their own.
        Some(html) => Some(format!("<div>{html}</div>\n{files}")),
        None => Some(files),
    }
}

/// A text that says something.
#[must_use]
pub(crate) fn stated(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}
