//! The health view: all sources, the worst first, and what can be done about one.
//!
//! Changing a source means changing the user's configuration file, which only the runtime can
//! do. So a key asks for a [`Change`], and its [`Outcome`] brings what takes it back.

use super::effect::Effect;
use super::model::Model;
use super::panes::Area;
use crate::model::{Source, SourceId};

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

/// What was cut out of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The source's address.
    pub url: String,
    /// Where in the text, and what, comments and all.
    pub pieces: Vec<(usize, String)>,
    /// Hash of the text without it: while it holds, the place does.
    pub rest: u64,
    /// The sources that followed, as addresses are compared, the nearest first: the first of them
    /// that is still there says where the place is in a file that has changed since.
    pub next: Vec<String>,
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
    pub fn effect(self, undoing: bool) -> Effect {
        Effect::ChangeSource {
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

/// The parts of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// One line: how many are how.
    pub title: Area,
    /// A row a source.
    pub list: Area,
    /// The selected one.
    pub details: Area,
}

/// Where the parts stand: over all but the status line. A short list has the details directly
/// beneath it; a long one leaves them at most two fifths of a screen, and no more than they need.
#[must_use]
pub fn parts(model: &Model) -> Parts {
    const MOST: u16 = 12;
    let (width, height) = model.size;
    let body = height.saturating_sub(2);
    let rows = u16::try_from(model.sources.len()).unwrap_or(u16::MAX);
    let list = rows.min(body - (body * 2 / 5).min(MOST));
    let area = |y, height| Area {
        x: 0,
        y,
        width,
        height,
    };
    Parts {
        title: area(0, height.min(1)),
        list: area(1, list),
        details: area(1 + list, body - list),
    }
}
