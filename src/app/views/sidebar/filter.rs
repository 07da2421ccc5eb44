//! What is typed to find a row of the sidebar.

use tui_input::Input;

/// The line of input beneath the rows; while it is there, only what has its words is shown.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What was typed.
    pub input: Input,
    /// Which of the rows that it finds is selected.
    pub choice: usize,
}
