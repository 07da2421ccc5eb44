//! A list of headlines as it leaves a page.

use crate::ingest::identity;
use crate::markup::clean;
use crate::model::headline::Entry;

/// Most headlines that are taken from one page.
pub(super) const MAX_ENTRIES: usize = 500;

/// Each address once, with an id.
pub(super) fn finish(entries: Vec<Entry>) -> Vec<Entry> {
    let mut seen = std::collections::HashSet::new();
    entries
        .into_iter()
        .filter(|entry| seen.insert(identity::key(entry)))
        .take(MAX_ENTRIES)
        .map(|mut entry| {
            if entry.id.is_empty() {
                let link = entry.link.as_deref().unwrap_or_default();
                entry.id = if link.is_empty() {
                    identity::digest(&[&entry.title])
                } else {
                    link.to_owned()
                };
            }
            entry.title = clean::line(&entry.title);
            entry
        })
        .collect()
}
