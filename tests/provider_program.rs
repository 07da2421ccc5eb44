//! `newswire provider test` and providers of one's own, the real program against servers on
//! loopback.

#[path = "../src/testing.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod testing;

#[path = "support/program.rs"]
mod program;
#[path = "support/quotes.rs"]
mod quotes;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use program::{Home, Said, argument, succeeds};
use quotes::{Prices, end, half_up, home, json};

const OWN: &str = r#"
[[provider]]
id = "my-api"
kind = "json"
url = "URL/own?s={symbol}"
headers = { X-Key = "env:MY_API_KEY", X-Other = "command:echo from a command" }
last = "/data/0/last"
previous_close = "/data/0/prev"
currency = "/data/0/ccy"
"#;

#[test]
fn ones_own_provider_gets_its_key_and_nobody_sees_it() {
    let prices = Prices::start();
    prices.answers(
        "/own?s=a%2Fb",
        200,
        r#"{"data":[{"last":"12,5","prev":10,"ccy":"EUR"}]}"#,
    );
    let home = home(&prices, &OWN.replace("URL", &prices.url));
    let quote = |key: Option<&str>, arguments: &[&str]| {
        let mut command = home.command(arguments);
        command.envs(key.map(|key| ("MY_API_KEY", key)));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let output = command.env("PATH", path).output().expect("runs");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        let code = output.status.code().unwrap_or(-1);
        Said {
            code,
            out: text(output.stdout),
            err: text(output.stderr),
        }
    };
    let said = quote(Some("hidden-key"), &["quote", "my-api:a/b"]);
    assert_eq!(
        succeeds(&said).out,
        "my-api:a/b  12.50 EUR  +25.00 %  (my-api)\n"
    );
    let head = prices.asked()[0].1.to_lowercase();
    assert!(head.contains("x-key: hidden-key") && head.contains("x-other: from a command"));
    let tested = quote(Some("hidden-key"), &["provider", "test", "my-api", "a/b"]);
    let expected = format!("GET {}/own?s=a%2Fb\n  ", prices.url);
    assert!(succeeds(&tested).out.starts_with(&expected), "{tested:?}");
    assert!(tested.out.contains("X-Key: (not shown)"), "{tested:?}");
    assert!(
        tested.out.contains("last            12.5  /data/0/last\n"),
        "{tested:?}"
    );
    for text in [&said.out, &said.err, &tested.out, &tested.err] {
        assert!(!text.contains("hidden-key") && !text.contains("from a command"));
    }
    // Without its key nothing is asked, and the reason is said.
    let before = prices.paths().len();
    let missing = quote(None, &["quote", "my-api:a/b"]);
    assert_eq!(missing.code, 1);
    assert!(
        missing
            .err
            .contains("the environment has no MY_API_KEY; set it"),
        "{missing:?}"
    );
    let tested = quote(None, &["provider", "test", "my-api", "a/b"]);
    assert!(
        tested.code == 2 && tested.err.contains("MY_API_KEY"),
        "{tested:?}"
    );
    assert_eq!(prices.paths().len(), before);
    let checked = home.run(&["check"]);
    assert!(
        succeeds(&checked)
            .err
            .contains("the environment has no MY_API_KEY")
    );
}

#[test]
fn the_test_of_a_provider_says_what_is_missing() {
    let prices = Prices::start();
    let own = OWN
        .replace("URL", &prices.url)
        .replace("env:MY_API_KEY", "plain");
    prices.answers(
        "/own?s=HRB",
        200,
        r#"{"data":[{"price":1,"prev":null,"ccy":"EUR"}]}"#,
    );
    prices.answers("/own?s=WALL", 200, "<html>no</html>");
    prices.answers("/yahoo/v8/finance/chart/HRB.PA", 200, &half_up("HRB.PA"));
    let home = home(
        &prices,
        &own.replace(", X-Other = \"command:echo from a command\"", ""),
    );
    let said = home.run(&["provider", "test", "my-api", "HRB"]);
    assert_eq!(said.code, 1, "{said:?}");
    let missing =
        "last            missing  /data/0/last: nothing there; \"/data/0\" has ccy, prev, price\n";
    assert!(said.out.contains(missing), "{said:?}");
    assert!(
        said.out
            .contains("previous_close  missing  /data/0/prev: null is not a price"),
        "{said:?}"
    );
    let wall = home.run(&["provider", "test", "my-api", "WALL"]);
    assert!(wall.out.contains("<html>no</html>"), "{wall:?}");
    assert!(
        wall.err
            .contains("my-api sent a web page instead of a quote"),
        "{wall:?}"
    );
    let yahoo = home.run(&["provider", "test", "yahoo", "HRB.PA"]);
    assert!(
        succeeds(&yahoo).out.contains("previous_close    100\n"),
        "{yahoo:?}"
    );
    assert!(
        yahoo
            .out
            .contains("time              missing: the answer does not have it"),
        "{yahoo:?}"
    );
    let near = home.run(&["provider", "test", "yahho", "HRB"]);
    assert!(
        near.code == 2 && near.err.contains("did you mean \"yahoo\"?"),
        "{near:?}"
    );
    let other = home.run(&["provider", "test", "ecb", "HRB"]);
    assert!(
        other.code == 2 && other.err.contains("ecb does not serve HRB"),
        "{other:?}"
    );
}

/// The recorded server, where it is: every kind of instrument by the provider of its chain.
#[test]
fn the_mock_server_is_understood() {
    let Some(script) = testing::shared("market/mock_server.py") else {
        return;
    };
    let Some(mut python) = testing::python() else {
        return;
    };
    let mut server = python
        .args([argument(&script), "--manual", "--seed", "7"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("python was there a moment ago");
    let mut line = String::new();
    let output = server.stdout.take().expect("piped");
    BufReader::new(output).read_line(&mut line).expect("a line");
    let url = line.trim().to_owned();
    let home = Home::new();
    let table = |name: &str| format!("[providers.{name}]\nbase_url = \"{url}/{name}\"\n");
    let own = OWN
        .replace("URL/own?s=", &format!("{url}/generic/quote.json?symbol="))
        .replace("/data/0/", "/data/quotes/0/")
        .replace("env:MY_API_KEY", "plain")
        .replace(", X-Other = \"command:echo from a command\"", "");
    let text: String = ["yahoo", "binance", "kraken", "coinbase", "ecb"]
        .map(table)
        .concat();
    home.write("config/newswire/config.toml", text + &own);
    let asked = [
        ("AI.PA", "yahoo", 167.12),
        ("^FCHI", "yahoo", 8_092.28),
        ("FR0000120073", "yahoo", 167.12),
        ("BTC-USD", "binance", 63_317.6),
        ("kraken:BTC/USD", "kraken", 63_317.6),
        ("coinbase:ETH/USD", "coinbase", 1_678.15),
        ("ecb:EUR/USD", "ecb", 1.1166),
        ("my-api:MSFT", "my-api", 496.82),
    ];
    let symbols = asked.iter().map(|(symbol, ..)| *symbol);
    let arguments: Vec<&str> = ["quote", "--json"].into_iter().chain(symbols).collect();
    let said = home.run(&arguments);
    let answers = json(&said);
    end(&mut server);
    for ((symbol, provider, last), answer) in asked.iter().zip(&answers) {
        assert_eq!(
            answer["provider"].as_str(),
            Some(*provider),
            "{symbol}: {answer}"
        );
        assert_eq!(answer["last"].as_f64(), Some(*last), "{symbol}");
        assert!(answer["change_percent"].is_number(), "{symbol}: {answer}");
    }
}
