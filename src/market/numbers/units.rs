//! Currencies, multipliers and units beside a figure.

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

/// Signs of money, longer ones first.
const SIGNS: &[(&str, &str)] = &[
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("MX$", "MXN"),
    ("R$", "BRL"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("₹", "INR"),
    ("Rs.", "INR"),
    ("₩", "KRW"),
    ("원", "KRW"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₴", "UAH"),
    ("₱", "PHP"),
    ("₿", "BTC"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("SFr.", "CHF"),
    ("Fr.", "CHF"),
];

/// Words and letters that multiply, longer ones first. "Md" is a French milliard, never a
/// million; a lakh is 10^5 and a crore 10^7.
const MULTIPLIERS: &[(&str, f64)] = &[
    ("Milliarden", 1e9),
    ("milliards", 1e9),
    ("milliard", 1e9),
    ("Billionen", 1e12),
    ("Millionen", 1e6),
    ("millions", 1e6),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("crores", 1e7),
    ("crore", 1e7),
    ("lakhs", 1e5),
    ("lakh", 1e5),
    ("miljard", 1e9),
    ("miljoen", 1e6),
    ("Mrd.", 1e9),
    ("Mrd", 1e9),
    ("Mio.", 1e6),
    ("Mio", 1e6),
    ("Mds", 1e9),
    ("Md", 1e9),
    ("mld", 1e9),
    ("mln", 1e6),
    ("млрд", 1e9),
    ("млн", 1e6),
    ("тыс", 1e3),
    ("Tsd.", 1e3),
    ("bn", 1e9),
    ("Bn", 1e9),
    ("tn", 1e12),
    ("trn", 1e12),
    ("mn", 1e6),
    ("Cr", 1e7),
    ("B", 1e9),
    ("M", 1e6),
    ("m", 1e6),
    ("T", 1e12),
    ("k", 1e3),
    ("K", 1e3),
    ("G", 1e9),
];

/// Powers of ten thousand; they follow a figure without a space and may be followed by another.
const MYRIADS: &[(&str, f64)] = &[
    ("兆", 1e12),
    ("億", 1e8),
    ("亿", 1e8),
    ("万", 1e4),
    ("萬", 1e4),
    ("조", 1e12),
    ("억", 1e8),
    ("만", 1e4),
];

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
    match word.as_str() {
        "pb" | "bp" | "bps" | "pdb" => Unit::BasisPoints,
        "pts" | "pt" | "pkt" | "pkte" | "pp" | "点" | "ポイント" => Unit::Points,
        word if ["point", "punkt", "punt", "pont", "poeng", "пункт", "puan"]
            .iter()
            .any(|stem| word.contains(stem)) =>
        {
            Unit::Points
        }
        _ => Unit::Plain,
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
