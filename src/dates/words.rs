//! What the words of dates mean, in all languages of `assets/words/dates.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::letters::fold;
use crate::list;

/// Which half of the day a clock of twelve hours means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Noon,
    Afternoon,
}

/// All that a word can mean beside numbers: "mar" is a month and a day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Word {
    /// 1 to 12.
    pub month: Option<i64>,
    /// 1 to 12, in the solar Hijri calendar.
    pub solar_month: Option<i64>,
    /// 1 to 12, if a full stop stands behind the day.
    pub dotted: Option<i64>,
    /// 1 to 12, if one stands behind the day and one behind the year.
    pub dotted_twice: Option<i64>,
    /// Beside it years may be counted from the Buddha.
    pub is_buddhist: bool,
    /// The number of a month stands behind it.
    pub is_month_sign: bool,
    pub is_weekday: bool,
    /// It may stand between day, month and year.
    pub is_between: bool,
    /// It divides hours from minutes, or follows them.
    pub is_hours: bool,
    pub half: Option<Half>,
    /// It is one letter, which can mean much else.
    pub is_letter: bool,
    /// Seconds east of UTC.
    pub zone: Option<i32>,
    /// The year before the first of an era.
    pub era: Option<i64>,
    /// Together with the next word it may mean something else.
    pub begins_more: bool,
}

/// A word that dates do not know.
pub(super) static UNKNOWN: LazyLock<Word> = LazyLock::new(Word::default);

impl Word {
    /// Whether it is [`UNKNOWN`]; no known word is without a meaning.
    pub(super) fn is_unknown(&self) -> bool {
        std::ptr::eq(self, &raw const *UNKNOWN)
    }
}

static WORDS: LazyLock<HashMap<String, Word>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for line in list::entries(include_str!("../../assets/words/dates.txt")) {
        let mut groups = line.split_whitespace();
        let kind = groups.next().unwrap_or_default();
        let number = match kind {
            "zone" | "era" => groups.next().and_then(|number| number.parse().ok()),
            _ => None,
        };
        for (group, place) in groups.zip(1_i64..) {
            for name in group.split(',').filter(|name| *name != "-") {
                let name = name.replace('_', " ");
                for (end, _) in name.match_indices(' ') {
                    let first = words.entry(folded(&name[..end]));
                    first.or_insert_with(Word::default).begins_more = true;
                }
                let name = folded(&name);
                let is_letter = name.chars().nth(1).is_none();
                let word = words.entry(name).or_insert_with(Word::default);
                word.is_letter = is_letter;
                add(word, kind, number.unwrap_or(place));
            }
        }
    }
    words
});

fn add(word: &mut Word, kind: &str, number: i64) {
    match kind {
        "months" => word.month = word.month.or(Some(number)),
        "solar" => word.solar_month = Some(number),
        "buddhist" => {
            word.month = Some(number);
            word.is_buddhist = true;
        }
        "month" => word.is_month_sign = true,
        "dotted" => word.dotted = Some(number),
        "dotted_twice" => word.dotted_twice = Some(number),
        "days" => word.is_weekday = true,
        "between" => word.is_between = true,
        "hours" => word.is_hours = true,
        "am" => word.half = Some(Half::Morning),
        "noon" => word.half = Some(Half::Noon),
        "pm" => word.half = Some(Half::Afternoon),
        "zone" => word.zone = i32::try_from(number * 60).ok(),
        _ => word.era = Some(number),
    }
}

fn folded(word: &str) -> String {
    word.chars().filter_map(fold).collect()
}

/// The meaning of a word in lower case whose letters are [`fold`]ed, or of one in capitals that
/// means a zone only so.
pub(super) fn meaning(word: &str) -> Option<&'static Word> {
    WORDS.get(word)
}

fn is(word: &str, what: fn(&Word) -> bool) -> bool {
    let found = match word.is_ascii() {
        true => meaning(word),
        false => meaning(&folded(word)),
    };
    found.is_some_and(what)
}

/// Whether a word in lower case names a month.
#[must_use]
pub fn is_month(word: &str) -> bool {
    is(word, |word| word.month.is_some())
}

/// Whether a word in lower case names a day of the week.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    is(word, |word| word.is_weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        let kinds = "months solar buddhist dotted dotted_twice month days between hours am noon pm zone era";
        for line in list::entries(include_str!("../../assets/words/dates.txt")) {
            if line.starts_with('[') {
                continue;
            }
            let (kind, names) = line.split_once(' ').unwrap();
            assert!(kinds.split(' ').any(|known| known == kind), "{line}");
            let groups = names.split_whitespace().count();
            assert!(
                !matches!(
                    kind,
                    "months" | "solar" | "buddhist" | "dotted" | "dotted_twice"
                ) || groups == 12,
                "{line}"
            );
            let number = names.split(' ').next().unwrap().parse::<i64>();
            assert_eq!(number.is_ok(), matches!(kind, "zone" | "era"), "{line}");
        }
    }

    #[test]
    fn months_of_many_languages() {
        for (word, month) in [
            ("january", 1),
            ("ocak", 1),
            ("févr", 2),
            ("märz", 3),
            ("mars", 3),
            ("avril", 4),
            ("maggio", 5),
            ("травня", 5),
            ("juin", 6),
            ("juillet", 7),
            ("août", 8),
            ("septembre", 9),
            ("października", 10),
            ("ноября", 11),
            ("diciembre", 12),
        ] {
            assert_eq!(meaning(word).unwrap().month, Some(month), "{word}");
        }
        assert!(is_month("أغسطس") && is_weekday("среда"));
        assert!(!is_month("thu") && !is_month("bank") && !is_weekday("may"));
    }
}
