//! Names in texts: split, freed of what introduces them, told apart from a page's furniture.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::suppliers;
use crate::agency;
use crate::dates;
use crate::fold::folded;
use crate::markup::clean;
use crate::words::Words;

/// Most authors that are listed.
pub const MAX_AUTHORS: usize = 12;

/// What introduces an author.
const INTRODUCTIONS: [Words; 4] = [
    Words::BylineBy,
    Words::BylineIntroduction,
    Words::BylineSigned,
    Words::BylineAuthor,
];

static CONTRIBUTIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let all = Words::BylineContribution.all().iter();
    all.map(|words| format!(" {words}")).collect()
});
static JOINTS: LazyLock<Vec<String>> = LazyLock::new(|| Words::BylineAnd.spaced());
static BEFORE_DATES: LazyLock<Vec<String>> = LazyLock::new(|| Words::DateBefore.spaced());

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
            let cut = JOINTS
                .iter()
                .filter_map(|word| Some((rest.find(word.as_str())?, word.len())))
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
        *name = without_rank(without_date(without_contribution(name))).to_owned();
    }
    names.retain(|name| !name.is_empty() && !is_introduction(name) && !is_time(name));
    names
}

/// A text without what introduces a name ("By", "Autor:") and what closes it.
#[must_use]
pub fn strip_introduction(text: &str) -> &str {
    let text = bare(text);
    let text = introduced(text).unwrap_or(text);
    text.trim_end_matches([')', '.', ':', '●', '■', '▪', '→', '-', '–', ' '])
        .trim()
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
    let behind = |words: Words| {
        let all = words.all().iter();
        all.filter_map(|words| lower.strip_prefix(words))
    };
    behind(Words::BylineSigned).any(|rest| !rest.starts_with(char::is_alphanumeric))
        || behind(Words::BylineAuthor).any(|rest| rest.trim_start().starts_with(':'))
}

/// Whether a line that begins like this can be [`is_signed`] or [`is_introduction`]: nearly
/// all lines of a page cannot, by their first word.
#[must_use]
pub fn may_introduce(beginning: &str) -> bool {
    static FIRST: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let all = INTRODUCTIONS.iter().flat_map(|words| words.all());
        all.map(|words| first_word(words)).collect()
    });
    let word = first_word(beginning.trim_start());
    word.len() <= 24 && FIRST.contains(word.to_lowercase().as_str())
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    &text[..end.unwrap_or(text.len())]
}

fn behind_word(text: &str) -> Option<&str> {
    let all = INTRODUCTIONS.iter().flat_map(|words| words.all());
    let behind = all.filter_map(|word| {
        let head = text.get(..word.len())?;
        let rest = &text[word.len()..];
        let ends = rest.starts_with([' ', ':', '：', '\u{a0}']);
        (ends && head.to_lowercase() == *word).then_some(rest)
    });
    behind.min_by_key(|rest| rest.len())
}

/// What follows a label of such parts; commas and dots join them.
fn behind_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once([':', '：', '＝', '='])?;
    label
        .split(['・', '/', '／', '、', '&', '＆', '　', ' '])
        .all(|part| Words::BylineLabel.has(part))
        .then_some(rest)
}

/// Whether a text is nothing but what introduces a name ("By", "Written by:").
#[must_use]
pub fn is_introduction(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '：']).trim_end();
    let lower = text.to_lowercase();
    INTRODUCTIONS.iter().any(|words| words.has(&lower))
}

/// A name without what somebody else did for the article.
fn without_contribution(name: &str) -> &str {
    let lower = name.to_lowercase();
    if lower.len() != name.len() {
        return name;
    }
    let cut = CONTRIBUTIONS
        .iter()
        .filter_map(|words| lower.find(words.as_str()));
    cut.min().map_or(name, |at| name[..at].trim_end())
}

/// Whether a text consists of words that stand in dates.
fn is_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_of_date = |word: &str| {
        is_month_or_weekday(word)
            || word.bytes().all(|byte| byte.is_ascii_digit())
            || Words::DateBefore.has(word)
            || Words::DateClock.has(word)
    };
    lower
        .split(|c: char| c.is_whitespace() || c == '.')
        .filter(|word| !word.is_empty())
        .all(is_of_date)
}

fn is_month_or_weekday(word: &str) -> bool {
    dates::is_month(word) || dates::is_weekday(word)
}

/// A name without the rank behind it; a rank alone stays.
fn without_rank(name: &str) -> &str {
    Words::BylineRank
        .all()
        .iter()
        .find_map(|rank| name.strip_suffix(rank))
        .map(str::trim_end)
        .filter(|rest| !rest.is_empty() && rest.chars().all(crate::extract::page::measure::is_wide))
        .unwrap_or(name)
}

/// A name without the date behind it.
fn without_date(name: &str) -> &str {
    let behind_word = BEFORE_DATES.iter().filter_map(|word| {
        let at = name.find(word.as_str())?;
        let rest = &name[at + word.len()..];
        (dates::find(rest).is_some() || is_time(rest)).then_some(&name[..at])
    });
    behind_word
        .min_by_key(|name| name.len())
        .or_else(|| {
            // "Ann Lee December 2": a comma parted it from its year.
            let (head, day) = name.rsplit_once(' ')?;
            let (head, month) = head.rsplit_once(' ')?;
            let is_day = day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit());
            (is_day && dates::is_month(&month.to_lowercase())).then_some(head)
        })
        .unwrap_or(name)
}

/// Whether one of the words is an occupation.
#[must_use]
pub fn is_occupation(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .any(|word| Words::BylineOccupation.has(word))
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
        && dates::find(name).is_none()
        && ![Words::BylineNoName, Words::ReadOn]
            .iter()
            .flat_map(|words| words.all())
            .any(|word| lower.contains(word))
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
    let wide =
        name.chars().count() <= 7 && name.chars().all(crate::extract::page::measure::is_wide);
    let capitals = name
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    wide || capitals >= 2
}

/// Whether a text is nothing but a person's first and last name.
#[must_use]
pub fn is_strict_name(name: &str) -> bool {
    let is_part = |word: &str| {
        let is_capital = word.starts_with(char::is_uppercase);
        let is_word = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-');
        word.chars().all(is_word) && (is_capital || Words::Particle.has(word))
    };
    let words = name.split_whitespace();
    (2..=4).contains(&words.clone().count())
        && words.clone().all(is_part)
        && name.ends_with(char::is_alphabetic)
        && words.map(|word| word.chars().count()).sum::<usize>() >= 5
        && is_person(name)
        && !is_occupation(name)
        && !name
            .split_whitespace()
            .any(|word| is_month_or_weekday(&word.to_lowercase()))
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
        let is_credit = suppliers::without_credits(&name).is_empty();
        if is_person(&name)
            && !is_site
            && !is_credit
            && !kept.iter().any(|other| folded(other) == key)
        {
            kept.push(name);
        }
    }
    if kept.iter().any(|name| !is_occupation(name)) {
        kept.retain(|name| !is_occupation(name));
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
        assert_eq!(split("View all posts by Ann Lee"), ["Ann Lee"]);
        assert_eq!(split("Posted by Ann Lee December 2, 2025"), ["Ann Lee"]);
        assert_eq!(split("Von\nAnn.Lee\nam\nSamstag, 3. Mai"), ["Ann.Lee"]);
        assert_eq!(
            split("Text von Ann Lee   Illustration von Bo Chen"),
            ["Ann Lee"]
        );
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
