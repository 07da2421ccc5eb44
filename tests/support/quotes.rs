//! A server of prices that answers by path, as a test tells it, and counts what it is asked.

#![allow(dead_code)] // each test file uses a part of it

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Child;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::program::{Home, Said};

/// The status of an answer that never comes.
pub const HANGS: u16 = 0;

/// What was asked: the path with its query, and the head.
pub type Asked = (String, String);

#[derive(Default)]
struct Told {
    answers: HashMap<String, (u16, String)>,
    asked: Vec<Asked>,
}

/// The server; it ends with the test.
#[derive(Clone)]
pub struct Prices {
    pub url: String,
    told: Arc<Mutex<Told>>,
}

impl Prices {
    pub fn start() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").expect("binds");
        let url = format!("http://{}", socket.local_addr().expect("bound"));
        let told = Arc::new(Mutex::new(Told::default()));
        let shared = told.clone();
        std::thread::spawn(move || {
            while let Ok((stream, _)) = socket.accept() {
                let told = shared.clone();
                std::thread::spawn(move || answer(stream, &told));
            }
        });
        Self { url, told }
    }

    /// The answer to every path that has this part in it; the longest part that fits counts.
    pub fn answers(&self, part: &str, status: u16, body: &str) {
        let mut told = self.told.lock().expect("no panic");
        told.answers
            .insert(part.to_owned(), (status, body.to_owned()));
    }

    /// What has been asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.told.lock().expect("no panic").asked.clone()
    }

    /// The paths that have been asked for so far.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|(path, _)| path).collect()
    }

    /// A configuration in which every provider is here, each under its own name.
    pub fn configuration(&self) -> String {
        let table =
            |name: &&str| format!("[providers.{name}]\nbase_url = \"{}/{name}\"\n", self.url);
        ["yahoo", "binance", "kraken", "coinbase", "ecb"]
            .iter()
            .map(table)
            .collect()
    }
}

fn answer(mut stream: TcpStream, told: &Mutex<Told>) -> Option<()> {
    let mut head = String::new();
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    while let Some(Ok(line)) = lines.next() {
        if line.is_empty() {
            break;
        }
        head.push_str(&line);
        head.push('\n');
    }
    let path = head.split(' ').nth(1)?.to_owned();
    let mut told = told.lock().ok()?;
    let fitting = told.answers.iter().filter(|(part, _)| path.contains(*part));
    let found = fitting.max_by_key(|(part, _)| part.len());
    let (status, body) = found.map_or((404, String::new()), |(_, answer)| answer.clone());
    told.asked.push((path, head));
    drop(told);
    if status == HANGS {
        // As long as the test lasts.
        loop {
            std::thread::park();
        }
    }
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nRetry-After: 1\r\nConnection: close\r\n\r\n{body}"
    )
    .ok()
}

/// A chart of Yahoo's with this in its `meta`.
pub fn chart(symbol: &str, meta: &str) -> String {
    format!(
        r#"{{"chart":{{"error":null,"result":[{{"meta":{{"symbol":"{symbol}","currency":"EUR",{meta}}},"timestamp":[],"indicators":{{"quote":[{{"close":[]}}]}}}}]}}}}"#
    )
}

/// A quote of Yahoo's: 100.5 after 100.
pub fn half_up(symbol: &str) -> String {
    chart(
        symbol,
        r#""regularMarketPrice":100.5,"previousClose":100,"shortName":"Harbour SA""#,
    )
}

/// Yahoo's words for a symbol that it does not know.
pub const UNKNOWN: &str =
    r#"{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found"}}}"#;

/// A home whose configuration asks the server for everything.
pub fn home(prices: &Prices, more: &str) -> Home {
    let home = Home::new();
    let text = format!("{}{more}", prices.configuration());
    home.write("config/newswire/config.toml", text);
    home
}

/// What was printed, as JSON.
pub fn json(said: &Said) -> Vec<Value> {
    serde_json::from_str(&said.out).expect("JSON")
}

/// Ends a program.
pub fn end(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
}
