//! The headlines of a view in order, and the days that they belong to.

use jiff::civil::Date;

use super::ids::HeadlineId;

/// The headlines of a view, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// All of them.
    pub ids: Vec<HeadlineId>,
    /// The days, in their order; empty where nobody asked.
    pub days: Vec<Day>,
}

/// Headlines of one day that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day in the user's zone.
    pub date: Date,
    /// The index of the first of them.
    pub first: usize,
}

impl From<Vec<HeadlineId>> for Listing {
    fn from(ids: Vec<HeadlineId>) -> Self {
        let days = Vec::new();
        Self { ids, days }
    }
}
