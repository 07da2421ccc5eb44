//! How far the store knows what is to be kept.

use std::time::Duration;

use crate::model::Kept;

/// After which a change is stored: a terminal that is closed or a crash loses no more than that.
const PAUSE: Duration = Duration::from_secs(3);

/// What the store has, and when it gets what has changed since.
#[derive(Debug, Clone, Default)]
pub struct Keeping {
    stored: Kept,
    /// By the running clock.
    due: Option<Duration>,
}

impl Keeping {
    /// The store has this.
    pub fn stored(&mut self, kept: &Kept) {
        self.due = None;
        self.stored.clone_from(kept);
    }

    /// Whether the store has this already.
    #[must_use]
    pub fn has(&self, kept: &Kept) -> bool {
        self.stored == *kept
    }

    /// When it gets what has changed, by the running clock.
    #[must_use]
    pub fn due(&self) -> Option<Duration> {
        self.due
    }

    /// Whether it is time to store what is to be kept, if anything is.
    pub fn is_due(&mut self, wanted: Option<&Kept>, now: Duration) -> bool {
        if wanted.is_none_or(|kept| self.has(kept)) {
            self.due = None;
            return false;
        }
        *self.due.get_or_insert(now + PAUSE) <= now
    }
}
