//! What must hold for any answer of a provider of prices; see `properties.rs`.
#![allow(dead_code)]

use newswire::market::Provider;
use newswire::market::provider::{Asked, Reply};
use newswire::market::providers::binance::Binance;
use newswire::market::providers::coinbase::Coinbase;
use newswire::market::providers::ecb::Ecb;
use newswire::market::providers::json::{Description, Json, Pointers};
use newswire::market::providers::kraken::Kraken;
use newswire::market::providers::yahoo::Yahoo;
use newswire::model::{InstrumentKey, Quote, Series};

/// The provider that the first byte chooses, and what it is asked for.
fn chosen(first: u8) -> (Box<dyn Provider>, &'static str) {
    let path = |path: &str| Some(path.to_owned());
    match first.wrapping_sub(b'0') % 6 {
        0 => (Box::new(Yahoo::new("http://h")), "equity:HRB@XPAR"),
        1 => (Box::new(Binance::new("http://h")), "crypto:BTC/USD"),
        2 => (Box::new(Kraken::new("http://h")), "crypto:BTC/USD"),
        3 => (Box::new(Coinbase::new("http://h")), "crypto:BTC/USD"),
        4 => (Box::new(Ecb::new("http://h")), "currency-pair:GBP/USD"),
        _ => {
            let description = Description {
                id: "own".to_owned(),
                url: "http://h/{symbol}".to_owned(),
                pointers: Pointers {
                    last: "/l".to_owned(),
                    previous_close: path("/p"),
                    change_percent: path("/c"),
                    currency: path("/y"),
                    name: path("/n"),
                    time: path("/t"),
                },
                factor: 0.01,
                ..Description::default()
            };
            (Box::new(Json::new(description)), "unknown:own:HRB")
        }
    }
}

/// Whatever comes in, a quote is one that can be shown.
pub fn quotes(data: &[u8]) {
    let Some((first, body)) = data.split_first() else {
        return;
    };
    let (provider, key) = chosen(*first);
    let key: InstrumentKey = key.parse().expect("a key");
    let symbol = provider.symbol(&key).expect("it is served");
    let asked = Asked { key, symbol };
    for status in [200, 404, 429] {
        let reply = Reply {
            status,
            content_type: None,
            retry_after_seconds: None,
            body,
        };
        let answers = provider.read(std::slice::from_ref(&asked), &reply, Default::default());
        for (key, answer) in answers.into_iter().flatten() {
            assert_eq!(key, asked.key);
            if let Ok(quote) = answer {
                check(&quote);
            }
        }
        for finding in provider.findings(&asked, &reply) {
            line(Some(&finding.found.unwrap_or_else(|reason| reason)));
        }
        if let Ok(series) = provider.read_series(&asked, &reply) {
            check_series(&series);
        }
        for found in provider.read_search(&reply).into_iter().flatten() {
            line(Some(&found.symbol));
            line(Some(&found.name));
        }
    }
}

fn check(quote: &Quote) {
    let prices = [
        Some(quote.last),
        quote.previous_close,
        quote.high,
        quote.low,
    ];
    for price in prices.into_iter().flatten() {
        assert!(price.is_finite() && price > 0.0, "{quote:?}");
    }
    if let Some(change) = quote.change_pct {
        assert!(
            change.is_finite() && quote.previous_close.is_some(),
            "{quote:?}"
        );
        assert!(change.abs() < 100_000.0, "{quote:?}");
    }
    assert!(quote.decimals <= 12);
    for text in [&quote.name, &quote.currency, &quote.venue] {
        line(text.as_deref());
    }
    check_series(&quote.series);
}

fn check_series(series: &Series) {
    assert_eq!(series.times.len(), series.prices.len());
    assert!(series.times.is_sorted());
    let prices = series.prices.iter().flatten();
    assert!(
        prices
            .into_iter()
            .all(|price| price.is_finite() && *price > 0.0)
    );
}

/// Nothing in it could move the cursor, reorder the line or end it.
fn line(text: Option<&str>) {
    let is_bad = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    assert!(!text.unwrap_or_default().contains(is_bad), "{text:?}");
}
