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
    /// Selects the source under the cursor.
    pub fn choose(&mut self, order: &[&Source]) {
        self.selected = order.get(self.cursor).map(|source| source.id);
    }

    /// Finds the selected source again in an order that may be another one.
    pub fn follow(&mut self, order: &[&Source]) {
        let place = order
            .iter()
            .position(|source| Some(source.id) == self.selected);
        let last = order.len().saturating_sub(1);
        self.cursor = place.unwrap_or(self.cursor.min(last));
        self.choose(order);
    }
}
