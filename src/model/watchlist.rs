//! Watchlists.

/// A watchlist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Its heading.
    pub name: String,
    /// Symbols as the user writes them; see `market::notation`.
    pub symbols: Vec<String>,
}
