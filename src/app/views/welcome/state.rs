//! The first start: starter sources to tick, a page to paste, a file of another reader, or the demo.

use std::collections::BTreeSet;

use crate::model::{SourceSpec, Starter};

/// One line of the welcome screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WelcomeRow {
    /// Paste an address.
    Paste,
    /// Import a file of another reader.
    Import,
    /// Start the demo.
    Demo,
    /// A starter source, by index.
    Starter(usize),
}

impl WelcomeRow {
    /// Whether it is a starter source.
    #[must_use]
    pub fn is_starter(self) -> bool {
        matches!(self, Self::Starter(_))
    }
}

/// The screen's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Welcome {
    /// What is offered.
    pub starters: Vec<Starter>,
    /// Indices of the ticked starters.
    pub ticked: BTreeSet<usize>,
    /// Index of the selected row.
    pub cursor: usize,
}

/// Rows above the starters.
const ACTIONS: [WelcomeRow; 3] = [WelcomeRow::Paste, WelcomeRow::Import, WelcomeRow::Demo];

impl Welcome {
    /// A screen on which nothing is ticked.
    #[must_use]
    pub fn new(starters: Vec<Starter>) -> Self {
        Self {
            starters,
            ..Self::default()
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        ACTIONS.len() + self.starters.len()
    }

    /// The row at an index.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<WelcomeRow> {
        match ACTIONS.get(index) {
            Some(action) => Some(*action),
            None => {
                let starter = index - ACTIONS.len();
                (starter < self.starters.len()).then_some(WelcomeRow::Starter(starter))
            }
        }
    }

    /// The starters by topic, as indices; those of a topic stand together.
    #[must_use]
    pub fn topics(&self) -> Vec<(String, Vec<usize>)> {
        let mut topics: Vec<(String, Vec<usize>)> = Vec::new();
        for (index, starter) in self.starters.iter().enumerate() {
            match topics.last_mut() {
                Some((topic, members)) if *topic == starter.topic => members.push(index),
                _ => topics.push((starter.topic.clone(), vec![index])),
            }
        }
        topics
    }

    /// Ticks or unticks a starter.
    pub fn toggle(&mut self, index: usize) {
        if !self.ticked.remove(&index) {
            self.ticked.insert(index);
        }
    }

    /// The ticked sources.
    #[must_use]
    pub fn chosen(&self) -> Vec<SourceSpec> {
        self.ticked
            .iter()
            .filter_map(|index| self.starters.get(*index))
            .map(|starter| starter.spec.clone())
            .collect()
    }
}
