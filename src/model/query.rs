//! Which headlines a view shows.

use serde::{Deserialize, Serialize};

use super::SourceId;

/// The set a list is drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Scope {
    /// Every source.
    #[default]
    All,
    /// One source.
    Source(SourceId),
    /// All sources of a group.
    Group(String),
    /// Favourites of every source, also of removed ones.
    Favourites,
}

/// A scope, narrowed. The order is always newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Query {
    /// Where to look.
    pub scope: Scope,
    /// Only what is not read.
    pub unread: bool,
    /// Words that title, teaser or stored article must contain (each as a prefix).
    pub search: Option<String>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}
