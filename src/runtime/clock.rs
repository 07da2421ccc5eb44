//! The clocks. Everything that needs the time gets it as an argument from here.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime};

use jiff::{SignedDuration, Timestamp};

use crate::app::Moment;

static START: LazyLock<(Instant, Timestamp)> = LazyLock::new(|| (Instant::now(), now()));

/// Now, by the system's clock.
#[must_use]
pub(crate) fn now() -> Timestamp {
    // Only a clock set beyond the year 9999 is out of range.
    Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::MAX)
}

/// Now, by the system's clock and by one that nobody sets.
#[must_use]
pub(crate) fn moment() -> Moment {
    let (start, _) = *START;
    Moment {
        wall: now(),
        running: start.elapsed(),
    }
}

/// Now by a clock that nobody sets: it began with the system's and may have parted from it.
/// For what is due after a while, whatever the system's clock is set to meanwhile.
#[must_use]
pub(crate) fn steady() -> Timestamp {
    let (start, wall) = *START;
    wall.saturating_add(start.elapsed())
        .unwrap_or(Timestamp::MAX)
}

/// Waits until a moment of [`steady`]; for ever where there is none.
pub(crate) async fn until(moment: Option<Timestamp>) {
    match moment {
        Some(moment) => {
            let wait = moment.duration_since(steady());
            tokio::time::sleep(Duration::try_from(wait).unwrap_or(Duration::ZERO)).await;
        }
        None => std::future::pending().await,
    }
}

/// So long before `now`; at the earliest 1970.
#[must_use]
pub(crate) fn before(now: Timestamp, age: SignedDuration) -> Timestamp {
    now.checked_sub(age).unwrap_or(Timestamp::UNIX_EPOCH)
}
