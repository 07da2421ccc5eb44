//! What an address offers before it is a source: lists of headlines to choose from.

use std::fmt;

use serde::{Serialize, Serializer};

use super::headline::ParsedFeed;
use super::source::SourceSpec;

/// How a list of headlines was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// The address is a feed.
    Feed,
    /// The page names it: in its head, in the header of the answer, by a link that says "RSS".
    NamedFeed,
    /// schema.org as JSON-LD.
    LinkedData,
    /// schema.org as microdata.
    Microdata,
    /// h-feed or h-entry.
    Microformats,
    /// A sitemap with titles.
    NewsSitemap,
    /// A sitemap without titles.
    Sitemap,
    /// Data for the page's own scripts.
    State,
    /// Links that repeat in the same place of the page.
    Links,
}

impl Way {
    /// Whether the site itself says that it is a list of headlines.
    #[must_use]
    pub fn is_stated(self) -> bool {
        !matches!(self, Self::Sitemap | Self::State | Self::Links)
    }
}

impl fmt::Display for Way {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Feed => "a feed",
            Self::NamedFeed => "a feed that the page names",
            Self::LinkedData => "a list that the page marks up (JSON-LD)",
            Self::Microdata => "a list that the page marks up (microdata)",
            Self::Microformats => "a list that the page marks up (h-feed)",
            Self::NewsSitemap => "a news sitemap",
            Self::Sitemap => "a sitemap without titles",
            Self::State => "data inside the page (JSON)",
            Self::Links => "links that repeat on the page",
        })
    }
}

impl Serialize for Way {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A list of headlines that an address offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// How it was found.
    pub way: Way,
    /// What belongs into the configuration to get this list.
    pub spec: SourceSpec,
    /// What it holds now; no entries when it was not looked at.
    pub feed: ParsedFeed,
}
