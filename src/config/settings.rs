//! What can be configured.

use std::collections::BTreeMap;
use std::time::Duration;

use ipnet::IpNet;

use crate::market::chain::Order;
use crate::market::providers::json::Description;
use crate::model::{Group, Scheme, SourceSpec};

/// What the user configured; the default where he said nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Shortest gap between two downloads of a source, in seconds.
    pub(crate) every_seconds: i64,
    /// Days that headlines are kept; favourites are kept for ever.
    pub(crate) keep_days: i64,
    /// How downloads are made.
    pub(crate) fetch: Fetch,
    /// How the reader behaves.
    pub(crate) reader: Reader,
    /// The ticker.
    pub ticker: Ticker,
    /// Where quotes come from.
    pub(crate) providers: Providers,
    /// Chord to command, on top of the default keys.
    pub(crate) keys: BTreeMap<String, String>,
    /// The `[[feed]]` tables.
    pub sources: Vec<SourceSpec>,
}

/// `[fetch]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetch {
    /// Longest time for one download.
    pub(crate) timeout: Duration,
    /// Hosts asked at once.
    pub(crate) hosts_at_once: usize,
    /// Downloads at once from one host.
    pub(crate) per_host: usize,
    /// Largest body, in bytes after decompression.
    pub(crate) max_bytes: u64,
    /// Article pages fetched ahead of reading, a day at most.
    pub(crate) articles_a_day: u64,
    /// Networks inside that feeds and pages may lead to.
    pub(crate) allow_networks: Vec<IpNet>,
}

/// `[reader]`
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent switches of the user
pub struct Reader {
    /// The name of a theme; none where the terminal and the environment decide.
    pub(crate) theme: Option<String>,
    /// Take the mouse.
    pub(crate) mouse: bool,
    /// Opening a headline marks it read.
    pub(crate) mark_read_on_open: bool,
    /// Widest line of an article.
    pub(crate) article_width: u16,
    /// Refresh when the reader starts.
    pub(crate) refresh_on_start: bool,
    /// Refresh what becomes due while the reader is open.
    pub(crate) refresh_while_open: bool,
}

/// `[ticker]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticker {
    /// Shown at start.
    pub(crate) visible: bool,
    /// Columns, 24 to 40; 0 for one line at the bottom.
    pub(crate) width: u16,
    /// Which colours mean up and down.
    pub(crate) scheme: Scheme,
    /// Changed digits flash.
    pub(crate) flash: bool,
    /// The watchlists.
    pub groups: Vec<Group>,
}

/// `[providers]`
#[derive(Debug, Clone, PartialEq)]
pub struct Providers {
    /// Who is asked for each kind.
    pub(crate) order: Order,
    /// `[providers.yahoo]`
    pub(crate) yahoo: Yahoo,
    /// `[providers.binance]`
    pub(crate) binance: Service,
    /// `[providers.kraken]`
    pub(crate) kraken: Service,
    /// `[providers.coinbase]`
    pub(crate) coinbase: Service,
    /// `[providers.ecb]`
    pub(crate) ecb: Service,
    /// The `[[provider]]` tables; the values of headers as they are written.
    pub(crate) own: Vec<Description>,
}

/// `[providers.yahoo]`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Yahoo {
    /// Ask it at all.
    pub(crate) enabled: bool,
    /// Its address.
    pub(crate) base_url: String,
    /// As what the program presents itself.
    pub(crate) user_agent: String,
    /// Requests a minute at most.
    pub(crate) per_minute: u32,
}

/// A provider that has an address and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Service {
    /// Ask it at all.
    pub(crate) enabled: bool,
    /// Its address.
    pub(crate) base_url: String,
}

impl Config {
    /// Nothing at all, to be filled from the table.
    pub(super) fn empty() -> Self {
        Self {
            every_seconds: 0,
            keep_days: 0,
            fetch: Fetch {
                timeout: Duration::ZERO,
                hosts_at_once: 0,
                per_host: 0,
                max_bytes: 0,
                articles_a_day: 0,
                allow_networks: Vec::new(),
            },
            reader: Reader {
                theme: None,
                mouse: false,
                mark_read_on_open: false,
                article_width: 0,
                refresh_on_start: false,
                refresh_while_open: false,
            },
            ticker: Ticker {
                visible: false,
                width: 0,
                scheme: Scheme::Western,
                flash: false,
                groups: Vec::new(),
            },
            providers: Providers {
                order: Order::new(),
                yahoo: Yahoo::default(),
                binance: Service::default(),
                kraken: Service::default(),
                coinbase: Service::default(),
                ecb: Service::default(),
                own: Vec::new(),
            },
            keys: BTreeMap::new(),
            sources: Vec::new(),
        }
    }
}
