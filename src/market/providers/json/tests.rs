//! Descriptions of our own and what they find.

use super::*;
use crate::market::provider::QuoteError as E;

const BODY: &str = r#"{"data":{"a/b":{"label":"Harbour SA"},"quotes":[
    {"last":"167,12","prev":166.4,"ccy":"EUR","chg":"+0,43 %","ts":1795455900000}]}}"#;

fn description() -> Description {
    let path = |text: &str| Some(text.to_owned());
    Description {
        id: "my-api".to_owned(),
        kinds: vec![InstrumentKind::Equity],
        url: "https://api.example/q?s={symbol}&S={SYMBOL}".to_owned(),
        headers: vec![("X-Key".to_owned(), "secret".to_owned())],
        pointers: Pointers {
            last: "/data/quotes/0/last".to_owned(),
            previous_close: path("/data/quotes/0/prev"),
            change_percent: path("/data/quotes/0/chg"),
            currency: path("/data/quotes/0/ccy"),
            name: path("/data/{symbol}/label"),
            time: path("/data/quotes/0/ts"),
        },
        time_unit: TimeUnit::Milliseconds,
        factor: 1.0,
        ..Description::default()
    }
}

fn asked(provider: &Json, key: &str) -> Asked {
    let key: InstrumentKey = key.parse().expect("a key");
    let symbol = provider.symbol(&key).expect("it is served");
    Asked { key, symbol }
}

fn reply(status: u16, body: &str) -> Reply<'_> {
    Reply {
        status,
        content_type: None,
        retry_after_seconds: None,
        body: body.as_bytes(),
    }
}

fn read(description: Description, status: u16, body: &str) -> Result<Quote, QuoteError> {
    let provider = Json::new(description);
    let asked = asked(&provider, "unknown:my-api:a/b");
    let now = Timestamp::UNIX_EPOCH;
    let mut answers = provider.read(&[asked], &reply(status, body), now)?;
    answers.remove(0).1
}

#[test]
fn a_quote_is_read_by_its_pointers() {
    let quote = read(description(), 200, BODY).unwrap();
    assert_eq!((quote.last, quote.previous_close), (167.12, Some(166.4)));
    assert!((quote.change_pct.unwrap() - 0.432_692).abs() < 1e-6);
    assert_eq!(quote.currency.as_deref(), Some("EUR"));
    assert_eq!(quote.name.as_deref(), Some("Harbour SA"));
    assert_eq!(quote.as_of.unwrap().as_second(), 1_795_455_900);
    assert_eq!(quote.provider, "my-api");
}

#[test]
fn numbers_are_written_in_many_ways() {
    let last = |text: &str, locale: Option<&str>, factor: f64| {
        let body = format!(r#"{{"p":{text}}}"#);
        let description = Description {
            pointers: Pointers {
                last: "/p".to_owned(),
                ..Pointers::default()
            },
            locale: locale.map(str::to_owned),
            factor,
            ..description()
        };
        read(description, 200, &body).map(|quote| quote.last)
    };
    for (text, locale, factor, expected) in [
        ("5", None, 1.0, 5.0),
        ("\"5.25\"", None, 1.0, 5.25),
        ("\"1 234,50\"", None, 1.0, 1_234.5),
        ("\"1.234\"", Some("de"), 1.0, 1_234.0),
        ("\"167,120\"", Some("fr"), 1.0, 167.12),
        ("\"$1,234.50\"", Some("en"), 1.0, 1_234.5),
        ("15184", None, 0.01, 151.84),
    ] {
        let found = last(text, locale, factor).unwrap();
        assert!(
            (found - expected).abs() < 1e-9,
            "{text} {locale:?}: {found}"
        );
    }
    for (text, is_price) in [
        ("0", true),
        ("-3", true),
        ("null", false),
        ("[1]", false),
        ("\"167,120\"", false),
    ] {
        match last(text, None, 1.0).unwrap_err() {
            E::Implausible { .. } => assert!(is_price, "{text}"),
            E::NotData { .. } => assert!(!is_price, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn a_change_stands_in_for_the_close() {
    let body = r#"{"data":{"quotes":[{"last":105,"chg":5,"prev":null,"ts":"x"}]}}"#;
    let quote = read(description(), 200, body).unwrap();
    assert_eq!(
        (quote.previous_close, quote.change_pct),
        (Some(100.0), Some(5.0))
    );
    assert_eq!(quote.as_of, None);
    let gone = r#"{"data":{"quotes":[{"last":105,"chg":-100}]}}"#;
    assert_eq!(read(description(), 200, gone).unwrap().change_pct, None);
}

#[test]
fn times_have_three_units() {
    let time = |unit, text: &str| {
        let description = Description {
            time_unit: unit,
            ..description()
        };
        let body = format!(r#"{{"data":{{"quotes":[{{"last":1,"ts":{text}}}]}}}}"#);
        let quote = read(description, 200, &body).unwrap();
        quote.as_of.map(|time| time.to_string())
    };
    for (unit, text, expected) in [
        (
            TimeUnit::Seconds,
            "1795455900.5",
            Some("2026-11-23T17:45:00Z"),
        ),
        (
            TimeUnit::Milliseconds,
            "\"1795455900000\"",
            Some("2026-11-23T17:45:00Z"),
        ),
        (
            TimeUnit::Iso,
            "\"2026-11-23T18:45:00+01:00\"",
            Some("2026-11-23T17:45:00Z"),
        ),
        (
            TimeUnit::Iso,
            "\"2026-11-23 17:45:00\"",
            Some("2026-11-23T17:45:00Z"),
        ),
        (
            TimeUnit::Iso,
            "\"2026-11-23\"",
            Some("2026-11-23T00:00:00Z"),
        ),
        (TimeUnit::Iso, "1795455900", None),
        (TimeUnit::Seconds, "1e30", None),
    ] {
        assert_eq!(time(unit, text).as_deref(), expected, "{text}");
    }
}

#[test]
fn places_are_filled_or_the_instrument_is_not_served() {
    let address = |url: &str, key: &str| {
        let provider = Json::new(Description {
            url: url.to_owned(),
            ..description()
        });
        let key: InstrumentKey = key.parse().expect("a key");
        let symbol = provider.symbol(&key)?;
        let request = provider.request(&[Asked { key, symbol }], 0)?;
        assert_eq!(request.headers, description().headers);
        Some(request.url)
    };
    for (url, key, expected) in [
        (
            "http://h/{symbol}",
            "unknown:my-api:a/b?",
            Some("http://h/a%2Fb%3F"),
        ),
        (
            "http://h/{SYMBOL}",
            "unknown:my-api:abc",
            Some("http://h/ABC"),
        ),
        (
            "http://h/{symbol}/{code}/{mic}",
            "equity:AI@XPAR",
            Some("http://h/AI.PA/AI/XPAR"),
        ),
        (
            "http://h/{code}-{currency}",
            "crypto:BTC/EUR",
            Some("http://h/BTC-EUR"),
        ),
        (
            "http://h/{isin}",
            "unknown:FR0000120073",
            Some("http://h/FR0000120073"),
        ),
        (
            "http://h/{isin}",
            "unknown:my-api:FR0000120073",
            Some("http://h/FR0000120073"),
        ),
        ("http://h/{isin}", "equity:MSFT", None),
        ("http://h/{mic}", "equity:MSFT", None),
        ("http://h/{currency}", "equity:MSFT", None),
        ("http://h/{symbol}", "unknown:other:abc", None),
        ("http://h/{colour}", "equity:MSFT", None),
    ] {
        assert_eq!(address(url, key).as_deref(), expected, "{url} {key}");
    }
    let hosts = Json::new(description()).capabilities().hosts.clone();
    assert_eq!(hosts, ["https://api.example"]);
    assert_eq!(places("http://h/{symbol}?c={x}&{"), ["symbol", "x"]);
}

#[test]
fn a_secret_is_shown_nowhere() {
    let provider = Json::new(description());
    let shown = format!("{provider:?} {:?}", description());
    assert!(
        shown.contains("X-Key") && !shown.contains("secret"),
        "{shown}"
    );
}

#[test]
fn each_failure_has_its_class() {
    let of = |status, body| read(description(), status, body).unwrap_err();
    assert!(matches!(
        of(404, r#"{"error":"unknown"}"#),
        E::UnknownSymbol { .. }
    ));
    assert!(matches!(of(404, "<html>"), E::Failed { .. }));
    assert!(matches!(of(403, "{}"), E::Refused { .. }));
    for body in ["", "<html>", "{", "[]", r#"{"data":{"quotes":[]}}"#] {
        assert!(matches!(of(200, body), E::NotData { .. }), "{body}");
    }
}

#[test]
fn findings_say_what_is_there_instead() {
    let findings = |body: &str| {
        let provider = Json::new(description());
        let asked = asked(&provider, "unknown:my-api:a/b");
        let found = provider.findings(&asked, &reply(200, body));
        let lines = found.into_iter().map(|one| match one.found {
            Ok(value) => format!("{} {value}", one.field),
            Err(reason) => format!("{} ? {reason}", one.field),
        });
        lines.collect::<Vec<String>>()
    };
    assert_eq!(
        findings(BODY),
        [
            "last 167.12",
            "previous_close 166.4",
            "change_percent 0.43",
            "currency EUR",
            "name Harbour SA",
            "time 2026-11-23T17:45:00Z",
        ]
    );
    let body = r#"{"data":{"quotes":[{"last":"n/a","price":7}],"b":1}}"#;
    let found = findings(body);
    assert_eq!(found[0], "last ? \"n/a\" is not a price");
    assert_eq!(
        found[1],
        "previous_close ? nothing there; \"/data/quotes/0\" has last, price"
    );
    assert_eq!(found[4], "name ? nothing there; \"/data\" has b, quotes");
    assert!(findings("<html>").is_empty());
}

proptest::proptest! {
    #[test]
    fn nothing_makes_it_panic(body: Vec<u8>, text in "[\\[{]?[\"\\[{}\\]:,.0-9a-z]{0,40}", pointer in "(/[a-z0-9{}~]{0,8}){0,4}", url in "(http://h)?[/{}a-zé]{0,20}") {
        let mut description = description();
        description.pointers.last = pointer;
        description.url = url;
        let provider = Json::new(description);
        let key: InstrumentKey = "unknown:my-api:x".parse().expect("a key");
        let asked = Asked { key, symbol: "x".to_owned() };
        let _ = provider.request(std::slice::from_ref(&asked), 0);
        for body in [body.as_slice(), text.as_bytes()] {
            let reply = Reply { status: 200, content_type: None, retry_after_seconds: None, body };
            let _ = provider.read(std::slice::from_ref(&asked), &reply, Timestamp::UNIX_EPOCH);
            let _ = provider.findings(&asked, &reply);
        }
    }
}
