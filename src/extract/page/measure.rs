//! Counts of a stretch of text, made in one pass over its characters.
//!
//! Sizes are in units that make scripts comparable: a letter of an alphabet is one, an
//! ideograph, kana or Hangul syllable two, because it carries about twice as much.

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measure {
    /// Characters without white space, wide scripts twice.
    pub size: u32,
    /// The part of `size` inside links.
    pub linked: u32,
    /// The part of `size` that is bold.
    pub strong: u32,
    /// The part of `size` that is italic.
    pub emphasis: u32,
    /// The part of `size` in wide scripts.
    pub wide: u32,
    /// Words (one for each wide character).
    pub words: u32,
    /// Commas of any script.
    pub commas: u32,
    /// Full stops, question and exclamation marks of any script.
    pub stops: u32,
    /// Digits.
    pub digits: u32,
    /// Upper-case letters.
    pub upper: u32,
    /// Whether the last visible character ends a sentence (closing quotes are looked through).
    pub ends_sentence: bool,
    /// Whether it ends in a colon.
    pub ends_colon: bool,
}

impl Measure {
    /// Counts a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut measure = Self::default();
        let mut inside = false;
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                measure.size += 1;
                measure.words += u32::from(!inside);
                inside = true;
                measure.digits += u32::from(c.is_ascii_digit());
                measure.upper += u32::from(c.is_ascii_uppercase());
                measure.ends_sentence = false;
                measure.ends_colon = false;
            } else if c.is_whitespace() {
                inside = false;
            } else {
                measure.other(c, &mut inside);
            }
        }
        measure
    }

    fn other(&mut self, c: char, inside: &mut bool) {
        if is_invisible(c) {
            return;
        }
        self.size += 1;
        match c {
            ',' | '、' | '，' | '،' | '؛' | ';' | '；' => {
                self.commas += 1;
                self.ends_sentence = false;
                self.ends_colon = false;
            }
            '.' | '!' | '?' | '。' | '！' | '？' | '…' | '؟' | '।' | '۔' | '．' => {
                self.stops += 1;
                self.ends_sentence = true;
                self.ends_colon = false;
            }
            ':' | '：' => {
                self.ends_sentence = false;
                self.ends_colon = true;
            }
            '"' | '\'' | '”' | '’' | '»' | '«' | '“' | '‘' | ')' | '」' | '』' | '）' | ']'
            | '›' => {}
            _ => {
                self.ends_sentence = false;
                self.ends_colon = false;
                if is_wide(c) {
                    self.size += 1;
                    self.wide += 2;
                    self.words += 1;
                } else if c.is_alphanumeric() {
                    self.words += u32::from(!*inside);
                    *inside = true;
                    self.upper += u32::from(c.is_uppercase());
                }
            }
        }
    }

    /// Appends what was counted in the text that follows.
    pub fn add(&mut self, next: &Self) {
        self.size += next.size;
        self.linked += next.linked;
        self.strong += next.strong;
        self.emphasis += next.emphasis;
        self.wide += next.wide;
        self.words += next.words;
        self.commas += next.commas;
        self.stops += next.stops;
        self.digits += next.digits;
        self.upper += next.upper;
        self.ends_sentence = next.ends_sentence;
        self.ends_colon = next.ends_colon;
    }

    /// The share of `part` in the size, 0 to 1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // sizes of pages are far below 2^23
    pub fn share(&self, part: u32) -> f32 {
        if self.size == 0 {
            return 0.0;
        }
        part as f32 / self.size as f32
    }

    /// Whether this looks like running text: long enough and hardly linked.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        self.size >= 70 && self.linked * 3 < self.size && (self.stops > 0 || self.commas > 1)
    }
}

/// Characters of scripts that write without spaces, or in syllable blocks.
#[must_use]
pub fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1100..=0x11ff | 0x1780..=0x17ff
        | 0x3040..=0x30ff | 0x3130..=0x318f | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x2ffff)
}

fn is_invisible(c: char) -> bool {
    matches!(u32::from(c), 0..=0x1f | 0x7f..=0x9f | 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_scripts_count_twice() {
        let measure = Measure::of("株価は、上昇した。");
        assert_eq!((measure.size, measure.commas, measure.stops), (16, 1, 1));
        assert!(measure.ends_sentence);
    }

    #[test]
    fn quotes_do_not_hide_the_end_of_a_sentence() {
        assert!(Measure::of("He said \u{201c}no.\u{201d}").ends_sentence);
        assert!(!Measure::of("Read more").ends_sentence);
        assert!(Measure::of("Voir aussi\u{a0}:").ends_colon);
        assert_eq!(Measure::of(" \n\u{200b}").size, 0);
    }
}
