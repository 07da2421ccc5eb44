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
    /// The article alone, with nothing around it; the list as in turns.
    Zen,
}

impl Layout {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Columns, Self::Rows, Self::Single, Self::Zen];

    /// Its name, as it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Rows => "rows",
            Self::Single => "single",
            Self::Zen => "zen",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.name() == name)
    }
}
