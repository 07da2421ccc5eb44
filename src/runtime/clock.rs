//! The clock on the wall. Everything that needs the time gets it as an argument from here.

use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};

/// Now, by the system's clock.
#[must_use]
pub fn now() -> Timestamp {
    // Only a clock set beyond the year 9999 is out of range.
    Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::MAX)
}

/// So long before `now`; at the earliest 1970.
#[must_use]
pub fn before(now: Timestamp, age: SignedDuration) -> Timestamp {
    now.checked_sub(age).unwrap_or(Timestamp::UNIX_EPOCH)
}
