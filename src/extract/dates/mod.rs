//! Dates as pages write them.
//!
//! Machine forms (ISO 8601, RFC 2822, JavaScript's own) come first, then numbers
//! ("18/01/2022 à 14:09"), ideographic dates ("2022年1月18日") and month names in some thirty
//! languages. What was stated is kept: the offset if one was, and whether there was a clock.

mod months;
mod tokens;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::model::{Precision, When};
pub use months::month_of;
pub use tokens::digit;
use tokens::{Token, tokens};

/// Years that a news page can mean.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;
/// Years that a bare count of seconds can mean: later ones are telephone numbers.
const EPOCH_YEARS: std::ops::RangeInclusive<i16> = 1990..=2040;

/// Reads the first date of a text, and the clock time and zone that follow it.
#[must_use]
pub fn parse(text: &str) -> Option<When> {
    let text = text.trim();
    if text.len() > 400 {
        let end = (0..=400).rev().find(|&at| text.is_char_boundary(at))?;
        return parse(&text[..end]);
    }
    if let Some(when) = epoch(text) {
        return Some(when);
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (date, end) = date_at(&tokens, at)?;
        Some(with_clock(date, &tokens, at, end))
    })
}

/// The date in an address ("/2022/01/18/…", "/2022-01-18-…", "/20220118/").
#[must_use]
pub fn in_url(url: &str) -> Option<When> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    for at in 0..numbers.len() {
        if let [year, month, day, ..] = numbers[at..]
            && year.len() == 4
            && (1..=2).contains(&month.len())
            && (1..=2).contains(&day.len())
            && let Some(date) = civil(number(year), number(month), number(day))
        {
            return day_only(date);
        }
        let packed = numbers[at];
        if packed.len() == 8
            && let (Some(year), Some(month), Some(day)) =
                (packed.get(..4), packed.get(4..6), packed.get(6..))
            && let Some(date) = civil(number(year), number(month), number(day))
        {
            return day_only(date);
        }
    }
    None
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or(0)
}

/// Seconds or milliseconds since 1970, as some meta tags give it.
fn epoch(text: &str) -> Option<When> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = text.parse().ok()?;
    let at = match text.len() {
        10 => jiff::Timestamp::from_second(value).ok()?,
        13 => jiff::Timestamp::from_millisecond(value).ok()?,
        _ => return None,
    };
    // Ten digits may be a number of anything, a telephone's first of all.
    let year = Offset::UTC.to_datetime(at).year();
    if !EPOCH_YEARS.contains(&year) {
        return None;
    }
    Some(When::utc(at))
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn day_only(date: Date) -> Option<When> {
    Some(When {
        at: Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?,
        offset: None,
        precision: Precision::Day,
    })
}

/// A date that begins at a token; the index after it.
fn date_at(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    numeric(tokens, at)
        .or_else(|| day_month_year(tokens, at))
        .or_else(|| month_day_year(tokens, at))
        .or_else(|| year_month_day(tokens, at))
        .or_else(|| packed(tokens, at))
}

/// 20220118, 20220118T140900
fn packed(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let (value, 8) = tokens[at].number()? else {
        return None;
    };
    Some((
        civil(value / 10_000, value / 100 % 100, value % 100)?,
        at + 1,
    ))
}

/// 2022-01-18, 18/01/2022, 01/18/2022, 18.1.22, 2022年1月18日, 2022. 1. 18.
fn numeric(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let (first, digits) = tokens[at].number()?;
    let one = tokens.get(at + 1)?.separator()?;
    let mut next = at + 2;
    let spaced = |index: usize| tokens.get(index).is_some_and(Token::is_space);
    if spaced(next) {
        next += 1;
    }
    let (second, _) = tokens.get(next)?.number()?;
    let two = tokens.get(next + 1)?.separator()?;
    let mut last = next + 2;
    if spaced(last) {
        last += 1;
    }
    let (third, third_digits) = tokens.get(last)?.number()?;
    let same = one == two || one == '年' && two == '月' || one == '년' && two == '월';
    if !same {
        return None;
    }
    let date = if digits == 4 {
        civil(first, second, third)?
    } else if digits <= 2 && (third_digits == 4 || third_digits == 2 && one != ':' && one != '-') {
        let year = if third_digits == 4 {
            third
        } else {
            2000 + third
        };
        // Day first, as most of the world writes; month first only where the numbers force it.
        civil(year, second, first).or_else(|| civil(year, first, second))?
    } else {
        return None;
    };
    Some((date, last + 1))
}

/// Steps over what may stand between the parts of a date: spaces, commas, dots, "of", "de".
fn skip(tokens: &[Token<'_>], mut at: usize) -> usize {
    let mut steps = 0;
    while steps < 4 {
        match tokens.get(at) {
            Some(token) if token.is_filler() => at += 1,
            _ => break,
        }
        steps += 1;
    }
    at
}

/// 18 janvier 2022, 18. Januar 2022, 18 de enero de 2022, 18th of January, 2022, 18-Jan-22
fn day_month_year(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let (day, 1..=2) = tokens[at].number()? else {
        return None;
    };
    let month_at = skip(tokens, at + 1);
    let month = tokens.get(month_at)?.month()?;
    let year_at = skip(tokens, month_at + 1);
    let year = year(tokens.get(year_at)?)?;
    Some((civil(year, month, day)?, year_at + 1))
}

/// January 18, 2022; Jan. 18th 2022
fn month_day_year(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let month = tokens[at].month()?;
    let day_at = skip(tokens, at + 1);
    let (day, 1..=2) = tokens.get(day_at)?.number()? else {
        return None;
    };
    let year_at = skip(tokens, day_at + 1);
    match tokens.get(year_at)?.number() {
        Some((year, 4)) => Some((civil(year, month, day)?, year_at + 1)),
        // "Tue Jan 18 14:09:00 2022" and "Tue Jan 18 14:09:00 UTC 2022"
        _ => (year_at..tokens.len().min(year_at + 10)).find_map(|index| {
            let (year, 4) = tokens[index].number()? else {
                return None;
            };
            Some((civil(year, month, day)?, day_at + 1))
        }),
    }
}

/// 2022 m. sausio 18 d., 2022. január 18.
fn year_month_day(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let (year, 4) = tokens[at].number()? else {
        return None;
    };
    let month_at = skip(tokens, at + 1);
    let month = tokens.get(month_at)?.month()?;
    let day_at = skip(tokens, month_at + 1);
    let (day, 1..=2) = tokens.get(day_at)?.number()? else {
        return None;
    };
    Some((civil(year, month, day)?, day_at + 1))
}

fn year(token: &Token<'_>) -> Option<u32> {
    match token.number()? {
        (year, 4) => Some(year),
        (year, 2) => Some(2000 + year),
        _ => None,
    }
}

/// Adds the clock that stands behind the date, or before it ("14:09, 18 January 2022").
fn with_clock(date: Date, tokens: &[Token<'_>], start: usize, end: usize) -> When {
    let after = (end..tokens.len().min(end + 9)).find_map(|at| clock(tokens, at));
    let before = || (start.saturating_sub(8)..start).find_map(|at| clock(tokens, at));
    let found = after.or_else(before);
    let (time, offset, precision) = match found {
        Some((time, offset)) => (time, offset, Precision::Instant),
        None => (Time::midnight(), None, Precision::Day),
    };
    let zone = offset
        .and_then(|seconds| Offset::from_seconds(seconds).ok())
        .unwrap_or(Offset::UTC);
    let at = zone
        .to_timestamp(DateTime::from_parts(date, time))
        .unwrap_or_default();
    When {
        at,
        offset,
        precision,
    }
}

/// 14:09, 14h09, 14.09 Uhr, 2:09 PM, 14:09:33.123+01:00, 140900
fn clock(tokens: &[Token<'_>], at: usize) -> Option<(Time, Option<i32>)> {
    let (hour, 1..=2) = tokens[at].number()? else {
        return None;
    };
    let separator = tokens.get(at + 1)?;
    if !separator.is_clock_separator() {
        return None;
    }
    let (minute, 2) = tokens.get(at + 2)?.number()? else {
        return None;
    };
    let mut next = at + 3;
    let mut second = 0;
    if tokens.get(next).is_some_and(Token::is_clock_separator)
        && let Some((value, 2)) = tokens.get(next + 1).and_then(Token::number)
        && value < 60
    {
        second = value;
        next += 2;
        if tokens.get(next).and_then(Token::separator) == Some('.')
            && tokens.get(next + 1).and_then(Token::number).is_some()
        {
            next += 2;
        }
    }
    let hour = meridiem(tokens, &mut next, hour);
    let time = Time::new(
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    )
    .ok()?;
    Some((time, zone(tokens, next)))
}

fn meridiem(tokens: &[Token<'_>], next: &mut usize, hour: u32) -> u32 {
    let mut at = *next;
    if tokens.get(at).is_some_and(Token::is_space) {
        at += 1;
    }
    let Some(word) = tokens.get(at).and_then(Token::word) else {
        return hour;
    };
    // "p.m." is split at its dots.
    let dotted = tokens.get(at + 1).and_then(Token::separator) == Some('.');
    match word {
        "pm" | "p" if word == "pm" || dotted => {
            *next = at + if dotted && word == "p" { 4 } else { 1 };
            if hour < 12 { hour + 12 } else { hour }
        }
        "am" | "a" if word == "am" || dotted => {
            *next = at + if dotted && word == "a" { 4 } else { 1 };
            if hour == 12 { 0 } else { hour }
        }
        _ => hour,
    }
}

/// Seconds east of UTC: Z, +01:00, +0100, -5, or a name whose meaning is not in doubt.
fn zone(tokens: &[Token<'_>], at: usize) -> Option<i32> {
    let at = (at..tokens.len().min(at + 3)).find(|&at| !tokens[at].is_space())?;
    if let Some(word) = tokens[at].word() {
        if matches!(word, "gmt" | "utc")
            && let Some(seconds) = signed_zone(tokens, at + 1)
        {
            return Some(seconds);
        }
        let hours = match word {
            "z" | "gmt" | "utc" | "wet" => 0,
            "bst" | "cet" | "mez" | "west" => 1,
            "cest" | "mesz" | "eet" | "sast" => 2,
            "eest" | "msk" | "мск" => 3,
            "jst" | "kst" => 9,
            "aest" => 10,
            "edt" => -4,
            "est" | "cdt" => -5,
            "cst" | "mdt" => -6,
            "mst" | "pdt" => -7,
            "pst" => -8,
            "brt" => -3,
            "ist" => return Some(5 * 3600 + 1800),
            _ => return None,
        };
        return Some(hours * 3600);
    }
    signed_zone(tokens, at)
}

fn signed_zone(tokens: &[Token<'_>], at: usize) -> Option<i32> {
    let sign = match tokens.get(at)?.separator()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let (value, digits) = tokens.get(at + 1)?.number()?;
    let (hours, minutes) = match digits {
        4 => (value / 100, value % 100),
        1 | 2 if tokens.get(at + 2).and_then(Token::separator) == Some(':') => {
            (value, tokens.get(at + 3)?.number()?.0)
        }
        1 | 2 => (value, 0),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    i32::try_from(hours * 3600 + minutes * 60)
        .ok()
        .map(|seconds| sign * seconds)
}

#[cfg(test)]
mod tests;
