//! A text split into numbers, words and separators.

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// Value and number of digits.
    Number(i64, usize),
    Word(String),
    Separator(char),
    Space,
}

pub(super) fn split(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if let Some(first) = digit(c) {
            let (mut value, mut digits) = (first, 1);
            while let Some(next) = chars.peek().copied().and_then(digit) {
                value = value.saturating_mul(10).saturating_add(next);
                digits += 1;
                chars.next();
            }
            parts.push(Part::Number(value, digits));
        } else if c.is_alphabetic() {
            let mut word: String = c.to_lowercase().collect();
            while let Some(next) = chars.next_if(|next| next.is_alphabetic()) {
                word.extend(next.to_lowercase());
            }
            parts.push(Part::Word(word));
        } else if c.is_whitespace() {
            parts.push(Part::Space);
        } else {
            parts.push(Part::Separator(c));
        }
    }
    parts
}

/// ASCII, Arabic-Indic and full-width digits.
fn digit(c: char) -> Option<i64> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(i64::from(u32::from(c) - u32::from(zero)))
}
