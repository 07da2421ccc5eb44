//! `newswire quote`, the real program against servers on loopback.

#[path = "support/program.rs"]
mod program;
#[path = "support/quotes.rs"]
mod quotes;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use program::{Home, succeeds};
use quotes::{Prices, UNKNOWN, end, half_up, home, json};
use serde_json::Value;

#[test]
fn one_failing_symbol_costs_the_others_nothing() {
    let prices = Prices::start();
    prices.answers("/yahoo/v8/finance/chart/HRB.PA", 200, &half_up("HRB.PA"));
    prices.answers("/yahoo/v8/finance/chart/BAD", 422, "{}");
    prices.answers("/yahoo/v8/finance/chart/NOPE", 404, UNKNOWN);
    let home = home(&prices, "");
    let said = home.run(&["quote", "NOPE", "HRB.PA", "BAD", "AHLA:QQ"]);
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
    let all = json(&home.run(&["quote", "--json", "NOPE", "HRB.PA"]));
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
    let none = home.run(&["quote", "NOPE"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
}

#[test]
fn the_next_provider_is_asked_when_one_fails() {
    let prices = Prices::start();
    let kraken = r#"{"error":[],"result":{"XXBTZUSD":{"c":["63317.6"],"o":"62830"}}}"#;
    prices.answers("/binance/", 451, "{}");
    prices.answers("/kraken/", 200, kraken);
    let home = home(&prices, "");
    let bitcoin = &json(&home.run(&["quote", "--json", "BTC-USD"]))[0];
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
    let said = home.run(&["quote", "BTC-USD"]);
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
    let euro = &json(&home.run(&["quote", "--json", "EURUSD=X"]))[0];
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
    let said = home.run(&["quote", "HRB.PA", "EURUSD=X", "isin:FR0000120073"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.err.matches("not quoted here").count(), 3, "{said:?}");
    let found = home.run(&["quote", "--find", "Harbour"]);
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
    succeeds(&home.run(&["quote", "HRB.PA"]));
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
    let said = home.run(&["quote", "--find", "Harbour SA"]);
    assert_eq!(succeeds(&said).out, "HRB.PA  equity  Paris  Harbour SA\n");
    let matches = json(&home.run(&["quote", "--json", "--find", "Harbour SA"]));
    assert_eq!(matches[0]["kind"].as_str(), Some("equity"));
    let said = home.run(&["quote", "FR0000120073"]);
    assert!(
        succeeds(&said).out.starts_with("FR0000120073  100.50 EUR"),
        "{said:?}"
    );
    let none = home.run(&["quote", "--find", "nothing"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(
        none.err.contains("nothing is called \"nothing\"; try"),
        "{none:?}"
    );
    assert_eq!(home.run(&["quote"]).code, 2, "a symbol or --find is needed");
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
