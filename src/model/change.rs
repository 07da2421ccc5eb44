//! What the user does with headlines: the one way in which anything of it is stored.

use std::sync::Arc;

use super::ids::HeadlineId;
use super::reading_place::ReadingPlace;

/// One change of what the user keeps of headlines.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Headlines are read or not.
    Read {
        /// Which.
        ids: Arc<[HeadlineId]>,
        /// To what.
        on: bool,
    },
    /// A headline is a favourite or not.
    Favourite {
        /// Which.
        id: HeadlineId,
        /// To what.
        on: bool,
    },
    /// Where the user stopped reading.
    Place {
        /// Which.
        id: HeadlineId,
        /// Where.
        place: ReadingPlace,
    },
}

impl Change {
    /// Headlines are read or not.
    #[must_use]
    pub fn read(ids: &[HeadlineId], on: bool) -> Self {
        let ids = ids.into();
        Self::Read { ids, on }
    }

    /// What takes this back after it changed these headlines; `None` where nothing is to be
    /// taken back.
    #[must_use]
    pub fn undo(&self, changed: &[HeadlineId]) -> Option<Self> {
        match self {
            _ if changed.is_empty() => None,
            Self::Read { on, .. } => Some(Self::read(changed, !on)),
            Self::Favourite { id, on } => Some(Self::Favourite { id: *id, on: !on }),
            Self::Place { .. } => None,
        }
    }

    /// Whether it makes this headline read or unread.
    #[must_use]
    pub fn reads(&self, headline: HeadlineId) -> Option<bool> {
        match self {
            Self::Read { ids, on } => ids.contains(&headline).then_some(*on),
            Self::Favourite { .. } | Self::Place { .. } => None,
        }
    }

    /// Whether it makes this headline a favourite, or takes that back.
    #[must_use]
    pub fn favours(&self, headline: HeadlineId) -> Option<bool> {
        match self {
            Self::Favourite { id, on } => (*id == headline).then_some(*on),
            Self::Read { .. } | Self::Place { .. } => None,
        }
    }
}
