//! How often a source has news, so that a quiet one can be told from a dead one.
//!
//! "Usually every 6 h, silent 9 days" needs the usual gap. It is the median of the gaps between
//! the newest headlines: a holiday or a burst of five stories in a minute does not move it.

use jiff::{SignedDuration, Timestamp};

use crate::model::Entry;

/// Newest headlines that count: what a source did a year ago says little about today.
const NEWEST: usize = 40;
/// Fewest gaps that say something.
const LEAST: usize = 3;
/// A date further ahead than any zone error is a mistake.
const AHEAD: SignedDuration = SignedDuration::from_hours(26);

/// The usual time between two headlines in seconds; `None` when too few state a time.
#[must_use]
pub(crate) fn usual_gap<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    now: Timestamp,
) -> Option<i64> {
    let mut times: Vec<i64> = stated(entries, now).map(Timestamp::as_second).collect();
    times.sort_unstable_by(|a, b| b.cmp(a));
    // Headlines of one batch have one time.
    times.dedup();
    times.truncate(NEWEST);
    let mut gaps: Vec<i64> = times.windows(2).map(|pair| pair[0] - pair[1]).collect();
    if gaps.len() < LEAST {
        return None;
    }
    gaps.sort_unstable();
    Some(gaps[gaps.len() / 2])
}

/// When the newest headline was published, as far as the headlines say.
#[must_use]
pub(crate) fn newest<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    now: Timestamp,
) -> Option<Timestamp> {
    stated(entries, now).max()
}

fn stated<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    now: Timestamp,
) -> impl Iterator<Item = Timestamp> {
    let latest = now.saturating_add(AHEAD).unwrap_or(Timestamp::MAX);
    entries
        .filter_map(|entry| entry.published.or(entry.updated))
        .filter(move |at| *at <= latest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    fn entries(seconds: &[i64]) -> Vec<Entry> {
        let entry = |second: &i64| Entry {
            published: Some(at(*second)),
            ..Entry::default()
        };
        seconds.iter().map(entry).collect()
    }

    #[test]
    fn a_burst_and_a_holiday_do_not_move_the_usual_gap() {
        let now = at(1_000 * HOUR);
        let hours = [900, 894, 888, 700, 694, 688, 682];
        let mut seconds: Vec<i64> = hours.map(|hour| hour * HOUR).to_vec();
        seconds.push(900 * HOUR);
        assert_eq!(usual_gap(entries(&seconds).iter(), now), Some(6 * HOUR));
        assert_eq!(newest(entries(&seconds).iter(), now), Some(at(900 * HOUR)));
    }

    #[test]
    fn too_little_says_nothing_and_the_future_does_not_count() {
        let now = at(100 * HOUR);
        assert_eq!(usual_gap(entries(&[1, 2, 3]).iter(), now), None);
        let ahead = entries(&[1, 2, 3, 900 * HOUR]);
        assert_eq!(usual_gap(ahead.iter(), now), None);
        assert_eq!(newest(ahead.iter(), now), Some(at(3)));
        assert_eq!(newest([].iter(), now), None);
    }

    proptest! {
        #[test]
        fn the_gap_lies_between_the_shortest_and_the_longest(
            seconds in proptest::collection::hash_set(0_i64..1_000_000, 4..80)
        ) {
            let seconds: Vec<i64> = seconds.into_iter().collect();
            let gap = usual_gap(entries(&seconds).iter(), at(2_000_000));
            prop_assert!(gap.is_some_and(|gap| (1..1_000_000).contains(&gap)));
        }
    }
}
