//! The themes menu's own state.

/// The themes that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Themes {
    /// The selected entry.
    pub cursor: usize,
}
