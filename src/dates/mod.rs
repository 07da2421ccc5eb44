//! Dates as feeds and pages write them: RFC 822 and its many misreadings, ISO 8601 in all its
//! shapes, plain numbers, and month names in some forty languages.
//!
//! There are two ways of asking. [`strict`] reads a whole field of a feed, which holds a date
//! and nothing else; [`find`] looks for the first date in the text of a page. Both read what
//! day, month and year are written together (`written`) by the same words (`words`), months
//! (`months`), days (`calendar`), clocks and zones (`clock`), so that they never disagree;
//! `field` knows the forms that only a whole field can hold.

mod calendar;
mod clock;
mod field;
mod letters;
mod months;
mod numbers;
mod parts;
mod words;
mod written;

use jiff::{Timestamp, tz::Offset};

use calendar::{Years, civil, epoch};
pub use letters::digit;
use parts::{Part, Parts};
pub use words::{is_month, is_weekday};
use written::Written;

use crate::model::{Precision, When};

/// Years that a feed can mean: others are typing errors or attacks.
const FEED_YEARS: Years = 1900..=2200;
/// Years that the text of a news page can mean.
const PAGE_YEARS: Years = 1990..=2100;
/// Years that a bare count of seconds on a page can mean: later ones are telephone numbers,
/// earlier ones have nine digits.
const PAGE_EPOCH_YEARS: Years = 2002..=2040;
/// Longest text that is a date and nothing else, in bytes.
const MAX_FIELD: usize = 120;
/// Longest text that is a clock and nothing else, in bytes.
const MAX_CLOCK: usize = 40;
/// How far into a text a date is looked for, in bytes.
const MAX_TEXT: usize = 400;

/// The instant that a whole text states. A missing zone is UTC, a missing clock midnight, a
/// missing day or month the first. `None` when the text holds no date, names no year or says
/// more than a date.
#[must_use]
pub fn strict(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() > MAX_FIELD {
        return None;
    }
    let parts = Parts::of(text);
    if let Some(instant) = epoch(parts.all(), &FEED_YEARS) {
        return Some(instant);
    }
    let written = |years| Written::first(&parts, years);
    // What a page means comes first, so that both ways find the same date.
    match written(&PAGE_YEARS).or_else(|| written(&FEED_YEARS)) {
        Some(date) if date.is_whole(&parts) => Some(date.when()?.at),
        Some(_) => None,
        None => field::read(&parts, &FEED_YEARS),
    }
}

/// The first date of a text, and the clock and zone beside it.
#[must_use]
pub fn find(text: &str) -> Option<When> {
    let text = text.trim();
    let text = &text[..text.floor_char_boundary(MAX_TEXT)];
    if !text.contains(|c| digit(c).is_some()) && !numbers::has_numerals(text) {
        return None;
    }
    let parts = Parts::of(text);
    if let Some(instant) = epoch(parts.all(), &PAGE_EPOCH_YEARS) {
        return Some(When::utc(instant));
    }
    Written::first(&parts, &PAGE_YEARS)?.when()
}

/// The digits of a text, in any script; Chinese numbers have some where a month stands.
#[must_use]
pub fn digits(text: &str) -> usize {
    let has_numerals = numbers::has_numerals(text);
    let is_digit = |c: char| digit(c).is_some() || has_numerals && numbers::is_numeral(c);
    text.chars().filter(|c| is_digit(*c)).count()
}

/// Whether a text is nothing but one clock, with its zone and what else is said of clocks.
#[must_use]
pub fn is_clock(text: &str) -> bool {
    let text = text.trim();
    text.len() <= MAX_CLOCK && clock::is_whole(&Parts::of(text))
}

/// The date in an address ("/2022/01/18/…", "/2022-01-18-…", "/20220118/").
#[must_use]
pub fn in_url(url: &str) -> Option<When> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let date = (0..numbers.len()).find_map(|at| {
        let number = |text: &str| text.parse().ok();
        let day =
            |year, month, day| civil(number(year)?, number(month)?, number(day)?, &PAGE_YEARS);
        match numbers[at..] {
            [packed, ..] if packed.len() == 8 => day(&packed[..4], &packed[4..6], &packed[6..]),
            [year, month, day_of_month, ..]
                if year.len() == 4 && month.len() <= 2 && day_of_month.len() <= 2 =>
            {
                day(year, month, day_of_month)
            }
            _ => None,
        }
    });
    Some(When {
        at: Offset::UTC.to_timestamp(date?.at(0, 0, 0, 0)).ok()?,
        offset: None,
        precision: Precision::Day,
    })
}

/// Whether a text is nothing but a date, perhaps without a year ("Mar 24").
#[must_use]
pub fn is_date(text: &str) -> bool {
    let text = text.trim();
    if text.len() > MAX_FIELD {
        return false;
    }
    let parts = Parts::of(text);
    let has_number = parts
        .all()
        .iter()
        .any(|part| matches!(part, Part::Number(_)));
    let words = parts
        .all()
        .iter()
        .filter(|part| matches!(part, Part::Word(_)));
    let is_month =
        |part: &Part| matches!(part, Part::Word(word) if word.month.or(word.solar_month).is_some());
    let day_and_month =
        is_numbered_day(parts.all()) || words.clone().count() <= 2 && words.clone().any(is_month);
    has_number && (day_and_month || strict(text).is_some())
}

/// Whether a text is nothing but "5月12日".
fn is_numbered_day(parts: &[Part]) -> bool {
    use Part::{Number, Sign, Space};
    matches!(
        parts,
        [Number(_), Sign('月'), Number(_), Sign('日')]
            | [Number(_), Sign('月'), Space, Number(_), Sign('日')]
    )
}

/// Whether a text is nothing but a date: a number with words around it may be a title.
#[must_use]
pub fn is_only_date(text: &str) -> bool {
    let long = |part: &&str| part.chars().count() > 2 && part.chars().all(char::is_alphabetic);
    let is_number = |part: &&str| part.starts_with(|c: char| digit(c).is_some());
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

#[cfg(test)]
mod tests;
