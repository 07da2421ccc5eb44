//! What a provider of quotes is: it says what to ask for and reads what came back.
//!
//! A status of 200 is no proof of a quote. Providers answer with consent pages, puzzles for
//! browsers, empty lists and zeros, all of them "OK"; each of these is an error with its own
//! name here, because the next step differs: an unknown symbol is never asked again soon, a
//! rate limit is obeyed, and a page instead of data is a reason to leave the provider alone.

use jiff::Timestamp;
use thiserror::Error;

use crate::model::{InstrumentKey, InstrumentKind, Quote, Series};

/// One GET.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuoteRequest {
    /// Absolute address.
    pub url: String,
    /// Header names and values that this provider needs.
    pub headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply<'a> {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: Option<&'a str>,
    /// `Retry-After` in seconds.
    pub retry_after_seconds: Option<i64>,
    /// The decoded body.
    pub body: &'a [u8],
}

/// Why there is no quote. `provider` is its id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuoteError {
    /// The provider does not know the symbol (404, or a word of its own).
    #[error("{provider} does not know this symbol")]
    UnknownSymbol {
        /// Its id.
        provider: String,
    },
    /// The provider cannot do anything with this request (400, 422).
    #[error("{provider} rejects this symbol ({status})")]
    Rejected {
        /// Its id.
        provider: String,
        /// HTTP status.
        status: u16,
    },
    /// The provider refuses to serve us (401, 403, 451).
    #[error("{provider} refuses to answer ({status})")]
    Refused {
        /// Its id.
        provider: String,
        /// HTTP status.
        status: u16,
    },
    /// Too many requests.
    #[error("{provider} is asked too often ({status})")]
    RateLimited {
        /// Its id.
        provider: String,
        /// HTTP status.
        status: u16,
        /// How long it wants to be left alone, in seconds.
        retry_after_seconds: Option<i64>,
    },
    /// The server failed.
    #[error("{provider} failed ({status})")]
    Failed {
        /// Its id.
        provider: String,
        /// HTTP status.
        status: u16,
    },
    /// No answer within the time.
    #[error("{provider} did not answer in time")]
    TimedOut {
        /// Its id.
        provider: String,
    },
    /// The request did not reach the server or was cut off.
    #[error("{provider}: {reason}")]
    Unreachable {
        /// Its id.
        provider: String,
        /// A few words ("no address").
        reason: String,
    },
    /// An answer that says OK and is no data: a page, an empty list, broken JSON.
    #[error("{provider} sent {what} instead of a quote")]
    NotData {
        /// Its id.
        provider: String,
        /// A few words ("a web page").
        what: String,
    },
    /// Data that cannot be a price.
    #[error("{provider} sent a quote that cannot be right: {what}")]
    Implausible {
        /// Its id.
        provider: String,
        /// A few words ("price 0").
        what: String,
    },
}

/// Whom a failure concerns: whom to leave alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blame {
    /// This instrument; the others are asked as before.
    Instrument,
    /// The host, at the first time.
    Host,
    /// The instrument; the host when it happens to two in a row.
    HostIfAgain,
}

impl QuoteError {
    /// See [`Blame`].
    #[must_use]
    pub(super) fn blame(&self) -> Blame {
        match self {
            Self::UnknownSymbol { .. } | Self::Rejected { .. } | Self::Implausible { .. } => {
                Blame::Instrument
            }
            Self::Refused { .. } | Self::RateLimited { .. } | Self::Unreachable { .. } => {
                Blame::Host
            }
            Self::TimedOut { .. } | Self::Failed { .. } | Self::NotData { .. } => {
                Blame::HostIfAgain
            }
        }
    }

    /// Whether another address of the same provider may still answer: this one has not been
    /// reached or has failed, and has not said that it does not want us. One that hangs is given
    /// up: who waits for a second one as well waits too long.
    #[must_use]
    pub(crate) fn is_worth_another_host(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Failed { .. })
    }

    /// The cause in at most twelve characters: the ticker has no room for more.
    #[must_use]
    pub(super) fn brief(&self) -> String {
        match self {
            Self::UnknownSymbol { .. } => "unknown code".to_owned(),
            Self::Refused { .. } => "refused".to_owned(),
            Self::RateLimited { status, .. } => status.to_string(),
            Self::Rejected { status, .. } | Self::Failed { status, .. } => {
                format!("error {status}")
            }
            Self::TimedOut { .. } => "no answer".to_owned(),
            // "refused" is what a server says that does not want us; here none took the call.
            Self::Unreachable { reason, .. } if reason == "refused" => "unreachable".to_owned(),
            Self::Unreachable { reason, .. } if reason.chars().count() <= LONGEST_BRIEF => {
                reason.clone()
            }
            Self::Unreachable { .. } => "unreachable".to_owned(),
            Self::NotData { what, .. } if what == WEB_PAGE => "web page".to_owned(),
            Self::NotData { .. } => "no data".to_owned(),
            Self::Implausible { .. } => "no price".to_owned(),
        }
    }
}

/// Most characters of [`QuoteError::brief`]: what fits beside a symbol in 24 columns.
const LONGEST_BRIEF: usize = 12;

/// What [`not_json`] calls a page.
const WEB_PAGE: &str = "a web page";

/// What a provider can do, and what it bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// The kinds of instruments that it serves.
    pub(crate) kinds: Vec<InstrumentKind>,
    /// Most instruments in one request.
    pub(super) batch: usize,
    /// Addresses that answer alike, the first one first; the others are for times at which it
    /// cannot be reached.
    pub(crate) hosts: Vec<String>,
    /// Most requests a minute.
    pub(super) per_minute: u32,
    /// Shortest time between two questions for one instrument, in seconds.
    pub(super) shortest_interval: i64,
    /// The day's line is asked for apart from the quote.
    pub has_series_request: bool,
}

/// An instrument in the notation of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Ours.
    pub key: InstrumentKey,
    /// The provider's.
    pub symbol: String,
}

/// The answers of one request, an answer for each instrument that was asked for.
pub type Answers = Vec<(InstrumentKey, Result<Quote, QuoteError>)>;

/// What a provider found for one part of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The part ("last").
    pub(crate) field: String,
    /// Where it was looked for.
    pub(crate) path: String,
    /// The value as read, or what is there instead.
    pub found: Result<String, String>,
}

/// An instrument that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// As it is written in a watchlist.
    pub symbol: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub(crate) kind: InstrumentKind,
    /// Where it is traded.
    pub(crate) venue: Option<String>,
}

/// A source of quotes. Pure: it says what to ask for and reads what came back.
pub trait Provider: Send + Sync {
    /// A short name, shown beside its quotes ("yahoo").
    fn id(&self) -> &str;

    /// See [`Capabilities`].
    fn capabilities(&self) -> &Capabilities;

    /// The instrument in the provider's notation; `None` where it cannot be served. Nothing is
    /// guessed: a wrong symbol is another company's price.
    fn symbol(&self, key: &InstrumentKey) -> Option<String>;

    /// What to ask the host of that number for; at most a batch.
    fn request(&self, asked: &[Asked], host: usize) -> Option<QuoteRequest>;

    /// Reads an answer.
    ///
    /// # Errors
    /// What concerns the provider as a whole; see [`QuoteError`]. What concerns one instrument
    /// stands among the answers.
    fn read(
        &self,
        asked: &[Asked],
        reply: &Reply<'_>,
        now: Timestamp,
    ) -> Result<Answers, QuoteError>;

    /// What an answer holds part by part, for who writes a provider of his own; nothing where
    /// the quote says it all.
    fn findings(&self, _asked: &Asked, _reply: &Reply<'_>) -> Vec<Finding> {
        Vec::new()
    }

    /// What to ask for the day's line; `None` where the quote holds it or there is none.
    fn series_request(&self, _asked: &Asked, _host: usize) -> Option<QuoteRequest> {
        None
    }

    /// Reads the day's line.
    ///
    /// # Errors
    /// See [`QuoteError`].
    fn read_series(&self, _asked: &Asked, _reply: &Reply<'_>) -> Result<Series, QuoteError> {
        Ok(Series::default())
    }

    /// What to ask for instruments by name or ISIN; `None` where it has no search.
    fn search_request(&self, _words: &str, _host: usize) -> Option<QuoteRequest> {
        None
    }

    /// Reads the matches, the best first.
    ///
    /// # Errors
    /// See [`QuoteError`].
    fn read_search(&self, _reply: &Reply<'_>) -> Result<Vec<Match>, QuoteError> {
        Ok(Vec::new())
    }
}

/// The error of a status that is not 2xx, common to all providers. `None` for 2xx.
#[must_use]
pub(super) fn status_error(provider: &str, reply: &Reply<'_>) -> Option<QuoteError> {
    let provider = provider.to_owned();
    let status = reply.status;
    match status {
        200..=299 => None,
        404 | 410 => Some(QuoteError::UnknownSymbol { provider }),
        400 | 422 => Some(QuoteError::Rejected { provider, status }),
        401 | 403 | 407 | 451 => Some(QuoteError::Refused { provider, status }),
        429 => Some(QuoteError::RateLimited {
            provider,
            status,
            retry_after_seconds: reply.retry_after_seconds,
        }),
        503 if reply.retry_after_seconds.is_some() => Some(QuoteError::RateLimited {
            provider,
            status,
            retry_after_seconds: reply.retry_after_seconds,
        }),
        _ => Some(QuoteError::Failed { provider, status }),
    }
}

/// What a body that should be JSON is instead; `None` when it may be JSON.
#[must_use]
pub(super) fn not_json(reply: &Reply<'_>) -> Option<&'static str> {
    let body = reply.body.trim_ascii_start();
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    match body.first() {
        None => Some("nothing"),
        Some(b'{' | b'[') => None,
        Some(b'<') => Some(WEB_PAGE),
        Some(_) => Some("plain text"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, retry_after_seconds: Option<i64>) -> Reply<'static> {
        Reply {
            status,
            content_type: None,
            retry_after_seconds,
            body: b"",
        }
    }

    #[test]
    fn each_status_has_its_class() {
        let class = |status, retry| status_error("p", &reply(status, retry));
        assert_eq!(class(200, None), None);
        assert!(matches!(
            class(404, None),
            Some(QuoteError::UnknownSymbol { .. })
        ));
        assert!(matches!(
            class(422, None),
            Some(QuoteError::Rejected { status: 422, .. })
        ));
        assert!(matches!(
            class(451, None),
            Some(QuoteError::Refused { status: 451, .. })
        ));
        assert!(matches!(
            class(429, Some(9)),
            Some(QuoteError::RateLimited {
                retry_after_seconds: Some(9),
                ..
            })
        ));
        assert!(matches!(
            class(503, Some(9)),
            Some(QuoteError::RateLimited { .. })
        ));
        assert!(matches!(class(503, None), Some(QuoteError::Failed { .. })));
    }

    #[test]
    fn what_is_not_json_has_a_name() {
        let what = |body| {
            not_json(&Reply {
                body,
                ..reply(200, None)
            })
        };
        assert_eq!(what(b" \n"), Some("nothing"));
        assert_eq!(what(b"\n<!doctype html>"), Some("a web page"));
        assert_eq!(what(b"Too Many Requests"), Some("plain text"));
        assert_eq!(what(b" {}"), None);
    }
}
