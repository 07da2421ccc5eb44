//! Where the ticker stands on the screen.

/// Where the ticker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Nowhere.
    #[default]
    Hidden,
    /// Beside the headlines.
    Pane {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// One line at the bottom.
    Line {
        /// Columns.
        width: u16,
    },
}
