//! The links menu's own state.

use crate::app::views::menu::Menu;

/// Links and related headlines of the open article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Links {
    /// The cursor.
    pub menu: Menu,
}
