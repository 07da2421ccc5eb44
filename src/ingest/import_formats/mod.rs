//! What other readers leave behind for a user who moves in: lists of sources (OPML and its
//! relatives, newsboat's `urls`, plain lists) and starred articles (Google Reader's JSON).
//!
//! What a file is, its content decides, never its name. Only web addresses come in: other
//! readers keep commands, files and searches in the same place as addresses, and those must
//! never be taken from a file. They are named, with the reason, so that nothing goes missing
//! in silence.

pub mod address;
pub mod article;
mod collect;
mod lines;
pub mod starred;

pub use collect::Collection;

use super::{charset, opml};
use crate::markup::clean;
use crate::model::SourceSpec;
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

/// A list of sources and what became of each of its lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subscriptions {
    /// "an OPML file", "newsboat's urls file", …
    pub format: &'static str,
    /// The sources, in the file's order; each address once.
    pub sources: Vec<SourceSpec>,
    /// How often a source of the file was named again.
    pub merged: usize,
    /// What did not come in, or not whole.
    pub remarks: Vec<Remark>,
    /// What was wrong with the file although sources could be read.
    pub damage: Option<&'static str>,
}

/// Something of the file that the user must know about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The address or name, clean.
    pub what: String,
    /// Why it is named.
    pub reason: Reason,
}

/// The classes of things that do not come in, or not as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// `exec:`, `filter:`, a pipe.
    Command,
    /// A file of the machine.
    File,
    /// newsboat's `query:`.
    Query,
    /// A list that the list includes.
    OtherList,
    /// A page whose feed is not named.
    Page,
    /// The list's author commented it out.
    Commented,
    /// Not an address, or a relative one without a base.
    NoAddress,
    /// `ftp:` and the like.
    Scheme,
    /// More than one file may bring.
    TooMany,
    /// It came in, but not the user name and password in its address.
    Password,
    /// It came in; newsboat did not show it.
    Hidden,
    /// A kept article without an address, and without a source to put it under.
    NoPlace,
    /// Not marked as kept in a file in which others are.
    NotStarred,
}

impl Reason {
    /// Whether the thing stayed outside.
    #[must_use]
    pub fn is_left_out(self) -> bool {
        !matches!(self, Self::Password | Self::Hidden)
    }

    /// The class in words, after a number: "2 left out: …".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Command => {
                "commands, which only the configuration that you write yourself may name"
            }
            Self::File => "files, which only the configuration that you write yourself may name",
            Self::Query => "searches over other feeds (query:), which have no counterpart here",
            Self::OtherList => {
                "other lists, which are not followed: download and import them if you want them"
            }
            Self::Page => "web pages without a feed's address: `newswire add` looks for the feed",
            Self::Commented => "commented out in the list",
            Self::NoAddress => "without a web address",
            Self::Scheme => "with addresses other than http and https",
            Self::TooMany => "beyond the 20000 that one file may bring",
            Self::Password => "without the user name and password in the address",
            Self::Hidden => "although newsboat hid them (a tag with \"!\")",
            Self::NoPlace => "kept articles without a web address",
            Self::NotStarred => "articles that are not starred",
        }
    }
}

/// Why a file cannot be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MovingError {
    /// A list without anything that could be a source.
    #[error("{0} names no feed with a web address")]
    NoFeeds(&'static str),
    /// A feed itself.
    #[error(
        "this is a feed, not a list of feeds: add its address with `newswire add`, or read the file with `newswire parse-feed`"
    )]
    Feed,
    /// A web page.
    #[error("this is a web page, not a list of feeds; export the list again from the other reader")]
    Page,
    /// A redirect of a list.
    #[error("this list has moved (newLocation); download it from its new address and import that")]
    Moved,
    /// JSON of another kind.
    #[error(
        "this JSON is no list of starred articles (it has no items with links); export them as starred.json"
    )]
    OtherJson,
    /// Nothing that is known.
    #[error(
        "this is neither OPML nor a list of addresses, newsboat's urls or cache.db, or a starred.json; export from the other reader as OPML"
    )]
    Unknown,
}

/// Reads a file of another reader, whatever it is but a database.
///
/// # Errors
/// When it is nothing that can be imported, or there is nothing in it.
pub fn read(bytes: &[u8]) -> Result<Moving, MovingError> {
    // XML says its charset itself, JSON has one, and lines are guessed.
    let text = charset::decode(bytes, None, charset::Kind::Xml);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with(['{', '[']) && !text.starts_with("[[") {
        return starred::read(text).map(Moving::Starred);
    }
    if text.starts_with('<') || opml::has_outline(text) {
        return opml::read_text(text).map(Moving::List);
    }
    lines::read(text).map(Moving::List)
}

/// Longest name of a source or group, in characters.
const MAX_NAME: usize = 200;

/// A name as it is kept.
#[must_use]
pub fn name(raw: &str) -> String {
    let line = clean::line(raw);
    match line.char_indices().nth(MAX_NAME) {
        Some((end, _)) => line[..end].trim_end().to_owned(),
        None => line,
    }
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
