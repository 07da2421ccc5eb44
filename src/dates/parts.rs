//! A text split into numbers, words and signs.

use super::letters::{digit, fold, is_mark, is_thai, is_unspaced};
use super::numbers::{MAX_LENGTH, Number, decimal, number_at};
use super::words::{UNKNOWN, Word, meaning};

/// Most parts that are looked at.
const MAX_PARTS: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    Number(Number),
    Word(&'static Word),
    /// Any other character, a single letter too.
    Sign(char),
    Space,
}

/// The parts of a text; what lies outside is none.
pub(super) struct Parts(Vec<Part>);

impl Parts {
    pub(super) fn of(text: &str) -> Self {
        Self(split(text))
    }

    pub(super) fn all(&self) -> &[Part] {
        &self.0
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<Part> {
        self.0.get(at).copied()
    }

    pub(super) fn number(&self, at: usize) -> Option<Number> {
        match self.get(at)? {
            Part::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value of a number of one or two digits.
    pub(super) fn short(&self, at: usize) -> Option<i64> {
        let number = self.number(at).filter(|number| number.digits <= 2)?;
        Some(number.value)
    }

    /// The value of a number of two digits.
    pub(super) fn pair(&self, at: usize) -> Option<i64> {
        let number = self.number(at).filter(|number| number.digits == 2)?;
        Some(number.value)
    }

    pub(super) fn word(&self, at: usize) -> Option<&'static Word> {
        match self.get(at)? {
            Part::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.get(at)? {
            Part::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// The index behind a space, if one stands here.
    pub(super) fn behind_space(&self, at: usize) -> usize {
        at + usize::from(self.is_space(at))
    }

    pub(super) fn is_space(&self, at: usize) -> bool {
        matches!(self.0.get(at), Some(Part::Space))
    }
}

fn split(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut word, mut before) = (String::new(), String::new());
    let mut chars = text.chars().filter_map(fold).peekable();
    while let Some(c) = chars.next() {
        if parts.len() >= MAX_PARTS {
            break;
        }
        let numeral = || numeral_at(c, &chars, parts.last());
        if let Some(first) = digit(c) {
            let is_persian = ('\u{6f0}'..='\u{6f9}').contains(&c);
            parts.push(Part::Number(decimal(first, is_persian, &mut chars)));
        } else if c.is_whitespace() {
            if !matches!(parts.last(), Some(Part::Space)) {
                parts.push(Part::Space);
            }
        } else if let Some((number, length)) = (!c.is_ascii()).then(numeral).flatten() {
            chars.by_ref().take(length - 1).for_each(drop);
            parts.push(Part::Number(number));
        } else if is_unspaced(c) {
            word.clear();
            word.extend(std::iter::once(c).chain(chars.peek().copied()));
            match meaning(&word) {
                Some(word) => {
                    chars.next();
                    parts.push(Part::Word(word));
                }
                None => parts.push(Part::Sign(c)),
            }
        } else if c.is_alphabetic() {
            word.clear();
            word.push(c);
            let is_inside = |c: &char| (c.is_alphabetic() || is_mark(*c)) && !is_unspaced(*c);
            while let Some(next) = chars.next_if(is_inside) {
                word.push(next);
            }
            let digit_follows = chars.peek().is_some_and(|next| digit(*next).is_some());
            push_word(&mut parts, &before, &mut word, digit_follows);
            std::mem::swap(&mut before, &mut word);
        } else {
            parts.push(Part::Sign(c));
        }
    }
    parts
}

/// The number in Chinese characters that begins with one, if it stands where dates and clocks
/// have numbers, and how many characters it has: elsewhere they are words ("三月以来", "一点资讯").
fn numeral_at(
    first: char,
    behind: &(impl Iterator<Item = char> + Clone),
    before: Option<&Part>,
) -> Option<(Number, usize)> {
    let (number, length) = number_at(std::iter::once(first).chain(behind.clone()))?;
    let mut rest = behind.clone().skip(length - 1);
    let sign = rest.next()?;
    let mut rest = rest.skip_while(|c| c.is_whitespace()).peekable();
    let next = match rest.peek().copied().and_then(digit) {
        Some(_) => rest.find(|c| digit(*c).is_none()),
        None => {
            let rest: Vec<char> = rest.by_ref().take(MAX_LENGTH + 1).collect();
            number_at(rest.iter().copied()).and_then(|(_, length)| rest.get(length).copied())
        }
    };
    let follows = |sign: char| matches!(before, Some(Part::Sign(found)) if *found == sign);
    let is_of_half = || matches!(before, Some(Part::Word(word)) if word.half.is_some());
    let is_of_era = || matches!(before, Some(Part::Word(word)) if word.era.is_some());
    let is_in_place = match sign {
        '年' => next == Some('月') && (number.digits == 4 || is_of_era()),
        '月' => follows('年') || next == Some('日'),
        '日' => follows('月'),
        '時' => is_of_half() || next == Some('分'),
        '分' => follows('時'),
        _ => follows('分'),
    };
    is_in_place.then_some((number, length))
}

/// Adds a word; `before` is the one before it.
fn push_word(parts: &mut Vec<Part>, before: &str, word: &mut String, digit_follows: bool) {
    let is_upper = |c: char| c.is_ascii_uppercase();
    if word.chars().all(is_upper)
        && let Some(zone) = meaning(word)
    {
        return parts.push(Part::Word(zone));
    }
    if word.is_ascii() {
        word.make_ascii_lowercase();
    } else {
        *word = word.to_lowercase().chars().filter_map(fold).collect();
    }
    match word.as_str() {
        // Before a clock, and before the number of a week.
        "t" if digit_follows && matches!(parts.last(), Some(Part::Number(_))) => {
            return parts.push(Part::Sign('T'));
        }
        "w" if digit_follows => return parts.push(Part::Sign('W')),
        _ => {}
    }
    // "p.m.", "p. m.": one word.
    let end = parts.len() - usize::from(matches!(parts.last(), Some(Part::Space)));
    if let [.., Part::Sign(first), Part::Sign('.')] = parts[..end]
        && first.is_alphabetic()
        && let Some(joined) = meaning(&format!("{first}{word}"))
        && joined.half.is_some()
    {
        parts.truncate(end - 2);
        return parts.push(Part::Word(joined));
    }
    // "มี.ค.": one word too.
    if let [
        ..,
        Part::Word(_) | Part::Sign('\u{e01}'..='\u{e2e}'),
        Part::Sign('.'),
    ] = parts[..]
        && word.starts_with(is_thai)
        && before.starts_with(is_thai)
        && let Some(joined) = meaning(&format!("{before}{word}"))
        && (joined.month.is_some() || joined.is_between)
    {
        parts.truncate(parts.len() - 2);
        return parts.push(Part::Word(joined));
    }
    if let [.., Part::Word(first), Part::Space] = parts[..]
        && first.begins_more
        && let both_words = format!("{before} {word}")
        && let Some(both) = meaning(&both_words)
    {
        parts.truncate(parts.len() - 2);
        *word = both_words;
        return parts.push(Part::Word(both));
    }
    let mut letters = word.chars();
    parts.push(match (meaning(word), letters.next(), letters.next()) {
        (Some(known), ..) => Part::Word(known),
        (None, Some(letter), None) => Part::Sign(letter),
        _ => Part::Word(&UNKNOWN),
    });
}
