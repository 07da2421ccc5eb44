//! How long an article takes to read.
//!
//! Adults read 238 words of English non-fiction a minute (M. Brysbaert, "How many words do we read
//! per minute?", Journal of Memory and Language 109, 2019); that is rounded down, for all
//! alphabets. The 500 characters a minute of Chinese, Japanese and Korean are a round number of
//! the kind that sites show times with, no measurement. A promise of minutes can be no more exact.

use crate::model::Article;

/// Words of alphabetic scripts in a minute.
const WORDS: usize = 230;
/// Characters of Chinese, Japanese and Korean in a minute.
const CHARACTERS: usize = 500;
/// Letters taken for a word where no spaces are written between words: Thai, Lao, Burmese, Khmer.
const LETTERS_OF_A_WORD: usize = 5;

/// Whole minutes, at least one.
#[must_use]
pub fn minutes(article: &Article) -> usize {
    let mut count = Count::default();
    for block in &article.blocks {
        count.add(&block.text());
    }
    count.minutes()
}

/// What of a text takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Count {
    words: usize,
    /// Letters of scripts without spaces.
    unspaced: usize,
    /// Characters of Chinese, Japanese and Korean.
    characters: usize,
}

impl Count {
    fn add(&mut self, text: &str) {
        let mut in_word = false;
        for c in text.chars() {
            let is_letter = c.is_alphanumeric();
            let script = if c.is_ascii() { None } else { unspaced(c) };
            match script {
                Some(Unspaced::Character) => self.characters += 1,
                Some(Unspaced::Letter) => self.unspaced += 1,
                None if is_letter && !in_word => self.words += 1,
                None => {}
            }
            // Marks inside a word do not end it: "don't", "mother-in-law", "3.5".
            let joins = in_word && matches!(c, '\'' | '’' | '-' | '.' | ',' | '\u{ad}');
            in_word = script.is_none() && (is_letter || joins);
        }
    }

    fn minutes(self) -> usize {
        let words = self.words + self.unspaced / LETTERS_OF_A_WORD;
        // In parts of a minute that both can be counted in.
        let parts = words * CHARACTERS + self.characters * WORDS;
        parts.div_ceil(WORDS * CHARACTERS).max(1)
    }
}

enum Unspaced {
    /// Says about as much as half a word.
    Character,
    /// One of several of a word.
    Letter,
}

fn unspaced(c: char) -> Option<Unspaced> {
    match c {
        // Kana, ideographs, and the syllables of Korean.
        '\u{3041}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Some(Unspaced::Character),
        '\u{E01}'..='\u{E2E}' | '\u{E81}'..='\u{EAE}' => Some(Unspaced::Letter),
        '\u{1000}'..='\u{102A}' | '\u{1780}'..='\u{17B3}' => Some(Unspaced::Letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;
    use proptest::prelude::*;

    fn of(texts: &[&str]) -> usize {
        let blocks = texts.iter().map(|text| Block::paragraph(*text));
        minutes(&Article {
            blocks: blocks.collect(),
            ..Article::default()
        })
    }

    #[test]
    fn words_and_characters_have_their_own_speeds() {
        assert_eq!(of(&[]), 1);
        assert_eq!(of(&["don't wait"]), 1);
        assert_eq!(of(&[&"word ".repeat(230)]), 1);
        assert_eq!(of(&[&"word ".repeat(231)]), 2);
        assert_eq!(of(&[&"mother-in-law ".repeat(230)]), 1);
        assert_eq!(of(&[&"слово ".repeat(460)]), 2);
        assert_eq!(of(&[&"港町の朝。".repeat(125)]), 1);
        assert_eq!(of(&[&"港".repeat(501)]), 2);
        // Half a minute of each.
        assert_eq!(of(&[&"word ".repeat(115), &"港".repeat(250)]), 1);
        assert_eq!(of(&[&"word ".repeat(115), &"港".repeat(251)]), 2);
        // Words without spaces are no single word.
        assert!(of(&[&"รถไฟสายใหม่".repeat(300)]) > 1);
    }

    proptest! {
        #[test]
        fn more_text_takes_no_less_time(text in "\\PC{0,200}", more in "\\PC{0,200}") {
            let joined = format!("{text}\n{more}");
            prop_assert!(of(&[&joined]) >= of(&[&text]));
        }
    }
}
