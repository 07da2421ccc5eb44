//! The time of day and its zone among the parts of a date text.

use std::ops::Range;

use super::parts::{Part, Parts};
use super::words::{Half, Word};

/// Farthest that a zone is believed to lie from UTC, in hours.
const MAX_OFFSET: i64 = 14;
/// Farthest that one lies west of it.
const MAX_WEST: i64 = 12;
/// The same where a range of clocks is written alike ("9:00-11:00"): Hawaii.
const MAX_WEST_OF_RANGE: i64 = 10;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clock {
    /// 24 is the midnight that ends the day.
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    /// Seconds east of UTC.
    pub zone: Option<i32>,
    /// Where it stands, with its half of the day and its zone.
    pub range: Range<usize>,
    /// Whether nothing but its hour is stated.
    pub is_bare: bool,
}

impl Clock {
    /// A clock with the zone behind it.
    fn new(parts: &Parts, (hour, minute, second): Reading, range: Range<usize>) -> Self {
        let end = behind_unit(parts, range.end);
        let zone = zone_behind_clock(parts, end);
        Self {
            hour,
            minute: minute.unwrap_or(0),
            second: second.unwrap_or(0),
            zone: zone.map(|(seconds, _)| seconds),
            range: range.start..zone.map_or(end, |(_, end)| end),
            is_bare: minute.is_none(),
        }
    }

    /// Whether a day has such a time.
    pub(super) fn exists(&self) -> bool {
        let is_hour = self.hour < 24 || self.hour == 24 && !self.is_bare;
        is_hour && self.minute < 60 && self.second <= 60
    }

    /// Whether it is written as prices and shares are too: "4.30".
    pub(super) fn is_decimal(&self, parts: &Parts) -> bool {
        let written = &parts.all()[self.range.start..self.range.end.min(parts.len())];
        let has_word = written.iter().any(|part| matches!(part, Part::Word(_)));
        written.contains(&Part::Sign('.')) && !written.contains(&Part::Sign(':')) && !has_word
    }
}

/// The index behind the hours that a clock is of: "14.30 Uhr MEZ".
fn behind_unit(parts: &Parts, end: usize) -> usize {
    let unit = parts.behind_space(end);
    let is_unit = parts.word(unit).is_some_and(|word| word.is_hours);
    if is_unit { unit + 1 } else { end }
}

/// Hour, and minute and second if they are stated.
type Reading = (i64, Option<i64>, Option<i64>);

/// The clock, perhaps a wrong one, whose hour stands at an index: 14:09, 14:09:33.123+01:00,
/// 14h09, 14.09, 2:09 PM, 14時09分, 10pm, 14 Uhr, and behind a `T` 1409 or 140933.
pub(super) fn clock_at(parts: &Parts, at: usize) -> Option<Clock> {
    let number = parts.number(at)?;
    let before = at.checked_sub(1).and_then(|before| parts.sign(before));
    let ((hour, minute, second), end) = match (number.digits, before) {
        (4 | 6, Some('T')) => return Some(compact(parts, at, number.value, number.digits)),
        // "+01:00" is a zone.
        (1..=2, _) if before != Some('+') => written(parts, at, number.value),
        _ => return None,
    };
    let (half, range) = half_of_day(parts, at, end);
    let half_follows = half.is_some() && range.start == at;
    if minute.is_none() && end == at + 1 && !half_follows {
        return None;
    }
    let hour = match half {
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        // Noon begins before it is twelve.
        Some(Half::Noon) if hour < 10 => hour + 12,
        Some(Half::Morning) if hour == 12 => 0,
        _ => hour,
    };
    let range = range.start..range_end(parts, at, range.end);
    let mut clock = Clock::new(parts, (hour, minute, second), range);
    clock.is_bare &= half.is_none();
    Some(clock)
}

/// The clock of four or six digits that ends the number at an index.
pub(super) fn compact(parts: &Parts, at: usize, value: i64, digits: usize) -> Clock {
    let value = if digits == 4 { value * 100 } else { value };
    let reading = (value / 10_000, Some(value / 100 % 100), Some(value % 100));
    Clock::new(parts, reading, at..at + 1)
}

/// Hour, minute and second, and the index behind them. The index is that behind the number when
/// nothing shows that it is an hour.
fn written(parts: &Parts, at: usize, hour: i64) -> (Reading, usize) {
    let alone = ((hour, None, None), at + 1);
    match parts.sign(at + 1) {
        Some(':') => {
            let Some(minute) = parts.short(at + 2) else {
                return alone;
            };
            match (parts.sign(at + 3), parts.short(at + 4)) {
                (Some(':'), Some(second)) => {
                    let is_fraction = matches!(parts.sign(at + 5), Some('.' | ','))
                        && parts.number(at + 6).is_some();
                    (
                        (hour, Some(minute), Some(second)),
                        at + if is_fraction { 7 } else { 5 },
                    )
                }
                _ if parts.pair(at + 2).is_none() => alone,
                _ => ((hour, Some(minute), None), at + 3),
            }
        }
        // "18.01.2022" is no clock, nor is "1.234".
        Some('.') => match parts.pair(at + 2) {
            Some(minute) if parts.sign(at + 3) != Some('.') || parts.number(at + 4).is_none() => {
                ((hour, Some(minute), None), at + 3)
            }
            _ => alone,
        },
        _ => with_units(parts, at, hour),
    }
}

/// 14h09, 14 h 09, 14 Uhr, 14時09分33秒.
fn with_units(parts: &Parts, at: usize, hour: i64) -> (Reading, usize) {
    let unit = parts.behind_space(at + 1);
    let is_ideographic = parts.sign(unit) == Some('時');
    if !is_ideographic && !parts.word(unit).is_some_and(|word| word.is_hours) {
        return ((hour, None, None), at + 1);
    }
    let second = |at: usize| {
        let at = parts.behind_space(at);
        let second = parts.short(at)?;
        (parts.sign(at + 1) == Some('秒')).then_some((second, at + 2))
    };
    let next = parts.behind_space(unit + 1);
    match (parts.short(next), parts.sign(next + 1)) {
        (Some(minute), Some('分')) => match second(next + 2) {
            Some((second, end)) => ((hour, Some(minute), Some(second)), end),
            None => ((hour, Some(minute), None), next + 2),
        },
        (Some(minute), _) if !is_ideographic && parts.pair(next).is_some() => {
            ((hour, Some(minute), None), next + 1)
        }
        _ => ((hour, None, None), unit + 1),
    }
}

/// The half of the day that stands behind a clock or before it, and where both stand. A letter
/// before it counts only if it touches the clock and nothing else: "2024 م" is a year of our era.
fn half_of_day(parts: &Parts, at: usize, end: usize) -> (Option<Half>, Range<usize>) {
    let half = |at: usize| parts.word(at).and_then(|word| word.half);
    let behind = parts.behind_space(end);
    if let Some(found) = half(behind) {
        let has_dot = parts.sign(behind + 1) == Some('.');
        return (Some(found), at..behind + 1 + usize::from(has_dot));
    }
    let gap = at.checked_sub(1).filter(|at| parts.is_space(*at));
    let Some(before) = gap.unwrap_or(at).checked_sub(1) else {
        return (None, at..end);
    };
    let is_letter = parts.word(before).is_some_and(|word| word.is_letter);
    let follows_number = || {
        before
            .checked_sub(1)
            .and_then(|at| parts.number(at))
            .is_some()
    };
    match half(before) {
        Some(found) if !is_letter || gap.is_none() && !follows_number() => {
            (Some(found), before..end)
        }
        _ => (None, at..end),
    }
}

/// Whether a text holds one clock and nothing else but signs and words of dates.
pub(super) fn is_whole(parts: &Parts) -> bool {
    let first = parts
        .all()
        .iter()
        .position(|part| matches!(part, Part::Number(_)));
    let Some(clock) = first.and_then(|at| clock_at(parts, at)) else {
        return false;
    };
    // A share or a change has other signs beside it: "▲ 1.25 %".
    let is_beside = |at: usize| match parts.get(at) {
        Some(Part::Number(_)) => false,
        Some(Part::Word(word)) => !word.is_unknown(),
        Some(Part::Sign(sign)) => ",.:|·•()[]–—".contains(sign),
        _ => true,
    };
    let mut beside = (0..parts.len()).filter(|at| !clock.range.contains(at));
    clock.exists() && !clock.is_bare && !clock.is_decimal(parts) && beside.all(is_beside)
}

/// The index behind the clock that ends what another begins: "10:00-14:00", "9 am - 5 pm".
///
/// A minus and a clock right behind it may be a zone too: unless no feed or page is from a zone
/// so far west, or a word says that they are a clock. Times of ISO 8601 have zones.
fn range_end(parts: &Parts, at: usize, end: usize) -> usize {
    let begins_end = behind_unit(parts, end);
    let dash = parts.behind_space(begins_end);
    let to = parts.behind_space(dash + 1);
    let can_be_zone = match parts.sign(dash) {
        Some('-' | '\u{2212}') => to == dash + 1,
        Some('–' | '—' | '~' | '〜') => false,
        _ => return end,
    };
    let Some(number) = parts.short(to) else {
        return end;
    };
    let ((to_hour, to_minute, _), written_end) = written(parts, to, number);
    let (half, until) = half_of_day(parts, to, written_end);
    let until = behind_unit(parts, until.end);
    let is_said =
        half.is_some() || until > written_end || to_minute.is_none() && written_end > to + 1;
    let is_clock = is_said || to_minute.is_some_and(|minute| minute < 60);
    if !is_clock || to_hour > 24 || parts.sign(at.wrapping_sub(1)) == Some('T') {
        return end;
    }
    let farthest = if dash == begins_end {
        MAX_WEST_OF_RANGE
    } else {
        MAX_WEST
    };
    let is_zone = can_be_zone && to_hour <= farthest && !is_said;
    if is_zone { end } else { until }
}

/// The zone behind a clock, with or without a bracket, and the index behind it.
fn zone_behind_clock(parts: &Parts, clock_end: usize) -> Option<(i32, usize)> {
    let mut at = parts.behind_space(clock_end);
    if matches!(parts.sign(at), Some('(' | '[')) {
        at += 1;
    }
    zone_name(parts, at)
        .or_else(|| signed(parts, at, false).or_else(|| short_offset(parts, at, at == clock_end)))
}

/// The zone of a day without a clock: `Z`, `GMT`, `+01:00`. Other names are words there
/// ("12 et 13 janvier") but at the end of the text.
pub(super) fn zone_behind_day(parts: &Parts, end: usize) -> Option<(i32, usize)> {
    let name = zone_name(parts, parts.behind_space(end)).filter(|(_, named)| {
        let is_utc = |name: &Word| name.zone == Some(0);
        *named == parts.len() || parts.word(named - 1).is_none_or(is_utc)
    });
    name.or_else(|| signed(parts, end, false))
}

/// "EST", "GMT+7", "Etc/GMT-8". A number wins over a name ("CET+0200").
fn zone_name(parts: &Parts, at: usize) -> Option<(i32, usize)> {
    let name = parts.word(at)?;
    // The sign of an area of the zone database is that of POSIX: west of Greenwich is positive.
    if parts.sign(at + 1) == Some('/')
        && parts.word(at + 2).is_some_and(|word| word.zone == Some(0))
    {
        let offset = signed(parts, at + 3, true);
        return Some(offset.map_or((0, at + 3), |(seconds, end)| (-seconds, end)));
    }
    let seconds = name.zone?;
    let behind = if parts.is_space(at + 1) && parts.number(at + 3).is_some() {
        signed(parts, at + 2, false)
    } else {
        signed(parts, at + 1, seconds == 0)
    };
    Some(behind.unwrap_or((seconds, at + 1)))
}

fn sign(parts: &Parts, at: usize) -> Option<i64> {
    match parts.sign(at)? {
        '+' => Some(1),
        '-' | '\u{2212}' => Some(-1),
        _ => None,
    }
}

/// `+01:00`, `+0100`; behind a name of UTC also `+1` and `+530`.
fn signed(parts: &Parts, at: usize, behind_utc: bool) -> Option<(i32, usize)> {
    let sign = sign(parts, at)?;
    let number = parts.number(at + 1)?;
    let value = number.value;
    match number.digits {
        1..=2 if parts.sign(at + 2) == Some(':') => {
            offset(sign, value, parts.pair(at + 3)?, at + 4)
        }
        1..=2 if behind_utc => offset(sign, value, 0, at + 2),
        4 => offset(sign, value / 100, value % 100, at + 2),
        3 if behind_utc => offset(sign, value / 100, value % 100, at + 2),
        _ => None,
    }
}

/// A sign and a short number that are nothing else behind a clock: `10:00-05`. Behind a space
/// they are the last, but for a year of four digits: `10:00 +1`.
fn short_offset(parts: &Parts, at: usize, is_adjacent: bool) -> Option<(i32, usize)> {
    let sign = sign(parts, at)?;
    let number = parts.number(at + 1)?;
    let ends = match parts.all().get(at + 2..).unwrap_or_default() {
        [] => true,
        [Part::Space, Part::Number(year)] if year.digits == 4 => true,
        [Part::Space, ..] => is_adjacent,
        _ => false,
    };
    match number.digits {
        1..=2 if ends => offset(sign, number.value, 0, at + 2),
        3 if ends => offset(sign, number.value / 100, number.value % 100, at + 2),
        _ => None,
    }
}

fn offset(sign: i64, hours: i64, minutes: i64, end: usize) -> Option<(i32, usize)> {
    let seconds = i32::try_from(sign * (hours * 3_600 + minutes * 60)).ok()?;
    (hours <= MAX_OFFSET && minutes < 60).then_some((seconds, end))
}
