//! Payloads of our own writing in the provider's shape.

use super::*;
use crate::market::provider::QuoteError as E;
use crate::model::{Hours, Period, Quote, Session};

pub(super) const NOW: i64 = 1_800_000_000;

pub(super) fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

pub(super) fn asked(symbol: &str) -> Asked {
    Asked {
        key: InstrumentKey::new(InstrumentKind::Equity, symbol),
        symbol: symbol.to_owned(),
    }
}

pub(super) fn reply(status: u16, body: &str) -> Reply<'_> {
    Reply {
        status,
        content_type: Some("application/json"),
        retry_after_seconds: (status == 429).then_some(7),
        body: body.as_bytes(),
    }
}

pub(super) fn read(symbol: &str, status: u16, body: &str) -> Result<Quote, QuoteError> {
    let answers = Yahoo::default().read(&[asked(symbol)], &reply(status, body), now())?;
    let (key, answer) = answers.into_iter().next().expect("one answer for one");
    assert_eq!(key.symbol, symbol);
    answer
}

/// A chart with `meta` added to what every answer has; bars at -600 s, -300 s and now.
pub(super) fn chart(symbol: &str, meta: &str, closes: &str) -> String {
    let (first, second) = (NOW - 600, NOW - 300);
    format!(
        r#"{{"chart":{{"error":null,"result":[{{"meta":{{"symbol":"{symbol}",{meta}}},
        "timestamp":[{first},{second},{NOW}],"indicators":{{"quote":[{{"close":{closes}}}]}}}}]}}}}"#
    )
}

pub(super) fn periods(regular: (i64, i64)) -> String {
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
            .request(&[asked(symbol)], 0)
            .map(|ask| ask.url)
    };
    let expected = "http://host/base/v8/finance/chart/%5EFCHI\
        ?range=1d&interval=5m&includePrePost=true&events=split";
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
fn only_the_public_host_has_a_second_one() {
    let hosts = |url: &str| Yahoo::new(url).capabilities().hosts.clone();
    assert_eq!(hosts(PUBLIC_HOST), [PUBLIC_HOST, SECOND_HOST]);
    assert_eq!(hosts("http://127.0.0.1:1/y/"), ["http://127.0.0.1:1/y"]);
    let yahoo = Yahoo::default().with_user_agent("mine").with_per_minute(9);
    let request = yahoo.request(&[asked("A")], 1).unwrap();
    assert!(request.url.starts_with(SECOND_HOST));
    assert_eq!(request.headers[0].1, "mine");
    assert_eq!(yahoo.capabilities().per_minute, 9);
    assert_eq!(yahoo.request(&[asked("A")], 2), None);
}

#[test]
fn a_quote_is_read_whole() {
    let meta = format!(
        r#""currency":"GBp","exchangeName":"LSE","fullExchangeName":"LSE","shortName":"ACME\u202e PLC",
        "regularMarketPrice":1518.4,"previousClose":1500.0,"chartPreviousClose":900.0,"regularMarketTime":{},
        "regularMarketDayHigh":1520.5,"regularMarketDayLow":1499,"priceHint":2,"instrumentType":"ETF",{}"#,
        NOW - 1_200,
        periods((-3_600, 3_600))
    );
    let body = chart("ACME.L", &meta, "[1500.5,null,1518.4]");
    let quote = read("ACME.L", 200, &body).unwrap();
    assert_eq!(quote.last, 1518.4);
    assert!((quote.change_pct.unwrap() - 1.226_666_7).abs() < 1e-6);
    assert_eq!(quote.currency.as_deref(), Some("GBp"));
    assert_eq!(quote.name.as_deref(), Some("ACME PLC"));
    assert_eq!(quote.kind, Some(InstrumentKind::Equity));
    assert_eq!(quote.series.times, [NOW - 600, NOW - 300, NOW]);
    assert_eq!(quote.series.prices, [Some(1500.5), None, Some(1518.4)]);
    assert_eq!(quote.session(now()), Session::Open);
    assert_eq!(quote.delay_minutes, Some(20));
    assert_eq!(quote.decimals, 2);
    assert_eq!((quote.high, quote.low), (Some(1520.5), Some(1499.0)));
    assert_eq!(quote.as_of.unwrap().as_second(), NOW - 1_200);
    assert_eq!(quote.extended, None);
}

#[test]
fn the_hours_come_from_the_trading_periods_and_the_type() {
    for (regular, session) in [
        ((-60, 60), Session::Open),
        ((60, 120), Session::Pre),
        ((-120, -60), Session::Post),
        ((-9_000, -8_000), Session::Closed),
        ((8_000, 9_000), Session::Closed),
    ] {
        let meta = format!(r#""regularMarketPrice":5,{}"#, periods(regular));
        let quote = read("A", 200, &chart("A", &meta, "[]")).unwrap();
        assert_eq!(quote.session(now()), session, "{regular:?}");
        assert_eq!(quote.as_of, None, "no time is none, not now");
    }
    for (kind, hours) in [
        ("CRYPTOCURRENCY", Hours::Always),
        ("MUTUALFUND", Hours::Daily),
    ] {
        let day = periods((-60, 60));
        let meta = format!(r#""regularMarketPrice":5,"instrumentType":"{kind}",{day}"#);
        let quote = read("A", 200, &chart("A", &meta, "[]")).unwrap();
        assert_eq!(quote.hours, hours);
    }
    let meta = r#""regularMarketPrice":5,"currentTradingPeriod":{"pre":null,"post":{"start":"x"},
        "regular":{"start":"10","end":20.5}}"#;
    let regular = Period { start: 10, end: 20 };
    let (pre, post) = (None, None);
    let quote = read("A", 200, &chart("A", meta, "[]")).unwrap();
    assert_eq!(quote.hours, Hours::Day { pre, regular, post });
}

#[test]
fn a_split_of_today_is_taken_out_of_the_close() {
    let split = |close: f64, date: i64, ratio: &str| {
        let meta = format!(
            r#""regularMarketPrice":25.1,"regularMarketTime":{NOW},"previousClose":{close},"gmtoffset":0"#
        );
        let body = chart("A", &meta, "[]").replacen(
            r#""timestamp""#,
            &format!(r#""events":{{"splits":{{"1":{{"date":{date},{ratio}}}}}}},"timestamp""#),
            1,
        );
        read("A", 200, &body).unwrap().previous_close.unwrap()
    };
    let four = r#""numerator":4,"denominator":"1""#;
    let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found}");
    close(split(100.4, NOW - 3_600, four), 25.1);
    close(split(100.4, NOW - 3_600, r#""splitRatio":"4:1""#), 25.1);
    // The provider has done it already, or it was on another day, or it cannot be read.
    close(split(25.0, NOW - 3_600, four), 25.0);
    close(split(100.4, NOW - 90_000, four), 100.4);
    close(split(100.4, NOW, r#""splitRatio":"many""#), 100.4);
    // Ten old shares became one.
    close(split(2.5, NOW, r#""numerator":1,"denominator":10"#), 25.0);
}

#[test]
fn each_failure_has_its_class() {
    let not_found = r#"{"chart":{"result":null,"error":{"code":"Not Found","description":"x"}}}"#;
    for status in [404, 200] {
        let error = read("A", status, not_found).unwrap_err();
        assert!(matches!(error, E::UnknownSymbol { .. }), "{error:?}");
    }
    let moved = read("A", 404, "<html>moved").unwrap_err();
    assert!(matches!(moved, E::Failed { status: 404, .. }));
    assert!(matches!(read("A", 401, "{}"), Err(E::Refused { .. })));
    assert!(matches!(read("A", 422, "{}"), Err(E::Rejected { .. })));
    let retry_after_seconds = Some(7);
    assert_eq!(
        read("A", 429, "Too Many Requests").unwrap_err(),
        E::RateLimited {
            provider: ID.to_owned(),
            status: 429,
            retry_after_seconds
        }
    );
    assert!(matches!(read("A", 500, "oops"), Err(E::Failed { .. })));
    for body in [
        "",
        "<html><body>We value your privacy</body></html>",
        r#"{"chart": {"result": ["#,
        r#"{"chart":{"result":[],"error":null}}"#,
        r#"{"chart":{"result":[{"meta":null}],"error":null}}"#,
        r#"{"ct":"c2VjcmV0"}"#,
        "[]",
        "Too Many Requests",
    ] {
        let error = read("A", 200, body).unwrap_err();
        assert!(matches!(error, E::NotData { .. }), "{body}: {error:?}");
    }
    for price in ["0", "-4", r#""0.00""#] {
        let meta = format!(r#""regularMarketPrice":{price}"#);
        let error = read("A", 200, &chart("A", &meta, "[1,2,3]")).unwrap_err();
        assert!(matches!(error, E::Implausible { .. }), "{price}: {error:?}");
    }
    let other = chart("B", r#""regularMarketPrice":4"#, "[]");
    assert!(matches!(read("A", 200, &other), Err(E::Implausible { .. })));
}

#[test]
fn a_search_finds_symbols_of_the_service() {
    let yahoo = Yahoo::default();
    let request = yahoo.search_request(" L'Air Liquide & Co ", 0).unwrap();
    let expected = "/v1/finance/search?q=L%27Air%20Liquide%20%26%20Co&quotesCount=10&newsCount=0";
    assert!(request.url.ends_with(expected), "{}", request.url);
    assert_eq!(yahoo.search_request("  ", 0), None);
    let body = r#"{"quotes":[
        {"symbol":"HRB.PA","longname":"Harbour SA","shortname":"HARBOUR","quoteType":"EQUITY","exchDisp":"Paris"},
        {"name":"A private company","isYahooFinance":false,"symbol":"x"},
        {"symbol":"../x"},{"symbol":7},
        {"symbol":"0P0001","shortname":"Harbour Fund","quoteType":"MUTUALFUND","exchange":"PAR"}]}"#;
    let found = yahoo.read_search(&reply(200, body)).unwrap();
    let found: Vec<(&str, &str, InstrumentKind, Option<&str>)> = found
        .iter()
        .map(|one| {
            let venue = one.venue.as_deref();
            (one.symbol.as_str(), one.name.as_str(), one.kind, venue)
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "HRB.PA",
                "Harbour SA",
                InstrumentKind::Equity,
                Some("Paris")
            ),
            ("0P0001", "Harbour Fund", InstrumentKind::Fund, Some("PAR")),
        ]
    );
    let none = yahoo.read_search(&reply(200, r#"{"quotes":[]}"#)).unwrap();
    assert!(none.is_empty());
    assert!(matches!(
        yahoo.read_search(&reply(200, "<html>")),
        Err(E::NotData { .. })
    ));
}

#[test]
fn a_key_may_name_the_provider() {
    let own =
        |symbol| Yahoo::default().symbol(&InstrumentKey::new(InstrumentKind::Unknown, symbol));
    assert_eq!(own("yahoo:HRB.PA").as_deref(), Some("HRB.PA"));
    assert_eq!(own("yahoo:a/b"), None);
    assert_eq!(own("other:HRB.PA"), None);
}

proptest::proptest! {
    #[test]
    fn no_body_makes_it_panic(body: Vec<u8>, status in 100_u16..600) {
        let reply = Reply { status, content_type: None, retry_after_seconds: None, body: &body };
        let _ = Yahoo::default().read(&[asked("A")], &reply, now());
        let _ = Yahoo::default().read_search(&reply);
    }

    #[test]
    fn no_field_makes_it_panic(field in "[a-zA-Z]{3,20}", value in "null|-?[0-9]{1,18}(\\.[0-9]{1,9})?|1e308|\"[0-9a-z.]{0,9}\"|\\[\\]|\\{\\}") {
        for field in [field.as_str(), "regularMarketPrice", "regularMarketTime", "priceHint", "previousClose",
            "currentTradingPeriod", "gmtoffset", "symbol", "hasPrePostMarketData", "range"] {
            let meta = format!(r#""regularMarketPrice":5,"regularMarketTime":{NOW},"previousClose":4,"{field}":{value}"#);
            let _ = read("A", 200, &chart("A", &meta, "[1,null,\"3\"]"));
        }
    }
}
