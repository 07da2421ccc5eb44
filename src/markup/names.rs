//! The names of elements (class, id, role, test names) as words: what their makers call a box says
//! what it is. Which words say what stands in `assets/words/names.txt`.

/// The longest attribute that is read: utility classes can run to thousands of characters.
const MAX_ATTRIBUTE: usize = 400;

/// Visits the words of a class, id or name in lower case: runs of ASCII letters, and a capital
/// begins a word as a dash does. Words are cut where no name is longer.
pub(crate) fn each_word(value: &str, mut visit: impl FnMut(&[u8])) {
    let mut word = [0_u8; 24];
    let mut length = 0;
    let mut previous_lower = false;
    for &byte in value.as_bytes().iter().take(MAX_ATTRIBUTE) {
        let boundary = !byte.is_ascii_alphabetic() || (byte.is_ascii_uppercase() && previous_lower);
        if boundary && length > 0 {
            visit(&word[..length]);
            length = 0;
        }
        if byte.is_ascii_alphabetic() && length < word.len() {
            word[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        previous_lower = byte.is_ascii_lowercase();
    }
    if length > 0 {
        visit(&word[..length]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        for (value, words) in [
            ("c-related__list", "c related list"),
            ("articleBody_root__x9", "article body root x"),
            ("col-md-8 CTA", "col md cta"),
            ("", ""),
        ] {
            let mut found = Vec::new();
            each_word(value, |word| {
                found.push(String::from_utf8_lossy(word).into_owned());
            });
            assert_eq!(found.join(" "), words);
        }
    }
}
