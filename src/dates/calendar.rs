//! Days of the calendars in which dates are written.

use std::ops::RangeInclusive;

use calendrical_calculations::persian;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Timestamp, ToSpan, tz::Offset};

use super::numbers::Number;
use super::parts::Part;

/// Years that are believed.
pub(super) type Years = RangeInclusive<i16>;

/// The day of 1 January 1970, counted from 1 January of the year 1.
const UNIX_DAY: i64 = 719_163;

/// Years from the first of the Buddhist calendar to the first of ours.
const BEFORE_CHRIST: i64 = 543;
/// Years that are counted from the Buddha though nothing says so: those from 1990 to 2056, of
/// which nobody writes by our calendar.
pub(super) const MIN_BUDDHIST: i64 = 2_533;
const MAX_BUDDHIST: i64 = 2_599;

/// A day of the Gregorian calendar.
pub(super) fn civil(year: i64, month: i64, day: i64, years: &Years) -> Option<Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| years.contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day of the solar Hijri calendar, which Iran and Afghanistan use.
pub(super) fn solar(year: i64, month: i64, day: i64, years: &Years) -> Option<Date> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1300..1600).contains(year))?;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if !(1..=12).contains(&month) {
        return None;
    }
    let fixed = persian::fixed_from_fast_persian(year, month, day);
    // Which days a month has is known to the way back.
    if persian::fast_persian_from_fixed(fixed).ok()? != (year, month, day) {
        return None;
    }
    let since = fixed.to_i64_date() - UNIX_DAY;
    let date = Date::constant(1970, 1, 1).checked_add(since.days()).ok()?;
    years.contains(&date.year()).then_some(date)
}

/// A day of a year that is counted from the Buddha, as Thailand counts. Two digits are those of
/// a year from 2500 on.
pub(super) fn buddhist(year: Number, month: i64, day: i64, years: &Years) -> Option<Date> {
    let century = if year.digits <= 2 { 2_500 } else { 0 };
    civil(century + year.value - BEFORE_CHRIST, month, day, years)
}

/// A day written in numbers: its year tells the calendar. The lunar calendar of Arabic pages
/// has been in years of 1410 and more since 1990; in Persian digits these are solar years too.
pub(super) fn numbered(year: Number, month: i64, day: i64, years: &Years) -> Option<Date> {
    let last_solar = if year.is_persian { 1499 } else { 1409 };
    match year.value {
        solar_year if (1300..=last_solar).contains(&solar_year) => {
            solar(solar_year, month, day, years)
        }
        MIN_BUDDHIST..=MAX_BUDDHIST => buddhist(year, month, day, years),
        _ => civil(full_year(year), month, day, years),
    }
}

/// The year that two digits mean; four digits mean what they say.
pub(super) fn full_year(year: Number) -> i64 {
    match year.value {
        0..70 if year.digits <= 2 => 2_000 + year.value,
        70..100 if year.digits <= 2 => 1_900 + year.value,
        value => value,
    }
}

/// A day by its number in the year.
pub(super) fn ordinal(year: i64, day: i64, years: &Years) -> Option<Date> {
    let first = civil(year, 1, 1, years)?;
    let day = first.checked_add((day - 1).clamp(0, 365).days()).ok()?;
    (day.year() == first.year()).then_some(day)
}

/// A day by its week (ISO 8601).
pub(super) fn week(year: i64, week: i64, day: i64, years: &Years) -> Option<Date> {
    let day = Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?;
    let year = i16::try_from(year)
        .ok()
        .filter(|year| years.contains(year))?;
    Some(
        ISOWeekDate::new(year, i8::try_from(week).ok()?, day)
            .ok()?
            .date(),
    )
}

/// A text of nothing but seconds, milliseconds or microseconds since 1970; like all dates here,
/// to the second. A phone number is none: the years that are believed are those of dates.
pub(super) fn epoch(parts: &[Part], years: &Years) -> Option<Timestamp> {
    let [Part::Number(number), rest @ ..] = parts else {
        return None;
    };
    let is_fraction =
        matches!(rest, [Part::Sign('.'), Part::Number(fraction)] if fraction.digits <= 6);
    let instant = match number.digits {
        9..=10 if rest.is_empty() || is_fraction => number.value,
        13 if rest.is_empty() => number.value / 1_000,
        16 if rest.is_empty() => number.value / 1_000_000,
        _ => return None,
    };
    let instant = Timestamp::from_second(instant).ok()?;
    years
        .contains(&Offset::UTC.to_datetime(instant).year())
        .then_some(instant)
}
