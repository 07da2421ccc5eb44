//! Words of class names, roles and keys against lists of them.

/// Whether a word is one of a list's, which are separated by spaces.
pub(super) fn is_one_of(word: &str, list: &str) -> bool {
    list.split(' ').any(|one| one == word)
}
