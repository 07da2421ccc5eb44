//! How the panes share the screen.

/// How the panes share the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// List and article side by side where there is room; where there is not, one above the other
    /// on a tall terminal, else in turns.
    #[default]
    Columns,
    /// The list above the article.
    Rows,
    /// List and article take turns, each as wide as the screen.
    Single,
}

impl Layout {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Columns, Self::Rows, Self::Single];

    /// Its name, as it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Rows => "rows",
            Self::Single => "single",
        }
    }

    /// What it does, for a message.
    #[must_use]
    pub fn described(self) -> &'static str {
        match self {
            Self::Columns => "list and article side by side",
            Self::Rows => "the article beneath the list",
            Self::Single => "list and article in turns",
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Columns => Self::Rows,
            Self::Rows => Self::Single,
            Self::Single => Self::Columns,
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.name() == name)
    }
}

/// Columns that the user has given to panes by moving their borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Widths {
    /// Of the sidebar.
    pub sidebar: Option<u16>,
    /// Of the list.
    pub list: Option<u16>,
    /// Of the ticker.
    pub ticker: Option<u16>,
}

/// A border that can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// At the right of the sidebar.
    Sidebar,
    /// At the right of the list.
    List,
    /// At the left of the ticker.
    Ticker,
}

impl Border {
    /// All of them, from left to right.
    pub const ALL: [Self; 3] = [Self::Sidebar, Self::List, Self::Ticker];
}
