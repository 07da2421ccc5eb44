//! Faults that users of other tickers met: what comes in, and what is right. The rows are of
//! `market/reports.md` of the shared data; the payloads are of our own.

use super::tests::{NOW, asked, chart, now, periods, read, reply};
use super::*;
use crate::model::{Hours, Quote};
use crate::testing::shared_text;

fn quote(symbol: &str, meta: &str, closes: &str) -> Quote {
    read(symbol, 200, &chart(symbol, meta, closes)).unwrap()
}

/// Row by row: what stands in `meta` beside the price, and the change that is right.
const CLOSES: &[(u8, &str, Option<f64>)] = &[
    (
        1,
        r#""regularMarketPrice":17.4,"previousClose":1.2e-9"#,
        None,
    ),
    (
        1,
        r#""regularMarketPrice":17.4,"previousClose":1.2e-9,"chartPreviousClose":17.3,"range":"1d""#,
        None,
    ),
    (
        1,
        r#""regularMarketPrice":17.4,"previousClose":0.0001"#,
        None,
    ),
    (1, r#""regularMarketPrice":17.4,"previousClose":9e12"#, None),
    (
        2,
        r#""regularMarketPrice":100.5,"previousClose":null,"chartPreviousClose":100,"range":"1d""#,
        Some(0.5),
    ),
    (
        2,
        r#""regularMarketPrice":100.5,"chartPreviousClose":"100.0","range":"1d""#,
        Some(0.5),
    ),
    (
        2,
        r#""regularMarketPrice":100.5,"chartPreviousClose":100"#,
        Some(0.5),
    ),
    (
        2,
        r#""regularMarketPrice":100.5,"chartPreviousClose":100,"range":"5d""#,
        None,
    ),
    (
        2,
        r#""regularMarketPrice":100.5,"previousClose":"n/a","chartPreviousClose":100"#,
        Some(0.5),
    ),
    (
        3,
        r#""regularMarketPrice":100.5,"previousClose":0,"chartPreviousClose":100"#,
        Some(0.5),
    ),
    (
        3,
        r#""regularMarketPrice":100.5,"previousClose":0.0,"chartPreviousClose":0"#,
        None,
    ),
    (
        3,
        r#""regularMarketPrice":100.5,"previousClose":100,"chartPreviousClose":50"#,
        Some(0.5),
    ),
    (
        13,
        r#""regularMarketPrice":25.1,"previousClose":100.4"#,
        Some(-75.0),
    ),
];

#[test]
fn the_close_before_is_believed_where_it_can_be_one() {
    for (row, meta, change) in CLOSES {
        let quote = quote("A", meta, "[]");
        assert!(quote.last > 0.0);
        match (quote.change_pct, change) {
            (Some(found), Some(expected)) => {
                assert!((found - expected).abs() < 1e-9, "{row}: {meta}: {found}");
            }
            (found, expected) => assert_eq!(found, *expected, "{row}: {meta}"),
        }
    }
}

#[test]
fn row_4_a_fund_has_its_price_from_the_meta_data() {
    let meta = r#""instrumentType":"MUTUALFUND","regularMarketPrice":31.25,"chartPreviousClose":31,"range":"1d""#;
    let quote = quote("0P00012345.F", meta, "[null,null,null]");
    assert_eq!((quote.last, quote.previous_close), (31.25, Some(31.0)));
    assert_eq!(quote.kind, Some(InstrumentKind::Fund));
    assert_eq!(quote.hours, Hours::Daily);
    assert!(quote.series.is_empty());
}

#[test]
fn row_5_holes_at_the_end_stay_holes() {
    let given = quote("A", r#""regularMarketPrice":7"#, "[6.5,null,null]");
    assert_eq!(given.last, 7.0);
    assert_eq!(given.series.prices, [Some(6.5), None, None]);
    // Without the price of the meta data the line's last one stands in, with its own time.
    let drawn = quote("A", r#""regularMarketPrice":null"#, "[6.5,6.75,null]");
    assert_eq!(drawn.last, 6.75);
    assert_eq!(drawn.as_of.unwrap().as_second(), NOW - 300);
}

#[test]
fn row_9_a_tiny_price_is_shown_in_full() {
    let meta = r#""regularMarketPrice":0.00000912,"priceHint":2"#;
    let quote = quote("SHIB-USD", meta, "[]");
    let shown = format!("{:.*}", usize::from(quote.decimals), quote.last);
    assert_eq!(shown, "0.00000912");
}

#[test]
fn row_10_minor_units_keep_their_letters() {
    for currency in ["GBp", "GBP", "GBX", "ILA", "ZAc"] {
        let meta = format!(r#""regularMarketPrice":5,"currency":"{currency}""#);
        assert_eq!(quote("A", &meta, "[]").currency.as_deref(), Some(currency));
    }
}

#[test]
fn row_11_a_pair_of_the_dollar_is_answered_under_a_shorter_name() {
    for (symbol, answered, is_it) in [
        ("USDEUR=X", "EUR=X", true),
        ("USDJPY=X", "JPY=X", true),
        ("EUR=X", "USDEUR=X", true),
        ("EURUSD=X", "EUR=X", false),
        ("GBPJPY=X", "JPY=X", false),
    ] {
        let body = chart(answered, r#""regularMarketPrice":0.8937"#, "[]");
        assert_eq!(read(symbol, 200, &body).is_ok(), is_it, "{symbol}");
    }
}

#[test]
fn row_15_prices_outside_of_regular_trading_have_their_own_change() {
    let meta = |regular, as_of: i64, more: &str| {
        let periods = periods(regular);
        format!(r#""regularMarketPrice":100,"regularMarketTime":{as_of},{periods}{more}"#)
    };
    // Before the opening; the last regular price is of yesterday.
    let pre = meta(
        (1_800, 30_000),
        NOW - 60_000,
        r#","hasPrePostMarketData":true"#,
    );
    let extended = quote("A", &pre, "[101,null,102]").extended.unwrap();
    assert_eq!((extended.price, extended.change_pct), (102.0, Some(2.0)));
    assert_eq!(extended.as_of.as_second(), NOW);
    // After the close, with a hole at the end.
    let post = meta((-20_000, -450), NOW - 450, "");
    let after = quote("A", &post, "[100,99.5,null]");
    let extended = after.extended.unwrap();
    assert_eq!((extended.price, extended.change_pct), (99.5, Some(-0.5)));
    assert_eq!(after.series.prices, [Some(100.0), Some(99.5), None]);
    // The market is open, has just opened, or has no such trading.
    for (meta, closes) in [
        (meta((-500, 30_000), NOW, ""), "[101,102,103]"),
        (meta((-100, 30_000), NOW - 50, ""), "[101,102,null]"),
        (
            meta(
                (-20_000, -450),
                NOW - 450,
                r#","hasPrePostMarketData":false"#,
            ),
            "[100,99.5,null]",
        ),
        (meta((-20_000, -450), NOW - 450, ""), "[100,null,null]"),
    ] {
        assert_eq!(quote("A", &meta, closes).extended, None, "{meta}");
    }
}

#[test]
fn row_17_what_the_service_rejects_concerns_one_symbol() {
    for status in [400, 422] {
        let body = r#"{"chart":{"result":null,"error":{"code":"Bad Request","description":"x"}}}"#;
        let error = read("A", status, body).unwrap_err();
        assert_eq!(error.blame(), crate::market::provider::Blame::Instrument);
    }
}

#[test]
fn row_19_only_what_is_unusable_is_lost() {
    let meta = r#""regularMarketPrice":"100.50","priceHint":2.0,"regularMarketTime":1764230400.5,
        "previousClose":"100","currency":5,"shortName":null,"longName":"Harbour","exchangeName":["x"],
        "regularMarketDayHigh":"-","hasPrePostMarketData":"yes","instrumentType":3,"gmtoffset":"x",
        "currentTradingPeriod":{"pre":null,"regular":{"start":1764230000,"end":1764240000},"post":null}"#;
    let quote = quote("A", meta, r#"["99.5",null,{}]"#);
    assert_eq!((quote.last, quote.decimals), (100.5, 2));
    assert_eq!(quote.change_pct, Some(0.5));
    assert_eq!(quote.as_of.unwrap().as_second(), 1_764_230_400);
    assert!(matches!(
        quote.hours,
        Hours::Day {
            pre: None,
            post: None,
            ..
        }
    ));
    assert_eq!(quote.name.as_deref(), Some("Harbour"));
    assert_eq!((quote.currency, quote.high), (None, None));
    assert_eq!(quote.series.prices, [Some(99.5), None, None]);
    for broken in [
        r#""timestamp":null"#,
        r#""timestamp":[1,"x",3]"#,
        r#""timestamp":{}"#,
    ] {
        let body = chart("A", r#""regularMarketPrice":5"#, "[1,2,3]");
        let at = body.find(r#""timestamp""#).unwrap();
        let end = at + body[at..].find(']').unwrap() + 1;
        let body = format!("{}{broken}{}", &body[..at], &body[end..]);
        assert_eq!(read("A", 200, &body).unwrap().last, 5.0, "{broken}");
    }
}

/// The recorded payloads, where they are.
#[test]
fn recorded_charts_are_read() {
    for (file, symbol, change) in [
        ("yahoo_chart_AI.PA_1d_1m.json", "AI.PA", Some(0.432_692)),
        ("yahoo_chart_AI.PA_5d_1d.json", "AI.PA", None),
        ("yahoo_chart_HSBA.L_pence.json", "HSBA.L", Some(0.809_985)),
    ] {
        let Some(body) = shared_text(&format!("market/fixtures/{file}")) else {
            return;
        };
        let quote = read(symbol, 200, &body).unwrap();
        let found = quote.change_pct.map(|change| (change * 1e6).round() / 1e6);
        assert_eq!(found, change, "{file}");
        assert!(!quote.series.is_empty());
    }
    let body = shared_text("market/fixtures/yahoo_search_alibaba.json").unwrap();
    let found = Yahoo::default().read_search(&reply(200, &body)).unwrap();
    let symbols: Vec<&str> = found.iter().map(|found| found.symbol.as_str()).collect();
    assert_eq!(symbols, ["BABA", "AHLA.DE"]);
    assert!(
        Yahoo::default()
            .read(&[asked("A")], &reply(200, &body), now())
            .is_err()
    );
}
