//! newsboat's `cache.db`: feeds and articles with their text, read state and flags. Only read,
//! never written, also while newsboat runs: batches are read with short statements, so that
//! newsboat never finds it locked for long.
//!
//! Its schema grew over the years (`src/cache.cpp` there); a column that is not there counts as
//! empty, one that is not known here is not looked at.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, Row, params};

use super::columns::count;
use super::reading::read_only;
use crate::ingest::import_formats::article::Foreign;

/// Articles of a batch.
const BATCH: usize = 200;
/// Bytes of a batch after which it ends.
const BATCH_BYTES: usize = 8 << 20;
/// Characters of a text that are read.
const MAX_TEXT: usize = 2_000_000;
/// Characters of every other field.
const MAX_FIELD: usize = 10_000;

/// Why a cache cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CacheError {
    /// A database of another program.
    #[error("{} is a database, but not newsboat's cache (it has no table rss_item with feedurl and title)", .0.display())]
    Foreign(PathBuf),
    /// newsboat died while it wrote.
    #[error("{} was left in the middle of a write; start newsboat and quit it, then import again", .0.display())]
    Unfinished(PathBuf),
    /// Anything else.
    #[error("cannot read {}: {cause}; quit newsboat and try again", path.display())]
    Sql {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
}

/// An open cache.
#[derive(Debug)]
pub(crate) struct Cache {
    connection: Connection,
    path: PathBuf,
    /// The statement that reads a batch.
    batch: String,
    deleted: &'static str,
    has_feeds: bool,
}

/// A feed of the cache that holds articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CachedFeed {
    /// As it stands in the `urls` file.
    pub url: String,
    /// Its web page.
    pub page: String,
    /// Its own title.
    pub title: String,
    /// How many articles it holds that are not deleted.
    pub articles: u64,
}

/// An article of the cache.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CachedArticle {
    /// It, unclean.
    pub article: Foreign,
    /// It was read.
    pub read: bool,
    /// Letters that the user gave it.
    pub flags: String,
}

/// Some articles of a feed.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// In the order of arrival.
    pub articles: Vec<CachedArticle>,
    /// Where the next batch goes on; `None` after the last.
    pub next: Option<i64>,
}

impl Cache {
    /// Opens a cache to read it.
    ///
    /// # Errors
    /// It is not newsboat's, or cannot be read.
    pub(crate) fn open(path: &Path) -> Result<Self, CacheError> {
        let failed = |cause| CacheError::from_sql(cause, path);
        let connection = read_only(path).map_err(failed)?;
        let items = columns(&connection, "rss_item").map_err(failed)?;
        if !["feedurl", "title"]
            .iter()
            .all(|name| items.contains(*name))
        {
            return Err(CacheError::Foreign(path.to_path_buf()));
        }
        let feeds = columns(&connection, "rss_feed").map_err(failed)?;
        let text = |name: &str, limit: usize| {
            if items.contains(name) {
                format!("substr(CAST({name} AS TEXT), 1, {limit})")
            } else {
                "NULL".to_owned()
            }
        };
        let number = |name: &str| {
            if items.contains(name) {
                name.to_owned()
            } else {
                "NULL".to_owned()
            }
        };
        // The plus keeps the planner from an index that all rows share.
        let deleted = if items.contains("deleted") {
            "+deleted = 0"
        } else {
            "1"
        };
        let batch = format!(
            "SELECT rowid, {}, {}, {}, {}, {}, {}, {}, {}, {}, {} FROM rss_item \
             WHERE feedurl = ?1 AND rowid > ?2 AND {deleted} ORDER BY rowid LIMIT {BATCH}",
            text("guid", MAX_FIELD),
            text("title", MAX_FIELD),
            text("author", MAX_FIELD),
            text("url", MAX_FIELD),
            text("content", MAX_TEXT),
            text("content_mime_type", MAX_FIELD),
            text("base", MAX_FIELD),
            number("pubDate"),
            number("unread"),
            text("flags", MAX_FIELD),
        );
        Ok(Self {
            connection,
            path: path.to_path_buf(),
            batch,
            deleted,
            has_feeds: ["rssurl", "url", "title"]
                .iter()
                .all(|name| feeds.contains(*name)),
        })
    }

    /// The feeds that hold articles, in the order in which newsboat first saw them.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn feeds(&self) -> Result<Vec<CachedFeed>, CacheError> {
        let known = if self.has_feeds {
            "SELECT rssurl, min(url) AS page, min(title) AS title, min(rowid) AS place \
             FROM rss_feed GROUP BY rssurl"
        } else {
            "SELECT NULL AS rssurl, NULL AS page, NULL AS title, 0 AS place"
        };
        let statement = format!(
            "SELECT CAST(feedurl AS TEXT), CAST(page AS TEXT), CAST(title AS TEXT), held FROM \
             (SELECT feedurl, count(*) AS held, min(rowid) AS first FROM rss_item \
              WHERE {} GROUP BY feedurl) \
             LEFT JOIN ({known}) ON rssurl = feedurl ORDER BY place IS NULL, place, first",
            self.deleted
        );
        self.read(|sql| {
            let mut rows = sql.prepare(&statement)?;
            rows.query_map([], |row| {
                Ok(CachedFeed {
                    url: string(row, 0)?,
                    page: string(row, 1)?,
                    title: string(row, 2)?,
                    articles: count(row.get(3)?),
                })
            })?
            .collect()
        })
    }

    /// Some articles of a feed, beginning after `after` (0 at first).
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn articles(&self, feed: &CachedFeed, after: i64) -> Result<Batch, CacheError> {
        self.read(|sql| {
            let mut rows = sql.prepare_cached(&self.batch)?;
            let mut rows = rows.query(params![feed.url, after])?;
            let mut batch = Batch::default();
            let mut bytes = 0;
            while let Some(row) = rows.next()? {
                let article = article(row, feed)?;
                bytes += article.article.content.len();
                batch.articles.push(article);
                // A full batch may be the last; then the next is empty.
                if batch.articles.len() == BATCH || bytes > BATCH_BYTES {
                    batch.next = Some(row.get(0)?);
                    break;
                }
            }
            Ok(batch)
        })
    }

    fn read<T>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, CacheError> {
        question(&self.connection).map_err(|cause| CacheError::from_sql(cause, &self.path))
    }
}

impl CacheError {
    fn from_sql(cause: rusqlite::Error, path: &Path) -> Self {
        let path = path.to_path_buf();
        match cause.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign(path),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Self::Unfinished(path),
            _ => Self::Sql { path, cause },
        }
    }
}

fn columns(sql: &Connection, table: &str) -> rusqlite::Result<HashSet<String>> {
    sql.prepare("SELECT name FROM pragma_table_info(?1)")?
        .query_map([table], |row| row.get(0))?
        .collect()
}

fn article(row: &Row<'_>, feed: &CachedFeed) -> rusqlite::Result<CachedArticle> {
    let base = string(row, 7)?;
    Ok(CachedArticle {
        article: Foreign {
            id: string(row, 1)?,
            title: string(row, 2)?,
            author: string(row, 3)?,
            link: string(row, 4)?,
            content: string(row, 5)?,
            mime: string(row, 6)?,
            base: if base.is_empty() {
                feed.page.clone()
            } else {
                base
            },
            published: number(row, 8)?.unwrap_or(0),
        },
        // Without the column nothing is known to be read.
        read: number(row, 9)? == Some(0),
        flags: string(row, 10)?,
    })
}

/// A text; what is no UTF-8 is mended, `NULL` is empty.
fn string(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(_) | ValueRef::Null => String::new(),
    })
}

/// A number, also one that was stored as text.
fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<i64>> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(at)? {
        ValueRef::Integer(number) => Some(number),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| text.trim().parse().ok()),
        _ => None,
    })
}
