//! When what is said of a source changes by itself, to the second: a screen that shows it needs to
//! look at the clock then, and at no other time.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use super::{LONG_MISSING, OFTEN_MISSING, Verdict, is_quiet, next_due, scale, seconds};
use crate::model::source::{Health, Source};

/// When the verdict's reason is said otherwise.
#[must_use]
pub fn of_reason(source: &Source, now: Timestamp) -> Option<Timestamp> {
    let reason = spoken_of(source, now).and_then(|at| of_ago(at, now));
    reason.into_iter().chain(of_verdict(source, now)).min()
}

/// The same, or the next try.
#[must_use]
pub fn of_line(source: &Source, now: Timestamp) -> Option<Timestamp> {
    let next = next_due(source).and_then(|at| of_wait(at, now));
    next.into_iter().chain(of_reason(source, now)).min()
}

/// The same, where everything is said that is known.
#[must_use]
pub fn of_details(source: &Source, now: Timestamp) -> Option<Timestamp> {
    let health = &source.health;
    let newest = health.newest.filter(|_| !is_quiet(health));
    let times = [health.last_success, health.last_attempt, newest];
    let ages = times.into_iter().flatten().filter_map(|at| of_ago(at, now));
    ages.chain(of_line(source, now)).min()
}

/// When a page that is not found has been missing for so long that it is gone.
#[must_use]
pub fn of_verdict(source: &Source, now: Timestamp) -> Option<Timestamp> {
    let health = &source.health;
    let is_missing = health.status == Some(404) && health.failures >= OFTEN_MISSING;
    if !is_missing || health.paused || health.gone {
        return None;
    }
    let gone = later(health.last_success?, LONG_MISSING + 1)?;
    (gone > now).then_some(gone)
}

/// The time whose age the reason says.
fn spoken_of(source: &Source, now: Timestamp) -> Option<Timestamp> {
    let health: &Health = &source.health;
    match Verdict::of(source, now) {
        Verdict::Gone | Verdict::Failing => health.last_success,
        Verdict::Paused if health.error.is_none() => health.last_success,
        Verdict::Fine => health.newest,
        Verdict::Paused
        | Verdict::Quiet
        | Verdict::Offline
        | Verdict::Moved
        | Verdict::NeverAsked => None,
    }
}

/// When "5 min ago" becomes "6 min ago".
fn of_ago(at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let end = match seconds(at, now) {
        ..90 => 90,
        age => alike(age).end,
    };
    later(at, end)
}

/// When "in 6 min" becomes "in 5 min", or is over.
fn of_wait(due: Timestamp, now: Timestamp) -> Option<Timestamp> {
    match seconds(now, due) {
        ..=0 => None,
        1..90 => Some(due),
        left => later(due, 1 - alike(left).start),
    }
}

/// The lengths of time that are said as this one is.
fn alike(seconds: i64) -> Range<i64> {
    let (all, unit, _) = scale(seconds);
    let middle = (seconds + unit / 2) / unit * unit;
    all.start.max(middle - unit / 2)..all.end.min(middle + unit - unit / 2)
}

fn later(at: Timestamp, seconds: i64) -> Option<Timestamp> {
    at.checked_add(SignedDuration::from_secs(seconds)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{NOW, at, source};
    use super::super::{DAY, ago, next, span};
    use super::*;
    use crate::model::Failure;

    fn due(at: Timestamp) -> Source {
        source(Health {
            next_due: Some(at),
            ..Health::default()
        })
    }

    /// Lengths of time of every size, and those where units meet.
    fn lengths() -> impl Strategy<Value = i64> {
        let edges = [
            0, 59, 60, 89, 90, 3_569, 3_570, 129_600, 129_601, 63_071_999, 63_072_000,
        ];
        prop_oneof![
            0..300_i64,
            0..200_000_i64,
            0..30 * DAY,
            0..4_000 * DAY,
            prop::sample::select(edges.to_vec())
        ]
    }

    proptest! {
        #[test]
        fn words_change_at_that_second_and_not_before(length in lengths()) {
            let (then, now) = (at(NOW - length), at(NOW));
            let change = of_ago(then, now).unwrap();
            prop_assert!(change > now);
            prop_assert_eq!(ago(then, now), ago(then, at(change.as_second() - 1)));
            prop_assert_ne!(ago(then, now), ago(then, change));
        }

        #[test]
        fn a_wait_counts_down_to_the_second(length in lengths()) {
            let source = due(at(NOW + length));
            match of_line(&source, at(NOW)) {
                None => prop_assert_eq!(length, 0),
                Some(change) => {
                    prop_assert!(change > at(NOW));
                    let words = next(&source, at(NOW));
                    prop_assert_eq!(&words, &next(&source, at(change.as_second() - 1)));
                    prop_assert_ne!(&words, &next(&source, change));
                }
            }
        }

        #[test]
        fn what_is_alike_is_said_alike(length in lengths()) {
            let alike = alike(length);
            prop_assert!(alike.contains(&length));
            prop_assert_eq!(span(alike.start), span(length));
            prop_assert_eq!(span(alike.end - 1), span(length));
        }
    }

    #[test]
    fn a_missing_page_is_gone_after_a_week() {
        let mut source = due(at(NOW));
        source.health = Health {
            status: Some(404),
            failures: OFTEN_MISSING,
            error: Some(Failure::Other("not found".to_owned())),
            last_success: Some(at(NOW)),
            ..Health::default()
        };
        let gone = of_verdict(&source, at(NOW)).unwrap();
        assert_eq!(
            Verdict::of(&source, at(gone.as_second() - 1)),
            Verdict::Failing
        );
        assert_eq!(Verdict::of(&source, gone), Verdict::Gone);
        assert_eq!(of_verdict(&source, gone), None);
    }
}
