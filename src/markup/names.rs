//! What the names of elements (class, id, role, test names) say: one list of words for all who
//! ask what a box is by what its makers call it.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use crate::hash::Fnv;
use crate::list;

const LIST: &str = include_str!("../../assets/element-names.txt");

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

/// All words of the list with the section of each.
pub(crate) fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    list::sections(LIST)
        .flat_map(|(section, line)| line.split_whitespace().map(move |word| (section, word)))
}

/// The words of a section, for those who do not compare whole words.
pub(crate) fn section(wanted: &str) -> Vec<&'static str> {
    let words = words().filter(|(section, _)| *section == wanted);
    words.map(|(_, word)| word).collect()
}

/// The words of some sections.
pub(crate) struct Names(HashSet<&'static [u8], BuildHasherDefault<Fnv>>);

impl Names {
    /// Reads the sections.
    pub(crate) fn of(sections: &[&str]) -> Self {
        let wanted = words().filter(|(section, _)| sections.contains(section));
        Self(wanted.map(|(_, word)| word.as_bytes()).collect())
    }

    /// Whether a word in lower case is one of them.
    pub(crate) fn has(&self, word: &[u8]) -> bool {
        self.0.contains(word)
    }

    /// Whether one of them is a word of a class, id or name.
    pub(crate) fn are_in(&self, value: &str) -> bool {
        let mut found = false;
        each_word(value, |word| found |= self.has(word));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn words_are_found_in_all_spellings() {
        let comments = Names::of(&["COMMENT name"]);
        for value in ["c-comments__list", "userComments", "x Comments_root__9 y"] {
            assert!(comments.are_in(value), "{value}");
        }
        assert!(!comments.are_in("commentary col-md-8"));
    }

    #[test]
    fn a_word_has_one_mark() {
        let mut known: HashMap<&str, &str> = HashMap::new();
        for (section, word) in
            words().filter(|(section, _)| section.starts_with(char::is_uppercase))
        {
            assert_eq!(known.insert(word, section), None, "{word} twice");
            assert!(
                word.len() <= 24 && word.bytes().all(|byte| byte.is_ascii_lowercase()),
                "{word}"
            );
        }
    }
}
