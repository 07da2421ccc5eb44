//! Names of the authors: from JSON-LD and meta elements, else from what the page prints.

mod credits;
mod lines;
pub mod names;
mod printed;
mod words;

use super::jsonld::Facts;
use super::meta::Metas;
use super::outline::Outline;
use super::text::folded;
use credits::credited;
use lines::{introduced, portrayed, signature};
use names::{MAX_AUTHORS, clean, is_full_name, is_handle, is_introduction, is_name, split};
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
    if !people.iter().all(|name| is_short(name)) {
        return people;
    }
    let named = clean(from_metas(sources), sources.site);
    if people.is_empty() && !named.is_empty() {
        return named;
    }
    let mut printed = clean(printed(sources), sources.site);
    if printed.is_empty() {
        printed = clean(introduced(sources), sources.site);
    }
    if printed.is_empty() {
        printed.extend(portrayed(sources));
    }
    if printed.is_empty() {
        printed = credited(sources);
    }
    if printed.is_empty() {
        printed.extend(signature(sources));
    }
    let is_fuller = |name: &String| {
        is_full_name(name) && (people.is_empty() || people.iter().any(|short| begins(name, short)))
    };
    if printed.iter().any(is_fuller) {
        return printed;
    }
    if !people.is_empty() {
        return people;
    }
    let mut organisations = persons(true);
    organisations.extend(persons(false));
    organisations.retain(|name| is_name(name));
    if organisations.is_empty() && printed.is_empty() {
        organisations = houses(sources);
    }
    if organisations.is_empty() {
        return printed;
    }
    organisations.dedup();
    organisations.truncate(MAX_AUTHORS);
    organisations
}

/// An account or a first name.
fn is_short(name: &str) -> bool {
    is_handle(name) || !name.contains(' ') && !is_full_name(name)
}

/// Whether a full name can be meant by a short one.
fn begins(name: &str, short: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    is_handle(short) || first.eq_ignore_ascii_case(short)
}

/// Who a meta element names as the author, if it is an editorial staff or the site itself.
fn houses(sources: &Sources<'_, '_>) -> Vec<String> {
    const NOBODY: &[&str] = &[
        "admin",
        "administrator",
        "author",
        "editor",
        "guest",
        "publisher",
        "root",
        "unknown",
        "user",
        "webmaster",
    ];
    let named = [
        "author",
        "article:author",
        "parsely-author",
        "cxenseparse:author",
        "sailthru.author",
        "dc.creator",
    ]
    .iter()
    .flat_map(|key| sources.metas.all(key))
    .chain(labelled(sources.metas));
    let is_somebody = |name: &String| !NOBODY.contains(&name.to_lowercase().as_str());
    let names = named.filter(|name| is_name(name) && is_somebody(name));
    names.take(1).collect()
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
    let owns = &owns;
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
    ] {
        let names = authors(metas.all(key), owns);
        if !names.is_empty() {
            return names;
        }
    }
    let cited = metas.all("citation_author").map(|name| forward(&name));
    authors(cited.chain(labelled(metas)), owns)
}

/// "Lee, Ann" as "Ann Lee": scholarly pages name the family first.
fn forward(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') => {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => name.to_owned(),
    }
}

fn authors(values: impl Iterator<Item = String>, owns: impl Fn(&str) -> bool) -> Vec<String> {
    values
        .flat_map(|name| split(&name))
        .filter(|name| is_name(name) && !is_handle(name) && !owns(name))
        .collect()
}

/// The fact of a Twitter card whose label introduces an author ("Written by").
fn labelled(metas: &Metas<'_>) -> impl Iterator<Item = String> {
    [
        ("twitter:label1", "twitter:data1"),
        ("twitter:label2", "twitter:data2"),
    ]
    .into_iter()
    .filter(|(label, _)| {
        let label = metas.get(&[label]).unwrap_or_default();
        is_introduction(&label)
    })
    .flat_map(|(_, data)| metas.all(data))
}

#[cfg(test)]
mod tests;
