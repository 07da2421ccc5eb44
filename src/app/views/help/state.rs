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
}
