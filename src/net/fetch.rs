//! One download: validators sent back byte for byte, redirects followed by hand, the answer
//! taken in within its limits.

use std::net::IpAddr;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use super::chain::{self, Chain, Redirect, authority, redirect_target};
use super::client::Client;
use super::encoding::Encoding;
use super::gate::{LEAST_PATIENCE, Lease};
use super::limits::{drain, read_body};
use super::named::NamedBy;
use crate::model::failure::NetError;

/// What is asked for; decides `Accept` and the size limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
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

impl Kind {
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
    pub kind: Kind,
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
    pub fn new(url: impl Into<String>, kind: Kind, named_by: NamedBy) -> Self {
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
    pub fn by_user(url: impl Into<String>, kind: Kind) -> Self {
        Self::new(url, kind, NamedBy::User)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fetched {
    /// HTTP status of the last answer of the chain.
    pub status: u16,
    /// Address that answered, without credentials.
    pub final_url: String,
    /// Where the address has moved for good: the end of the 301 and 308 redirects that the
    /// chain began with. Credentials are kept when the origin is the same.
    pub permanent_url: Option<String>,
    /// The address that was connected to; `None` behind a proxy.
    pub answered_from: Option<IpAddr>,
    /// Redirects that were followed, those before the request among them.
    pub redirects: usize,
    /// 304: nothing has changed since the validators were given.
    pub not_modified: bool,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Link` (RFC 8288), all of them.
    pub link: Option<String>,
    /// `ETag`, each byte as one character (U+0000 to U+00FF).
    pub etag: Option<String>,
    /// `Last-Modified`, likewise.
    pub last_modified: Option<String>,
    /// How long the answer stays fresh; `None` when it does not say.
    pub max_age: Option<Duration>,
    /// How long the server wants to be left alone.
    pub retry_after: Option<Duration>,
    /// From the first request of the chain to the end of the answer; waiting for a free
    /// place is not part of it.
    pub elapsed: Duration,
    /// The body, decompressed. Empty for errors, except of [`Kind::Quote`].
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

impl Client {
    /// Downloads. Every HTTP status is an answer, not an error; see [`Fetched::success`].
    ///
    /// # Errors
    /// When there is no whole answer: see [`NetError`].
    pub async fn fetch(&self, request: &Request) -> Result<Fetched, NetError> {
        let answer = self.follow(request).await;
        answer.map_err(|failure| failure.error)
    }

    /// [`Client::fetch`], whose failure says whether there was any answer on the way.
    ///
    /// # Errors
    /// When there is no whole answer.
    pub async fn follow(&self, request: &Request) -> Result<Fetched, Failure> {
        let mut has_answered = false;
        let answer = self.chain(request, &mut has_answered).await;
        answer.map_err(|error| Failure {
            error,
            has_answered,
        })
    }

    async fn chain(&self, request: &Request, has_answered: &mut bool) -> Result<Fetched, NetError> {
        let mut chain = Chain::new(request)?;
        let mut left = self.options.timeout;
        loop {
            let mut lease = self.gate.enter(&authority(&chain.url)).await;
            if request.kind == Kind::Feed {
                self.backlog.room().await;
            }
            let begun = Instant::now();
            let hop = timeout(left, self.hop(&chain, &mut lease))
                .await
                .map_err(|_| NetError::Timeout(self.options.timeout.as_secs()))??;
            match hop {
                Hop::Answer(fetched) => {
                    let spent = self.options.timeout.saturating_sub(left) + begun.elapsed();
                    return Ok(Fetched {
                        elapsed: spent,
                        ..*fetched
                    });
                }
                Hop::Redirect(to) => {
                    *has_answered = true;
                    chain.follow(&to, self.options.max_redirects)?;
                }
            }
            left = left.saturating_sub(begun.elapsed());
        }
    }

    /// One request of the chain. When it takes much longer than others did, the lease's place
    /// goes to another host.
    async fn hop(&self, chain: &Chain<'_>, lease: &mut Lease) -> Result<Hop, NetError> {
        let begun = Instant::now();
        let exchange = self.exchange(chain);
        tokio::pin!(exchange);
        // What is usual is being learned while this one waits.
        while begun.elapsed() < self.gate.patience(self.options.patience) {
            tokio::select! {
                done = &mut exchange => {
                    if done.is_ok() {
                        self.gate.note(begun.elapsed());
                    }
                    return done;
                }
                () = sleep(LEAST_PATIENCE.min(self.options.patience)) => {}
            }
        }
        lease.give_place_back();
        exchange.await
    }

    async fn exchange(&self, chain: &Chain<'_>) -> Result<Hop, NetError> {
        let mut url = chain.url.clone();
        url.set_fragment(None);
        let pool = self.pools.pool(&url, &chain.named_by)?;
        let mut builder = pool.http.get(url).headers(chain.headers()?);
        if let Some((user, password)) = &chain.credentials {
            builder = builder.basic_auth(user, password.as_ref());
        }
        let mut response = builder.send().await.map_err(|error| {
            let seconds = self.options.connect_timeout.as_secs();
            NetError::from_library(&error, &chain.host(), seconds)
        })?;
        let status = response.status().as_u16();
        let from = response.remote_addr().filter(|_| pool.is_direct);
        let from = from.map(|address| address.ip());
        if let Some(target) = redirect_target(status, response.headers()) {
            drain(&mut response).await;
            let to = Redirect {
                status,
                target,
                from,
            };
            return Ok(Hop::Redirect(to));
        }
        let mut fetched = chain.fetched(status, response.headers());
        fetched.answered_from = from;
        if response.status().is_success() || chain.request.kind == Kind::Quote {
            let limits = self.limits(chain.request.kind);
            let encoding = chain::encoding(response.headers());
            let body = read_body(&mut response, &chain.host(), &limits).await?;
            fetched.body = unpacked(body, encoding, limits.max_bytes).await?;
        } else {
            drain(&mut response).await;
        }
        Ok(Hop::Answer(Box::new(fetched)))
    }
}

/// Why there is no whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The cause.
    pub error: NetError,
    /// Whether a server had answered before: with a redirect.
    pub has_answered: bool,
}

/// On a thread of its own: a large body takes long enough to be felt by whoever presses keys.
async fn unpacked(body: Vec<u8>, encoding: Encoding, max_bytes: u64) -> Result<Vec<u8>, NetError> {
    if !encoding.is_left(&body) {
        return Ok(body);
    }
    tokio::task::spawn_blocking(move || encoding.undo(body, max_bytes))
        .await
        .map_err(|_| NetError::Compression)?
}

enum Hop {
    Answer(Box<Fetched>),
    Redirect(Redirect),
}
