//! Pairs of crypto currencies: how exchanges write them, and the quote that all of them give.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::fields;
use crate::market::provider::{Asked, Capabilities, QuoteError};
use crate::model::{Hours, InstrumentKey, InstrumentKind, Quote, Series};

/// The line has a point each quarter of an hour, for a day.
pub(super) const POINTS: usize = 96;
/// Minutes between two points.
pub(super) const MINUTES: usize = 15;
/// Longest code of a currency.
const LONGEST_CODE: usize = 12;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    separator: String,
    quotes: Vec<String>,
    #[serde(default)]
    bases: BTreeMap<String, String>,
    #[serde(default)]
    renamed: BTreeMap<String, String>,
}

static NAMES: LazyLock<BTreeMap<String, Names>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/market/crypto.toml"))
        .expect("a test reads the built-in table")
});

fn names(exchange: &str) -> Option<&'static Names> {
    NAMES.get(exchange)
}

/// What an exchange serves, at one host.
pub(super) fn capabilities(base_url: &str, batch: usize, per_minute: u32) -> Capabilities {
    Capabilities {
        kinds: vec![InstrumentKind::Crypto],
        batch,
        hosts: vec![fields::base(base_url)],
        per_minute,
        shortest_interval: 5,
        has_series_request: true,
    }
}

/// The pair as an exchange writes it; a key may also name the exchange ("kraken:BTC/EUR"), and
/// then write the pair in the exchange's own way ("kraken:XBTEUR").
pub(super) fn symbol(exchange: &str, key: &InstrumentKey) -> Option<String> {
    let pair = match (key.kind, key.pinned()) {
        (InstrumentKind::Crypto, _) => key.symbol.as_str(),
        (_, Some((provider, code))) if provider == exchange => code,
        _ => return None,
    };
    let names = names(exchange)?;
    let is_own = || key.pinned().is_some() && sides(exchange, pair).is_some();
    let Some((base, quote)) = pair.split_once(['/', '-']) else {
        return is_own().then(|| pair.to_owned());
    };
    if !is_code(base) || !names.quotes.iter().any(|known| known == quote) {
        return None;
    }
    let own = |names: &BTreeMap<String, String>, code: &str| {
        names
            .get(code)
            .map_or_else(|| code.to_owned(), Clone::clone)
    };
    let (base, quote) = (own(&names.bases, base), own(&names.renamed, quote));
    Some(format!("{base}{}{quote}", names.separator))
}

/// The two currencies of a symbol of [`symbol`], in the exchange's names.
pub(super) fn sides<'a>(exchange: &str, symbol: &'a str) -> Option<(&'a str, &'a str)> {
    let names = names(exchange)?;
    let theirs = names.quotes.iter().map(|quote| {
        let renamed = names.renamed.get(quote);
        renamed.unwrap_or(quote).as_str()
    });
    let base = theirs
        .filter_map(|quote| symbol.strip_suffix(quote))
        .filter(|base| !base.is_empty())
        .min_by_key(|base| base.len())?;
    let quote = &symbol[base.len()..];
    Some((base.strip_suffix(&*names.separator)?, quote))
}

/// The currency of a symbol's price, in the usual name.
fn currency(exchange: &str, symbol: &str) -> Option<String> {
    let (_, theirs) = sides(exchange, symbol)?;
    let usual = names(exchange)?.bases.iter();
    let usual = usual
        .filter(|(_, own)| *own == theirs)
        .map(|(usual, _)| usual);
    Some(
        usual
            .map(String::as_str)
            .next()
            .unwrap_or(theirs)
            .to_owned(),
    )
}

fn is_code(text: &str) -> bool {
    (1..=LONGEST_CODE).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// What an exchange says of a pair.
pub(super) struct Said<'a> {
    /// The exchange's id and its name.
    pub(super) exchange: (&'a str, &'a str),
    /// Last price.
    pub(super) last: &'a Value,
    /// The price that the change is against.
    pub(super) before: &'a Value,
    /// Highest and lowest price.
    pub(super) high: &'a Value,
    /// See `high`.
    pub(super) low: &'a Value,
    /// When `last` was traded.
    pub(super) as_of: Option<Timestamp>,
}

/// The quote of it.
pub(super) fn quote(asked: &Asked, said: &Said<'_>, now: Timestamp) -> Result<Quote, QuoteError> {
    let (id, venue) = said.exchange;
    let last = fields::price(said.last).ok_or_else(|| fields::no_price(id, said.last))?;
    let before = fields::price(said.before).filter(|close| fields::is_close_of(last, *close));
    Ok(Quote {
        key: asked.key.clone(),
        kind: Some(InstrumentKind::Crypto),
        last,
        previous_close: before,
        change_pct: fields::change(last, before),
        high: fields::price(said.high),
        low: fields::price(said.low),
        currency: currency(id, &asked.symbol),
        venue: Some(venue.to_owned()),
        decimals: fields::decimals(2, last),
        as_of: said.as_of,
        fetched_at: now,
        delay_minutes: Some(0),
        hours: Hours::Always,
        provider: id.to_owned(),
        ..Quote::default()
    })
}

/// The latest day of candles: lists of which one place holds the time and another the close.
/// `second` reads a time.
pub(super) fn series(
    candles: &[Value],
    time: impl Fn(&Value) -> Option<i64>,
    close: usize,
) -> Series {
    let series = Series::new(
        candles
            .iter()
            .filter_map(|candle| Some((time(&candle[0])?, fields::price(&candle[close])))),
    );
    let skipped = series.times.len().saturating_sub(POINTS);
    Series {
        times: series.times[skipped..].to_vec(),
        prices: series.prices[skipped..].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_exchange_has_its_way_to_write_a_pair() {
        let pair = |exchange, symbol| {
            super::symbol(
                exchange,
                &InstrumentKey::new(InstrumentKind::Crypto, symbol),
            )
        };
        for (exchange, key, expected, in_currency) in [
            ("binance", "BTC/USD", Some("BTCUSDT"), "USDT"),
            ("binance", "BTC/USDT", Some("BTCUSDT"), "USDT"),
            ("binance", "ETH/BTC", Some("ETHBTC"), "BTC"),
            ("binance", "BTC/EUR", Some("BTCEUR"), "EUR"),
            ("binance", "BTC/CHF", None, ""),
            ("kraken", "BTC/USD", Some("XBTUSD"), "USD"),
            ("kraken", "ETH/BTC", Some("ETHXBT"), "BTC"),
            ("kraken", "DOGE/EUR", Some("XDGEUR"), "EUR"),
            ("coinbase", "BTC/USD", Some("BTC-USD"), "USD"),
            ("coinbase", "BTC/USDC", Some("BTC-USDC"), "USDC"),
            ("coinbase", "BTC/JPY", None, ""),
            ("binance", "B&C/USD", None, ""),
            ("binance", "BTC", None, ""),
            ("nobody", "BTC/USD", None, ""),
        ] {
            let written = pair(exchange, key);
            assert_eq!(written.as_deref(), expected, "{exchange} {key}");
            if let Some(symbol) = written {
                let found = currency(exchange, &symbol);
                assert_eq!(found.as_deref(), Some(in_currency), "{exchange} {key}");
            }
        }
        let pinned = InstrumentKey::new(InstrumentKind::Unknown, "kraken:BTC/EUR");
        assert_eq!(symbol("kraken", &pinned).as_deref(), Some("XBTEUR"));
        assert_eq!(symbol("binance", &pinned), None);
        let share = InstrumentKey::new(InstrumentKind::Equity, "BTC/USD");
        assert_eq!(symbol("binance", &share), None);
    }

    #[test]
    fn a_line_has_the_latest_day() {
        let candles: Vec<Value> = (0..200).rev().map(|at| Value::from(vec![at, 7])).collect();
        let line = series(&candles, fields::second, 1);
        assert_eq!((line.times.len(), line.times[0]), (POINTS, 104));
    }

    #[test]
    fn a_pair_that_is_pinned_may_be_written_as_its_exchange_does() {
        for (exchange, text, expected) in [
            ("binance", "binance:BTCUSDT", Some("BTCUSDT")),
            ("binance", "binance:BTC/EUR", Some("BTCEUR")),
            ("binance", "binance:NOTHING", None),
            ("binance", "kraken:XBTUSD", None),
            ("kraken", "kraken:XBTUSD", Some("XBTUSD")),
        ] {
            let key = crate::market::notation::key(text);
            assert_eq!(symbol(exchange, &key).as_deref(), expected, "{text}");
        }
    }
}
