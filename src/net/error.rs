//! What can go wrong on the network, in one line of words that a reader understands.
//!
//! reqwest reports nested library errors ("error sending request"); here the cause is dug
//! out of the chain and said in terms of what the user can do about it.

use std::error::Error;
use std::io;
use std::time::Duration;

use rustls::CertificateError;

/// Why a download failed. `Display` is one line, ready to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
        /// In words.
        reason: String,
    },
    /// The connection broke while the answer was awaited.
    #[error("{host} {reason}")]
    Connection {
        /// Host name.
        host: String,
        /// In words, after the host's name.
        reason: String,
    },
    /// The certificate cannot be trusted; nothing was sent.
    #[error("certificate of {host} is not trusted: {reason}")]
    Certificate {
        /// Host name.
        host: String,
        /// In words.
        reason: String,
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
    /// The server answered with an error.
    #[error("{}", in_words(*.status, *.retry_after))]
    Status {
        /// HTTP status code.
        status: u16,
        /// What `Retry-After` asks for.
        retry_after: Option<Duration>,
    },
    /// The server does not speak HTTP as it should.
    #[error("{host} does not answer in proper HTTP: {reason}")]
    Protocol {
        /// Host name.
        host: String,
        /// What is wrong.
        reason: String,
    },
    /// The client itself cannot be set up.
    #[error("cannot set up the network client: {0}")]
    Setup(String),
}

impl NetError {
    /// Whether no server took part in the failure: then none has to be spared, and the
    /// cause may well be this machine's own network.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::UnknownHost(_) | Self::Connect { .. })
    }

    /// Finds the cause in a chain of library errors.
    #[must_use]
    pub(crate) fn from_library(error: &reqwest::Error, host: &str, connect_seconds: u64) -> Self {
        let host = host.to_owned();
        let causes = causes(error);
        if let Some(reason) = causes.iter().find_map(|cause| tls_reason(*cause)) {
            return match reason {
                TlsReason::Certificate(reason) => Self::Certificate { host, reason },
                TlsReason::Other(reason) => Self::Connect { host, reason },
            };
        }
        // hyper has no public types for these; its texts are the only sign of them.
        let texts: Vec<String> = causes.iter().map(ToString::to_string).collect();
        let says = |words: &str| texts.iter().any(|text| text.contains(words));
        if says("dns error") {
            return Self::UnknownHost(host);
        }
        if error.is_timeout() {
            return Self::Timeout(connect_seconds);
        }
        if says("message head is too large") || says("header list too large") {
            return Self::HeaderTooLarge;
        }
        if let Some(reason) = causes.iter().find_map(|cause| io_reason(*cause)) {
            return if error.is_connect() {
                Self::Connect { host, reason }
            } else if error.is_decode() {
                Self::of_body(&reason)
            } else {
                Self::Connection { host, reason }
            };
        }
        if error.is_decode() || error.is_body() {
            return Self::Truncated;
        }
        if says("connection closed before message completed") {
            let reason = "closed the connection without an answer".to_owned();
            return Self::Connection { host, reason };
        }
        let reason = printable(texts.last().map_or("unknown error", String::as_str));
        if error.is_connect() {
            Self::Connect { host, reason }
        } else {
            Self::Protocol { host, reason }
        }
    }

    fn of_body(reason: &str) -> Self {
        if reason == DAMAGED {
            Self::Compression
        } else {
            Self::Truncated
        }
    }
}

/// Nested errors that are looked at.
const MAX_CAUSES: usize = 16;
const DAMAGED: &str = "sent damaged data";

/// The error and what is behind it, outermost first.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    let mut causes = Vec::new();
    let mut next = Some(error);
    while let Some(cause) = next
        && causes.len() < MAX_CAUSES
    {
        causes.push(cause);
        next = cause.source();
    }
    causes
}

enum TlsReason {
    Certificate(String),
    Other(String),
}

/// The TLS library's error, which travels inside an `io::Error`.
fn tls_reason(cause: &(dyn Error + 'static)) -> Option<TlsReason> {
    let error = cause.downcast_ref::<rustls::Error>().or_else(|| {
        cause
            .downcast_ref::<io::Error>()?
            .get_ref()?
            .downcast_ref::<rustls::Error>()
    })?;
    Some(match error {
        rustls::Error::InvalidCertificate(problem) => {
            TlsReason::Certificate(certificate_reason(problem))
        }
        other => TlsReason::Other(format!(
            "no secure connection ({})",
            printable(&other.to_string())
        )),
    })
}

fn certificate_reason(problem: &CertificateError) -> String {
    match problem {
        CertificateError::UnknownIssuer => {
            "no known authority has signed it (self-signed, or an incomplete chain)".to_owned()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "it has expired".to_owned()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "it is not valid yet (is this machine's clock right?)".to_owned()
        }
        CertificateError::Revoked => "it has been revoked".to_owned(),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "it belongs to another name".to_owned()
        }
        other => printable(&other.to_string()),
    }
}

fn io_reason(cause: &(dyn Error + 'static)) -> Option<String> {
    let error = cause.downcast_ref::<io::Error>()?;
    Some(
        match error.kind() {
            io::ErrorKind::ConnectionRefused => "it refuses connections",
            io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => {
                "broke the connection"
            }
            io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
                "it cannot be reached from this network"
            }
            io::ErrorKind::NetworkDown => "the network is down",
            io::ErrorKind::TimedOut => "it does not answer",
            io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof => "closed the connection",
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => DAMAGED,
            // A wrapper around another error: the cause is further down.
            _ if error.get_ref().is_some() && error.source().is_some() => return None,
            _ => return Some(printable(&error.to_string())),
        }
        .to_owned(),
    )
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
        401 => "needs a user name and password (https://user:password@host/...)".to_owned(),
        _ => reqwest::StatusCode::from_u16(status)
            .ok()
            .and_then(|status| status.canonical_reason())
            .unwrap_or("unknown status")
            .to_lowercase(),
    };
    match retry_after.filter(|wait| !wait.is_zero()) {
        Some(wait) => format!("HTTP {status} {reason}, asks to wait {}", in_time(wait)),
        None => format!("HTTP {status} {reason}"),
    }
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
    }

    #[test]
    fn hostile_text_is_made_printable() {
        let shown = printable("a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}b");
        assert_eq!(shown, "a?]0;x??31m?b");
        assert!(printable(&"x".repeat(10_000)).len() < 210);
    }
}
