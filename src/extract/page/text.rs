//! Small text operations that several steps share: comparing two texts by their words, and
//! looking for phrases.

use memchr::memmem::Finder;

use super::measure::is_wide;
use crate::fold::folded;

/// The share of the words of the shorter text that the other holds too, 0 to 1.
#[must_use]
pub fn similarity(left: &str, right: &str) -> f32 {
    similarity_of_folded(&folded(left), &folded(right))
}

/// As [`similarity`], of texts that are [`folded`] already.
#[must_use]
#[allow(clippy::cast_precision_loss)] // word counts of headlines
pub fn similarity_of_folded(left: &str, right: &str) -> f32 {
    let mut one: Vec<&str> = left.split(' ').filter(|word| !word.is_empty()).collect();
    let mut two: Vec<&str> = right.split(' ').filter(|word| !word.is_empty()).collect();
    if one.is_empty() || two.is_empty() {
        return 0.0;
    }
    if one.len() > two.len() {
        std::mem::swap(&mut one, &mut two);
    }
    let common = one.iter().filter(|word| two.contains(word)).count();
    2.0 * common as f32 / (one.len() + two.len()) as f32
}

/// A folded phrase that is looked for in many folded texts.
#[derive(Debug)]
pub struct Sought {
    finder: Finder<'static>,
    text: String,
    anywhere: bool,
}

impl Sought {
    /// Prepares a folded phrase.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self {
            finder: Finder::new(&text).into_owned(),
            anywhere: text.chars().all(|c| is_wide(c) || c == ' '),
            text,
        }
    }

    /// The phrase.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a folded text holds the phrase as words; scripts without spaces hold it anywhere.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let parts = |c: Option<char>| c.is_none_or(|c| c == ' ' || is_wide(c));
        self.finder.find_iter(text.as_bytes()).any(|at| {
            self.anywhere
                || parts(text[..at].chars().next_back())
                    && parts(text[at + self.text.len()..].chars().next())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_words() {
        let is_in = |phrase: &str, text: &str| Sought::new(phrase.to_owned()).is_in(text);
        assert!(is_in("our cookies", "we and our cookies"));
        assert!(!is_in("our cookies", "we devour cookies") && !is_in("cookie", "cookies"));
        assert!(is_in("クッキー", "当サイトではクッキーを使用") && is_in("ab", "漢ab字"));
    }

    #[test]
    fn texts_are_compared_by_their_words() {
        assert!(similarity("Bank cuts rates", "Bank cuts rates - Paper") > 0.8);
    }
}
