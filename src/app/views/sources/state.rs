//! The sources menu's own state.

use crate::app::views::menu::Menu;

/// What the list can show: everything, favourites, groups, then each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sources {
    /// The cursor.
    pub menu: Menu,
}
