//! What stands between the texts of an article.

use crate::model::Block;

/// A block that is no text, and the element where it stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Index of the element.
    pub entry: u32,
    /// The element that it is a part of.
    pub parent: u32,
    /// The picture or embed.
    pub block: Block,
    /// The leaves that it shows under it.
    pub caption: Vec<u32>,
}
