//! The health view's own state.

use crate::model::{Source, SourceId};

/// The view's own state: which source is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Health {
    /// The selected source, which the cursor follows when the order changes.
    pub selected: Option<SourceId>,
    /// Its place in the order, for the time after it is gone.
    pub cursor: usize,
}

impl Health {
    /// Moves the cursor in an order.
    pub fn move_by(&mut self, delta: isize, order: &[&Source]) {
        let last = order.len().saturating_sub(1);
        self.select(self.cursor.saturating_add_signed(delta).min(last), order);
    }

    /// Puts the cursor on a row.
    pub fn select(&mut self, row: usize, order: &[&Source]) {
        self.cursor = row;
        self.selected = order.get(row).map(|source| source.id);
    }

    /// Finds the selected source again in an order that may be another one.
    pub fn follow(&mut self, order: &[&Source]) {
        let place = order
            .iter()
            .position(|source| Some(source.id) == self.selected);
        let last = order.len().saturating_sub(1);
        self.select(place.unwrap_or(self.cursor.min(last)), order);
    }
}
