//! Currencies, multipliers and units beside a figure.

use std::sync::LazyLock;

use crate::words::Words;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Unit {
    /// Money, or nothing that is named.
    #[default]
    Plain,
    /// Percent: 2.74 means 2.74 %.
    Percent,
    /// Hundredths of a percent.
    BasisPoints,
    /// Index points.
    Points,
}

/// Codes that are read as currencies: ISO 4217, and the minor units that exchanges quote in.
const CODES: &[&str] = &[
    "AED", "ARS", "AUD", "BGN", "BHD", "BRL", "CAD", "CHF", "CLP", "CNH", "CNY", "COP", "CZK",
    "DKK", "EGP", "EUR", "GBP", "GBX", "GBp", "HKD", "HRK", "HUF", "IDR", "ILA", "ILS", "INR",
    "ISK", "JPY", "KES", "KRW", "KWD", "KZT", "LKR", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD",
    "OMR", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB",
    "TND", "TRY", "TWD", "UAH", "USD", "VND", "XAF", "XOF", "ZAC", "ZAR", "ZAc", "BTC", "ETH",
    "USDT", "USDC",
];

/// Signs of money and their codes.
static SIGNS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| Words::MoneySign.pairs().collect());

type Factors = Vec<(&'static str, f64)>;

/// Words and letters that multiply, longer ones first.
static MULTIPLIERS: LazyLock<Factors> = LazyLock::new(|| {
    factors(&[
        (Words::NumberE3, 1e3),
        (Words::NumberE5, 1e5),
        (Words::NumberE6, 1e6),
        (Words::NumberE7, 1e7),
        (Words::NumberE9, 1e9),
        (Words::NumberE12, 1e12),
    ])
});

/// Powers of ten thousand; they follow a figure without a space and may be followed by another.
static MYRIADS: LazyLock<Factors> = LazyLock::new(|| {
    factors(&[
        (Words::MyriadE4, 1e4),
        (Words::MyriadE8, 1e8),
        (Words::MyriadE12, 1e12),
    ])
});

fn factors(sections: &[(Words, f64)]) -> Factors {
    let all = sections.iter().flat_map(|(words, factor)| {
        let words = words.all().iter();
        words.map(move |word| (*word, *factor))
    });
    let mut factors: Factors = all.collect();
    factors.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    factors
}

/// The factor that a text begins with, and what follows it.
pub(super) fn multiplier(after: &str) -> (Option<f64>, &str) {
    let rest = after.trim_start();
    let myriad = MYRIADS
        .iter()
        .find_map(|(word, factor)| Some((Some(*factor), rest.strip_prefix(word)?)));
    if let Some(found) = myriad {
        return found;
    }
    MULTIPLIERS
        .iter()
        .find_map(|(word, factor)| {
            let tail = rest.strip_prefix(word)?;
            (!tail.starts_with(char::is_alphanumeric)).then_some((Some(*factor), tail))
        })
        .unwrap_or((None, after))
}

/// What stands behind a figure, if it is not money.
pub(super) fn unit(after: &str) -> Unit {
    let rest = after.trim_start();
    if rest.starts_with('%') {
        return Unit::Percent;
    }
    let word: String = rest
        .split(' ')
        .next()
        .unwrap_or("")
        .trim_end_matches(['.', ',', ')'])
        .to_lowercase();
    let mut stems = Words::UnitPointsStem.all().iter();
    match () {
        () if Words::UnitBasisPoints.has(&word) => Unit::BasisPoints,
        () if Words::UnitPoints.has(&word) || stems.any(|stem| word.contains(stem)) => Unit::Points,
        () => Unit::Plain,
    }
}

/// The currency before or behind a figure.
pub(super) fn currency_around(before: &str, after: &str, lang: Option<&str>) -> Option<String> {
    let after = after.trim_start();
    if let Some(tail) = after.strip_prefix('p')
        && !tail.starts_with(char::is_alphanumeric)
    {
        return Some("GBX".to_owned());
    }
    let behind = after.split([' ', '(', ')']).next().unwrap_or("");
    let ahead = before
        .trim_end_matches([' ', '-', '+', '('])
        .rsplit(' ')
        .next()
        .unwrap_or("");
    currency_code(behind, lang).or_else(|| currency_code(ahead, lang))
}

/// The code of a currency's sign or code; "kr" and "¥" need the language of the page.
#[must_use]
pub(crate) fn currency_code(word: &str, lang: Option<&str>) -> Option<String> {
    let word = word.trim_matches([' ', ',', ';', ':', '-', '+', '(', ')']);
    let language = lang.unwrap_or("").split(['-', '_']).next().unwrap_or("");
    if CODES.contains(&word) {
        return Some(word.to_owned());
    }
    if word == "kr" || word == "kr." {
        let code = match language {
            "sv" => "SEK",
            "da" | "fo" => "DKK",
            "nb" | "nn" | "no" => "NOK",
            "is" => "ISK",
            _ => return None,
        };
        return Some(code.to_owned());
    }
    let (sign, code) = SIGNS.iter().find(|(sign, _)| word == *sign)?;
    let code = if *sign == "¥" && language == "zh" {
        "CNY"
    } else {
        code
    };
    Some(code.to_owned())
}

/// Whether a character can belong to a sign of money between a minus and its figure (`-$5`).
pub(super) fn is_sign_of_money(c: char) -> bool {
    SIGNS.iter().any(|(sign, _)| sign.contains(c))
}
