//! The state of the choice among the lists of headlines that an address offers.

use crate::model::Candidate;

/// A menu of lists of headlines, with a look at the selected one.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// The best first.
    pub found: Vec<Candidate>,
    /// Which is selected.
    pub cursor: usize,
}
