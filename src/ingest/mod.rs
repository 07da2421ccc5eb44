//! Bytes from outside to clean headlines and sources: feeds, pages without a feed, lists. Pure.

pub mod charset;
pub mod clean;
pub mod dates;
pub mod entities;
pub mod feed;
pub mod html;
pub mod identity;
pub mod json;
pub mod moving;
pub mod opml;
pub mod page;
pub mod raised;
pub mod rhythm;
pub mod sitemap;
mod sniff;
pub mod whole;

pub use sniff::{IngestError, Offer, Reading, offer, read};

/// HTML or text as one clean plain line of at most `max_chars` characters, cut at a word
/// with an ellipsis.
#[must_use]
pub fn teaser(html: &str, max_chars: usize) -> String {
    let text = html::plain(html);
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
