//! The help's own state.

use tui_input::Input;

/// All keys of a context, filtered and scrolled.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// Which context, counted in those that have keys.
    pub tab: usize,
    /// The filter.
    pub input: Input,
    /// First line shown.
    pub top: usize,
    /// What that comes to.
    pub page: Page,
}

/// The page that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Which: the chosen one, or where that has nothing like what is typed, the first that has.
    pub tab: usize,
    /// Its rows, as far as they match what is typed.
    pub rows: Vec<HelpRow>,
    /// Columns of its keys.
    pub of_keys: usize,
    /// How many commands match.
    pub found: usize,
    /// How many commands it has.
    pub all: usize,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpRow {
    /// The name of a family.
    Heading(&'static str),
    /// Keys of a command and a part of what it does; further rows of one have what did not fit.
    Command {
        /// The keys.
        keys: String,
        /// What it does.
        doc: String,
    },
    /// Between two families.
    Blank,
}
