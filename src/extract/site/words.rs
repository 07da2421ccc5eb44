//! A line's words as a hash that is the same on every page that prints the line: letters in
//! lower case, every number and every name of a month or weekday beside one as the same sign,
//! and so the page's authors, whose introductions are alike.

use crate::dates;
use crate::fold::folded;
use crate::hash::Fnv;

/// Ideographic weekdays in brackets or whole: "（月）" folds to one character.
const IDEOGRAPHIC: &str = "月火水木金土日一二三四五六";

/// What the numbers of a line are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Times, dates and counts that differ from page to page.
    Any,
    /// What it says: "The index closed at 4,512 points." repeats only with the same numbers.
    Said,
}

/// The hash of a line, or `None` when it has too few letters to be recognised by: a table's
/// numbers, a dash. `authors` are folded.
pub(super) fn hash(text: &str, authors: &[String], numbers: Numbers) -> Option<u32> {
    let mut folded = folded(text);
    for author in authors.iter().filter(|author| !author.is_empty()) {
        if folded.contains(author.as_str()) {
            folded = folded.replace(author.as_str(), "@");
        }
    }
    let dated = numbers == Numbers::Any && folded.contains(char::is_numeric);
    let mut hash = Fnv::default();
    let (mut letters, mut in_number) = (0, false);
    for word in folded.split(' ') {
        if dated && is_date_word(word) {
            number(&mut hash, &mut in_number);
            continue;
        }
        for c in word.chars() {
            if dated && c.is_numeric() {
                number(&mut hash, &mut in_number);
            } else {
                in_number = false;
                letters += u32::from(c != '@' && !c.is_numeric());
                hash.add(&u32::from(c).to_le_bytes());
            }
        }
        if !in_number {
            hash.add(b" ");
        }
    }
    (letters >= 2).then(|| short(hash))
}

/// A run of numbers is one sign, however many there are.
fn number(hash: &mut Fnv, in_number: &mut bool) {
    if !*in_number {
        hash.add(b"#");
    }
    *in_number = true;
}

fn is_date_word(word: &str) -> bool {
    dates::is_month(word)
        || dates::is_weekday(word)
        || word.chars().count() == 1 && IDEOGRAPHIC.contains(word)
}

/// A hash in 32 bits; 0 means "none" elsewhere.
pub(super) fn short(hash: Fnv) -> u32 {
    let folded = (hash.0 >> 32) ^ hash.0;
    u32::try_from(folded & 0xffff_ffff).unwrap_or(0).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_repeat() {
        for (one, other) in [
            ("Updated 12:30", "Updated: 9.05"),
            ("3 comments", "1,204 comments"),
            (
                "Stand: Montag, 3. März 2025",
                "Stand: Freitag, 12. Juli 2026",
            ),
            (
                "Mis à jour le 4 août 2025 à 18 h 02",
                "Mis à jour le 12 mai 2026 à 9 h 41",
            ),
            ("Обновлено: 3 марта, 12:30", "Обновлено: 28 июля, 9:05"),
            (
                "更新：2026年11月24日（火） 9時30分",
                "更新：2025年1月2日（木） 18時05分",
            ),
            ("آخر تحديث: ١٢ مارس ٢٠٢٦", "آخر تحديث: ٣ يوليو ٢٠٢٥"),
        ] {
            assert_eq!(
                hash(one, &[], Numbers::Any),
                hash(other, &[], Numbers::Any),
                "{one}"
            );
            assert!(hash(one, &[], Numbers::Any).is_some());
        }
    }

    #[test]
    fn authors_are_introduced_alike() {
        let (one, other) = (["claire vidal".to_owned()], ["li wen".to_owned()]);
        let bio = |name: &str| format!("{name} writes about ports.");
        let said = |text: &str, authors: &[String]| hash(text, authors, Numbers::Said);
        assert_eq!(
            said(&bio("Claire Vidal"), &one),
            said(&bio("Li Wen"), &other)
        );
        assert_ne!(said(&bio("Claire Vidal"), &one), said(&bio("Li Wen"), &one));
    }

    #[test]
    fn numbers_that_are_said_tell_sentences_apart() {
        let said = |text: &str| hash(text, &[], Numbers::Said);
        assert_ne!(
            said("It closed at 4,512 points."),
            said("It closed at 4,498 points.")
        );
        assert_eq!(said("It has 2 doors."), said("It has 2 doors."));
    }

    #[test]
    fn words_tell_lines_apart() {
        let hash = |text| hash(text, &[], Numbers::Any);
        assert_ne!(hash("Updated 12:30"), hash("Published 12:30"));
        assert_ne!(hash("ab c"), hash("a bc"));
        assert_ne!(hash("In May they met."), hash("In June they met."));
        for nothing in ["", "—", "12.5 %", "+3,2", "* * *", "A"] {
            assert_eq!(hash(nothing), None, "{nothing}");
        }
    }
}
