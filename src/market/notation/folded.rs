//! Names without what differs in how they are written.

use unicode_normalization::UnicodeNormalization;

/// Letters and digits in lower case and without accents: names are the same whatever stands
/// between their words.
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
