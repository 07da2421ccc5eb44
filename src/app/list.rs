//! The headline list: a vector of ids and a window of rows.
//!
//! A million headlines cost eight megabytes of ids; rows are held only for the pages around
//! the view, so moving costs the same at any size.

use std::collections::{HashMap, HashSet};

use crate::model::{Headline, HeadlineId};

/// Pages of rows kept on either side of the visible one.
const MARGIN_PAGES: usize = 2;

/// The list with its cursor.
#[derive(Debug, Clone, Default)]
pub struct List {
    ids: Vec<HeadlineId>,
    cursor: usize,
    offset: usize,
    rows: HashMap<HeadlineId, Headline>,
    /// The first answer has arrived, so an empty list is really empty.
    pub loaded: bool,
}

impl List {
    /// All ids in order.
    #[must_use]
    pub fn ids(&self) -> &[HeadlineId] {
        &self.ids
    }

    /// Index of the selected headline.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Index of the first visible headline.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The selected headline.
    #[must_use]
    pub fn selected(&self) -> Option<HeadlineId> {
        self.ids.get(self.cursor).copied()
    }

    /// The row of an id, if it is in the window.
    #[must_use]
    pub fn row(&self, id: HeadlineId) -> Option<&Headline> {
        self.rows.get(&id)
    }

    /// The ids in view.
    #[must_use]
    pub fn visible(&self, height: usize) -> &[HeadlineId] {
        let end = (self.offset + height).min(self.ids.len());
        &self.ids[self.offset.min(end)..end]
    }

    /// Moves the cursor by so many headlines.
    pub fn move_by(&mut self, delta: isize, height: usize) {
        let last = self.ids.len().saturating_sub(1);
        self.select(self.cursor.saturating_add_signed(delta).min(last), height);
    }

    /// Puts the cursor on an index and brings it into view.
    pub fn select(&mut self, index: usize, height: usize) {
        self.cursor = index.min(self.ids.len().saturating_sub(1));
        self.keep_in_view(height);
    }

    /// Scrolls the view without moving the cursor further than the view's edges.
    pub fn scroll(&mut self, delta: isize, height: usize) {
        let last = self.ids.len().saturating_sub(height.max(1));
        self.offset = self.offset.saturating_add_signed(delta).min(last);
        let end = (self.offset + height.max(1) - 1).min(self.ids.len().saturating_sub(1));
        self.cursor = self.cursor.clamp(self.offset.min(end), end);
    }

    /// Corrects the offset after the cursor, the ids or the height changed.
    pub fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        self.cursor = self.cursor.min(self.ids.len().saturating_sub(1));
        if self.cursor < self.offset {
            self.offset = self.cursor;
        } else if self.cursor >= self.offset + height {
            self.offset = self.cursor + 1 - height;
        }
        self.offset = self.offset.min(self.ids.len().saturating_sub(height));
    }

    /// Shows another view: the cursor goes to the top.
    pub fn replace(&mut self, ids: Vec<HeadlineId>) {
        (self.cursor, self.offset) = (0, 0);
        self.ids = ids;
        self.loaded = true;
    }

    /// Shows the same view after something changed. The cursor stays on its headline, and
    /// with `keep_gone` headlines that left the view (because they are read now) keep their
    /// places until the view is opened anew: nothing vanishes under the reader's eyes.
    pub fn reload(&mut self, ids: Vec<HeadlineId>, keep_gone: bool, height: usize) {
        let selected = self.selected();
        let above = self.cursor - self.offset.min(self.cursor);
        let at_top = self.cursor == 0;
        self.ids = if keep_gone {
            merge(&self.ids, ids)
        } else {
            ids
        };
        self.loaded = true;
        if let Some(place) = selected.and_then(|id| self.ids.iter().position(|other| *other == id))
        {
            if at_top {
                (self.cursor, self.offset) = (place, 0);
            } else {
                (self.cursor, self.offset) = (place, place.saturating_sub(above));
            }
        }
        self.keep_in_view(height);
    }

    /// Ids whose rows should be asked for: those in view and a page around it. Empty while
    /// everything in view is there.
    #[must_use]
    pub fn wanted(&self, height: usize) -> Vec<HeadlineId> {
        if self
            .visible(height)
            .iter()
            .all(|id| self.rows.contains_key(id))
        {
            return Vec::new();
        }
        self.window(height, 1)
            .iter()
            .filter(|id| !self.rows.contains_key(id))
            .copied()
            .collect()
    }

    /// The ids of the view and a page around it.
    #[must_use]
    pub fn nearby(&self, height: usize) -> Vec<HeadlineId> {
        self.window(height, 1).to_vec()
    }

    /// Takes rows in and forgets those far away.
    pub fn store_rows(&mut self, rows: Vec<Headline>, height: usize) {
        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
        let near: HashSet<HeadlineId> = self.window(height, MARGIN_PAGES).iter().copied().collect();
        let selected = self.selected();
        self.rows
            .retain(|id, _| near.contains(id) || Some(*id) == selected);
    }

    /// Changes the rows of some ids, if they are in the window.
    pub fn change(&mut self, ids: &[HeadlineId], change: impl Fn(&mut Headline)) {
        for id in ids {
            if let Some(row) = self.rows.get_mut(id) {
                change(row);
            }
        }
    }

    fn window(&self, height: usize, pages: usize) -> &[HeadlineId] {
        let margin = height.max(1) * pages;
        let start = self.offset.saturating_sub(margin);
        let end = (self.offset + height + margin).min(self.ids.len());
        &self.ids[start.min(end)..end]
    }
}

/// The new ids in their order, with the old ones that they lack put back behind the
/// neighbour they had.
fn merge(old: &[HeadlineId], new: Vec<HeadlineId>) -> Vec<HeadlineId> {
    let present: HashSet<HeadlineId> = new.iter().copied().collect();
    let mut behind: HashMap<Option<HeadlineId>, Vec<HeadlineId>> = HashMap::new();
    let mut neighbour = None;
    for id in old {
        if present.contains(id) {
            neighbour = Some(*id);
        } else {
            behind.entry(neighbour).or_default().push(*id);
        }
    }
    let mut merged = Vec::with_capacity(old.len() + new.len());
    // Gone headlines that stood first follow what has arrived on top of them.
    let first_old = old.iter().find(|id| present.contains(id)).copied();
    for id in new {
        if first_old == Some(id) {
            merged.extend(behind.remove(&None).unwrap_or_default());
        }
        merged.push(id);
        merged.extend(behind.remove(&Some(id)).unwrap_or_default());
    }
    merged.extend(behind.remove(&None).unwrap_or_default());
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(numbers: &[i64]) -> Vec<HeadlineId> {
        numbers.iter().copied().map(HeadlineId).collect()
    }

    #[test]
    fn reloading_holds_the_selected_headline() {
        let mut list = List::default();
        list.replace(ids(&[5, 4, 3, 2, 1]));
        list.select(2, 3);
        list.reload(ids(&[7, 6, 5, 4, 3, 2, 1]), false, 3);
        assert_eq!(list.selected(), Some(HeadlineId(3)));
        assert_eq!(list.cursor() - list.offset(), 2);
    }

    #[test]
    fn read_headlines_keep_their_place_in_an_unread_view() {
        let mut list = List::default();
        list.replace(ids(&[5, 4, 3, 2, 1]));
        list.reload(ids(&[6, 4, 2]), true, 10);
        assert_eq!(list.ids(), ids(&[6, 5, 4, 3, 2, 1]));
        list.reload(ids(&[]), true, 10);
        assert_eq!(list.ids(), ids(&[6, 5, 4, 3, 2, 1]));
    }

    #[test]
    fn rows_are_asked_for_once_and_dropped_when_far() {
        let mut list = List::default();
        list.replace((0..10_000).map(HeadlineId).collect());
        let wanted = list.wanted(10);
        assert_eq!(wanted.len(), 20);
        list.select(9_999, 10);
        assert_eq!(list.wanted(10).len(), 20);
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_view(
            count in 0_usize..60,
            height in 0_usize..20,
            moves in proptest::collection::vec((-30_isize..30, any::<bool>()), 0..20),
        ) {
            let mut list = List::default();
            list.replace((0..i64::try_from(count).unwrap()).map(HeadlineId).collect());
            for (delta, scroll) in moves {
                if scroll { list.scroll(delta, height) } else { list.move_by(delta, height) }
                prop_assert!(count == 0 || list.cursor() < count);
                prop_assert!(list.offset() <= list.cursor());
                prop_assert!(list.cursor() < list.offset() + height.max(1));
            }
        }

        #[test]
        fn merging_loses_and_doubles_nothing(
            old in proptest::collection::hash_set(0_i64..40, 0..20),
            new in proptest::collection::hash_set(0_i64..40, 0..20),
        ) {
            let (old, new): (Vec<_>, Vec<_>) = (
                old.into_iter().map(HeadlineId).collect(),
                new.into_iter().map(HeadlineId).collect(),
            );
            let merged = merge(&old, new.clone());
            let set: HashSet<_> = merged.iter().copied().collect();
            prop_assert_eq!(set.len(), merged.len());
            prop_assert!(old.iter().chain(&new).all(|id| set.contains(id)));
        }
    }
}
