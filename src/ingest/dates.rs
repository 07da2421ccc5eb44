//! Dates as feeds and list pages write them: RFC 822 and its many misreadings, W3CDTF,
//! ISO 8601 in all its shapes, asctime, Unix seconds, and plain numbers with separators.
//!
//! A text is split into numbers, words and separators once; then the clock, the zone and the
//! calendar date are taken out of these parts in that order. What the order of the parts
//! leaves open is settled by the tables in `names`.

mod calendar;
mod clock;
mod names;
mod parts;
mod zone;

use jiff::{Timestamp, ToSpan, civil::Date, civil::DateTime, tz::Offset};

use calendar::{YEARS, calendar};
use clock::{Clock, take_clock};
use parts::{Part, split};
use zone::take_zone;

/// Longest text that is taken for a date, in bytes.
const MAX_LENGTH: usize = 120;

/// The instant that a text states. A missing zone is UTC, a missing clock midnight, a missing
/// day or month the first. `None` when the text is no date or names no year.
#[must_use]
pub fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_LENGTH {
        return None;
    }
    let bare = without_comments(text).and_then(|bare| read(bare.trim()));
    match bare {
        Some((instant, true)) => Some(instant),
        // A zone may stand in the comment alone.
        bare => read(text).or(bare).map(|(instant, _)| instant),
    }
}

/// The text without comments in parentheses, which may nest (RFC 5322, 3.2.2), if it has any.
fn without_comments(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    (bare.len() < text.len() && depth == 0).then_some(bare)
}

/// The instant, and whether the text states its zone.
fn read(text: &str) -> Option<(Timestamp, bool)> {
    let mut parts = split(text);
    if let Some(instant) = epoch(&parts) {
        return Some((instant, true));
    }
    let clock = take_clock(&mut parts);
    let offset = take_zone(&mut parts, clock.map(|(_, end)| end));
    let date = calendar(&parts)?;
    let instant = at(
        date,
        clock.map(|(clock, _)| clock).unwrap_or_default(),
        offset.unwrap_or(0),
    )?;
    Some((instant, offset.is_some()))
}

/// Whether a text is nothing but a date, perhaps without a year ("Mar 24").
#[must_use]
pub fn is_date(text: &str) -> bool {
    let text = text.trim();
    if text.len() > MAX_LENGTH {
        return false;
    }
    let parts = split(text);
    let number = |part: &Part| matches!(part, Part::Number(..));
    let month = |part: &Part| matches!(part, Part::Word(word) if names::month(word).is_some());
    let words = parts.iter().filter(|part| matches!(part, Part::Word(_)));
    let day_and_month = words.count() <= 2 && parts.iter().any(number) && parts.iter().any(month);
    day_and_month || (parts.iter().any(number) && parse(text).is_some())
}

/// Whether a text is nothing but a date: a number with words around it may be a title.
#[must_use]
pub(super) fn is_only_date(text: &str) -> bool {
    let long = |part: &&str| part.chars().count() > 2 && part.chars().all(char::is_alphabetic);
    let is_number = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
    let parts = || text.split(|c: char| !c.is_alphanumeric());
    parts().filter(long).count() <= parts().filter(is_number).count() && is_date(text)
}

/// A date in the `strptime` notation of the configuration (`%d.%m.%Y`); UTC unless the format
/// reads an offset.
#[must_use]
pub fn parse_format(text: &str, format: &str) -> Option<Timestamp> {
    let parsed = jiff::fmt::strtime::parse(format, text.trim()).ok()?;
    if let Ok(instant) = parsed.to_timestamp() {
        return Some(instant);
    }
    let local = parsed
        .to_datetime()
        .or_else(|_| parsed.to_date().map(|date| date.at(0, 0, 0, 0)))
        .ok()?;
    Offset::UTC.to_timestamp(local).ok()
}

/// Seconds, milliseconds or microseconds since 1970; like all dates here, to the second.
fn epoch(parts: &[Part]) -> Option<Timestamp> {
    let instant = match parts {
        [Part::Number(value, 9..=10)]
        | [
            Part::Number(value, 9..=10),
            Part::Separator('.'),
            Part::Number(..),
        ] => Timestamp::from_second(*value),
        [Part::Number(value, 13)] => Timestamp::from_second(*value / 1_000),
        [Part::Number(value, 16)] => Timestamp::from_second(*value / 1_000_000),
        _ => return None,
    };
    // A phone number is no date: the years that are believed are those of written dates.
    let year = |at: &Timestamp| Offset::UTC.to_datetime(*at).year();
    instant.ok().filter(|at| YEARS.contains(&year(at)))
}

fn at(date: Date, clock: Clock, offset: i64) -> Option<Timestamp> {
    let (date, hour) = match clock.hour {
        24 => (date.tomorrow().ok()?, 0),
        hour => (date, hour),
    };
    let local: DateTime = date.at(
        i8::try_from(hour).ok()?,
        i8::try_from(clock.minute).ok()?,
        i8::try_from(clock.second.min(59)).ok()?,
        0,
    );
    let utc = Offset::UTC.to_timestamp(local).ok()?;
    utc.checked_sub(offset.seconds()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Dates as feeds print them, and the instants that they mean.
    const WILD: &[(&str, &str)] = &[
        ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("Thu, 01 Jan 04 19:48 EST", "2004-01-02T00:48:00Z"),
        ("Fri,24 Nov 2023 18:28:36 -0000", "2023-11-24T18:28:36Z"),
        (
            "Wed, 19 Feb 2012 22:40:00 GMT-01:01",
            "2012-02-19T23:41:00Z",
        ),
        ("Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z"),
        ("Sun Jul 15 01:16:00 +0000 2012", "2012-07-15T01:16:00Z"),
        ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
        ("2003-12-31T10:14:55.1234-08:00", "2003-12-31T18:14:55Z"),
        ("2003-12-31T10:14Z", "2003-12-31T10:14:00Z"),
        ("20031231T101455Z", "2003-12-31T10:14:55Z"),
        ("20031231101455", "2003-12-31T10:14:55Z"),
        ("2004-07-08 23:56:58 -00:20", "2004-07-09T00:16:58Z"),
        ("2003-335", "2003-12-01T00:00:00Z"),
        ("2003-12", "2003-12-01T00:00:00Z"),
        ("2003", "2003-01-01T00:00:00Z"),
        ("-0312", "2003-12-01T00:00:00Z"),
        ("031231", "2003-12-31T00:00:00Z"),
        ("18/01/2022 à 14:09", "2022-01-18T14:09:00Z"),
        ("mar. 18 janv. 2022 14h09", "2022-01-18T14:09:00Z"),
        ("12/31/2003", "2003-12-31T00:00:00Z"),
        ("31.12.2003, 10:14 Uhr", "2003-12-31T10:14:00Z"),
        ("January 4, 2004 5:29 PM", "2004-01-04T17:29:00Z"),
        ("2004年05月28日 01:31:15", "2004-05-28T01:31:15Z"),
        ("1700000000", "2023-11-14T22:13:20Z"),
        ("1700000000000", "2023-11-14T22:13:20Z"),
        ("Thu, 31 Dec 2009 24:00:00 GMT", "2010-01-01T00:00:00Z"),
        ("12-Jan-2026 10:00", "2026-01-12T10:00:00Z"),
        ("12-Jan-2026", "2026-01-12T00:00:00Z"),
        ("Mon, 12-Jan-2026 10:00:00 GMT", "2026-01-12T10:00:00Z"),
        ("Mon, 12-Jan-2026 10:00:00 -0500", "2026-01-12T15:00:00Z"),
        ("Monday, 12-Jan-26 10:00:00 GMT", "2026-01-12T10:00:00Z"),
        ("12-Jan-26 10:00:00", "2026-01-12T10:00:00Z"),
        ("12/Jan/2026:10:00:00 +0100", "2026-01-12T09:00:00Z"),
        ("12.Jan.2026 10:00", "2026-01-12T10:00:00Z"),
        ("2026-Jan-12 10:00", "2026-01-12T10:00:00Z"),
        ("Jan-12-2026 10:00", "2026-01-12T10:00:00Z"),
        ("Mon, 12 Jan 2026 10:00:00 GMT+7", "2026-01-12T03:00:00Z"),
        ("Mon, 12 Jan 2026 10:00:00 UTC+8", "2026-01-12T02:00:00Z"),
        ("Mon, 12 Jan 2026 10:00:00 GMT-3", "2026-01-12T13:00:00Z"),
        (
            "Mon, 12 Jan 2026 10:00:00 (UTC+05:30)",
            "2026-01-12T04:30:00Z",
        ),
        ("Mon, 12 Jan 2026 10:00:00 UTC+530", "2026-01-12T04:30:00Z"),
        (
            "Mon, 12 Jan 2026 10:00:00 Etc/GMT-8",
            "2026-01-12T02:00:00Z",
        ),
        ("2026-01-12T10:00:00+0530", "2026-01-12T04:30:00Z"),
        ("2026-01-12T10:00:00-05", "2026-01-12T15:00:00Z"),
        ("2026-01-12T10:00:00+5", "2026-01-12T05:00:00Z"),
        ("2026-01-12T10:00:00Z+02:00", "2026-01-12T08:00:00Z"),
        ("2026-01-12 10:00:00.000 -0500", "2026-01-12T15:00:00Z"),
        ("Jan 12, 2026 10:00 p.m.", "2026-01-12T22:00:00Z"),
        ("Jan 12, 2026 at 10pm EST", "2026-01-13T03:00:00Z"),
        ("January 12, 2026 at 10:00 AM", "2026-01-12T10:00:00Z"),
        ("January 12, 2026 10:00 AT", "2026-01-12T14:00:00Z"),
        ("Jan 12, 2026 12:05 AM", "2026-01-12T00:05:00Z"),
        ("12. Januar 2026, 14 Uhr", "2026-01-12T14:00:00Z"),
        ("12. Januar 2026, 14.30 Uhr", "2026-01-12T14:30:00Z"),
        ("12. januar 2026 kl. 14.30", "2026-01-12T14:30:00Z"),
        ("12 janvier 2026 14h", "2026-01-12T14:00:00Z"),
        ("12 de enero de 2026", "2026-01-12T00:00:00Z"),
        ("2026. január 12.", "2026-01-12T00:00:00Z"),
        ("12 ianuarie 2026", "2026-01-12T00:00:00Z"),
        ("12. marraskuuta 2026", "2026-11-12T00:00:00Z"),
        ("12 Ιανουαρίου 2026", "2026-01-12T00:00:00Z"),
        ("12 يناير 2026", "2026-01-12T00:00:00Z"),
        ("12 ינואר 2026", "2026-01-12T00:00:00Z"),
        ("2026년 1월 12일", "2026-01-12T00:00:00Z"),
        ("2026-W03-1", "2026-01-12T00:00:00Z"),
        ("2026W031T10:00Z", "2026-01-12T10:00:00Z"),
        ("1700000000.25", "2023-11-14T22:13:20Z"),
        (
            "Thu Nov 26 2026 10:20:00 GMT+0100 (Central European Standard Time)",
            "2026-11-26T09:20:00Z",
        ),
        (
            "Thu, 26 Nov 2026 10:20:30 -0800 (PST (Pacific))",
            "2026-11-26T18:20:30Z",
        ),
        (
            "Thu (a day), 26 Nov 2026 10:20:30 (local time)",
            "2026-11-26T10:20:30Z",
        ),
        ("26 Nov (2026) 10:20", "2026-11-26T10:20:00Z"),
        ("Thu, 26 Nov 2026 10:20:30 +1", "2026-11-26T09:20:30Z"),
        ("Thu, 26 Nov 2026 10:20:30 -5", "2026-11-26T15:20:30Z"),
        ("Thu, 26 Nov 2026 10:20 +530", "2026-11-26T04:50:00Z"),
        ("Thu, 26 Nov 2026 10:20 +5:30", "2026-11-26T04:50:00Z"),
        ("Thu Nov 26 10:20:30 +1 2026", "2026-11-26T09:20:30Z"),
        ("10:20 - 26 Nov 2026", "2026-11-26T10:20:00Z"),
    ];

    #[test]
    fn every_format_of_the_wild() {
        for (text, instant) in WILD {
            let expected: Timestamp = instant.parse().expect("valid");
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "yesterday",
            "5 comments",
            "Thu, 01 Jan 99999 00:00:00 GMT",
            "-1",
            "1e308",
            "Thu, 31 Feb 2026 25:61:61 +9999",
            "4 January",
            "0001-01-01T00:00:00Z",
            "Mon, 01 Jan 0001 00:00:00 +0000",
            "01/01/0001 00:00:00",
            "0000-00-00 00:00:00",
            "Sat, 01 Jan 0000 00:00:00 GMT",
            "2026-W60",
            "999999999999999999999999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_without_a_year_are_dates() {
        assert!(is_date("Mar 24") && is_date("24. März") && is_date("2024-03-05"));
        assert!(
            !is_date("March") && !is_date("Five days in March 24 of us marched") && !is_date("24")
        );
    }

    #[test]
    fn a_format_of_the_user() {
        let day: Timestamp = "2024-03-05T00:00:00Z".parse().expect("valid");
        assert_eq!(parse_format("05.03.2024", "%d.%m.%Y"), Some(day));
        assert_eq!(parse_format("nothing", "%d.%m.%Y"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9:+./TZa-j -]{0,40}") {
            let _ = parse(&text);
        }

        #[test]
        fn rfc3339_survives(second in 0_i64..4_000_000_000) {
            let instant = Timestamp::from_second(second).expect("in range");
            prop_assert_eq!(parse(&instant.to_string()), Some(instant));
        }
    }
}
