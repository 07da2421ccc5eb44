//! The table of markets: `assets/market/markets.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

use super::folded::folded;
use crate::model::InstrumentKind;
use crate::quirks::quirks;

/// A market and the ways in which it is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Market {
    /// ISO 10383.
    pub(in crate::market) mic: String,
    /// Yahoo's suffix without the dot; empty for the United States.
    pub(in crate::market) yahoo: String,
    /// What is priced there is priced in one of these.
    currencies: Vec<String>,
    /// As pages print it.
    pub(in crate::market) venues: Vec<String>,
    /// Suffixes of RICs.
    #[serde(default)]
    pub(in crate::market) reuters: Vec<String>,
    /// Bloomberg's country codes.
    #[serde(default)]
    pub(in crate::market) bloomberg: Vec<String>,
    /// Google's codes.
    #[serde(default)]
    pub(in crate::market) google: Vec<String>,
    /// What is traded there.
    #[serde(default = "share")]
    pub(super) kind: InstrumentKind,
    /// What its codes begin with, where that tells it from another.
    pub(in crate::market) codes: Option<Codes>,
    /// How many digits its codes have, zeros in front.
    pub(super) digits: Option<usize>,
    /// Whether the letters of a RIC are the exchange's.
    #[serde(default)]
    pub(in crate::market) rics: Rics,
}

fn share() -> InstrumentKind {
    InstrumentKind::Equity
}

/// What the codes of a market begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::market) enum Codes {
    /// A digit (7203, 285A).
    Digits,
    /// A letter.
    Letters,
}

/// Whose letters stand in a RIC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::market) enum Rics {
    /// The exchange's.
    #[default]
    Exchange,
    /// Reuters' own, which prove nothing.
    Roots,
}

impl Market {
    /// Whether a code can be one of this market.
    #[must_use]
    pub(in crate::market) fn takes(&self, code: &str) -> bool {
        let has_digit = code.starts_with(|c: char| c.is_ascii_digit());
        match self.codes {
            None => true,
            Some(Codes::Digits) => has_digit,
            Some(Codes::Letters) => !has_digit,
        }
    }

    /// Whether a listing there can be priced in a currency.
    #[must_use]
    pub(in crate::market) fn trades_in(&self, currency: &str) -> bool {
        self.currencies.iter().any(|own| own == currency)
    }

    /// Whether its codes stand alone in Yahoo's notation and in ours.
    #[must_use]
    pub(in crate::market) fn is_bare(&self) -> bool {
        self.yahoo.is_empty()
    }
}

/// All markets.
#[must_use]
pub(in crate::market) fn all() -> &'static [Market] {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        market: Vec<Market>,
    }
    static MARKETS: OnceLock<Vec<Market>> = OnceLock::new();
    MARKETS.get_or_init(|| {
        let file: File = toml::from_str(include_str!("../../../assets/market/markets.toml"))
            .expect("the table is compiled in and read by a test");
        file.market
    })
}

fn find(fits: impl Fn(&Market) -> bool) -> Option<&'static Market> {
    all().iter().find(|market| fits(market))
}

fn holds(codes: &[String], code: &str) -> bool {
    codes.iter().any(|own| own == code)
}

/// The market of a MIC.
#[must_use]
pub(in crate::market) fn of_mic(mic: &str) -> Option<&'static Market> {
    find(|market| market.mic == mic)
}

/// The market of Yahoo's suffix.
#[must_use]
pub(crate) fn of_yahoo(suffix: &str) -> Option<&'static Market> {
    find(|market| !market.is_bare() && market.yahoo == suffix)
}

/// The market of the suffix of a RIC.
#[must_use]
pub(crate) fn of_reuters(suffix: &str) -> Option<&'static Market> {
    find(|market| holds(&market.reuters, suffix))
}

/// The market of Bloomberg's country code.
#[must_use]
pub(in crate::market) fn of_bloomberg(country: &str) -> Option<&'static Market> {
    find(|market| holds(&market.bloomberg, country))
}

/// The market of Google's code, for a code of an instrument.
#[must_use]
pub(in crate::market) fn of_google(exchange: &str, code: &str) -> Option<&'static Market> {
    find(|market| holds(&market.google, exchange) && market.takes(code))
}

/// The market that a page prints, for a code of an instrument.
#[must_use]
pub(crate) fn of_venue(venue: &str, code: &str) -> Option<&'static Market> {
    let venue = folded(venue);
    let is_called = |market: &Market| market.venues.iter().any(|own| folded(own) == venue);
    find(|market| is_called(market) && market.takes(code))
}

/// The market of a code that one site has made, and the code behind its prefix.
#[must_use]
pub(in crate::market) fn of_site(symbol: &str) -> Option<(&'static Market, &str)> {
    quirks().market_codes.iter().find_map(|own| {
        let code = symbol.strip_prefix(own.prefix.as_str())?;
        Some((of_mic(&own.mic)?, code))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Each entry of a list leads to one market; where two share it, by the form of the code.
    fn assert_unique(list: fn(&Market) -> &[String], fold: fn(&str) -> String) {
        let mut known = HashSet::new();
        for market in all() {
            let entries: HashSet<String> = list(market).iter().map(|text| fold(text)).collect();
            for entry in entries {
                for (code, codes) in [("7203", Codes::Digits), ("RY", Codes::Letters)] {
                    if market.takes(code) {
                        let one = known.insert((entry.clone(), codes == Codes::Digits));
                        assert!(one, "{entry} of {}", market.mic);
                    }
                }
            }
        }
    }

    #[test]
    fn the_table_holds_each_market_once() {
        assert!(all().len() >= 40);
        let mics: HashSet<&str> = all().iter().map(|market| market.mic.as_str()).collect();
        assert_eq!(mics.len(), all().len());
        let suffixed = || all().iter().filter(|market| !market.is_bare());
        let suffixes: HashSet<&str> = suffixed().map(|market| market.yahoo.as_str()).collect();
        assert_eq!(suffixes.len(), suffixed().count());
        assert!(all().iter().all(|market| !market.currencies.is_empty()));
        assert_unique(|market| &market.reuters, str::to_owned);
        assert_unique(|market| &market.bloomberg, str::to_owned);
        assert_unique(|market| &market.google, str::to_owned);
        let mut codes = quirks().market_codes.iter();
        assert!(codes.all(|own| of_mic(&own.mic).is_some()));
        assert_unique(|market| &market.venues, folded);
    }

    #[test]
    fn the_form_of_a_code_tells_two_markets_apart() {
        let mic = |venue, code| of_venue(venue, code).map(|market| market.mic.as_str());
        assert_eq!(mic("TSE", "7203"), Some("XTKS"));
        assert_eq!(mic("TSE", "RY"), Some("XTSE"));
        assert_eq!(mic("Euronext  Paris", "AI"), Some("XPAR"));
        assert_eq!(mic("Tradegate", "AHLA"), None);
    }
}
