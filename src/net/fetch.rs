//! One download: validators sent back byte for byte, redirects followed by hand, the answer
//! taken in within its limits.

use tokio::time::{Instant, sleep, timeout};

use super::body_limits::{drain, read_body};
use super::client::Client;
use super::concurrency::{LEAST_PATIENCE, Lease};
use super::encoding::Encoding;
use super::redirects::{self, Redirect, Redirects, authority, redirect_target};
use super::request::{Fetched, Request, RequestKind};
use crate::model::failure::NetError;

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
    pub(crate) async fn follow(&self, request: &Request) -> Result<Fetched, Failure> {
        let mut has_answered = false;
        let answer = self.chain(request, &mut has_answered).await;
        answer.map_err(|error| Failure {
            error,
            has_answered,
        })
    }

    async fn chain(&self, request: &Request, has_answered: &mut bool) -> Result<Fetched, NetError> {
        let mut chain = Redirects::new(request)?;
        let mut left = self.options.timeout;
        loop {
            let mut lease = self.concurrency.enter(&authority(&chain.url)).await;
            if request.kind == RequestKind::Feed {
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
    async fn hop(&self, chain: &Redirects<'_>, lease: &mut Lease) -> Result<Hop, NetError> {
        let begun = Instant::now();
        let exchange = self.exchange(chain);
        tokio::pin!(exchange);
        // What is usual is being learned while this one waits.
        while begun.elapsed() < self.concurrency.patience(self.options.patience) {
            tokio::select! {
                done = &mut exchange => {
                    if done.is_ok() {
                        self.concurrency.note(begun.elapsed());
                    }
                    return done;
                }
                () = sleep(LEAST_PATIENCE.min(self.options.patience)) => {}
            }
        }
        lease.give_place_back();
        exchange.await
    }

    async fn exchange(&self, chain: &Redirects<'_>) -> Result<Hop, NetError> {
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
        if response.status().is_success() || chain.request.kind == RequestKind::Quote {
            let limits = self.limits(chain.request.kind);
            let encoding = redirects::encoding(response.headers());
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
pub(crate) struct Failure {
    /// The cause.
    pub(crate) error: NetError,
    /// Whether a server had answered before: with a redirect.
    pub(crate) has_answered: bool,
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
