//! Finds figures in normalised text and decides which sign is the decimal one.

use super::hint::Hint;
use super::normal::{CERTAIN_DECIMAL, normalise};

/// Longest figure, in bytes; more digits mean nothing in an `f64`.
const MAX_FIGURE: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecimalSign {
    Comma,
    Point,
}

/// A number without the words around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) decimals: u8,
    pub(super) ambiguous: bool,
}

/// The decimal sign of a block and whether it is known and not guessed.
pub(super) fn vote(text: &str, hint: Hint<'_>) -> (Option<DecimalSign>, bool) {
    let beside = normalise(&hint.beside.chars().take(400).collect::<String>());
    let proof = [text, beside.as_str()].into_iter().find_map(proven);
    match proof.or_else(|| hint.lang.and_then(of_language)) {
        Some(sign) => (Some(sign), true),
        None => (None, false),
    }
}

/// The decimal sign that the figures of a text prove: a lone separator before one, two or
/// four and more digits, or the last of two kinds.
fn proven(text: &str) -> Option<DecimalSign> {
    let mut at = 0;
    let mut commas = 0;
    let mut points = 0;
    while let Some((start, end)) = next_digits(text, at) {
        match proof_of(&text[start..end]) {
            Some(DecimalSign::Comma) => commas += 1,
            Some(DecimalSign::Point) => points += 1,
            None => {}
        }
        at = end;
    }
    match (commas, points) {
        (0, 0) => None,
        (commas, points) if commas > points => Some(DecimalSign::Comma),
        (commas, points) if commas < points => Some(DecimalSign::Point),
        _ => None,
    }
}

fn proof_of(figure: &str) -> Option<DecimalSign> {
    let last = figure.rfind([',', '.'])?;
    let is_comma = figure.as_bytes()[last] == b',';
    let fraction = figure.len() - last - 1;
    let separators = figure.matches([',', '.']).count();
    let other = if is_comma { '.' } else { ',' };
    let spaced = figure[..last].contains([' ', '\'']);
    let proves = match separators {
        1 => fraction != 3 || spaced || figure.starts_with("0"),
        _ => figure.contains(other),
    };
    match (proves, is_comma) {
        (false, _) => None,
        (true, true) => Some(DecimalSign::Comma),
        (true, false) => Some(DecimalSign::Point),
    }
}

/// The decimal sign of a language (Unicode CLDR 48, `symbols-numberSystem-latn/decimal`).
fn of_language(tag: &str) -> Option<DecimalSign> {
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let (language, region) = tag.split_once('-').unwrap_or((&tag, ""));
    if matches!(
        (language, region),
        ("de" | "it", "ch" | "li")
            | (
                "es",
                "mx" | "us" | "gt" | "hn" | "sv" | "ni" | "pa" | "pe" | "pr" | "do"
            )
    ) {
        return Some(DecimalSign::Point);
    }
    match language {
        "en" | "ja" | "zh" | "ko" | "th" | "he" | "iw" | "hi" | "bn" | "ta" | "te" | "mr"
        | "gu" | "pa" | "ml" | "kn" | "ur" | "ms" | "fil" | "tl" | "sw" | "cy" | "ga" | "mt"
        | "ar" | "am" | "my" | "ne" | "si" => Some(DecimalSign::Point),
        "fr" | "de" | "it" | "es" | "pt" | "nl" | "sv" | "da" | "nb" | "nn" | "no" | "fi"
        | "is" | "pl" | "cs" | "sk" | "hu" | "ro" | "bg" | "ru" | "uk" | "be" | "el" | "tr"
        | "hr" | "sl" | "sr" | "bs" | "mk" | "sq" | "lt" | "lv" | "et" | "ca" | "gl" | "eu"
        | "id" | "vi" | "kk" | "az" | "ka" | "hy" | "lb" | "fo" | "af" => Some(DecimalSign::Comma),
        _ => None,
    }
}

/// The first figure of a text.
pub(super) fn first(text: &str, sign: (Option<DecimalSign>, bool)) -> Option<Figure> {
    let (start, end) = next_digits(text, 0)?;
    let body = &text[start..end];
    if body.len() > MAX_FIGURE {
        return None;
    }
    let (plain, ambiguous) = plain(body, sign);
    let decimals = plain.find('.').map_or(0, |at| plain.len() - at - 1);
    let mut figure = Figure {
        start,
        end,
        value: plain.parse().ok()?,
        decimals: u8::try_from(decimals).unwrap_or(u8::MAX),
        ambiguous,
    };
    exponent(text, &plain, &mut figure);
    fraction(text, &mut figure);
    figure.value.is_finite().then_some(figure)
}

/// The bounds of the next figure: digits, with separators between digits, and spaces before
/// groups of three.
fn next_digits(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = from + bytes.get(from..)?.iter().position(u8::is_ascii_digit)?;
    // ".5" is a half, "J.5" is not.
    if start > from
        && bytes[start - 1] == b'.'
        && (start < 2 || !bytes[start - 2].is_ascii_alphanumeric())
    {
        start -= 1;
    }
    let mut end = start + 1;
    while end < bytes.len() {
        let next_is_digit = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        end += match bytes[end] {
            byte if byte.is_ascii_digit() => 1,
            b',' | b'.' if next_is_digit => 1,
            b' ' | b'\'' if is_group(bytes, start, end) => 1,
            _ if next_after_certain(text, end) => CERTAIN_DECIMAL.len_utf8(),
            _ => break,
        };
    }
    Some((start, end))
}

fn next_after_certain(text: &str, at: usize) -> bool {
    text[at..].starts_with(CERTAIN_DECIMAL)
        && text.as_bytes()[at + CERTAIN_DECIMAL.len_utf8()..]
            .first()
            .is_some_and(u8::is_ascii_digit)
}

/// Whether the space at `at` groups: up to three digits before it (since the last space) and
/// exactly three behind it.
fn is_group(bytes: &[u8], start: usize, at: usize) -> bool {
    let before = bytes[start..at]
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let whole = bytes[start..at].len() == before
        || matches!(bytes[at - before - 1], b' ' | b'\'') && before == 3;
    let behind = bytes[at + 1..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    (1..=3).contains(&before) && whole && behind == 3 && bytes.get(at + 4) != Some(&b'/')
}

/// The figure as Rust reads it, and whether its decimal sign is a guess.
fn plain(body: &str, (sign, _): (Option<DecimalSign>, bool)) -> (String, bool) {
    let (decimal, ambiguous) = decimal_at(body, sign);
    let mut plain = String::with_capacity(body.len());
    for (at, c) in body.char_indices() {
        if Some(at) == decimal {
            plain.push('.');
        } else if c.is_ascii_digit() {
            plain.push(c);
        }
    }
    (plain, ambiguous)
}

/// Where the decimal sign stands, if there is one.
fn decimal_at(body: &str, sign: Option<DecimalSign>) -> (Option<usize>, bool) {
    if let Some(at) = body.find(CERTAIN_DECIMAL) {
        return (Some(at), false);
    }
    let Some(last) = body.rfind([',', '.']) else {
        return (None, false);
    };
    if body.matches([',', '.']).count() > 1 {
        let kind = &body[last..=last];
        let both = body[..last].contains(if kind == "," { '.' } else { ',' });
        let only_one_last = body.matches(kind).count() == 1;
        return ((both && only_one_last).then_some(last), false);
    }
    if let Some(proof) = proof_of(body) {
        let is_comma = body.as_bytes()[last] == b',';
        return (
            ((proof == DecimalSign::Comma) == is_comma).then_some(last),
            false,
        );
    }
    if last > 3 {
        return (Some(last), false);
    }
    let is_comma = body.as_bytes()[last] == b',';
    match sign {
        Some(sign) => (
            ((sign == DecimalSign::Comma) == is_comma).then_some(last),
            false,
        ),
        None => ((!is_comma).then_some(last), true),
    }
}

/// "1.23e-05".
fn exponent(text: &str, plain: &str, figure: &mut Figure) {
    let rest = &text[figure.end..];
    let Some(tail) = rest.strip_prefix(['e', 'E']) else {
        return;
    };
    let signed = usize::from(tail.starts_with(['+', '-']));
    let digits = tail[signed..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    if !(1..=3).contains(&digits) || tail[signed + digits..].starts_with(char::is_alphanumeric) {
        return;
    }
    let power: i32 = tail[..signed + digits].parse().unwrap_or(0);
    let Ok(value) = format!("{plain}e{power}").parse() else {
        return;
    };
    figure.value = value;
    figure.end += 1 + signed + digits;
    let decimals = i32::from(figure.decimals) - power;
    figure.decimals = u8::try_from(decimals.clamp(0, 30)).unwrap_or(0);
}

/// "101 7/32": bonds are quoted in halves of halves.
fn fraction(text: &str, figure: &mut Figure) {
    if figure.decimals > 0 {
        return;
    }
    let Some(rest) = text[figure.end..].strip_prefix(' ') else {
        return;
    };
    let upper_length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let Some(lower) = rest[upper_length..].strip_prefix('/') else {
        return;
    };
    let lower_length = lower.bytes().take_while(u8::is_ascii_digit).count();
    let parts = (
        rest[..upper_length].parse::<u16>(),
        lower[..lower_length].parse::<u16>(),
    );
    let (Ok(upper), Ok(lower)) = parts else {
        return;
    };
    if upper < lower && lower.is_power_of_two() && lower <= 256 {
        figure.value += f64::from(upper) / f64::from(lower);
        figure.decimals = u8::try_from(lower.trailing_zeros()).unwrap_or(0);
        figure.end += 1 + upper_length + 1 + lower_length;
    }
}
