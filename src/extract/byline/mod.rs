//! Names of the authors: from JSON-LD and meta elements, else from what the page prints.

mod lines;
pub mod names;
mod printed;
mod words;

use super::jsonld::Facts;
use super::meta::Metas;
use super::outline::Outline;
use super::text::folded;
use lines::introduced;
use names::{MAX_AUTHORS, clean, is_full_name, is_handle, is_name, split};
use printed::printed;

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

/// The authors, one name each.
#[must_use]
pub fn find(sources: &Sources<'_, '_>) -> Vec<String> {
    let facts = sources.facts;
    let persons = |organisation: bool| {
        facts
            .authors
            .iter()
            .filter(move |author| author.organisation == organisation)
            .flat_map(|author| split(&author.name))
            .collect::<Vec<_>>()
    };
    let people = clean(persons(false), sources.site);
    if !people.is_empty() {
        return people;
    }
    let named = clean(from_metas(sources), sources.site);
    if !named.is_empty() {
        return named;
    }
    let mut printed = clean(printed(sources), sources.site);
    if printed.is_empty() {
        printed = clean(introduced(sources), sources.site);
    }
    let mut organisations = persons(true);
    organisations.extend(persons(false));
    organisations.retain(|name| is_name(name));
    if printed.iter().any(|name| is_full_name(name)) || organisations.is_empty() {
        return printed;
    }
    organisations.dedup();
    organisations.truncate(MAX_AUTHORS);
    organisations
}

/// Names from meta elements; who holds the copyright or publishes has not written the text.
fn from_metas(sources: &Sources<'_, '_>) -> Vec<String> {
    let metas = sources.metas;
    let owners: String = metas
        .get(&["copyright", "dcterms.rightsholder", "dc.rights"])
        .into_iter()
        .chain(metas.get(&["publisher", "article:publisher", "dc.publisher"]))
        .chain(sources.facts.publisher.clone())
        .map(|owner| format!(" {} ", folded(&owner)))
        .collect();
    let owns = |name: &str| owners.contains(&format!(" {} ", folded(name)));
    for key in [
        "article:author",
        "article:author_name",
        "author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "dc:creator",
        "byl",
        "cxenseparse:author",
        "authors",
        "rbauthors",
        "article.author",
        "og:article:author",
        "twitter:data1",
    ] {
        let names: Vec<String> = metas
            .all(key)
            .filter(|name| key != "twitter:data1" || !name.contains(|c: char| c.is_ascii_digit()))
            .flat_map(|name| split(&name))
            .filter(|name| is_name(name) && !is_handle(name) && !owns(name))
            .collect();
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}
