//! How the client behaves.

use std::time::Duration;

use super::names::Names;
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
