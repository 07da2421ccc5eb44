//! Where a key or a command holds.

use serde::Deserialize;

/// Where a binding or a command holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// Everywhere but in a text field.
    Global,
    /// In the headline list.
    List,
    /// In the article.
    Article,
    /// In the ticker.
    Ticker,
    /// In a menu, the help or the welcome screen.
    Menu,
    /// Where the health of the sources is shown.
    Health,
    /// Where the explanation of a page is shown.
    Explanation,
    /// In a line of input.
    Input,
}

impl Context {
    /// Its name for the user.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "everywhere",
            Self::List => "list",
            Self::Article => "article",
            Self::Ticker => "ticker",
            Self::Menu => "menus",
            Self::Health => "health",
            Self::Explanation => "explanation",
            Self::Input => "input",
        }
    }

    /// A view of its own: what holds only there must say so where all commands are listed.
    #[must_use]
    pub fn is_special(self) -> bool {
        matches!(self, Self::Health | Self::Explanation)
    }
}
