//! What is traded in the demo: invented companies, an index, a currency pair and a coin.
//!
//! The table is a file so that articles, pages and quotes can only speak of the same things.

/// How the market of a listing stands while the demo runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Regular trading.
    Open,
    /// Open, but the last trade was long ago.
    Stale,
    /// Before the opening.
    Pre,
    /// After the close.
    Closed,
    /// The exchange says that it is open, and nothing is traded.
    Holiday,
    /// Open, and the close before is of shares that have been split since.
    Split,
    /// The quote server cannot do anything with it.
    Rejected,
}

/// One listing.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// In Yahoo's notation.
    pub(super) symbol: &'static str,
    /// The company or pair.
    pub name: &'static str,
    /// ISO 4217, or `GBp`.
    pub(super) currency: &'static str,
    /// The exchange's code.
    pub(super) exchange: &'static str,
    /// The exchange's name.
    pub venue: &'static str,
    /// EQUITY, INDEX, CURRENCY, CRYPTOCURRENCY.
    pub(super) kind: &'static str,
    /// Close of the session before.
    pub(super) previous_close: f64,
    /// How far the price strays from it, in percent.
    pub(super) volatility: f64,
    /// Digits after the decimal sign.
    pub(super) decimals: u8,
    /// Hours east of UTC of the exchange.
    pub(super) hours: i64,
    /// The exchange's time zone.
    pub(super) zone: &'static str,
    /// How its market stands.
    pub(super) state: State,
    /// Seconds between two trades.
    pub(super) pace: i64,
}

/// Every listing, in the file's order.
#[must_use]
pub(super) fn listings() -> Vec<Listing> {
    include_str!("../../assets/demo/listings.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(read)
        .collect()
}

/// The listing of a symbol.
#[must_use]
pub fn by_symbol(symbol: &str) -> Option<Listing> {
    listings()
        .into_iter()
        .find(|listing| listing.symbol == symbol)
}

fn read(line: &'static str) -> Option<Listing> {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let [
        symbol,
        name,
        currency,
        exchange,
        venue,
        kind,
        close,
        volatility,
        decimals,
        hours,
        zone,
        state,
        pace,
    ] = fields[..]
    else {
        return None;
    };
    Some(Listing {
        symbol,
        name,
        currency,
        exchange,
        venue,
        kind,
        previous_close: close.parse().ok()?,
        volatility: volatility.parse().ok()?,
        decimals: decimals.parse().ok()?,
        hours: hours.parse().ok()?,
        zone,
        state: match state {
            "open" => State::Open,
            "stale" => State::Stale,
            "pre" => State::Pre,
            "closed" => State::Closed,
            "holiday" => State::Holiday,
            "split" => State::Split,
            "rejected" => State::Rejected,
            _ => return None,
        },
        pace: pace.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_listing() {
        let lines = include_str!("../../assets/demo/listings.tsv")
            .lines()
            .count();
        assert_eq!(listings().len(), lines - 1);
    }
}
