//! Texts that tell what the article says: the page's own `articleBody`, its description, the
//! feed's text. They are anchors, not truth: a leaf is compared with them by runs of words.

use std::collections::HashSet;

use crate::extract::page::measure::is_wide;
use crate::hash::Fnv;

/// Words of a run; texts in wide scripts count each character as a word.
const RUN: usize = 4;
/// Longest anchor that is read, in words.
const MAX_WORDS: usize = 20_000;

/// The word runs of a text.
#[derive(Debug, Default)]
pub struct Anchor {
    runs: HashSet<u64>,
    /// Words of the text.
    pub words: usize,
}

impl Anchor {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Vec::new();
        hash_words(text, &mut words);
        Self {
            runs: words
                .windows(RUN.min(words.len().max(1)))
                .map(combine)
                .collect(),
            words: words.len(),
        }
    }

    /// Whether there is nothing to compare with.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The share of a text's word runs that stand in the anchor, 0 to 1; 0 for texts shorter
    /// than one run. `words` is a buffer.
    #[must_use]
    pub fn share(&self, text: &str, words: &mut Vec<u64>) -> f32 {
        if self.runs.is_empty() {
            return 0.0;
        }
        hash_words(text, words);
        self.share_of(words)
    }

    /// As [`Anchor::share`], of words that are hashed already.
    #[must_use]
    pub fn share_of(&self, words: &[u64]) -> f32 {
        if self.runs.is_empty() || words.len() < RUN {
            return 0.0;
        }
        let total = words.len() - RUN + 1;
        let found = words
            .windows(RUN)
            .filter(|run| self.runs.contains(&combine(run)))
            .count();
        crate::extract::page::subtree_sums::ratio(
            u32::try_from(found).unwrap_or(u32::MAX),
            u32::try_from(total).unwrap_or(u32::MAX),
        )
    }
}

fn combine(run: &[u64]) -> u64 {
    let mut hash = Fnv::default();
    for word in run {
        hash.0 = (hash.0 ^ word)
            .wrapping_mul(0x0100_0000_01b3)
            .rotate_left(17);
    }
    hash.0
}

/// Hashes of a text's words in lower case.
pub fn hash_words(text: &str, words: &mut Vec<u64>) {
    words.clear();
    let mut hash = Fnv::default();
    let mut open = false;
    for c in text.chars() {
        if words.len() >= MAX_WORDS {
            return;
        }
        if is_wide(c) {
            if open {
                words.push(hash.0);
                open = false;
            }
            let mut single = Fnv::default();
            single.add(&u32::from(c).to_le_bytes());
            words.push(single.0);
            hash = Fnv::default();
        } else if c.is_alphanumeric() {
            open = true;
            if c.is_ascii() {
                // What the line below does for a letter that has one lower-case form.
                hash.add(&[c.to_ascii_lowercase() as u8, 0]);
                continue;
            }
            for lower in c.to_lowercase() {
                hash.add(&u32::from(lower).to_le_bytes()[..2]);
            }
        } else if open && c != '\u{ad}' {
            words.push(hash.0);
            hash = Fnv::default();
            open = false;
        }
    }
    if open {
        words.push(hash.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_smaller_text() {
        let anchor = Anchor::of("The quick brown fox jumps over the lazy dog, they say.");
        let mut words = Vec::new();
        assert!(anchor.share("the QUICK brown fox jumps", &mut words) > 0.99);
        assert!(anchor.share("a quick brown cat jumps", &mut words) < 0.01);
        assert!(Anchor::of("株価は上昇した").share("株価は上昇", &mut words) > 0.99);
        assert!(Anchor::of("").is_empty());
    }
}
