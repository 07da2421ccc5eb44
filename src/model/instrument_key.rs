//! Which instrument is meant, in a notation of our own.
//!
//! Providers, exchanges and pages each write the same instrument in their own way, and the
//! same letters mean an index here and a share there. The key names the kind as well, so that
//! core and store never guess; `market::notation` reads and writes the ways of others.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What an instrument is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum InstrumentKind {
    /// A share, or a fund that is traded like one.
    Equity,
    /// An index.
    Index,
    /// A fund with one price a day.
    Fund,
    /// One currency in another.
    CurrencyPair,
    /// A crypto currency in another currency.
    Crypto,
    /// A future.
    Future,
    /// A bond.
    Bond,
    /// Not known: an ISIN alone, or the code of a provider of the user's own.
    #[default]
    Unknown,
}

impl InstrumentKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Equity,
        Self::Index,
        Self::Fund,
        Self::CurrencyPair,
        Self::Crypto,
        Self::Future,
        Self::Bond,
        Self::Unknown,
    ];

    /// Its name in configuration, store and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Equity => "equity",
            Self::Index => "index",
            Self::Fund => "fund",
            Self::CurrencyPair => "currency-pair",
            Self::Crypto => "crypto",
            Self::Future => "future",
            Self::Bond => "bond",
            Self::Unknown => "unknown",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// An instrument. Written as `kind:symbol` ("index:CAC40").
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct InstrumentKey {
    /// What it is.
    pub kind: InstrumentKind,
    /// By kind:
    ///
    /// - equity, fund, bond: the exchange's code, classes behind a hyphen (`BRK-B`), and outside
    ///   of the United States `@` with the market's MIC (ISO 10383): `MSFT`, `AI@XPAR`; a suffix
    ///   of Yahoo's that is not in `assets/market/markets.toml` keeps its dot: `AI@.XY`; a text
    ///   of no known form is an equity of that code;
    /// - index: its id in `assets/market/indices.toml` (`CAC40`); Yahoo's code with its `^` where
    ///   the table does not have it (`^XYZ`);
    /// - currency pair and crypto: base and quote with a slash: `EUR/USD`, `BTC/EUR`;
    /// - future: the code of the running contract (`GC`), or of one contract with the MIC of its
    ///   market (`GCZ25@XCEC`);
    /// - unknown: an ISIN (ISO 6166), or `provider:code` for one provider alone
    ///   (`kraken:BTC/EUR`); names of kinds are no ids of providers.
    pub symbol: String,
}

impl InstrumentKey {
    /// A key.
    #[must_use]
    pub fn new(kind: InstrumentKind, symbol: impl Into<String>) -> Self {
        Self {
            kind,
            symbol: symbol.into(),
        }
    }

    /// The code and the MIC of a listed instrument: `("AI", Some("XPAR"))`.
    #[must_use]
    pub fn listing(&self) -> (&str, Option<&str>) {
        match self.symbol.split_once('@') {
            Some((code, market)) => (code, Some(market)),
            None => (&self.symbol, None),
        }
    }

    /// Base and quote of a pair: `("EUR", "USD")`.
    #[must_use]
    pub fn pair(&self) -> Option<(&str, &str)> {
        self.symbol.split_once('/')
    }

    /// The one provider that this key is for, and its code there.
    #[must_use]
    pub fn pinned(&self) -> Option<(&str, &str)> {
        match self.kind {
            InstrumentKind::Unknown => self.symbol.split_once(':'),
            _ => None,
        }
    }
}

impl fmt::Display for InstrumentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.symbol)
    }
}

impl FromStr for InstrumentKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, symbol) = text.split_once(':').ok_or(())?;
        let kind = InstrumentKind::of_name(kind).ok_or(())?;
        Ok(Self::new(kind, symbol))
    }
}

impl Serialize for InstrumentKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for InstrumentKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|()| serde::de::Error::custom("no key of an instrument"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for kind in InstrumentKind::ALL {
            let key = InstrumentKey::new(kind, "my-api:A@B/C");
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        assert_eq!("stock:A".parse::<InstrumentKey>(), Err(()));
        assert_eq!("A".parse::<InstrumentKey>(), Err(()));
    }

    #[test]
    fn the_parts_of_a_symbol() {
        let key = |kind, symbol| InstrumentKey::new(kind, symbol);
        let share = key(InstrumentKind::Equity, "AI@XPAR");
        assert_eq!(share.listing(), ("AI", Some("XPAR")));
        assert_eq!(share.pinned(), None);
        let pair = key(InstrumentKind::CurrencyPair, "EUR/USD");
        assert_eq!(pair.pair(), Some(("EUR", "USD")));
        let own = key(InstrumentKind::Unknown, "my-api:X");
        assert_eq!(own.pinned(), Some(("my-api", "X")));
    }
}
