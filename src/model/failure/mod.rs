//! Why a source or a page gave nothing: a code with its facts, never words.
//!
//! Stored, a failure is JSON: `{"code": "timeout", "fact": 20}`, `{"code": "status", "fact":
//! {"status": 404}}`, `{"code": "truncated"}`. Codes are the names of the variants in small
//! letters and hyphens, unless a variant says another, and are the same in every version; one
//! that is not known is kept as it is. The words are made here alone, for whoever shows them.

mod content;
mod local;
pub mod network;

use serde::{Deserialize, Deserializer, Serialize};

pub use content::{FeedError, IngestError, PageError, Wall};
pub use local::LocalError;
pub use network::NetError;

use super::address::redacted;

/// Why a source or a page gave nothing. `Display` is one line, ready to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", content = "fact", rename_all = "kebab-case")]
pub enum Failure {
    /// A feed that the page of the source names failed.
    #[error("the page names the feed {feed}: {failure}")]
    NamedFeed {
        /// Its address.
        feed: String,
        /// How.
        failure: Box<Self>,
    },
    /// Where a feed should be.
    #[error("which is no feed but a page")]
    NoFeed,
    /// The feed that the page named before.
    #[error("the feed {0} of the page answers with a page")]
    DiscoveredPage(String),
    /// What is no web address cannot follow to a feed.
    #[error("it is a page that names the feed {0}: use that as the `url`")]
    UseFeed(String),
    /// What answered has no address.
    #[error("the answer has no address: {0}")]
    NoAddress(String),
    /// Our fault.
    #[error("reading it failed; please report this feed")]
    Fault,
    /// `robots.txt` forbids a page.
    #[error("its robots.txt forbids it")]
    Robots,
    /// A page is of another type.
    #[error("{0} is not a web page")]
    NotAPage(String),
    /// A page without any text.
    #[error("no article text was found on {0}")]
    NoText(String),
    /// Something else stands in the article's place.
    #[error("the page of {site} {wall}")]
    Wall {
        /// The host that answered.
        site: String,
        /// What it is.
        wall: Wall,
    },
    /// Words of an older version, or what nothing else fits.
    #[error("{0}")]
    Other(String),
    /// The network.
    #[error(transparent)]
    #[serde(untagged)]
    Network(#[from] NetError),
    /// A command or a file.
    #[error(transparent)]
    #[serde(untagged)]
    Local(#[from] LocalError),
    /// What was sent.
    #[error(transparent)]
    #[serde(untagged)]
    Content(#[from] IngestError),
}

impl Failure {
    /// The failure that an older version stored as these words; their facts where the words
    /// that are made of them are the same.
    #[must_use]
    pub fn of_words(words: &str) -> Self {
        let known = timeout(words)
            .or_else(|| unknown_host(words))
            .or_else(|| status(words));
        known
            .filter(|known| known.to_string() == words)
            .unwrap_or_else(|| Self::Other(words.to_owned()))
    }

    /// Without passwords in addresses.
    #[must_use]
    pub fn redacted(self) -> Self {
        if redacted(&self.to_string()) == self.to_string() {
            return self;
        }
        let hidden = serde_json::to_value(&self)
            .map(hide)
            .and_then(serde_json::from_value);
        hidden.unwrap_or_else(|_| Self::Other(redacted(&self.to_string())))
    }
}

fn hide(mut value: serde_json::Value) -> serde_json::Value {
    match &mut value {
        serde_json::Value::String(text) => *text = redacted(text),
        serde_json::Value::Array(all) => all.iter_mut().for_each(|one| *one = hide(one.take())),
        serde_json::Value::Object(all) => all.values_mut().for_each(|one| *one = hide(one.take())),
        _ => {}
    }
    value
}

/// Reads a stored failure; one that a newer version has stored is kept as its text.
///
/// # Errors
/// There is no value.
pub(super) fn lenient<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Failure>, D::Error> {
    let value = Option::<serde_json::Value>::deserialize(from)?;
    Ok(value.map(|value| match value {
        serde_json::Value::String(words) => Failure::of_words(&words),
        value => serde_json::from_value(value.clone())
            .unwrap_or_else(|_| Failure::Other(value.to_string())),
    }))
}

fn timeout(words: &str) -> Option<Failure> {
    let seconds = words.strip_prefix("timed out after ")?.strip_suffix(" s")?;
    Some(NetError::Timeout(seconds.parse().ok()?).into())
}

fn unknown_host(words: &str) -> Option<Failure> {
    let host = words.strip_prefix("cannot find the host ")?;
    let host = host.split_once(' ')?.0;
    Some(NetError::UnknownHost(host.to_owned()).into())
}

fn status(words: &str) -> Option<Failure> {
    let status = words
        .strip_prefix("HTTP ")?
        .split(' ')
        .next()?
        .parse()
        .ok()?;
    let wait = words.split_once(", asks to wait ").and_then(|(_, wait)| {
        let (number, unit) = wait.split_once(' ')?;
        let unit = match unit {
            "s" => 1,
            "min" => 60,
            "h" => 3_600,
            _ => 86_400,
        };
        Some(std::time::Duration::from_secs(
            number.parse::<u64>().ok()?.checked_mul(unit)?,
        ))
    });
    let retry_after = wait;
    Some(
        NetError::Status {
            status,
            retry_after,
        }
        .into(),
    )
}

#[cfg(test)]
mod tests;
