//! Whether a price may be believed, judged against the one before and the close before.
//!
//! Providers mix up units (pence and pounds), forget splits and send closes near zero. A
//! price that jumps is asked for once more before it is shown; one that does not fit to the
//! close before is shown with a mark and without its change.

use crate::model::Quote;

/// A factor between two prices from which on a day is not an ordinary one: 40 percent down.
const LEAST_FACTOR: f64 = 0.6;
/// Two answers are the same price when they differ by less, as a factor.
const SAME_FACTOR: f64 = 0.9;
/// Factors that mistakes in units make: hundredths and thousandths.
const UNIT_FACTORS: [f64; 2] = [100.0, 1_000.0];
/// How near to such a factor is it, as a factor.
const UNIT_NEARNESS: f64 = 0.8;

/// How near to a whole number is the factor of a split, as a factor.
const SPLIT_NEARNESS: f64 = 0.97;

/// Clocks differ by less, seconds.
const AHEAD_SECONDS: i64 = 300;

/// What to do with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// Show it.
    Accept,
    /// Keep what is shown and ask once more.
    AskAgain,
    /// Show it with a mark and without its change.
    Doubt,
}

/// What an answer is judged against.
#[derive(Debug, Clone, PartialEq)]
pub struct Believed {
    /// Its price.
    last: f64,
    /// Its currency.
    currency: Option<String>,
    /// Who said so.
    provider: String,
}

impl Believed {
    /// What is to be remembered of a quote.
    #[must_use]
    pub(super) fn of(quote: &Quote) -> Self {
        Self {
            last: quote.last,
            currency: quote.currency.clone(),
            provider: quote.provider.clone(),
        }
    }

    fn is_comparable(&self, quote: &Quote) -> bool {
        self.provider == quote.provider
    }
}

/// Judges an answer. `believed` is what was shown before; `questioned` is the price of the
/// answer that this one was asked to confirm.
#[must_use]
pub fn judge(answer: &Quote, believed: Option<&Believed>, questioned: Option<f64>) -> Judgement {
    let believed = believed.filter(|before| before.is_comparable(answer));
    let is_confirmed = questioned.is_some_and(|price| factor(price, answer.last) > SAME_FACTOR);
    let jumps = believed.is_some_and(|before| {
        before.currency != answer.currency || factor(before.last, answer.last) < LEAST_FACTOR
    });
    if jumps && !is_confirmed {
        return Judgement::AskAgain;
    }
    match answer.previous_close {
        Some(close) if factor(close, answer.last) < LEAST_FACTOR => {
            let is_explained = is_a_way_through_the_day(answer, close)
                || is_confirmed && is_a_real_jump(answer, believed, close);
            if is_explained {
                Judgement::Accept
            } else {
                Judgement::Doubt
            }
        }
        _ => Judgement::Accept,
    }
}

/// Marks a price as doubted: it has no change.
pub(crate) fn doubt(answer: &mut Quote) {
    answer.is_doubted = true;
    answer.change_pct = None;
}

/// Doubts a trade that has yet to come, and leaves out a price before the opening or after the
/// close that is as far off as a mistake.
pub(crate) fn tidy(answer: &mut Quote) {
    let ahead = answer.as_of.map_or(0, |traded| {
        traded.as_second() - answer.fetched_at.as_second()
    });
    answer.is_doubted |= ahead > AHEAD_SECONDS;
    let last = answer.last;
    answer
        .extended
        .take_if(|extended| factor(extended.price, last) < LEAST_FACTOR);
}

/// The day's line leads from the close before to the price without a jump.
fn is_a_way_through_the_day(answer: &Quote, close: f64) -> bool {
    let mut before = close;
    for price in answer.series.prices.iter().flatten() {
        if factor(before, *price) < LEAST_FACTOR {
            return false;
        }
        before = *price;
    }
    !answer.series.is_empty() && factor(before, answer.last) >= LEAST_FACTOR
}

/// We saw the price at the close before ourselves, the new one came twice, and the factor is
/// not that of a mistake in units or of a split.
fn is_a_real_jump(answer: &Quote, believed: Option<&Believed>, close: f64) -> bool {
    let was_there = believed.is_some_and(|before| {
        before.currency == answer.currency && factor(before.last, close) > SAME_FACTOR
    });
    let between = 1.0 / factor(close, answer.last);
    let is_of_units = UNIT_FACTORS
        .iter()
        .any(|unit| factor(*unit, between) > UNIT_NEARNESS);
    // Shares are split two for one, four for one, ten for one.
    let whole = between.round();
    let is_of_split = whole >= 2.0 && factor(whole, between) > SPLIT_NEARNESS;
    was_there && !is_of_units && !is_of_split
}

/// The smaller price divided by the larger: 1 for the same, near 0 for far apart.
fn factor(one: f64, other: f64) -> f64 {
    if one <= 0.0 || other <= 0.0 {
        return 0.0;
    }
    (one / other).min(other / one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Series;

    fn quote(last: f64, close: Option<f64>) -> Quote {
        Quote {
            last,
            previous_close: close,
            currency: Some("USD".to_owned()),
            provider: "yahoo".to_owned(),
            ..Quote::default()
        }
    }

    fn believed(last: f64) -> Believed {
        Believed::of(&quote(last, None))
    }

    #[test]
    fn an_ordinary_day_is_believed() {
        assert_eq!(
            judge(&quote(100.5, Some(100.0)), None, None),
            Judgement::Accept
        );
        assert_eq!(judge(&quote(100.5, None), None, None), Judgement::Accept);
        let before = believed(100.0);
        assert_eq!(
            judge(&quote(75.0, Some(100.0)), Some(&before), None),
            Judgement::Accept
        );
    }

    #[test]
    fn a_split_without_a_word_is_doubted() {
        let answer = quote(25.1, Some(100.4));
        assert_eq!(judge(&answer, None, None), Judgement::Doubt);
        assert_eq!(judge(&answer, None, Some(25.1)), Judgement::Doubt);
    }

    #[test]
    fn a_jump_is_asked_for_once_more() {
        let before = believed(100.5);
        let answer = quote(1.005, None);
        assert_eq!(judge(&answer, Some(&before), None), Judgement::AskAgain);
        assert_eq!(
            judge(&answer, Some(&before), Some(1.006)),
            Judgement::Accept
        );
        assert_eq!(
            judge(&answer, Some(&before), Some(100.0)),
            Judgement::AskAgain
        );
    }

    #[test]
    fn hundredths_stay_doubted_and_a_crash_that_was_seen_does_not() {
        let before = believed(100.5);
        let pence = quote(1.005, Some(100.0));
        assert_eq!(judge(&pence, Some(&before), Some(1.005)), Judgement::Doubt);
        let crash = quote(28.5, Some(100.0));
        assert_eq!(judge(&crash, Some(&before), Some(28.5)), Judgement::Accept);
        let split = quote(25.1, Some(100.4));
        assert_eq!(judge(&split, Some(&before), Some(25.1)), Judgement::Doubt);
    }

    #[test]
    fn a_price_outside_of_trading_that_is_far_off_is_left_out() {
        for (price, is_kept) in [(1.0, false), (95.0, true), (1_000.0, false)] {
            let mut answer = quote(100.0, Some(99.0));
            answer.extended = Some(crate::model::ExtendedPrice {
                price,
                ..Default::default()
            });
            tidy(&mut answer);
            assert_eq!(answer.extended.is_some(), is_kept, "{price}");
        }
    }

    #[test]
    fn a_way_through_the_day_explains_a_large_change() {
        let mut answer = quote(210.0, Some(100.0));
        assert_eq!(judge(&answer, None, None), Judgement::Doubt);
        answer.series = Series::new([(1, Some(120.0)), (2, None), (3, Some(180.0))]);
        assert_eq!(judge(&answer, None, None), Judgement::Accept);
        answer.series = Series::new([(1, Some(205.0)), (3, Some(208.0))]);
        assert_eq!(judge(&answer, None, None), Judgement::Doubt);
    }

    #[test]
    fn another_currency_is_a_jump_and_another_provider_is_none() {
        let before = believed(100.5);
        let mut answer = quote(100.5, Some(100.0));
        answer.currency = Some("EUR".to_owned());
        assert_eq!(judge(&answer, Some(&before), None), Judgement::AskAgain);
        answer.provider = "kraken".to_owned();
        assert_eq!(judge(&answer, Some(&before), None), Judgement::Accept);
    }
}
