//! The European Central Bank's reference rates: one fixing a working day, about thirty
//! currencies against the euro, and any pair of them by way of it.
//!
//! <https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/>:
//! the file of the last ninety days, the newest first; rates are units of the currency for one
//! euro. It is published around 16:00 in Frankfurt.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::fields;
use crate::market::provider::{
    Answers, Asked, Capabilities, Provider, QuoteError, QuoteRequest, Reply, status_error,
};
use crate::model::{Hours, InstrumentKey, InstrumentKind, Quote, Series};

/// Its name here.
pub(in crate::market) const ID: &str = "ecb";
const PATH: &str = "/stats/eurofxref/eurofxref-hist-90d.xml";
/// One answer holds every pair.
const BATCH: usize = 500;
/// The hour of a day's fixing in Frankfurt.
const HOUR: i8 = 16;
/// Days that are read; more is another file.
const MOST_DAYS: usize = 200;

/// Frankfurt's time by rule (POSIX TZ), so that it needs no database of the system.
static FRANKFURT: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a test reads this rule")
});

/// The provider.
#[derive(Debug, Clone)]
pub struct Ecb {
    capabilities: Capabilities,
}

impl Ecb {
    /// A provider that asks the host of `base_url`.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        Self {
            capabilities: Capabilities {
                kinds: vec![InstrumentKind::CurrencyPair],
                batch: BATCH,
                hosts: vec![fields::base(base_url)],
                per_minute: 6,
                shortest_interval: 900,
                has_series_request: false,
            },
        }
    }
}

impl Provider for Ecb {
    fn id(&self) -> &'static str {
        ID
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn symbol(&self, key: &InstrumentKey) -> Option<String> {
        let pair = match (key.kind, key.pinned()) {
            (InstrumentKind::CurrencyPair, _) => key.symbol.as_str(),
            (_, Some((ID, code))) => code,
            _ => return None,
        };
        let (base, quote) = pair.split_once('/')?;
        (is_code(base) && is_code(quote) && base != quote).then(|| pair.to_owned())
    }

    fn request(&self, asked: &[Asked], host: usize) -> Option<QuoteRequest> {
        asked.first()?;
        Some(QuoteRequest {
            url: format!("{}{PATH}", self.capabilities.hosts.get(host)?),
            headers: Vec::new(),
        })
    }

    fn read(
        &self,
        asked: &[Asked],
        reply: &Reply<'_>,
        now: Timestamp,
    ) -> Result<Answers, QuoteError> {
        match status_error(ID, reply) {
            // One file has them all: that it is not there says nothing of a pair.
            Some(QuoteError::UnknownSymbol { provider }) => {
                let status = reply.status;
                return Err(QuoteError::Failed { provider, status });
            }
            Some(error) => return fields::among(error, asked),
            None => {}
        }
        let days = days(reply.body)?;
        let quote = |asked: &Asked| (asked.key.clone(), quote(asked, &days, now));
        Ok(asked.iter().map(quote).collect())
    }
}

/// The fixing of a day: units of each currency for a euro.
struct Fixing {
    at: Timestamp,
    rates: BTreeMap<String, f64>,
}

impl Fixing {
    /// Units of `quote` for one of `base`.
    fn rate(&self, base: &str, quote: &str) -> Option<f64> {
        let per_euro = |code: &str| match code {
            "EUR" => Some(1.0),
            _ => self.rates.get(code).copied(),
        };
        let rate = per_euro(quote)? / per_euro(base)?;
        (rate.is_finite() && rate > 0.0).then_some(rate)
    }
}

/// The fixings, the oldest first.
fn days(body: &[u8]) -> Result<Vec<Fixing>, QuoteError> {
    let text = String::from_utf8_lossy(body);
    let broken = |_| fields::not_data(ID, "broken data");
    let mut reader = Reader::from_str(&text);
    let mut days: Vec<Fixing> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if tag.local_name().as_ref().eq_ignore_ascii_case("html") {
                    return Err(fields::not_data(ID, "a web page"));
                }
                if tag.local_name().as_ref() == "Cube" {
                    cube(&tag, &mut days);
                }
                if days.len() > MOST_DAYS {
                    break;
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) if days.is_empty() => return Err(broken(error)),
            Err(_) => break,
        }
    }
    days.retain(|day| !day.rates.is_empty());
    if days.is_empty() {
        let what = if body.trim_ascii().is_empty() {
            "nothing"
        } else {
            "other data"
        };
        return Err(fields::not_data(ID, what));
    }
    days.sort_by_key(|day| day.at);
    Ok(days)
}

/// `<Cube time='2026-11-23'>` begins a day, `<Cube currency='USD' rate='1.1166'/>` is in it.
fn cube(tag: &BytesStart<'_>, days: &mut Vec<Fixing>) {
    let attribute = |name: &str| {
        let found = tag.try_get_attribute(name).ok()??;
        Some(found.value.into_owned())
    };
    if let Some(at) = attribute("time").and_then(|day| fixed_at(&day)) {
        let rates = BTreeMap::new();
        days.push(Fixing { at, rates });
    }
    let rate = attribute("rate").and_then(|rate| fields::price(&Value::from(rate)));
    if let (Some(currency), Some(rate), Some(day)) = (attribute("currency"), rate, days.last_mut())
    {
        day.rates.insert(currency, rate);
    }
}

fn fixed_at(day: &str) -> Option<Timestamp> {
    let day: Date = day.trim().parse().ok()?;
    let at = FRANKFURT.to_timestamp(day.at(HOUR, 0, 0, 0));
    at.ok()
}

fn quote(asked: &Asked, days: &[Fixing], now: Timestamp) -> Result<Quote, QuoteError> {
    let unknown = || QuoteError::UnknownSymbol {
        provider: ID.to_owned(),
    };
    let (base, quote) = asked.symbol.split_once('/').ok_or_else(unknown)?;
    let mut rates: Vec<(Timestamp, f64)> = days
        .iter()
        .filter_map(|day| Some((day.at, day.rate(base, quote)?)))
        .collect();
    let series = Series::new(rates.iter().map(|(at, rate)| (at.as_second(), Some(*rate))));
    let (as_of, last) = rates.pop().ok_or_else(unknown)?;
    let before = rates.pop().map(|(_, rate)| rate);
    let before = before.filter(|rate| fields::is_close_of(last, *rate));
    Ok(Quote {
        key: asked.key.clone(),
        kind: Some(InstrumentKind::CurrencyPair),
        name: Some(asked.symbol.clone()),
        last,
        previous_close: before,
        change_pct: fields::change(last, before),
        currency: Some(quote.to_owned()),
        venue: Some("ECB".to_owned()),
        decimals: decimals(last),
        as_of: Some(as_of),
        fetched_at: now,
        delay_minutes: Some(0),
        hours: Hours::Daily,
        series,
        provider: ID.to_owned(),
        ..Quote::default()
    })
}

/// The bank prints five significant digits; a rate by way of the euro has no more.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a small range
fn decimals(rate: f64) -> u8 {
    (4.0 - rate.log10().floor()).clamp(0.0, 8.0) as u8
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
