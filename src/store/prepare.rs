//! What is to be written of a downloaded feed: keys, hashes and texts, computed before the
//! transaction begins, so that the lock is held for the writing alone.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use super::{family, to_stored};
use crate::hash::Fnv;
use crate::ingest::identity::shared::Family;
use crate::ingest::{self, enclosure, identity};
use crate::model::{Entry, SourceId};

/// Characters of a teaser.
pub(super) const TEASER: usize = 300;

/// Characters of a body that are searched.
pub(super) const SEARCHED: usize = 100_000;

/// Shown for an entry without a title.
pub(super) const UNTITLED: &str = "(untitled)";

/// A date further ahead than any zone error (UTC+14 and UTC-12 are 26 h apart) is a mistake, and
/// would hold its entry at the top of every list for ever: the time of arrival counts instead.
const LATEST: SignedDuration = SignedDuration::from_hours(26);

/// An entry that must be written, with all that costs time already done.
pub(super) struct Prepared<'a> {
    /// Of its family, and of it in the family.
    pub at: (usize, usize),
    /// In the feed.
    pub place: usize,
    pub hash: i64,
    pub title: Cow<'a, str>,
    pub link: Option<&'a str>,
    pub author: Option<&'a str>,
    pub published: i64,
    pub summary: String,
    pub html: Option<Cow<'a, str>>,
    pub text: String,
}

/// What is stored of an entry.
#[derive(Clone, Copy)]
pub(super) enum Known {
    Nothing,
    Headline {
        id: i64,
        hash: i64,
    },
    Pruned {
        id: i64,
        hash: i64,
        published: i64,
        /// The hash is of what an older program read: another one says nothing.
        is_read_anew: bool,
    },
}

/// What is to be written of a download.
#[derive(Default)]
pub(super) struct Work<'a> {
    pub entries: Vec<Prepared<'a>>,
    /// Pruned headlines that the feed still shows.
    pub pruned: HashSet<i64>,
}

/// The hash of all that is stored of an entry. Its dates are not part: the first one is kept.
pub(super) fn hash(entry: &Entry) -> i64 {
    let files = enclosure::paragraphs(&entry.enclosures);
    let said = Fnv::default()
        .field(Some(&entry.title))
        .field(entry.link.as_deref())
        .field(entry.author.as_deref())
        .field(entry.summary_html.as_deref())
        .field(entry.content_html.as_deref());
    match files.is_empty() {
        true => said.0.cast_signed(),
        false => said.field(Some(&files)).0.cast_signed(),
    }
}

/// The entries that are new or say something else.
pub(super) fn prepare<'a>(
    sql: &Connection,
    source: SourceId,
    families: &[Family<'a>],
    now: Timestamp,
) -> rusqlite::Result<Work<'a>> {
    let mut work = Work::default();
    for (family_at, family) in families.iter().enumerate() {
        let found = family::find(sql, source, family)?;
        for (at, (member, found)) in family.members.iter().zip(found).enumerate() {
            if let Known::Pruned { id, .. } = found.known {
                work.pruned.insert(id);
            }
            let hash = hash(member.entry);
            if !found.says(hash) {
                let prepared = prepare_entry(hash, member.entry, (member.place, now));
                work.entries.push(Prepared {
                    at: (family_at, at),
                    ..prepared
                });
            }
        }
    }
    Ok(work)
}

/// What an entry without a title is called: as the end of its address is, if that has words.
pub(super) fn untitled(link: Option<&str>) -> String {
    let words = link.and_then(identity::words);
    words.unwrap_or_else(|| UNTITLED.to_owned())
}

pub(super) fn prepare_entry(
    hash: i64,
    entry: &Entry,
    (place, now): (usize, Timestamp),
) -> Prepared<'_> {
    let html = text_of(entry.content_html.as_deref()).or(text_of(entry.summary_html.as_deref()));
    let teased = text_of(entry.summary_html.as_deref()).or(html);
    let title = entry.title.trim();
    Prepared {
        at: (0, 0),
        place,
        hash,
        title: match entry.link.as_deref() {
            _ if !title.is_empty() => Cow::Borrowed(title),
            link => untitled(link).into(),
        },
        link: text_of(entry.link.as_deref()),
        author: text_of(entry.author.as_deref()),
        published: published(entry, place, now),
        summary: teased
            .map(|html| ingest::teaser(html, TEASER))
            .unwrap_or_default(),
        html: with_files(html, entry),
        text: html
            .map(|html| ingest::teaser(html, SEARCHED))
            .unwrap_or_default(),
    }
}

/// The text with the entry's files behind it.
fn with_files<'a>(html: Option<&'a str>, entry: &Entry) -> Option<Cow<'a, str>> {
    let files = enclosure::paragraphs(&entry.enclosures);
    match html {
        html if files.is_empty() => html.map(Cow::Borrowed),
        // Lines that stand in no element are a paragraph of their own.
        Some(html) => Some(Cow::Owned(format!("<div>{html}</div>\n{files}"))),
        None => Some(Cow::Owned(files)),
    }
}

fn text_of(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

/// The stated time, else that of arrival, which falls with the place in the feed.
fn published(entry: &Entry, place: usize, now: Timestamp) -> i64 {
    let latest = now.saturating_add(LATEST).unwrap_or(Timestamp::MAX);
    let stated = entry.published.or(entry.updated);
    match stated.filter(|stated| *stated <= latest) {
        Some(stated) => to_stored(stated),
        None => to_stored(now) - i64::try_from(place).unwrap_or(0) * 1_000_000,
    }
}
