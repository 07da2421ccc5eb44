//! Kraken: crypto currencies, many in one request.
//!
//! <https://docs.kraken.com/api/>: errors come with a status of 200 and a list of words, and the
//! answer names a pair otherwise than the question (`XXBTZUSD` for `XBTUSD`). `o` is the price
//! at the day's start (UTC), which the change is against; there is no time of the last trade.

use jiff::Timestamp;
use serde_json::Value;

use super::{fields, pairs};
use crate::market::provider::{
    Answers, Asked, Capabilities, Provider, QuoteError, QuoteRequest, Reply,
};
use crate::model::{InstrumentKey, Series};

/// Its name here.
pub(in crate::market) const ID: &str = "kraken";
const BATCH: usize = 20;
/// It bears one request a second.
const PER_MINUTE: u32 = 20;

/// The provider.
#[derive(Debug, Clone)]
pub struct Kraken {
    capabilities: Capabilities,
}

impl Kraken {
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

impl Provider for Kraken {
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
        let symbols: Vec<String> = asked
            .iter()
            .map(|asked| fields::escaped(&asked.symbol))
            .collect();
        self.get(
            host,
            &format!("/0/public/Ticker?pair={}", symbols.join(",")),
        )
    }

    fn read(
        &self,
        asked: &[Asked],
        reply: &Reply<'_>,
        now: Timestamp,
    ) -> Result<Answers, QuoteError> {
        let result = match result(reply) {
            Ok(result) => result,
            Err(error) => return fields::among(error, asked),
        };
        let quote = |asked: &Asked| {
            let answer = match of_pair(&result, &asked.symbol) {
                Some(ticker) => pairs::quote(asked, &said(ticker), now),
                None => Err(QuoteError::UnknownSymbol {
                    provider: ID.to_owned(),
                }),
            };
            (asked.key.clone(), answer)
        };
        Ok(asked.iter().map(quote).collect())
    }

    fn series_request(&self, asked: &Asked, host: usize) -> Option<QuoteRequest> {
        let symbol = fields::escaped(&asked.symbol);
        let minutes = pairs::MINUTES;
        self.get(
            host,
            &format!("/0/public/OHLC?pair={symbol}&interval={minutes}"),
        )
    }

    fn read_series(&self, asked: &Asked, reply: &Reply<'_>) -> Result<Series, QuoteError> {
        let result = result(reply)?;
        match of_pair(&result, &asked.symbol) {
            Some(Value::Array(candles)) => Ok(pairs::series(candles, fields::second, 4)),
            _ => Err(fields::not_data(ID, "other data")),
        }
    }
}

/// What stands under a pair's name. Old currencies have a letter before their code in answers:
/// `X` for crypto, `Z` for money.
fn of_pair<'a>(result: &'a Value, symbol: &str) -> Option<&'a Value> {
    let (base, quote) = pairs::sides(ID, symbol)?;
    for before_base in ["", "X", "Z"] {
        for before_quote in ["", "Z", "X"] {
            let name = format!("{before_base}{base}{before_quote}{quote}");
            if let Some(found) = result.get(&name) {
                return Some(found);
            }
        }
    }
    None
}

fn result(reply: &Reply<'_>) -> Result<Value, QuoteError> {
    let mut answer = fields::json(ID, reply)?;
    let words = answer["error"].as_array().into_iter().flatten();
    if let Some(word) = words
        .filter_map(Value::as_str)
        .find(|word| !word.is_empty())
    {
        return Err(error(word, reply));
    }
    let result = answer.get_mut("result").map(Value::take);
    result
        .filter(Value::is_object)
        .ok_or_else(|| fields::not_data(ID, "other data"))
}

/// What an error's word means, in the statuses that others answer with.
fn error(word: &str, reply: &Reply<'_>) -> QuoteError {
    let provider = ID.to_owned();
    let has = |part: &str| word.to_ascii_lowercase().contains(part);
    if has("unknown asset") {
        QuoteError::UnknownSymbol { provider }
    } else if has("rate limit") || has("too many requests") {
        QuoteError::RateLimited {
            provider,
            status: 429,
            retry_after_seconds: reply.retry_after_seconds,
        }
    } else if has("permission") {
        let status = 403;
        QuoteError::Refused { provider, status }
    } else if has("invalid arguments") {
        let status = 400;
        QuoteError::Rejected { provider, status }
    } else if word.starts_with("EService") {
        let status = 503;
        QuoteError::Failed { provider, status }
    } else {
        fields::not_data(ID, "an error")
    }
}

fn said(ticker: &Value) -> pairs::Said<'_> {
    // Both have the value of today and that of the last 24 hours.
    pairs::Said {
        exchange: (ID, "Kraken"),
        last: &ticker["c"][0],
        before: &ticker["o"],
        high: &ticker["h"][1],
        low: &ticker["l"][1],
        as_of: None,
    }
}
