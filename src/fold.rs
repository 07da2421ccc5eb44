//! Text folded for comparison.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_leaves_words() {
        assert_eq!(folded("  «Hello,\u{a0}World!» "), "hello world");
    }
}
