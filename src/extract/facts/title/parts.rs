//! The parts of a title bar: the headline, and the site's name behind it.

use crate::fold::folded;

const SEPARATORS: [&str; 12] = [
    " | ", " - ", " – ", " — ", " • ", " · ", " » ", " :: ", " / ", "｜", " ｜ ", "_",
];

/// A title without the site's name at its end (or start, when the site is known).
#[must_use]
pub fn strip_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let site = site.map(folded).filter(|site| !site.is_empty());
    let mut text = title.trim();
    for _ in 0..3 {
        let Some((head, tail)) = last_part(text) else {
            break;
        };
        let tail_folded = folded(tail);
        let named = site.as_ref().is_some_and(|site| {
            *site == tail_folded
                || tail_folded.contains(site.as_str())
                || site.contains(tail_folded.as_str())
        });
        let named = named || is_domain(tail);
        let short = tail.chars().count() <= 30 && tail.split_whitespace().count() <= 4;
        let is_apart = site.is_none() || text[head.len()..].starts_with(" | ");
        let enough = head.chars().count() >= 15 && head.chars().count() > tail.chars().count();
        if enough && (named || is_apart && short && !tail.ends_with(['?', '!', '.', '"'])) {
            text = head.trim_end();
        } else {
            break;
        }
    }
    if let (Some(site), Some((head, tail))) = (site, first_part(text))
        && folded(head) == site
        && tail.chars().count() >= 10
    {
        text = tail;
    }
    text
}

fn is_domain(text: &str) -> bool {
    !text.contains(' ')
        && text.rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty()
                && (2..=4).contains(&end.len())
                && end.bytes().all(|b| b.is_ascii_alphabetic())
        })
}

fn last_part(text: &str) -> Option<(&str, &str)> {
    SEPARATORS
        .iter()
        .filter_map(|separator| Some((text.rfind(separator)?, separator.len())))
        .max()
        .map(|(at, length)| (&text[..at], &text[at + length..]))
}

fn first_part(text: &str) -> Option<(&str, &str)> {
    SEPARATORS
        .iter()
        .filter_map(|separator| Some((text.find(separator)?, separator.len())))
        .min()
        .map(|(at, length)| (&text[..at], &text[at + length..]))
}

/// White space as single spaces.
pub(super) fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
