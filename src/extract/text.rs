//! Small text operations that several steps share: folding for comparison, and comparing two
//! texts by their words.

/// Only letters and digits, in lower case, single spaces between words: two texts that a
/// reader takes for the same are equal after this.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// As [`folded`], into a buffer that is used again.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') && !matches!(c, '\u{ad}' | '\u{200b}') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_leaves_words() {
        assert_eq!(folded("  «Hello,\u{a0}World!» "), "hello world");
        assert!(similarity("Bank cuts rates", "Bank cuts rates - Paper") > 0.8);
    }
}
