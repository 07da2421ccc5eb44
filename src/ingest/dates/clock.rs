//! The time of day among the parts of a date text.

use std::ops::Range;

use super::names::{Half, half_of_day};
use super::parts::Part;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clock {
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
}

/// Takes `hh:mm[:ss[.fff]] [am|pm]`, `Thhmm[ss]`, `10 pm`, `14 Uhr` or the tail of
/// `YYYYMMDDhhmm[ss]` out, and says where the parts behind it begin.
pub(super) fn take_clock(parts: &mut Vec<Part>) -> Option<(Clock, usize)> {
    join_half_of_day(parts);
    let found = colon_clock(parts)
        .or_else(|| dotted_clock(parts))
        .or_else(|| compact_clock(parts));
    let (mut clock, range) = found.or_else(|| bare_hour(parts))?;
    let end = range.start;
    let mut half = None;
    parts.drain(range);
    parts.retain(|part| match part {
        Part::Word(word) => {
            let found = half_of_day(word);
            half = half.or(found);
            found.is_none()
        }
        _ => true,
    });
    match half {
        Some(Half::Afternoon) if clock.hour < 12 => clock.hour += 12,
        Some(Half::Morning) if clock.hour == 12 => clock.hour = 0,
        _ => {}
    }
    let valid = clock.hour <= 24 && clock.minute < 60 && clock.second <= 60;
    valid.then_some((clock, end))
}

/// `p.m.` is one word.
fn join_half_of_day(parts: &mut Vec<Part>) {
    let half = |part: &Part| matches!(part, Part::Word(word) if word == "a" || word == "p");
    let m = |part: &Part| matches!(part, Part::Word(word) if word == "m");
    let at = parts
        .windows(3)
        .position(|three| half(&three[0]) && three[1] == Part::Separator('.') && m(&three[2]));
    if let Some(at) = at
        && let Part::Word(word) = &mut parts[at]
    {
        word.push('m');
        parts.drain(at + 1..at + 3);
    }
}

fn colon_clock(parts: &[Part]) -> Option<(Clock, Range<usize>)> {
    let start = (0..parts.len()).find(|&at| {
        matches!(&parts[at..], [Part::Number(_, 1..=2), Part::Separator(':'), Part::Number(_, 1..=2), ..])
            || matches!(&parts[at..], [Part::Number(_, 1..=2), Part::Word(h), Part::Number(_, 2), ..] if h == "h")
    })?;
    let mut clock = Clock::default();
    let mut end = start + 3;
    if let [Part::Number(hour, _), _, Part::Number(minute, _), ..] = parts[start..] {
        clock.hour = hour;
        clock.minute = minute;
    }
    if let [Part::Separator(':'), Part::Number(second, _), ..] = parts[end..] {
        clock.second = second;
        end += 2;
        if let [Part::Separator('.' | ','), Part::Number(..), ..] = parts[end..] {
            end += 2;
        }
    }
    Some((clock, start..end))
}

/// `14.30`, where a word says that it is a clock.
fn dotted_clock(parts: &[Part]) -> Option<(Clock, Range<usize>)> {
    let is_word = |part: &Part, words: &[&str]| matches!(part, Part::Word(word) if words.contains(&word.as_str()));
    (0..parts.len()).find_map(|at| {
        let [
            Part::Number(hour, 1..=2),
            Part::Separator('.'),
            Part::Number(minute, 2),
            ..,
        ] = parts[at..]
        else {
            return None;
        };
        let behind = parts[at + 3..].iter().find(|part| **part != Part::Space);
        let is_skipped = |part: &&Part| matches!(part, Part::Space | Part::Separator('.'));
        let before = parts[..at].iter().rev().find(|part| !is_skipped(part));
        let named = behind.is_some_and(|part| is_word(part, &["uhr"]))
            || before.is_some_and(|part| is_word(part, &["kl", "klo", "klokken"]));
        let clock = Clock {
            hour,
            minute,
            second: 0,
        };
        named.then_some((clock, at..at + 3))
    })
}

fn compact_clock(parts: &mut [Part]) -> Option<(Clock, Range<usize>)> {
    let after_t = parts
        .windows(2)
        .position(|pair| matches!(pair, [Part::Word(t), Part::Number(_, 4 | 6)] if t == "t"));
    if let Some(at) = after_t
        && let Part::Number(value, digits) = parts[at + 1]
    {
        return Some((compact(value, digits), at..at + 2));
    }
    let Some(Part::Number(value, digits @ (12 | 14))) = parts.first_mut() else {
        return None;
    };
    let clock_digits = *digits - 8;
    let scale = 10_i64.pow(if clock_digits == 6 { 6 } else { 4 });
    let clock = compact(*value % scale, clock_digits);
    *value /= scale;
    *digits = 8;
    Some((clock, 1..1))
}

fn compact(value: i64, digits: usize) -> Clock {
    let value = if digits == 4 { value * 100 } else { value };
    Clock {
        hour: value / 10_000,
        minute: value / 100 % 100,
        second: value % 100,
    }
}

/// `10pm`, `14 Uhr`, `14h`. The half of the day is left for the caller.
fn bare_hour(parts: &[Part]) -> Option<(Clock, Range<usize>)> {
    (0..parts.len()).find_map(|at| {
        let Part::Number(hour, 1..=2) = parts[at] else {
            return None;
        };
        let gap = usize::from(parts.get(at + 1) == Some(&Part::Space));
        let Some(Part::Word(word)) = parts.get(at + 1 + gap) else {
            return None;
        };
        let clock = Clock {
            hour,
            ..Clock::default()
        };
        match word.as_str() {
            "am" | "pm" => Some((clock, at..at + 1)),
            "uhr" | "h" => Some((clock, at..at + 2 + gap)),
            _ => None,
        }
    })
}
