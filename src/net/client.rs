//! The one HTTP client of the program: connections, limits and manners are shared by all
//! that asks.

use std::sync::{Arc, Once, OnceLock};
use std::time::Duration;

use reqwest::header::HeaderValue;
use tokio::sync::Semaphore;

use super::backlog::{Backlog, Held};
use super::error::{NetError, printable};
use super::fetch::Kind;
use super::gate::Gate;
use super::limits::Limits;

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
    // Made when first needed: reading the system's certificates costs time that the first
    // frame of the reader should not wait for.
    http: OnceLock<Result<reqwest::Client, NetError>>,
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
            http: OnceLock::new(),
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

    pub(super) fn http(&self) -> Result<&reqwest::Client, NetError> {
        self.http
            .get_or_init(|| build(&self.options))
            .as_ref()
            .map_err(Clone::clone)
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

fn build(options: &Options) -> Result<reqwest::Client, NetError> {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // An error means that another part of the process chose a provider: good as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    if let Ok(client) = builder(options).build() {
        return Ok(client);
    }
    // A system without any authority's certificate (a bare container) can still read plain
    // http, loopback and the demo; https then fails with the certificate named.
    builder(options)
        .tls_certs_only([])
        .build()
        .map_err(|error| NetError::Setup(printable(&error.to_string())))
}

fn builder(options: &Options) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .user_agent(&options.user_agent)
        .referer(false)
        // Redirects are followed by hand: credentials, schemes and memory need judgement.
        .redirect(reqwest::redirect::Policy::none())
        // A second try at once is what an overloaded server needs least.
        .retry(reqwest::retry::never())
        .connect_timeout(options.connect_timeout)
        .pool_idle_timeout(Duration::from_secs(30))
        .pool_max_idle_per_host(options.per_host)
        // What other readers accept from sloppy servers.
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http2_max_header_list_size(64 << 10)
        .tcp_nodelay(true);
    if options.system_proxy {
        builder
    } else {
        builder.no_proxy()
    }
}
