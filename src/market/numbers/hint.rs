//! What the place of a number says about it.

/// What is known about the place where a number stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// BCP 47 tag of the page or block.
    pub lang: Option<&'a str>,
    /// Other text of the same block; its numbers vote on the decimal sign.
    pub beside: &'a str,
}

impl<'a> Hint<'a> {
    /// A hint that knows only the language.
    #[must_use]
    pub fn lang(lang: Option<&'a str>) -> Self {
        Self { lang, beside: "" }
    }
}
