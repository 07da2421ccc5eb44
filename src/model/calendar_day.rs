//! One calendar day of the user's, as two moments: whoever knows no clock and no zone can tell
//! what belongs to it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A day from its first moment to the first of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct CalendarDay {
    /// Its first moment.
    pub start: Timestamp,
    /// The first moment that is not of it.
    pub end: Timestamp,
}

impl CalendarDay {
    /// The day of a moment on the calendar of a zone: 23 or 25 hours where its clocks are changed.
    #[must_use]
    pub fn of(at: Timestamp, zone: &TimeZone) -> Self {
        let date = zone.to_datetime(at).date();
        let first = |date: jiff::civil::Date| zone.to_timestamp(date.into()).ok();
        let start = first(date).unwrap_or(Timestamp::MIN);
        let next = date.tomorrow().ok().and_then(first);
        let end = next.unwrap_or(Timestamp::MAX);
        Self { start, end }
    }

    /// Whether a moment is of this day.
    #[must_use]
    pub fn contains(self, at: Timestamp) -> bool {
        (self.start..self.end).contains(&at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(at: &str, zone: &str) -> (String, String) {
        let zone = TimeZone::posix(zone).expect("a zone");
        let day = CalendarDay::of(at.parse().expect("a time"), &zone);
        assert!(day.contains(at.parse().expect("a time")));
        assert!(day.contains(day.start) && !day.contains(day.end));
        (day.start.to_string(), day.end.to_string())
    }

    #[test]
    fn a_day_begins_at_midnight_where_the_user_is() {
        let is = |start: &str, end: &str| (start.to_owned(), end.to_owned());
        let east = day("2026-11-23T23:30:00Z", "JST-9");
        assert_eq!(east, is("2026-11-23T15:00:00Z", "2026-11-24T15:00:00Z"));
        let west = day("2026-11-23T02:00:00Z", "EST5");
        assert_eq!(west, is("2026-11-22T05:00:00Z", "2026-11-23T05:00:00Z"));
    }

    #[test]
    fn a_day_on_which_clocks_are_changed_has_another_length() {
        let rule = "CET-1CEST,M3.5.0,M10.5.0/3";
        let (start, end) = day("2026-03-29T12:00:00Z", rule);
        assert_eq!(
            (&*start, &*end),
            ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")
        );
        let (start, end) = day("2026-10-25T00:30:00Z", rule);
        assert_eq!(
            (&*start, &*end),
            ("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
        );
    }

    #[test]
    fn the_ends_of_time_are_days_too() {
        for at in [Timestamp::MIN, Timestamp::MAX] {
            let day = CalendarDay::of(at, &TimeZone::UTC);
            assert!(day.start < day.end, "{at}");
        }
    }
}
