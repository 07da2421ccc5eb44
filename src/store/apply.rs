//! A downloaded feed becomes headlines: one transaction a source, and nothing at all is written
//! for an entry that says what it said before.
//!
//! Keys, hashes and texts are computed before the transaction begins, so that the lock is held
//! for the writing alone.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::fingerprint::Fingerprint;
use super::headlines::link_hash;
use super::{Changes, Result, Store, StoreError, search, sources, to_stored};
use crate::ingest::{self, identity};
use crate::model::{Entry, FetchState, HeadlineId, ParsedFeed, SourceId};

/// Characters of a teaser.
pub(super) const TEASER: usize = 300;

/// Characters of a body that are searched.
const SEARCHED: usize = 100_000;

/// Shown for an entry without a title.
pub(super) const UNTITLED: &str = "(untitled)";

/// A date further ahead than any zone error (UTC+14 and UTC-12 are 26 h apart) is a mistake, and
/// would hold its entry at the top of every list for ever: the time of arrival counts instead.
const LATEST: SignedDuration = SignedDuration::from_hours(26);

/// An entry that must be written, with all that costs time already done.
struct Prepared<'a> {
    key: String,
    hash: i64,
    title: &'a str,
    link: Option<&'a str>,
    author: Option<&'a str>,
    published: i64,
    summary: String,
    html: Option<&'a str>,
    text: String,
}

/// What is stored under a key.
enum Known {
    Nothing,
    Headline { id: i64, hash: i64 },
    Pruned { id: i64, hash: i64, published: i64 },
}

enum Written {
    New(HeadlineId),
    Updated,
    Unchanged,
}

impl Store {
    /// Stores what a download of a source yielded: the feed, if there was one, and the state, in
    /// one transaction. A known entry keeps its id, its published time and all that the user did
    /// with it; one without a date gets `now` less its place in the feed in seconds. What was
    /// pruned stays away until the feed says something else in it.
    ///
    /// # Errors
    /// There is no such source, or the database cannot be written; then nothing is stored.
    pub fn apply(
        &mut self,
        id: SourceId,
        feed: Option<&ParsedFeed>,
        state: &FetchState,
        now: Timestamp,
    ) -> Result<Changes> {
        let keys = feed.map(keys).unwrap_or_default();
        let prepared = self.read(|sql| prepare(sql, id, &keys, now))?;
        let changes = self.write(|sql| {
            if !sources::save_state(sql, id, state)? {
                return Ok(None);
            }
            let Some(feed) = feed else {
                return Ok(Some(Changes::default()));
            };
            sources::save_title(sql, id, feed)?;
            forget_pruned(sql, id, &keys)?;
            let mut changes = Changes::default();
            // The feed's first entry is stored last: of two with the same time, the higher id is
            // shown first.
            for entry in prepared.iter().rev() {
                match write(sql, id, entry, now)? {
                    Written::New(id) => changes.new.push(id),
                    Written::Updated => changes.updated += 1,
                    Written::Unchanged => {}
                }
            }
            changes.new.reverse();
            Ok(Some(changes))
        })?;
        changes.ok_or(StoreError::MissingSource(id))
    }
}

/// Each entry with its key and hash; of two with the same key the first.
fn keys(feed: &ParsedFeed) -> Vec<(String, i64, &Entry)> {
    let mut seen = HashSet::new();
    feed.entries
        .iter()
        .map(|entry| (identity::key(entry), hash(entry), entry))
        .filter(|(key, ..)| seen.insert(key.clone()))
        .collect()
}

/// The hash of all that is stored of an entry. Its dates are not part: the first one is kept.
fn hash(entry: &Entry) -> i64 {
    Fingerprint::new()
        .field(Some(&entry.title))
        .field(entry.link.as_deref())
        .field(entry.author.as_deref())
        .field(entry.summary_html.as_deref())
        .field(entry.content_html.as_deref())
        .to_stored()
}

/// The entries that are new or say something else.
fn prepare<'a>(
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

fn prepare_entry<'a>(
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

fn known(sql: &Connection, source: SourceId, key: &str) -> rusqlite::Result<Known> {
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

/// Looks again, since another process may have written since [`prepare`] looked.
fn write(
    sql: &Connection,
    source: SourceId,
    entry: &Prepared<'_>,
    now: Timestamp,
) -> rusqlite::Result<Written> {
    match known(sql, source, &entry.key)? {
        Known::Headline { hash, .. } | Known::Pruned { hash, .. } if hash == entry.hash => {
            Ok(Written::Unchanged)
        }
        Known::Headline { id, .. } => {
            update(sql, id, entry)?;
            Ok(Written::Updated)
        }
        Known::Pruned { id, published, .. } => {
            sql.prepare_cached("DELETE FROM pruned WHERE id = ?1")?
                .execute([id])?;
            insert(sql, source, entry, (Some(id), published, now))?;
            Ok(Written::New(HeadlineId(id)))
        }
        Known::Nothing => {
            let id = insert(sql, source, entry, (None, entry.published, now))?;
            Ok(Written::New(HeadlineId(id)))
        }
    }
}

fn insert(
    sql: &Connection,
    source: SourceId,
    entry: &Prepared<'_>,
    (id, published, now): (Option<i64>, i64, Timestamp),
) -> rusqlite::Result<i64> {
    sql.prepare_cached(
        "INSERT INTO headline (id, source, key, hash, published, first_seen, title, link, \
         link_hash, author, summary, is_read) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, \
         ?11, coalesce((SELECT is_read FROM user_state WHERE id = ?1), 0))",
    )?
    .execute(params![
        id,
        source.0,
        entry.key,
        entry.hash,
        published,
        to_stored(now),
        entry.title,
        entry.link,
        entry.link.map(|link| link_hash(&identity::normalise(link))),
        entry.author,
        entry.summary,
    ])?;
    let id = sql.last_insert_rowid();
    if let Some(html) = entry.html {
        sql.prepare_cached("INSERT INTO body (id, html) VALUES (?1, ?2)")?
            .execute(params![id, html])?;
    }
    search::index(sql, id, &[entry.title, &entry.summary, &entry.text])?;
    Ok(id)
}

/// An update that carries no text leaves the stored text alone: feeds drop bodies, readers do not.
fn update(sql: &Connection, id: i64, entry: &Prepared<'_>) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "UPDATE headline SET hash = ?2, title = ?3, link = coalesce(?4, link), \
         link_hash = coalesce(?5, link_hash), author = coalesce(?6, author), \
         summary = CASE WHEN ?7 = '' THEN summary ELSE ?7 END WHERE id = ?1",
    )?
    .execute(params![
        id,
        entry.hash,
        entry.title,
        entry.link,
        entry.link.map(|link| link_hash(&identity::normalise(link))),
        entry.author,
        entry.summary,
    ])?;
    if let Some(html) = entry.html {
        sql.prepare_cached(
            "INSERT INTO body (id, html) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET html = ?2",
        )?
        .execute(params![id, html])?;
    }
    reindex(sql, id)
}

/// Indexes a stored headline with all that is known of it.
pub(super) fn reindex(sql: &Connection, id: i64) -> rusqlite::Result<()> {
    let (title, summary, html, json): (String, String, Option<String>, Option<String>) = sql
        .prepare_cached(
            "SELECT title, summary, html, json FROM headline LEFT JOIN body USING (id) \
             LEFT JOIN article USING (id) WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    let text = html
        .map(|html| ingest::teaser(&html, SEARCHED))
        .unwrap_or_default();
    let article = super::articles::text_of(json.as_deref());
    search::index(sql, id, &[&title, &summary, &article, &text])
}

/// Forgets pruned entries that the feed no longer shows, unless the user did something with
/// them. An empty feed is more often an accident than an answer, and says nothing.
fn forget_pruned(
    sql: &Connection,
    source: SourceId,
    keys: &[(String, i64, &Entry)],
) -> rusqlite::Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let shown: HashSet<&str> = keys.iter().map(|(key, ..)| key.as_str()).collect();
    let mut pruned = sql.prepare_cached(
        "SELECT id, key FROM pruned WHERE source = ?1 \
         AND NOT EXISTS (SELECT 1 FROM user_state WHERE user_state.id = pruned.id)",
    )?;
    let mut rows = pruned.query([source.0])?;
    let mut gone: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        if !shown.contains(row.get_ref(1)?.as_str()?) {
            gone.push(row.get(0)?);
        }
    }
    for id in gone {
        sql.prepare_cached("DELETE FROM pruned WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}
