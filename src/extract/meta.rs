//! The page's meta elements, looked up by any of the names that sites use for a fact.

use super::outline::Outline;
use super::tags::Tag;
use crate::ingest::entities::unescape;

/// Name and content of the meta elements, in document order, names in lower case.
#[derive(Debug, Default)]
pub struct Metas<'a> {
    pairs: Vec<(String, &'a str)>,
}

impl<'a> Metas<'a> {
    /// Collects them; those in the body count too, because sites put microdata there.
    #[must_use]
    pub fn of(outline: &Outline<'a>) -> Self {
        let pairs = outline
            .entries
            .iter()
            .filter(|entry| entry.tag == Tag::Meta)
            .filter_map(|entry| {
                let name = entry
                    .attr("property")
                    .or_else(|| entry.attr("name"))
                    .or_else(|| entry.attr("itemprop"))
                    .or_else(|| entry.attr("http-equiv"))?;
                let content = entry.attr("content")?.trim();
                (!content.is_empty()).then(|| (name.trim().to_ascii_lowercase(), content))
            })
            .take(1000)
            .collect();
        Self { pairs }
    }

    /// The first content under the first of the names that has one.
    #[must_use]
    pub fn get(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// All contents under a name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = String> {
        self.pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, content)| unescape(content))
    }
}
