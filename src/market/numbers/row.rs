//! A row of a list of instruments: `[name] last CUR venue ±x %`.

use super::hint::Hint;
use super::normal::normalise;
use super::scan;
use super::units::{self, currency_code};

/// Longest row, in bytes.
const MAX_ROW: usize = 300;

/// What a row says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct InstrumentRow {
    /// The name before the price; empty when there is none.
    pub(crate) name: String,
    /// Last price, in units of `currency`.
    pub(crate) price: f64,
    /// Digits after the decimal sign as printed.
    pub(crate) decimals: u8,
    /// ISO 4217 code, minor unit, or `Pts`.
    pub(crate) currency: Option<String>,
    /// The market; empty when there is none.
    pub(crate) venue: String,
    /// Change of the day in percent.
    pub(crate) change_pct: Option<f64>,
    /// The decimal sign is a guess.
    ambiguous: bool,
}

/// Reads a row. It must hold a price with a currency (or points) and a percent change behind
/// it; anything else is not a row.
#[must_use]
pub(crate) fn row(text: &str, hint: Hint<'_>) -> Option<InstrumentRow> {
    if text.len() > MAX_ROW {
        return None;
    }
    let text = normalise(text);
    let sign = scan::vote(&text, hint);
    let percent = text.rfind('%')?;
    let (head, change_pct) = split_change(&text[..percent], sign)?;
    let price = split_price(head, hint.lang)?;
    let (start, end) = price.figure;
    let figure = scan::first(&head[start..end], sign)?;
    Some(InstrumentRow {
        name: head[..price.name_end]
            .trim_matches([' ', '-', ':', '|'])
            .to_owned(),
        price: figure.value,
        decimals: figure.decimals,
        currency: Some(price.currency),
        venue: price.venue,
        change_pct: Some(change_pct),
        ambiguous: figure.ambiguous,
    })
}

/// The signed percent at the end; an absolute change before it is dropped.
fn split_change(head: &str, sign: (Option<scan::DecimalSign>, bool)) -> Option<(&str, f64)> {
    let head = head.trim_end();
    let start = head
        .rfind(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
        .map_or(0, |at| {
            at + head[at..].chars().next().map_or(1, char::len_utf8)
        });
    let figure = scan::first(&head[start..], sign)?;
    let before = head[..start].trim_end_matches([' ', '(']);
    let (before, is_negative) = match before.chars().next_back() {
        Some('-') => (&before[..before.len() - 1], true),
        Some('+' | '=') => (&before[..before.len() - 1], false),
        Some(arrow @ ('▼' | '↓' | '▾' | '▲' | '↑' | '▴')) => {
            let is_falling = matches!(arrow, '▼' | '↓' | '▾');
            (&before[..before.len() - arrow.len_utf8()], is_falling)
        }
        _ if figure.value == 0.0 => (before, false),
        _ => return None,
    };
    let change = if is_negative {
        -figure.value
    } else {
        figure.value
    };
    Some((before.trim_end(), change))
}

/// A price within a text.
struct Price {
    name_end: usize,
    figure: (usize, usize),
    currency: String,
    venue: String,
}

/// Finds `last CUR` or `$last`; what follows is the venue.
fn split_price(head: &str, lang: Option<&str>) -> Option<Price> {
    let mut at = 0;
    for word in head.split(' ') {
        let start = at;
        at += word.len() + 1;
        if let Some(code) = unit_code(word, lang)
            && let Some(price) = price_ending(head[..start].trim_end())
        {
            return Some(Price {
                name_end: price.0,
                figure: price,
                currency: code,
                venue: venue(&head[start + word.len()..]),
            });
        }
        let digit = word.find(|c: char| c.is_ascii_digit());
        if let Some(digit) = digit.filter(|&digit| digit > 0)
            && let Some(code) = currency_code(&word[..digit], lang)
        {
            let end = start + word.len();
            return Some(Price {
                name_end: start,
                figure: (start + digit, end),
                currency: code,
                venue: venue(&head[end..]),
            });
        }
        let behind = word
            .rfind(|c: char| c.is_ascii_digit())
            .map(|digit| digit + 1);
        if let Some(behind) = behind.filter(|&behind| behind < word.len())
            && let Some(code) = unit_code(&word[behind..], lang)
            && let Some(price) = price_ending(&head[..start + behind])
        {
            return Some(Price {
                name_end: price.0,
                figure: price,
                currency: code,
                venue: venue(&head[start + word.len()..]),
            });
        }
    }
    None
}

fn unit_code(word: &str, lang: Option<&str>) -> Option<String> {
    if units::unit(word) == units::Unit::Points {
        return Some("Pts".to_owned());
    }
    if word == "p" {
        return Some("GBX".to_owned());
    }
    currency_code(word, lang)
}

/// The bounds of the figure that a text ends with; groups of three are taken from the right,
/// so that "CAC 40 8 092,28" gives 8 092,28.
fn price_ending(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = bytes.len();
    while start > 0 && (bytes[start - 1].is_ascii_digit() || b",.'".contains(&bytes[start - 1])) {
        start -= 1;
    }
    if start == bytes.len() || !bytes[start].is_ascii_digit() {
        return None;
    }
    // A word that only ends in digits ("PLAN9") is no price.
    if start > 0 && bytes[start - 1] != b' ' {
        return None;
    }
    loop {
        let whole = bytes[start..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if whole != 3 || start < 2 || bytes[start - 1] != b' ' {
            break;
        }
        let group = bytes[..start - 1]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let from = start - 1 - group;
        if !(1..=3).contains(&group) || (from > 0 && bytes[from - 1] != b' ') {
            break;
        }
        start = from;
    }
    Some((start, bytes.len()))
}

/// What stands between the currency and the change, without an absolute change.
fn venue(text: &str) -> String {
    let words = text.split(' ').filter(|word| {
        let digits = word.trim_start_matches(['+', '-', '(', '▲', '▼', '↑', '↓']);
        !digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.is_empty()
    });
    words.collect::<Vec<_>>().join(" ")
}
