//! A text cut into words.

use unicode_normalization::char::canonical_combining_class;

use crate::market::notation::folded;

/// One word: as it is written, folded, and where it begins.
pub(super) struct Word<'a> {
    pub(super) written: &'a str,
    pub(crate) folded: String,
    pub(super) start: usize,
}

/// The words of a text that hold a letter or a digit.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let is_part = |c: char| c.is_alphanumeric() || canonical_combining_class(c) != 0;
    let mut words = Vec::new();
    let mut begun = None;
    let ends = std::iter::once((text.len(), ' '));
    for (at, character) in text.char_indices().chain(ends) {
        match (begun, is_part(character)) {
            (None, true) => begun = Some(at),
            (Some(start), false) => {
                let written = &text[start..at];
                let folded = folded(written);
                words.push(Word {
                    written,
                    folded,
                    start,
                });
                begun = None;
            }
            _ => {}
        }
    }
    words.retain(|word| !word.folded.is_empty());
    words
}
