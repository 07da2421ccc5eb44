//! What the last tries of a source came to.

use serde::{Deserialize, Serialize};

/// What one try came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It sent its headlines.
    Answered,
    /// It said that nothing has changed.
    Unchanged,
    /// It failed.
    Failed,
    /// There was no network, which says nothing about the source.
    Offline,
}

impl Attempt {
    /// All of them with the letter that is stored.
    const LETTERS: [(Self, char); 4] = [
        (Self::Answered, 'a'),
        (Self::Unchanged, 'u'),
        (Self::Failed, 'f'),
        (Self::Offline, 'o'),
    ];

    fn letter(self) -> char {
        let mut known = Self::LETTERS.iter();
        let known = known.find(|(attempt, _)| *attempt == self);
        known.map_or('?', |(_, letter)| *letter)
    }

    /// `None` for what only a later version knows.
    fn of_letter(letter: char) -> Option<Self> {
        let mut known = Self::LETTERS.iter();
        let known = known.find(|(_, known)| *known == letter);
        known.map(|(attempt, _)| *attempt)
    }
}

/// The newest attempts, the newest last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Recent(Vec<Attempt>);

impl Recent {
    /// How many are kept.
    pub const MOST: usize = 20;

    /// The same after one more try.
    #[must_use]
    pub fn with(&self, attempt: Attempt) -> Self {
        let mut all = self.0.clone();
        all.push(attempt);
        let over = all.len().saturating_sub(Self::MOST);
        all.drain(..over);
        Self(all)
    }

    /// From the oldest to the newest.
    #[must_use]
    pub fn all(&self) -> &[Attempt] {
        &self.0
    }
}

impl From<String> for Recent {
    fn from(letters: String) -> Self {
        let known: Vec<Attempt> = letters.chars().filter_map(Attempt::of_letter).collect();
        let over = known.len().saturating_sub(Self::MOST);
        Self(known[over..].to_vec())
    }
}

impl From<Recent> for String {
    fn from(recent: Recent) -> Self {
        recent.0.iter().map(|attempt| attempt.letter()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_kept_as_letters() {
        let mut recent = Recent::default();
        for _ in 0..Recent::MOST {
            recent = recent.with(Attempt::Unchanged);
        }
        let recent = recent.with(Attempt::Failed).with(Attempt::Answered);
        assert_eq!(recent.all().len(), Recent::MOST);
        let stored = serde_json::to_string(&recent).unwrap();
        assert_eq!(stored, format!("\"{}fa\"", "u".repeat(Recent::MOST - 2)));
        assert_eq!(serde_json::from_str::<Recent>(&stored).unwrap(), recent);
        let odd: Recent = serde_json::from_str("\"o?f\"").unwrap();
        assert_eq!(odd.all(), [Attempt::Offline, Attempt::Failed]);
    }
}
