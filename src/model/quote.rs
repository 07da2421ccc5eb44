//! A price at a moment, and how far it can be trusted.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::instrument_key::{InstrumentKey, InstrumentKind};

/// Where the instrument's market stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Session {
    /// Before the opening.
    Pre,
    /// Regular trading.
    Open,
    /// After the close.
    Post,
    /// No trading; the price is the last close.
    Closed,
    /// The provider does not say.
    #[default]
    Unknown,
}

/// From when to when, the end not among it; seconds of the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first second.
    pub start: i64,
    /// The second after the last.
    pub end: i64,
}

impl Period {
    /// Whether a second lies in it.
    #[must_use]
    pub fn contains(self, second: i64) -> bool {
        (self.start..self.end).contains(&second)
    }
}

/// When the market trades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hours {
    /// The provider does not say.
    #[default]
    Unknown,
    /// Day and night, every day.
    Always,
    /// One price a working day, as of funds and of the fixings of central banks.
    Daily,
    /// The periods of one day, the latest that the provider named.
    Day {
        /// Trading before the opening.
        pre: Option<Period>,
        /// Regular trading.
        regular: Period,
        /// Trading after the close.
        post: Option<Period>,
    },
}

impl Hours {
    /// Where the market stands at a moment.
    #[must_use]
    pub fn session(&self, now: Timestamp) -> Session {
        let now = now.as_second();
        let holds = |period: Option<Period>| period.is_some_and(|period| period.contains(now));
        match *self {
            Self::Unknown => Session::Unknown,
            Self::Always => Session::Open,
            Self::Daily => Session::Closed,
            Self::Day { regular, .. } if regular.contains(now) => Session::Open,
            Self::Day { pre, .. } if holds(pre) => Session::Pre,
            Self::Day { post, .. } if holds(post) => Session::Post,
            Self::Day { .. } => Session::Closed,
        }
    }

    /// The next moment at which the session changes, as far as the named day goes.
    #[must_use]
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        let Self::Day { pre, regular, post } = *self else {
            return None;
        };
        let edges = [pre, Some(regular), post].into_iter().flatten();
        let next = edges
            .flat_map(|period| [period.start, period.end])
            .filter(|edge| *edge > now.as_second())
            .min()?;
        Timestamp::from_second(next).ok()
    }
}

/// The day so far, oldest first: prices with their times, holes kept.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Series {
    /// Seconds of the epoch; as many as prices, ascending.
    pub times: Vec<i64>,
    /// Prices; `None` where nothing was traded.
    pub prices: Vec<Option<f64>>,
}

impl Series {
    /// A series of times with their prices; what has no partner is left out.
    #[must_use]
    pub fn new(points: impl IntoIterator<Item = (i64, Option<f64>)>) -> Self {
        let mut points: Vec<(i64, Option<f64>)> = points.into_iter().collect();
        points.sort_by_key(|(time, _)| *time);
        let (times, prices) = points.into_iter().unzip();
        Self { times, prices }
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.prices.iter().all(Option::is_none)
    }

    /// The part of a period.
    #[must_use]
    pub fn within(&self, period: Period) -> Self {
        let points = self.times.iter().zip(&self.prices);
        Self::new(
            points
                .filter(|(time, _)| period.contains(**time))
                .map(|(time, price)| (*time, *price)),
        )
    }
}

/// A price outside of regular trading.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ExtendedPrice {
    /// In units of the quote's currency.
    pub price: f64,
    /// Against the last price of regular trading, in percent.
    pub change_pct: Option<f64>,
    /// When it was traded.
    pub as_of: Timestamp,
}

/// One answer of a quote provider.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quote {
    /// The instrument that was asked for.
    pub key: InstrumentKey,
    /// What the provider takes it for, where it says so.
    pub kind: Option<InstrumentKind>,
    /// The provider's name for it.
    pub name: Option<String>,
    /// Last price of regular trading in units of `currency`.
    pub last: f64,
    /// Close of the session before.
    pub previous_close: Option<f64>,
    /// Change against `previous_close`, in percent.
    pub change_pct: Option<f64>,
    /// Highest price of the day.
    pub high: Option<f64>,
    /// Lowest price of the day.
    pub low: Option<f64>,
    /// The price before the opening or after the close, if there was trading.
    pub extended: Option<ExtendedPrice>,
    /// ISO 4217 code, or a minor unit such as `GBp` (pence).
    pub currency: Option<String>,
    /// The exchange's name.
    pub venue: Option<String>,
    /// Digits after the decimal sign that the market uses.
    pub decimals: u8,
    /// Exchange time of `last`; `None` when the provider does not say.
    pub as_of: Option<Timestamp>,
    /// When we received it.
    pub fetched_at: Timestamp,
    /// How many minutes the provider delays this market; 0 for live, `None` when not stated.
    pub delay_minutes: Option<u16>,
    /// When the market trades.
    pub hours: Hours,
    /// The day so far: for the sparkline.
    pub series: Series,
    /// The id of the provider ("yahoo").
    pub provider: String,
    /// The price does not fit to what is known: it is shown with a mark and without a change.
    #[serde(default)]
    pub is_doubted: bool,
}

impl Quote {
    /// Where the market stands at a moment.
    #[must_use]
    pub fn session(&self, now: Timestamp) -> Session {
        self.hours.session(now)
    }
}

/// Why there is no fresh quote of an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuoteProblem {
    /// No provider serves it; nobody is asked.
    NotQuoted,
    /// The providers do not know the symbol; asking again soon is useless.
    UnknownSymbol,
    /// The answer for this instrument failed; the next try is planned.
    Instrument {
        /// At most twelve characters, ready to show ("no answer").
        reason: String,
        /// When it will be asked again.
        next_try: Timestamp,
    },
    /// The provider as a whole fails or is left alone; see [`ProviderTrouble`].
    Provider {
        /// At most twelve characters, ready to show ("429").
        reason: String,
        /// When it will be asked again.
        next_try: Timestamp,
    },
}

/// A provider that is left alone for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderTrouble {
    /// Its id ("yahoo").
    pub provider: String,
    /// At most twelve characters ("429").
    pub reason: String,
    /// When it is asked again.
    pub next_try: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_session_follows_from_the_hours() {
        let period = |start, end| Period { start, end };
        let hours = Hours::Day {
            pre: Some(period(100, 200)),
            regular: period(200, 300),
            post: Some(period(300, 350)),
        };
        for (second, session, change) in [
            (99, Session::Closed, Some(100)),
            (100, Session::Pre, Some(200)),
            (200, Session::Open, Some(300)),
            (299, Session::Open, Some(300)),
            (300, Session::Post, Some(350)),
            (350, Session::Closed, None),
        ] {
            assert_eq!(hours.session(at(second)), session, "{second}");
            assert_eq!(hours.next_change(at(second)), change.map(at), "{second}");
        }
        assert_eq!(Hours::Always.session(at(0)), Session::Open);
        assert_eq!(Hours::Daily.session(at(0)), Session::Closed);
        assert_eq!(Hours::Unknown.session(at(0)), Session::Unknown);
    }

    #[test]
    fn a_series_is_cut_to_a_period() {
        let series = Series::new([(30, Some(3.0)), (10, Some(1.0)), (20, None)]);
        assert_eq!(series.times, [10, 20, 30]);
        let cut = series.within(Period { start: 15, end: 31 });
        assert_eq!(cut.prices, [None, Some(3.0)]);
        assert!(!cut.is_empty() && Series::default().is_empty());
    }
}
