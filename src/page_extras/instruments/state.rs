//! Machine-readable state on an element: JSON in an attribute, or one attribute a fact.

use scraper::ElementRef;
use serde_json::Value;

use crate::dates;
use crate::market::notation::isin::is_isin;
use crate::market::notation::kinds;
use crate::model::InstrumentKind;
use crate::quirks::quirks;

/// Longest JSON that is read from an attribute, in bytes.
const MAX_JSON: usize = 20_000;

/// What the page's own script knows about an instrument.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct State {
    pub name: Option<String>,
    pub symbol: Option<String>,
    pub isin: Option<String>,
    pub price: Option<f64>,
    /// Digits after the point in the machine's number.
    pub decimals: Option<u8>,
    pub currency: Option<String>,
    pub venue: Option<String>,
    pub change_pct: Option<f64>,
    pub kind: Option<InstrumentKind>,
    /// When the price was traded, in seconds of the epoch.
    pub priced_at: Option<i64>,
}

impl State {
    /// Whether it names an instrument or a price at all.
    pub(super) fn is_instrument(&self) -> bool {
        self.symbol.is_some() && self.price.is_some()
    }
}

/// The state in a JSON attribute of the element.
pub(super) fn json(element: ElementRef<'_>) -> Option<State> {
    element
        .value()
        .attrs()
        .filter(|(name, value)| {
            name.contains('-') && value.len() < MAX_JSON && value.trim_start().starts_with('{')
        })
        .filter(|(_, value)| speaks_of_a_price(value))
        .filter_map(|(_, value)| serde_json::from_str::<Value>(value).ok())
        .map(|value| from_json(&value))
        .find(State::is_instrument)
}

/// Whether one of the keys of a price can be in a JSON text: most pages have much other JSON
/// in their attributes, which is not read.
fn speaks_of_a_price(json: &str) -> bool {
    let json = json.to_ascii_lowercase();
    ["last", "price", "quote"]
        .iter()
        .any(|key| json.contains(key))
}

fn from_json(value: &Value) -> State {
    let get = |names: &[&str]| {
        let object = value.as_object()?;
        names.iter().find_map(|wanted| {
            let found = object
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(wanted));
            found
                .map(|(_, value)| value)
                .filter(|value| !value.is_null())
        })
    };
    let text = |names: &[&str]| get(names).and_then(plain).filter(|text| is_short(text));
    let number = |names: &[&str]| get(names).and_then(figure);
    let last = get(&["last", "lastPrice", "price", "regularMarketPrice", "quote"]);
    let price = last.and_then(figure).filter(|price| *price > 0.0);
    let previous = number(&["previousClose", "prevClose", "previous", "close"]);
    let stated = number(&[
        "changePercent",
        "percentChange",
        "changePct",
        "regularMarketChangePercent",
    ]);
    let change_pct = match (stated, price, previous) {
        (Some(stated), ..) => Some(stated),
        (None, Some(price), Some(previous)) if previous > 0.0 => {
            Some((price - previous) / previous * 100.0)
        }
        _ => None,
    };
    State {
        name: text(&["name", "shortName", "label", "longName", "displayName"]),
        symbol: text(&["symbol", "ticker", "ric", "code"]),
        isin: text(&["isin"]).filter(|isin| is_isin(isin)),
        price,
        decimals: last.and_then(plain).map(|text| decimals(&text)),
        currency: text(&["currency", "currencyCode", "ccy"]),
        venue: text(&["exchangeName", "venue", "market", "exchange"]),
        change_pct,
        kind: KIND_KEYS
            .iter()
            .find_map(|key| kinds::of_mark(&text(&[key])?)),
        priced_at: text(TIME_KEYS).and_then(|time| moment(&time)),
    }
}

/// Keys of what an instrument is.
const KIND_KEYS: &[&str] = &[
    "instrumentType",
    "quoteType",
    "assetClass",
    "assetType",
    "securityType",
    "type",
];
/// Keys of the time of a trade; when a page was made or refreshed is no such time.
const TIME_KEYS: &[&str] = &[
    "tradeDate",
    "tradeTime",
    "lastTradeDate",
    "lastTradeTime",
    "lastTradeTimestamp",
    "regularMarketTime",
    "quoteTime",
    "priceTime",
];

/// Seconds of the epoch of a written time. Without a zone it is read as UTC: a page's age in
/// days is right, its minutes may not be.
pub(super) fn moment(text: &str) -> Option<i64> {
    dates::find(text).map(|when| when.at.as_second())
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn figure(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
    .filter(|figure: &f64| figure.is_finite())
}

fn is_short(text: &str) -> bool {
    !text.is_empty() && text.len() <= 80
}

fn decimals(text: &str) -> u8 {
    let digits = text.split_once('.').map_or(0, |(_, fraction)| {
        fraction.bytes().take_while(u8::is_ascii_digit).count()
    });
    u8::try_from(digits).unwrap_or(8).min(8)
}

/// The attributes below, without `data-`.
const ATTRIBUTES: &[&str] = &[
    "last-price",
    "last",
    "price",
    "symbol",
    "ticker",
    "ric",
    "isin",
    "currency-code",
    "currency",
    "exchange",
    "exchange-name",
    "change-percent",
    "change-pct",
    "percent-change",
    "last-stamp",
    "trade-time",
];

/// The state in single attributes of the element.
pub(super) fn attributes(element: ElementRef<'_>) -> State {
    let own = &quirks().symbol_attributes;
    let is_of_state = |(name, _): (&str, &str)| {
        name.strip_prefix("data-")
            .is_some_and(|bare| ATTRIBUTES.contains(&bare) || own.iter().any(|own| own.is == name))
    };
    if !element.value().attrs().any(is_of_state) {
        return State::default();
    }
    let attr = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| element.attr(name))
            .map(|value| value.trim().to_owned())
            .filter(|value| is_short(value))
    };
    let price = attr(&["data-last-price", "data-last", "data-price"]);
    State {
        name: None,
        symbol: attr(&["data-symbol", "data-ticker", "data-ric"])
            .or_else(|| own.iter().find_map(|own| attr(&[own.is.as_str()])))
            .filter(|symbol| symbol.len() <= 16 && !symbol.contains(' ')),
        isin: attr(&["data-isin"]).filter(|isin| is_isin(isin)),
        decimals: price.as_deref().map(decimals),
        price: price
            .and_then(|price| price.parse().ok())
            .filter(|price: &f64| *price > 0.0 && price.is_finite()),
        currency: attr(&["data-currency-code", "data-currency"]),
        venue: attr(&["data-exchange", "data-exchange-name"]),
        change_pct: attr(&[
            "data-change-percent",
            "data-change-pct",
            "data-percent-change",
        ])
        .and_then(|change| change.trim_end_matches('%').parse().ok()),
        kind: KIND_ATTRIBUTES
            .iter()
            .find_map(|name| kinds::of_mark(&attr(&[name])?)),
        priced_at: attr(TIME_ATTRIBUTES).and_then(|time| moment(&time)),
    }
}

/// Attributes of what an instrument is.
const KIND_ATTRIBUTES: &[&str] = &[
    "data-instrument-type",
    "data-quote-type",
    "data-asset-class",
    "data-type",
];
/// Attributes of the time of a trade.
const TIME_ATTRIBUTES: &[&str] = &["data-last-stamp", "data-trade-time", "data-last-trade-time"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_not_taken_for_percent() {
        let value = serde_json::json!({"symbol": "AC", "last": 99.5, "previousClose": 100, "variation": -0.005});
        let state = from_json(&value);
        assert!((state.change_pct.unwrap() + 0.5).abs() < 1e-9);
        assert_eq!(state.decimals, Some(1));
    }
}
