//! Clean articles, as JSON beside the headlines, so that what was read once is read offline.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::apply::reindex;
use super::headlines::{find_link, link_hash};
use super::prepare::{TEASER, UNTITLED};
use super::sources::{self, to_json};
use super::{Result, Store, StoreError, from_stored, to_stored};
use crate::ingest::{self, clean, identity};
use crate::model::{Article, HeadlineId};

impl Store {
    /// The stored article. One that another version wrote in a form that this one cannot read
    /// counts as not stored: it is fetched again.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn article(&self, id: HeadlineId) -> Result<Option<Article>> {
        let json: Option<String> = self.read(|sql| {
            sql.prepare_cached("SELECT json FROM article WHERE id = ?1")?
                .query_row([id.0], |row| row.get(0))
                .optional()
        })?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// When the stored article was downloaded.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn article_saved_at(&self, id: HeadlineId) -> Result<Option<Timestamp>> {
        self.read(|sql| {
            sql.prepare_cached("SELECT saved_at FROM article WHERE id = ?1")?
                .query_row([id.0], |row| row.get(0).map(from_stored))
                .optional()
        })
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
        let saved = self.write(|sql| {
            let exists: bool = sql
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM headline WHERE id = ?1)")?
                .query_row([id.0], |row| row.get(0))?;
            if exists {
                save(sql, id.0, article, now)?;
            }
            Ok(exists)
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

/// What of a stored article is searched.
pub(super) fn text_of(json: Option<&str>) -> String {
    let article: Option<Article> = json.and_then(|json| serde_json::from_str(json).ok());
    article
        .map(|article| {
            let dek = article.dek.as_deref().unwrap_or_default();
            let text = format!("{} {dek} {}", article.title, article.text());
            // Words are searched for as they are read.
            clean::text(&text)
        })
        .unwrap_or_default()
}

pub(super) fn save(
    sql: &Connection,
    id: i64,
    article: &Article,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let stored: Option<String> = sql
        .prepare_cached("SELECT json FROM article WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let stored: Option<Article> = stored.and_then(|json| serde_json::from_str(&json).ok());
    if article.is_empty() && stored.is_some_and(|stored| !stored.is_empty()) {
        return Ok(());
    }
    sql.prepare_cached(
        "INSERT INTO article (id, saved_at, json) VALUES (?1, ?2, ?3) \
         ON CONFLICT (id) DO UPDATE SET saved_at = ?2, json = ?3",
    )?
    .execute(params![id, to_stored(now), to_json(article)?])?;
    reindex(sql, id)
}

/// A page that was pruned comes back under its old id, with what the user did to it.
pub(super) fn insert_page(
    sql: &Connection,
    url: &str,
    article: &Article,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    let source = sources::pages(sql)?;
    let key = identity::normalise(url);
    let pruned: Option<i64> = sql
        .prepare_cached("DELETE FROM pruned WHERE source = ?1 AND key = ?2 RETURNING id")?
        .query_row(params![source, key], |row| row.get(0))
        .optional()?;
    let title = article.title.trim();
    let published = article.published.map_or(now, |published| published.at);
    let summary = match &article.dek {
        Some(dek) => ingest::teaser(dek, TEASER),
        None => ingest::teaser(&article.text(), TEASER),
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
