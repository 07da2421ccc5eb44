//! Names in texts: split, freed of what introduces them, told apart from a page's furniture.

use super::super::agency;
use super::super::text::folded;
use crate::ingest::clean;

/// Words that introduce an author, lower case, each followed by a space or colon.
const INTRODUCTIONS: &[&str] = &[
    "by",
    "par",
    "von",
    "por",
    "di",
    "da",
    "de",
    "door",
    "av",
    "af",
    "przez",
    "written by",
    "reported by",
    "text",
    "autor",
    "author",
    "автор",
    "작성자",
    "記者",
    "记者",
    "文",
    "作者",
    "posted by",
    "published by",
    "ein artikel von",
    "eine analyse von",
    "ein kommentar von",
    "propos recueillis par",
    "words by",
    "story by",
    "text von",
    "report by",
    "von unserem",
    "ein interview von",
    "redaktion",
    "skrevet av",
    "tekst",
    "автор текста",
    "yazan",
];

/// Most authors that are listed.
pub const MAX_AUTHORS: usize = 12;

/// Splits "By Ann Lee and Bo Chen, Paris" into names.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let text = text.replace(['\u{a0}', '\t'], " ");
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
    names.retain(|name| !name.is_empty() && !INTRODUCTIONS.contains(&name.to_lowercase().as_str()));
    names
}

pub fn strip_introduction(text: &str) -> &str {
    let mut text = text
        .trim()
        .trim_start_matches(['-', '–', '—', ':', '@', '('])
        .trim_start();
    for _ in 0..2 {
        let found = INTRODUCTIONS.iter().find_map(|word| {
            let head = text.get(..word.len())?;
            let rest = &text[word.len()..];
            let ends = rest.starts_with([' ', ':', '：', '\u{a0}']);
            (ends && head.to_lowercase() == *word).then_some(rest)
        });
        match found {
            Some(rest) => text = rest.trim_start_matches([' ', ':', '：']).trim(),
            None => break,
        }
    }
    text.trim_end_matches([')', '.', ':']).trim()
}

/// Words that no person is called.
const NO_NAMES: &[&str] = &[
    "http",
    "www.",
    "@",
    "admin",
    "staff",
    "editor",
    "redaktion",
    "newsroom",
    "desk",
    "updated",
    "published",
    "min read",
    "minutes",
    "correspondent",
    "reporter",
    "follow",
    "subscribe",
    "share",
    "comment",
    "read more",
    "associated press",
    "agency",
    "agencies",
    "published",
    "author",
    "©",
    "copyright",
    "photo",
    "veröffentlicht",
    "team",
    "guest",
    "contributor",
];

/// Whether a text can be a name: short, with letters, without the words of a page's furniture.
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
        && super::super::dates::parse(name).is_none()
        && !NO_NAMES.iter().any(|word| lower.contains(word))
        && agency::by_name(name).is_none()
}

/// An account name: one lower-case word of ASCII letters.
pub fn is_handle(name: &str) -> bool {
    name.bytes().all(|byte| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.')
    })
}

/// Whether a text is first and last name, or a name in a script that writes them together.
pub fn is_full_name(name: &str) -> bool {
    let wide = name.chars().all(super::super::measure::is_wide);
    let capitals = name
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    wide || capitals >= 2
}

/// Names once each, persons only if there are any, never the site itself.
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
    }

    #[test]
    fn furniture_is_no_name() {
        assert!(!is_person("https://example.com/a"));
        assert!(!is_person("5 min read"));
        assert!(is_person("Ann Lee"));
    }
}
