//! Columns from what surrounds the leaf: its neighbours, the marks of enclosing elements,
//! and in the second round the first round's opinion of the neighbours.

use super::walk::{FeatureRow, Rowing, flag, log};
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::Outline;
use crate::extract::page::subtree_sums::{Inside, Regions, ratio};

/// Offsets of the neighbours that are looked at.
pub const OFFSETS: [i32; 6] = [-3, -2, -1, 1, 2, 3];
/// What is taken from each.
pub const NEIGHBOUR: [&str; 5] = ["size", "links", "prose", "same_container", "heading"];
/// Columns that the second round adds to a row.
pub const SECOND: [&str; 14] = [
    "first",
    "first_-4",
    "first_-3",
    "first_-2",
    "first_-1",
    "first_+1",
    "first_+2",
    "first_+3",
    "first_+4",
    "text_before",
    "text_after",
    "first_of_parent",
    "first_of_signature",
    "window_first",
];

impl Rowing<'_, '_> {
    pub(super) fn neighbours(&self, at: usize, row: &mut FeatureRow) {
        let container = self.outline.leaves[at].container;
        let parent = self.outline.entries[container as usize].parent;
        for offset in OFFSETS {
            let other = at
                .checked_add_signed(offset as isize)
                .and_then(|other| self.outline.leaves.get(other));
            let Some(other) = other else {
                row.extend([-1.0; NEIGHBOUR.len()]);
                continue;
            };
            let entry = &self.outline.entries[other.container as usize];
            row.extend([
                log(other.measure.size),
                other.measure.share(other.measure.linked),
                flag(other.prose() > 0),
                flag(entry.parent == parent),
                flag(entry.tag.heading_level().is_some()),
            ]);
        }
    }

    pub(super) fn marks(&self, at: usize, row: &mut FeatureRow) {
        let container = self.outline.leaves[at].container;
        let inside = self.regions.inside[container as usize];
        row.extend(
            Inside::NAMES
                .iter()
                .map(|(_, bits)| flag(inside.any(*bits))),
        );
        let own = self.outline.entries[container as usize].marks;
        let near = self
            .outline
            .ancestors(container)
            .take(2)
            .fold(own, |marks, entry| {
                marks.with(self.outline.entries[entry as usize].marks)
            });
        let above = self.regions.above[container as usize].with(own);
        for marks in [own, near, above] {
            row.extend(Marks::NAMES.iter().map(|(_, mark)| flag(marks.any(*mark))));
        }
    }
}

/// The columns of the second round, for each leaf; `first` are the first round's probabilities.
///
/// Sums weigh a leaf with its size: what counts is how much text was taken for the article
/// around, before and after it, in its parent, and in containers set like its own.
#[must_use]
pub fn second(outline: &Outline<'_>, regions: &Regions, first: &[f32]) -> Vec<[f32; SECOND.len()]> {
    let sizes: Vec<f32> = outline
        .leaves
        .iter()
        .map(|leaf| ratio(leaf.measure.size, 1))
        .collect();
    let mut taken = Vec::with_capacity(first.len() + 1);
    let mut all = Vec::with_capacity(first.len() + 1);
    let (mut taken_sum, mut all_sum) = (0.0, 0.0);
    for (size, p) in sizes.iter().zip(first) {
        taken.push(taken_sum);
        all.push(all_sum);
        taken_sum += size * p;
        all_sum += size;
    }
    taken.push(taken_sum);
    all.push(all_sum);
    let share = |from: usize, to: usize| {
        let (from, to) = (from.min(first.len()), to.min(first.len()));
        (taken[to] - taken[from]) / (all[to] - all[from]).max(1.0)
    };
    let mut by_signature: std::collections::HashMap<u64, (f32, f32)> =
        std::collections::HashMap::new();
    for (at, (size, p)) in sizes.iter().zip(first).enumerate() {
        let sums = by_signature.entry(regions.signature(at)).or_default();
        sums.0 += size * p;
        sums.1 += size;
    }
    let last = first.len();
    (0..last)
        .map(|at| {
            let near = |offset: isize| {
                at.checked_add_signed(offset)
                    .and_then(|other| first.get(other))
                    .copied()
                    .unwrap_or(-1.0)
            };
            let container = &outline.entries[outline.leaves[at].container as usize];
            let siblings = &outline.entries[container.parent as usize].leaves;
            let (of_signature, signature) = by_signature
                .get(&regions.signature(at))
                .copied()
                .unwrap_or_default();
            [
                first[at],
                near(-4),
                near(-3),
                near(-2),
                near(-1),
                near(1),
                near(2),
                near(3),
                near(4),
                taken[at] / taken_sum.max(1.0),
                (taken_sum - taken[at + 1]) / taken_sum.max(1.0),
                share(siblings.start as usize, (siblings.end as usize).min(last)),
                of_signature / signature.max(1.0),
                share(at.saturating_sub(8), (at + 9).min(last)),
            ]
        })
        .collect()
}
