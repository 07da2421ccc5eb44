//! Bytes from outside to clean headlines and sources: feeds, pages without a feed, lists. Pure.

pub mod charset;
pub mod clean;
pub mod completeness;
pub mod dates;
pub mod enclosure;
pub mod entities;
pub mod feed;
pub mod html;
pub mod identity;
pub mod import_formats;
pub mod json;
pub mod opml;
pub mod page;
pub mod posting_interval;
pub mod prepared;
pub mod raised;

pub mod sitemap;
mod sniff;

pub use sniff::{Answer, IngestError, Offer, Reading, offer, read};

/// What is read out of the same bytes changes with the program; this counts up when it does, so
/// that old bytes are read again and what is stored of them is not taken for news.
pub const READER: i64 = 2;

/// A declared media type in lower case, without its parameters.
#[must_use]
pub fn media_type(declared: &str) -> String {
    let media_type = declared.split(';').next().unwrap_or_default();
    media_type.trim().to_ascii_lowercase()
}

/// HTML or text as one clean plain line of at most `max_chars` characters, cut at a word
/// with an ellipsis.
#[must_use]
pub fn teaser(html: &str, max_chars: usize) -> String {
    shortened(html::plain(html), max_chars)
}

/// As the first version of the reader cut it; keys are made of it.
fn first_teaser(html: &str, max_chars: usize) -> String {
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
