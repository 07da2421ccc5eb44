//! The sources menu's own state.

/// What the list can show: everything, favourites, groups, then each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sources {
    /// The selected entry.
    pub cursor: usize,
}
