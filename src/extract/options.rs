//! What the caller of the extractor knows of a page.

use super::body::forest::{self, Forests};
use super::body::rules::Rules;
use super::site::Template;
use super::stages::Stages;

/// What the caller knows of the page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Its address: base of relative links, and a source of the date.
    pub url: Option<&'a str>,
    /// What the feed calls it: a heading that says the same is the headline.
    pub headline: Option<&'a str>,
    /// The feed's own text for it, plain or HTML: an anchor.
    pub anchor: Option<&'a str>,
    /// What is known of the page's site; `None` judges the page by itself.
    pub site: Option<&'a Template>,
    /// The user's selector of the text; the rules still win over it. One that finds nothing that
    /// is seen changes nothing.
    pub selector: Option<&'a str>,
    /// The user's rules for its site.
    pub rules: Option<&'a Rules>,
    /// The stages that it passes: all, but where they are measured.
    pub stages: Stages,
    /// The forests that judge; `None` takes those compiled in.
    pub forests: Option<&'a Forests>,
}

impl<'a> Options<'a> {
    /// The forests that judge the page.
    pub(super) fn forests(&self) -> &'a Forests {
        self.forests.unwrap_or_else(|| forest::forests())
    }
}
