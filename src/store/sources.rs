//! Sources: what the configuration names, and what the last download of each left behind.
//!
//! A source is its configured address. One that leaves the configuration keeps its rows (they
//! come back with it, read marks and all) and only leaves the lists.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row, params};
use url::Url;

use super::columns::{count, to_json};
use super::connection::Store;
use super::error::Result;
use crate::markup::address::normalise;
use crate::model::source::{Health, shown_address};
use crate::model::{Failure, FetchState, Source, SourceId, SourceSpec};

/// Identity of the hidden source that holds pages opened by address. Not an address, so no
/// configuration can name it.
pub(super) const PAGES: &str = "newswire:pages";

/// The name that is shown: configured, else its own, else the host, with its path where other
/// sources have the same.
pub(super) const SHOWN_NAME: &str = "coalesce(source.name, source.title, source.host)";

impl Store {
    /// Makes `specs` the sources, in this order. Of two specs with the same address the first
    /// counts. Writes nothing when they are what they were.
    ///
    /// # Errors
    /// The database cannot be read or written.
    pub fn set_sources(&mut self, specs: &[SourceSpec]) -> Result<()> {
        let wanted = wanted(specs);
        if self.read(configured)? == wanted {
            return Ok(());
        }
        self.write(|sql| {
            sql.execute("UPDATE source SET place = NULL WHERE place IS NOT NULL", [])?;
            let mut put = sql.prepare_cached(
                "INSERT INTO source (identity, url, host, name, place, spec) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                 ON CONFLICT (identity) DO UPDATE SET url = ?2, host = ?3, name = ?4, \
                 place = ?5, spec = ?6",
            )?;
            for ((identity, spec_json, label), (place, spec)) in
                wanted.iter().zip(distinct(specs).enumerate())
            {
                let name = spec.name.as_deref().filter(|name| !name.trim().is_empty());
                let place = i64::try_from(place).unwrap_or(i64::MAX);
                put.execute(params![identity, spec.url, label, name, place, spec_json])?;
            }
            Ok(())
        })
    }

    /// The configured sources, in the order of the configuration.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>> {
        self.read(|sql| {
            let mut rows = sql.prepare_cached(&format!(
                "SELECT source.id, url, {SHOWN_NAME}, spec, unread, total, state \
                 FROM source JOIN source_count ON source_count.source = source.id \
                 WHERE place IS NOT NULL ORDER BY place"
            ))?;
            rows.query_map([], source)?.collect()
        })
    }

    /// Unread headlines and all, of each configured source.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn counts_by_source(&self) -> Result<Vec<(SourceId, u64, u64)>> {
        self.read(|sql| {
            let mut rows = sql.prepare_cached(
                "SELECT source.id, unread, total \
                 FROM source JOIN source_count ON source_count.source = source.id \
                 WHERE place IS NOT NULL",
            )?;
            rows.query_map([], |row| {
                let id = SourceId(row.get(0)?);
                Ok((id, count(row.get(1)?), count(row.get(2)?)))
            })?
            .collect()
        })
    }

    /// The configured source with this address, else the one with this name in any case.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn source_by(&self, name_or_url: &str) -> Result<Option<Source>> {
        let sources = self.sources()?;
        let wanted = name_or_url.trim();
        let identity = normalise(wanted);
        let by_url = |source: &Source| source.url == wanted || normalise(&source.url) == identity;
        let found = sources.iter().position(by_url).or_else(|| {
            let name = wanted.to_lowercase();
            sources
                .iter()
                .position(|source| source.name.to_lowercase() == name)
        });
        Ok(found.and_then(|at| sources.into_iter().nth(at)))
    }

    /// The configured sources with all that a refresh needs, in the order of the configuration.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn fetch_states(&self) -> Result<Vec<(SourceId, SourceSpec, FetchState)>> {
        self.read(|sql| {
            let mut rows = sql.prepare_cached(
                "SELECT id, url, name, spec, state FROM source \
                 WHERE place IS NOT NULL ORDER BY place",
            )?;
            rows.query_map([], |row| {
                let spec = spec_of(row.get(1)?, row.get(2)?, &row.get::<_, String>(3)?);
                Ok((SourceId(row.get(0)?), spec, state_of(row.get(4)?)))
            })?
            .collect()
        })
    }
}

/// Stores the state of a source; whether there is such a source.
pub(super) fn save_state(
    sql: &Connection,
    id: SourceId,
    state: &FetchState,
) -> rusqlite::Result<bool> {
    let json = to_json(state)?;
    let changed = sql
        .prepare_cached("UPDATE source SET state = ?2 WHERE id = ?1")?
        .execute(params![id.0, json])?;
    Ok(changed > 0)
}

/// Keeps what the feed says of itself.
pub(super) fn save_title(
    sql: &Connection,
    id: SourceId,
    title: Option<&str>,
) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "UPDATE source SET title = ?2 WHERE id = ?1 AND ?2 IS NOT NULL AND title IS NOT ?2",
    )?
    .execute(params![id.0, title])?;
    Ok(())
}

/// The row of the hidden source for pages opened by address.
pub(super) fn pages(sql: &Connection) -> rusqlite::Result<i64> {
    sql.prepare_cached(
        "INSERT INTO source (identity, url, host, spec) VALUES (?1, ?1, '', '{}') \
         ON CONFLICT (identity) DO NOTHING",
    )?
    .execute([PAGES])?;
    sql.prepare_cached("SELECT id FROM source WHERE identity = ?1")?
        .query_row([PAGES], |row| row.get(0))
}

/// What a web address is known by to people: its host without `www.`.
pub(super) fn host(url: &str) -> String {
    let parsed = Url::parse(url).ok();
    let host = parsed.as_ref().and_then(Url::host_str).unwrap_or(url);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// The first spec of each address.
fn distinct(specs: &[SourceSpec]) -> impl Iterator<Item = &SourceSpec> {
    let mut seen = HashSet::new();
    specs
        .iter()
        .filter(move |spec| seen.insert(normalise(&spec.url)))
}

/// Identity, JSON and label of each source, as the database should have them.
fn wanted(specs: &[SourceSpec]) -> Vec<(String, String, String)> {
    distinct(specs)
        .zip(labels(specs))
        .map(|(spec, label)| {
            let json = serde_json::to_string(spec).unwrap_or_default();
            (normalise(&spec.url), json, label)
        })
        .collect()
}

/// As much of each address as tells it from the others: the host, with the path, or all of it.
fn labels(specs: &[SourceSpec]) -> Vec<String> {
    let forms: [fn(&str) -> String; 3] = [host, host_and_path, without_scheme];
    let mut labels: Vec<String> = distinct(specs).map(|spec| forms[0](&spec.url)).collect();
    for form in &forms[1..] {
        let mut times: HashMap<String, usize> = HashMap::new();
        for label in &labels {
            *times.entry(label.clone()).or_default() += 1;
        }
        for (label, spec) in labels.iter_mut().zip(distinct(specs)) {
            if times[label] > 1 {
                *label = form(&spec.url);
            }
        }
    }
    labels
}

fn host_and_path(url: &str) -> String {
    let path = Url::parse(url).map_or_else(|_| String::new(), |url| url.path().to_owned());
    format!("{}{}", host(url), path.trim_end_matches('/'))
}

fn without_scheme(url: &str) -> String {
    let shown = shown_address(url);
    let bare = shown.split_once("://").map_or(&*shown, |(_, bare)| bare);
    bare.strip_prefix("www.").unwrap_or(bare).to_owned()
}

/// The same, as the database has them.
fn configured(sql: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    sql.prepare_cached(
        "SELECT identity, spec, host FROM source WHERE place IS NOT NULL ORDER BY place",
    )?
    .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
    .collect()
}

fn source(row: &Row<'_>) -> rusqlite::Result<Source> {
    let url: String = row.get(1)?;
    let spec = spec_of(url.clone(), None, &row.get::<_, String>(3)?);
    let state = state_of(row.get(6)?);
    Ok(Source {
        id: SourceId(row.get(0)?),
        url,
        name: row.get(2)?,
        groups: spec.groups,
        unread: count(row.get(4)?),
        total: count(row.get(5)?),
        health: Health {
            last_success: state.last_success,
            // An earlier version may have stored an address as it was configured.
            error: state.error.map(Failure::redacted),
            failures: state.failures,
            next_due: state.next_due,
            last_attempt: state.last_attempt,
            status: state.status,
            latency_ms: state.latency_ms,
            bytes: state.bytes,
            usual_gap: state.usual_gap,
            newest: state.newest,
            moved_to: state.moved_to,
            discovered: state.discovered,
            gone: state.gone,
            paused: spec.paused,
            recent: state.recent,
        },
    })
}

/// A spec that another version wrote in a form of its own still has its address and name; the
/// configuration sets the rest anew at each start.
pub(super) fn spec_of(url: String, name: Option<String>, json: &str) -> SourceSpec {
    serde_json::from_str(json).unwrap_or_else(|_| SourceSpec {
        url,
        name,
        ..SourceSpec::default()
    })
}

/// A state that cannot be read means that the source is asked anew, without validators.
pub(super) fn state_of(json: Option<String>) -> FetchState {
    json.and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default()
}
