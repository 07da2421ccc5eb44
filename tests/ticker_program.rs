//! The ticker of the whole program in a terminal, with a provider that fails in every way.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/quotes.rs"]
mod quotes;

use program::Home;
use pty::Terminal;
use quotes::{HANGS, Prices, UNKNOWN, chart, half_up};

/// A home whose ticker shows these symbols by the prices of a server.
fn home(prices: &Prices, symbols: &[&str]) -> (Home, String) {
    let home = Home::new();
    let text = format!(
        "[reader]\nrefresh_on_start = false\n[ticker]\nvisible = true\nwidth = 40\n\
         [[ticker.group]]\nname = \"prices\"\nsymbols = {symbols:?}\n{}\
         [[feed]]\nurl = \"{}/feed.xml\"\n",
        prices.configuration(),
        prices.url
    );
    let config = home.write("config.toml", text);
    let config = config.to_str().unwrap().to_owned();
    (home, config)
}

fn open(home: &Home, config: &str, size: (u16, u16)) -> Terminal {
    Terminal::start(&["--config", config], &home.path(""), size.0, size.1)
}

#[test]
fn every_fault_is_named_in_every_row_and_once_for_the_provider() {
    for (status, body, word) in [
        (429, "Too Many Requests", "429"),
        (401, "{}", "refused"),
        (200, "<html>please agree</html>", "web page"),
        (503, "", "503"),
        (HANGS, "", "no answer"),
    ] {
        let prices = Prices::start();
        prices.answers("/yahoo/", status, body);
        let (home, config) = home(&prices, &["AAA.PA", "BBB.PA", "CCC.PA"]);
        let mut terminal = open(&home, &config, (120, 30));
        terminal.wait("the cause in each row", |screen| {
            let rows = screen.lines().filter(|line| line.contains(word));
            // Three rows and the last line of the pane.
            rows.count() >= 4 && screen.contains(&format!("yahoo {word}"))
        });
        terminal.keys("q");
        terminal.wait_for_exit();
    }
}

#[test]
fn a_provider_that_recovers_is_asked_again_by_itself() {
    let prices = Prices::start();
    prices.answers("/yahoo/", 429, "");
    let (home, config) = home(&prices, &["AAA.PA"]);
    let mut terminal = open(&home, &config, (120, 30));
    terminal.wait_for("yahoo 429");
    prices.answers("/yahoo/", 200, &half_up("AAA.PA"));
    // It wants to be left alone for a second.
    terminal.wait("the price", |screen| {
        screen.contains("100") && screen.contains("+0") && !screen.contains("429")
    });
}

#[test]
fn what_hangs_or_is_unknown_delays_no_other() {
    let prices = Prices::start();
    prices.answers("HANG.PA", HANGS, "");
    prices.answers("NONE.PA", 404, UNKNOWN);
    prices.answers("BAD.PA", 422, "{}");
    let fine = ["AAA.PA", "BBB.PA", "CCC.PA", "DDD.PA", "EEE.PA"];
    for symbol in fine {
        prices.answers(symbol, 200, &half_up(symbol));
    }
    let mut symbols = vec!["HANG.PA", "NONE.PA", "BAD.PA"];
    symbols.extend(fine);
    // The search finds one of two.
    symbols.extend(["LU1681047236", "FR0000120073"]);
    let found = r#"{"quotes":[{"symbol":"FND.PA","quoteType":"EQUITY","exchange":"PAR"}]}"#;
    prices.answers("q=LU1681047236", 200, r#"{"quotes":[]}"#);
    prices.answers("q=FR0000120073", 200, found);
    let meta = r#""regularMarketPrice":512.5,"previousClose":512"#;
    prices.answers("FND.PA", 200, &chart("FND.PA", meta));
    let (home, config) = home(&prices, &symbols);
    let mut terminal = open(&home, &config, (120, 30));
    terminal.wait("all that answer, while the first hangs", |screen| {
        screen.matches("+0").count() >= fine.len()
            && screen.contains("unknown code")
            && screen.contains("error 422")
            && screen.contains("not quoted")
            && screen.contains("512")
    });
    assert!(
        !terminal.text().contains("no answer"),
        "{}",
        terminal.text()
    );
    terminal.wait_for("no answer");
    assert!(
        !terminal.text().contains("yahoo no answer"),
        "it is the instrument's own failure"
    );
}

#[test]
fn the_last_prices_are_there_at_the_next_start_and_look_old() {
    let prices = Prices::start();
    prices.answers("AAA.PA", 200, &half_up("AAA.PA"));
    let (home, config) = home(&prices, &["AAA.PA"]);
    let mut terminal = open(&home, &config, (120, 30));
    terminal.wait("a price", |screen| screen.contains("+0"));
    terminal.keys("q");
    terminal.wait_for_exit();
    prices.answers("AAA.PA", HANGS, "");
    let mut terminal = open(&home, &config, (120, 30));
    terminal.wait("the price of before, marked as old", |screen| {
        screen.contains("~ AAA.PA") && screen.contains("100")
    });
    prices.answers("AAA.PA", 200, &half_up("AAA.PA"));
}

#[test]
fn the_line_at_the_bottom_is_turned_and_focused_and_asks_only_for_what_it_shows() {
    let prices = Prices::start();
    let names: Vec<String> = (10..40).map(|number| format!("S{number}.PA")).collect();
    let symbols: Vec<&str> = names.iter().map(String::as_str).collect();
    for symbol in &symbols {
        prices.answers(symbol, 200, &half_up(symbol));
    }
    let (home, config) = home(&prices, &symbols);
    let mut terminal = open(&home, &config, (80, 24));
    terminal.wait("the first prices", |screen| {
        screen.contains("S10.PA 100") && screen.contains("1/30")
    });
    let asked = |symbol: &str| prices.paths().iter().any(|path| path.contains(symbol));
    assert!(!asked("S25.PA"), "{:?}", prices.paths());
    terminal.keys(">");
    terminal.wait("the next ones", |screen| {
        !screen.contains("S10.PA") && !screen.contains("1/30 ") && screen.contains(".PA 100")
    });
    terminal.keys("\tG");
    terminal.wait("the last one", |screen| screen.contains("S39.PA 100"));
    assert!(!asked("S25.PA"), "{:?}", prices.paths());
}
