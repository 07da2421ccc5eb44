//! The links menu's own state.

/// Links and related headlines of the open article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Links {
    /// The selected entry.
    pub cursor: usize,
}
