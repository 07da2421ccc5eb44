//! Which day a place in the list belongs to, and how many headlines a day has.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::model::{Day, HeadlineId, Listing};

/// The days of a list, newest first. Empty where they are not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days(Vec<Day>);

impl Days {
    /// Those that the store has found.
    #[must_use]
    pub fn new(days: Vec<Day>) -> Self {
        Self(days)
    }

    /// The run of headlines of one day that a place is in.
    fn run(&self, index: usize) -> Option<usize> {
        let behind = self.0.partition_point(|day| day.first <= index);
        behind.checked_sub(1)
    }

    /// The day of a place.
    #[must_use]
    pub fn date(&self, index: usize) -> Option<Date> {
        Some(self.0[self.run(index)?].date)
    }

    /// Whether a place is the first of its day.
    #[must_use]
    pub fn is_first(&self, index: usize) -> bool {
        self.run(index)
            .is_some_and(|run| self.0[run].first == index)
    }

    /// How many of `all` headlines belong to the day of a place.
    #[must_use]
    pub fn count(&self, index: usize, all: usize) -> usize {
        let Some(run) = self.run(index) else { return 0 };
        let next = self.0.get(run + 1).map_or(all, |day| day.first);
        next - self.0[run].first
    }

    fn push(&mut self, date: Option<Date>, index: usize) {
        if let Some(date) = date
            && self.0.last().is_none_or(|last| last.date != date)
        {
            self.0.push(Day { date, first: index });
        }
    }

    /// The days of what is left of a list: `left` are some of its ids, in its order.
    #[must_use]
    pub fn of_left(&self, ids: &[HeadlineId], left: &[HeadlineId]) -> Self {
        let mut days = Self::default();
        let mut places = ids.iter().enumerate();
        for (index, id) in left.iter().enumerate() {
            if let Some((place, _)) = places.find(|(_, other)| *other == id) {
                days.push(self.date(place), index);
            }
        }
        days
    }

    /// The days of ids that were merged from a list and a later reading of it. All of the reading
    /// are among them, in its order.
    #[must_use]
    pub fn of_merged(&self, ids: &[HeadlineId], later: &Listing, merged: &[HeadlineId]) -> Self {
        let of_later = Self::new(later.days.clone());
        if merged.len() == later.ids.len() {
            return of_later;
        }
        let is_next = |next: &mut usize, id: &HeadlineId| {
            let is_next = later.ids.get(*next) == Some(id);
            *next += usize::from(is_next);
            is_next
        };
        let mut next = 0;
        let kept = merged.iter().filter(|id| !is_next(&mut next, id));
        let kept: HashSet<HeadlineId> = kept.copied().collect();
        let places = ids.iter().enumerate().filter(|(_, id)| kept.contains(id));
        let dates: HashMap<HeadlineId, Option<Date>> =
            places.map(|(place, id)| (*id, self.date(place))).collect();
        let mut days = Self::default();
        let mut next = 0;
        for (index, id) in merged.iter().enumerate() {
            let date = if is_next(&mut next, id) {
                of_later.date(next - 1)
            } else {
                dates.get(id).copied().flatten()
            };
            days.push(date, index);
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn ids(numbers: &[i64]) -> Vec<HeadlineId> {
        numbers.iter().copied().map(HeadlineId).collect()
    }

    fn days(days: &[(i8, usize)]) -> Vec<Day> {
        let day = |(day, first): &(i8, usize)| Day {
            date: date(2026, 11, *day),
            first: *first,
        };
        days.iter().map(day).collect()
    }

    #[test]
    fn a_place_has_its_day() {
        let known = Days::new(days(&[(28, 0), (27, 2), (25, 5)]));
        assert_eq!(known.date(4), Some(date(2026, 11, 27)));
        assert!(known.is_first(2) && !known.is_first(3));
        let counts = [0, 2, 5].map(|index| known.count(index, 9));
        assert_eq!(counts, [2, 3, 4]);
        let unknown = Days::default();
        assert!(unknown.date(0).is_none() && !unknown.is_first(0));
        assert_eq!(unknown.count(0, 9), 0);
    }

    #[test]
    fn what_is_left_keeps_its_days() {
        let known = Days::new(days(&[(28, 0), (27, 2), (25, 3)]));
        let left = known.of_left(&ids(&[6, 5, 4, 3, 2]), &ids(&[6, 3, 2]));
        assert_eq!(left, Days::new(days(&[(28, 0), (25, 1)])));
    }

    #[test]
    fn what_is_merged_has_the_days_of_both() {
        let known = Days::new(days(&[(28, 0), (27, 2)]));
        let later = Listing {
            ids: ids(&[7, 5, 3]),
            days: days(&[(29, 0), (28, 1), (27, 2)]),
        };
        let merged = known.of_merged(&ids(&[6, 5, 4, 3]), &later, &ids(&[7, 6, 5, 4, 3]));
        assert_eq!(merged, Days::new(days(&[(29, 0), (28, 1), (27, 3)])));
    }
}
