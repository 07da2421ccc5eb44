//! Watchlists, and the colours of up and down in them.

/// A watchlist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Its heading.
    pub name: String,
    /// Symbols as the user writes them; see `market::notation`.
    pub symbols: Vec<String>,
}

/// Which colours mean up and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Green up, red down.
    #[default]
    Western,
    /// Red up, green down, as in China and Japan.
    Asia,
    /// Red up, blue down.
    Korea,
    /// Sky blue up, orange down: safe for the colour-blind (Okabe and Ito).
    ColorBlind,
    /// Bold up, dim down.
    Mono,
}
