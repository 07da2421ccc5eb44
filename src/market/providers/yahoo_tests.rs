//! Payloads of our own writing in the provider's shape.

use super::*;
use crate::market::provider::QuoteError as E;

const NOW: i64 = 1_800_000_000;

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

fn read(symbol: &str, status: u16, body: &str) -> Result<Quote, QuoteError> {
    let reply = Reply {
        status,
        content_type: Some("application/json"),
        retry_after_seconds: (status == 429).then_some(7),
        body: body.as_bytes(),
    };
    Yahoo::default().read(symbol, &reply, now())
}

/// A chart with `meta` added to what every answer has.
fn chart(symbol: &str, meta: &str, closes: &str) -> String {
    format!(
        r#"{{"chart":{{"error":null,"result":[{{"meta":{{"symbol":"{symbol}",{meta}}},
        "timestamp":[1,2,3],"indicators":{{"quote":[{{"close":{closes}}}]}}}}]}}}}"#
    )
}

fn periods(regular: (i64, i64)) -> String {
    let (start, end) = (NOW + regular.0, NOW + regular.1);
    format!(
        r#""currentTradingPeriod":{{"pre":{{"start":{},"end":{start}}},"regular":{{"start":{start},"end":{end}}},
        "post":{{"start":{end},"end":{}}}}}"#,
        start - 3_600,
        end + 3_600
    )
}

#[test]
fn a_symbol_is_one_path_segment() {
    let url = |symbol| {
        Yahoo::new("http://host/base/")
            .request(symbol)
            .map(|ask| ask.url)
    };
    let expected = "http://host/base/v8/finance/chart/%5EFCHI?range=1d&interval=5m";
    assert_eq!(url("^FCHI").as_deref(), Some(expected));
    assert!(url("EURUSD=X").unwrap().contains("/EURUSD%3DX?"));
    for hostile in [
        "",
        "../v7",
        "A/B",
        "A?x",
        "A#",
        "A B",
        "É",
        "A%2F",
        "..",
        &"A".repeat(99),
    ] {
        assert_eq!(url(hostile), None, "{hostile}");
    }
}

#[test]
fn a_quote_is_read_whole() {
    let meta = format!(
        r#""currency":"GBp","exchangeName":"LSE","fullExchangeName":"LSE","shortName":"ACME\u202e PLC",
        "regularMarketPrice":1518.4,"previousClose":1500.0,"chartPreviousClose":900.0,"regularMarketTime":{},
        "regularMarketDayHigh":1520.5,"regularMarketDayLow":1499,"priceHint":2,{}"#,
        NOW - 1_200,
        periods((-3_600, 3_600))
    );
    let quote = read(
        "ACME.L",
        200,
        &chart("ACME.L", &meta, "[1500.5,null,1518.4]"),
    )
    .unwrap();
    assert_eq!(quote.last, 1518.4);
    assert!((quote.change_pct.unwrap() - 1.226_666_7).abs() < 1e-6);
    assert_eq!(quote.currency.as_deref(), Some("GBp"));
    assert_eq!(quote.name.as_deref(), Some("ACME PLC"));
    assert_eq!(quote.series, [Some(1500.5), None, Some(1518.4)]);
    assert_eq!(quote.session, Session::Open);
    assert_eq!(quote.delay_minutes, Some(20));
    assert_eq!(quote.decimals, 2);
    assert_eq!((quote.high, quote.low), (Some(1520.5), Some(1499.0)));
    assert_eq!(quote.as_of.as_second(), NOW - 1_200);
}

#[test]
fn the_session_comes_from_the_trading_periods() {
    for (regular, session) in [
        ((-60, 60), Session::Open),
        ((60, 120), Session::Pre),
        ((-120, -60), Session::Post),
        ((-9_000, -8_000), Session::Closed),
        ((8_000, 9_000), Session::Closed),
    ] {
        let meta = format!(r#""regularMarketPrice":5,{}"#, periods(regular));
        let quote = read("A", 200, &chart("A", &meta, "[]")).unwrap();
        assert_eq!(quote.session, session, "{regular:?}");
        assert_eq!(quote.next_open.is_some(), regular.0 > 0, "{regular:?}");
    }
}

#[test]
fn the_close_before_the_range_is_not_the_previous_close() {
    let body = chart(
        "A",
        r#""regularMarketPrice":5,"chartPreviousClose":2"#,
        "[]",
    );
    let quote = read("A", 200, &body).unwrap();
    assert_eq!((quote.previous_close, quote.change_pct), (None, None));
    assert_eq!(quote.session, Session::Unknown);
}

#[test]
fn more_digits_than_the_hint_are_kept() {
    for (price, decimals) in [("17.806", 3), ("1.1186", 4), ("167.12", 2), ("63317.6", 2)] {
        let body = chart(
            "A",
            &format!(r#""regularMarketPrice":{price},"priceHint":2"#),
            "[]",
        );
        assert_eq!(read("A", 200, &body).unwrap().decimals, decimals, "{price}");
    }
}

#[test]
fn each_failure_has_its_class() {
    let not_found = r#"{"chart":{"result":null,"error":{"code":"Not Found","description":"x"}}}"#;
    assert!(matches!(
        read("A", 404, not_found),
        Err(E::UnknownSymbol { .. })
    ));
    assert!(matches!(
        read("A", 200, not_found),
        Err(E::UnknownSymbol { .. })
    ));
    assert!(matches!(
        read("A", 404, "<html>moved"),
        Err(E::Failed { status: 404, .. })
    ));
    assert!(matches!(read("A", 401, "{}"), Err(E::Refused { .. })));
    assert!(matches!(
        read("A", 429, "Too Many Requests"),
        Err(E::RateLimited {
            retry_after_seconds: Some(7),
            ..
        })
    ));
    assert!(matches!(read("A", 500, "oops"), Err(E::Failed { .. })));
    for body in [
        "",
        "<html><body>We value your privacy</body></html>",
        r#"{"chart": {"result": ["#,
        r#"{"chart":{"result":[],"error":null}}"#,
        r#"{"ct":"c2VjcmV0"}"#,
        "[]",
        "Too Many Requests",
    ] {
        assert!(
            matches!(read("A", 200, body), Err(E::NotData { .. })),
            "{body}"
        );
    }
    for meta in [r#""regularMarketPrice":0"#, r#""regularMarketPrice":-4"#] {
        assert!(matches!(
            read("A", 200, &chart("A", meta, "[]")),
            Err(E::Implausible { .. })
        ));
    }
    let other = chart("B", r#""regularMarketPrice":4"#, "[]");
    assert!(matches!(read("A", 200, &other), Err(E::Implausible { .. })));
}

proptest::proptest! {
    #[test]
    fn no_body_makes_it_panic(body: Vec<u8>, status in 100_u16..600) {
        let reply = Reply { status, content_type: None, retry_after_seconds: None, body: &body };
        let _ = Yahoo::default().read("A", &reply, now());
    }
}
