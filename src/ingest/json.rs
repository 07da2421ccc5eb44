//! What was read, as the JSON that scripts and measuring sticks expect.

use serde_json::Value;

use crate::model::ParsedFeed;

/// A feed as one JSON object: `format`, `title`, `link`, `description`, `language` and
/// `entries`, dates as RFC 3339, missing fields `null`.
#[must_use]
pub(crate) fn feed(feed: &ParsedFeed) -> Value {
    serde_json::to_value(feed).unwrap_or(Value::Null)
}
