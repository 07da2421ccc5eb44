//! Where a key or a command holds.

/// Where a binding or a command holds. A view whose keys are its own has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Context {
    /// Its name for the user and in the keymap.
    pub name: &'static str,
    /// What holds only here must say so where all commands are listed.
    pub is_special: bool,
}

impl Context {
    /// Everywhere but in a text field.
    pub const GLOBAL: Self = Self::new("everywhere");
    /// In whatever has rows and lies over the panes.
    pub const MENU: Self = Self::special("menus");
    /// In a line of input.
    pub const INPUT: Self = Self::new("input");
    /// Those that belong to no view.
    pub const SHARED: [Self; 3] = [Self::GLOBAL, Self::MENU, Self::INPUT];

    /// The context of a pane, or of what is like one.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        let is_special = false;
        Self { name, is_special }
    }

    /// The context of a view that is not always there.
    #[must_use]
    pub const fn special(name: &'static str) -> Self {
        let is_special = true;
        Self { name, is_special }
    }
}
