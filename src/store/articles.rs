//! Clean articles, as JSON beside the headlines, so that what was read once is read offline.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{from_stored, to_json, to_stored};
use super::connection::Store;
use super::error::{Result, StoreError};
use super::headlines::{find_link, link_hash};
use super::{search, sources};
use crate::ingest::prepared::{SUMMARY, UNTITLED, searched};
use crate::ingest::teaser::teaser;
use crate::markup::address::normalise;
use crate::markup::clean;
use crate::model::{Article, HeadlineId};
use crate::text::reading_time;

impl Store {
    /// The stored article. One that another version wrote in a form that this one cannot read
    /// counts as not stored: it is fetched again.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn article(&self, id: HeadlineId) -> Result<Option<Article>> {
        self.read(|sql| stored(sql, id.0))
    }

    /// When the stored article was downloaded.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn article_saved_at(&self, id: HeadlineId) -> Result<Option<Timestamp>> {
        self.read(|sql| Ok(saved_at(sql, id.0)?.map(from_stored)))
    }

    /// Stores the article of a headline and makes its text searchable. An article without text
    /// never replaces one with text.
    ///
    /// # Errors
    /// There is no such headline, or the database cannot be written.
    pub fn save_article(
        &mut self,
        id: HeadlineId,
        article: &Article,
        now: Timestamp,
    ) -> Result<()> {
        let searched = self.read(|sql| Searched::read(sql, id.0).optional())?;
        let searched = searched.ok_or(StoreError::Missing(id))?;
        let words = searched.words(Some(article));
        let saved = self.write(|sql| {
            let version = version(sql, id.0).optional()?;
            if version.is_some() && put(sql, id.0, article, now)? {
                match version == Some(searched.version) {
                    true => search::put(sql, id.0, &words)?,
                    false => Searched::read(sql, id.0)?.index(sql, id.0, Some(article))?,
                }
            }
            Ok(version.is_some())
        })?;
        saved.then_some(()).ok_or(StoreError::Missing(id))
    }

    /// Stores an article that was opened by its address. When a headline links to the address the
    /// article becomes that headline's; else it gets a headline outside all sources, which no
    /// list but the favourites shows.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn keep_page(
        &mut self,
        url: &str,
        article: &Article,
        now: Timestamp,
    ) -> Result<HeadlineId> {
        self.write(|sql| {
            let id = match find_link(sql, url)? {
                Some(known) => known.0,
                None => insert_page(sql, url, article, now)?,
            };
            save(sql, id, article, now)?;
            Ok(HeadlineId(id))
        })
    }
}

/// What of a headline is searched. It is read before a transaction begins where that may be:
/// others wait for its end, and the HTML of a body takes time.
pub(super) struct Searched {
    version: i64,
    title: String,
    summary: String,
    body: String,
}

impl Searched {
    pub(super) fn read(sql: &Connection, id: i64) -> rusqlite::Result<Self> {
        sql.prepare_cached(
            "SELECT hash, title, summary, html FROM headline LEFT JOIN body USING (id) \
             WHERE id = ?1",
        )?
        .query_row([id], |row| {
            let html: Option<String> = row.get(3)?;
            Ok(Self {
                version: row.get(0)?,
                title: row.get(1)?,
                summary: row.get(2)?,
                body: html.as_deref().map_or_else(String::new, searched),
            })
        })
    }

    fn words(&self, article: Option<&Article>) -> String {
        let article = article.map_or_else(String::new, text_of);
        search::indexed(&[&self.title, &self.summary, &article, &self.body])
    }

    /// Indexes the headline with its article.
    pub(super) fn index(
        &self,
        sql: &Connection,
        id: i64,
        article: Option<&Article>,
    ) -> rusqlite::Result<()> {
        search::put(sql, id, &self.words(article))
    }
}

/// Which text of a feed a headline has.
fn version(sql: &Connection, id: i64) -> rusqlite::Result<i64> {
    sql.prepare_cached("SELECT hash FROM headline WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
}

/// What of an article is searched.
fn text_of(article: &Article) -> String {
    let dek = article.dek.as_deref().unwrap_or_default();
    // Words are searched for as they are read.
    clean::text(&format!("{} {dek} {}", article.title, article.text()))
}

/// What of a stored article is searched.
pub(super) fn text_of_json(json: Option<&str>) -> String {
    let article = json.and_then(|json| serde_json::from_str(json).ok());
    article.as_ref().map_or_else(String::new, text_of)
}

pub(super) fn stored(sql: &Connection, id: i64) -> rusqlite::Result<Option<Article>> {
    let json: Option<String> = sql
        .prepare_cached("SELECT json FROM article WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

pub(super) fn saved_at(sql: &Connection, id: i64) -> rusqlite::Result<Option<i64>> {
    sql.prepare_cached("SELECT saved_at FROM article WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// Writes an article, unless it is an empty one in the place of a text.
fn put(sql: &Connection, id: i64, article: &Article, now: Timestamp) -> rusqlite::Result<bool> {
    if article.is_empty() && stored(sql, id)?.is_some_and(|stored| !stored.is_empty()) {
        return Ok(false);
    }
    sql.prepare_cached(
        "INSERT INTO article (id, saved_at, json, minutes) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (id) DO UPDATE SET saved_at = ?2, json = ?3, minutes = ?4",
    )?
    .execute(params![
        id,
        to_stored(now),
        to_json(article)?,
        u32::try_from(reading_time::minutes(article)).unwrap_or(u32::MAX)
    ])?;
    Ok(true)
}

pub(super) fn save(
    sql: &Connection,
    id: i64,
    article: &Article,
    now: Timestamp,
) -> rusqlite::Result<()> {
    if put(sql, id, article, now)? {
        Searched::read(sql, id)?.index(sql, id, Some(article))?;
    }
    Ok(())
}

/// A page that was pruned comes back under its old id, with what the user did to it.
pub(super) fn insert_page(
    sql: &Connection,
    url: &str,
    article: &Article,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    let source = sources::pages(sql)?;
    let key = normalise(url);
    let pruned: Option<i64> = sql
        .prepare_cached("DELETE FROM pruned WHERE source = ?1 AND key = ?2 RETURNING id")?
        .query_row(params![source, key], |row| row.get(0))
        .optional()?;
    let title = article.title.trim();
    let published = article.published.map_or(now, |published| published.at);
    let summary = match &article.dek {
        Some(dek) => teaser(dek, SUMMARY),
        None => teaser(&article.text(), SUMMARY),
    };
    sql.prepare_cached(
        "INSERT INTO headline (id, source, key, hash, published, first_seen, title, link, \
         link_hash, author, summary, is_read) VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6, ?7, ?8, ?9, ?10, \
         coalesce((SELECT is_read FROM user_state WHERE id = ?1), 0))",
    )?
    .execute(params![
        pruned,
        source,
        key,
        to_stored(published),
        to_stored(now),
        if title.is_empty() { UNTITLED } else { title },
        url,
        link_hash(&key),
        (!article.byline.is_empty()).then(|| article.byline.join(", ")),
        summary,
    ])?;
    Ok(sql.last_insert_rowid())
}
