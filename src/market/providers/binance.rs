//! Binance's host for public market data: crypto currencies, many in one request.
//!
//! <https://developers.binance.com/docs/binance-spot-api-docs>: `ticker/24hr` for the price and
//! that of 24 hours ago, `klines` for the line. One unknown symbol spoils a whole batch (400,
//! code -1121): each of it is answered as rejected, and is to be asked alone.

use jiff::Timestamp;
use serde_json::Value;

use super::{fields, pairs};
use crate::market::provider::{
    Answers, Asked, Capabilities, Provider, QuoteError, QuoteRequest, Reply,
};
use crate::model::{InstrumentKey, Series};

/// Its name here.
pub(in crate::market) const ID: &str = "binance";
/// Up to here a batch weighs as much as one symbol.
const BATCH: usize = 20;
/// Its limit is two hundred times this.
const PER_MINUTE: u32 = 30;
/// Its word for a symbol that does not exist.
const INVALID_SYMBOL: i64 = -1121;
/// "I'm a teapot": its status for who went on after a 429.
const BANNED: u16 = 418;

/// The provider.
#[derive(Debug, Clone)]
pub struct Binance {
    capabilities: Capabilities,
}

impl Binance {
    /// A provider that asks the host of `base_url`.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        Self {
            capabilities: pairs::capabilities(base_url, BATCH, PER_MINUTE),
        }
    }

    fn get(&self, host: usize, path: &str) -> Option<QuoteRequest> {
        fields::get(&self.capabilities, host, path)
    }
}

impl Provider for Binance {
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
        if asked.is_empty() {
            return None;
        }
        let symbols: Vec<&str> = asked.iter().map(|asked| asked.symbol.as_str()).collect();
        let list = fields::escaped(&format!("[\"{}\"]", symbols.join("\",\"")));
        self.get(host, &format!("/api/v3/ticker/24hr?symbols={list}"))
    }

    fn read(
        &self,
        asked: &[Asked],
        reply: &Reply<'_>,
        now: Timestamp,
    ) -> Result<Answers, QuoteError> {
        let answer = match answer(reply) {
            Ok(answer) => answer,
            Err(error) => return fields::among(error, asked),
        };
        let tickers = match &answer {
            Value::Array(tickers) => tickers.as_slice(),
            one => std::slice::from_ref(one),
        };
        if tickers.iter().all(|ticker| !ticker["symbol"].is_string()) {
            return Err(fields::not_data(ID, "other data"));
        }
        let quote = |asked: &Asked| {
            let ticker = tickers
                .iter()
                .find(|ticker| ticker["symbol"] == asked.symbol.as_str());
            let answer = match ticker {
                Some(ticker) => pairs::quote(asked, &said(ticker), now),
                None => Err(unknown()),
            };
            (asked.key.clone(), answer)
        };
        Ok(asked.iter().map(quote).collect())
    }

    fn series_request(&self, asked: &Asked, host: usize) -> Option<QuoteRequest> {
        let symbol = fields::escaped(&asked.symbol);
        let (minutes, points) = (pairs::MINUTES, pairs::POINTS);
        self.get(
            host,
            &format!("/api/v3/klines?symbol={symbol}&interval={minutes}m&limit={points}"),
        )
    }

    fn read_series(&self, _asked: &Asked, reply: &Reply<'_>) -> Result<Series, QuoteError> {
        match answer(reply)? {
            Value::Array(candles) => Ok(pairs::series(&candles, fields::milliseconds, 4)),
            _ => Err(fields::not_data(ID, "other data")),
        }
    }
}

fn unknown() -> QuoteError {
    QuoteError::UnknownSymbol {
        provider: ID.to_owned(),
    }
}

fn answer(reply: &Reply<'_>) -> Result<Value, QuoteError> {
    if reply.status == BANNED {
        return Err(QuoteError::RateLimited {
            provider: ID.to_owned(),
            status: BANNED,
            retry_after_seconds: reply.retry_after_seconds,
        });
    }
    let code = serde_json::from_slice::<Value>(reply.body)
        .ok()
        .and_then(|body| body.get("code")?.as_i64());
    if reply.status == 400 && code == Some(INVALID_SYMBOL) {
        return Err(unknown());
    }
    fields::json(ID, reply)
}

fn said(ticker: &Value) -> pairs::Said<'_> {
    pairs::Said {
        exchange: (ID, "Binance"),
        last: &ticker["lastPrice"],
        before: &ticker["openPrice"],
        high: &ticker["highPrice"],
        low: &ticker["lowPrice"],
        as_of: fields::milliseconds(&ticker["closeTime"])
            .and_then(|second| Timestamp::from_second(second).ok()),
    }
}
