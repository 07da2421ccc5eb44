//! How values stand in columns.

use jiff::Timestamp;

/// Times are stored in microseconds: half a million years fit, and no feed states less.
pub(super) fn to_stored(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// The inverse of [`to_stored`]; a number that no time can have gives 1970.
pub(super) fn from_stored(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or_default()
}

/// Counts in SQLite are signed.
pub(super) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// Values of ours always have a JSON form; an error is handed on all the same.
pub(super) fn to_json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
