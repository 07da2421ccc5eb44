//! The health view: all sources, the worst first, and what can be done about one.
//!
//! Changing a source means changing the user's configuration file, which only the runtime can
//! do. So a key asks for a [`Change`], and its [`Outcome`] brings what takes it back.

use super::effect::Effect;
use super::event::RequestId;
use super::full_view::Parts;
use super::model::Model;
use crate::model::{Removed, Source, SourceId};

/// A change of one source in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Do not ask it for now, or ask it again.
    Pause {
        /// Its address.
        url: String,
        /// To what.
        paused: bool,
    },
    /// Ask it at another address from now on; its headlines and marks stay.
    Move {
        /// The address in the configuration.
        from: String,
        /// The new one.
        to: String,
    },
    /// Take it out.
    Remove {
        /// Its address.
        url: String,
    },
    /// Put it back where it was.
    Restore(Removed),
}

/// What a change came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What takes it back; `None` when there is nothing to, or when this took something back.
    pub undo: Option<Change>,
    /// One line for the user.
    pub message: String,
}

impl Change {
    /// Undoing this did so, for the user.
    #[must_use]
    pub fn undone(&self) -> &'static str {
        match self {
            Self::Pause { paused: true, .. } => "undone: paused again",
            Self::Pause { paused: false, .. } => "undone: it is asked again",
            Self::Move { .. } => "undone: the old address again",
            Self::Remove { .. } => "undone: removed again",
            Self::Restore(_) => "undone: the source is back",
        }
    }

    /// The effect that makes it.
    #[must_use]
    pub fn effect(self, request: RequestId, undoing: bool) -> Effect {
        Effect::ChangeSource {
            request,
            change: self,
            undoing,
        }
    }
}

/// The view's own state: which source is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// The selected source, which the cursor follows when the order changes.
    pub selected: Option<SourceId>,
    /// Its place in the order, for the time after it is gone.
    pub cursor: usize,
}

impl View {
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

/// Rows that the details need.
const DETAILS: u16 = 12;

/// Where the parts stand.
#[must_use]
pub fn parts(model: &Model) -> Parts {
    let rows = u16::try_from(model.sources.len()).unwrap_or(u16::MAX);
    Parts::of(model.size, rows, DETAILS)
}
