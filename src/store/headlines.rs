//! Lists of headlines: the ids of a view, and the rows of a window of it.
//!
//! A list is all its ids (eight bytes each, from one index) and the few rows in sight, fetched by
//! id; no OFFSET anywhere. Search results are newest first too: ranking all matches of a common
//! word would cost seconds.

use jiff::tz::TimeZone;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::columns::{count, from_stored, to_stored};
use super::connection::Store;
use super::days::Days;
use super::error::Result;
use super::search;
use super::sources::{SHOWN_NAME, host};
use crate::hash;
use crate::market::mentions::Reading;
use crate::markup::address::normalise;
use crate::model::{
    CalendarDay, Headline, HeadlineId, Listing, Mentions, Query, Scope, Search, SourceId,
};

/// Headlines that are looked at for a name, the newest first: reading more would be felt.
const MAX_CANDIDATES: usize = 50_000;

/// Of a source that is in the configuration.
const LISTED: &str = "source IN (SELECT id FROM source WHERE place IS NOT NULL)";

/// How many headlines there are; of the configured sources, favourites of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Not read.
    pub unread: u64,
    /// All of them.
    pub total: u64,
    /// What the user keeps.
    pub favourites: u64,
}

impl Store {
    /// The headlines of a view, newest first; of two of the same time the one stored later.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn ids(&self, query: &Query) -> Result<Vec<HeadlineId>> {
        self.read(|sql| ids(sql, query))
    }

    /// The same, with the days that they belong to in a zone.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn listing(&self, query: &Query, zone: &TimeZone) -> Result<Listing> {
        self.read(|sql| listing(sql, query, Some(zone)))
    }

    /// [`Store::listing`] that is given up when a newer question takes its place. Without a zone
    /// the days are left out.
    ///
    /// # Errors
    /// The database cannot be read, or [`StoreError::Interrupted`](super::StoreError).
    pub fn listing_unless(
        &mut self,
        query: &Query,
        zone: Option<&TimeZone>,
        is_overtaken: impl FnMut() -> bool + Send + 'static,
    ) -> Result<Listing> {
        self.read_unless(is_overtaken, |sql| listing(sql, query, zone))
    }

    /// The headlines with these ids, in this order; ids without a headline are left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn rows(&self, ids: &[HeadlineId]) -> Result<Vec<Headline>> {
        self.read(|sql| {
            let mut rows = sql.prepare_cached(&format!(
                "SELECT headline.id, headline.source, {SHOWN_NAME}, headline.title, link, author, \
                 published, summary, headline.is_read, favourite_at IS NOT NULL, \
                 article.id IS NOT NULL, article.minutes \
                 FROM headline JOIN source ON source.id = headline.source \
                 LEFT JOIN user_state ON user_state.id = headline.id \
                 LEFT JOIN article ON article.id = headline.id WHERE headline.id = ?1"
            ))?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                found.extend(rows.query_row([id.0], headline).optional()?);
            }
            Ok(found)
        })
    }

    /// One headline.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn headline(&self, id: HeadlineId) -> Result<Option<Headline>> {
        Ok(self.rows(&[id])?.pop())
    }

    /// The headline that links to this address, compared without what does not matter
    /// ([`normalise`]). Of several, one of a configured source, then the newest.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn find_link(&self, url: &str) -> Result<Option<HeadlineId>> {
        self.read(|sql| find_link(sql, url))
    }

    /// The feed's own HTML for a headline; not cleaned, never shown as it is.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn body(&self, id: HeadlineId) -> Result<Option<String>> {
        self.read(|sql| {
            sql.prepare_cached("SELECT html FROM body WHERE id = ?1")?
                .query_row([id.0], |row| row.get(0))
                .optional()
        })
    }

    /// How many headlines there are; kept by the database, so this costs nothing.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        self.read(|sql| {
            sql.prepare_cached(
                "SELECT coalesce(sum(unread), 0), coalesce(sum(total), 0), \
                 (SELECT count(*) FROM user_state WHERE favourite_at IS NOT NULL) \
                 FROM source_count JOIN source ON source.id = source_count.source \
                 WHERE place IS NOT NULL",
            )?
            .query_row([], |row| {
                Ok(Counts {
                    unread: count(row.get(0)?),
                    total: count(row.get(1)?),
                    favourites: count(row.get(2)?),
                })
            })
        })
    }

    /// How many headlines of a day are not read: counted, in the index, since days are short.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unread_of_day(&self, day: CalendarDay) -> Result<u64> {
        let count_unread = format!(
            "SELECT count(*) FROM headline \
             WHERE published >= ?1 AND published < ?2 AND is_read = 0 AND {LISTED}"
        );
        self.read(|sql| {
            sql.prepare_cached(&count_unread)?
                .query_row([to_stored(day.start), to_stored(day.end)], |row| {
                    row.get(0).map(count)
                })
        })
    }
}

/// See [`Store::ids`].
pub(super) fn ids(sql: &Connection, query: &Query) -> rusqlite::Result<Vec<HeadlineId>> {
    listing(sql, query, None).map(|listing| listing.ids)
}

fn listing(sql: &Connection, query: &Query, zone: Option<&TimeZone>) -> rusqlite::Result<Listing> {
    let mut listed = Days::new(zone);
    if let Some(Search::Mentions(mentions)) = &query.search {
        mentioning(sql, query, mentions, &mut listed)?;
        return Ok(listed.listing);
    }
    let (statement, parameters) = statement(sql, query)?;
    let mut statement = sql.prepare_cached(&statement)?;
    let mut rows = statement.query(params_from_iter(parameters))?;
    while let Some(row) = rows.next()? {
        listed.push(row)?;
    }
    Ok(listed.listing)
}

/// The headlines that name something: of the candidates that the index finds, those whose title
/// or teaser has the name.
fn mentioning(
    sql: &Connection,
    query: &Query,
    mentions: &Mentions,
    found: &mut Days<'_>,
) -> rusqlite::Result<()> {
    let of_candidates = Query {
        limit: Some(MAX_CANDIDATES),
        ..query.clone()
    };
    let (statement, parameters) = statement(sql, &of_candidates)?;
    let mut statement = sql.prepare_cached(&statement)?;
    let mut rows = statement.query(params_from_iter(parameters))?;
    let mut texts = sql.prepare_cached("SELECT title, summary FROM headline WHERE id = ?1")?;
    let reading = Reading::new(mentions);
    let limit = query.limit.unwrap_or(usize::MAX);
    while found.listing.ids.len() < limit
        && let Some(row) = rows.next()?
    {
        let id: i64 = row.get(0)?;
        let is_named = texts.query_row([id], |row| {
            let (title, teaser) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
            Ok(reading.is_named(title, teaser))
        });
        if is_named? {
            found.push(row)?;
        }
    }
    Ok(())
}

/// The SQL of a view. Only constants are put into its text.
fn statement(sql: &Connection, query: &Query) -> rusqlite::Result<(String, Vec<Value>)> {
    let mut parameters: Vec<Value> = Vec::new();
    let mut conditions: Vec<&str> = Vec::new();
    narrow(sql, &query.scope, &mut conditions, &mut parameters)?;
    match query.also_read {
        _ if !query.unread => {}
        None => conditions.push("is_read = 0"),
        Some(HeadlineId(id)) => {
            conditions.push("(is_read = 0 OR id = ?)");
            parameters.push(id.into());
        }
    }
    let expression = match &query.search {
        Some(Search::Words(words)) => search::expression(words),
        Some(Search::Mentions(mentions)) => search::candidates(mentions),
        None => None,
    };
    if let Some(expression) = expression {
        conditions.push("id IN (SELECT rowid FROM search WHERE search MATCH ?)");
        parameters.push(expression.into());
    }
    let mut text = "SELECT id, published FROM headline".to_owned();
    for (at, condition) in conditions.iter().enumerate() {
        text += if at == 0 { " WHERE " } else { " AND " };
        text += condition;
    }
    text += " ORDER BY published DESC, id DESC";
    if let Some(limit) = query.limit {
        text += " LIMIT ?";
        parameters.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    }
    Ok((text, parameters))
}

/// The conditions of a scope.
fn narrow(
    sql: &Connection,
    scope: &Scope,
    conditions: &mut Vec<&str>,
    parameters: &mut Vec<Value>,
) -> rusqlite::Result<()> {
    // Asked first, since the test of each row costs as much as the row.
    if matches!(scope, Scope::All | Scope::Today(_)) && has_unlisted(sql)? {
        conditions.push(LISTED);
    }
    match scope {
        Scope::All => {}
        Scope::Source(SourceId(id)) => {
            conditions.push("source = ?");
            parameters.push((*id).into());
        }
        Scope::Group(group) => {
            conditions.push(
                "source IN (SELECT source.id FROM source, json_each(spec, '$.groups') AS member \
                 WHERE place IS NOT NULL AND member.value = ?)",
            );
            parameters.push(group.clone().into());
        }
        Scope::Ungrouped => conditions.push(
            "source IN (SELECT id FROM source WHERE place IS NOT NULL \
             AND coalesce(json_array_length(spec, '$.groups'), 0) = 0)",
        ),
        Scope::Today(day) => {
            conditions.push("published >= ? AND published < ?");
            parameters.extend([to_stored(day.start).into(), to_stored(day.end).into()]);
        }
        Scope::Favourites => {
            conditions.push("id IN (SELECT id FROM user_state WHERE favourite_at IS NOT NULL)");
        }
    }
    Ok(())
}

/// Whether headlines of sources outside the configuration exist.
fn has_unlisted(sql: &Connection) -> rusqlite::Result<bool> {
    sql.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM source JOIN source_count ON source_count.source = source.id \
         WHERE place IS NULL AND total > 0)",
    )?
    .query_row([], |row| row.get(0))
}

/// See [`Store::find_link`].
pub(super) fn find_link(sql: &Connection, url: &str) -> rusqlite::Result<Option<HeadlineId>> {
    let wanted = normalise(url);
    let mut rows = sql.prepare_cached(
        "SELECT headline.id, link FROM headline JOIN source ON source.id = source \
         WHERE link_hash = ?1 ORDER BY place IS NULL, published DESC, headline.id DESC",
    )?;
    let mut rows = rows.query(params![link_hash(&wanted)])?;
    while let Some(row) = rows.next()? {
        if normalise(&row.get::<_, String>(1)?) == wanted {
            return Ok(Some(HeadlineId(row.get(0)?)));
        }
    }
    Ok(None)
}

/// The hash of an address that [`normalise`] returned.
pub(super) fn link_hash(normalised: &str) -> i64 {
    hash::of(normalised).cast_signed()
}

fn headline(row: &Row<'_>) -> rusqlite::Result<Headline> {
    let link: Option<String> = row.get(4)?;
    let name: String = row.get(2)?;
    // Pages opened by address belong to no source; their site is the name.
    let source_name = match &link {
        Some(link) if name.is_empty() => host(link),
        _ => name,
    };
    Ok(Headline {
        id: HeadlineId(row.get(0)?),
        source: SourceId(row.get(1)?),
        source_name,
        title: row.get(3)?,
        link,
        author: row.get(5)?,
        published: from_stored(row.get(6)?),
        summary: row.get(7)?,
        read: row.get(8)?,
        favourite: row.get(9)?,
        has_article: row.get(10)?,
        minutes: row.get(11)?,
    })
}

#[cfg(test)]
mod tests;
