//! The built-in providers against a server that speaks their protocols, over plain HTTP on
//! loopback.
//!
//! The server is a script that may stand beside the checkout; without it (or without a
//! Python) the test says so and passes.

#[path = "../src/testing.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod testing;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use jiff::Timestamp;
use newswire::market::notation;
use newswire::market::provider::{Answers, Asked, Provider, QuoteError, Reply};
use newswire::market::providers::binance::Binance;
use newswire::market::providers::coinbase::Coinbase;
use newswire::market::providers::ecb::Ecb;
use newswire::market::providers::kraken::Kraken;
use newswire::market::providers::yahoo::Yahoo;
use newswire::market::schedule::{Route, Schedule};
use newswire::model::{InstrumentKey, Quote, Session};

struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start() -> Option<Self> {
        let script = testing::shared("market/mock_server.py")?;
        let mut child = testing::python()?
            .arg(script)
            .args(["--manual", "--seed", "7"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 was there a moment ago");
        let mut line = String::new();
        let output = child.stdout.take().expect("stdout is piped");
        BufReader::new(output).read_line(&mut line).unwrap();
        let mut words = line.split_whitespace();
        let Some(url) = words.find(|word| word.starts_with("http://")) else {
            panic!("the server must print its address: {line:?}");
        };
        let url = url.trim_end_matches(['/', ',']).to_owned();
        Some(Self { child, url })
    }

    fn control(&self, order: &str) -> serde_json::Value {
        let raw = get(&format!("{}/__control/{order}", self.url), &[]);
        serde_json::from_slice(&raw.body).unwrap()
    }

    /// The server's own clock, in which its trading periods are.
    fn now(&self) -> Timestamp {
        let second = self.control("state")["now"].as_i64().unwrap();
        Timestamp::from_second(second).unwrap()
    }

    fn yahoo(&self) -> Yahoo {
        Yahoo::new(&format!("{}/yahoo", self.url))
    }

    fn answers(&self, provider: &dyn Provider, asked: &[Asked]) -> Result<Answers, QuoteError> {
        let request = provider.request(asked, 0).expect("a valid symbol");
        let raw = get(&request.url, &request.headers);
        provider.read(asked, &raw.reply(), self.now())
    }

    fn ask(&self, symbol: &str) -> Result<Quote, QuoteError> {
        let asked = asked(&self.yahoo(), symbol);
        let mut answers = self.answers(&self.yahoo(), &[asked])?;
        answers.remove(0).1
    }
}

fn asked(provider: &dyn Provider, entry: &str) -> Asked {
    let key = notation::key(entry);
    let symbol = provider.symbol(&key).expect("it is served");
    Asked { key, symbol }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

struct Raw {
    status: u16,
    retry_after: Option<i64>,
    body: Vec<u8>,
}

impl Raw {
    fn reply(&self) -> Reply<'_> {
        Reply {
            status: self.status,
            content_type: None,
            retry_after_seconds: self.retry_after,
            body: &self.body,
        }
    }
}

fn get(url: &str, headers: &[(String, String)]) -> Raw {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let mut head = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let retry_after = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_it = name.eq_ignore_ascii_case("retry-after");
        is_it.then(|| value.trim().parse().ok())?
    });
    Raw {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        retry_after,
        body: bytes[end + 4..].to_vec(),
    }
}

#[test]
fn quotes_sessions_and_faults() {
    let Some(server) = Server::start() else {
        return;
    };
    for symbol in ["BABA", "^FCHI", "EURUSD=X", "BTC-USD", "HSBA.L", "AHLA.DE"] {
        let quote = server.ask(symbol).unwrap();
        assert_eq!(quote.key, notation::key(symbol));
        assert!(quote.last > 0.0 && quote.change_pct.is_some(), "{quote:?}");
        assert!(
            quote.series.prices.iter().any(Option::is_none),
            "holes are kept"
        );
        assert_eq!(quote.session(server.now()), Session::Open);
    }
    assert_eq!(
        server.ask("HSBA.L").unwrap().currency.as_deref(),
        Some("GBp")
    );
    assert_eq!(server.ask("AHLA.DE").unwrap().decimals, 3);
    for (state, session) in [
        ("PRE", Session::Pre),
        ("POST", Session::Post),
        ("CLOSED", Session::Closed),
    ] {
        server.control(&format!("market?state={state}"));
        let quote = server.ask("BABA").unwrap();
        assert_eq!(quote.session(server.now()), session);
        let is_outside = matches!(session, Session::Pre | Session::Post);
        assert_eq!(quote.extended.is_some(), is_outside, "{state}");
    }
    server.control("market?state=REGULAR");
    server.control("set?symbol=BABA&price=99.5");
    assert!((server.ask("BABA").unwrap().last - 99.5).abs() < 1e-9);
    assert!(matches!(
        server.ask("NOPE"),
        Err(QuoteError::UnknownSymbol { .. })
    ));
    faults(&server);
    pace(&server);
}

fn faults(server: &Server) {
    for mode in [
        "401", "403", "404", "429", "451", "500", "503", "html", "empty", "garbage", "nodata",
        "pow",
    ] {
        server.control(&format!("fail?provider=yahoo&mode={mode}&count=1&arg=9"));
        let error = server.ask("BABA").unwrap_err();
        let is_expected = match mode {
            "401" | "403" | "451" => matches!(error, QuoteError::Refused { .. }),
            "429" | "503" => matches!(
                error,
                QuoteError::RateLimited {
                    retry_after_seconds: Some(9),
                    ..
                }
            ),
            "404" | "500" => matches!(error, QuoteError::Failed { .. }),
            _ => matches!(error, QuoteError::NotData { .. }),
        };
        assert!(is_expected, "{mode}: {error:?}");
        assert!(server.ask("BABA").is_ok(), "one fault only");
    }
}

/// Ten minutes of virtual time: the server sees no more questions than the plan allows.
fn pace(server: &Server) {
    let yahoo = server.yahoo();
    let mut schedule = Schedule::new([(yahoo.id(), yahoo.capabilities())], 7);
    let start = server.now();
    let route = |symbol: &str| {
        let Asked { key, symbol } = asked(&yahoo, symbol);
        let provider = 0;
        (key, vec![Route { provider, symbol }])
    };
    schedule.watch(&[route("BABA"), route("NOPE")], start);
    server.control("fail?provider=yahoo&mode=429&count=1&arg=100");
    let mut asked_at: Vec<(i64, InstrumentKey)> = Vec::new();
    for second in 0..600 {
        let now = Timestamp::from_second(start.as_second() + second).unwrap();
        for question in schedule.next(now) {
            asked_at.push((second, question.asked[0].key.clone()));
            let answer = server.answers(&yahoo, &question.asked);
            schedule.answered(&question, answer, now);
        }
    }
    let first = asked_at.iter().filter(|(second, _)| *second < 100).count();
    assert!(first <= 2, "it wanted to be left alone: {asked_at:?}");
    let unknown = notation::key("NOPE");
    let of_unknown = asked_at.iter().filter(|(_, key)| *key == unknown).count();
    assert!(
        of_unknown <= 2,
        "an unknown symbol is asked for once: {asked_at:?}"
    );
    assert!(
        (20..=60).contains(&asked_at.len()),
        "{} questions",
        asked_at.len()
    );
}

#[test]
fn every_provider_understands_its_service() {
    let Some(server) = Server::start() else {
        return;
    };
    let at = |name: &str| format!("{}/{name}", server.url);
    let cases: [(&dyn Provider, &[&str], bool); 4] = [
        (&Binance::new(&at("binance")), &["BTC-USD", "ETH-USD"], true),
        (&Kraken::new(&at("kraken")), &["BTC-USD", "ETH-USD"], true),
        (&Coinbase::new(&at("coinbase")), &["BTC-USD"], true),
        (
            &Ecb::new(&at("ecb")),
            &["EURUSD=X", "GBPJPY=X", "USDEUR=X"],
            false,
        ),
    ];
    for (provider, entries, has_line) in cases {
        let all: Vec<Asked> = entries.iter().map(|entry| asked(provider, entry)).collect();
        let answers = server.answers(provider, &all).unwrap();
        for (asked, (key, answer)) in all.iter().zip(&answers) {
            let quote = answer.as_ref().unwrap();
            assert_eq!((key, &quote.key), (&asked.key, &asked.key));
            assert!(quote.last > 0.0 && quote.change_pct.is_some(), "{quote:?}");
            let line = match provider.series_request(asked, 0) {
                Some(request) => {
                    let raw = get(&request.url, &request.headers);
                    provider.read_series(asked, &raw.reply()).unwrap()
                }
                None => quote.series.clone(),
            };
            assert_eq!(provider.capabilities().has_series_request, has_line);
            assert!(!line.is_empty(), "{}", provider.id());
        }
        for mode in ["429", "500", "html", "empty", "garbage"] {
            let id = provider.id();
            server.control(&format!("fail?provider={id}&mode={mode}&count=1&arg=9"));
            let error = server.answers(provider, &all).unwrap_err();
            let is_expected = match mode {
                "429" => matches!(error, QuoteError::RateLimited { .. }),
                "500" => matches!(error, QuoteError::Failed { .. }),
                _ => matches!(error, QuoteError::NotData { .. }),
            };
            assert!(is_expected, "{id} {mode}: {error:?}");
        }
    }
}

#[test]
fn a_name_or_an_isin_is_found() {
    let Some(server) = Server::start() else {
        return;
    };
    for words in ["air liquide", "FR0000120073"] {
        let request = server.yahoo().search_request(words, 0).unwrap();
        let raw = get(&request.url, &request.headers);
        let found = server.yahoo().read_search(&raw.reply()).unwrap();
        assert_eq!(found[0].symbol, "AI.PA", "{words}");
    }
}
