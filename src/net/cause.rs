//! The cause of a failed request: reqwest reports nested library errors ("error sending
//! request"); here it is dug out of the chain and said in terms of what the user can do.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use super::names::Refused;
use crate::model::failure::network::{NetError, Reason, printable};

impl NetError {
    /// Finds the cause in a chain of library errors.
    #[must_use]
    pub(super) fn from_library(error: &reqwest::Error, host: &str, connect_seconds: u64) -> Self {
        let host = host.to_owned();
        let causes = causes(error);
        let mut refused = causes.iter();
        if let Some(refused) = refused.find_map(|cause| cause.downcast_ref::<Refused>()) {
            let host = printable(&host);
            let address = Some(refused.address);
            return Self::Inside { host, address };
        }
        if let Some(reason) = causes.iter().find_map(|cause| tls_reason(*cause)) {
            return match reason {
                TlsReason::Certificate(reason) => Self::Certificate { host, reason },
                TlsReason::NotTls => Self::NoTls(host),
                TlsReason::Other(reason) => Self::Tls { host, reason },
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
                match reason {
                    Reason::Damaged => Self::Compression,
                    _ => Self::Truncated,
                }
            } else {
                Self::Connection { host, reason }
            };
        }
        if error.is_decode() || error.is_body() {
            return Self::Truncated;
        }
        if says("connection closed before message completed") {
            let reason = Reason::ClosedUnanswered;
            return Self::Connection { host, reason };
        }
        let reason = printable(texts.last().map_or("unknown error", String::as_str));
        if error.is_connect() {
            let reason = Reason::Other(reason);
            Self::Connect { host, reason }
        } else {
            Self::Protocol { host, reason }
        }
    }
}

/// Nested errors that are looked at.
const MAX_CAUSES: usize = 16;

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
    Certificate(Reason),
    NotTls,
    Other(Reason),
}

/// The TLS library's error, which travels inside one or more `io::Error`s. Their `source` skips
/// what they hold, so that is looked into.
fn tls_error<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let mut error = cause;
    for _ in 0..MAX_CAUSES {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        error = error.downcast_ref::<io::Error>()?.get_ref()?;
    }
    None
}

fn tls_reason(cause: &(dyn Error + 'static)) -> Option<TlsReason> {
    Some(match tls_error(cause)? {
        rustls::Error::InvalidCertificate(problem) => {
            TlsReason::Certificate(certificate_reason(problem))
        }
        rustls::Error::InvalidMessage(_) => TlsReason::NotTls,
        other => TlsReason::Other(Reason::Other(printable(&other.to_string()))),
    })
}

fn certificate_reason(problem: &CertificateError) -> Reason {
    match problem {
        CertificateError::UnknownIssuer => Reason::UnknownIssuer,
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Reason::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            Reason::NotYetValid
        }
        CertificateError::Revoked => Reason::Revoked,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Reason::OtherName
        }
        other => Reason::Other(printable(&other.to_string())),
    }
}

fn io_reason(cause: &(dyn Error + 'static)) -> Option<Reason> {
    let error = cause.downcast_ref::<io::Error>()?;
    Some(match error.kind() {
        io::ErrorKind::ConnectionRefused => Reason::Refused,
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => Reason::Broken,
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => Reason::Unreachable,
        io::ErrorKind::NetworkDown => Reason::Down,
        io::ErrorKind::TimedOut => Reason::Silent,
        io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof => Reason::Closed,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Reason::Damaged,
        // A wrapper around another error: the cause is further down.
        _ if error.get_ref().is_some() && error.source().is_some() => return None,
        _ => Reason::Other(printable(&error.to_string())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tls_error_is_found_however_deep_it_is_wrapped() {
        let wrapped = |error: rustls::Error| {
            let inner = io::Error::new(io::ErrorKind::InvalidData, error);
            io::Error::other(io::Error::other(inner))
        };
        let certificate = wrapped(CertificateError::UnknownIssuer.into());
        assert!(matches!(
            tls_reason(&certificate),
            Some(TlsReason::Certificate(_))
        ));
        let plain = wrapped(rustls::InvalidMessage::InvalidContentType.into());
        assert!(matches!(tls_reason(&plain), Some(TlsReason::NotTls)));
        assert!(tls_reason(&io::Error::other("else")).is_none());
    }
}
