//! What comes out of a list of sources, and what must be told about it.

use crate::markup::clean;
use crate::model::SourceSpec;

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
