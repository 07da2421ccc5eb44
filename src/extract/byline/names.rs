//! Names in texts: split, freed of what introduces them, told apart from a page's furniture.

use super::super::text::folded;
use super::super::{agency, dates};
use super::words::{BEFORE_DATES, INTRODUCTIONS, LABEL_PARTS, NO_NAMES, RANKS};
use crate::ingest::clean;

/// Most authors that are listed.
pub const MAX_AUTHORS: usize = 12;

/// Splits "By Ann Lee and Bo Chen, Paris" into names.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let text = text.replace(['\u{a0}', '\t'], " ");
    let text = match behind_label(text.trim()) {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let mut names = Vec::new();
    for line in text.split(['\n', ';', '|', ',', '、', '，', '/', '•', '·']) {
        let mut rest = strip_introduction(line.trim());
        loop {
            let cut = [
                " and ",
                " und ",
                " et ",
                " y ",
                " & ",
                " og ",
                " och ",
                " en ",
                " i ",
                " e ",
                " ve ",
                " und\u{a0}",
                " с ",
            ]
            .iter()
            .filter_map(|word| Some((rest.find(word)?, word.len())))
            .min();
            let Some((at, length)) = cut else {
                break;
            };
            names.push(strip_introduction(rest[..at].trim()).to_owned());
            rest = &rest[at + length..];
        }
        names.push(strip_introduction(rest.trim()).to_owned());
    }
    for name in &mut names {
        // "Ann Lee (alee)": the initials are no part of the name.
        if let Some(at) = name.find(['(', '（']).filter(|&at| at > 3) {
            name.truncate(at);
            name.truncate(name.trim_end().len());
        }
    }
    for name in &mut names {
        *name = without_rank(without_date(name)).to_owned();
    }
    names.retain(|name| !name.is_empty() && !INTRODUCTIONS.contains(&name.to_lowercase().as_str()));
    names
}

/// A text without what introduces a name ("By", "Autor:") and what closes it.
#[must_use]
pub fn strip_introduction(text: &str) -> &str {
    let text = bare(text);
    let text = introduced(text).unwrap_or(text);
    text.trim_end_matches([')', '.', ':']).trim()
}

fn bare(text: &str) -> &str {
    text.trim()
        .trim_start_matches(['-', '–', '—', ':', '@', '('])
        .trim_start()
}

/// What follows the words that introduce a name; `None` when there are none.
#[must_use]
pub fn introduced(text: &str) -> Option<&str> {
    let mut text = bare(text);
    let mut is_introduced = false;
    for _ in 0..2 {
        let Some(rest) = behind_word(text).or_else(|| behind_label(text)) else {
            break;
        };
        is_introduced = true;
        text = rest
            .trim_start_matches([' ', ':', '：', '＝', '=', '\u{a0}'])
            .trim();
    }
    is_introduced.then_some(text)
}

/// Whether a line says so plainly that it names an author that it may stand anywhere.
#[must_use]
pub fn is_signed(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "written by",
        "words by",
        "text von",
        "ein artikel von",
        "skrevet av",
        "автор текста",
        "escrito por",
        "scritto da",
        "écrit par",
        "geschrieben von",
        "geschreven door",
    ]
    .iter()
    .any(|words| lower.starts_with(words))
}

fn behind_word(text: &str) -> Option<&str> {
    INTRODUCTIONS.iter().find_map(|word| {
        let head = text.get(..word.len())?;
        let rest = &text[word.len()..];
        let ends = rest.starts_with([' ', ':', '：', '\u{a0}']);
        (ends && head.to_lowercase() == *word).then_some(rest)
    })
}

/// What follows a label of such parts; commas and dots join them.
fn behind_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once([':', '：', '＝', '='])?;
    label
        .split(['・', '/', '／', '、', '&', '＆', '　', ' '])
        .all(|part| LABEL_PARTS.contains(&part))
        .then_some(rest)
}

/// A name without the rank behind it; a rank alone stays.
fn without_rank(name: &str) -> &str {
    RANKS
        .iter()
        .find_map(|rank| name.strip_suffix(rank))
        .map(str::trim_end)
        .filter(|rest| !rest.is_empty() && rest.chars().all(super::super::measure::is_wide))
        .unwrap_or(name)
}

/// A name without the date behind it.
fn without_date(name: &str) -> &str {
    BEFORE_DATES
        .iter()
        .find_map(|word| {
            let at = name.find(word)?;
            dates::parse(&name[at + word.len()..])
                .is_some()
                .then_some(&name[..at])
        })
        .unwrap_or(name)
}

/// Whether a text can be a name: short, with letters, without the words of a page's furniture.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    if !(2..=50).contains(&length) || name.split_whitespace().count() > 6 {
        return false;
    }
    if name.chars().filter(char::is_ascii_digit).count() > 1 {
        return false;
    }
    let lower = name.to_lowercase();
    if lower.starts_with("http")
        || lower.contains("www.")
        || lower.contains('@')
        || lower.contains(".com")
    {
        return false;
    }
    name.chars().next().is_some_and(char::is_alphabetic)
}

fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    is_name(name)
        && dates::parse(name).is_none()
        && !NO_NAMES.iter().any(|word| lower.contains(word))
        && agency::by_name(name).is_none()
}

/// An account name: one lower-case word of ASCII letters.
#[must_use]
pub fn is_handle(name: &str) -> bool {
    name.bytes().all(|byte| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.')
    })
}

/// Whether a text is first and last name, or a name in a script that writes them together.
#[must_use]
pub fn is_full_name(name: &str) -> bool {
    // Names that are written together are short; longer runs are words.
    let wide = name.chars().count() <= 7 && name.chars().all(super::super::measure::is_wide);
    let capitals = name
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    wide || capitals >= 2
}

/// Names once each, persons only if there are any, never the site itself.
#[must_use]
pub fn clean(names: Vec<String>, site: Option<&str>) -> Vec<String> {
    let site = site.map(folded).unwrap_or_default();
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        let name = clean::line(&name);
        let key = folded(&name);
        let is_site = !site.is_empty() && (key == site || key == format!("{site} com"));
        if is_person(&name) && !is_site && !kept.iter().any(|other| folded(other) == key) {
            kept.push(name);
        }
    }
    kept.truncate(MAX_AUTHORS);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_split() {
        assert_eq!(split("By Ann Lee and Bo Chen"), ["Ann Lee", "Bo Chen"]);
        assert_eq!(split("par Alexandra Alper"), ["Alexandra Alper"]);
        assert_eq!(split("Von: Jan Berg"), ["Jan Berg"]);
        assert_eq!(split("By\nJan Berg (jbe)"), ["Jan Berg"]);
        assert_eq!(split("Written by Ann Lee on 3 May 2024"), ["Ann Lee"]);
        assert_eq!(split("取材・文：浜野澪"), ["浜野澪"]);
        assert_eq!(split("文＝浜野澪"), ["浜野澪"]);
        assert_eq!(split("浜野澪記者"), ["浜野澪"]);
    }

    #[test]
    fn only_an_introduction_introduces() {
        assert_eq!(introduced("Written by Ann Lee"), Some("Ann Lee"));
        assert_eq!(introduced("Do not stop. If it rains, wait."), None);
        assert_eq!(introduced("It ended."), None);
    }

    #[test]
    fn furniture_is_no_name() {
        assert!(!is_person("https://example.com/a"));
        assert!(!is_person("5 min read"));
        assert!(is_person("Ann Lee"));
    }
}
