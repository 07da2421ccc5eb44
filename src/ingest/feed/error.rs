//! Why bytes are no feed.

/// Why bytes are no feed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Nothing was sent.
    #[error("the answer is empty; the address may be wrong or the feed gone")]
    Empty,
    /// A web page.
    #[error("this is a web page, not a feed; use the address of its feed, or read it as a page")]
    Page,
    /// An XML document of another kind.
    #[error("this is an XML document <{0}>, not a feed; check the address")]
    OtherXml(String),
    /// JSON that is no JSON Feed.
    #[error("this is JSON, but no JSON Feed ({0}); state `items` in the configuration to read it")]
    OtherJson(String),
    /// Neither XML nor JSON.
    #[error("this is neither a feed nor a web page; check the address")]
    Unknown,
}
