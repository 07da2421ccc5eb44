//! The Yahoo provider against a server that speaks its protocol, over plain HTTP on loopback.
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
use newswire::market::provider::{Provider, QuoteError, Reply};
use newswire::market::providers::yahoo::Yahoo;
use newswire::market::schedule::Plan;
use newswire::model::{Quote, Session};

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

    fn ask(&self, symbol: &str) -> Result<Quote, QuoteError> {
        let provider = Yahoo::new(&format!("{}/yahoo", self.url));
        let request = provider.request(symbol).expect("a valid symbol");
        let raw = get(&request.url, &request.headers);
        let reply = Reply {
            status: raw.status,
            content_type: Some("application/json"),
            retry_after_seconds: raw.retry_after,
            body: &raw.body,
        };
        provider.read(symbol, &reply, self.now())
    }
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
        assert_eq!(quote.symbol, symbol);
        assert!(quote.last > 0.0 && quote.change_pct.is_some(), "{quote:?}");
        assert!(quote.series.iter().any(Option::is_none), "holes are kept");
        assert_eq!(quote.session, Session::Open);
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
        assert_eq!(server.ask("BABA").unwrap().session, session);
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

/// Ten minutes of the plan's own time: the server sees no more questions than the plan allows.
fn pace(server: &Server) {
    let mut plan = Plan::default();
    plan.watch(&["BABA".to_owned(), "NOPE".to_owned()]);
    server.control("fail?provider=yahoo&mode=429&count=1&arg=100");
    let start = server.now().as_second();
    let mut asked = 0;
    for second in 0..600 {
        let now = Timestamp::from_second(start + second).unwrap();
        for symbol in plan.due(now) {
            asked += 1;
            plan.record(&symbol, &server.ask(&symbol), now);
        }
    }
    // One refused, then silence for 100 s; NOPE once more; BABA each 15 s for 500 s.
    assert!(
        (34..=37).contains(&asked),
        "{asked} questions in ten minutes"
    );
}
