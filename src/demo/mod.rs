//! The demo: a small news site and a quote server inside the program.
//!
//! `newswire demo` serves it on loopback and runs the ordinary program against it through the
//! ordinary code, so it is a first look without a network and a test of the whole at once. Four
//! sources (RSS, Atom, JSON Feed, a page without a feed) in five languages, each publication with
//! a template of its own; all texts, names and prices are invented. Every answer is a pure
//! function of path, start and moment ([`routes`]).

pub mod articles;
mod feeds;
mod images;
pub mod listing;
pub mod pages;
pub mod quotes;
pub mod routes;
mod section;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "serves the site on the loopback"
)]
mod server;
mod template;
mod walk;

use std::io;

use jiff::Timestamp;

use quotes::Market;
use routes::Newsroom;
pub(crate) use server::Server;

/// The seed of the prices: every demo shows the same walk.
pub const SEED: u64 = 20_260_214;

/// What the demo watches: each row shows another state of the ticker.
const WATCHLIST: &[&str] = &[
    "^HBR40",
    "TERAL.PA",
    "NRVA",
    "KELD.L",
    "7741.T",
    "MINRL.BR",
    "COPR",
    "EURUSD=X",
    "QUAY-USD",
    "SELV.MI",
    "TRIAD.ST",
    "OLDE.PA",
    "GHOST.PA",
    "XS0001000008",
];

/// Serves the demo on a free port of the loopback interface. The first answer of the clock is the
/// start of the demo.
///
/// # Errors
/// When no port can be opened.
pub(crate) fn serve(clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> io::Result<Server> {
    // Whole seconds: news is not dated to the nanosecond.
    let now = clock();
    let start = Timestamp::from_second(now.as_second()).unwrap_or(now);
    Server::start(Newsroom::new(Market { seed: SEED, start }), clock)
}

/// The configuration that reads the demo served at `url`: four sources, the watchlist, and the
/// demo's own quotes.
#[must_use]
pub fn config_text(url: &str) -> String {
    let sources = [
        ("bourse/flux.xml", "La Cote littorale", "finance"),
        ("atom.xml", "The Harbour Ledger", "world"),
        ("atlas/feed.json", "Atlas", "world"),
        ("minato/", "港町通信", "world"),
    ];
    let sources: Vec<String> = sources
        .iter()
        .map(|(path, name, group)| {
            format!(
                "[[feed]]
url = \"{url}/{path}\"
name = \"{name}\"
group = \"{group}\"
"
            )
        })
        .collect();
    // The demo asks nobody but itself.
    let others = ["binance", "kraken", "coinbase", "ecb"]
        .map(|id| format!("[providers.{id}]\nenabled = false\n"))
        .concat();
    let symbols: Vec<String> = WATCHLIST
        .iter()
        .map(|symbol| format!("\"{symbol}\""))
        .collect();
    format!(
        "# The demo: a news site inside the program.
every = \"1m\"

{}
\
         [[ticker.group]]
name = \"watchlist\"
symbols = [{}]

\
         [providers]
crypto = [\"yahoo\"]
currency_pair = [\"yahoo\"]

\
         [providers.yahoo]
base_url = \"{url}\"
{others}",
        sources.join(
            "
"
        ),
        symbols.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_is_toml_with_four_sources() {
        let text = config_text("http://127.0.0.1:9");
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["feed"].as_array().unwrap().len(), 4);
        assert_eq!(
            table["providers"]["yahoo"]["base_url"].as_str(),
            Some("http://127.0.0.1:9")
        );
        let symbols = table["ticker"]["group"][0]["symbols"].as_array().unwrap();
        assert_eq!(symbols.len(), WATCHLIST.len());
    }

    #[test]
    fn all_but_an_unknown_code_and_a_bond_are_traded() {
        let unknown: Vec<&&str> = WATCHLIST
            .iter()
            .filter(|symbol| listing::by_symbol(symbol).is_none())
            .collect();
        assert_eq!(unknown, [&"GHOST.PA", &"XS0001000008"]);
    }
}
