//! Headlines of a view as they are read, newest first, and the days that they belong to.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Row;

use super::columns::{from_stored, to_stored};
use crate::model::{Day, HeadlineId, Listing};

/// A view that is being read.
pub(super) struct Days<'a> {
    pub(super) listing: Listing,
    /// Without one there are no days.
    zone: Option<&'a TimeZone>,
    /// The day of the last headline, as times are stored: the calendar is asked once a day, not once a
    /// headline.
    day: Range<i64>,
}

impl<'a> Days<'a> {
    pub(super) fn new(zone: Option<&'a TimeZone>) -> Self {
        Self {
            listing: Listing::default(),
            zone,
            day: 0..0,
        }
    }

    /// Takes in a row that begins with the id and the time of publication.
    pub(super) fn push(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        if let Some(zone) = self.zone {
            let stored: i64 = row.get(1)?;
            if !self.day.contains(&stored) {
                self.begin_day(stored, zone);
            }
        }
        self.listing.ids.push(HeadlineId(row.get(0)?));
        Ok(())
    }

    fn begin_day(&mut self, stored: i64, zone: &TimeZone) {
        let date = zone.to_datetime(from_stored(stored)).date();
        let start_of = |date: Date| zone.to_timestamp(date.into()).ok().map(to_stored);
        let start = start_of(date).unwrap_or(stored);
        let end = date.tomorrow().ok().and_then(start_of);
        self.day = start..end.unwrap_or(i64::MAX);
        if self
            .listing
            .days
            .last()
            .is_none_or(|last| last.date != date)
        {
            let first = self.listing.ids.len();
            self.listing.days.push(Day { date, first });
        }
    }
}
