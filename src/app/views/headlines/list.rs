//! The headline list: a vector of ids and a window of rows.
//!
//! A million headlines cost eight megabytes of ids; rows are held only for the pages around
//! the view, so moving costs the same at any size.
//!
//! Until the user has done something here, the list follows the newest headline. From then on
//! nothing moves under his eyes: what arrives waits above, counted, until he asks for it.

mod place;
mod rows;

use std::collections::HashMap;

use jiff::civil::Date;

use super::arrivals::{self, Arrivals};
use super::days::Days;
use super::questions::Questions;
use super::window::{Placed, Window};
use crate::model::{Headline, HeadlineId, Listing, Query};

/// The list with its cursor.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// What it shows.
    pub query: Query,
    ids: Vec<HeadlineId>,
    days: Days,
    cursor: usize,
    offset: usize,
    rows: HashMap<HeadlineId, Headline>,
    /// The view as it is now, while it has headlines that wait to be shown.
    latest: Option<Arrivals>,
    /// The user has been here.
    touched: bool,
    /// The user went to the selected headline, or read it.
    is_chosen: bool,
    /// The view was scrolled away from the cursor.
    parted: bool,
    /// The headline that was selected in the view before, or in the run before: the cursor goes to
    /// it when the first answer arrives. Where it is not in the view, the next one may have it.
    pub resume: Option<HeadlineId>,
    /// The run before left it, and its first answer has not arrived.
    pub is_brought_back: bool,
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

    /// The list as it was left, with nothing asked of the store. Its rows are read again: marks may
    /// have changed.
    #[must_use]
    pub fn reopened(self) -> Self {
        Self {
            rows: HashMap::new(),
            questions: Questions::default(),
            ..self
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
    pub fn visible(&self, window: impl Into<Window>) -> &[HeadlineId] {
        let seen = window.into().seen(&self.days, self.offset, self.ids.len());
        &self.ids[self.offset.min(self.ids.len())..][..seen]
    }

    /// Where the headlines in view stand.
    pub fn placed(&self, window: Window) -> impl Iterator<Item = Placed> + '_ {
        window.placed(&self.days, self.offset, self.ids.len())
    }

    /// The day of a place in the list, and how many of the list's headlines it has.
    #[must_use]
    pub fn day(&self, index: usize) -> Option<(Date, usize)> {
        let date = self.days.date(index)?;
        Some((date, self.days.count(index, self.ids.len())))
    }

    /// How many are seen whole.
    #[must_use]
    pub fn page(&self, window: Window) -> usize {
        window.whole(&self.days, self.offset, self.ids.len())
    }

    /// Moves the cursor by so many headlines; where the view was scrolled away from it, from
    /// the nearest headline in view.
    pub fn move_by(&mut self, delta: isize, window: impl Into<Window>) {
        let window = window.into();
        if self.parted {
            self.bring_cursor(window);
        }
        let last = self.ids.len().saturating_sub(1);
        self.select(self.cursor.saturating_add_signed(delta).min(last), window);
    }

    /// Puts the cursor on an index and brings it into view, with those around it.
    pub fn select(&mut self, index: usize, window: impl Into<Window>) {
        let window = window.into();
        self.choose();
        let last = self.ids.len().saturating_sub(1);
        self.cursor = index.min(last);
        self.parted = false;
        let margin = window.margin();
        self.bring_into_view(self.cursor.saturating_sub(margin), window);
        self.bring_into_view((self.cursor + margin).min(last), window);
        self.keep_in_view(window);
    }

    /// Scrolls the view; the cursor stays on its headline, in view or not.
    pub fn scroll(&mut self, delta: isize, window: impl Into<Window>) {
        let window = window.into();
        self.touch();
        let last = self.last_offset(window);
        self.offset = self.offset.saturating_add_signed(delta).min(last);
        let end = self.offset + self.page(window);
        self.parted = !(self.offset..end).contains(&self.cursor);
    }

    /// Moves the cursor to the edge of the view that it was left behind, short of its margin.
    pub fn bring_cursor(&mut self, window: impl Into<Window>) {
        let window = window.into();
        let last = self.ids.len().saturating_sub(1);
        let end = self.offset + self.page(window) - 1;
        let margin = |is_end: bool| if is_end { 0 } else { window.margin() };
        let first = self.offset + margin(self.offset == 0);
        let end = end.saturating_sub(margin(end >= last)).min(last);
        self.cursor = self.cursor.clamp(first.min(end), end);
        self.parted = false;
    }

    /// Brings the view back to the cursor.
    pub fn show_cursor(&mut self, window: impl Into<Window>) {
        self.parted = false;
        self.keep_in_view(window);
    }

    /// Corrects cursor and offset after the ids or the window changed.
    pub fn keep_in_view(&mut self, window: impl Into<Window>) {
        let window = window.into();
        self.cursor = self.cursor.min(self.ids.len().saturating_sub(1));
        if !self.parted {
            self.bring_into_view(self.cursor, window);
        }
        if window.rows > 0 {
            self.offset = self.offset.min(self.last_offset(window));
        }
        self.offset = self.offset.min(self.ids.len().saturating_sub(1));
    }

    /// A list that is not shown (no rows) keeps its place.
    fn bring_into_view(&mut self, index: usize, window: Window) {
        if window.rows == 0 {
            return;
        }
        if index < self.offset {
            self.offset = index;
        } else if index >= self.offset + self.page(window) {
            self.offset = window.offset_above(&self.days, index);
        }
    }

    /// The offset at which the last headline is at the end of the view.
    fn last_offset(&self, window: Window) -> usize {
        let last = self.ids.len().saturating_sub(1);
        window.offset_above(&self.days, last)
    }

    /// Shows all of another reading: the cursor goes to the top.
    pub fn replace(&mut self, listing: impl Into<Listing>) {
        let listing = listing.into();
        *self = Self {
            query: std::mem::take(&mut self.query),
            ids: listing.ids,
            days: Days::new(listing.days),
            rows: std::mem::take(&mut self.rows),
            questions: std::mem::take(&mut self.questions),
            resume: self.resume,
            loaded: true,
            ..Self::default()
        };
    }

    /// Takes in what the view holds after something arrived. An untouched list follows the
    /// newest headline; in another one nothing moves, and what is new waits. With `keep_gone`
    /// headlines that left the view (because they are read now) keep their places until the
    /// view is opened anew: nothing vanishes under the reader's eyes.
    pub fn reload(
        &mut self,
        listing: impl Into<Listing>,
        keep_gone: bool,
        window: impl Into<Window>,
    ) {
        let listing = listing.into();
        if !self.touched || self.ids.is_empty() {
            return self.replace(listing);
        }
        let latest = Arrivals::of(&self.ids, listing);
        if !keep_gone && latest.gone > 0 {
            let left = latest.left(&self.ids);
            let days = self.days.of_left(&self.ids, &left);
            self.hold(left, days, window.into());
        }
        self.latest = Some(latest).filter(|latest| latest.new > 0);
    }

    /// Shows the whole view after the user changed what belongs to it: nothing waits, and the
    /// cursor stays on its headline.
    pub fn show_all(
        &mut self,
        listing: impl Into<Listing>,
        keep_gone: bool,
        window: impl Into<Window>,
    ) {
        let listing = listing.into();
        if !self.touched || self.ids.is_empty() {
            return self.replace(listing);
        }
        self.latest = None;
        if keep_gone {
            self.merge(&listing, window.into());
        } else {
            self.hold(listing.ids, Days::new(listing.days), window.into());
        }
    }

    /// Shows what has waited, each in its place; the index of the first, if there was any.
    pub fn show_waiting(&mut self, window: impl Into<Window>) -> Option<usize> {
        let latest = self.latest.take()?;
        self.merge(&latest.listing, window.into())
    }

    /// Shows a later reading without losing what it lacks; the index of the first that is new.
    fn merge(&mut self, later: &Listing, window: Window) -> Option<usize> {
        let ids = arrivals::merge(&self.ids, &later.ids);
        let days = self.days.of_merged(&self.ids, later, &ids);
        let first = arrivals::first_new(&self.ids, &ids);
        self.hold(ids, days, window);
        first
    }

    /// Changes the ids under a cursor and a view that stay where they are. Where a headline is
    /// gone, the next one that is left takes its part.
    fn hold(&mut self, ids: Vec<HeadlineId>, days: Days, window: Window) {
        let above = self.cursor.saturating_sub(self.offset);
        let cursor = arrivals::place(&self.ids, self.cursor, &ids);
        let offset = if self.parted {
            arrivals::place(&self.ids, self.offset, &ids)
        } else {
            cursor.saturating_sub(above)
        };
        (self.ids, self.days) = (ids, days);
        (self.cursor, self.offset) = (cursor, offset);
        self.keep_in_view(window);
    }
}

#[cfg(test)]
mod tests;
