//! What does not fit, and what was probably meant.

/// A value that does not fit its key.
pub(super) struct Wrong {
    /// What is wrong.
    pub(super) message: String,
    /// What was probably meant.
    pub(super) suggestion: Option<String>,
}

impl From<String> for Wrong {
    fn from(message: String) -> Self {
        Self {
            message,
            suggestion: None,
        }
    }
}

/// The known name most like a mistyped one, if any is like it at all.
pub(super) fn nearest(typed: &str, names: &[&str]) -> Option<String> {
    names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(typed, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= name.len().max(3) / 2 + 1)
        .map(|(_, name)| name.to_owned())
}
