//! How often each command was run by its name. What nobody looks up has a key that is known, so
//! keys do not count.

use std::collections::BTreeMap;

/// Commands by their names, and how often each was run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usage(BTreeMap<String, u32>);

impl Usage {
    /// As it was kept.
    #[must_use]
    pub fn new(counts: BTreeMap<String, u32>) -> Self {
        Self(counts)
    }

    /// To be kept.
    #[must_use]
    pub fn counts(&self) -> &BTreeMap<String, u32> {
        &self.0
    }

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
        let read = Usage::new(usage.counts().clone());
        assert_eq!(read.of("theme"), 2);
        assert_eq!(read.of("help"), 0);
    }
}
