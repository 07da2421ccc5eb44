//! A date text as tokens: numbers with their digit count, words, separators, white space.

use super::months::month_of;

/// A piece of a date text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A number and how many digits it was written with.
    Number(u32, u8),
    /// A word in lower case.
    Word(std::borrow::Cow<'a, str>),
    /// Any other visible character.
    Separator(char),
    /// White space.
    Space,
}

impl Token<'_> {
    /// The number and its digits.
    pub(super) fn number(&self) -> Option<(u32, u8)> {
        match self {
            Self::Number(value, digits) => Some((*value, *digits)),
            _ => None,
        }
    }

    /// The separator; the units of ideographic dates count as separators.
    pub(super) fn separator(&self) -> Option<char> {
        match self {
            Self::Separator(c) => Some(*c),
            _ => None,
        }
    }

    /// The word.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The month that the word names, 1 to 12.
    pub(super) fn month(&self) -> Option<u32> {
        month_of(self.word()?)
    }

    pub(super) fn is_space(&self) -> bool {
        *self == Self::Space
    }

    /// What may stand between day, month and year.
    pub(super) fn is_filler(&self) -> bool {
        match self {
            Self::Space | Self::Separator('.' | ',' | '-' | '/' | 'º' | 'ª' | '،') => true,
            Self::Word(word) => matches!(
                &**word,
                "de" | "del"
                    | "of"
                    | "the"
                    | "st"
                    | "nd"
                    | "rd"
                    | "th"
                    | "er"
                    | "m"
                    | "d"
                    | "di"
                    | "tháng"
                    | "năm"
                    | "o"
                    | "ta"
                    | "gada"
                    | "г"
            ),
            _ => false,
        }
    }

    /// What may stand between hours, minutes and seconds.
    pub(super) fn is_clock_separator(&self) -> bool {
        match self {
            Self::Separator(':' | '.' | '時' | '时' | '分' | '시' | '：' | '点' | '點') => {
                true
            }
            Self::Word(word) => &**word == "h",
            _ => false,
        }
    }
}

/// Splits a text; a clock's `T` between digits is a space.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = |keep: fn(char) -> bool| rest.find(|c| !keep(c)).unwrap_or(rest.len());
        let length = if digit(c).is_some() {
            let length = end(|c| digit(c).is_some());
            out.push(number(&rest[..length]));
            length
        } else if c.is_whitespace() {
            out.push(Token::Space);
            end(char::is_whitespace)
        } else if c.is_alphabetic() && !crate::extract::page::measure::is_wide(c) {
            let length = end(|c| {
                (c.is_alphabetic() || is_mark(c)) && !crate::extract::page::measure::is_wide(c)
            });
            out.push(word(
                &rest[..length],
                &out,
                rest[length..].starts_with(|c: char| c.is_ascii_digit()),
            ));
            length
        } else {
            out.push(Token::Separator(c));
            c.len_utf8()
        };
        rest = &rest[length..];
        if out.len() > 120 {
            break;
        }
    }
    fold_units(out)
}

fn number(digits: &str) -> Token<'static> {
    let value = digits
        .chars()
        .filter_map(digit)
        .try_fold(0_u32, |value, digit| {
            value.checked_mul(10)?.checked_add(digit)
        });
    let count = digits.chars().count();
    Token::Number(
        value.unwrap_or(u32::MAX),
        u8::try_from(count).unwrap_or(u8::MAX),
    )
}

/// The value of a decimal digit: of ASCII, or of the Arabic, Persian, Devanagari or Bengali
/// script.
#[must_use]
pub fn digit(c: char) -> Option<u32> {
    let code = u32::from(c);
    [0x30, 0x660, 0x6f0, 0x966, 0x9e6]
        .into_iter()
        .find_map(|zero| code.checked_sub(zero).filter(|&value| value < 10))
}

/// Combining vowel signs of Indic and Arabic scripts belong to their word.
fn is_mark(c: char) -> bool {
    digit(c).is_none()
        && matches!(u32::from(c), 0x0300..=0x036f | 0x0591..=0x05c7 | 0x064b..=0x065f | 0x0900..=0x0d7f)
}

fn word<'a>(text: &'a str, before: &[Token<'a>], digit_follows: bool) -> Token<'a> {
    if text == "T" && digit_follows && matches!(before.last(), Some(Token::Number(..))) {
        return Token::Space;
    }
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Token::Word(text.into());
    }
    Token::Word(text.to_lowercase().into())
}

/// "2022年 1月" has spaces after its units that the numeric forms do not expect twice.
fn fold_units(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if token == Token::Space && out.last() == Some(&Token::Space) {
            continue;
        }
        out.push(token);
    }
    out
}
