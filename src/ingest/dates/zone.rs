//! The offset from UTC among the parts of a date text.

use std::ops::Range;

use super::names::zone_seconds;
use super::parts::Part;

/// Takes the zone out: `+hhmm`, `+hh:mm`, a name, or `GMT+7`. A number wins over a name
/// (`GMT+0200`). `behind` is where the parts behind the clock begin.
pub(super) fn take_zone(parts: &mut Vec<Part>, behind: Option<usize>) -> Option<i64> {
    let behind_clock = behind.and_then(|at| behind_clock(parts, at));
    let numeric = behind_clock.or_else(|| {
        (0..parts.len())
            .rev()
            .find_map(|at| signed_offset(parts, at))
    });
    let mut offset = None;
    if let Some((seconds, range)) = numeric {
        parts.drain(range);
        offset = Some(seconds);
    }
    let mut at = 0;
    parts.retain(|part| {
        at += 1;
        let Part::Word(word) = part else { return true };
        // "January 12 at noon", "12 et 13 janvier": these two are zones behind a clock only.
        let is_word = matches!(word.as_str(), "at" | "et") && behind.is_none_or(|end| at <= end);
        match zone_seconds(word).filter(|_| !is_word) {
            Some(seconds) => {
                offset = offset.or(Some(seconds));
                false
            }
            None => true,
        }
    });
    offset
}

/// A sign and a short number behind the clock, which are nothing else then: `10:00-05`. Behind a
/// space they are the last, but for a year of four digits: `10:00 +1`.
fn behind_clock(parts: &[Part], at: usize) -> Option<(i64, Range<usize>)> {
    let behind = parts.get(at..)?;
    let gap = usize::from(behind.first() == Some(&Part::Space));
    let (sign, hours, minutes, rest) = match &behind[gap..] {
        [Part::Separator(sign), Part::Number(hours, 1..=2), rest @ ..] => (*sign, *hours, 0, rest),
        [Part::Separator(sign), Part::Number(value, 3), rest @ ..] => {
            (*sign, value / 100, value % 100, rest)
        }
        _ => return None,
    };
    let ends = match rest {
        [] | [Part::Space, Part::Number(_, 4)] => true,
        [Part::Space, ..] => gap == 0,
        _ => false,
    };
    let seconds = sign_of(sign)? * (hours * 3_600 + minutes * 60);
    let fits = ends && hours <= 14 && minutes < 60;
    fits.then_some((seconds, at + gap..at + gap + 2))
}

/// An offset whose sign stands at `at`; the sign must not join the numbers of a date.
fn signed_offset(parts: &[Part], at: usize) -> Option<(i64, Range<usize>)> {
    let Part::Separator(sign) = parts[at] else {
        return None;
    };
    let sign = sign_of(sign)?;
    let before = parts[..at].last()?;
    let after_number = matches!(before, Part::Number(..));
    let zone = match before {
        Part::Word(word) => zone_seconds(word),
        _ => None,
    };
    // "12-Jan-2026": a word that is no zone has no offset.
    let after_word = matches!(before, Part::Word(word) if word != "t") && zone.is_none();
    let (hours, minutes, end) = match parts[at + 1..] {
        _ if after_word => return None,
        [
            Part::Number(hours, 1..=2),
            Part::Separator(':'),
            Part::Number(minutes, 2),
            ..,
        ] => (hours, minutes, at + 4),
        [Part::Number(value, 4), ..] if !after_number => (value / 100, value % 100, at + 2),
        [Part::Number(value, 3), ..] if zone == Some(0) => (value / 100, value % 100, at + 2),
        [Part::Number(hours, 1..=2), ..] if zone == Some(0) => (hours, 0, at + 2),
        [Part::Number(hours, 2)] if sign > 0 && !after_number => (hours, 0, at + 2),
        _ => return None,
    };
    if hours > 26 || minutes > 59 {
        return None;
    }
    // The sign of an area of the zone database is that of POSIX: west of Greenwich is positive.
    let is_area = matches!(
        parts[..at],
        [.., Part::Word(ref etc), Part::Separator('/'), _] if etc == "etc"
    );
    let sign = if is_area { -sign } else { sign };
    Some((sign * (hours * 3_600 + minutes * 60), at..end))
}

fn sign_of(c: char) -> Option<i64> {
    match c {
        '+' => Some(1),
        '-' | '\u{2212}' => Some(-1),
        _ => None,
    }
}
