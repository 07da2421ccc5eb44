//! How old a price is, and whether that is as it should be.
//!
//! ExplainedBlock by the trade's own time and the market's delay, not by when we asked: a provider
//! that repeats an old price is not live. A closed market is not stale, and a fund has a
//! price a day.

use jiff::Timestamp;

use crate::model::{Hours, Quote, Session};

/// A trade may be so much older than the market's delay while the market trades, seconds.
pub(crate) const STALE_SECONDS: i64 = 300;
/// The delay of a market that is not stated, minutes: the longest that is usual.
const UNKNOWN_DELAY_MINUTES: u16 = 20;
/// A closed market is asked four times an hour; what has not been confirmed for so long may
/// have changed, seconds.
const UNCONFIRMED_SECONDS: i64 = 3_600;
/// A price a day, over a long weekend, seconds.
const DAILY_SECONDS: i64 = 5 * 86_400;

/// How far the age of a price is as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Freshness {
    /// The market trades, and the price is as new as its delay allows.
    Live,
    /// Before the opening or after the close, with a price of then.
    Extended,
    /// The last close.
    Closed,
    /// The market should trade, and nothing has been traded since it opened: a holiday, or an
    /// opening that the delay hides.
    Untraded,
    /// The price of the day, of an instrument that has one a day.
    Daily,
    /// Older than it should be.
    Stale,
}

/// See [`Freshness`].
#[must_use]
pub(crate) fn of(quote: &Quote, now: Timestamp) -> Freshness {
    let asked = seconds_since(quote.fetched_at, now);
    if quote.hours == Hours::Daily {
        let is_old = seconds_since(quote.as_of.unwrap_or(quote.fetched_at), now) > DAILY_SECONDS;
        return if is_old {
            Freshness::Stale
        } else {
            Freshness::Daily
        };
    }
    match quote.session(now) {
        Session::Closed if asked >= UNCONFIRMED_SECONDS || misses_the_close(quote, now) => {
            Freshness::Stale
        }
        Session::Closed => Freshness::Closed,
        Session::Pre | Session::Post if asked >= STALE_SECONDS => Freshness::Stale,
        Session::Pre | Session::Post if quote.extended.is_some() => Freshness::Extended,
        Session::Pre | Session::Post => Freshness::Closed,
        Session::Open | Session::Unknown => of_trading(quote, asked, now),
    }
}

/// When [`of`] says something else by itself, at the soonest. `None` when it never does.
#[must_use]
pub(crate) fn next_change(quote: &Quote, now: Timestamp) -> Option<Timestamp> {
    let asked = quote.fetched_at.as_second();
    let traded = quote.as_of.map(Timestamp::as_second);
    let moments = [
        quote.hours.next_change(now).map(Timestamp::as_second),
        Some(asked + STALE_SECONDS),
        Some(asked + UNCONFIRMED_SECONDS),
        traded.map(|traded| traded + longest_age(quote)),
        traded.map(|traded| traded + DAILY_SECONDS + 1),
        regular_end(quote).map(|end| end + STALE_SECONDS),
    ];
    let present = of(quote, now);
    let mut moments: Vec<i64> = moments.into_iter().flatten().collect();
    moments.sort_unstable();
    moments
        .into_iter()
        .filter(|moment| *moment > now.as_second())
        .filter_map(|moment| Timestamp::from_second(moment).ok())
        .find(|moment| of(quote, *moment) != present)
}

/// What the age of the price that is shown at a moment is counted from.
#[must_use]
pub(crate) fn dated(quote: &Quote, now: Timestamp) -> Timestamp {
    let is_extended = matches!(quote.session(now), Session::Pre | Session::Post);
    let extended = quote.extended.filter(|_| is_extended);
    let traded = extended.map(|extended| extended.as_of).or(quote.as_of);
    traded.unwrap_or(quote.fetched_at)
}

fn of_trading(quote: &Quote, asked: i64, now: Timestamp) -> Freshness {
    if asked >= STALE_SECONDS {
        return Freshness::Stale;
    }
    let Some(traded) = quote.as_of else {
        return Freshness::Live;
    };
    if let Hours::Day { regular, .. } = quote.hours
        && traded.as_second() < regular.start
    {
        return Freshness::Untraded;
    }
    if seconds_since(traded, now) >= longest_age(quote) {
        return Freshness::Stale;
    }
    Freshness::Live
}

/// The oldest that a trade may be while the market trades, seconds.
fn longest_age(quote: &Quote) -> i64 {
    let delay = quote.delay_minutes.unwrap_or(UNKNOWN_DELAY_MINUTES);
    i64::from(delay) * 60 + STALE_SECONDS
}

/// A price that was asked for well before the close is not the close.
fn misses_the_close(quote: &Quote, now: Timestamp) -> bool {
    regular_end(quote).is_some_and(|end| {
        now.as_second() >= end + STALE_SECONDS && quote.fetched_at.as_second() < end
    })
}

fn regular_end(quote: &Quote) -> Option<i64> {
    match quote.hours {
        Hours::Day { regular, .. } => Some(regular.end),
        _ => None,
    }
}

fn seconds_since(before: Timestamp, now: Timestamp) -> i64 {
    now.as_second() - before.as_second()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ExtendedPrice, Period};

    const HOUR: i64 = 3_600;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn day() -> Hours {
        let period = |start: i64, end: i64| Period {
            start: at(start).as_second(),
            end: at(end).as_second(),
        };
        Hours::Day {
            pre: Some(period(-HOUR, 0)),
            regular: period(0, 8 * HOUR),
            post: Some(period(8 * HOUR, 10 * HOUR)),
        }
    }

    fn quote(traded: i64, fetched: i64, delay: Option<u16>) -> Quote {
        Quote {
            last: 100.0,
            as_of: Some(at(traded)),
            fetched_at: at(fetched),
            delay_minutes: delay,
            hours: day(),
            ..Quote::default()
        }
    }

    #[test]
    fn the_trade_decides_not_the_question() {
        for (traded, delay, freshness) in [
            (2 * HOUR, Some(0), Freshness::Live),
            (2 * HOUR - 299, Some(0), Freshness::Live),
            (2 * HOUR - 300, Some(0), Freshness::Stale),
            (HOUR, Some(0), Freshness::Stale),
            (2 * HOUR - 1_199, Some(15), Freshness::Live),
            (2 * HOUR - 1_200, Some(15), Freshness::Stale),
            (2 * HOUR - 1_499, None, Freshness::Live),
            (-16 * HOUR, Some(0), Freshness::Untraded),
        ] {
            let quote = quote(traded, 2 * HOUR, delay);
            assert_eq!(of(&quote, at(2 * HOUR)), freshness, "{traded} {delay:?}");
        }
    }

    #[test]
    fn a_closed_market_is_not_stale() {
        let after = quote(8 * HOUR - 5, 10 * HOUR + 60, Some(0));
        assert_eq!(of(&after, at(10 * HOUR + 900)), Freshness::Closed);
        assert_eq!(of(&after, at(12 * HOUR)), Freshness::Stale, "not confirmed");
        let before_the_end = quote(7 * HOUR, 7 * HOUR, Some(0));
        assert_eq!(of(&before_the_end, at(10 * HOUR)), Freshness::Stale);
    }

    #[test]
    fn outside_of_regular_trading() {
        let mut post = quote(8 * HOUR, 9 * HOUR, Some(0));
        assert_eq!(of(&post, at(9 * HOUR)), Freshness::Closed);
        post.extended = Some(ExtendedPrice {
            price: 101.0,
            change_pct: Some(1.0),
            as_of: at(9 * HOUR),
        });
        assert_eq!(of(&post, at(9 * HOUR)), Freshness::Extended);
        assert_eq!(of(&post, at(9 * HOUR + 300)), Freshness::Stale);
        assert_eq!(dated(&post, at(9 * HOUR)), at(9 * HOUR));
        assert_eq!(dated(&post, at(11 * HOUR)), at(8 * HOUR));
    }

    #[test]
    fn funds_have_a_price_a_day() {
        let fund = Quote {
            hours: Hours::Daily,
            ..quote(0, 0, None)
        };
        assert_eq!(of(&fund, at(3 * 86_400)), Freshness::Daily);
        assert_eq!(of(&fund, at(6 * 86_400)), Freshness::Stale);
        assert_eq!(next_change(&fund, at(0)), Some(at(5 * 86_400 + 1)));
    }

    #[test]
    fn the_next_change_is_the_first_second_at_which_it_differs() {
        for quote in [
            quote(2 * HOUR, 2 * HOUR, Some(0)),
            quote(2 * HOUR, 2 * HOUR, Some(15)),
            quote(-16 * HOUR, 2 * HOUR, None),
            quote(8 * HOUR - 1, 8 * HOUR - 1, Some(0)),
            quote(-16 * HOUR, -2 * HOUR, Some(0)),
        ] {
            let mut now = quote.fetched_at;
            while let Some(next) = next_change(&quote, now) {
                let before = Timestamp::from_second(next.as_second() - 1).unwrap();
                assert_eq!(of(&quote, before), of(&quote, now), "{quote:?}");
                assert_ne!(of(&quote, next), of(&quote, now), "{quote:?}");
                now = next;
            }
        }
    }
}
