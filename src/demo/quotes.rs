//! The demo's quote server: the shape of Yahoo's v8 chart (as its own pages and many open clients
//! read it), filled from the seeded walk. Pure: the moment is an argument.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::listing::{self, Listing, State};
use super::walk::walk;

const HOUR: i64 = 3600;
/// Seconds of one bar of the chart.
const BAR: i64 = 300;
/// The same, to step by.
const STEP: usize = 300;
/// How many shares there are for one after the split that nobody tells.
const SPLIT: f64 = 4.0;
/// How long ago the last trade of a stale listing was at the start of the demo.
const SILENCE: i64 = 40 * 60;

/// All prices of a demo.
#[derive(Debug, Clone, Copy)]
pub struct Market {
    /// Which walk; two demos with one seed and one start show the same prices.
    pub seed: u64,
    /// When the demo started.
    pub start: Timestamp,
}

/// From when to when, in seconds of the epoch.
#[derive(Debug, Clone, Copy)]
struct Period(i64, i64);

impl Market {
    /// Price and moment of the last trade.
    #[must_use]
    pub(super) fn last(&self, listing: &Listing, now: Timestamp) -> (f64, i64) {
        let traded = self.traded(listing);
        let at = now.as_second().min(traded.1).max(traded.0);
        let at = at - (at - self.start.as_second()).rem_euclid(listing.pace);
        (self.price(listing, at), at)
    }

    /// Change against the previous close, in percent.
    #[must_use]
    pub(super) fn change(&self, listing: &Listing, now: Timestamp) -> f64 {
        (self.last(listing, now).0 / listing.previous_close - 1.0) * 100.0
    }

    /// The answer to `/v8/finance/chart/{symbol}`; `None` for a symbol that is not traded.
    #[must_use]
    pub(super) fn chart(&self, symbol: &str, now: Timestamp) -> Option<Value> {
        let listing = listing::by_symbol(symbol)?;
        let (last, at) = self.last(&listing, now);
        let (mut times, mut closes) = self.bars(&listing, at, last);
        let known = || closes.iter().flatten().copied();
        // The exchange has split the shares, and the close before is of the old ones.
        let close = match listing.state {
            State::Split => listing.previous_close * SPLIT,
            _ => listing.previous_close,
        };
        let high = known().fold(last, f64::max);
        let low = known().fold(last, f64::min);
        if listing.state == State::Pre {
            self.add_early_bars(&listing, now, &mut times, &mut closes);
        }
        let meta = json!({
            "currency": listing.currency,
            "symbol": listing.symbol,
            "exchangeName": listing.exchange,
            "fullExchangeName": listing.venue,
            "instrumentType": listing.kind,
            "regularMarketTime": at,
            "hasPrePostMarketData": listing.state == State::Pre,
            "gmtoffset": listing.hours * HOUR,
            "timezone": listing.zone,
            "exchangeTimezoneName": listing.zone,
            "regularMarketPrice": last,
            "regularMarketDayHigh": high,
            "regularMarketDayLow": low,
            "longName": listing.name,
            "shortName": listing.name,
            "chartPreviousClose": close,
            "previousClose": close,
            "scale": 3,
            "priceHint": listing.decimals,
            "currentTradingPeriod": self.periods(&listing),
            "dataGranularity": "5m",
            "range": "1d",
            "validRanges": ["1d"],
        });
        let quote = json!({"close": closes});
        let indicators = json!({"quote": [quote]});
        let result = json!({"meta": meta, "timestamp": times, "indicators": indicators});
        Some(json!({"chart": {"result": [result], "error": null}}))
    }

    fn price(&self, listing: &Listing, at: i64) -> f64 {
        let second = at - self.start.as_second();
        let stray = walk(listing.symbol, self.seed, second) * listing.volatility / 100.0;
        let scale = 10_f64.powi(i32::from(listing.decimals));
        (listing.previous_close * (1.0 + stray) * scale).round() / scale
    }

    /// Five-minute bars with the holes that thin trading leaves; the last one is the last trade.
    fn bars(&self, listing: &Listing, last_at: i64, last: f64) -> (Vec<i64>, Vec<Option<f64>>) {
        let first = self.traded(listing).0;
        let bars = (last_at - first + BAR - 1) / BAR;
        let mut times: Vec<i64> = (0..bars).map(|bar| first + bar * BAR).collect();
        let is_hole = |index: usize| index % 17 == 11;
        let mut closes: Vec<Option<f64>> = times
            .iter()
            .enumerate()
            .map(|(index, time)| (!is_hole(index)).then(|| self.price(listing, *time)))
            .collect();
        times.push(last_at);
        closes.push(Some(last));
        (times, closes)
    }

    /// Trading before the opening moves around the last price.
    fn add_early_bars(
        &self,
        listing: &Listing,
        now: Timestamp,
        times: &mut Vec<i64>,
        closes: &mut Vec<Option<f64>>,
    ) {
        let first = self.start.as_second() - 2 * HOUR;
        let last = now.as_second() - now.as_second().rem_euclid(listing.pace);
        let bars = (first..last).step_by(STEP).chain([last]);
        for time in bars {
            times.push(time);
            closes.push(Some(self.price(listing, time)));
        }
    }

    /// The session that the prices are of.
    fn traded(&self, listing: &Listing) -> Period {
        let start = self.start.as_second();
        match listing.state {
            State::Open | State::Split | State::Rejected => {
                Period(start - 4 * HOUR, start + 20 * HOUR)
            }
            State::Holiday => Period(start - 28 * HOUR, start - 20 * HOUR),
            State::Stale => Period(start - 4 * HOUR, start - SILENCE),
            State::Pre => Period(start - 18 * HOUR, start - 12 * HOUR),
            State::Closed => Period(start - 10 * HOUR, start - 4 * HOUR),
        }
    }

    /// The session that the exchange states.
    fn periods(&self, listing: &Listing) -> Value {
        let start = self.start.as_second();
        let (pre, regular, post) = match listing.state {
            State::Open | State::Stale | State::Holiday | State::Split | State::Rejected => (
                start - 5 * HOUR,
                Period(start - 4 * HOUR, start + 20 * HOUR),
                start + 21 * HOUR,
            ),
            State::Pre => (
                start - 2 * HOUR,
                Period(start + 6 * HOUR, start + 12 * HOUR),
                start + 16 * HOUR,
            ),
            State::Closed => (
                start - 10 * HOUR,
                Period(start - 10 * HOUR, start - 4 * HOUR),
                start - 4 * HOUR,
            ),
        };
        let period = |from: i64, to: i64| json!({"timezone": listing.zone, "start": from, "end": to, "gmtoffset": listing.hours * HOUR});
        json!({
            "pre": period(pre, regular.0),
            "regular": period(regular.0, regular.1),
            "post": period(regular.1, post),
        })
    }
}

/// What Yahoo says of a symbol that it cannot read; comes with status 422.
#[must_use]
pub(super) fn rejected() -> Value {
    let error = json!({"code": "Unprocessable Entity", "description": "Data doesn't exist"});
    json!({"chart": {"result": null, "error": error}})
}

/// What Yahoo says of a symbol that it does not know; comes with status 404.
#[must_use]
pub(super) fn unknown() -> Value {
    let error =
        json!({"code": "Not Found", "description": "No data found, symbol may be delisted"});
    json!({"chart": {"result": null, "error": error}})
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    fn market() -> Market {
        let start = Timestamp::from_second(1_795_435_200).unwrap();
        Market { seed: 7, start }
    }

    fn price(symbol: &str, second: i64) -> f64 {
        let now = market().start + SignedDuration::from_secs(second);
        let chart = market().chart(symbol, now).unwrap();
        chart["chart"]["result"][0]["meta"]["regularMarketPrice"]
            .as_f64()
            .unwrap()
    }

    #[test]
    fn open_markets_move_and_the_others_stand_still() {
        assert!((0..10).any(|step| price("TERAL.PA", step * 2).to_bits() != price("TERAL.PA", 0).to_bits()));
        for symbol in ["7741.T", "COPR", "MINRL.BR", "SELV.MI"] {
            assert_eq!(
                price(symbol, 0).to_bits(),
                price(symbol, 600).to_bits(),
                "{symbol}"
            );
        }
    }

    #[test]
    fn prices_hold_between_two_trades() {
        assert_eq!(
            price("TERAL.PA", 4).to_bits(),
            price("TERAL.PA", 5).to_bits()
        );
    }

    #[test]
    fn charts_have_as_many_times_as_closes_and_some_holes() {
        for listing in listing::listings() {
            let chart = market().chart(listing.symbol, market().start).unwrap();
            let result = &chart["chart"]["result"][0];
            let times = result["timestamp"].as_array().unwrap();
            let closes = result["indicators"]["quote"][0]["close"]
                .as_array()
                .unwrap();
            assert_eq!(times.len(), closes.len(), "{}", listing.symbol);
            assert!(closes.iter().any(Value::is_null), "{}", listing.symbol);
            if listing.state != State::Pre {
                assert_eq!(closes.last(), Some(&result["meta"]["regularMarketPrice"]));
            }
            assert!(
                times
                    .windows(2)
                    .all(|pair| pair[0].as_i64() < pair[1].as_i64())
            );
        }
    }

    #[test]
    fn what_is_not_traded_is_unknown() {
        assert!(market().chart("GHOST.PA", market().start).is_none());
        assert!(unknown()["chart"]["result"].is_null());
    }
}
