//! `newswire quote` and `newswire provider`, the real program against servers on loopback.

#[path = "../src/testing.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod testing;

#[path = "support/program.rs"]
mod program;
#[path = "support/quotes.rs"]
mod quotes;

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use program::{Home, Said, argument, succeeds};
use quotes::{Prices, UNKNOWN, half_up};
use serde_json::Value;

/// A home whose configuration asks the server for everything.
fn home(prices: &Prices, more: &str) -> Home {
    let home = Home::new();
    let text = format!("{}{more}", prices.configuration());
    home.write("config/newswire/config.toml", text);
    home
}

fn run(home: &Home, arguments: &[&str]) -> Said {
    home.run(arguments)
}

fn json(said: &Said) -> Vec<Value> {
    serde_json::from_str(&said.out).expect("JSON")
}

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
fn one_failing_symbol_costs_the_others_nothing() {
    let prices = Prices::start();
    prices.answers("/yahoo/v8/finance/chart/HRB.PA", 200, &half_up("HRB.PA"));
    prices.answers("/yahoo/v8/finance/chart/BAD", 422, "{}");
    prices.answers("/yahoo/v8/finance/chart/NOPE", 404, UNKNOWN);
    let home = home(&prices, "");
    let said = run(&home, &["quote", "NOPE", "HRB.PA", "BAD", "AHLA:QQ"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(
        said.out,
        "HRB.PA  100.50 EUR  +0.50 %  Harbour SA  (yahoo)\n"
    );
    let complaints: Vec<&str> = said.err.lines().collect();
    assert_eq!(complaints.len(), 3, "{said:?}");
    assert!(
        complaints[0].starts_with("newswire: NOPE: yahoo does not know this symbol; `newswire")
    );
    assert!(complaints[1].starts_with("newswire: BAD: yahoo rejects this symbol (422); "));
    assert!(
        complaints[2].starts_with("newswire: AHLA:QQ: not quoted here; "),
        "{said:?}"
    );
    assert!(!prices.paths().iter().any(|path| path.contains("AHLA")));
    // In JSON each has its place.
    let all = json(&run(&home, &["quote", "--json", "NOPE", "HRB.PA"]));
    assert_eq!(
        all[0]["error"]
            .as_str()
            .map(|text| text.contains("does not know")),
        Some(true)
    );
    assert_eq!(all[1]["change_percent"].as_f64(), Some(0.5));
    assert_eq!(
        (all[1]["symbol"].as_str(), &all[1]["time"]),
        (Some("HRB.PA"), &Value::Null)
    );
    let none = run(&home, &["quote", "NOPE"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
}

#[test]
fn the_next_provider_is_asked_when_one_fails() {
    let prices = Prices::start();
    let kraken = r#"{"error":[],"result":{"XXBTZUSD":{"c":["63317.6"],"o":"62830"}}}"#;
    prices.answers("/binance/", 451, "{}");
    prices.answers("/kraken/", 200, kraken);
    let home = home(&prices, "");
    let bitcoin = &json(&run(&home, &["quote", "--json", "BTC-USD"]))[0];
    assert_eq!(
        (bitcoin["provider"].as_str(), bitcoin["currency"].as_str()),
        (Some("kraken"), Some("USD"))
    );
    assert_eq!(
        prices.paths().len(),
        2,
        "a refusal is not asked twice: {:?}",
        prices.paths()
    );
    // Where nobody answers, each says why.
    prices.answers("/kraken/", 429, "");
    prices.answers("/coinbase/", 500, "");
    prices.answers("/yahoo/", 200, "<html>cookies</html>");
    let said = run(&home, &["quote", "BTC-USD"]);
    assert_eq!(said.code, 1);
    for words in [
        "binance refuses to answer (451)",
        "kraken is asked too often (429)",
        "coinbase failed (500)",
        "yahoo sent a web page instead of a quote",
    ] {
        assert!(said.err.contains(words), "{words}: {said:?}");
    }
    assert_eq!(said.err.lines().count(), 1, "{said:?}");
}

#[test]
fn a_currency_falls_back_on_the_central_bank() {
    let prices = Prices::start();
    prices.answers("/yahoo/", 503, "");
    prices.answers(
        "/ecb/stats/eurofxref/eurofxref-hist-90d.xml",
        200,
        "<x><Cube time='2026-11-23'><Cube currency='USD' rate='1.12'/></Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.10'/></Cube></x>",
    );
    let home = home(&prices, "");
    let euro = &json(&run(&home, &["quote", "--json", "EURUSD=X"]))[0];
    assert_eq!(
        (euro["provider"].as_str(), euro["last"].as_f64()),
        (Some("ecb"), Some(1.12))
    );
    assert_eq!(euro["time"].as_str(), Some("2026-11-23T15:00:00Z"));
}

#[test]
fn what_is_switched_off_or_not_ordered_is_not_asked() {
    let prices = Prices::start();
    let home = Home::new();
    let off = prices.configuration().replace(
        "[providers.yahoo]\n",
        "[providers.yahoo]\nenabled = false\n",
    );
    let text = format!("[providers]\ncurrency_pair = []\n{off}");
    home.write("config/newswire/config.toml", text);
    let said = run(&home, &["quote", "HRB.PA", "EURUSD=X", "isin:FR0000120073"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.err.matches("not quoted here").count(), 3, "{said:?}");
    let found = run(&home, &["quote", "--find", "Harbour"]);
    assert!(
        found.err.contains("providers.yahoo.enabled = true"),
        "{found:?}"
    );
    assert!(prices.paths().is_empty(), "{:?}", prices.paths());
}

#[test]
fn the_user_agent_can_be_set() {
    let prices = Prices::start();
    prices.answers("/yahoo/", 200, &half_up("HRB.PA"));
    let home = Home::new();
    let mine = "[providers.yahoo]\nuser_agent = \"Mine/1\"\n";
    let text = prices.configuration().replace("[providers.yahoo]\n", mine);
    home.write("config/newswire/config.toml", text);
    succeeds(&run(&home, &["quote", "HRB.PA"]));
    let agents = |head: &str| {
        let agent = |line: &&str| line.to_lowercase().starts_with("user-agent:");
        head.lines()
            .filter(agent)
            .map(str::to_owned)
            .collect::<Vec<String>>()
    };
    let sent = agents(&prices.asked()[0].1);
    assert!(sent.len() == 1 && sent[0].ends_with("Mine/1"), "{sent:?}");
}

#[test]
fn names_and_isins_are_looked_up() {
    let prices = Prices::start();
    let found = r#"{"quotes":[{"symbol":"HRB.PA","longname":"Harbour SA","quoteType":"EQUITY","exchDisp":"Paris"}]}"#;
    prices.answers("/yahoo/v1/finance/search?q=Harbour%20SA", 200, found);
    prices.answers("/yahoo/v1/finance/search?q=FR0000120073", 200, found);
    prices.answers(
        "/yahoo/v1/finance/search?q=nothing",
        200,
        r#"{"quotes":[]}"#,
    );
    prices.answers("/yahoo/v8/finance/chart/HRB.PA", 200, &half_up("HRB.PA"));
    let home = home(&prices, "");
    let said = run(&home, &["quote", "--find", "Harbour SA"]);
    assert_eq!(succeeds(&said).out, "HRB.PA  equity  Paris  Harbour SA\n");
    let matches = json(&run(&home, &["quote", "--json", "--find", "Harbour SA"]));
    assert_eq!(matches[0]["kind"].as_str(), Some("equity"));
    let said = run(&home, &["quote", "FR0000120073"]);
    assert!(
        succeeds(&said).out.starts_with("FR0000120073  100.50 EUR"),
        "{said:?}"
    );
    let none = run(&home, &["quote", "--find", "nothing"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(
        none.err.contains("nothing is called \"nothing\"; try"),
        "{none:?}"
    );
    assert_eq!(
        run(&home, &["quote"]).code,
        2,
        "a symbol or --find is needed"
    );
}

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
    let said = run(&home, &["provider", "test", "my-api", "HRB"]);
    assert_eq!(said.code, 1, "{said:?}");
    let missing =
        "last            missing  /data/0/last: nothing there; \"/data/0\" has ccy, prev, price\n";
    assert!(said.out.contains(missing), "{said:?}");
    assert!(
        said.out
            .contains("previous_close  missing  /data/0/prev: null is not a price"),
        "{said:?}"
    );
    let wall = run(&home, &["provider", "test", "my-api", "WALL"]);
    assert!(wall.out.contains("<html>no</html>"), "{wall:?}");
    assert!(
        wall.err
            .contains("my-api sent a web page instead of a quote"),
        "{wall:?}"
    );
    let yahoo = run(&home, &["provider", "test", "yahoo", "HRB.PA"]);
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
    let near = run(&home, &["provider", "test", "yahho", "HRB"]);
    assert!(
        near.code == 2 && near.err.contains("did you mean \"yahoo\"?"),
        "{near:?}"
    );
    let other = run(&home, &["provider", "test", "ecb", "HRB"]);
    assert!(
        other.code == 2 && other.err.contains("ecb does not serve HRB"),
        "{other:?}"
    );
}

#[test]
fn watching_prints_the_first_prices_and_why_others_are_missing() {
    let prices = Prices::start();
    prices.answers("/yahoo/v8/finance/chart/HRB.PA", 200, &half_up("HRB.PA"));
    prices.answers("/yahoo/v8/finance/chart/NOPE", 404, UNKNOWN);
    let home = home(&prices, "");
    let mut child = home
        .command(&["quote", "--watch", "--json", "NOPE", "HRB.PA"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut seen: Vec<Value> = lines
        .take(2)
        .map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
        .collect();
    end(&mut child);
    seen.sort_by_key(|one| one["symbol"].to_string());
    assert_eq!(
        (seen[0]["symbol"].as_str(), seen[0]["last"].as_f64()),
        (Some("HRB.PA"), Some(100.5))
    );
    assert!(
        seen[1]["error"]
            .as_str()
            .is_some_and(|error| error.contains("no provider knows"))
    );
}

fn end(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
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
    let said = run(&home, &arguments);
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
