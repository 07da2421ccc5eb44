//! Names in lines that introduce them.

use super::Sources;
use super::names::{self, is_full_name, is_name, split};

/// A line of its own near the headline that introduces a name ("par Alexandra Alper").
pub(super) fn introduced(sources: &Sources<'_, '_>) -> Vec<String> {
    let outline = sources.outline;
    let Some(title) = sources.title.map(|title| title as usize) else {
        return Vec::new();
    };
    let after = title + 1..outline.leaves.len().min(title + 14);
    let before = title.saturating_sub(4)..title;
    let near = title.saturating_sub(4)..title + 14;
    for at in after.chain(before).chain(0..outline.leaves.len()) {
        let leaf = &outline.leaves[at];
        if !(6..=90).contains(&leaf.measure.size) {
            continue;
        }
        let text = outline.leaf_text(leaf);
        if !near.contains(&at) && !names::is_signed(&text) {
            continue;
        }
        let Some(rest) = names::introduced(&text) else {
            continue;
        };
        let found: Vec<String> = split(rest)
            .into_iter()
            .filter(|name| is_name(name))
            .collect();
        if found.first().is_some_and(|name| is_full_name(name)) {
            return found
                .into_iter()
                .filter(|name| is_full_name(name))
                .collect();
        }
    }
    Vec::new()
}
