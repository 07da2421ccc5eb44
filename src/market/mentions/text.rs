//! A title or a teaser as words that keep how they are written.

use super::table::{Table, table};
use super::words::{Word, words};
use crate::market::notation::folded;

/// From here on scripts put no spaces between words, or particles behind them (Thai, Han, kana,
/// Hangul): there a name is found inside of a word.
const FIRST_UNSPACED: char = '\u{0E00}';

pub(super) fn is_unspaced(text: &str) -> bool {
    text.chars()
        .any(|c| c >= FIRST_UNSPACED && c.is_alphabetic() && !matches!(c, '\u{1E00}'..='\u{2FFF}'))
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.written.len()
    }

    pub(super) fn is_capital(&self) -> bool {
        self.written.starts_with(|c: char| !c.is_lowercase())
    }

    /// Letters that all are capitals, too few to be a name that is only shouted.
    fn is_acronym(&self) -> bool {
        self.written.chars().any(char::is_uppercase)
            && !self.written.contains(char::is_lowercase)
            && self.written.chars().count() <= 4
    }

    /// An acronym that must be written as one.
    fn is_strict(&self) -> bool {
        let is_short = self.written.chars().count() < 3;
        self.is_acronym() && (is_short || table().common.contains(&self.folded))
    }

    /// Whether so many bytes of it hold no small letter.
    fn starts_in_capitals(&self, length: usize) -> bool {
        let letters = self.written.get(..length).unwrap_or(self.written);
        !letters.contains(char::is_lowercase)
    }
}

/// Words, and what stands between them.
pub(super) struct Text<'a> {
    text: &'a str,
    pub(super) words: Vec<Word<'a>>,
}

impl<'a> Text<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            words: words(text),
        }
    }

    /// Where a phrase begins; its last word may have an s more ("Toyotas Gewinn").
    pub(super) fn phrases(&self, phrase: &Text<'_>, may_be_genitive: bool) -> Vec<usize> {
        let count = phrase.words.len();
        let is_at = |at: &usize| {
            let mut pairs = self.words[*at..*at + count].iter().zip(&phrase.words);
            let last = count - 1;
            pairs.all(|(word, own)| word.folded == own.folded)
                || (may_be_genitive
                    && (0..last).all(|i| self.words[*at + i].folded == phrase.words[i].folded)
                    && self.words[*at + last].folded.strip_suffix('s')
                        == Some(&phrase.words[last].folded))
        };
        match self.words.len().checked_sub(count) {
            Some(last) if count > 0 => (0..=last).filter(is_at).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the phrase at a place has the capitals of a name. An acronym may be written as a
    /// name is (Dax, Ibex), unless it is a word then (Net).
    pub(super) fn is_proper(&self, at: usize, name: &Text<'_>) -> bool {
        let count = name.words.len();
        let mut pairs = self.words[at..at + count].iter().zip(&name.words);
        let has_capitals = pairs.all(|(word, own)| {
            if own.is_strict() {
                word.starts_in_capitals(own.written.len())
            } else {
                word.is_capital() || !own.is_capital()
            }
        });
        let is_acronym = count == 1 && name.words[0].is_acronym();
        has_capitals && (is_acronym || !self.is_prefix(at, count)) && !self.is_other(at, count)
    }

    /// Whether a word is just so, and capitals say something.
    pub(super) fn is_exact(&self, at: usize, name: &Text<'_>) -> bool {
        let is_shouted = self.words.len() > 1 && !self.text.contains(char::is_lowercase);
        !is_shouted && self.words[at].starts_in_capitals(name.text.len())
    }

    /// Whether a hyphen makes it the beginning of a longer word ("Meta-analysis").
    fn is_prefix(&self, at: usize, count: usize) -> bool {
        let (Some(last), Some(next)) = (self.words.get(at + count - 1), self.words.get(at + count))
        else {
            return false;
        };
        let is_hyphen = matches!(
            &self.text[last.end()..next.start],
            "-" | "\u{2010}" | "\u{2011}"
        );
        is_hyphen && !next.is_capital() && !table().joined.contains(&next.folded)
    }

    /// Whether the words at a place are a part of a phrase that means something else.
    pub(super) fn is_other(&self, at: usize, count: usize) -> bool {
        let Some(first) = self.words.get(at) else {
            return false;
        };
        let phrases = table().others.iter();
        let mut phrases = phrases.filter(|phrase| phrase.contains(&first.folded));
        phrases.any(|phrase| {
            let starts = at.saturating_sub(phrase.len() - 1)..at + count;
            starts.into_iter().any(|start| {
                let words = self.words.get(start..start + phrase.len());
                words.is_some_and(|words| {
                    words
                        .iter()
                        .zip(phrase)
                        .all(|(word, own)| word.folded == *own)
                })
            })
        })
    }

    /// Whether the capital at a place says that it is a name: not at the beginning of a
    /// sentence, and not where most words have one.
    pub(super) fn is_telling(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.words.get(before)) else {
            return false;
        };
        let between = &self.text[before.end()..self.words[at].start];
        let begins = between.contains([
            '.', '!', '?', ':', ';', '"', '\u{201c}', '|', '\u{2014}', '\u{2013}',
        ]);
        let others = self.words.iter().enumerate();
        let others =
            others.filter(|(place, word)| *place != at && word.folded.chars().count() >= 4);
        let (capital, small): (Vec<_>, Vec<_>) = others.partition(|(_, word)| word.is_capital());
        !begins && capital.len() <= small.len() && !small.is_empty()
    }

    /// Whether one of some words occurs.
    pub(super) fn has_one(
        &self,
        of: impl Fn(&Table) -> &std::collections::HashSet<String>,
    ) -> bool {
        let words = of(table());
        self.words.iter().any(|word| {
            words.contains(&word.folded)
                || (is_unspaced(&word.folded)
                    && words
                        .iter()
                        .any(|own| is_unspaced(own) && word.folded.contains(own)))
        })
    }

    /// Whether it says a name in a script without spaces.
    pub(super) fn has_inside(&self, name: &str) -> bool {
        folded(self.text).contains(&folded(name))
    }

    pub(super) fn as_written(&self) -> &'a str {
        self.text
    }
}
