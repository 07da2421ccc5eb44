//! What is asked for, and what comes back.

use std::net::IpAddr;
use std::time::Duration;

use super::named::NamedBy;
use crate::model::failure::NetError;

/// What is asked for; decides `Accept` and the size limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RequestKind {
    /// A feed, or a page that stands in for one.
    #[default]
    Feed,
    /// An article.
    Page,
    /// A site's rules for programs.
    Robots,
    /// An answer of a quote provider; its body is kept for every status.
    Quote,
}

impl RequestKind {
    pub(super) fn accept(self) -> &'static str {
        match self {
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, \
                 application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, \
                 application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
            }
            Self::Page => "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
            Self::Robots => "text/plain, */*;q=0.1",
            Self::Quote => "application/json, text/csv;q=0.8, */*;q=0.1",
        }
    }
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// http or https; the user's name and password in it become Basic authorization.
    pub url: String,
    /// What is asked for.
    pub kind: RequestKind,
    /// By whom the address is named: decides where it may lead.
    pub named_by: NamedBy,
    /// Sent as `If-None-Match`, as it was received.
    pub etag: Option<String>,
    /// Sent as `If-Modified-Since`, as it was received.
    pub last_modified: Option<String>,
    /// Further headers for the asked origin; not sent on to another one.
    pub headers: Vec<(String, String)>,
    /// Redirects that led here already, in a page instead of a header: they count.
    pub redirects: usize,
}

impl Request {
    /// A request without validators.
    #[must_use]
    pub fn new(url: impl Into<String>, kind: RequestKind, named_by: NamedBy) -> Self {
        Self {
            url: url.into(),
            kind,
            named_by,
            etag: None,
            last_modified: None,
            headers: Vec::new(),
            redirects: 0,
        }
    }

    /// A request for an address that the user configured, typed or opened by hand.
    #[must_use]
    pub fn by_user(url: impl Into<String>, kind: RequestKind) -> Self {
        Self::new(url, kind, NamedBy::User)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fetched {
    /// HTTP status of the last answer of the chain.
    pub(crate) status: u16,
    /// Address that answered, without credentials.
    pub final_url: String,
    /// Where the address has moved for good: the end of the 301 and 308 redirects that the
    /// chain began with. Credentials are kept when the origin is the same.
    pub permanent_url: Option<String>,
    /// The address that was connected to; `None` behind a proxy.
    pub(crate) answered_from: Option<IpAddr>,
    /// Redirects that were followed, those before the request among them.
    pub(crate) redirects: usize,
    /// 304: nothing has changed since the validators were given.
    pub not_modified: bool,
    /// `Content-Type`.
    pub(crate) content_type: Option<String>,
    /// `Link` (RFC 8288), all of them.
    pub(crate) link: Option<String>,
    /// `ETag`, each byte as one character (U+0000 to U+00FF).
    pub etag: Option<String>,
    /// `Last-Modified`, likewise.
    pub last_modified: Option<String>,
    /// How long the answer stays fresh; `None` when it does not say.
    pub(crate) max_age: Option<Duration>,
    /// How long the server wants to be left alone.
    pub(crate) retry_after: Option<Duration>,
    /// From the first request of the chain to the end of the answer; waiting for a free
    /// place is not part of it.
    pub(crate) elapsed: Duration,
    /// The body, decompressed. Empty for errors, except of [`RequestKind::Quote`].
    pub body: Vec<u8>,
}

impl Fetched {
    /// The answer if it is a good one: any 2xx except a part (206), or 304.
    ///
    /// # Errors
    /// [`NetError::Status`] for every other status.
    pub fn success(self) -> Result<Self, NetError> {
        let good = matches!(self.status, 200..=205 | 207..=299) || self.not_modified;
        if good {
            return Ok(self);
        }
        Err(NetError::Status {
            status: self.status,
            retry_after: self.retry_after,
        })
    }
}
