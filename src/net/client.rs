//! The one HTTP client of the program: connections, limits and manners are shared by all
//! that asks.

use std::sync::Arc;

use reqwest::header::HeaderValue;
use tokio::sync::Semaphore;

use super::backlog::{Backlog, Held};
use super::body_limits::BodyLimits;
use super::concurrency::Concurrency;
use super::options::Options;
use super::pools::Pools;
use super::request::RequestKind;
use crate::model::failure::network::{NetError, printable};

/// Four times of what is read of them; a larger one is no list of rules.
const MAX_ROBOTS_BYTES: u64 = 4 * super::robots::MAX_BYTES as u64;
/// Answers of a quote provider are small; more is a mistake.
const MAX_QUOTE_BYTES: u64 = 2_000_000;
/// Bodies above one megabyte that are read at once.
const LARGE_BODIES: usize = 3;

/// Downloads, politely. Share one in an `Arc`: it holds the connections and the limits.
#[derive(Debug)]
pub struct Client {
    pub(super) options: Options,
    pub(super) concurrency: Concurrency,
    pub(super) backlog: Backlog,
    large_bodies: Arc<Semaphore>,
    pub(super) pools: Pools,
}

impl Client {
    /// A client; it opens no connection before it is asked for something.
    ///
    /// # Errors
    /// When the user agent holds characters that a header cannot carry.
    pub fn new(options: &Options) -> Result<Self, NetError> {
        if HeaderValue::from_str(&options.user_agent).is_err() {
            let shown = printable(&options.user_agent);
            return Err(NetError::Setup(format!("bad user agent {shown:?}")));
        }
        Ok(Self {
            concurrency: Concurrency::new(options.hosts_at_once, options.per_host),
            backlog: Backlog::new(),
            large_bodies: Arc::new(Semaphore::new(LARGE_BODIES)),
            pools: Pools::new(options),
            options: options.clone(),
        })
    }

    /// How it behaves.
    #[must_use]
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Says that an answer of so many bytes waits to be stored, until the value is dropped.
    /// While much waits, no further feed is asked for.
    #[must_use]
    pub(crate) fn hold(&self, bytes: usize) -> Held {
        self.backlog.hold(bytes)
    }

    pub(super) fn limits(&self, kind: RequestKind) -> BodyLimits {
        BodyLimits {
            max_bytes: match kind {
                RequestKind::Feed => self.options.max_body_bytes,
                RequestKind::Page => self.options.max_page_bytes,
                RequestKind::Robots => MAX_ROBOTS_BYTES,
                RequestKind::Quote => MAX_QUOTE_BYTES,
            },
            stall: self.options.stall,
            large_bodies: self.large_bodies.clone(),
        }
    }
}
