//! Sources: as the configuration states them ([`SourceSpec`]), as the store knows them
//! ([`Source`]), and what the last download left behind ([`FetchState`]).

use core::net::IpAddr;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use super::address::{redacted, redacted_address, shown_address};
use super::failure::{Failure, lenient};
use super::headline::Pacing;
use super::ids::SourceId;
use super::recent::{Attempt, Recent};

/// One `[[feed]]` table of the configuration. Only `url` is required; with none of the
/// selectors the content decides what it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceSpec {
    /// Address of a feed, a page, or a JSON document.
    pub url: String,
    /// Shown instead of the source's own title.
    pub name: Option<String>,
    /// Groups it belongs to.
    pub groups: Vec<String>,
    /// Shortest gap between two downloads in seconds, if not the global one.
    pub every_seconds: Option<i64>,
    /// CSS selectors for a page without a feed.
    pub selectors: Selectors,
    /// Whether the article pages of new headlines are fetched ahead.
    #[serde(default)]
    pub full_text: FullText,
    /// The user does not want it asked for now; what is stored stays.
    #[serde(default)]
    pub paused: bool,
}

/// What a source's address means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin<'a> {
    /// A web address.
    Web,
    /// What this command of the user's shell prints.
    Command(&'a str),
    /// What this file holds.
    File(PathBuf),
}

impl<'a> Origin<'a> {
    /// Reads a configured address. `file:` takes a path or an address of one (RFC 8089).
    #[must_use]
    pub fn of(address: &'a str) -> Self {
        let address = address.trim();
        if let Some(command) = address.strip_prefix("exec:") {
            return Self::Command(command.trim());
        }
        let Some(path) = address.strip_prefix("file:") else {
            return Self::Web;
        };
        let from_url = path
            .starts_with("//")
            .then(|| url::Url::parse(address).ok()?.to_file_path().ok())
            .flatten();
        Self::File(from_url.unwrap_or_else(|| PathBuf::from(path)))
    }
}

/// Whether the pages behind a source's headlines are fetched before anybody opens them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FullText {
    /// Where the feed's own text is not whole.
    #[default]
    Auto,
    /// For every headline.
    Always,
    /// Only when a headline is opened.
    Never,
}

/// How headlines are found on a page without a feed. `items` makes a source a page; each
/// other selector is optional and guessed inside the item. `selector@attribute` reads an
/// attribute, a bare `@attribute` the item's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Selectors {
    /// One element a headline.
    pub items: Option<String>,
    /// The title inside it.
    pub title: Option<String>,
    /// The link inside it.
    pub link: Option<String>,
    /// The date inside it.
    pub date: Option<String>,
    /// strptime format of the date.
    pub date_format: Option<String>,
    /// The teaser inside it.
    pub summary: Option<String>,
    /// The author inside it.
    pub author: Option<String>,
    /// Items to drop.
    pub skip: Option<String>,
    /// Regular expression that a link's address must fit.
    pub matching: Option<String>,
    /// The element that holds the full text on an article page.
    pub article: Option<String>,
}

/// A stored source with its counts and its health.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Row number.
    pub id: SourceId,
    /// Configured address.
    pub url: String,
    /// Configured name, else the source's own title, else the host.
    pub name: String,
    /// Groups it belongs to.
    pub groups: Vec<String>,
    /// Unread headlines.
    pub unread: u64,
    /// All headlines.
    pub total: u64,
    /// How it is doing.
    pub health: Health,
}

/// What a user needs to know about a source that does not deliver.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Health {
    /// Last download that yielded headlines or "unchanged".
    pub last_success: Option<Timestamp>,
    /// Why the last download failed; `None` when it did not.
    pub error: Option<Failure>,
    /// Failures in a row.
    pub failures: u32,
    /// When it will be asked next.
    pub next_due: Option<Timestamp>,
    /// Last time it was asked.
    pub last_attempt: Option<Timestamp>,
    /// HTTP status of the last answer.
    pub status: Option<u16>,
    /// Milliseconds from the question to the whole answer.
    pub latency_ms: Option<u64>,
    /// Bytes of the last body, after decompression.
    pub bytes: Option<u64>,
    /// Usual time between two headlines, in seconds.
    pub usual_gap: Option<i64>,
    /// When its newest headline was published.
    pub newest: Option<Timestamp>,
    /// Where it has moved for good (301, 308).
    pub moved_to: Option<String>,
    /// The feed that its page names, which is asked in its place.
    pub discovered: Option<String>,
    /// The server said that it is gone for good (410).
    pub gone: bool,
    /// The user does not want it asked for now.
    pub paused: bool,
    /// What the last tries came to.
    #[serde(default)]
    pub recent: Recent,
}

impl Health {
    /// When it is asked next unless somebody asks before: at any time when it never was; `None`
    /// when it is not.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        let is_asked = !self.paused && !self.gone;
        is_asked.then(|| self.next_due.unwrap_or(Timestamp::MIN))
    }
}

/// Where a source was when it sent its headlines, which decides what it may name itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// It has sent none yet, or only through a proxy.
    #[default]
    Unknown,
    /// At this address, inside the user's own network, from its first headlines on.
    Inside(IpAddr),
    /// Outside, now or once: a name that turns inside later gains nothing by it.
    Outside,
}

/// What the last download of a source left behind: validators, pacing, failures.
/// Stored in the same transaction as the headlines, so that a validator without its
/// headlines can never exist.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FetchState {
    /// `ETag`, byte for byte.
    pub etag: Option<String>,
    /// `Last-Modified`, byte for byte.
    pub last_modified: Option<String>,
    /// Address after permanent redirects (301, 308), asked instead of the configured one.
    pub moved_to: Option<String>,
    /// The feed that a page pointed to (autodiscovery), asked instead of the page.
    pub discovered: Option<String>,
    /// Feeds that the page names and that did not answer, so that its own headlines serve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refused>,
    /// Hash of the body whose headlines are stored (and of the rules they were read by), so
    /// that the same body is not parsed again when a server knows no validators.
    #[serde(default)]
    pub body_hash: Option<u64>,
    /// Last time it was asked.
    pub last_attempt: Option<Timestamp>,
    /// Last time it answered well.
    pub last_success: Option<Timestamp>,
    /// Not to be asked before this time.
    pub next_due: Option<Timestamp>,
    /// Last HTTP status.
    pub status: Option<u16>,
    /// Failures in a row.
    pub failures: u32,
    /// The last failure.
    #[serde(deserialize_with = "lenient")]
    pub error: Option<Failure>,
    /// The feed's own wishes, kept across "304 Not Modified".
    pub pacing: Pacing,
    /// The server said 410: never ask again unless forced.
    pub gone: bool,
    /// Milliseconds from the question to the whole answer, last time there was one.
    #[serde(default)]
    pub latency_ms: Option<u64>,
    /// Bytes of the last body, after decompression.
    #[serde(default)]
    pub bytes: Option<u64>,
    /// Usual time between two of its headlines, in seconds; `None` while it is not known.
    #[serde(default)]
    pub usual_gap: Option<i64>,
    /// When its newest headline was published, or arrived if it does not say.
    #[serde(default)]
    pub newest: Option<Timestamp>,
    /// Where it was when it sent its headlines.
    #[serde(default)]
    pub location: Location,
    /// What the last tries came to.
    #[serde(default)]
    pub recent: Recent,
}

impl FetchState {
    /// The same after a try that came to this.
    #[must_use]
    pub fn after(self, attempt: Attempt) -> Self {
        let recent = self.recent.with(attempt);
        Self { recent, ..self }
    }
}

/// Feeds of a page that are left alone for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which, as a digest of their addresses.
    pub feeds: String,
    /// When they were asked.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_of_an_older_version_has_no_recent_tries() {
        let mut older = serde_json::to_value(FetchState::default()).unwrap();
        older.as_object_mut().unwrap().remove("recent").unwrap();
        let state: FetchState = serde_json::from_value(older).unwrap();
        assert_eq!(state, FetchState::default());
        let state = state.after(Attempt::Failed);
        assert_eq!(state.recent.all(), [Attempt::Failed]);
    }

    #[test]
    fn an_address_says_where_a_source_is() {
        assert_eq!(Origin::of("https://a.example/exec:x"), Origin::Web);
        assert_eq!(
            Origin::of(" exec: fetch --all "),
            Origin::Command("fetch --all")
        );
        let file = |path: &str| Origin::File(PathBuf::from(path));
        assert_eq!(Origin::of("file:/tmp/a b.xml"), file("/tmp/a b.xml"));
        assert_eq!(Origin::of("file:///tmp/a%20b.xml"), file("/tmp/a b.xml"));
        assert_eq!(Origin::of("file:~/feed.xml"), file("~/feed.xml"));
    }
}
