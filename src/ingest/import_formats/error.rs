//! Why a file of another reader cannot be imported.

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
