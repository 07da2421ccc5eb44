//! Phrases that pages print around articles (`[phrase.*]` in `assets/words/`).
//!
//! Applied to short leaves only, compared in folded form (lower case, letters and digits):
//! a phrase that stands inside a paragraph says nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::folded;
use crate::words::Words;

/// What a phrase announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum PhraseKind {
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
    pub kind: PhraseKind,
    /// The leaf is the phrase; otherwise it only begins with it.
    pub whole: bool,
}

/// Where the phrases of each kind stand.
const SECTIONS: [(PhraseKind, Words); KINDS] = [
    (PhraseKind::End, Words::PhraseEnd),
    (PhraseKind::Inline, Words::PhraseInline),
    (PhraseKind::Subscribe, Words::PhraseSubscribe),
    (PhraseKind::Consent, Words::PhraseConsent),
    (PhraseKind::Share, Words::PhraseShare),
    (PhraseKind::Caption, Words::PhraseCaption),
    (PhraseKind::Byline, Words::PhraseByline),
    (PhraseKind::Legal, Words::PhraseLegal),
];

struct Phrase {
    text: String,
    kind: PhraseKind,
    /// The phrase must be the whole leaf.
    whole: bool,
}

/// By their first two characters: most texts share those with few phrases.
static PHRASES: LazyLock<HashMap<Beginning, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<Beginning, Vec<Phrase>> = HashMap::new();
    let all = SECTIONS
        .iter()
        .flat_map(|&(kind, words)| words.all().iter().map(move |line| (kind, *line)));
    for (kind, line) in all {
        let (line, whole) = match line.strip_prefix('=') {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        let text = folded(line);
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

/// The longest phrase that a folded text is or begins with; of equals what must be the whole.
#[must_use]
pub fn hit(folded: &str) -> Option<Hit> {
    let (first, second) = beginning(folded)?;
    let longer = PHRASES.get(&(first, second));
    // A phrase may be one character.
    let single = second.and_then(|_| PHRASES.get(&(first, None)));
    let mut best: Option<((usize, bool), Hit)> = None;
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
        let rank = (phrase.text.len(), phrase.whole);
        if best.is_none_or(|(highest, _)| rank > highest) {
            let kind = phrase.kind;
            best = Some((rank, Hit { kind, whole }));
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
    }

    #[test]
    fn a_phrase_announces_one_thing() {
        let mut known = HashMap::new();
        for phrase in PHRASES.values().flatten() {
            let other = known.insert((&phrase.text, phrase.whole), phrase.kind);
            assert_eq!(other, None, "{}", phrase.text);
        }
    }
}
