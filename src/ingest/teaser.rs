//! Texts cut to the length that is shown.

use crate::markup::html;

/// Longest title, in characters.
const MAX_TITLE: usize = 1_000;

/// HTML or text as one clean plain line of at most `max_chars` characters, cut at a word
/// with an ellipsis.
#[must_use]
pub(crate) fn teaser(html: &str, max_chars: usize) -> String {
    shortened(html::plain(html), max_chars)
}

/// As the first version of the reader cut it; keys are made of it.
pub(super) fn first_teaser(html: &str, max_chars: usize) -> String {
    shortened(html::first_plain(html), max_chars)
}

fn shortened(text: String, max_chars: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(max_chars) else {
        return text;
    };
    let head = &text[..limit];
    // Scripts without spaces are cut where the limit is.
    let end = match head.rfind(' ') {
        Some(space) if space * 2 > limit => space,
        _ => text
            .char_indices()
            .nth(max_chars.saturating_sub(1))
            .map_or(0, |(at, _)| at),
    };
    let head = head[..end]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-'));
    format!("{head}…")
}

/// A title within bounds.
pub(super) fn shorten(title: String) -> String {
    if title.len() <= MAX_TITLE {
        return title;
    }
    match title.char_indices().nth(MAX_TITLE) {
        Some((at, _)) => format!("{}…", title[..at].trim_end()),
        None => title,
    }
}
