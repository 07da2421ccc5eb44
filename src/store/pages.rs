//! The pages that articles were read from, so that they can be judged again without a network:
//! shown whole, explained, tried against a new rule. Fetched data: it may go at any time.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::to_stored;
use super::connection::Store;
use super::error::Result;
use crate::model::HeadlineId;

/// Pages of one site that are kept: the newest.
const PAGES_OF_A_SITE: i64 = 30;
/// All pages together, in bytes as stored.
const MAX_TOTAL: i64 = 64 << 20;
/// Longest page that is kept, in bytes of HTML.
const MAX_PAGE: usize = 4 << 20;

/// A page as it was downloaded, decoded and packed (RFC 1951).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPage {
    /// Host without `www.`, and port.
    pub authority: String,
    /// Its address after redirects.
    pub url: String,
    packed: Vec<u8>,
}

impl StoredPage {
    /// Packs a page, which takes some milliseconds; `None` when it is too long to keep.
    #[must_use]
    pub fn pack(authority: String, url: String, html: &str) -> Option<Self> {
        if html.len() > MAX_PAGE {
            return None;
        }
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(html.as_bytes()).ok()?;
        Some(Self {
            authority,
            url,
            packed: encoder.finish().ok()?,
        })
    }

    /// The HTML; `None` when what is stored is damaged.
    #[must_use]
    pub fn html(&self) -> Option<String> {
        let limit = MAX_PAGE as u64 + 1;
        let mut html = String::new();
        let mut decoder = DeflateDecoder::new(self.packed.as_slice()).take(limit);
        decoder.read_to_string(&mut html).ok()?;
        (html.len() <= MAX_PAGE).then_some(html)
    }
}

impl Store {
    /// Keeps the page of a headline's article. A headline that is gone needs none.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn save_page(&mut self, id: HeadlineId, page: &StoredPage, now: Timestamp) -> Result<()> {
        self.write(|sql| {
            sql.prepare_cached(
                "INSERT INTO page (id, authority, url, saved_at, size, packed) \
                 SELECT id, ?2, ?3, ?4, ?5, ?6 FROM headline WHERE id = ?1 \
                 ON CONFLICT (id) DO UPDATE SET authority = ?2, url = ?3, saved_at = ?4, \
                 size = ?5, packed = ?6",
            )?
            .execute(params![
                id.0,
                page.authority,
                page.url,
                to_stored(now),
                i64::try_from(page.packed.len()).unwrap_or(i64::MAX),
                page.packed
            ])?;
            bound(sql, &page.authority)
        })
    }

    /// The page that a headline's article was read from.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn page(&self, id: HeadlineId) -> Result<Option<StoredPage>> {
        self.read(|sql| {
            sql.prepare_cached("SELECT id, authority, url, packed FROM page WHERE id = ?1")?
                .query_row([id.0], |row| page(row).map(|(_, page)| page))
                .optional()
        })
    }

    /// All stored pages of a site, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn pages_of(&self, authority: &str) -> Result<Vec<(HeadlineId, StoredPage)>> {
        self.read(|sql| {
            sql.prepare_cached(
                "SELECT id, authority, url, packed FROM page WHERE authority = ?1 \
                 ORDER BY saved_at DESC, id DESC",
            )?
            .query_map([authority], page)?
            .collect()
        })
    }
}

fn page(row: &Row<'_>) -> rusqlite::Result<(HeadlineId, StoredPage)> {
    let page = StoredPage {
        authority: row.get(1)?,
        url: row.get(2)?,
        packed: row.get(3)?,
    };
    Ok((HeadlineId(row.get(0)?), page))
}

/// Drops the oldest pages of the site, and then of all sites, that are too many.
fn bound(sql: &Connection, authority: &str) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "DELETE FROM page WHERE id IN (SELECT id FROM page WHERE authority = ?1 \
         ORDER BY saved_at DESC, id DESC LIMIT -1 OFFSET ?2)",
    )?
    .execute(params![authority, PAGES_OF_A_SITE])?;
    sql.prepare_cached(
        "DELETE FROM page WHERE id IN (SELECT id FROM (SELECT id, sum(size) OVER \
         (ORDER BY saved_at DESC, id DESC) AS total FROM page) WHERE total > ?1)",
    )?
    .execute([MAX_TOTAL])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{apply, at, entry, store};
    use super::*;

    fn packed(site: &str, text: &str) -> StoredPage {
        let url = format!("https://{site}/story");
        StoredPage::pack(site.into(), url, text).expect("short")
    }

    #[test]
    fn a_page_comes_back_as_it_was() {
        let html = "<p>Sch\u{f6}n</p>".repeat(100);
        let page = packed("a.example", &html);
        assert!(page.packed.len() < html.len() / 4);
        assert_eq!(page.html().as_deref(), Some(html.as_str()));
        let damaged = StoredPage {
            packed: vec![0xff; 40],
            ..page
        };
        assert_eq!(damaged.html(), None);
        assert_eq!(
            StoredPage::pack("a".into(), "u".into(), &"x".repeat(MAX_PAGE + 1)),
            None
        );
    }

    #[test]
    fn the_oldest_pages_of_a_site_go_first() {
        let (mut store, source) = store();
        let count = PAGES_OF_A_SITE + 5;
        let entries: Vec<_> = (0..count)
            .map(|number| entry(&number.to_string(), "Title", Some(number)))
            .collect();
        let mut ids = apply(&mut store, source, &entries, 0);
        ids.sort();
        for (second, &id) in (0..).zip(&ids) {
            let page = packed("a.example", &format!("<p>{second}</p>"));
            store.save_page(id, &page, at(second)).expect("saved");
        }
        let kept = store.pages_of("a.example").expect("read");
        assert_eq!(kept.len(), 30);
        assert_eq!(kept[0].0, ids[34]);
        assert_eq!(store.page(ids[4]).expect("read"), None);
        let other = packed("b.example", "<p>x</p>");
        store.save_page(ids[0], &other, at(99)).expect("saved");
        assert_eq!(store.pages_of("a.example").expect("read").len(), 30);
        let page = store.page(ids[0]).expect("read").expect("kept");
        assert_eq!(page.html().as_deref(), Some("<p>x</p>"));
        let gone = HeadlineId(9_999);
        store.save_page(gone, &other, at(100)).expect("ignored");
        assert_eq!(store.page(gone).expect("read"), None);
    }
}
