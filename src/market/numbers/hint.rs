//! What the place of a number says about it.

/// What is known about the place where a number stands.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hint<'a> {
    /// BCP 47 tag of the page or block.
    pub(crate) lang: Option<&'a str>,
    /// Other text of the same block; its numbers vote on the decimal sign.
    pub(crate) beside: &'a str,
}

impl<'a> Hint<'a> {
    /// A hint that knows only the language.
    #[must_use]
    pub(crate) fn lang(lang: Option<&'a str>) -> Self {
        Self { lang, beside: "" }
    }
}
