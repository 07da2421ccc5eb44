//! A point in time as a page or a feed states it: with its own zone, or only as a day.
//!
//! News prints "18/01/2022 à 14:09" in the reader's zone, in the paper's zone, or prints no
//! clock at all. Folding these into one UTC instant loses what was said, so the offset and
//! the precision travel with the instant.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How much of the time was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// Only the calendar day; the instant is that day's midnight at the offset.
    Day,
    /// Hours and minutes (and perhaps seconds).
    Instant,
}

/// An instant together with the offset it was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    /// The instant.
    pub at: Timestamp,
    /// Seconds east of UTC that the text stated; `None` when it named no zone (then `at` was
    /// computed as if it were UTC).
    pub offset: Option<i32>,
    /// Whether a clock time was stated at all.
    pub precision: Precision,
}

impl When {
    /// An exact instant in UTC.
    #[must_use]
    pub fn utc(at: Timestamp) -> Self {
        Self {
            at,
            offset: Some(0),
            precision: Precision::Instant,
        }
    }

    /// The date as every screen shows it: "Tue 18 Jan 2022, 14:09" in the user's zone. A day
    /// stays the day that was stated, and a clock without a zone cannot be moved.
    #[must_use]
    pub fn shown(self, zone: &TimeZone) -> String {
        match (self.precision, self.offset) {
            (Precision::Day, _) => self.local().strftime(DAY).to_string(),
            (Precision::Instant, None) => clock(self.local()),
            (Precision::Instant, Some(_)) => clock(zone.to_datetime(self.at)),
        }
    }

    /// The date as it was stated: on its own clock, with its zone if it named one.
    #[must_use]
    pub fn stated(self) -> String {
        match (self.precision, self.offset) {
            (Precision::Day, _) => self.local().strftime(DAY).to_string(),
            (Precision::Instant, None) => clock(self.local()),
            (Precision::Instant, Some(0)) => format!("{} UTC", clock(self.local())),
            (Precision::Instant, Some(seconds)) => {
                format!("{} {}", clock(self.local()), offset_text(seconds))
            }
        }
    }

    /// What to show of a page's own date beside the time that its source gives: the page's if it
    /// is exact; else the source's if the page can have meant it.
    #[must_use]
    pub fn sharper(self, source: Option<Timestamp>) -> Self {
        // No clock on Earth is further from UTC, and a day has as many hours more.
        let doubt = match (self.precision, self.offset) {
            (Precision::Instant, Some(_)) => return self,
            (Precision::Instant, None) => SignedDuration::from_hours(14),
            (Precision::Day, _) => SignedDuration::from_hours(14 + 24),
        };
        let is_meant = |at: &Timestamp| at.duration_since(self.at).abs() <= doubt;
        source.filter(is_meant).map_or(self, Self::utc)
    }

    /// On its own clock.
    fn local(self) -> DateTime {
        Offset::from_seconds(self.offset.unwrap_or(0))
            .unwrap_or(Offset::UTC)
            .to_datetime(self.at)
    }

    /// RFC 3339 with the stated offset, `Z` for UTC, no zone when none was stated, or
    /// `YYYY-MM-DD` when only a day was.
    #[must_use]
    pub fn to_text(self) -> String {
        let local = self.local();
        match (self.precision, self.offset) {
            (Precision::Day, _) => local.date().to_string(),
            (Precision::Instant, None) => local.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            (Precision::Instant, Some(0)) => local.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            (Precision::Instant, Some(seconds)) => {
                let clock = local.strftime("%Y-%m-%dT%H:%M:%S");
                format!("{clock}{}", offset_text(seconds))
            }
        }
    }

    /// Reads back what [`When::to_text`] writes.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        if let Ok(date) = text.parse::<jiff::civil::Date>()
            && text.len() <= 11
        {
            let at = date.at(0, 0, 0, 0);
            return Some(Self {
                at: Offset::UTC.to_timestamp(at).ok()?,
                offset: None,
                precision: Precision::Day,
            });
        }
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(Self {
                at,
                offset: Some(stated_offset(text)),
                precision: Precision::Instant,
            });
        }
        let local: jiff::civil::DateTime = text.parse().ok()?;
        Some(Self {
            at: Offset::UTC.to_timestamp(local).ok()?,
            offset: None,
            precision: Precision::Instant,
        })
    }
}

const DAY: &str = "%a %-d %b %Y";

/// "Tue 18 Jan 2022, 14:09", the one form of a date with its clock.
#[must_use]
pub fn clock(local: DateTime) -> String {
    local.strftime("%a %-d %b %Y, %H:%M").to_string()
}

/// "+02:00".
fn offset_text(seconds: i32) -> String {
    let minutes = seconds.abs() / 60;
    let sign = if seconds < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The `+02:00` at the end of an RFC 3339 text, in seconds; 0 for `Z`.
fn stated_offset(text: &str) -> i32 {
    let Some(at) = text.rfind(['+', '-']).filter(|&at| at > 10) else {
        return 0;
    };
    let digits: Vec<i32> = text[at + 1..]
        .chars()
        .filter_map(|c| c.to_digit(10))
        .filter_map(|digit| i32::try_from(digit).ok())
        .collect();
    let [h1, h2, m1, m2] = digits[..] else {
        return 0;
    };
    let seconds = (h1 * 10 + h2) * 3600 + (m1 * 10 + m2) * 60;
    if text[at..].starts_with('-') {
        -seconds
    } else {
        seconds
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_text(&text)
            .ok_or_else(|| serde::de::Error::custom("not a date: expected RFC 3339"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives_the_round_trip() {
        for text in [
            "2022-01-18T14:09:00+01:00",
            "2022-01-18T13:09:00Z",
            "2022-01-18T13:09:00",
            "2022-01-18",
            "2022-01-18T05:09:00-03:30",
        ] {
            let when = When::from_text(text).expect(text);
            assert_eq!(when.to_text(), text);
        }
    }

    #[test]
    fn one_article_has_one_time() {
        let zone = TimeZone::fixed(Offset::constant(1));
        let feed = "2022-01-18T06:54:00Z".parse().ok();
        for page in [
            "2022-01-18T00:54:00-06:00",
            "2022-01-18T07:54:00",
            "2022-01-18",
        ] {
            let page = When::from_text(page).expect(page);
            assert_eq!(page.sharper(feed).shown(&zone), "Tue 18 Jan 2022, 07:54");
        }
        // The source gives another day: perhaps the one on which it was first asked.
        for (page, shown) in [
            ("2022-01-14T07:54:00", "Fri 14 Jan 2022, 07:54"),
            ("2022-01-14", "Fri 14 Jan 2022"),
            ("2022-01-14T07:54:00Z", "Fri 14 Jan 2022, 08:54"),
        ] {
            let page = When::from_text(page).expect(page);
            assert_eq!(page.sharper(feed).shown(&zone), shown);
        }
    }

    #[test]
    fn the_pages_own_words_are_kept() {
        for (text, stated) in [
            ("2022-01-18T00:54:00-06:00", "Tue 18 Jan 2022, 00:54 -06:00"),
            ("2022-01-18T06:54:00Z", "Tue 18 Jan 2022, 06:54 UTC"),
            ("2022-01-18T07:54:00", "Tue 18 Jan 2022, 07:54"),
            ("2022-01-18", "Tue 18 Jan 2022"),
        ] {
            assert_eq!(When::from_text(text).expect(text).stated(), stated);
        }
    }

    #[test]
    fn the_offset_does_not_move_the_instant() {
        let here = When::from_text("2022-01-18T14:09:00+01:00").expect("valid");
        let there = When::from_text("2022-01-18T13:09:00Z").expect("valid");
        assert_eq!(here.at, there.at);
    }
}
