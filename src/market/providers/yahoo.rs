//! Yahoo Finance, the v8 chart endpoint: one call gives the price and the day's line.
//!
//! Unofficial and undocumented; what is known of it stands in public clients. Traps that are
//! handled here: `previousClose` is there on intraday ranges only (`chartPreviousClose` is the
//! close before the *range*), closes have `null` holes, an unknown symbol is a 404 with an
//! `error` object (and sometimes a 200 with an empty list), symbols hold `^` and `=`, and
//! London, Tel Aviv and Johannesburg quote in hundredths (`GBp`, `ILA`, `ZAc`).

use jiff::Timestamp;
use serde::Deserialize;

use crate::market::provider::{Provider, QuoteError, Reply, Request, not_json, status_error};
use crate::model::{Quote, Session};

/// The public host.
pub const PUBLIC_HOST: &str = "https://query1.finance.yahoo.com";
/// Longest symbol that is asked for.
const MAX_SYMBOL: usize = 24;
/// A day of five-minute bars has at most 288.
const MAX_POINTS: usize = 600;
/// The edge answers 429 to clients that do not look like a browser.
const USER_AGENT: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) newswire reader";

/// The provider.
#[derive(Debug, Clone)]
pub struct Yahoo {
    base_url: String,
}

impl Yahoo {
    /// A provider that asks the host of `base_url` (scheme, host and perhaps a path).
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
        }
    }
}

impl Default for Yahoo {
    fn default() -> Self {
        Self::new(PUBLIC_HOST)
    }
}

impl Provider for Yahoo {
    fn id(&self) -> &'static str {
        "yahoo"
    }

    fn request(&self, symbol: &str) -> Option<Request> {
        let path = encoded(symbol)?;
        Some(Request {
            url: format!(
                "{}/v8/finance/chart/{path}?range=1d&interval=5m",
                self.base_url
            ),
            headers: vec![
                ("User-Agent".to_owned(), USER_AGENT.to_owned()),
                ("Accept".to_owned(), "application/json".to_owned()),
            ],
        })
    }

    fn read(&self, symbol: &str, reply: &Reply<'_>, now: Timestamp) -> Result<Quote, QuoteError> {
        if let Some(error) = self.status_error(reply) {
            return Err(error);
        }
        if let Some(what) = not_json(reply) {
            return Err(self.not_data(what));
        }
        let answer: Answer =
            serde_json::from_slice(reply.body).map_err(|_| self.not_data("broken data"))?;
        let chart = answer.chart.ok_or_else(|| self.not_data("other data"))?;
        let result = chart.result.unwrap_or_default().into_iter().next();
        match (result, chart.error) {
            (Some(result), _) => self.quote(symbol, result, now),
            (None, Some(error)) if error.code.as_deref() == Some("Not Found") => {
                Err(self.unknown())
            }
            (None, Some(_)) => Err(self.not_data("an error")),
            (None, None) => Err(self.not_data("an empty list")),
        }
    }
}

impl Yahoo {
    /// A 404 means an unknown symbol only when the API itself says so; a 404 page of a proxy
    /// or a moved endpoint must not condemn every symbol.
    fn status_error(&self, reply: &Reply<'_>) -> Option<QuoteError> {
        let error = status_error(self.id(), reply)?;
        let is_unknown = matches!(error, QuoteError::UnknownSymbol { .. });
        if is_unknown && not_json(reply).is_some() {
            return Some(QuoteError::Failed {
                provider: self.id().to_owned(),
                status: reply.status,
            });
        }
        Some(error)
    }

    fn unknown(&self) -> QuoteError {
        QuoteError::UnknownSymbol {
            provider: self.id().to_owned(),
        }
    }

    fn not_data(&self, what: &str) -> QuoteError {
        QuoteError::NotData {
            provider: self.id().to_owned(),
            what: what.to_owned(),
        }
    }

    fn implausible(&self, what: String) -> QuoteError {
        QuoteError::Implausible {
            provider: self.id().to_owned(),
            what,
        }
    }

    fn quote(
        &self,
        symbol: &str,
        result: ChartResult,
        now: Timestamp,
    ) -> Result<Quote, QuoteError> {
        let meta = result.meta;
        let series = result.indicators.closes();
        let last = meta
            .regular_market_price
            .ok_or_else(|| self.not_data("a chart without a price"))?;
        if !last.is_finite() || last <= 0.0 {
            return Err(self.implausible(format!("price {last}")));
        }
        if let Some(answered) = &meta.symbol
            && !answered.eq_ignore_ascii_case(symbol)
        {
            return Err(self.implausible("it is for another symbol".to_owned()));
        }
        let as_of = meta
            .regular_market_time
            .and_then(|second| Timestamp::from_second(second).ok())
            .unwrap_or(now);
        let previous_close = meta.previous_close.filter(|close| is_price(*close));
        let periods = meta.current_trading_period;
        Ok(Quote {
            symbol: symbol.to_owned(),
            last,
            previous_close,
            change_pct: previous_close.map(|close| (last - close) / close * 100.0),
            high: meta
                .regular_market_day_high
                .filter(|price| is_price(*price)),
            low: meta.regular_market_day_low.filter(|price| is_price(*price)),
            decimals: decimals(meta.price_hint, last),
            delay_minutes: delay(meta.exchange_name.as_deref()),
            currency: short_text(meta.currency),
            venue: short_text(meta.full_exchange_name).or(short_text(meta.exchange_name)),
            name: short_text(meta.short_name).or(short_text(meta.long_name)),
            session: periods
                .as_ref()
                .map_or(Session::Unknown, |at| at.session(now)),
            next_open: periods.as_ref().and_then(|at| at.next_open(now)),
            as_of,
            fetched_at: now,
            series,
            provider: self.id().to_owned(),
        })
    }
}

fn is_price(value: f64) -> bool {
    value.is_finite() && value > 0.0
}

/// Names are cleaned at the door like every other text from outside.
fn short_text(text: Option<String>) -> Option<String> {
    let text: String = text?
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .take(80)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{61C}')
}

/// `priceHint` is too small for some markets (Xetra quotes 17.806 with a hint of 2), so a
/// price that has more digits keeps up to four of them.
fn decimals(hint: Option<u8>, last: f64) -> u8 {
    let hint = hint.unwrap_or(2).min(8);
    (hint..=4.max(hint))
        .find(|&digits| {
            let scaled = last * 10_f64.powi(i32::from(digits));
            (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
        })
        .unwrap_or(hint)
}

/// Minutes by which an exchange delays its prices here (Yahoo help, SLN2310); `None` for an
/// exchange that the table does not have.
fn delay(exchange: Option<&str>) -> Option<u16> {
    match exchange? {
        "NYQ" | "NMS" | "NGM" | "NCM" | "NAS" | "ASE" | "PCX" | "BTS" | "SNP" | "DJI" | "NIM"
        | "CCY" | "CCC" | "WCB" | "CXI" => Some(0),
        "CME" | "CBT" | "CMX" | "NYM" => Some(10),
        "PAR" | "AMS" | "BRU" | "LIS" | "GER" | "FRA" | "STU" | "BER" | "DUS" | "HAM" | "MUN"
        | "HKG" | "MIL" | "VIE" | "EBS" | "STO" | "HEL" | "CPH" | "OSL" | "TOR" | "VAN" | "SAO" => {
            Some(15)
        }
        "LSE" | "IOB" | "JPX" | "OSA" | "SAU" | "KSC" | "KOE" | "ASX" | "TAI" | "MEX" => Some(20),
        _ => None,
    }
}

/// The symbol as a path segment. `^` and `=` are part of Yahoo's notation.
fn encoded(symbol: &str) -> Option<String> {
    if symbol.is_empty() || symbol.len() > MAX_SYMBOL || symbol.starts_with('.') {
        return None;
    }
    let mut path = String::with_capacity(symbol.len() + 8);
    for byte in symbol.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                path.push(char::from(byte));
            }
            b'^' | b'=' | b'&' | b'$' | b'!' | b'+' => {
                path.push('%');
                path.extend([byte >> 4, byte & 15].map(hex));
            }
            _ => return None,
        }
    }
    Some(path)
}

/// One upper-case hexadecimal digit of a value below 16.
fn hex(value: u8) -> char {
    char::from_digit(u32::from(value), 16).map_or('0', |c| c.to_ascii_uppercase())
}

#[derive(Deserialize)]
struct Answer {
    chart: Option<Chart>,
}

#[derive(Deserialize)]
struct Chart {
    result: Option<Vec<ChartResult>>,
    error: Option<ChartError>,
}

#[derive(Deserialize)]
struct ChartError {
    code: Option<String>,
}

#[derive(Deserialize)]
struct ChartResult {
    meta: Meta,
    #[serde(default)]
    indicators: Indicators,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Meta {
    symbol: Option<String>,
    currency: Option<String>,
    exchange_name: Option<String>,
    full_exchange_name: Option<String>,
    short_name: Option<String>,
    long_name: Option<String>,
    regular_market_price: Option<f64>,
    regular_market_time: Option<i64>,
    regular_market_day_high: Option<f64>,
    regular_market_day_low: Option<f64>,
    previous_close: Option<f64>,
    price_hint: Option<u8>,
    current_trading_period: Option<Periods>,
}

#[derive(Deserialize, Default)]
struct Indicators {
    #[serde(default)]
    quote: Vec<Bars>,
}

#[derive(Deserialize, Default)]
struct Bars {
    #[serde(default)]
    close: Vec<Option<f64>>,
}

impl Indicators {
    fn closes(self) -> Vec<Option<f64>> {
        let closes = self.quote.into_iter().next().unwrap_or_default().close;
        let skipped = closes.len().saturating_sub(MAX_POINTS);
        closes
            .into_iter()
            .skip(skipped)
            .map(|close| close.filter(|price| is_price(*price)))
            .collect()
    }
}

#[derive(Deserialize)]
struct Periods {
    pre: Option<Period>,
    regular: Option<Period>,
    post: Option<Period>,
}

#[derive(Deserialize, Clone, Copy)]
struct Period {
    start: i64,
    end: i64,
}

impl Period {
    fn contains(self, second: i64) -> bool {
        (self.start..self.end).contains(&second)
    }
}

impl Periods {
    fn session(&self, now: Timestamp) -> Session {
        let now = now.as_second();
        let holds = |period: Option<Period>| period.is_some_and(|period| period.contains(now));
        if holds(self.regular) {
            Session::Open
        } else if holds(self.pre) {
            Session::Pre
        } else if holds(self.post) {
            Session::Post
        } else if self.regular.is_some() {
            Session::Closed
        } else {
            Session::Unknown
        }
    }

    /// Yahoo names only today's periods, so an opening that is over says nothing about the next.
    fn next_open(&self, now: Timestamp) -> Option<Timestamp> {
        let start = self.regular?.start;
        (start > now.as_second()).then(|| Timestamp::from_second(start).ok())?
    }
}

#[cfg(test)]
#[path = "yahoo_tests.rs"]
mod tests;
