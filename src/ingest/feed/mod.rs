//! Feeds: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
//!
//! Nothing in a feed makes the whole fail: what can be read before, between and behind broken
//! places is read, and [`ParsedFeed::damage`] says what was wrong.

mod content;
mod doctype;
mod draft;
mod fields;
mod json;
mod names;
mod pacing;
mod person;
mod repair;
mod scope;
mod state;
mod tag;
#[cfg(test)]
mod tests;
pub(super) mod tokens;
mod walk;

pub(super) use content::{Text, TextKind};
pub(super) use draft::id as entry_id;

use std::borrow::Cow;

use url::Url;

use super::charset::{self, DocumentKind};
use crate::markup::clean;
use crate::model::ParsedFeed;
pub use crate::model::failure::FeedError;
use walk::Walk;

/// Reads a feed.
///
/// `content_type` is the HTTP header, `base` the address it came from, which relative links
/// are resolved against.
///
/// # Errors
/// When the bytes are no feed of a known kind.
pub fn parse(
    bytes: &[u8],
    content_type: Option<&str>,
    base: Option<&Url>,
) -> Result<ParsedFeed, FeedError> {
    if bytes.trim_ascii().is_empty() {
        return Err(FeedError::Empty);
    }
    of_text(
        &charset::decode_lazily(bytes, content_type, DocumentKind::Xml),
        base,
    )
}

/// As [`parse`], of text that was decoded.
pub(super) fn of_text(text: &str, base: Option<&Url>) -> Result<ParsedFeed, FeedError> {
    let text = charset::mend_controls(Cow::Borrowed(text));
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    if text.starts_with(['{', '[']) {
        return json::parse(text, base);
    }
    xml(text, base)
}

fn xml(text: &str, base: Option<&Url>) -> Result<ParsedFeed, FeedError> {
    let mut walk = Walk::new(without_declaration(text), base);
    walk.run();
    let damage = walk.damage();
    match (walk.parts.format, walk.first) {
        (Some(format), _) => Ok(walk.parts.feed.into_feed(format, walk.entries, damage)),
        (None, Some(first)) if is_page(&first) => Err(FeedError::Page),
        (None, Some(first)) if first.chars().all(char::is_alphanumeric) => Err(
            FeedError::OtherXml(clean::line(&first).chars().take(40).collect()),
        ),
        (None, _) => Err(FeedError::Unknown),
    }
}

/// The text behind the XML declaration: quick-xml must not see a charset that no longer holds.
pub(super) fn without_declaration(text: &str) -> &str {
    match text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once('>'))
    {
        Some((_, rest)) => rest,
        None => text,
    }
}

/// Whether a document with this first element is a web page.
pub(super) fn is_page(first: &str) -> bool {
    matches!(
        first,
        "html" | "head" | "body" | "meta" | "div" | "script" | "p" | "title"
    )
}
