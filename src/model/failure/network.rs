//! What can go wrong on the network, as facts, and in one line of words that a reader understands.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::inside::{destination, kind};

/// Why a download failed. `Display` is one line, ready to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", content = "fact", rename_all = "kebab-case")]
pub enum NetError {
    /// The address is not one that can be asked.
    #[error("{0} is not an http or https address")]
    Address(String),
    /// The name has no address, or there is no network.
    #[error("cannot find the host {0} (check the address or the network)")]
    UnknownHost(String),
    /// The host did not take the connection, or dropped it.
    #[error("cannot connect to {host}: {reason}")]
    Connect {
        /// Host name.
        host: String,
        /// Why.
        reason: Reason,
    },
    /// Something answers there, but not in https.
    #[error("{0} does not speak https; is it http://{0} that you mean?")]
    NoTls(String),
    /// Both sides speak https, but find no common way.
    #[error("cannot connect to {host}: no secure connection ({reason})")]
    Tls {
        /// Host name.
        host: String,
        /// Why.
        reason: Reason,
    },
    /// The connection broke while the answer was awaited.
    #[error("{host} {reason}")]
    Connection {
        /// Host name.
        host: String,
        /// What happened.
        reason: Reason,
    },
    /// The certificate cannot be trusted; nothing was sent.
    #[error("certificate of {host} is not trusted: {reason}")]
    Certificate {
        /// Host name.
        host: String,
        /// Why.
        reason: Reason,
    },
    /// No answer, or not a whole one, in time.
    #[error("timed out after {0} s")]
    Timeout(u64),
    /// Too few bytes arrived for too long.
    #[error("the answer stalled: fewer than {bytes} bytes in {seconds} s")]
    Stalled {
        /// What should have arrived at least.
        bytes: u64,
        /// In this time.
        seconds: u64,
    },
    /// The body is larger than allowed, counted after decompression.
    #[error("the answer is larger than {}", in_units(*.0))]
    TooLarge(u64),
    /// The header is larger than allowed.
    #[error("the header of the answer is too large")]
    HeaderTooLarge,
    /// The body is shorter than announced.
    #[error("the answer broke off before its end")]
    Truncated,
    /// The body cannot be decompressed.
    #[error("the answer's compression is damaged")]
    Compression,
    /// A redirect came back to an address that was asked already.
    #[error("redirect loop at {0}")]
    RedirectLoop(String),
    /// Too long a chain.
    #[error("more than {0} redirects")]
    TooManyRedirects(usize),
    /// A redirect to something that is not http or https.
    #[error("redirects to {0}, which is refused")]
    RedirectRefused(String),
    /// Something foreign named a place in the user's own network; nothing was sent.
    #[error("{}", refusal(host, *.address))]
    Inside {
        /// Host name or address.
        host: String,
        /// The address inside; `None` for a name of an own network, behind a proxy.
        address: Option<IpAddr>,
    },
    /// The server answered with an error.
    #[error("{}", in_words(*.status, *.retry_after))]
    Status {
        /// HTTP status code.
        status: u16,
        /// What `Retry-After` asks for.
        #[serde(default, with = "seconds", skip_serializing_if = "Option::is_none")]
        retry_after: Option<Duration>,
    },
    /// The server does not speak HTTP as it should.
    #[error("{host} does not answer in proper HTTP: {reason}")]
    Protocol {
        /// Host name.
        host: String,
        /// What is wrong, as a library says it.
        reason: String,
    },
    /// The client itself cannot be set up.
    #[error("cannot set up the network client: {0}")]
    Setup(String),
}

impl NetError {
    /// Whether the address was refused since it leads inside.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        matches!(self, Self::Inside { .. })
    }

    /// Whether no server took part in the failure: then none has to be spared, and the
    /// cause may well be this machine's own network.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!(
            self,
            Self::UnknownHost(_) | Self::Connect { .. } | Self::NoTls(_) | Self::Tls { .. }
        )
    }

    /// Whether there was no answer, or not a whole one, in time.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_) | Self::Stalled { .. })
    }

    /// The cause in one to three words, for places without room for a line.
    #[must_use]
    pub fn brief(&self) -> String {
        match self {
            Self::UnknownHost(_) => "no such host",
            Self::Connect { reason, .. } | Self::Connection { reason, .. } => {
                reason.brief().unwrap_or("no connection")
            }
            Self::NoTls(_) | Self::Tls { .. } => "no https",
            Self::Certificate { .. } => "certificate",
            Self::Timeout(_) | Self::Stalled { .. } => "no answer",
            Self::TooLarge(_) | Self::HeaderTooLarge => "too large",
            Self::Truncated | Self::Compression => "broken off",
            Self::RedirectLoop(_) | Self::TooManyRedirects(_) | Self::RedirectRefused(_) => {
                "redirects"
            }
            Self::Status { status, .. } => return status.to_string(),
            Self::Protocol { .. } => "no HTTP",
            Self::Inside { .. } => "not allowed",
            Self::Address(_) | Self::Setup(_) => "failed",
        }
        .to_owned()
    }

    /// Why nothing that speaks https was found there, in one to three words, so that http may be
    /// what is meant. A certificate that is not trusted, or a failure after it, is a sign of https.
    #[must_use]
    pub fn no_https(&self) -> Option<String> {
        matches!(
            self,
            Self::Connect { .. } | Self::NoTls(_) | Self::Timeout(_)
        )
        .then(|| self.brief())
    }
}

/// Why a connection failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Nothing listens there.
    Refused,
    /// No way leads there.
    Unreachable,
    /// There is no network.
    Down,
    /// No packet came back.
    Silent,
    /// The connection was reset.
    Broken,
    /// The connection was closed in the middle.
    Closed,
    /// The connection was closed before any answer.
    ClosedUnanswered,
    /// What came makes no sense.
    Damaged,
    /// No known authority signed the certificate.
    UnknownIssuer,
    /// The certificate has expired.
    Expired,
    /// The certificate is not valid yet.
    NotYetValid,
    /// The certificate was revoked.
    Revoked,
    /// The certificate belongs to another name.
    OtherName,
    /// As a library or the system says it.
    Other(String),
}

impl Reason {
    /// In one or two words.
    fn brief(&self) -> Option<&'static str> {
        match self {
            Self::Refused => Some("refused"),
            Self::Silent => Some("no answer"),
            Self::Unreachable | Self::Down => Some("no network"),
            _ => None,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refused => "it refuses connections",
            Self::Unreachable => "it cannot be reached from this network",
            Self::Down => "the network is down",
            Self::Silent => "it does not answer",
            Self::Broken => "broke the connection",
            Self::Closed => "closed the connection",
            Self::ClosedUnanswered => "closed the connection without an answer",
            Self::Damaged => "sent damaged data",
            Self::UnknownIssuer => {
                "no known authority has signed it (self-signed, or an incomplete chain)"
            }
            Self::Expired => "it has expired",
            Self::NotYetValid => "it is not valid yet (is this machine's clock right?)",
            Self::Revoked => "it has been revoked",
            Self::OtherName => "it belongs to another name",
            Self::Other(words) => words,
        })
    }
}

/// Why a place inside is not asked, and what the user can do.
fn refusal(host: &str, address: Option<IpAddr>) -> String {
    let (reason, cure) = match address {
        None => (
            "it is a name of an own network".to_owned(),
            "open it yourself, or name it in no_proxy".to_owned(),
        ),
        Some(address) => {
            let words = kind(address).unwrap_or("an address inside");
            let is_literal = host.trim_matches(['[', ']']) == address.to_string();
            let reason = if is_literal {
                format!("it is {words}")
            } else {
                format!("it leads to {address}, {words}")
            };
            let network = destination(address);
            let cure =
                format!("open it yourself, or allow it: fetch.allow_networks = [\"{network}\"]");
            (reason, cure)
        }
    };
    format!("refused to ask {host}: {reason}, which only you may name ({cure})")
}

/// A time as whole seconds.
mod seconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::ref_option)] // as serde hands it over
    pub(super) fn serialize<S: Serializer>(
        wait: &Option<Duration>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        wait.map(|wait| wait.as_secs()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Duration>, D::Error> {
        let seconds = Option::<u64>::deserialize(from)?;
        Ok(seconds.map(Duration::from_secs))
    }
}

/// Text from outside for an error line: visible ASCII only, bounded, so that a hostile
/// header cannot reach the terminal through an error message.
#[must_use]
pub fn printable(text: &str) -> String {
    const MAX_CHARS: usize = 200;
    let mut shown: String = text
        .chars()
        .take(MAX_CHARS)
        .map(|c| if matches!(c, ' '..='~') { c } else { '?' })
        .collect();
    if text.chars().nth(MAX_CHARS).is_some() {
        shown.push_str("...");
    }
    shown
}

/// "HTTP 429 too many requests, asks to wait 3 h".
fn in_words(status: u16, retry_after: Option<Duration>) -> String {
    let reason = match status {
        401 => "needs a user name and password (name:password@ before the host)".to_owned(),
        _ => meaning(status).unwrap_or("unknown status").to_owned(),
    };
    match retry_after.filter(|wait| !wait.is_zero()) {
        Some(wait) => format!("HTTP {status} {reason}, asks to wait {}", in_time(wait)),
        None => format!("HTTP {status} {reason}"),
    }
}

fn meaning(status: u16) -> Option<&'static str> {
    let mut rows = include_str!("../../../assets/net/status.txt").lines();
    rows.find_map(|row| row.strip_prefix(&*format!("{status} ")))
}

fn in_time(wait: Duration) -> String {
    let seconds = wait.as_secs();
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds.div_ceil(60)),
        7200..172_800 => format!("{} h", seconds.div_ceil(3600)),
        _ => format!("{} days", seconds.div_ceil(86_400)),
    }
}

fn in_units(bytes: u64) -> String {
    match bytes {
        1_000_000.. => format!("{} MB", bytes / 1_000_000),
        1_000.. => format!("{} kB", bytes / 1_000),
        _ => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_said_in_words() {
        let status = |status, seconds: Option<u64>| {
            NetError::Status {
                status,
                retry_after: seconds.map(Duration::from_secs),
            }
            .to_string()
        };
        assert_eq!(status(404, None), "HTTP 404 not found");
        assert_eq!(
            status(429, Some(10_800)),
            "HTTP 429 too many requests, asks to wait 3 h"
        );
        assert_eq!(status(799, Some(0)), "HTTP 799 unknown status");
        assert_eq!(
            NetError::TooLarge(10_000_000).to_string(),
            "the answer is larger than 10 MB"
        );
        assert_eq!(NetError::Timeout(20).to_string(), "timed out after 20 s");
        assert_eq!(NetError::Timeout(20).brief(), "no answer");
    }

    #[test]
    fn a_refusal_says_why_and_what_to_do() {
        let said = |host: &str, address: &str| {
            let address = Some(address.parse().expect("an address"));
            let host = host.to_owned();
            NetError::Inside { host, address }.to_string()
        };
        assert_eq!(
            said("[::ffff:10.0.0.1]", "::ffff:10.0.0.1"),
            "refused to ask [::ffff:10.0.0.1]: it is a private address, which only you may name \
             (open it yourself, or allow it: fetch.allow_networks = [\"10.0.0.1\"])"
        );
        let named = said("router.example", "fe80::1");
        assert!(named.contains("router.example: it leads to fe80::1, a link-local address,"));
    }

    #[test]
    fn hostile_text_is_made_printable() {
        let shown = printable("a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}b");
        assert_eq!(shown, "a?]0;x??31m?b");
        assert!(printable(&"x".repeat(10_000)).len() < 210);
    }
}
