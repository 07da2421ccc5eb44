//! Sources that the program brings for a first start.

use super::source::SourceSpec;

/// A source that the program ships the address of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starter {
    /// What will be added.
    pub spec: SourceSpec,
    /// "world", "tech", …
    pub topic: String,
    /// BCP 47 tag.
    pub lang: String,
}
