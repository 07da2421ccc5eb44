//! The months of a date text: by their names in all languages and calendars.

use jiff::civil::Date;

use super::calendar::{Years, buddhist, civil, full_year, solar};
use super::numbers::Number;
use super::parts::Parts;
use super::words::Word;

impl Word {
    /// Whether it names a month in any language.
    fn is_any_month(&self) -> bool {
        let months = [self.month, self.solar_month, self.dotted, self.dotted_twice];
        months.iter().any(Option::is_some)
    }

    /// The month that it names beside these full stops. A word can be of two languages that
    /// mean two months, as "listopada" is November in Polish and October in Croatian: the
    /// full stops that belong to a date in one of them and not in the other tell which.
    fn dotted_month(&self, behind_day: bool, behind_year: bool) -> Option<i64> {
        let twice = self.dotted_twice.filter(|_| behind_day && behind_year);
        let once = self.dotted.filter(|_| behind_day);
        twice.or(once)
    }
}

/// A month as a date names it; in which calendar shows its year.
#[derive(Clone, Copy)]
pub(super) enum Month {
    Named(&'static Word),
    Numbered(i64),
}

impl Month {
    /// The same where a full stop stands behind the day and the year, or behind one of them.
    pub(super) fn dotted(self, behind_day: bool, behind_year: bool) -> Self {
        let Self::Named(word) = self else {
            return self;
        };
        let dotted = word.dotted_month(behind_day, behind_year);
        dotted.map_or(self, Self::Numbered)
    }

    /// A day of it; a name may be of two calendars.
    pub(super) fn day(self, year: Number, day: i64, years: &Years) -> Option<Date> {
        let word = match self {
            Self::Numbered(month) => return civil(full_year(year), month, day, years),
            Self::Named(word) => word,
        };
        let of_buddha = || buddhist(year, word.month?, day, years);
        let before = word.is_buddhist.then(of_buddha).flatten();
        let civil = || civil(full_year(year), word.month?, day, years);
        let solar = || solar(full_year(year), word.solar_month?, day, years);
        before.or_else(civil).or_else(solar)
    }
}

/// The month at an index and the index behind it: its number behind a word that says so
/// ("tháng 5"), or its name, which another may follow ("يناير/ كانون الثاني").
pub(super) fn month_at(parts: &Parts, at: usize) -> Option<(Month, usize)> {
    let word = parts.word(at)?;
    let number_at = parts.behind_space(at + 1);
    if word.is_month_sign
        && let Some(month) = parts.short(number_at)
    {
        return Some((Month::Numbered(month), number_at + 1));
    }
    if !word.is_any_month() {
        return None;
    }
    let slash = parts.behind_space(at + 1);
    let other = parts.behind_space(slash + 1);
    let is_twice = parts.sign(slash) == Some('/')
        && parts
            .word(other)
            .is_some_and(|other| word.month.is_some() && other.month == word.month);
    let end = if is_twice { other + 1 } else { at + 1 };
    Some((Month::Named(word), end))
}
