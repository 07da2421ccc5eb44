//! Where the names of authors are looked for.

use crate::extract::facts::linked_data::Facts;
use crate::extract::facts::meta::Metas;
use crate::extract::page::outline::Outline;

/// Where names may come from.
pub struct Sources<'a, 'b> {
    /// The page.
    pub outline: &'a Outline<'b>,
    /// Its meta elements.
    pub metas: &'a Metas<'b>,
    /// Its JSON-LD.
    pub facts: &'a Facts,
    /// The publication's name.
    pub site: Option<&'a str>,
    /// The leaf of the headline.
    pub title: Option<u32>,
}
