//! The months of a date text: by their names in all languages and calendars.

use jiff::civil::Date;

use super::calendar::{Years, buddhist, civil, full_year, solar};
use super::parts::{Number, Parts};
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
    pub(super) fn dotted(self, behind_day: bool, behind_year: bool) -> Self {
        let twice = self.dotted_twice.filter(|_| behind_day && behind_year);
        let once = self.dotted.filter(|_| behind_day);
        Self {
            month: twice.or(once).or(self.month),
            ..self
        }
    }
}

/// The month at an index, whose other name may follow it ("يناير/ كانون الثاني").
pub(super) fn month_at(parts: &Parts, at: usize) -> Option<(Word, usize)> {
    if let Some(number) = month_number(parts, at) {
        return Some(number);
    }
    let word = parts.word(at).filter(|word| word.is_any_month())?;
    let slash = parts.behind_space(at + 1);
    let other = parts.behind_space(slash + 1);
    let is_twice = parts.sign(slash) == Some('/')
        && parts
            .word(other)
            .is_some_and(|other| word.month.is_some() && other.month == word.month);
    Some((*word, if is_twice { other + 1 } else { at + 1 }))
}

/// The month whose number stands behind a word that says so ("tháng 5").
fn month_number(parts: &Parts, at: usize) -> Option<(Word, usize)> {
    parts.word(at).filter(|word| word.is_month_sign)?;
    let number_at = parts.behind_space(at + 1);
    let month = parts.short(number_at)?;
    let word = Word {
        month: Some(month),
        ..Word::default()
    };
    Some((word, number_at + 1))
}

/// A day of a named month; a name may be of two calendars.
pub(super) fn named(year: Number, month: Word, day: i64, years: &Years) -> Option<Date> {
    let of_buddha = || buddhist(year, month.month?, day, years);
    let before = month.is_buddhist.then(of_buddha).flatten();
    let civil = || civil(full_year(year), month.month?, day, years);
    let solar = || solar(full_year(year), month.solar_month?, day, years);
    before.or_else(civil).or_else(solar)
}
