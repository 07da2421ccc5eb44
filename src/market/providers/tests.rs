//! The providers of crypto currencies and of currencies, with payloads of our own writing and
//! with the recorded ones where they are.

use jiff::Timestamp;

use super::binance::Binance;
use super::coinbase::Coinbase;
use super::ecb::Ecb;
use super::kraken::Kraken;
use crate::market::provider::{Answers, Asked, Provider, QuoteError, Reply};
use crate::model::{Hours, InstrumentKey, InstrumentKind, Quote};
use crate::testing::shared_text;

const NOW: i64 = 1_795_456_800;

fn reply(status: u16, body: &str) -> Reply<'_> {
    Reply {
        status,
        content_type: None,
        retry_after_seconds: None,
        body: body.as_bytes(),
    }
}

fn asked(provider: &dyn Provider, kind: InstrumentKind, symbols: &[&str]) -> Vec<Asked> {
    let one = |symbol: &&str| {
        let key = InstrumentKey::new(kind, *symbol);
        let symbol = provider.symbol(&key).expect("it is served");
        Asked { key, symbol }
    };
    symbols.iter().map(one).collect()
}

fn crypto(provider: &dyn Provider, symbols: &[&str]) -> Vec<Asked> {
    asked(provider, InstrumentKind::Crypto, symbols)
}

fn read(
    provider: &dyn Provider,
    asked: &[Asked],
    status: u16,
    body: &str,
) -> Result<Answers, QuoteError> {
    let now = Timestamp::from_second(NOW).unwrap();
    let answers = provider.read(asked, &reply(status, body), now)?;
    let keys: Vec<&InstrumentKey> = answers.iter().map(|(key, _)| key).collect();
    let expected: Vec<&InstrumentKey> = asked.iter().map(|asked| &asked.key).collect();
    assert_eq!(keys, expected, "an answer for each");
    Ok(answers)
}

fn quote(answers: &Answers, at: usize) -> &Quote {
    answers[at].1.as_ref().expect("a quote")
}

fn near(found: Option<f64>, expected: f64) {
    assert!((found.unwrap() - expected).abs() < 1e-4, "{found:?}");
}

#[test]
fn binance_answers_a_batch_in_any_order() {
    let binance = Binance::new("http://h/");
    let both = crypto(&binance, &["BTC/USD", "SHIB/USDT"]);
    assert_eq!(
        binance.request(&both, 0).unwrap().url,
        "http://h/api/v3/ticker/24hr?symbols=%5B%22BTCUSDT%22%2C%22SHIBUSDT%22%5D"
    );
    let body = r#"[{"symbol":"SHIBUSDT","lastPrice":"0.00000912","openPrice":"0.00000900","closeTime":1795456800123},
        {"symbol":"BTCUSDT","lastPrice":"63317.60000000","openPrice":"62830.0","highPrice":"x","lowPrice":"62781.21","closeTime":1795456800123}]"#;
    let answers = read(&binance, &both, 200, body).unwrap();
    let bitcoin = quote(&answers, 0);
    assert_eq!((bitcoin.last, bitcoin.decimals), (63_317.6, 2));
    near(bitcoin.change_pct, 0.776_062);
    assert_eq!((bitcoin.high, bitcoin.low), (None, Some(62_781.21)));
    assert_eq!(bitcoin.currency.as_deref(), Some("USDT"));
    assert_eq!(bitcoin.venue.as_deref(), Some("Binance"));
    assert_eq!(bitcoin.as_of.unwrap().as_second(), NOW);
    assert_eq!(bitcoin.hours, Hours::Always);
    assert_eq!(quote(&answers, 1).decimals, 8);
    // One that is missing is unknown, and costs the other nothing.
    let one = r#"[{"symbol":"BTCUSDT","lastPrice":1}]"#;
    let answers = read(&binance, &both, 200, one).unwrap();
    assert_eq!(quote(&answers, 0).previous_close, None);
    assert!(matches!(
        answers[1].1,
        Err(QuoteError::UnknownSymbol { .. })
    ));
}

#[test]
fn one_unknown_symbol_of_a_batch_is_found_by_asking_alone() {
    let binance = Binance::new("http://h");
    let kraken = Kraken::new("http://h");
    let providers: [(&dyn Provider, u16, &str); 2] = [
        (
            &binance,
            400,
            r#"{"code": -1121, "msg": "Invalid symbol."}"#,
        ),
        (&kraken, 200, r#"{"error": ["EQuery:Unknown asset pair"]}"#),
    ];
    for (provider, status, body) in providers {
        let both = crypto(provider, &["BTC/USD", "NOPE/USD"]);
        let answers = read(provider, &both, status, body);
        assert!(matches!(
            answers,
            Err(QuoteError::Rejected { status: 400, .. })
        ));
        let alone = read(provider, &both[1..], status, body).unwrap();
        assert!(matches!(alone[0].1, Err(QuoteError::UnknownSymbol { .. })));
    }
}

#[test]
fn kraken_names_pairs_its_own_way() {
    let kraken = Kraken::new("http://h");
    let all = crypto(&kraken, &["BTC/USD", "SOL/EUR", "ETH/BTC", "XRP/USD"]);
    assert_eq!(
        kraken.request(&all, 0).unwrap().url,
        "http://h/0/public/Ticker?pair=XBTUSD,SOLEUR,ETHXBT,XRPUSD"
    );
    let ticker =
        r#"{"c":["63317.6","1"],"o":"62830.0","h":["63000","63323.88"],"l":["1","62781"]}"#;
    let body = format!(
        r#"{{"error":[],"result":{{"XXBTZUSD":{ticker},"SOLEUR":{ticker},"XETHXXBT":{ticker}}}}}"#
    );
    let answers = read(&kraken, &all, 200, &body).unwrap();
    let bitcoin = quote(&answers, 0);
    near(bitcoin.change_pct, 0.776_062);
    assert_eq!((bitcoin.high, bitcoin.as_of), (Some(63_323.88), None));
    assert_eq!(bitcoin.currency.as_deref(), Some("USD"));
    assert_eq!(quote(&answers, 2).currency.as_deref(), Some("BTC"));
    assert!(matches!(
        answers[3].1,
        Err(QuoteError::UnknownSymbol { .. })
    ));
}

#[test]
fn krakens_words_are_the_statuses_of_others() {
    let kraken = Kraken::new("http://h");
    let one = crypto(&kraken, &["BTC/USD"]);
    let error = |word: &str| {
        let body = format!(r#"{{"error":["{word}"]}}"#);
        match read(&kraken, &one, 200, &body) {
            Ok(answers) => answers[0].1.clone().unwrap_err(),
            Err(error) => error,
        }
    };
    use QuoteError as E;
    assert!(matches!(
        error("EAPI:Rate limit exceeded"),
        E::RateLimited { .. }
    ));
    assert!(matches!(
        error("EGeneral:Too many requests"),
        E::RateLimited { .. }
    ));
    assert!(matches!(
        error("EGeneral:Permission denied"),
        E::Refused { .. }
    ));
    assert!(matches!(
        error("EService:Unavailable"),
        E::Failed { status: 503, .. }
    ));
    assert!(matches!(
        error("EGeneral:Invalid arguments"),
        E::Rejected { .. }
    ));
    assert!(matches!(
        error("EGeneral:Internal error"),
        E::NotData { .. }
    ));
}

#[test]
fn coinbase_answers_one_at_a_time() {
    let coinbase = Coinbase::new("http://h");
    let one = crypto(&coinbase, &["BTC/EUR"]);
    assert_eq!(
        coinbase.request(&one, 0).unwrap().url,
        "http://h/products/BTC-EUR/stats"
    );
    let body = r#"{"open":"62830.00","high":"63323.88","low":"62781.21","last":"63317.60"}"#;
    let answers = read(&coinbase, &one, 200, body).unwrap();
    near(quote(&answers, 0).change_pct, 0.776_062);
    assert_eq!(quote(&answers, 0).currency.as_deref(), Some("EUR"));
    let unknown = read(&coinbase, &one, 404, r#"{"message":"NotFound"}"#).unwrap();
    assert!(matches!(
        unknown[0].1,
        Err(QuoteError::UnknownSymbol { .. })
    ));
    let moved = read(&coinbase, &one, 404, "<html>").unwrap_err();
    assert!(matches!(moved, QuoteError::Failed { .. }));
    let zero = read(&coinbase, &one, 200, r#"{"open":"1","last":"0"}"#).unwrap();
    assert!(matches!(zero[0].1, Err(QuoteError::Implausible { .. })));
}

#[test]
fn each_exchange_has_a_line() {
    let (binance, kraken, coinbase) = (
        Binance::new("http://h"),
        Kraken::new("http://h"),
        Coinbase::new("http://h"),
    );
    let cases: [(&dyn Provider, &str, &str); 3] = [
        (
            &binance,
            "/api/v3/klines?symbol=BTCUSDT&interval=15m&limit=96",
            r#"[[60000,"1","2","0","1.5","9"],[120000,"1","2","0","x","9"]]"#,
        ),
        (
            &kraken,
            "/0/public/OHLC?pair=XBTUSD&interval=15",
            r#"{"error":[],"result":{"XXBTZUSD":[[60,"1","2","0","1.5","1","9",3],[120,"1","2","0",null]],"last":9}}"#,
        ),
        (
            &coinbase,
            "/products/BTC-USD/candles?granularity=900",
            "[[120,0,2,1,0,9],[60,0,2,1,1.5,9]]",
        ),
    ];
    for (provider, path, body) in cases {
        let one = &crypto(provider, &["BTC/USD"])[0];
        assert!(provider.capabilities().has_series_request);
        let request = provider.series_request(one, 0).unwrap();
        assert_eq!(request.url, format!("http://h{path}"));
        let line = provider.read_series(one, &reply(200, body)).unwrap();
        assert_eq!(line.times, [60, 120], "{path}");
        assert_eq!(line.prices, [Some(1.5), None], "{path}");
        assert!(provider.read_series(one, &reply(200, "{}")).is_err());
    }
}

const RATES: &str = r#"<?xml version="1.0"?><gesmes:Envelope xmlns:gesmes="g" xmlns="e"><Cube>
  <Cube time='2026-11-23'><Cube currency='USD' rate='1.12'/><Cube currency="JPY" rate="168.0"/><Cube currency='X' rate='n'/></Cube>
  <Cube time="2026-11-20"><Cube currency='USD' rate='1.10'/><Cube currency='JPY' rate='165.0'/></Cube>
  <Cube time='2026-07-01'><Cube currency='USD' rate='1.00'/></Cube>
</Cube></gesmes:Envelope>"#;

#[test]
fn the_central_bank_has_any_pair_by_way_of_the_euro() {
    let ecb = Ecb::new("http://h");
    let pairs = ["EUR/USD", "USD/EUR", "USD/JPY", "EUR/XXX"];
    let all = asked(&ecb, InstrumentKind::CurrencyPair, &pairs);
    let url = ecb.request(&all, 0).unwrap().url;
    assert_eq!(url, "http://h/stats/eurofxref/eurofxref-hist-90d.xml");
    let answers = read(&ecb, &all, 200, RATES).unwrap();
    let euro = quote(&answers, 0);
    assert_eq!((euro.last, euro.previous_close), (1.12, Some(1.10)));
    near(euro.change_pct, 1.818_182);
    // 16:00 in Frankfurt is 15:00 UTC in winter, 14:00 in summer.
    assert_eq!(euro.as_of.unwrap().to_string(), "2026-11-23T15:00:00Z");
    assert_eq!(euro.series.prices, [Some(1.0), Some(1.1), Some(1.12)]);
    let first = Timestamp::from_second(euro.series.times[0]).unwrap();
    assert_eq!(first.to_string(), "2026-07-01T14:00:00Z");
    assert_eq!(euro.hours, Hours::Daily);
    assert_eq!(euro.currency.as_deref(), Some("USD"));
    near(Some(quote(&answers, 1).last), 0.892_857);
    let yen = quote(&answers, 2);
    near(Some(yen.last), 150.0);
    assert_eq!((yen.decimals, yen.series.times.len()), (2, 2));
    assert!(matches!(
        answers[3].1,
        Err(QuoteError::UnknownSymbol { .. })
    ));
    for key in ["EUR/EUR", "eur/usd", "EUR", "EUR/USDT"] {
        let key = InstrumentKey::new(InstrumentKind::CurrencyPair, key);
        assert_eq!(ecb.symbol(&key), None, "{key}");
    }
}

#[test]
fn what_is_no_file_of_rates_is_an_error_of_the_bank() {
    let ecb = Ecb::new("http://h");
    let all = asked(&ecb, InstrumentKind::CurrencyPair, &["EUR/USD", "EUR/JPY"]);
    for (status, body, what) in [
        (200, "", "nothing"),
        (200, "<html><body>cookies</body></html>", "a web page"),
        (200, "<!DOCTYPE html><HTML><br>", "a web page"),
        (200, "{}", "other data"),
        (
            200,
            "<Cube time='today'><Cube currency='USD' rate='1'/></Cube>",
            "other data",
        ),
        (200, "<a", "broken data"),
    ] {
        let expected = QuoteError::NotData {
            provider: "ecb".to_owned(),
            what: what.to_owned(),
        };
        assert_eq!(
            read(&ecb, &all, status, body).unwrap_err(),
            expected,
            "{body}"
        );
    }
    let gone = read(&ecb, &all, 404, "").unwrap_err();
    assert!(matches!(gone, QuoteError::Failed { status: 404, .. }));
    // A file that breaks off still has its first days.
    let half = &RATES[..RATES.find("2026-07-01").unwrap()];
    assert_eq!(quote(&read(&ecb, &all, 200, half).unwrap(), 0).last, 1.12);
}

#[test]
fn recorded_answers_are_read() {
    let (binance, kraken) = (Binance::new("http://h"), Kraken::new("http://h"));
    let (coinbase, ecb) = (Coinbase::new("http://h"), Ecb::new("http://h"));
    let money = InstrumentKind::CurrencyPair;
    let cases: [(&str, &dyn Provider, Vec<Asked>, f64); 5] = [
        (
            "binance_ticker_24hr.json",
            &binance,
            crypto(&binance, &["BTC/USD", "ETH/USD"]),
            0.776_062,
        ),
        (
            "kraken_ticker.json",
            &kraken,
            crypto(&kraken, &["BTC/USD", "ETH/USD"]),
            0.776_062,
        ),
        (
            "coinbase_stats.json",
            &coinbase,
            crypto(&coinbase, &["BTC/USD"]),
            0.776_062,
        ),
        (
            "ecb_hist_90d.xml",
            &ecb,
            asked(&ecb, money, &["EUR/USD", "GBP/JPY"]),
            -0.684_871,
        ),
        (
            "ecb_daily.xml",
            &ecb,
            asked(&ecb, money, &["EUR/USD", "GBP/JPY"]),
            f64::NAN,
        ),
    ];
    for (file, provider, asked, change) in cases {
        let Some(body) = shared_text(&format!("market/fixtures/{file}")) else {
            return;
        };
        let answers = read(provider, &asked, 200, &body).unwrap();
        assert!(
            (0..asked.len()).all(|at| quote(&answers, at).last > 0.0),
            "{file}"
        );
        match quote(&answers, 0).change_pct {
            Some(found) => near(Some(found), change),
            None => assert!(change.is_nan(), "{file}"),
        }
    }
    let one = &crypto(&binance, &["BTC/USD"])[0];
    let body = shared_text("market/fixtures/binance_klines.json").unwrap();
    let line = binance.read_series(one, &reply(200, &body)).unwrap();
    assert_eq!(
        (line.times[0], line.prices[4]),
        (1_795_456_500, Some(63_317.6))
    );
}

proptest::proptest! {
    #[test]
    fn no_body_makes_them_panic(body: Vec<u8>, text in "[\\[{<]?[\"\\[{}\\]<>=' :,.0-9a-zA-Z]{0,60}", status in 100_u16..600) {
        let crypto_providers: [&dyn Provider; 3] = [&Binance::new("http://h"), &Kraken::new("http://h"), &Coinbase::new("http://h")];
        let ecb = Ecb::new("http://h");
        let now = Timestamp::from_second(NOW).unwrap();
        for body in [body.as_slice(), text.as_bytes()] {
            let reply = Reply { status, content_type: None, retry_after_seconds: None, body };
            for provider in crypto_providers {
                let asked = crypto(provider, &["BTC/USD"]);
                let _ = provider.read(&asked, &reply, now);
                let _ = provider.read_series(&asked[0], &reply);
            }
            let _ = ecb.read(&asked(&ecb, InstrumentKind::CurrencyPair, &["EUR/USD"]), &reply, now);
        }
    }
}
