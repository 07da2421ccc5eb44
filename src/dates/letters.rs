//! Letters, digits and signs of many scripts that mean the same in dates are made one here, so
//! that all that follows knows one form of each.

/// The value of a decimal digit of the scripts in which dates are read.
#[must_use]
pub fn digit(c: char) -> Option<i64> {
    /// Zeros: Arabic, Persian, Devanagari, Bengali, Thai, full width.
    const ZEROS: [u32; 6] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
    if c.is_ascii() {
        return c.to_digit(10).map(i64::from);
    }
    let code = u32::from(c);
    let value = ZEROS
        .iter()
        .find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10));
    value.map(i64::from)
}

/// The one form of a character: no full width, the signs of Chinese and Korean clocks and
/// dates as Japanese writes them, Arabic letters without what keyboards tell apart. Marks of
/// direction and joiners are none.
pub(super) fn fold(c: char) -> Option<char> {
    Some(match c {
        '\u{0}'..='\u{7f}' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        '时' | '点' | '點' | '시' => '時',
        '분' => '分',
        '초' => '秒',
        '년' => '年',
        '월' => '月',
        '일' | '号' | '號' => '日',
        'أ' | 'إ' | 'آ' => 'ا',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        // Turkish and Greek words in capitals lose what tells these apart.
        'ı' => 'i',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        '\u{307}' => return None,
        '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{200b}'..='\u{200f}' => return None,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => return None,
        _ => c,
    })
}

/// Letters of scripts that put no spaces around the signs of a date.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11ff | 0x3040..=0x30ff | 0x3130..=0x318f
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x2ffff)
}

/// Combining signs of vowels and tones belong to their word.
pub(super) fn is_mark(c: char) -> bool {
    digit(c).is_none()
        && matches!(u32::from(c), 0x0300..=0x036f | 0x0591..=0x05c7 | 0x0653..=0x065f | 0x0900..=0x0d7f
            | 0x0e31 | 0x0e34..=0x0e3a | 0x0e47..=0x0e4e)
}

/// Letters of Thai, whose short names of months have full stops inside ("พ.ค.").
pub(super) fn is_thai(c: char) -> bool {
    ('\u{e01}'..='\u{e4e}').contains(&c)
}
