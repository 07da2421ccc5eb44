//! Dates that a list writes into its titles: "2024-01-05: Dam gives way". Where most titles
//! begin, or end, with a date, the date is no part of them.

use crate::dates::{self, is_only_date};
use crate::model::headline::Entry;

/// Words of the longest date ("Fri 5 January 2024").
const MAX_WORDS: usize = 5;
/// Fewest titles that make a habit.
const MIN_TITLES: usize = 3;
/// What stands between a date and a title.
const BETWEEN: &[char] = &[
    '-', '–', '—', ':', '|', '·', '•', '»', '/', '(', ')', '[', ']', ',', ' ',
];

/// Takes the dates out of the titles of a list.
pub(super) fn take_out(entries: &mut [Entry]) {
    for split in [leading, trailing] {
        let dated = entries.iter().filter(|entry| split(&entry.title).is_some());
        let count = dated.count();
        if count < MIN_TITLES || count * 5 < entries.len() * 4 {
            continue;
        }
        for entry in entries.iter_mut() {
            if let Some((date, title)) = split(&entry.title) {
                entry.published = entry.published.or_else(|| dates::strict(&date));
                entry.title = title;
            }
        }
    }
}

fn leading(title: &str) -> Option<(String, String)> {
    let words: Vec<&str> = title.split(' ').collect();
    let mut longest = None;
    for count in 1..=MAX_WORDS.min(words.len().saturating_sub(1)) {
        let last = words[count - 1];
        if last.chars().all(|c| BETWEEN.contains(&c)) {
            break;
        }
        let rest = &words[count..];
        longest = parts(&words[..count], rest, 1).or(longest);
        if last.ends_with([':', ']', ')']) {
            break;
        }
    }
    longest
}

fn trailing(title: &str) -> Option<(String, String)> {
    let words: Vec<&str> = title.split(' ').collect();
    let mut longest = None;
    for count in 1..=MAX_WORDS.min(words.len().saturating_sub(1)) {
        let at = words.len() - count;
        if words[at].chars().all(|c| BETWEEN.contains(&c)) {
            break;
        }
        longest = parts(&words[at..], &words[..at], 0).or(longest);
        if words[at].starts_with(['[', '(']) {
            break;
        }
    }
    longest
}

/// The date and the title, if they are these.
fn parts(date: &[&str], title: &[&str], weekdays: usize) -> Option<(String, String)> {
    let date = date.join(" ");
    let date = date.trim_matches(BETWEEN);
    let joined = title.join(" ");
    // A bracket of the title's own stays.
    let title = joined
        .trim_start_matches(BETWEEN)
        .trim_end_matches(['-', '–', '—', ':', '|', '·', ' ']);
    let digits = date.chars().filter(char::is_ascii_digit).count();
    let is_title = title.chars().any(char::is_alphabetic);
    // Only a weekday may stand among the numbers and the month, in front.
    let of_date = date.split(' ').skip(weekdays).all(is_part_of_date);
    (digits >= 3 && is_title && of_date && is_only_date(date))
        .then(|| (date.to_owned(), title.to_owned()))
}

fn is_part_of_date(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    is_number || word.chars().count() <= 2 || dates::is_date(&format!("5 {word}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(titles: &[&str]) -> Vec<Entry> {
        let entry = |title: &&str| Entry {
            title: (*title).to_owned(),
            ..Entry::default()
        };
        let mut entries: Vec<Entry> = titles.iter().map(entry).collect();
        take_out(&mut entries);
        entries
    }

    #[test]
    fn dates_of_a_list_are_taken_out() {
        for titles in [
            [
                "2024-01-05 Dam gives way",
                "2024-01-06 - Dam gives way",
                "[2024-01-07] Dam gives way",
            ],
            [
                "5 Jan 2024: Dam gives way",
                "Jan 6, 2024 — Dam gives way",
                "Fri 5 January 2024 | Dam gives way",
            ],
            [
                "Dam gives way (2024-01-05)",
                "Dam gives way — Jan 6, 2024",
                "Dam gives way 05.01.2024",
            ],
            [
                "2024/01/05 » Dam gives way",
                "2024年1月5日 Dam gives way",
                "2024.01.05 Dam gives way",
            ],
        ] {
            for entry in list(&titles) {
                assert_eq!(entry.title, "Dam gives way", "{titles:?}");
                assert!(entry.published.is_some(), "{titles:?}");
            }
        }
    }

    #[test]
    fn years_of_titles_stay() {
        let titles = [
            "2024 in numbers",
            "Plans for 2025",
            "May 2025 was warm (again)",
        ];
        for (entry, title) in list(&titles).iter().zip(titles) {
            assert_eq!(entry.title, title);
        }
    }
}
