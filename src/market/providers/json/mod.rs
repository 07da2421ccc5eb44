//! A provider of the user's own: an address with places for the symbol, and where in its JSON
//! the price stands (JSON Pointer, RFC 6901).
//!
//! What it needs to be let in (a key in a header) is given in its final form and stays inside:
//! it is in no error and in no `Debug`.

mod finding;
mod template;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::fields;
use crate::market::numbers::{self, Hint};
use crate::market::provider::{
    Answers, Asked, Capabilities, Finding, Provider, QuoteError, QuoteRequest, Reply,
};
use crate::model::{InstrumentKey, InstrumentKind, Quote};

pub(crate) use template::{PLACES, places};

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimeUnit {
    /// Seconds of the epoch.
    #[default]
    Seconds,
    /// Milliseconds of the epoch.
    Milliseconds,
    /// RFC 3339; a time without an offset is UTC.
    Iso,
}

/// Where in the answer the parts of a quote stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pointers {
    /// The price.
    pub last: String,
    /// The close of the session before.
    pub previous_close: Option<String>,
    /// The change in percent, which says the close where there is none.
    pub change_percent: Option<String>,
    /// The currency.
    pub currency: Option<String>,
    /// The instrument's name.
    pub name: Option<String>,
    /// When the price was traded.
    pub time: Option<String>,
}

/// A provider as the user describes it.
#[derive(Clone, PartialEq, Default)]
pub struct Description {
    /// Its name, which also stands before its symbols in a watchlist.
    pub id: String,
    /// The kinds of instruments that it is asked for, besides those pinned to it.
    pub kinds: Vec<InstrumentKind>,
    /// Its address, with the places of `PLACES`.
    pub url: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// Where things stand in the answer.
    pub pointers: Pointers,
    /// How the time is written.
    pub time_unit: TimeUnit,
    /// The language that numbers in quotes are written in.
    pub locale: Option<String>,
    /// What prices are multiplied with.
    pub factor: f64,
    /// Shortest time between two questions for one instrument, in seconds.
    pub shortest_interval: i64,
    /// Most requests a minute.
    pub per_minute: u32,
}

/// Without the values of its headers.
impl fmt::Debug for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Description")
            .field("id", &self.id)
            .field("url", &self.url)
            .field("headers", &headers)
            .field("pointers", &self.pointers)
            .finish_non_exhaustive()
    }
}

/// The provider.
#[derive(Debug, Clone)]
pub struct Json {
    description: Description,
    capabilities: Capabilities,
}

impl Json {
    /// A provider whose headers are final.
    #[must_use]
    pub fn new(description: Description) -> Self {
        Self {
            capabilities: Capabilities {
                kinds: description.kinds.clone(),
                batch: 1,
                // The whole address is a template; the scheduler wants a name for the host.
                hosts: vec![template::origin(&description.url)],
                per_minute: description.per_minute,
                shortest_interval: description.shortest_interval,
                has_series_request: false,
            },
            description,
        }
    }

    fn answer(&self, reply: &Reply<'_>) -> Result<Value, QuoteError> {
        fields::json(&self.description.id, reply)
    }

    fn at<'a>(&self, answer: &'a Value, pointer: &str, asked: &Asked) -> Option<&'a Value> {
        let pointer = template::pointer(pointer, &asked.key)?;
        answer.pointer(&pointer)
    }

    /// A number, perhaps in quotes and as people write it. One that can be read in two ways is
    /// none: a price a thousand times too large is worse than no price.
    fn number(&self, value: &Value) -> Option<f64> {
        let Some(text) = value.as_str() else {
            return fields::number(value);
        };
        let locale = self.description.locale.as_deref();
        if locale.is_none()
            && let Some(number) = fields::number(value)
        {
            return Some(number);
        }
        let number = numbers::parse(text, Hint::lang(locale))?;
        (!number.ambiguous || locale.is_some()).then_some(number.value)
    }

    fn price(&self, value: &Value) -> Option<f64> {
        let price = self.number(value)? * self.description.factor;
        (price.is_finite() && price > 0.0).then_some(price)
    }

    fn time(&self, value: &Value) -> Option<Timestamp> {
        match self.description.time_unit {
            TimeUnit::Seconds => fields::moment(value),
            TimeUnit::Milliseconds => Timestamp::from_second(fields::milliseconds(value)?).ok(),
            TimeUnit::Iso => {
                let text = value.as_str()?.trim();
                let in_utc = |time: DateTime| TimeZone::UTC.to_timestamp(time).ok();
                text.parse()
                    .ok()
                    .or_else(|| in_utc(text.parse::<DateTime>().ok()?))
                    .or_else(|| in_utc(text.parse::<Date>().ok()?.at(0, 0, 0, 0)))
            }
        }
    }

    fn quote(&self, asked: &Asked, answer: &Value, now: Timestamp) -> Result<Quote, QuoteError> {
        let Description { id, pointers, .. } = &self.description;
        let found = |pointer: &Option<String>| self.at(answer, pointer.as_deref()?, asked);
        let given = self.at(answer, &pointers.last, asked);
        let given = given.unwrap_or(&Value::Null);
        let last = self.price(given).ok_or_else(|| match self.number(given) {
            Some(price) => fields::no_price(id, &Value::from(price)),
            None => fields::not_data(id, "data without a price"),
        })?;
        let change = found(&pointers.change_percent).and_then(|value| self.number(value));
        let close = found(&pointers.previous_close)
            .and_then(|value| self.price(value))
            .or_else(|| Some(last / (1.0 + change? / 100.0)))
            .filter(|close| fields::is_close_of(last, *close));
        let pair = || Some(asked.key.pair()?.1.to_owned());
        Ok(Quote {
            key: asked.key.clone(),
            name: found(&pointers.name).and_then(fields::line),
            last,
            previous_close: close,
            change_pct: fields::change(last, close),
            currency: found(&pointers.currency)
                .and_then(fields::line)
                .or_else(pair),
            decimals: fields::decimals(2, last),
            as_of: found(&pointers.time).and_then(|value| self.time(value)),
            fetched_at: now,
            provider: id.clone(),
            ..Quote::default()
        })
    }
}

impl Provider for Json {
    fn id(&self) -> &str {
        &self.description.id
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn symbol(&self, key: &InstrumentKey) -> Option<String> {
        let id = &self.description.id;
        if key.pinned().is_some_and(|(provider, _)| provider != id) {
            return None;
        }
        template::address(&self.description.url, key)?;
        template::symbol(key)
    }

    fn request(&self, asked: &[Asked], _host: usize) -> Option<QuoteRequest> {
        let url = &self.description.url;
        Some(QuoteRequest {
            url: template::address(url, &asked.first()?.key)?,
            headers: self.description.headers.clone(),
        })
    }

    fn read(
        &self,
        asked: &[Asked],
        reply: &Reply<'_>,
        now: Timestamp,
    ) -> Result<Answers, QuoteError> {
        let answer = match self.answer(reply) {
            Ok(answer) => answer,
            Err(error) => return fields::among(error, asked),
        };
        let one = |asked: &Asked| (asked.key.clone(), self.quote(asked, &answer, now));
        Ok(asked.iter().take(1).map(one).collect())
    }

    fn findings(&self, asked: &Asked, reply: &Reply<'_>) -> Vec<Finding> {
        match self.answer(reply) {
            Ok(answer) => self.findings_in(asked, &answer),
            Err(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
