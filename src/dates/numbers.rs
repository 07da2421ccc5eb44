//! Numbers as dates have them: in the digits of many scripts, and in Chinese characters:
//! 二〇二四年, 十二日, 一百一十三年.

use std::iter::Peekable;

use super::letters::digit;

/// Longest number in Chinese characters that is read.
pub(super) const MAX_LENGTH: usize = 6;

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub value: i64,
    pub digits: usize,
    /// Whether it is written in Persian digits.
    pub is_persian: bool,
}

/// The number of decimal digits of which the first is read.
pub(super) fn decimal(
    first: i64,
    is_persian: bool,
    chars: &mut Peekable<impl Iterator<Item = char>>,
) -> Number {
    let mut number = Number {
        value: first,
        digits: 1,
        is_persian,
    };
    while let Some(next) = chars.peek().copied().and_then(digit) {
        number.value = number.value.saturating_mul(10).saturating_add(next);
        number.digits += 1;
        chars.next();
    }
    number
}

/// A Chinese character of a number.
enum Numeral {
    Digit(i64),
    /// Ten or a hundred, of which the digit before it says how many.
    Power(i64),
    /// Twenty or thirty.
    Tens(i64),
}

fn numeral(c: char) -> Option<Numeral> {
    Some(match c {
        '〇' | '○' | '零' => Numeral::Digit(0),
        '一' => Numeral::Digit(1),
        '二' => Numeral::Digit(2),
        '三' => Numeral::Digit(3),
        '四' => Numeral::Digit(4),
        '五' => Numeral::Digit(5),
        '六' => Numeral::Digit(6),
        '七' => Numeral::Digit(7),
        '八' => Numeral::Digit(8),
        '九' => Numeral::Digit(9),
        '十' => Numeral::Power(10),
        '百' => Numeral::Power(100),
        '廿' => Numeral::Tens(20),
        '卅' => Numeral::Tens(30),
        _ => return None,
    })
}

/// Whether a text can hold a date in Chinese numerals.
pub(super) fn has_numerals(text: &str) -> bool {
    !text.is_ascii() && text.contains('月') && text.contains(is_numeral)
}

pub(super) fn is_numeral(c: char) -> bool {
    numeral(c).is_some()
}

/// The number that begins a text of folded characters, and how many characters it has. It is one
/// only before a sign of dates and clocks: elsewhere such characters are words ("周一", "一些").
pub(super) fn number_at(text: impl Iterator<Item = char>) -> Option<(Number, usize)> {
    let (mut value, mut rest) = (0, 0);
    let (mut length, mut is_sum) = (0, false);
    for c in text {
        match numeral(c) {
            Some(_) if length == MAX_LENGTH => return None,
            Some(Numeral::Digit(digit)) => rest = rest * 10 + digit,
            Some(Numeral::Power(power)) => {
                value += rest.max(1) * power;
                (rest, is_sum) = (0, true);
            }
            Some(Numeral::Tens(tens)) => {
                value += tens;
                is_sum = true;
            }
            None if length > 0 && "年月日時分秒".contains(c) => {
                let value = value + rest;
                let digits = if is_sum {
                    value.to_string().len()
                } else {
                    length
                };
                let number = Number {
                    value,
                    digits,
                    is_persian: false,
                };
                return Some((number, length));
            }
            None => return None,
        }
        length += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_written() {
        for (text, value, digits, length) in [
            ("五月", 5, 1, 1),
            ("十日", 10, 2, 1),
            ("十二月", 12, 2, 2),
            ("二十日", 20, 2, 2),
            ("二十三日", 23, 2, 3),
            ("廿三日", 23, 2, 2),
            ("二〇二四年", 2024, 4, 4),
            ("二○○五年", 2005, 4, 4),
            ("一百一十三年", 113, 3, 5),
            ("一百零五年", 105, 3, 4),
        ] {
            let (number, found) = number_at(text.chars()).expect(text);
            assert_eq!(
                (number.value, number.digits, found),
                (value, digits, length),
                "{text}"
            );
        }
        for text in ["一", "一些", "年", "", "二二二二二二二年"] {
            assert!(number_at(text.chars()).is_none(), "{text}");
        }
    }
}
