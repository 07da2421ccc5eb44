//! Numbers, prices and rows of prices as pages print them.
//!
//! The same digits mean different things in different languages: `17,806` is seventeen euros
//! in French and seventeen thousand in English, and a reader that guesses wrong shows a price
//! a thousand times too high. So nothing is read without evidence: the other numbers of the
//! same block count first (`-2,74 %` proves a decimal comma), then the language of the page,
//! and what is left is marked [`Number::ambiguous`].

mod hint;
mod normal;
mod row;
mod scan;
mod units;

pub(crate) use hint::Hint;
pub(crate) use row::{InstrumentRow, row};
pub(crate) use units::{Unit, currency_code};

use normal::normalise;
use scan::{DecimalSign, Figure};

/// Longest text that is read, in bytes; no price is longer.
const MAX_BYTES: usize = 200;

/// A number with what stood around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Number {
    /// The value; multipliers such as "Md" or "億" are applied.
    pub(crate) value: f64,
    /// Digits after the decimal sign as printed.
    pub(crate) decimals: u8,
    /// What it counts.
    pub(crate) unit: Unit,
    /// ISO 4217 code or minor unit (`GBX`, `ILA`, `ZAc`) if one was printed.
    pub(crate) currency: Option<String>,
    /// The percent change printed behind it in parentheses.
    change_pct: Option<f64>,
    /// The decimal sign is a guess.
    pub(super) ambiguous: bool,
}

/// Reads one number with its sign, currency, unit and multiplier. `None` when the text holds
/// no number ("ND", "N/A", "—").
#[must_use]
pub(crate) fn parse(text: &str, hint: Hint<'_>) -> Option<Number> {
    let text = prepared(text)?;
    let sign = scan::vote(&text, hint);
    let figure = scan::first(&text, sign)?;
    Some(number(&text, &figure, hint, sign))
}

fn prepared(text: &str) -> Option<String> {
    (text.len() <= MAX_BYTES).then(|| normalise(text))
}

/// Puts a figure together with the words before and behind it.
fn number(
    text: &str,
    figure: &Figure,
    hint: Hint<'_>,
    sign: (Option<DecimalSign>, bool),
) -> Number {
    let before = &text[..figure.start];
    let mut after = &text[figure.end..];
    let mut value = figure.value;
    let (factor, rest) = units::multiplier(after);
    if let Some(factor) = factor {
        value *= factor;
        after = rest;
        // "3兆5,000億": the lower part follows at once.
        if let Some(lower) = scan::first(after, sign).filter(|lower| lower.start == 0)
            && let (Some(factor), rest) = units::multiplier(&after[lower.end..])
        {
            value += lower.value * factor;
            after = rest;
        }
    }
    let unit = units::unit(after);
    let direction = direction(before, after, unit);
    let currency = match unit {
        Unit::Plain => units::currency_around(before, after, hint.lang),
        _ => None,
    };
    let change_pct = change_behind(after, unit, direction, sign);
    Number {
        value: if direction.is_negative { -value } else { value },
        decimals: figure.decimals,
        unit,
        currency,
        change_pct,
        ambiguous: figure.ambiguous,
    }
}

/// What says that a number is below zero.
#[derive(Debug, Clone, Copy)]
struct Direction {
    is_negative: bool,
    /// An arrow pointed down.
    is_falling: bool,
}

fn direction(before: &str, after: &str, unit: Unit) -> Direction {
    let head = before.trim_end();
    let bare = head.trim_end_matches(|c: char| c == '(' || c == ' ' || units::is_sign_of_money(c));
    let signed = bare.ends_with('-') || head.ends_with('-');
    let plus = bare.ends_with('+');
    let is_falling = before.contains(['▼', '▾', '↓', '↘', '⬇', '🔻', '🔽']);
    // Accountants bracket what is negative; around a percent the brackets are decoration.
    let bracketed = head
        .trim_end_matches(|c: char| c == ' ' || units::is_sign_of_money(c))
        .ends_with('(')
        && after.trim_start().starts_with(')')
        && unit == Unit::Plain
        && !after.contains('%');
    Direction {
        is_negative: signed || (is_falling && !plus) || (bracketed && !plus),
        is_falling,
    }
}

/// The percent in "2.88 (1.02%)".
fn change_behind(
    after: &str,
    unit: Unit,
    direction: Direction,
    sign: (Option<DecimalSign>, bool),
) -> Option<f64> {
    if unit != Unit::Plain {
        return None;
    }
    let open = after.find('(')?;
    let inner = &after[open + 1..];
    let figure = scan::first(inner, sign)?;
    if !inner[figure.end..].trim_start().starts_with('%') {
        return None;
    }
    let head = inner[..figure.start].trim();
    let is_negative = head.ends_with('-') || (direction.is_falling && !head.ends_with('+'));
    Some(if is_negative {
        -figure.value
    } else {
        figure.value
    })
}

#[cfg(test)]
mod tests;
