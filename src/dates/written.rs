//! Dates as they are written in any text: day, month and year beside one another, in one of
//! their orders, with a clock nearby.

use std::ops::Range;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::calendar::{MIN_BUDDHIST, Years, civil, full_year, numbered};
use super::clock::{Clock, clock_at, compact, zone_behind_day};
use super::letters::is_unspaced;
use super::months::month_at;
use super::numbers::Number;
use super::parts::{Part, Parts};
use crate::model::{Precision, When};

/// How many parts before a date its clock may begin, how many other than spaces, commas and
/// days of the week may stand between, and how many behind it one may begin.
const CLOCK_BEFORE: usize = 16;
const CLOCK_GAP: usize = 3;
const CLOCK_BEHIND: usize = 10;
/// "14 Uhr" and "5 h" belong to a date only if they follow it at once.
const BARE_CLOCK_BEHIND: usize = 4;
/// How far behind the day a year may stand: "Tue Jan 18 14:09:00 UTC 2022".
const YEAR_BEHIND: usize = 10;
/// Steps over what may stand between the parts of a date.
const MAX_BETWEEN: usize = 4;
/// Words of a field beside its date: days of the week, names of zones.
pub(super) const MAX_UNKNOWN: usize = 4;

/// A date and its clock, and where they stand.
#[derive(Debug)]
pub(super) struct Written {
    date: Date,
    clock: Option<Clock>,
    zone: Option<i32>,
    used: [Range<usize>; 4],
}

impl Written {
    /// The first date of a text.
    pub(super) fn first(parts: &Parts, years: &Years) -> Option<Self> {
        (0..parts.len()).find_map(|at| {
            let found = day_at(parts, at, years)?;
            Some(with_clock(parts, &found, years))
        })
    }

    /// The date as it is stated: a missing zone is counted as UTC.
    pub(super) fn when(&self) -> Option<When> {
        when(self.date, self.clock.as_ref(), self.zone)
    }

    /// Whether nothing but this date stands in a text: no further number, and few words.
    pub(super) fn is_whole(&self, parts: &Parts) -> bool {
        let is_used = |at: usize| self.used.iter().any(|range| range.contains(&at));
        let rest = rest(parts, is_used);
        !rest.iter().any(|part| matches!(part, Part::Number(_))) && unknown(&rest) <= MAX_UNKNOWN
    }
}

/// What a text holds beside what was used, without what stands in parentheses that close.
pub(super) fn rest(parts: &Parts, is_used: impl Fn(usize) -> bool) -> Vec<Part> {
    let count = |sign| {
        parts
            .all()
            .iter()
            .filter(|part| **part == Part::Sign(sign))
            .count()
    };
    let closes = count('(') == count(')');
    let mut depth = 0_usize;
    let mut rest = Vec::new();
    for (at, part) in parts.all().iter().enumerate() {
        match part {
            Part::Sign('(') if closes => depth += 1,
            Part::Sign(')') if closes => depth = depth.saturating_sub(1),
            _ if depth == 0 && !is_used(at) => rest.push(*part),
            _ => {}
        }
    }
    rest
}

/// How many words say nothing about a date.
pub(super) fn unknown(parts: &[Part]) -> usize {
    let words = parts.iter();
    words
        .filter(|part| matches!(part, Part::Word(word) if word.is_unknown()))
        .count()
}

pub(super) fn when(date: Date, clock: Option<&Clock>, zone: Option<i32>) -> Option<When> {
    let (date, time) = match clock {
        Some(clock) => {
            let date = if clock.hour == 24 {
                date.tomorrow().ok()?
            } else {
                date
            };
            let narrow = |value: i64| i8::try_from(value).ok();
            let (hour, second) = (narrow(clock.hour % 24)?, narrow(clock.second.min(59))?);
            (
                date,
                Time::new(hour, narrow(clock.minute)?, second, 0).ok()?,
            )
        }
        None => (date, Time::midnight()),
    };
    let offset = zone.map_or(Some(Offset::UTC), |zone| Offset::from_seconds(zone).ok())?;
    Some(When {
        at: offset.to_timestamp(date.to_datetime(time)).ok()?,
        offset: zone,
        precision: if clock.is_some() {
            Precision::Instant
        } else {
            Precision::Day
        },
    })
}

/// A day, where it stands, and where its year stands if that is elsewhere.
struct Day {
    date: Date,
    range: Range<usize>,
    year: usize,
    /// The clock that is written in the same number.
    clock: Option<Clock>,
}

impl Day {
    fn new(date: Date, range: Range<usize>) -> Self {
        let year = range.start;
        Self {
            date,
            range,
            year,
            clock: None,
        }
    }
}

/// Adds the clock that stands behind the day, or before it ("14:09, 18 January 2022"). Of a
/// clock that no day has, only the zone counts.
fn with_clock(parts: &Parts, day: &Day, years: &Years) -> Written {
    let Range { start, end } = day.range;
    let wrong = clock_at(parts, end + 1).filter(|clock| !clock.exists());
    let (clock, zone, used) = match wrong {
        Some(wrong) => (None, wrong.zone, wrong.range),
        None => match day
            .clock
            .clone()
            .or_else(|| clock_beside(parts, day, years))
        {
            Some(clock) => (Some(clock.clone()), clock.zone, clock.range),
            None => (None, None, end..end),
        },
    };
    // "14:09:00 2022 +0100", "14:09, 18 January 2022 EST": the zone ends the text.
    let zone_at = match clock {
        Some(_) => parts.behind_space(end.max(day.year + 1)),
        None => end,
    };
    // One number is no clock and zone as well: "12 May 2024-10:30".
    let is_free = |zone_end: usize| zone_end <= used.start || zone_at >= used.end;
    let behind = zone_behind_day(parts, zone_at)
        .filter(|(_, zone_end)| zone.is_none() && is_free(*zone_end));
    Written {
        date: day.date,
        clock,
        zone: zone.or(behind.map(|(seconds, _)| seconds)),
        used: [
            start..end,
            day.year..day.year + 1,
            used,
            zone_at..behind.map_or(zone_at, |(_, zone_end)| zone_end),
        ],
    }
}

/// The clock beside a day: the one behind it, unless that belongs to another day ("10:00, 12 May
/// 2024, 11:00, 13 May 2024") or more stands between than before ("10:30, 12 May 2024 | Updated
/// 11:00").
fn clock_beside(parts: &Parts, day: &Day, years: &Years) -> Option<Clock> {
    let Range { start, end } = day.range;
    let is_other = |at: usize| day_at(parts, at, years).is_some_and(|other| other.date != day.date);
    let behind = clock_behind(parts, end).filter(|clock| !(end..clock.range.start).any(is_other));
    let before = clock_before(parts, start);
    let (Some(behind), Some(before)) = (&behind, &before) else {
        return behind.or(before);
    };
    let gap = start - before.range.end;
    let is_day = |at: usize| day_at(parts, at, years).is_some();
    let is_of_next = || (behind.range.end..=behind.range.end + gap).any(is_day);
    let is_far = || !is_joined(&parts.all()[end..behind.range.start]);
    let is_before = !before.is_decimal(parts) && (is_far() || is_of_next());
    Some(if is_before { before } else { behind }.clone())
}

/// Whether no more stands between a day and its clock than what joins them: "12 May 2024, 10:30",
/// "12 May 2024 at 10:30".
fn is_joined(between: &[Part]) -> bool {
    let is_sign = |part: &Part| matches!(part, Part::Sign(_));
    match unknown(between) {
        0 => true,
        1 => !between.iter().any(is_sign),
        _ => false,
    }
}

/// The first clock behind a day.
fn clock_behind(parts: &Parts, end: usize) -> Option<Clock> {
    (end..parts.len().min(end + CLOCK_BEHIND)).find_map(|at| {
        let is_near = at < end + BARE_CLOCK_BEHIND;
        clock_at(parts, at).filter(|clock| clock.exists() && (is_near || !clock.is_bare))
    })
}

/// The clock that ends right before a day.
fn clock_before(parts: &Parts, start: usize) -> Option<Clock> {
    let mut at = start.saturating_sub(CLOCK_BEFORE);
    while at < start {
        // What is part of a clock begins no other.
        let Some(clock) = clock_at(parts, at) else {
            at += 1;
            continue;
        };
        let is_near = clock.range.end <= start && {
            let between = parts.all()[clock.range.end..start].iter();
            between.filter(|part| !is_light(part)).count() <= CLOCK_GAP
        };
        if is_near && clock.exists() && !clock.is_bare {
            return Some(clock);
        }
        at = clock.range.end;
    }
    None
}

/// Whether a part stands between clocks and days without parting them.
fn is_light(part: &Part) -> bool {
    match part {
        Part::Space | Part::Sign(',') => true,
        Part::Word(word) => word.is_weekday,
        _ => false,
    }
}

/// The day that begins at an index.
fn day_at(parts: &Parts, at: usize, years: &Years) -> Option<Day> {
    numeric(parts, at, years)
        .or_else(|| day_month_year(parts, at, years))
        .or_else(|| month_day_year(parts, at, years))
        .or_else(|| year_month_day(parts, at, years))
        .or_else(|| packed(parts, at, years))
}

/// 2022-01-18, 18/01/2022, 01/18/2022, 18.1.22, 2022年1月18日, 令和4年1月18日, 2022. 1. 18.
fn numeric(parts: &Parts, start: usize, years: &Years) -> Option<Day> {
    let era = parts.word(start).and_then(|word| word.era);
    let at = start + usize::from(era.is_some());
    let is_first = era.is_some() && parts.sign(at) == Some('元');
    let first_year = Number {
        value: 1,
        digits: 1,
        is_persian: false,
    };
    let first = if is_first {
        first_year
    } else {
        parts.number(at)?
    };
    let one = parts.sign(at + 1)?;
    let next = parts.behind_space(at + 2);
    let second = parts.number(next)?.value;
    let two = parts.sign(next + 1)?;
    let last = parts.behind_space(next + 2);
    let third = parts.number(last)?;
    let range = start..last + 1;
    if one == '年' && two == '月' {
        // "第二年五月三日" speaks of the year after, and no year of an era is one of ours.
        let is_of_other = || {
            let before = start.checked_sub(1).and_then(|before| parts.get(before));
            match before {
                Some(Part::Word(word)) => word.era.is_some(),
                Some(Part::Sign(sign)) => is_unspaced(sign),
                _ => false,
            }
        };
        if era.is_none() && (first.digits == 1 || first.digits < 4 && is_of_other()) {
            return None;
        }
        let year = era.map_or_else(
            || full_year(first),
            |before| before.saturating_add(first.value),
        );
        return Some(Day::new(civil(year, second, third.value, years)?, range));
    }
    if one != two || era.is_some() {
        return None;
    }
    let date = match (first.digits, third.digits) {
        // The Buddha's years stand last: "2588-10-12" is a telephone number.
        (4, _) if first.value >= MIN_BUDDHIST => return None,
        (4, _) => numbered(first, second, third.value, years)?,
        (1..=2, 2) if matches!(one, ':' | '-') => return None,
        // Day first, as most of the world writes; month first only where the numbers force it.
        (1..=2, 2 | 4) => numbered(third, second, first.value, years)
            .or_else(|| numbered(third, first.value, second, years))?,
        _ => return None,
    };
    Some(Day::new(date, range))
}

/// Steps over what may stand between the parts of a date: spaces, commas, dots, "of", "de".
fn behind_between(parts: &Parts, at: usize) -> usize {
    let is_between = |part: Part| match part {
        Part::Space => true,
        Part::Sign(sign) => ".,-/ºª،'’׳()".contains(sign),
        Part::Word(word) => word.is_between,
        Part::Number(_) => false,
    };
    let steps = (at..at + MAX_BETWEEN).take_while(|&at| parts.get(at).is_some_and(is_between));
    at + steps.count()
}

/// 18 janvier 2022, 18. Januar 2022, 18 de enero de 2022, 18th of January, 2022, 18-Jan-22
fn day_month_year(parts: &Parts, at: usize, years: &Years) -> Option<Day> {
    let day = parts.short(at)?;
    let (month, month_end) = month_at(parts, behind_between(parts, at + 1))?;
    let year_at = behind_between(parts, month_end);
    let year = parts.number(year_at)?;
    // "18 January 14:09" has no year.
    let is_year = match year.digits {
        4 => true,
        2 => clock_at(parts, year_at).is_none(),
        _ => false,
    };
    let has_dot = |at: usize| parts.sign(at + 1) == Some('.');
    let month = month.dotted(has_dot(at), has_dot(year_at));
    let date = is_year.then(|| month.day(year, day, years))??;
    Some(Day::new(date, at..year_at + 1))
}

/// January 18, 2022; Jan. 18th 2022; Tue Jan 18 14:09:00 UTC 2022
fn month_day_year(parts: &Parts, at: usize, years: &Years) -> Option<Day> {
    let (month, month_end) = month_at(parts, at)?;
    let day_at = behind_between(parts, month_end);
    let day = parts.short(day_at)?;
    let year_at = behind_between(parts, day_at + 1);
    let dated = |year_at: usize| {
        let year = parts.number(year_at).filter(|year| year.digits == 4)?;
        month.day(year, day, years)
    };
    if parts.number(year_at).is_some_and(|year| year.digits == 4) {
        return Some(Day::new(dated(year_at)?, at..year_at + 1));
    }
    // "mar. 18 janv. 2022" begins with a Tuesday: the year is that of the next month.
    (year_at..year_at + YEAR_BEHIND)
        .take_while(|&index| month_at(parts, index).is_none())
        .find_map(|index| {
            let mut found = Day::new(dated(index)?, at..day_at + 1);
            found.year = index;
            Some(found)
        })
}

/// 2022 m. sausio 18 d., 2022. január 18.
fn year_month_day(parts: &Parts, at: usize, years: &Years) -> Option<Day> {
    let year = parts.number(at).filter(|year| year.digits == 4)?;
    let (month, month_end) = month_at(parts, behind_between(parts, at + 1))?;
    let day_at = behind_between(parts, month_end);
    let date = month.day(year, parts.short(day_at)?, years)?;
    Some(Day::new(date, at..day_at + 1))
}

/// 20220118, and at the beginning 202201181409 and 20220118140900: addresses of archives hold
/// the like.
fn packed(parts: &Parts, at: usize, years: &Years) -> Option<Day> {
    let number = parts.number(at)?;
    let (scale, clock_digits) = match number.digits {
        8 => (1, 0),
        12 if at == 0 => (10_000, 4),
        14 if at == 0 => (1_000_000, 6),
        _ => return None,
    };
    let day = number.value / scale;
    let date = civil(day / 10_000, day / 100 % 100, day % 100, years)?;
    let mut found = Day::new(date, at..at + 1);
    if clock_digits > 0 {
        let clock = compact(parts, at, number.value % scale, clock_digits);
        found.clock = Some(clock.exists().then_some(clock)?);
    }
    Some(found)
}
