//! The rows of a list: those around the view are held, asked for and changed.

use std::collections::HashSet;

use super::List;
use crate::app::views::headlines::window::Window;
use crate::model::{Headline, HeadlineId};

/// Pages of rows kept on either side of the visible one.
const MARGIN_PAGES: usize = 2;

impl List {
    /// Ids whose rows should be asked for: those in view and a page around it. Empty while
    /// everything in view is there.
    #[must_use]
    pub fn wanted(&self, window: impl Into<Window>) -> Vec<HeadlineId> {
        let window = window.into();
        if self
            .visible(window)
            .iter()
            .all(|id| self.rows.contains_key(id))
        {
            return Vec::new();
        }
        self.around(window, 1)
            .iter()
            .filter(|id| !self.rows.contains_key(id))
            .copied()
            .collect()
    }

    /// The ids of the view and a page around it.
    #[must_use]
    pub fn nearby(&self, window: impl Into<Window>) -> Vec<HeadlineId> {
        self.around(window.into(), 1).to_vec()
    }

    /// Takes in the rows of the ids that were asked for, and forgets those far away. An id
    /// without a row is of a headline that is not stored any more.
    pub fn store_rows(
        &mut self,
        asked: &[HeadlineId],
        rows: Vec<Headline>,
        window: impl Into<Window>,
    ) {
        let window = window.into();
        if rows.len() < asked.len() {
            let found: HashSet<HeadlineId> = rows.iter().map(|row| row.id).collect();
            let lost: HashSet<_> = asked.iter().filter(|id| !found.contains(id)).collect();
            let left = self.ids.iter().filter(|id| !lost.contains(id));
            let left: Vec<HeadlineId> = left.copied().collect();
            let days = self.days.of_left(&self.ids, &left);
            self.hold(left, days, window);
        }
        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
        let near: HashSet<HeadlineId> = self.around(window, MARGIN_PAGES).iter().copied().collect();
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

    /// These have an article now. How long it takes to read is in their rows, which are read again.
    pub fn learn_articles(&mut self, ids: &[HeadlineId]) {
        for id in ids {
            if let Some(row) = self.rows.get_mut(id) {
                self.questions.rows_stale |= !row.has_article;
                row.has_article = true;
            }
        }
    }

    fn around(&self, window: Window, pages: usize) -> &[HeadlineId] {
        let page = if window.rows > 0 {
            window.capacity()
        } else {
            0
        };
        let margin = page.max(1) * pages;
        let start = self.offset.saturating_sub(margin);
        let end = (self.offset + page + margin).min(self.ids.len());
        &self.ids[start.min(end)..end]
    }
}
