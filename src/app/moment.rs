//! The time of an event, by both clocks.

use std::time::Duration;

use jiff::Timestamp;

/// When something happened. Ages and dates go by the clock on the wall, which the user or the
/// network may set at any moment; what lasts a while goes by a clock that only runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// By the system's clock.
    pub wall: Timestamp,
    /// Since some moment before all events.
    pub running: Duration,
}

/// As long as nobody sets the system's clock, it says both.
impl From<Timestamp> for Moment {
    fn from(wall: Timestamp) -> Self {
        let since = wall.duration_since(Timestamp::UNIX_EPOCH);
        Self {
            wall,
            running: Duration::try_from(since).unwrap_or(Duration::ZERO),
        }
    }
}
