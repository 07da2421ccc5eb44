//! Phrases that pages print around articles, by language (`assets/phrases/*.txt`).
//!
//! Applied to short leaves only, compared in folded form (lower case, letters and digits):
//! a phrase that stands inside a paragraph says nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::list;

/// What a phrase announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// What follows is no longer the article: comments, related stories, most read.
    End,
    /// A line inside the article that is no part of it: "Advertisement", "Read more".
    Inline,
    /// Newsletter, registration, subscription.
    Subscribe,
    /// Cookies and consent.
    Consent,
    /// Share and follow.
    Share,
    /// A caption, credit or picture.
    Caption,
    /// A line on author or date.
    Byline,
    /// Copyright, source, legal.
    Legal,
}

/// Number of kinds.
pub const KINDS: usize = 8;

/// How a leaf meets the phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What the phrase announces.
    pub kind: Kind,
    /// The leaf is the phrase; otherwise it only begins with it.
    pub whole: bool,
}

const FILES: &[&str] = &[
    include_str!("../../../assets/phrases/de.txt"),
    include_str!("../../../assets/phrases/en.txt"),
    include_str!("../../../assets/phrases/es.txt"),
    include_str!("../../../assets/phrases/fr.txt"),
    include_str!("../../../assets/phrases/it.txt"),
    include_str!("../../../assets/phrases/cjk.txt"),
    include_str!("../../../assets/phrases/nordic.txt"),
    include_str!("../../../assets/phrases/pt.txt"),
    include_str!("../../../assets/phrases/slavic.txt"),
    include_str!("../../../assets/phrases/other.txt"),
];

struct Phrase {
    text: String,
    kind: Kind,
    /// The phrase must be the whole leaf.
    whole: bool,
}

/// By their first two characters: most texts share those with few phrases.
static PHRASES: LazyLock<HashMap<Beginning, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<Beginning, Vec<Phrase>> = HashMap::new();
    for (section, line) in FILES.iter().copied().flat_map(list::sections) {
        let kind = kind_of(section).unwrap_or(Kind::Inline);
        let (line, whole) = match line.strip_prefix('=') {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        let text = super::text::folded(line);
        if let Some(beginning) = beginning(&text) {
            let phrase = Phrase { text, kind, whole };
            phrases.entry(beginning).or_default().push(phrase);
        }
    }
    phrases
});

type Beginning = (char, Option<char>);

fn beginning(text: &str) -> Option<Beginning> {
    let mut chars = text.chars();
    Some((chars.next()?, chars.next()))
}

fn kind_of(name: &str) -> Option<Kind> {
    Some(match name {
        "end" => Kind::End,
        "inline" => Kind::Inline,
        "subscribe" => Kind::Subscribe,
        "consent" => Kind::Consent,
        "share" => Kind::Share,
        "caption" => Kind::Caption,
        "byline" => Kind::Byline,
        "legal" => Kind::Legal,
        _ => return None,
    })
}

/// The longest phrase that a folded text is or begins with.
#[must_use]
pub fn hit(folded: &str) -> Option<Hit> {
    let (first, second) = beginning(folded)?;
    let longer = PHRASES.get(&(first, second));
    // A phrase may be one character.
    let single = second.and_then(|_| PHRASES.get(&(first, None)));
    let mut best: Option<(usize, Hit)> = None;
    for phrase in longer.into_iter().chain(single).flatten() {
        let Some(rest) = folded.strip_prefix(phrase.text.as_str()) else {
            continue;
        };
        let whole = rest.is_empty();
        let wide = phrase
            .text
            .chars()
            .next_back()
            .is_some_and(super::measure::is_wide);
        if !(whole || !phrase.whole && (wide || rest.starts_with(' '))) {
            continue;
        }
        if best.is_none_or(|(length, _)| phrase.text.len() > length) {
            best = Some((
                phrase.text.len(),
                Hit {
                    kind: phrase.kind,
                    whole,
                },
            ));
        }
    }
    best.map(|(_, hit)| hit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_met_whole_or_as_a_beginning() {
        let whole = hit("read more").expect("in the list");
        assert!(whole.whole);
        let begins = hit("also read bank cuts rates").expect("in the list");
        assert!(!begins.whole);
        assert_eq!(hit("reading is fun"), None);
        assert!(FILES.iter().all(|file| file.lines().all(|line| {
            line.strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
                .is_none_or(|name| kind_of(name).is_some())
        })));
    }
}
