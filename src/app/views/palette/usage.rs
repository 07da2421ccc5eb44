//! How often each command was run by its name. What nobody looks up has a key that is known, so
//! keys do not count.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Commands by their names, and how often each was run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Usage(BTreeMap<String, u32>);

impl Usage {
    /// A command was run.
    pub fn note(&mut self, command: &str) {
        let count = self.0.entry(command.to_owned()).or_default();
        *count = count.saturating_add(1);
    }

    /// How often it was.
    #[must_use]
    pub fn of(&self, command: &str) -> u32 {
        self.0.get(command).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_kept_as_plain_numbers() {
        let mut usage = Usage::default();
        usage.note("theme");
        usage.note("theme");
        usage.note("refresh-all");
        let kept = serde_json::to_string(&usage).unwrap();
        assert_eq!(kept, r#"{"refresh-all":1,"theme":2}"#);
        let read: Usage = serde_json::from_str(&kept).unwrap();
        assert_eq!(read.of("theme"), 2);
        assert_eq!(read.of("help"), 0);
    }
}
