//! Every recorded answer that looks like success and is none, read by the provider that it is
//! of, else by one of the user's own for that address.

use jiff::Timestamp;

use super::binance::Binance;
use super::json::{Description, Json, Pointers};
use super::kraken::Kraken;
use super::yahoo::Yahoo;
use crate::market::provider::{Asked, Provider, QuoteError, Reply};
use crate::model::{InstrumentKey, InstrumentKind};
use crate::testing::shared;

/// A provider of the user's own that looks for the price where the service has it.
fn own(last: &str) -> Box<dyn Provider> {
    Box::new(Json::new(Description {
        id: "own".to_owned(),
        url: "http://h/{symbol}".to_owned(),
        pointers: Pointers {
            last: last.to_owned(),
            ..Pointers::default()
        },
        factor: 1.0,
        ..Description::default()
    }))
}

/// File, status, provider, and the class of the error.
fn table() -> Vec<(&'static str, u16, Box<dyn Provider>, &'static str)> {
    let yahoo = || Box::new(Yahoo::default());
    let binance = || Box::new(Binance::new("http://h"));
    vec![
        (
            "alphavantage_200_limit.json",
            200,
            own("/Global Quote/05. price"),
            "not data",
        ),
        (
            "binance_400_invalid_symbol.json",
            400,
            binance(),
            "unknown symbol",
        ),
        ("binance_451_restricted.json", 451, binance(), "refused"),
        (
            "boursorama_GetTicksEOD_200_empty.json",
            200,
            own("/d/0/c"),
            "not data",
        ),
        (
            "euronext_200_encrypted.json",
            200,
            own("/lastPrice"),
            "not data",
        ),
        (
            "finnhub_200_unknown_zeros.json",
            200,
            own("/c"),
            "implausible",
        ),
        ("google_200_no_quote.html", 200, own("/price"), "not data"),
        (
            "kraken_200_error.json",
            200,
            Box::new(Kraken::new("http://h")),
            "unknown symbol",
        ),
        (
            "nasdaq_200_unknown.json",
            200,
            own("/data/primaryData/lastSalePrice"),
            "not data",
        ),
        (
            "stooq_200_proof_of_work.html",
            200,
            own("/price"),
            "not data",
        ),
        ("yahoo_401_invalid_crumb.json", 401, yahoo(), "refused"),
        ("yahoo_404_symbol.json", 404, yahoo(), "unknown symbol"),
        ("yahoo_429_body.txt", 429, yahoo(), "rate limited"),
        ("yahoo_chart_null.json", 200, yahoo(), "unknown symbol"),
    ]
}

fn class(error: &QuoteError) -> &'static str {
    match error {
        QuoteError::UnknownSymbol { .. } => "unknown symbol",
        QuoteError::Rejected { .. } => "rejected",
        QuoteError::Refused { .. } => "refused",
        QuoteError::RateLimited { .. } => "rate limited",
        QuoteError::Failed { .. } => "failed",
        QuoteError::TimedOut { .. } => "timed out",
        QuoteError::Unreachable { .. } => "unreachable",
        QuoteError::NotData { .. } => "not data",
        QuoteError::Implausible { .. } => "implausible",
    }
}

fn error(provider: &dyn Provider, status: u16, body: &[u8]) -> QuoteError {
    let key = match provider.capabilities().kinds.first() {
        Some(InstrumentKind::Crypto) => InstrumentKey::new(InstrumentKind::Crypto, "BTC/USD"),
        _ => InstrumentKey::new(InstrumentKind::Equity, "MSFT"),
    };
    let symbol = provider.symbol(&key).expect("it is served");
    let asked = [Asked { key, symbol }];
    let reply = Reply {
        status,
        content_type: None,
        retry_after_seconds: Some(5),
        body,
    };
    match provider.read(&asked, &reply, Timestamp::UNIX_EPOCH) {
        Ok(answers) => answers[0].1.clone().expect_err("no quote"),
        Err(error) => error,
    }
}

#[test]
fn every_recorded_failure_has_its_class() {
    let Some(folder) = shared("market/fixtures/errors") else {
        return;
    };
    let table = table();
    for (file, status, provider, expected) in &table {
        let body = std::fs::read(folder.join(file)).expect("a recorded answer");
        let error = error(provider.as_ref(), *status, &body);
        assert_eq!(class(&error), *expected, "{file}: {error:?}");
    }
    let files = std::fs::read_dir(folder).expect("a folder").count();
    assert_eq!(files, table.len(), "every file is in the table");
}
