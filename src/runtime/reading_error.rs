//! Why there is nothing to read.

use crate::config::edit::EditError;
use crate::extract::page::wall::Wall;
use crate::model::{Failure, HeadlineId};
use crate::net::NetError;
use crate::store::StoreError;

/// Why there is no article.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such headline.
    #[error("there is no headline {0}")]
    Missing(HeadlineId),
    /// Neither a link nor a text.
    #[error("this headline has neither a link nor a text")]
    NoLink,
    /// The page could not be downloaded.
    #[error("{url}: {source}")]
    Download {
        /// The page's address.
        url: String,
        /// The cause.
        source: NetError,
    },
    /// Not a web page.
    #[error("{url} is {what}, not a web page; open it in a browser")]
    NotAPage {
        /// Its address.
        url: String,
        /// "a PDF document", "a file of type video/mp4".
        what: String,
    },
    /// A page without any text.
    #[error("no article text was found on {url}; open it in a browser")]
    NoText {
        /// Its address.
        url: String,
    },
    /// Something else stands in the article's place.
    #[error("the page of {site} {wall}; open it in a browser")]
    Wall {
        /// The host that answered.
        site: String,
        /// What it is.
        wall: Wall,
    },
    /// The page cannot be judged again.
    #[error("this article has no page: its text came with the feed")]
    NoPage,
    /// The file of the user's rules.
    #[error(transparent)]
    Rules(#[from] EditError),
    /// Our fault.
    #[error("reading {url} failed; please report this page")]
    Fault {
        /// The page's address.
        url: String,
    },
}

impl ReadingError {
    /// What is kept of it.
    #[must_use]
    pub fn failure(&self) -> Failure {
        let failure = match self {
            Self::Download { source, .. } => source.clone().into(),
            Self::NotAPage { url, .. } => Failure::NotAPage(url.clone()),
            Self::NoText { url } => Failure::NoText(url.clone()),
            Self::Wall { site, wall } => Failure::Wall {
                site: site.clone(),
                wall: *wall,
            },
            Self::Fault { .. } => Failure::Fault,
            other => Failure::Other(other.to_string()),
        };
        failure.redacted()
    }
}
