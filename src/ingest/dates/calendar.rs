//! The calendar date among the parts of a date text.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::names::month;
use super::parts::Part;

/// Words that may be neither month nor zone: weekdays, "at", "Uhr".
const MAX_UNKNOWN_WORDS: usize = 4;
/// Years outside of this range are typing errors or attacks.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// The calendar date in what is left.
pub(super) fn calendar(parts: &[Part]) -> Option<Date> {
    let mut numbers = Vec::new();
    let mut named = None;
    let mut unknown = 0;
    for part in parts {
        match part {
            Part::Number(value, digits) => numbers.push((*value, *digits)),
            // The last one counts: "mar. 18 janv." begins with a Tuesday.
            Part::Word(word) => match month(word) {
                Some(found) => named = Some(found),
                None => unknown += usize::from(word.chars().count() > 1),
            },
            _ => {}
        }
    }
    if unknown > MAX_UNKNOWN_WORDS {
        return None;
    }
    if let Some(week) = week(parts) {
        return week;
    }
    let separator = parts.iter().find_map(|part| match part {
        Part::Separator(c @ ('.' | '/' | '-')) => Some(*c),
        _ => None,
    });
    let signed = parts.first() == Some(&Part::Separator('-'));
    match (named, numbers.as_slice()) {
        (Some(month), numbers) => with_month(month, numbers),
        (None, &[number]) => compact_date(number, signed),
        (None, &[(year, 4), (day, 3)]) => ordinal(year, day),
        (None, &[(year, 4), (month, _)]) => date(year, month, 1),
        (None, &[year @ (_, 2), (month, 2)]) if signed => date(full_year(year), month, 1),
        (None, &[first, second, third]) => three(first, second, third, separator),
        _ => None,
    }
}

/// A date by its week (ISO 8601): `2026-W03-1`, `2026W031`. The inner value is `None` when there
/// is no such week.
fn week(parts: &[Part]) -> Option<Option<Date>> {
    let at = parts
        .windows(2)
        .position(|pair| matches!(pair, [Part::Word(w), Part::Number(_, 2 | 3)] if w == "w"))?;
    let Some(Part::Number(year, 4)) = parts[..at]
        .iter()
        .find(|part| matches!(part, Part::Number(..)))
    else {
        return None;
    };
    let (week, day) = match parts[at + 1..] {
        [Part::Number(both, 3), ..] => (both / 10, both % 10),
        [
            Part::Number(week, _),
            Part::Separator('-'),
            Part::Number(day, 1),
            ..,
        ] => (week, day),
        [Part::Number(week, _), ..] => (week, 1),
        _ => return None,
    };
    let date = || {
        let day = Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?;
        let year = i16::try_from(*year)
            .ok()
            .filter(|year| YEARS.contains(year))?;
        let date = ISOWeekDate::new(year, i8::try_from(week).ok()?, day).ok()?;
        Some(date.date())
    };
    Some(date())
}

fn with_month(month: i64, numbers: &[(i64, usize)]) -> Option<Date> {
    let is_year = |&(value, digits): &(i64, usize)| digits == 4 || value > 31;
    match *numbers {
        [year] if is_year(&year) => date(year.0, month, 1),
        [year, day] | [day, year] if is_year(&year) && !is_year(&day) => {
            date(full_year(year), month, day.0)
        }
        [day, year] => date(full_year(year), month, day.0),
        _ => None,
    }
}

/// A date of one number: its digits tell what it is.
fn compact_date((value, digits): (i64, usize), signed: bool) -> Option<Date> {
    match digits {
        8 => date(value / 10_000, value / 100 % 100, value % 100),
        7 => ordinal(value / 1_000, value % 1_000),
        6 if (1_900..2_100).contains(&(value / 100)) && (1..=12).contains(&(value % 100)) => {
            date(value / 100, value % 100, 1)
        }
        6 => date(
            full_year((value / 10_000, 2)),
            value / 100 % 100,
            value % 100,
        ),
        5 => ordinal(full_year((value / 1_000, 2)), value % 1_000),
        4 if signed => date(full_year((value / 100, 2)), value % 100, 1),
        4 => date(value, 1, 1),
        _ => None,
    }
}

/// Three numbers: year first if it is written out or nothing speaks against it; else the day
/// first, as nearly all countries write, unless it cannot be one.
fn three(
    a: (i64, usize),
    b: (i64, usize),
    c: (i64, usize),
    separator: Option<char>,
) -> Option<Date> {
    if a.1 >= 4 || a.0 > 31 || (c.1 < 4 && separator == Some('-')) {
        return date(full_year(a), b.0, c.0);
    }
    separator?;
    let year = full_year(c);
    date(year, b.0, a.0).or_else(|| date(year, a.0, b.0))
}

/// The year that two digits mean; four digits mean what they say, and the year 1 is no date.
fn full_year((year, digits): (i64, usize)) -> i64 {
    match year {
        0..70 if digits <= 2 => 2_000 + year,
        70..100 if digits <= 2 => 1_900 + year,
        _ => year,
    }
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn ordinal(year: i64, day: i64) -> Option<Date> {
    let first = date(year, 1, 1)?;
    let day = first.checked_add((day - 1).clamp(0, 365).days()).ok()?;
    (day.year() == first.year()).then_some(day)
}
