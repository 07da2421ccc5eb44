//! What a word of the command line means: a configured source, a stored headline, an address.

use anyhow::bail;
use jiff::{SignedDuration, Timestamp};

use super::session::UsageError;
use crate::model::{HeadlineId, Source};
use crate::runtime::clock;
use crate::store::Store;

/// Names less alike than this are not worth offering (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.7;

/// The configured source that the user means.
///
/// # Errors
/// When there is none; the nearest name is offered.
pub fn source(store: &Store, name_or_url: &str) -> anyhow::Result<Source> {
    if let Some(source) = store.source_by(name_or_url)? {
        return Ok(source);
    }
    let names: Vec<String> = store
        .sources()?
        .into_iter()
        .map(|source| source.name)
        .collect();
    let likeness = |name: &str| strsim::jaro_winkler(name_or_url, name);
    let nearest = names
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
        .filter(|name| likeness(name) > ALIKE)
        .map(|name| format!("; did you mean \"{name}\"?"));
    let message = format!("\"{name_or_url}\" is not a configured source");
    Err(UsageError(message + &nearest.unwrap_or_default()).into())
}

/// Headlines older than this are dropped.
#[must_use]
pub fn keep_since(days: i64) -> Timestamp {
    let age = SignedDuration::from_hours(days.saturating_mul(24));
    clock::before(clock::now(), age)
}

/// What "ID|URL" means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A stored headline.
    Stored(HeadlineId),
    /// An address that no stored headline has.
    Address(String),
}

/// Finds what the user means.
///
/// # Errors
/// When it is neither a stored number nor an address.
pub fn subject(store: &Store, what: &str) -> anyhow::Result<Subject> {
    if let Ok(number) = what.parse::<i64>() {
        let id = HeadlineId(number);
        return match store.headline(id)? {
            Some(_) => Ok(Subject::Stored(id)),
            None => bail!("there is no headline {number}; `newswire list` prints their numbers"),
        };
    }
    if let Some(id) = store.find_link(what)? {
        return Ok(Subject::Stored(id));
    }
    match crate::runtime::probe::address(what) {
        Ok(url) => Ok(Subject::Address(url.to_string())),
        Err(error) => Err(UsageError(error.to_string()).into()),
    }
}
