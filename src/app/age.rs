//! How long ago something was, in as few cells as can be read at a glance.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::model::When;

/// Seconds of an hour.
const HOUR: i64 = 3_600;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// Seconds of a week.
const WEEK: i64 = 7 * DAY;
/// Seconds of a year.
const YEAR: i64 = 365 * DAY;

/// "now", "5m", "3h", "2d", "7w", "3y": at most four cells.
#[must_use]
pub fn brief(now: Timestamp, at: Timestamp) -> String {
    let seconds = now.as_second() - at.as_second();
    match seconds {
        ..60 => "now".to_owned(),
        60..HOUR => format!("{}m", seconds / 60),
        HOUR..DAY => format!("{}h", seconds / HOUR),
        DAY..WEEK => format!("{}d", seconds / DAY),
        WEEK..YEAR => format!("{}w", seconds / WEEK),
        _ => format!("{}y", seconds / YEAR),
    }
}

/// "Today", "Yesterday", "Wednesday"; then "Wed 18 Nov", and "18 Nov 2022" of another year.
#[must_use]
pub fn day(now: Timestamp, date: Date, zone: &TimeZone) -> String {
    let today = zone.to_datetime(now).date();
    let days = today.since(date).map_or(i32::MAX, |span| span.get_days());
    match days {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        2..7 => date.strftime("%A").to_string(),
        _ if date.year() == today.year() => date.strftime("%a %-d %b").to_string(),
        _ => date.strftime("%-d %b %Y").to_string(),
    }
}

/// When "Today" becomes "Yesterday".
#[must_use]
pub fn next_midnight(now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let tomorrow = zone.to_datetime(now).date().tomorrow().ok()?;
    zone.to_timestamp(tomorrow.into()).ok()
}

/// The next moment at which [`brief`] gives another text.
#[must_use]
pub fn next_change(now: Timestamp, at: Timestamp) -> Option<Timestamp> {
    let seconds = now.as_second() - at.as_second();
    let step = match seconds {
        ..HOUR => 60,
        HOUR..DAY => HOUR,
        DAY..WEEK => DAY,
        // A year has no whole number of weeks.
        WEEK..YEAR if seconds / WEEK < YEAR / WEEK => WEEK,
        _ => YEAR,
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
        let brief = |ago: i64| brief(now, at(1_800_000_000 - ago));
        assert_eq!(brief(-30), "now");
        assert_eq!(brief(59), "now");
        assert_eq!(brief(60), "1m");
        assert_eq!(brief(7_200), "2h");
        assert_eq!(brief(172_800), "2d");
        assert_eq!(brief(WEEK), "1w");
        assert_eq!(brief(400 * DAY), "1y");
    }

    #[test]
    fn a_change_is_announced_exactly_when_the_text_changes() {
        let then = at(1_800_000_000);
        for ago in [
            0,
            59,
            60,
            3_599,
            3_600,
            86_399,
            86_400,
            500_000,
            52 * WEEK,
            YEAR,
            3 * YEAR,
        ] {
            let now = at(1_800_000_000 + ago);
            let next = next_change(now, then).unwrap();
            let before = at(next.as_second() - 1);
            assert_eq!(brief(now, then), brief(before, then));
            assert_ne!(brief(now, then), brief(next, then));
        }
    }

    #[test]
    fn a_day_is_named_as_one_speaks_of_it() {
        let now = "2026-11-28T01:30:00Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(-2));
        let name =
            |year, month, of_month| day(now, jiff::civil::date(year, month, of_month), &zone);
        assert_eq!(name(2026, 11, 27), "Today");
        assert_eq!(name(2026, 11, 26), "Yesterday");
        assert_eq!(name(2026, 11, 24), "Tuesday");
        assert_eq!(name(2026, 11, 20), "Fri 20 Nov");
        assert_eq!(name(2026, 12, 1), "Tue 1 Dec");
        assert_eq!(name(2025, 11, 20), "20 Nov 2025");
        let midnight = next_midnight(now, &zone).unwrap();
        assert_eq!(midnight.to_string(), "2026-11-28T02:00:00Z");
    }
}
