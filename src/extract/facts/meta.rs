//! The page's meta elements, looked up by any of the names that sites use for a fact.

use crate::extract::page::outline::{Entry, Outline};
use crate::markup::entities::unescape;
use crate::markup::tags::Tag;

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
            .filter(|entry| entry.tag == Tag::Meta && !is_of_picture(outline, entry))
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

/// Whether a meta element says something of a picture: it stands in a figure.
fn is_of_picture(outline: &Outline<'_>, entry: &Entry<'_>) -> bool {
    entry.attr("itemprop").is_some()
        && std::iter::once(entry.parent)
            .chain(outline.ancestors(entry.parent))
            .take(4)
            .map(|above| &outline.entries[above as usize])
            .any(|above| {
                let item = above.attr("itemtype").unwrap_or_default();
                matches!(above.tag, Tag::Figure | Tag::Figcaption) || item.ends_with("ImageObject")
            })
}
