//! What other readers leave behind for a user who moves in: lists of sources (OPML and its
//! relatives, newsboat's `urls`, plain lists) and starred articles (Google Reader's JSON).
//!
//! What a file is, its content decides, never its name. Only web addresses come in: other
//! readers keep commands, files and searches in the same place as addresses, and those must
//! never be taken from a file. They are named, with the reason, so that nothing goes missing
//! in silence.

pub mod address;
pub mod article;
pub(super) mod collect;
pub(super) mod error;
mod lines;
pub mod starred;
pub(super) mod subscriptions;

pub use collect::Collection;
pub use error::MovingError;
pub use subscriptions::{Reason, Remark, Subscriptions, name};

use super::{charset, opml};
use starred::Starred;

/// The first bytes of every SQLite database.
pub const DATABASE_MAGIC: &[u8] = b"SQLite format 3\0";

/// What a file of another reader holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Moving {
    /// Sources.
    List(Subscriptions),
    /// Articles that were kept.
    Starred(Starred),
}

/// Reads a file of another reader, whatever it is but a database.
///
/// # Errors
/// When it is nothing that can be imported, or there is nothing in it.
pub fn read(bytes: &[u8]) -> Result<Moving, MovingError> {
    // XML says its charset itself, JSON has one, and lines are guessed.
    let text = charset::decode(bytes, None, charset::DocumentKind::Xml);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with(['{', '[']) && !text.starts_with("[[") {
        return starred::read(text).map(Moving::Starred);
    }
    if text.starts_with('<') || opml::has_outline(text) {
        return opml::read_text(text).map(Moving::List);
    }
    lines::read(text).map(Moving::List)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Subscriptions {
        match read(text.as_bytes()) {
            Ok(Moving::List(list)) => list,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn content_decides_what_a_file_is() {
        let opml = "\u{feff}\n<opml><body><outline xmlUrl='https://a.example/'/></body></opml>";
        assert_eq!(list(opml).format, "this OPML file");
        assert_eq!(
            list("stray words <outline xmlUrl='https://a.example/'/>").format,
            "this OPML file"
        );
        assert_eq!(
            list("https://a.example/ \"~A\"\n").format,
            "newsboat's urls file"
        );
        assert_eq!(
            list("https://a.example/\n").format,
            "this list of addresses"
        );
        let starred = r#"{"items":[{"title":"A","canonical":[{"href":"https://a.example/1"}]}]}"#;
        assert!(matches!(read(starred.as_bytes()), Ok(Moving::Starred(_))));
        for (text, error) in [
            ("", MovingError::Unknown),
            ("just some words.\nAnd more of them", MovingError::Unknown),
            ("{\"a\":1}", MovingError::OtherJson),
            ("<rss version='2.0'><channel/></rss>", MovingError::Feed),
            (
                "<!DOCTYPE html><html><body>x</body></html>",
                MovingError::Page,
            ),
        ] {
            assert_eq!(read(text.as_bytes()), Err(error), "{text}");
        }
    }
}
