//! The headline list: a vector of ids and a window of rows.
//!
//! A million headlines cost eight megabytes of ids; rows are held only for the pages around
//! the view, so moving costs the same at any size.
//!
//! Until the user has done something here, the list follows the newest headline. From then on
//! nothing moves under his eyes: what arrives waits above, counted, until he asks for it.

use std::collections::{HashMap, HashSet};

use super::arrivals::{self, Arrivals};
use super::questions::Questions;
use crate::model::{Headline, HeadlineId, Query};

/// Pages of rows kept on either side of the visible one.
const MARGIN_PAGES: usize = 2;

/// The list with its cursor.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// What it shows.
    pub query: Query,
    ids: Vec<HeadlineId>,
    cursor: usize,
    offset: usize,
    rows: HashMap<HeadlineId, Headline>,
    /// The view as it is now, while it has headlines that wait to be shown.
    latest: Option<Arrivals>,
    /// The user has been here.
    touched: bool,
    /// The view was scrolled away from the cursor.
    parted: bool,
    /// The first answer has arrived, so an empty list is really empty.
    pub loaded: bool,
    /// What is asked of the store.
    pub questions: Questions,
}

impl List {
    /// What a query finds, before the answer has arrived.
    #[must_use]
    pub fn of(query: Query) -> Self {
        Self {
            query,
            ..Self::default()
        }
    }

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

    /// Its row, if it is in the window.
    #[must_use]
    pub fn selected_row(&self) -> Option<&Headline> {
        self.row(self.selected()?)
    }

    /// How many headlines have arrived and wait to be shown.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.latest.as_ref().map_or(0, |latest| latest.new)
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

    /// The user does something here: from now on the list holds still.
    pub fn touch(&mut self) {
        self.touched |= !self.ids.is_empty();
    }

    /// Moves the cursor by so many headlines; where the view was scrolled away from it, from
    /// the nearest headline in view.
    pub fn move_by(&mut self, delta: isize, height: usize) {
        if self.parted {
            self.bring_cursor(height);
        }
        let last = self.ids.len().saturating_sub(1);
        self.select(self.cursor.saturating_add_signed(delta).min(last), height);
    }

    /// Puts the cursor on an index and brings it into view.
    pub fn select(&mut self, index: usize, height: usize) {
        self.touch();
        self.cursor = index.min(self.ids.len().saturating_sub(1));
        self.show_cursor(height);
    }

    /// Scrolls the view; the cursor stays on its headline, in view or not.
    pub fn scroll(&mut self, delta: isize, height: usize) {
        self.touch();
        let last = self.ids.len().saturating_sub(height.max(1));
        self.offset = self.offset.saturating_add_signed(delta).min(last);
        self.parted = !(self.offset..self.offset + height.max(1)).contains(&self.cursor);
    }

    /// Moves the cursor to the edge of the view that it was left behind.
    pub fn bring_cursor(&mut self, height: usize) {
        let last = self.ids.len().saturating_sub(1);
        let end = (self.offset + height.max(1) - 1).min(last);
        self.cursor = self.cursor.clamp(self.offset.min(end), end);
        self.parted = false;
    }

    /// Brings the view back to the cursor.
    pub fn show_cursor(&mut self, height: usize) {
        self.parted = false;
        self.keep_in_view(height);
    }

    /// Corrects cursor and offset after the ids or the height changed. A list that is not shown
    /// (`height` 0) keeps its place.
    pub fn keep_in_view(&mut self, height: usize) {
        let count = self.ids.len();
        self.cursor = self.cursor.min(count.saturating_sub(1));
        if height > 0 && !self.parted {
            if self.cursor < self.offset {
                self.offset = self.cursor;
            } else if self.cursor >= self.offset + height {
                self.offset = self.cursor + 1 - height;
            }
        }
        self.offset = self.offset.min(count.saturating_sub(height.max(1)));
    }

    /// Shows another view: the cursor goes to the top.
    pub fn replace(&mut self, ids: Vec<HeadlineId>) {
        *self = Self {
            query: std::mem::take(&mut self.query),
            ids,
            rows: std::mem::take(&mut self.rows),
            questions: std::mem::take(&mut self.questions),
            loaded: true,
            ..Self::default()
        };
    }

    /// Takes in what the view holds after something arrived. An untouched list follows the
    /// newest headline; in another one nothing moves, and what is new waits. With `keep_gone`
    /// headlines that left the view (because they are read now) keep their places until the
    /// view is opened anew: nothing vanishes under the reader's eyes.
    pub fn reload(&mut self, ids: Vec<HeadlineId>, keep_gone: bool, height: usize) {
        if !self.touched || self.ids.is_empty() {
            return self.replace(ids);
        }
        let latest = Arrivals::of(&self.ids, ids);
        if !keep_gone && latest.gone > 0 {
            let left = latest.left(&self.ids);
            self.hold(left, height);
        }
        self.latest = Some(latest).filter(|latest| latest.new > 0);
    }

    /// Shows the whole view after the user changed what belongs to it: nothing waits, and the
    /// cursor stays on its headline.
    pub fn show_all(&mut self, ids: Vec<HeadlineId>, keep_gone: bool, height: usize) {
        if !self.touched || self.ids.is_empty() {
            return self.replace(ids);
        }
        self.latest = None;
        let ids = if keep_gone {
            arrivals::merge(&self.ids, ids)
        } else {
            ids
        };
        self.hold(ids, height);
    }

    /// Shows what has waited, each in its place; the index of the first, if there was any.
    pub fn show_waiting(&mut self, height: usize) -> Option<usize> {
        let latest = self.latest.take()?;
        let ids = arrivals::merge(&self.ids, latest.ids);
        let first = arrivals::first_new(&self.ids, &ids);
        self.hold(ids, height);
        first
    }

    /// Changes the ids under a cursor and a view that stay where they are. Where a headline is
    /// gone, the next one that is left takes its part.
    fn hold(&mut self, ids: Vec<HeadlineId>, height: usize) {
        let above = self.cursor.saturating_sub(self.offset);
        let cursor = arrivals::place(&self.ids, self.cursor, &ids);
        let offset = if self.parted {
            arrivals::place(&self.ids, self.offset, &ids)
        } else {
            cursor.saturating_sub(above)
        };
        (self.ids, self.cursor, self.offset) = (ids, cursor, offset);
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

    /// Takes in the rows of the ids that were asked for, and forgets those far away. An id
    /// without a row is of a headline that is not stored any more.
    pub fn store_rows(&mut self, asked: &[HeadlineId], rows: Vec<Headline>, height: usize) {
        if rows.len() < asked.len() {
            let found: HashSet<HeadlineId> = rows.iter().map(|row| row.id).collect();
            let lost: HashSet<_> = asked.iter().filter(|id| !found.contains(id)).collect();
            let left = self.ids.iter().filter(|id| !lost.contains(id));
            self.hold(left.copied().collect(), height);
        }
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

#[cfg(test)]
mod tests;
