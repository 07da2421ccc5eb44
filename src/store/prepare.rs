//! What is to be written of a downloaded feed: keys, hashes and texts, computed before the
//! transaction begins, so that the lock is held for the writing alone.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::fingerprint::Fingerprint;
use super::to_stored;
use crate::ingest::{self, identity};
use crate::model::{Entry, ParsedFeed, SourceId};

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
    pub key: String,
    pub hash: i64,
    pub title: &'a str,
    pub link: Option<&'a str>,
    pub author: Option<&'a str>,
    pub published: i64,
    pub summary: String,
    pub html: Option<&'a str>,
    pub text: String,
}

/// What is stored under a key.
pub(super) enum Known {
    Nothing,
    Headline { id: i64, hash: i64 },
    Pruned { id: i64, hash: i64, published: i64 },
}

/// Each entry with its key and hash; of two with the same key the first.
pub(super) fn keys(feed: &ParsedFeed) -> Vec<(String, i64, &Entry)> {
    let mut seen = HashSet::new();
    feed.entries
        .iter()
        .map(|entry| (identity::key(entry), hash(entry), entry))
        .filter(|(key, ..)| seen.insert(key.clone()))
        .collect()
}

/// The hash of all that is stored of an entry. Its dates are not part: the first one is kept.
pub(super) fn hash(entry: &Entry) -> i64 {
    Fingerprint::new()
        .field(Some(&entry.title))
        .field(entry.link.as_deref())
        .field(entry.author.as_deref())
        .field(entry.summary_html.as_deref())
        .field(entry.content_html.as_deref())
        .to_stored()
}

/// The entries that are new or say something else.
pub(super) fn prepare<'a>(
    sql: &Connection,
    source: SourceId,
    keys: &[(String, i64, &'a Entry)],
    now: Timestamp,
) -> rusqlite::Result<Vec<Prepared<'a>>> {
    let mut prepared = Vec::new();
    for (place, (key, hash, entry)) in keys.iter().enumerate() {
        match known(sql, source, key)? {
            Known::Headline { hash: stored, .. } | Known::Pruned { hash: stored, .. }
                if stored == *hash => {}
            _ => prepared.push(prepare_entry(key, *hash, entry, (place, now))),
        }
    }
    Ok(prepared)
}

pub(super) fn prepare_entry<'a>(
    key: &str,
    hash: i64,
    entry: &'a Entry,
    (place, now): (usize, Timestamp),
) -> Prepared<'a> {
    let html = text_of(entry.content_html.as_deref()).or(text_of(entry.summary_html.as_deref()));
    let teased = text_of(entry.summary_html.as_deref()).or(html);
    let title = entry.title.trim();
    Prepared {
        key: key.to_owned(),
        hash,
        title: if title.is_empty() { UNTITLED } else { title },
        link: text_of(entry.link.as_deref()),
        author: text_of(entry.author.as_deref()),
        published: published(entry, place, now),
        summary: teased
            .map(|html| ingest::teaser(html, TEASER))
            .unwrap_or_default(),
        html,
        text: html
            .map(|html| ingest::teaser(html, SEARCHED))
            .unwrap_or_default(),
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

pub(super) fn known(sql: &Connection, source: SourceId, key: &str) -> rusqlite::Result<Known> {
    let headline = sql
        .prepare_cached("SELECT id, hash FROM headline WHERE source = ?1 AND key = ?2")?
        .query_row(params![source.0, key], |row| {
            Ok(Known::Headline {
                id: row.get(0)?,
                hash: row.get(1)?,
            })
        })
        .optional()?;
    if let Some(headline) = headline {
        return Ok(headline);
    }
    let pruned = sql
        .prepare_cached("SELECT id, hash, published FROM pruned WHERE source = ?1 AND key = ?2")?
        .query_row(params![source.0, key], |row| {
            Ok(Known::Pruned {
                id: row.get(0)?,
                hash: row.get(1)?,
                published: row.get(2)?,
            })
        })
        .optional()?;
    Ok(pruned.unwrap_or(Known::Nothing))
}
