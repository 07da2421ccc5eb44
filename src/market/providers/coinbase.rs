//! Coinbase's exchange: crypto currencies, one a request.
//!
//! <https://docs.cdp.coinbase.com/exchange/>: `stats` has the last price and that of 24 hours
//! ago, but no time; `candles` are the line, the newest first.

use jiff::Timestamp;
use serde_json::Value;

use super::{fields, pairs};
use crate::market::provider::{
    Answers, Asked, Capabilities, Provider, QuoteError, QuoteRequest, Reply,
};
use crate::model::{InstrumentKey, Series};

/// Its name here.
pub(in crate::market) const ID: &str = "coinbase";
const PER_MINUTE: u32 = 30;

/// The provider.
#[derive(Debug, Clone)]
pub struct Coinbase {
    capabilities: Capabilities,
}

impl Coinbase {
    /// A provider that asks the host of `base_url`.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        Self {
            capabilities: pairs::capabilities(base_url, 1, PER_MINUTE),
        }
    }

    fn get(&self, asked: &Asked, host: usize, what: &str) -> Option<QuoteRequest> {
        let product = fields::escaped(&asked.symbol);
        fields::get(
            &self.capabilities,
            host,
            &format!("/products/{product}/{what}"),
        )
    }
}

impl Provider for Coinbase {
    fn id(&self) -> &'static str {
        ID
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn symbol(&self, key: &InstrumentKey) -> Option<String> {
        pairs::symbol(ID, key)
    }

    fn request(&self, asked: &[Asked], host: usize) -> Option<QuoteRequest> {
        self.get(asked.first()?, host, "stats")
    }

    fn read(
        &self,
        asked: &[Asked],
        reply: &Reply<'_>,
        now: Timestamp,
    ) -> Result<Answers, QuoteError> {
        let stats = match fields::json(ID, reply) {
            Ok(stats) => stats,
            Err(error) => return fields::among(error, asked),
        };
        let quote = |asked: &Asked| {
            let said = pairs::Said {
                exchange: (ID, "Coinbase"),
                last: &stats["last"],
                before: &stats["open"],
                high: &stats["high"],
                low: &stats["low"],
                as_of: None,
            };
            (asked.key.clone(), pairs::quote(asked, &said, now))
        };
        Ok(asked.iter().take(1).map(quote).collect())
    }

    fn series_request(&self, asked: &Asked, host: usize) -> Option<QuoteRequest> {
        let seconds = pairs::MINUTES * 60;
        self.get(asked, host, &format!("candles?granularity={seconds}"))
    }

    fn read_series(&self, _asked: &Asked, reply: &Reply<'_>) -> Result<Series, QuoteError> {
        match fields::json(ID, reply)? {
            Value::Array(candles) => Ok(pairs::series(&candles, fields::second, 4)),
            _ => Err(fields::not_data(ID, "other data")),
        }
    }
}
