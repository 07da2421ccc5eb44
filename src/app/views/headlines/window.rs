//! The part of the list that is in view: which headlines it shows from a place on, and at which
//! row each stands. The picture, the cursor and the mouse go by it.

use super::days::Days;
use crate::app::panes::Panes;

/// The rows of the list pane, and how they are shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Rows of the pane; 0 where it is not shown.
    pub rows: usize,
    /// Rows of a headline.
    pub lines: usize,
    /// Blank rows behind each.
    pub gap: usize,
    /// A heading stands before each day.
    pub has_days: bool,
}

/// So many headlines of one row each.
impl From<usize> for Window {
    fn from(rows: usize) -> Self {
        Self {
            rows,
            lines: 1,
            gap: 0,
            has_days: false,
        }
    }
}

/// Where a headline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Its index in the list.
    pub index: usize,
    /// Its first row, counted from the top of the pane.
    pub row: usize,
    /// The row of the heading before it.
    pub heading: Option<usize>,
}

impl Window {
    /// The window of the list among the panes.
    #[must_use]
    pub fn of(panes: &Panes) -> Self {
        let form = panes.rows;
        Self {
            rows: usize::from(panes.list.map_or(0, |list| list.height)),
            lines: usize::from(form.lines),
            gap: usize::from(form.gap),
            has_days: form.has_days,
        }
    }

    /// So many headlines fit where no day begins; at least one.
    #[must_use]
    pub fn capacity(self) -> usize {
        (self.rows / (self.lines + self.gap).max(1)).max(1)
    }

    /// The headlines from `offset` on that are seen. The last may be cut by the end of the pane.
    pub fn placed(
        self,
        days: &Days,
        offset: usize,
        count: usize,
    ) -> impl Iterator<Item = Placed> + '_ {
        let mut row = 0;
        (offset..count).map_while(move |index| {
            let is_first = index == offset || days.is_first(index);
            let has_heading = self.has_days && is_first && days.date(index).is_some();
            let mut heading = None;
            if has_heading {
                // A blank row parts the days, unless headlines stand close.
                if row > 0 && self.lines > 1 {
                    row += 1_usize.saturating_sub(self.gap);
                }
                heading = Some(row);
                row += 1 + self.gap;
            }
            let placed = Placed {
                index,
                row,
                heading,
            };
            row += self.lines + self.gap;
            (placed.row < self.rows).then_some(placed)
        })
    }

    /// How many headlines from `offset` on are seen, cut or not.
    #[must_use]
    pub fn seen(self, days: &Days, offset: usize, count: usize) -> usize {
        self.placed(days, offset, count).count()
    }

    /// How many are seen whole; at least one where there is one.
    #[must_use]
    pub fn whole(self, days: &Days, offset: usize, count: usize) -> usize {
        let placed = self.placed(days, offset, count);
        let whole = placed.take_while(|placed| placed.row + self.lines <= self.rows);
        whole.count().max(1)
    }

    /// The smallest offset from which the headline at `index` is still seen whole.
    #[must_use]
    pub fn offset_above(self, days: &Days, index: usize) -> usize {
        let mut offset = index;
        while offset > 0 && index < offset - 1 + self.whole(days, offset - 1, index + 1) {
            offset -= 1;
        }
        offset
    }

    /// Headlines kept in view before and behind the cursor when it moves.
    #[must_use]
    pub fn margin(self) -> usize {
        match self.capacity() {
            ..5 => 0,
            5..9 => 1,
            _ => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn days(firsts: &[usize]) -> Days {
        let mut firsts: Vec<usize> = firsts.to_vec();
        firsts.dedup();
        let day = |(at, first): (usize, &usize)| Day {
            date: date(2026, 11, 28 - i8::try_from(at).unwrap()),
            first: *first,
        };
        Days::new(firsts.iter().enumerate().map(day).collect())
    }

    fn rows(window: Window, days: &Days, offset: usize) -> Vec<(usize, usize, Option<usize>)> {
        let placed = window.placed(days, offset, 20);
        placed
            .map(|placed| (placed.index, placed.row, placed.heading))
            .collect()
    }

    #[test]
    fn a_day_has_a_heading_and_a_blank_row_before_it() {
        let days = days(&[0, 2]);
        let window = Window {
            rows: 13,
            lines: 3,
            gap: 0,
            has_days: true,
        };
        let expected = [
            (0, 1, Some(0)),
            (1, 4, None),
            (2, 9, Some(8)),
            (3, 12, None),
        ];
        assert_eq!(rows(window, &days, 0), expected);
        assert_eq!(window.whole(&days, 0, 20), 3, "the last is cut");
        let airy = Window { gap: 1, ..window };
        let expected = [(0, 2, Some(0)), (1, 6, None), (2, 12, Some(10))];
        assert_eq!(rows(airy, &days, 0), expected);
        let compact = Window {
            lines: 1,
            rows: 5,
            ..window
        };
        let expected = [(1, 1, Some(0)), (2, 3, Some(2)), (3, 4, None)];
        assert_eq!(rows(compact, &days, 1), expected);
    }

    proptest! {
        #[test]
        fn the_offset_above_shows_a_headline_whole_and_the_one_before_does_not(
            rows in 4_usize..40, lines in 1_usize..4, gap in 0_usize..2, has_days: bool,
            firsts in proptest::collection::btree_set(1_usize..60, 0..12), index in 0_usize..60,
        ) {
            let firsts: Vec<usize> = std::iter::once(0).chain(firsts).collect();
            let days = days(&firsts);
            let window = Window { rows, lines, gap, has_days };
            let offset = window.offset_above(&days, index);
            let is_whole = |offset: usize| index < offset + window.whole(&days, offset, 60);
            prop_assert!(is_whole(offset));
            prop_assert!(offset == 0 || !is_whole(offset - 1));
        }
    }
}
