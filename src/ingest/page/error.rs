//! Why a page gave no headlines.

/// Why a page gave no headlines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
    NoTitles(usize),
    /// A selector cannot be read.
    #[error("`{key} = \"{text}\"` is no CSS selector")]
    Selector {
        /// The key in the configuration.
        key: &'static str,
        /// What was stated.
        text: String,
    },
    /// `match` cannot be read.
    #[error("`match = \"{text}\"` is no regular expression: {reason}")]
    Pattern {
        /// What was stated.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The answer is JSON, which needs selectors.
    #[error("the answer is JSON; state `items` (a path like `data.posts`) in the configuration")]
    Json,
}
