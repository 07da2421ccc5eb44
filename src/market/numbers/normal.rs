//! One spelling for digits, signs and spaces, so that the scanner knows only ASCII.

use unicode_normalization::UnicodeNormalization;

/// Stands for a decimal sign that cannot be anything else (U+066B).
pub(super) const CERTAIN_DECIMAL: char = '\u{66B}';

/// NFKC (full-width forms, narrow spaces), one minus, one apostrophe, ASCII digits; runs of
/// white space become one space, and the ends are trimmed.
pub(super) fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.nfkc() {
        match c {
            // Dashes that stand for a minus. NFKC leaves them apart.
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => normal.push('-'),
            '\u{2018}' | '\u{2019}' | '\u{2BC}' | '\u{B4}' | '`' => normal.push('\''),
            // U+066C groups in Arabic; an apostrophe never is a decimal sign.
            '\u{66C}' => normal.push('\''),
            '\u{2044}' | '\u{2215}' => normal.push('/'),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            '\u{FE0E}' | '\u{FE0F}' | '\u{61C}' | '\u{FEFF}' => {}
            c if c.is_whitespace() => {
                if !normal.is_empty() && !normal.ends_with(' ') {
                    normal.push(' ');
                }
            }
            c => normal.push(digit(c)),
        }
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// The ASCII digit of a decimal digit of another script (Unicode blocks of ten from zero).
fn digit(c: char) -> char {
    const ZEROS: &[u32] = &[
        0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xE50, 0x1040,
    ];
    let code = u32::from(c);
    ZEROS
        .iter()
        .filter_map(|&zero| code.checked_sub(zero))
        .find(|&distance| distance < 10)
        .and_then(|distance| char::from_digit(distance, 10))
        .unwrap_or(c)
}
