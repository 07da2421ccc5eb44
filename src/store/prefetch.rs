//! Articles fetched before anybody opens them: which headlines wait for theirs, how many pages
//! were fetched lately, and what each site allows.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{count, from_stored, to_json, to_stored};
use super::connection::Store;
use super::error::Result;
use super::sources::{spec_of, state_of};
use crate::ingest::{completeness, enclosure};
use crate::model::source::{FullText, Location};
use crate::model::{Failure, HeadlineId, SourceId, SourceSpec};

/// A headline whose page is to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: HeadlineId,
    /// Its page.
    pub link: String,
    /// The configured address of its source, which names the page.
    pub source: String,
    /// Where that source is.
    pub location: Location,
}

/// What is known of a site that pages are fetched from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Site {
    /// Its `robots.txt`; `None` when it has none that forbids anything.
    pub robots: Option<String>,
    /// Until when that is believed.
    pub robots_until: Timestamp,
    /// Not to be asked before this time.
    pub not_before: Timestamp,
}

impl Store {
    /// Unread headlines that were published and arrived since `since`, whose page has not been
    /// tried and whose source wants it: the newest `limit` of them, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn waiting(&self, since: Timestamp, limit: usize) -> Result<Vec<Waiting>> {
        self.read(|sql| waiting(sql, since, limit))
    }

    /// How many pages were fetched ahead since `since`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn prefetched(&self, since: Timestamp) -> Result<u64> {
        self.read(|sql| {
            sql.prepare_cached("SELECT count(*) FROM ahead WHERE at >= ?1")?
                .query_row([to_stored(since)], |row| row.get(0).map(count))
        })
    }

    /// Keeps that the page of a headline was tried, and why it gave nothing if it did not. A
    /// headline that is gone needs no note.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn note_prefetch(
        &mut self,
        id: HeadlineId,
        failure: Option<&Failure>,
        now: Timestamp,
    ) -> Result<()> {
        self.write(|sql| {
            let failure = failure.map(to_json).transpose()?;
            sql.prepare_cached(
                "INSERT INTO ahead (id, at, failure) SELECT id, ?2, ?3 FROM headline WHERE id = ?1 \
                 ON CONFLICT (id) DO UPDATE SET at = ?2, failure = ?3",
            )?
            .execute(params![id.0, to_stored(now), failure])?;
            Ok(())
        })
    }

    /// What is known of a site, by host and port.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn site(&self, authority: &str) -> Result<Option<Site>> {
        self.read(|sql| {
            sql.prepare_cached(
                "SELECT robots, robots_until, not_before FROM site WHERE authority = ?1",
            )?
            .query_row([authority], |row| {
                Ok(Site {
                    robots: row.get(0)?,
                    robots_until: from_stored(row.get(1)?),
                    not_before: from_stored(row.get(2)?),
                })
            })
            .optional()
        })
    }

    /// Keeps what is known of a site.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn save_site(&mut self, authority: &str, site: &Site) -> Result<()> {
        self.write(|sql| {
            sql.prepare_cached(
                "INSERT INTO site (authority, robots, robots_until, not_before) \
                 VALUES (?1, ?2, ?3, ?4) ON CONFLICT (authority) DO UPDATE SET robots = ?2, \
                 robots_until = ?3, not_before = ?4",
            )?
            .execute(params![
                authority,
                site.robots,
                to_stored(site.robots_until),
                to_stored(site.not_before)
            ])?;
            Ok(())
        })
    }

    /// The configuration of a source as the store has it; `None` when there is no such source.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn spec(&self, id: SourceId) -> Result<Option<SourceSpec>> {
        self.read(|sql| {
            sql.prepare_cached("SELECT url, name, spec FROM source WHERE id = ?1")?
                .query_row([id.0], |row| {
                    let json: String = row.get(2)?;
                    Ok(spec_of(row.get(0)?, row.get(1)?, &json))
                })
                .optional()
        })
    }
}

fn waiting(sql: &Connection, since: Timestamp, limit: usize) -> rusqlite::Result<Vec<Waiting>> {
    let mut rows = sql.prepare_cached(
        "SELECT headline.id, link, url, spec, html, state FROM headline \
         JOIN source ON source.id = headline.source LEFT JOIN body ON body.id = headline.id \
         WHERE published >= ?1 AND first_seen >= ?1 AND is_read = 0 AND link IS NOT NULL \
         AND place IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM article WHERE article.id = headline.id) \
         AND NOT EXISTS (SELECT 1 FROM ahead WHERE ahead.id = headline.id) \
         ORDER BY published DESC, headline.id DESC",
    )?;
    let mut rows = rows.query([to_stored(since)])?;
    let mut found = Vec::new();
    while found.len() < limit {
        let Some(row) = rows.next()? else { break };
        if is_wanted(row)? {
            found.push(Waiting {
                id: HeadlineId(row.get(0)?),
                link: row.get(1)?,
                source: row.get(2)?,
                location: state_of(row.get(5)?).location,
            });
        }
    }
    Ok(found)
}

fn is_wanted(row: &Row<'_>) -> rusqlite::Result<bool> {
    let spec = spec_of(row.get(2)?, None, row.get_ref(3)?.as_str()?);
    let html = row.get_ref(4)?.as_str_or_null()?;
    let link = row.get_ref(1)?.as_str()?;
    if html.is_some_and(|html| enclosure::is_file(html, link)) {
        return Ok(false);
    }
    Ok(match spec.full_text {
        FullText::Always => true,
        FullText::Never => false,
        FullText::Auto => html.is_none_or(|html| !completeness::is_whole(html)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{apply, at, entry, store};
    use super::*;
    use crate::model::{Article, Block, Change};

    fn ids(store: &Store, since: i64) -> Vec<HeadlineId> {
        let waiting = store.waiting(at(since), 10).expect("read");
        waiting.iter().map(|one| one.id).collect()
    }

    #[test]
    fn what_is_new_unread_and_untried_waits_newest_first() {
        let (mut store, source) = store();
        let whole = Some(format!("<p>{}</p>", "A sentence. ".repeat(200)));
        let entries = [
            entry("a", "A", Some(50)),
            entry("b", "B", Some(60)),
            entry("c", "C", Some(70)),
            entry("d", "D", Some(80)),
            entry("old", "Old", Some(-500)),
            crate::model::Entry {
                content_html: whole,
                ..entry("whole", "Whole", Some(90))
            },
        ];
        let new = apply(&mut store, source, &entries, 100);
        let [a, b, c, d, ..] = new[..] else {
            panic!("all are new")
        };
        assert_eq!(ids(&store, 0), [d, c, b, a]);
        store
            .change(&Change::read(&[b], true), at(0))
            .expect("read");
        let article = Article {
            blocks: vec![Block::paragraph("text")],
            ..Article::default()
        };
        store.save_article(c, &article, at(101)).expect("saved");
        store
            .note_prefetch(d, Some(&Failure::Robots), at(102))
            .expect("noted");
        assert_eq!(ids(&store, 0), [a]);
        assert_eq!(store.prefetched(at(102)).expect("read"), 1);
        assert_eq!(store.prefetched(at(103)).expect("read"), 0);
        assert_eq!(store.waiting(at(0), 0).expect("read"), []);
        assert_eq!(ids(&store, 101), []);
    }

    #[test]
    fn a_source_may_want_all_or_none() {
        let (mut store, source) = store();
        apply(&mut store, source, &[entry("a", "A", Some(50))], 100);
        let mut spec = store.spec(source).expect("read").expect("there");
        spec.full_text = FullText::Never;
        store.set_sources(std::slice::from_ref(&spec)).expect("set");
        assert_eq!(ids(&store, 0), []);
        spec.full_text = FullText::Always;
        store.set_sources(&[spec]).expect("set");
        assert_eq!(ids(&store, 0).len(), 1);
    }

    #[test]
    fn what_a_site_said_comes_back() {
        let (mut store, _) = store();
        assert_eq!(store.site("a.example:443").expect("read"), None);
        let site = Site {
            robots: Some("User-agent: *\nDisallow: /\n".to_owned()),
            robots_until: at(50),
            not_before: at(60),
        };
        store.save_site("a.example:443", &site).expect("saved");
        assert_eq!(store.site("a.example:443").expect("read"), Some(site));
    }
}
