//! A price at a moment, and how far it can be trusted.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where the instrument's market stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Session {
    /// Before the opening.
    Pre,
    /// Regular trading.
    Open,
    /// After the close.
    Post,
    /// No trading; the price is the last close.
    Closed,
    /// The provider does not say.
    #[default]
    Unknown,
}

/// One answer of a quote provider.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The symbol that was asked for, in the watchlist's notation.
    pub symbol: String,
    /// The provider's name for it.
    pub name: Option<String>,
    /// Last price in units of `currency`.
    pub last: f64,
    /// Close of the session before.
    pub previous_close: Option<f64>,
    /// Change against `previous_close`, in percent.
    pub change_pct: Option<f64>,
    /// Highest and lowest price of the day.
    pub high: Option<f64>,
    /// See `high`.
    pub low: Option<f64>,
    /// ISO 4217 code, or a minor unit such as `GBp` (pence).
    pub currency: Option<String>,
    /// The exchange's name.
    pub venue: Option<String>,
    /// Digits after the decimal sign that the market uses.
    pub decimals: u8,
    /// Exchange time of `last`.
    pub as_of: Timestamp,
    /// When we received it.
    pub fetched_at: Timestamp,
    /// How many minutes the provider delays this market; 0 for live, `None` when not stated.
    pub delay_minutes: Option<u16>,
    /// Where the market stands.
    pub session: Session,
    /// When it opens next, if the provider says.
    pub next_open: Option<Timestamp>,
    /// The day so far, oldest first, holes kept: for the sparkline.
    pub series: Vec<Option<f64>>,
    /// The id of the provider ("yahoo").
    pub provider: String,
}

/// Why there is no fresh quote of a symbol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuoteProblem {
    /// The provider does not know the symbol; asking again is useless.
    UnknownSymbol,
    /// The provider failed ("429", "no answer"); the next try is planned.
    Provider {
        /// A few words, ready to show.
        reason: String,
        /// When it will be asked again.
        next_try: Timestamp,
    },
}
