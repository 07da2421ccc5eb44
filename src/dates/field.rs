//! Dates that only a whole field can hold: one number, a year and a month, a week, or two
//! digits of which the order decides.

use jiff::Timestamp;
use jiff::civil::Date;

use super::calendar::{Years, civil, full_year, ordinal, week};
use super::clock::clock_at;
use super::numbers::Number;
use super::parts::{Part, Parts};
use super::written::{MAX_UNKNOWN, rest, unknown, when};

/// The instant of such a date.
pub(super) fn read(parts: &Parts, years: &Years) -> Option<Timestamp> {
    let has_colon = |at: usize| parts.sign(at + 1) != Some('.');
    let clock = (0..parts.len()).find_map(|at| clock_at(parts, at).filter(|_| has_colon(at)));
    let rest = rest(parts, |at| {
        clock
            .as_ref()
            .is_some_and(|clock| clock.range.contains(&at))
    });
    let date = calendar(&rest, years)?;
    let zone = clock.as_ref().and_then(|clock| clock.zone);
    Some(when(date, clock.as_ref().filter(|clock| clock.exists()), zone)?.at)
}

fn calendar(parts: &[Part], years: &Years) -> Option<Date> {
    // A second clock is the length of a film, and no day and year: "7H ago 08:51".
    let is_clock =
        |parts: &[Part]| matches!(parts, [Part::Number(_), Part::Sign(':'), Part::Number(_)]);
    if unknown(parts) > MAX_UNKNOWN || parts.windows(3).any(is_clock) {
        return None;
    }
    if parts.contains(&Part::Sign('W')) {
        return by_week(parts, years);
    }
    let numbers: Vec<Number> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    let month = parts.iter().rev().find_map(|part| match part {
        Part::Word(word) => word.month,
        _ => None,
    });
    let separator = parts.iter().find_map(|part| match part {
        Part::Sign(sign @ ('.' | '/' | '-')) => Some(*sign),
        _ => None,
    });
    let is_signed = parts.first() == Some(&Part::Sign('-'));
    match (month, numbers.as_slice()) {
        (Some(month), numbers) => with_month(month, numbers, years),
        (None, &[number]) => compact(number, is_signed, years),
        (None, &[year, other]) if year.digits == 4 => match other.digits {
            3 => ordinal(year.value, other.value, years),
            _ => civil(year.value, other.value, 1, years),
        },
        (None, &[year, month]) if is_signed && year.digits == 2 => {
            civil(full_year(year), month.value, 1, years)
        }
        (None, &[first, second, third]) => three([first, second, third], separator, years),
        _ => None,
    }
}

/// `2026-W03-1`, `2026W031`, perhaps behind the name of the day.
fn by_week(parts: &[Part], years: &Years) -> Option<Date> {
    let is_number = |part: &Part| matches!(part, Part::Number(_));
    let parts = &parts[parts.iter().position(is_number)?..];
    let ([
        Part::Number(year),
        Part::Sign('-'),
        Part::Sign('W'),
        weeks @ ..,
    ]
    | [Part::Number(year), Part::Sign('W'), weeks @ ..]) = parts
    else {
        return None;
    };
    let (number, day) = match weeks {
        [Part::Number(number), Part::Sign('-'), Part::Number(day), ..] => (number.value, day.value),
        [Part::Number(both), ..] if both.digits == 3 => (both.value / 10, both.value % 10),
        [Part::Number(number), ..] => (number.value, 1),
        _ => return None,
    };
    week(year.value, number, day, years)
}

fn with_month(month: i64, numbers: &[Number], years: &Years) -> Option<Date> {
    let is_year = |number: &Number| number.digits == 4 || number.value > 31;
    match *numbers {
        [year] if is_year(&year) => civil(year.value, month, 1, years),
        [year, day] if is_year(&year) && !is_year(&day) => {
            civil(full_year(year), month, day.value, years)
        }
        [day, year] => civil(full_year(year), month, day.value, years),
        _ => None,
    }
}

/// A date of one number: its digits tell what it is.
fn compact(number: Number, is_signed: bool, years: &Years) -> Option<Date> {
    let value = number.value;
    let two_digits = |value: i64| {
        full_year(Number {
            value,
            digits: 2,
            ..number
        })
    };
    match number.digits {
        7 => ordinal(value / 1_000, value % 1_000, years),
        6 if (1_900..2_100).contains(&(value / 100)) && (1..=12).contains(&(value % 100)) => {
            civil(value / 100, value % 100, 1, years)
        }
        6 => civil(
            two_digits(value / 10_000),
            value / 100 % 100,
            value % 100,
            years,
        ),
        5 => ordinal(two_digits(value / 1_000), value % 1_000, years),
        4 if is_signed => civil(two_digits(value / 100), value % 100, 1, years),
        4 => civil(value, 1, 1, years),
        _ => None,
    }
}

/// Three numbers: year first if it is written out or nothing speaks against it; else the day
/// first, as nearly all countries write, unless it cannot be one.
fn three([a, b, c]: [Number; 3], separator: Option<char>, years: &Years) -> Option<Date> {
    if a.digits >= 4 || a.value > 31 || (c.digits < 4 && separator == Some('-')) {
        return civil(full_year(a), b.value, c.value, years);
    }
    separator?;
    let year = full_year(c);
    civil(year, b.value, a.value, years).or_else(|| civil(year, a.value, b.value, years))
}
