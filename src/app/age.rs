//! How long ago something was, in as few cells as can be read at a glance.

use jiff::{Timestamp, tz::TimeZone};

use crate::model::When;

/// "now", "5m", "3h", "2d", then a date: at most ten cells.
#[must_use]
pub fn short(now: Timestamp, at: Timestamp, zone: &TimeZone) -> String {
    let seconds = now.as_second() - at.as_second();
    match seconds {
        ..60 => "now".to_owned(),
        60..3_600 => format!("{}m", seconds / 60),
        3_600..86_400 => format!("{}h", seconds / 3_600),
        86_400..604_800 => format!("{}d", seconds / 86_400),
        _ => date(now, at, zone),
    }
}

/// A day without its clock: "18 Jan" in this year, "2022-01-18" in another.
fn date(now: Timestamp, at: Timestamp, zone: &TimeZone) -> String {
    let (today, day) = (zone.to_datetime(now).date(), zone.to_datetime(at).date());
    if today.year() == day.year() {
        day.strftime("%-d %b").to_string()
    } else {
        day.to_string()
    }
}

/// The next moment at which [`short`] gives another text; `None` when it is a date already.
#[must_use]
pub fn next_change(now: Timestamp, at: Timestamp) -> Option<Timestamp> {
    let seconds = now.as_second() - at.as_second();
    let step = match seconds {
        ..3_600 => 60,
        3_600..86_400 => 3_600,
        86_400..604_800 => 86_400,
        _ => return None,
    };
    let next = at.as_second() + (seconds.max(0) / step + 1) * step;
    Timestamp::from_second(next).ok()
}

/// The full date and time in the user's zone.
#[must_use]
pub fn long(at: Timestamp, zone: &TimeZone) -> String {
    When::utc(at).shown(zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn ages_are_short() {
        let now = at(1_800_000_000);
        let short = |ago: i64| short(now, at(1_800_000_000 - ago), &TimeZone::UTC);
        assert_eq!(short(-30), "now");
        assert_eq!(short(59), "now");
        assert_eq!(short(60), "1m");
        assert_eq!(short(7_200), "2h");
        assert_eq!(short(172_800), "2d");
        assert_eq!(short(400 * 86_400), "2025-12-11");
    }

    #[test]
    fn a_change_is_announced_exactly_when_the_text_changes() {
        let then = at(1_800_000_000);
        for ago in [0, 59, 60, 3_599, 3_600, 86_399, 86_400, 500_000] {
            let now = at(1_800_000_000 + ago);
            let next = next_change(now, then).unwrap();
            let before = at(next.as_second() - 1);
            assert_eq!(
                short(now, then, &TimeZone::UTC),
                short(before, then, &TimeZone::UTC)
            );
            assert_ne!(
                short(now, then, &TimeZone::UTC),
                short(next, then, &TimeZone::UTC)
            );
        }
    }
}
