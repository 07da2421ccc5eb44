//! The one HTTP client of the program: connections, limits and manners are shared by all
//! that asks.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;
use tokio::sync::Semaphore;

use super::backlog::{Backlog, Held};
use super::fetch::Kind;
use super::gate::Gate;
use super::limits::Limits;
use super::names::Names;
use super::pools::Pools;
use crate::model::failure::network::{NetError, printable};
use crate::model::inside::Networks;

/// How the client behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Sent with every request: product, version, and what it is.
    pub user_agent: String,
    /// Longest time for one download, redirects included, waiting for a free place not.
    pub timeout: Duration,
    /// Until a connection must stand, name lookup and encryption included.
    pub connect_timeout: Duration,
    /// Window in which a body must make progress.
    pub stall: Duration,
    /// Largest feed in bytes, after decompression.
    pub max_body_bytes: u64,
    /// Largest page in bytes, after decompression.
    pub max_page_bytes: u64,
    /// Hosts that are asked at once.
    pub hosts_at_once: usize,
    /// Requests to one host at once.
    pub per_host: usize,
    /// After this time without an answer a request no longer keeps other hosts waiting.
    pub patience: Duration,
    /// Redirects that are followed.
    pub max_redirects: usize,
    /// Honour `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`.
    pub system_proxy: bool,
    /// Networks inside that may be asked although the user did not name the address.
    pub allow_networks: Networks,
    /// What looks host names up.
    pub names: Names,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!(
                "newswire/",
                env!("CARGO_PKG_VERSION"),
                " (terminal news reader)"
            )
            .to_owned(),
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            stall: Duration::from_secs(10),
            max_body_bytes: 10_000_000,
            max_page_bytes: 5_000_000,
            hosts_at_once: 16,
            per_host: 4,
            patience: Duration::from_millis(300),
            max_redirects: 10,
            system_proxy: true,
            allow_networks: Networks::default(),
            names: Names::default(),
        }
    }
}

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
    pub(super) gate: Gate,
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
            gate: Gate::new(options.hosts_at_once, options.per_host),
            backlog: Backlog::new(),
            large_bodies: Arc::new(Semaphore::new(LARGE_BODIES)),
            pools: Pools::new(options),
            options: options.clone(),
        })
    }

    /// How it behaves.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Says that an answer of so many bytes waits to be stored, until the value is dropped.
    /// While much waits, no further feed is asked for.
    #[must_use]
    pub fn hold(&self, bytes: usize) -> Held {
        self.backlog.hold(bytes)
    }

    pub(super) fn limits(&self, kind: Kind) -> Limits {
        Limits {
            max_bytes: match kind {
                Kind::Feed => self.options.max_body_bytes,
                Kind::Page => self.options.max_page_bytes,
                Kind::Robots => MAX_ROBOTS_BYTES,
                Kind::Quote => MAX_QUOTE_BYTES,
            },
            stall: self.options.stall,
            large_bodies: self.large_bodies.clone(),
        }
    }
}
