//! Prices as a narrow column shows them: all digits, as many decimals as fit.
//!
//! A price loses decimals before it loses digits, and never a digit silently: 8 092,28 is
//! 8 092,3, then 8 092, then 8092, and when even that is too wide a power of a thousand is
//! named ("8,1k").

/// The signs of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Between groups of three digits.
    group: char,
    /// Before the decimals.
    decimal: char,
    /// Before what is below zero.
    minus: char,
}

impl Signs {
    /// 8 092,28
    pub(crate) const COMMA: Self = Self {
        group: ' ',
        decimal: ',',
        minus: '−',
    };
    /// 8,092.28
    pub(crate) const POINT: Self = Self {
        group: ',',
        decimal: '.',
        minus: '−',
    };
    /// 8 092.28: no group can be taken for a decimal sign, so it needs no language.
    pub(crate) const NEUTRAL: Self = Self {
        group: ' ',
        decimal: '.',
        minus: '−',
    };
    /// -8 092.28: for programs that read what we write.
    pub(crate) const PLAIN: Self = Self {
        minus: '-',
        ..Self::NEUTRAL
    };
}

impl Default for Signs {
    fn default() -> Self {
        Self::NEUTRAL
    }
}

/// From here on a price is shown without decimals: nobody reads the cents of a bitcoin.
const WHOLE_FROM: f64 = 10_000.0;
/// Some coins cost a few billionths.
const MAX_DECIMALS: u8 = 14;
/// Below this the zeros behind the decimal sign take the room of digits.
const TINY_BELOW: f64 = 0.1;
/// Digits that a tiny price keeps where there is room.
const SIGNIFICANT: usize = 4;

/// The hundredth of a currency: its name, and the letter that keeps its prices from being taken
/// for those of the whole. Pages and providers write it in several ways.
#[must_use]
pub(crate) fn hundredth(currency: &str) -> Option<(&'static str, &'static str)> {
    match currency {
        "GBp" | "GBX" | "GBPp" | "p" => Some(("GBp", "p")),
        "ZAc" | "ZAC" => Some(("ZAc", "c")),
        "ILA" | "ILa" | "ILX" => Some(("ILA", "a")),
        _ => None,
    }
}

/// A price in at most `columns` cells. `suffix` is the sign of a minor unit ("p").
#[must_use]
pub(crate) fn price(
    value: f64,
    decimals: u8,
    signs: Signs,
    suffix: &str,
    columns: usize,
) -> String {
    let columns = columns.saturating_sub(suffix.len());
    let most = decimals.min(useful_decimals(value.abs()));
    if let Some(text) = tiny(value, most, signs, columns) {
        return text + suffix;
    }
    // Grouping goes before the last decimal does, when a suffix has taken its place.
    let tries = (0..=most)
        .rev()
        .flat_map(|decimals| [(decimals, true), (decimals, false)]);
    for (decimals, grouped) in tries {
        if !grouped && decimals == most && most > 1 && suffix.is_empty() {
            continue;
        }
        let text = fixed(value, decimals, signs, grouped);
        if text.chars().count() <= columns {
            return text + suffix;
        }
    }
    scaled(value, signs, columns) + suffix
}

/// The decimals that anybody reads of a price, however many the market has: five digits, and two
/// decimals where there are more before the sign. So a price reads the same wherever it stands.
fn useful_decimals(price: f64) -> u8 {
    match price {
        WHOLE_FROM.. => 0,
        100.0.. => 2,
        10.0.. => 3,
        1.0.. => 4,
        TINY_BELOW.. => 5,
        _ => MAX_DECIMALS,
    }
}

/// A change in percent with its sign: "+0,46", "−2,74", "0,00". From 100 % on without decimals.
#[must_use]
pub(crate) fn percent(value: f64, signs: Signs) -> String {
    let decimals = match value.abs() {
        ..100.0 => 2,
        _ => 0,
    };
    signed(value, decimals, signs)
}

/// A change in percent in at most `columns` cells: "+0,46", from ten on "+12,7", then "+127".
#[must_use]
pub(crate) fn change(value: f64, signs: Signs, columns: usize) -> String {
    let mut tries = (0..=2).rev().map(|decimals| signed(value, decimals, signs));
    let fitting = tries.find(|text| text.chars().count() <= columns);
    fitting.unwrap_or_else(|| {
        let sign = if value < 0.0 { signs.minus } else { '+' };
        let room = columns.saturating_sub(1);
        format!("{sign}{}", scaled(value.abs(), signs, room))
    })
}

fn signed(value: f64, decimals: u8, signs: Signs) -> String {
    let text = fixed(value, decimals, signs, false);
    let is_zero = !text.contains(|c: char| ('1'..='9').contains(&c));
    match (is_zero, value > 0.0) {
        (true, _) => text.trim_start_matches(signs.minus).to_owned(),
        (false, true) => format!("+{text}"),
        (false, false) => text,
    }
}

/// The cells that a price needs to lose no digit before the decimal sign.
#[must_use]
pub(crate) fn least_columns(value: f64, suffix: &str) -> usize {
    let whole = fixed(value, 0, Signs::PLAIN, false);
    whole.len() + suffix.len()
}

/// A value with exactly `decimals` digits behind the sign.
#[must_use]
pub(crate) fn fixed(value: f64, decimals: u8, signs: Signs, grouped: bool) -> String {
    let plain = format!("{value:.*}", usize::from(decimals));
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(rest) => (Some(signs.minus), rest),
        None => (None, plain.as_str()),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut text: String = sign.into_iter().collect();
    for (at, digit) in whole.chars().enumerate() {
        if grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(signs.group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(signs.decimal);
        text.push_str(fraction);
    }
    text
}

/// A tiny price with a power of ten ("9,12e-6"), where that shows more of its digits than the
/// column would.
fn tiny(value: f64, decimals: u8, signs: Signs, columns: usize) -> Option<String> {
    if value <= 0.0 || value >= TINY_BELOW {
        return None;
    }
    let digits = |text: &str| {
        let mantissa = text.split('e').next().unwrap_or_default();
        let digits = mantissa.chars().filter(char::is_ascii_digit);
        digits.skip_while(|digit| *digit == '0').count()
    };
    let whole = fixed(value, decimals, signs, false);
    let fits = whole.chars().count() <= columns;
    if fits {
        return None;
    }
    let shown = (0..=decimals)
        .rev()
        .map(|decimals| fixed(value, decimals, signs, false))
        .find(|text| text.chars().count() <= columns);
    let (exact, narrow) = (digits(&whole), shown.as_deref().map_or(0, digits));
    let most = exact.clamp(1, SIGNIFICANT);
    let powers = (0..most).rev().map(|behind| {
        let text = format!("{value:.behind$e}");
        text.replace('.', &signs.decimal.to_string())
    });
    let mut fitting = powers.filter(|text| text.chars().count() <= columns);
    fitting.next().filter(|text| digits(text) > narrow)
}

fn scaled(value: f64, signs: Signs, columns: usize) -> String {
    for (factor, letter) in [(1e3, 'k'), (1e6, 'M'), (1e9, 'G'), (1e12, 'T')] {
        for decimals in [1, 0] {
            let text = fixed(value / factor, decimals, signs, false);
            if text.chars().count() < columns {
                return format!("{text}{letter}");
            }
        }
    }
    "-".repeat(columns.min(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_go_before_digits() {
        let shown = |columns| price(8_092.28, 2, Signs::COMMA, "", columns);
        assert_eq!(shown(8), "8 092,28");
        assert_eq!(shown(7), "8 092,3");
        assert_eq!(shown(6), "8092,3");
        assert_eq!(shown(5), "8 092");
        assert_eq!(shown(4), "8092");
        assert_eq!(shown(3), "8k");
        assert_eq!(price(63_317.6, 2, Signs::COMMA, "", 8), "63 318");
        assert_eq!(price(17.806, 3, Signs::COMMA, "", 8), "17,806");
        assert_eq!(price(201.850_6, 4, Signs::COMMA, "", 9), "201,85");
        assert_eq!(price(1.084_26, 5, Signs::COMMA, "", 9), "1,0843");
        assert_eq!(price(1_518.4, 1, Signs::COMMA, "p", 7), "1518,4p");
        assert_eq!(price(1_518.4, 1, Signs::POINT, "p", 9), "1,518.4p");
    }

    #[test]
    fn tiny_prices_keep_their_digits() {
        let shown = |value, decimals, columns| price(value, decimals, Signs::COMMA, "", columns);
        assert_eq!(shown(0.000_009_12, 8, 10), "0,00000912");
        assert_eq!(shown(0.000_009_12, 8, 8), "9,12e-6");
        assert_eq!(shown(0.000_009_12, 8, 7), "9,12e-6");
        assert_eq!(shown(0.000_009_12, 8, 6), "9,1e-6");
        assert_eq!(shown(0.012_34, 5, 7), "0,01234");
        assert_eq!(shown(0.001_234, 6, 7), "0,00123");
        assert_eq!(shown(0.5, 2, 7), "0,50");
        assert_eq!(shown(1.234_5e-11, 14, 8), "1,23e-11");
    }

    #[test]
    fn changes_carry_their_sign() {
        assert_eq!(percent(0.456, Signs::COMMA), "+0,46");
        assert_eq!(percent(-2.74, Signs::POINT), "−2.74");
        assert_eq!(percent(-2.74, Signs::PLAIN), "-2.74");
        assert_eq!(percent(-0.001, Signs::COMMA), "0,00");
        assert_eq!(percent(1_234.5, Signs::COMMA), "+1234");
    }

    #[test]
    fn a_change_of_ten_and_more_loses_a_decimal() {
        let shown = |value| change(value, Signs::POINT, 5);
        assert_eq!(shown(-4.12), "−4.12");
        assert_eq!(shown(9.999), "+10.0");
        assert_eq!(shown(-12.74), "−12.7");
        assert_eq!(shown(127.4), "+127");
        assert_eq!(shown(-0.001), "0.00");
        assert_eq!(shown(54_321.0), "+54k");
    }

    proptest! {
        #[test]
        fn a_price_is_never_wider_than_its_column(value in prop_oneof![0.0_f64..1e12, 0.0_f64..1e-3], decimals in 0_u8..15, columns in 4_usize..14) {
            let text = price(value, decimals, Signs::COMMA, "", columns);
            prop_assert!(text.chars().count() <= columns, "{text}");
        }
    }
}
