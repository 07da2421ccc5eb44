//! Raised and lowered text in the characters of one line: 10⁶, H₂O, x^(n/2), "1st".
//!
//! A terminal has one line for all; without a sign of its own "10⁶" would read as "106".

use crate::words::Words;

/// Longest text that is raised or lowered, in characters; a longer one is only small print.
pub(crate) const MAX_CHARS: usize = 24;

/// A raised text as it reads behind `before`.
#[must_use]
pub(crate) fn raised_after(before: &str, text: &str) -> String {
    if let Some(sign) = trade_sign(text) {
        return sign.to_owned();
    }
    let is_word = text.chars().all(char::is_alphabetic);
    if is_apart(before) {
        return exact(text, superscript).unwrap_or_else(|| text.to_owned());
    }
    if is_word && is_ending(before, text) {
        return text.to_owned();
    }
    if is_list_of_notes(text) && follows_a_word(before) {
        let inner = text.trim_matches(['[', ']', '(', ')']);
        return format!("[{inner}]");
    }
    let is_text =
        text.starts_with('[') || text.contains(' ') && text.chars().any(char::is_alphabetic);
    if is_text {
        return text.to_owned();
    }
    raised(text)
}

/// A lowered text as it reads behind `before`.
#[must_use]
pub(crate) fn lowered_after(before: &str, text: &str) -> String {
    let is_text = text.contains(' ') && text.chars().any(char::is_alphabetic);
    if is_apart(before) || is_text {
        return text.to_owned();
    }
    lowered(text)
}

/// Whether nothing stands directly before.
fn is_apart(before: &str) -> bool {
    before.chars().next_back().is_none_or(char::is_whitespace)
}

/// Whether letters end an ordinal ("1st", "XXe", "nº") or an abbreviation ("Mme").
fn is_ending(before: &str, text: &str) -> bool {
    let lower = text.to_lowercase();
    if !Words::RaisedEnding.has(&lower) {
        return false;
    }
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    if lower.chars().count() > 1 {
        return true;
    }
    let is_number = !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_numeric() || "IVXLCDM".contains(c));
    // "nº", "Mª": a letter after a letter that stands for a word.
    let is_short = matches!(lower.as_str(), "o" | "a")
        && word.chars().count() <= 2
        && word.chars().all(char::is_alphabetic);
    is_number || is_short
}

/// `1,2`, `3-5`, `[4]`, `*`: what stands behind words and is no power.
fn is_list_of_notes(text: &str) -> bool {
    let inner = text.trim_matches(['[', ']', '(', ')']);
    !inner.is_empty()
        && inner
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '–' | ' ' | ';'))
        && (inner.len() < text.len()
            || inner.contains([',', '–', ';'])
            || inner.contains('-') && !inner.starts_with('-'))
}

fn follows_a_word(before: &str) -> bool {
    let letters = before
        .chars()
        .rev()
        .take_while(|c| c.is_alphabetic())
        .count();
    letters >= 3 || before.ends_with(['.', ',', ';', ':', '!', '?', '”', '"', '’', '。', '、'])
}

fn trade_sign(text: &str) -> Option<&'static str> {
    match text.trim_matches(['(', ')']) {
        "TM" | "tm" => Some("™"),
        "SM" => Some("℠"),
        "R" if text.len() == 3 => Some("®"),
        _ => None,
    }
}

/// A raised text: in superscript characters, or behind `^`.
#[must_use]
pub(crate) fn raised(text: &str) -> String {
    exact(text, superscript).unwrap_or_else(|| marked('^', text))
}

/// A lowered text: in subscript characters, or behind `_`.
#[must_use]
pub(crate) fn lowered(text: &str) -> String {
    exact(text, subscript).unwrap_or_else(|| marked('_', text))
}

fn exact(text: &str, sign: fn(char) -> Option<char>) -> Option<String> {
    text.chars().filter(|c| *c != ' ').map(sign).collect()
}

fn marked(mark: char, text: &str) -> String {
    if text.is_empty() || text.starts_with(['^', '_']) {
        return text.to_owned();
    }
    if text.chars().all(char::is_alphanumeric) || text.chars().count() == 1 {
        format!("{mark}{text}")
    } else {
        format!("{mark}({text})")
    }
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(u32::from(c) - u32::from('0') + 0x2070)?,
        '+' => '⁺',
        '-' | '−' | '–' => '⁻',
        '=' => '⁼',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        'i' => 'ⁱ',
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '*' | '†' | '‡' | '°' | '′' | '™' | '®' => {
            c
        }
        _ => return None,
    })
}

fn subscript(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + 0x2080)?,
        '+' => '₊',
        '-' | '−' | '–' => '₋',
        '=' => '₌',
        '(' => '₍',
        ')' => '₎',
        _ => return None,
    })
}
