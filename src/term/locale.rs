//! What the user's environment says of his language and of what the terminal can show.

use crate::text::charset::Charset;

/// What the terminal can show, by the user's locale.
#[must_use]
pub(crate) fn charset() -> Charset {
    let term = std::env::var("TERM").unwrap_or_default();
    Charset::of_terminal(&of("LC_CTYPE"), &term)
}

/// The locale of a category, by the order that POSIX gives the variables.
#[must_use]
pub(crate) fn of(category: &str) -> String {
    ["LC_ALL", category, "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}
