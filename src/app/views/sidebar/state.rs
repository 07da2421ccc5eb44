//! The sidebar's own state: its rows, what is folded in it, and where the cursor is.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::outline::{Entry, GroupName, Outline, Row, Wanted};
use crate::app::request::Newest;
use crate::model::{CalendarDay, Source};

/// The sidebar.
#[derive(Debug, Clone)]
pub struct Sidebar {
    outline: Outline,
    folded: BTreeSet<GroupName>,
    /// The text that the rows were made for.
    filter: String,
    /// The row of the cursor, and what stands in it.
    cursor: usize,
    selected: Entry,
    /// The first row in view.
    offset: usize,
    /// The view was scrolled away from the cursor.
    is_parted: bool,
    /// The rows are not those of the sources any more.
    is_stale: bool,
    /// Unread headlines of the user's day.
    pub unread_today: u64,
    /// The question for them, and the day that it is about.
    pub counting: Newest,
    counted: Option<CalendarDay>,
}

impl Default for Sidebar {
    fn default() -> Self {
        Self {
            outline: Outline::default(),
            folded: BTreeSet::new(),
            filter: String::new(),
            cursor: 0,
            selected: Entry::All,
            offset: 0,
            is_parted: false,
            is_stale: true,
            unread_today: 0,
            counting: Newest::default(),
            counted: None,
        }
    }
}

impl Sidebar {
    /// Its rows.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The groups of which only the heading is shown.
    #[must_use]
    pub fn folded(&self) -> &BTreeSet<GroupName> {
        &self.folded
    }

    /// The row of the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The first row in view.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Folds these groups and no others.
    pub fn fold(&mut self, folded: BTreeSet<GroupName>) {
        self.folded = folded;
        self.is_stale = true;
    }

    /// Folds a group, or unfolds it.
    pub fn set_folded(&mut self, group: GroupName, is_folded: bool) {
        if is_folded {
            self.folded.insert(group);
        } else {
            self.folded.remove(&group);
        }
        self.is_stale = true;
    }

    /// The sources or their counts are others: the rows are to be made anew.
    pub fn sources_changed(&mut self) {
        self.is_stale = true;
        self.counted = None;
    }

    /// Whether the headlines of a day are to be counted; then it is said only once.
    pub fn takes_count_of(&mut self, day: CalendarDay) -> bool {
        let is_due = self.counted != Some(day);
        self.counted = Some(day);
        is_due
    }

    /// Makes the rows anew if they are out of date. The cursor stays with its entry, or goes to
    /// what has come to its place.
    pub fn follow(&mut self, sources: &[Source], filter: &str, now: Timestamp) {
        if !self.is_stale && self.filter == filter {
            return;
        }
        let folded = &self.folded;
        let wanted = Wanted {
            folded,
            filter,
            now,
        };
        self.outline = Outline::of(sources, wanted);
        filter.clone_into(&mut self.filter);
        self.is_stale = false;
        let found = self.outline.find(&self.selected, sources);
        self.select(found.unwrap_or(self.cursor), sources);
    }

    /// Puts the cursor on a row, or on the nearest one that can be selected.
    pub fn select(&mut self, row: usize, sources: &[Source]) {
        let place = self.place(row);
        self.select_place(place, sources);
    }

    /// Puts the cursor on the row of an entry, if it has one.
    pub fn select_entry(&mut self, entry: &Entry, sources: &[Source]) {
        if let Some(row) = self.outline.find(entry, sources) {
            self.select(row, sources);
        }
    }

    /// Puts the cursor on one of the rows that can be selected, counted from the top.
    pub fn select_place(&mut self, place: usize, sources: &[Source]) {
        let selectable = self.outline.selectable();
        let last = selectable.len().saturating_sub(1);
        let Some(row) = selectable.get(place.min(last)).copied() else {
            return;
        };
        self.is_parted &= row == self.cursor;
        self.cursor = row;
        if let Some(entry) = self.outline.entry(row, sources) {
            self.selected = entry;
        }
    }

    /// Moves the cursor by so many of the rows that can be selected; whether it moved.
    pub fn go(&mut self, distance: isize, sources: &[Source]) -> bool {
        let before = self.cursor;
        let place = self.place(self.cursor).saturating_add_signed(distance);
        self.select_place(place, sources);
        self.is_parted = false;
        self.cursor != before
    }

    /// The entry under the cursor; `None` where a filter finds nothing.
    #[must_use]
    pub fn selected(&self) -> Option<&Entry> {
        let selectable = self.outline.selectable();
        selectable.contains(&self.cursor).then_some(&self.selected)
    }

    /// Scrolls the view; the cursor stays where it is, in view or not.
    pub fn scroll(&mut self, lines: isize, height: usize) {
        self.is_parted = true;
        self.offset = self.offset.saturating_add_signed(lines);
        self.keep_in_view(height);
    }

    /// Brings the cursor into view, unless the view was scrolled away from it. With the first
    /// entry of a group its heading is seen, and at the top all that stands above.
    pub fn keep_in_view(&mut self, height: usize) {
        let is_heading = |row: usize| matches!(self.outline.rows.get(row), Some(Row::Group(_)));
        let above = self.cursor.saturating_sub(1);
        let first = if is_heading(above) {
            above
        } else {
            self.cursor
        };
        if !self.is_parted && height > 0 {
            self.offset = self.offset.min(first);
            self.offset = self.offset.max((self.cursor + 1).saturating_sub(height));
        }
        let last = self.outline.rows.len().saturating_sub(height.max(1));
        self.offset = self.offset.min(last);
    }

    /// The place of a row among those that can be selected, or of the one behind it.
    fn place(&self, row: usize) -> usize {
        self.outline.selectable().partition_point(|&at| at < row)
    }
}
