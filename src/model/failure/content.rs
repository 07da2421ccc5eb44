//! What can be wrong with the content of an answer, as facts, and in one line of words.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why bytes are no feed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", content = "fact", rename_all = "kebab-case")]
pub enum FeedError {
    /// Nothing was sent.
    #[error("the answer is empty; the address may be wrong or the feed gone")]
    #[serde(rename = "empty")]
    Empty,
    /// A web page.
    #[error("this is a web page, not a feed; use the address of its feed, or read it as a page")]
    #[serde(rename = "page-no-feed")]
    Page,
    /// An XML document of another kind.
    #[error("this is an XML document <{0}>, not a feed; check the address")]
    #[serde(rename = "other-xml")]
    OtherXml(String),
    /// JSON that is no JSON Feed.
    #[error("this is JSON, but no JSON Feed ({0}); state `items` in the configuration to read it")]
    #[serde(rename = "other-json")]
    OtherJson(String),
    /// Neither XML nor JSON.
    #[error("this is neither a feed nor a web page; check the address")]
    #[serde(rename = "unknown-format")]
    Unknown,
}

/// Why a page gave no headlines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", content = "fact", rename_all = "kebab-case")]
pub enum PageError {
    /// Nothing on the page looks like a list of headlines.
    #[error(
        "no list of headlines was found on the page; `newswire try` looks further, or state `items` in the configuration"
    )]
    NoList,
    /// The selector of the items fits nothing.
    #[error("`items = \"{0}\"` fits nothing on the page; the page may have changed")]
    NoItems(String),
    /// Items were found, but none with a title and a link.
    #[error(
        "{0} items were found, but none with a title and a link; check `title`, `link`, `skip` and `match`"
    )]
    #[serde(rename = "no-titles")]
    NoTitles(usize),
    /// A selector cannot be read.
    #[error("`{key} = \"{text}\"` is no CSS selector")]
    #[serde(rename = "bad-selector")]
    Selector {
        /// The key in the configuration.
        key: String,
        /// What was stated.
        text: String,
    },
    /// `match` cannot be read.
    #[error("`match = \"{text}\"` is no regular expression: {reason}")]
    #[serde(rename = "bad-pattern")]
    Pattern {
        /// What was stated.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The answer is JSON, which needs selectors.
    #[error("the answer is JSON; state `items` (a path like `data.posts`) in the configuration")]
    #[serde(rename = "json-needs-items")]
    Json,
}

/// Why an answer gave no headlines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", content = "fact", rename_all = "kebab-case")]
pub enum IngestError {
    /// It is a list of sitemaps.
    #[error("it is a list of sitemaps, not of pages; one of them may do: {0}")]
    Sitemaps(String),
    /// It is a sitemap, and nothing in it is wanted.
    #[error("it is a sitemap without articles, or none that fits `match`")]
    EmptySitemap,
    /// It is no feed, nor a page.
    #[error(transparent)]
    #[serde(untagged)]
    Feed(#[from] FeedError),
    /// It is a page without headlines.
    #[error(transparent)]
    #[serde(untagged)]
    Page(#[from] PageError),
}
/// Why a page is not the article that was announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wall {
    /// It asks for consent to cookies and the like.
    Consent,
    /// It asks to log in.
    LogIn,
    /// It checks for a human or a browser.
    Check,
    /// It says that there is no such page, or that something failed.
    Error,
    /// It is the site's front page.
    FrontPage,
    /// It is about something else.
    Unrelated,
}

impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Consent => "asks for consent first",
            Self::LogIn => "asks to log in first",
            Self::Check => "checks for a browser or a human first",
            Self::Error => "is an error page",
            Self::FrontPage => "is the site's front page",
            Self::Unrelated => "has nothing of what its headline says",
        })
    }
}
