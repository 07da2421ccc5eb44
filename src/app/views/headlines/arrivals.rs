//! What became of a view between two readings: which headlines are new in it, which have left
//! it, and where a place in the one is in the other. Views are long and change little, so the
//! ends that are the same are looked at once and never hashed.

use std::collections::{HashMap, HashSet};

use crate::model::{HeadlineId, Listing};

/// A later reading of a view, compared with what is shown of it.
#[derive(Debug, Clone, Default)]
pub struct Arrivals {
    /// The view as it is now.
    pub listing: Listing,
    /// So many of them are not shown.
    pub new: usize,
    /// So many that are shown have left it.
    pub gone: usize,
}

/// How many ids two lists share at their ends.
fn same_ends(old: &[HeadlineId], new: &[HeadlineId]) -> (usize, usize) {
    let same = |(a, b): &(&HeadlineId, &HeadlineId)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    (head, tail)
}

fn set(ids: &[HeadlineId]) -> HashSet<HeadlineId> {
    ids.iter().copied().collect()
}

impl Arrivals {
    /// Compares what is shown with the view as it is now.
    #[must_use]
    pub fn of(shown: &[HeadlineId], listing: impl Into<Listing>) -> Self {
        let listing = listing.into();
        let ids = &listing.ids;
        let (head, tail) = same_ends(shown, ids);
        let shown = set(&shown[head..shown.len() - tail]);
        let middle = &ids[head..ids.len() - tail];
        let new = middle.iter().filter(|id| !shown.contains(id)).count();
        let gone = shown.len() + new - middle.len();
        Self { listing, new, gone }
    }

    /// What is shown without that which has left the view.
    #[must_use]
    pub fn left(&self, shown: &[HeadlineId]) -> Vec<HeadlineId> {
        let present = set(&self.listing.ids);
        let left = shown.iter().copied();
        left.filter(|id| present.contains(id)).collect()
    }
}

/// The new ids in their order, with the old ones that they lack put back behind the
/// neighbour they had.
#[must_use]
pub fn merge(old: &[HeadlineId], new: &[HeadlineId]) -> Vec<HeadlineId> {
    let (head, tail) = same_ends(old, new);
    let old = &old[head..old.len() - tail];
    let middle = &new[head..new.len() - tail];
    let present = set(middle);
    let mut behind: HashMap<Option<HeadlineId>, Vec<HeadlineId>> = HashMap::new();
    let mut neighbour = None;
    for id in old {
        if present.contains(id) {
            neighbour = Some(*id);
        } else {
            behind.entry(neighbour).or_default().push(*id);
        }
    }
    if behind.is_empty() {
        return new.to_vec();
    }
    let mut merged = Vec::with_capacity(new.len() + old.len());
    merged.extend_from_slice(&new[..head]);
    // Gone headlines that stood first follow what has arrived on top of them.
    let first_old = old.iter().find(|id| present.contains(id)).copied();
    for id in middle {
        if first_old == Some(*id) {
            merged.extend(behind.remove(&None).unwrap_or_default());
        }
        merged.push(*id);
        merged.extend(behind.remove(&Some(*id)).unwrap_or_default());
    }
    merged.extend(behind.remove(&None).unwrap_or_default());
    merged.extend_from_slice(&new[new.len() - tail..]);
    merged
}

/// The first of the new ids that is not among the old ones.
#[must_use]
pub fn first_new(old: &[HeadlineId], new: &[HeadlineId]) -> Option<usize> {
    let (head, tail) = same_ends(old, new);
    let known = set(&old[head..old.len() - tail]);
    let mut middle = new[head..new.len() - tail].iter();
    middle
        .position(|id| !known.contains(id))
        .map(|at| head + at)
}

/// Where the headline at `place` of the old ids is in the new ones; where it is gone, the next
/// one that is left, else the one before.
#[must_use]
pub fn place(old: &[HeadlineId], place: usize, new: &[HeadlineId]) -> usize {
    let find = |id: &HeadlineId| new.iter().position(|other| other == id);
    let Some(here) = old.get(place) else {
        return place.min(new.len().saturating_sub(1));
    };
    find(here).unwrap_or_else(|| {
        let present = set(new);
        let (before, after) = old.split_at(place);
        let mut nearest = after.iter().chain(before.iter().rev());
        let nearest = nearest.find(|id| present.contains(id));
        nearest.and_then(find).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(numbers: &[i64]) -> Vec<HeadlineId> {
        numbers.iter().copied().map(HeadlineId).collect()
    }

    #[test]
    fn new_and_gone_are_counted() {
        let shown = ids(&[6, 5, 4, 3, 2, 1]);
        let latest = Arrivals::of(&shown, ids(&[8, 6, 5, 3, 7, 2, 1]));
        assert_eq!((latest.new, latest.gone), (2, 1));
        assert_eq!(latest.left(&shown), ids(&[6, 5, 3, 2, 1]));
    }

    #[test]
    fn a_lost_place_goes_to_the_next_one() {
        let old = ids(&[5, 4, 3, 2, 1]);
        assert_eq!(place(&old, 2, &ids(&[6, 5, 4, 3])), 3);
        assert_eq!(place(&old, 2, &ids(&[5, 2, 1])), 1);
        assert_eq!(place(&old, 4, &ids(&[5, 4])), 1);
        assert_eq!(place(&old, 4, &[]), 0);
    }

    proptest! {
        #[test]
        fn merging_loses_and_doubles_nothing_and_keeps_the_new_order(
            old in proptest::collection::vec(0_i64..40, 0..20),
            new in proptest::collection::vec(0_i64..40, 0..20),
        ) {
            let distinct = |numbers: Vec<i64>| {
                let mut known = HashSet::new();
                let all = numbers.into_iter().filter(|number| known.insert(*number));
                all.map(HeadlineId).collect::<Vec<_>>()
            };
            let (old, new) = (distinct(old), distinct(new));
            let merged = merge(&old, &new);
            let all = set(&merged);
            prop_assert_eq!(all.len(), merged.len());
            prop_assert!(old.iter().chain(&new).all(|id| all.contains(id)));
            let wanted = set(&new);
            let order: Vec<_> = merged.iter().copied().filter(|id| wanted.contains(id)).collect();
            prop_assert_eq!(&order, &new);
            let first = merged.iter().position(|id| !old.contains(id));
            prop_assert_eq!(first_new(&old, &merged), first);
            let latest = Arrivals::of(&old, new.clone());
            prop_assert_eq!(latest.new, merged.len() - old.len());
            prop_assert_eq!(latest.gone, merged.len() - new.len());
        }
    }
}
