//! Names of the authors: from JSON-LD and meta elements, else from what the page prints.

mod credits;
mod lines;
pub mod names;
mod printed;
mod sources;
pub mod suppliers;

use super::meta::Metas;
use crate::extract::stages::Stage;
use crate::fold::folded;
use crate::markup::tags::Tag;
use crate::quirks::quirks;
use crate::words::Words;
use credits::credited;
use lines::{introduced, portrayed, signature};
use names::{MAX_AUTHORS, clean, is_full_name, is_handle, is_introduction, is_name, split};
use printed::printed;
pub use sources::Sources;

/// The authors, one name each.
#[must_use]
pub fn find(sources: &Sources<'_, '_>) -> Vec<String> {
    let facts = sources.facts;
    let stages = sources.outline.stages;
    let persons = |organisation: bool| {
        facts
            .authors
            .iter()
            .filter(move |author| {
                stages.has(Stage::BylineStated) && author.organisation == organisation
            })
            .flat_map(|author| split(&suppliers::without_credits(&author.name)))
            .collect::<Vec<_>>()
    };
    let own_names = own_names_of(sources);
    let is_house = |name: &String| own_names.contains(&bare(name));
    let people = clean(persons(false), sources.site);
    let is_unsure = |name: &String| is_short(name) || is_house(name);
    if !people.iter().all(is_unsure) {
        return people;
    }
    let mut named = clean(from_metas(sources), sources.site);
    if !stages.has(Stage::BylineMetas) {
        named.clear();
    }
    if people.is_empty() && !named.iter().all(is_house) {
        return named;
    }
    let printed = shown(sources);
    let is_fuller = |name: &String| {
        let is_meant = |known: &String| is_house(known) || begins(name, known);
        is_full_name(name) && !is_house(name) && (people.is_empty() || people.iter().any(is_meant))
    };
    if printed.iter().any(is_fuller) {
        return printed;
    }
    if !people.is_empty() || !named.is_empty() {
        return if people.is_empty() { named } else { people };
    }
    let mut organisations = persons(true);
    organisations.extend(persons(false));
    organisations.retain(|name| is_name(name));
    if organisations.is_empty() && printed.is_empty() && stages.has(Stage::BylineHouse) {
        organisations = houses(sources);
    }
    if organisations.is_empty() {
        return printed;
    }
    organisations.dedup();
    organisations.truncate(MAX_AUTHORS);
    organisations
}

/// The names that the page itself shows, from the surest place on that holds one.
fn shown(sources: &Sources<'_, '_>) -> Vec<String> {
    let stages = sources.outline.stages;
    let mut names = Vec::new();
    if stages.has(Stage::BylinePrinted) {
        names = clean(printed(sources), sources.site);
    }
    if names.is_empty() && stages.has(Stage::BylineIntroduced) {
        names = clean(introduced(sources), sources.site);
    }
    if names.is_empty() && stages.has(Stage::BylinePortrayed) {
        names.extend(portrayed(sources));
    }
    if names.is_empty() && stages.has(Stage::BylineCredited) {
        names = credited(sources);
    }
    if names.is_empty() && stages.has(Stage::BylineSigned) {
        names.extend(signature(sources));
    }
    names
}

/// What the page calls its site, folded: a site that names itself as the author has hardly
/// written anything if a person is printed.
fn own_names_of(sources: &Sources<'_, '_>) -> Vec<String> {
    let entries = &sources.outline.entries;
    let title = entries.iter().find(|entry| entry.tag == Tag::Title);
    let title = title.and_then(|entry| entry.node.first_child());
    let title = title.and_then(|node| node.value().as_text());
    let title = title.map_or("", |text| &**text);
    let end = [" - ", " | ", " – ", " — ", " · ", " :: ", " » "]
        .iter()
        .filter_map(|sign| Some(title.rsplit_once(sign)?.1))
        .min_by_key(|end| end.len());
    let known = sources
        .site
        .into_iter()
        .chain(sources.facts.publisher.as_deref());
    known
        .chain(end)
        .map(bare)
        .filter(|name| !name.is_empty())
        .collect()
}

/// A name folded, without its article.
fn bare(name: &str) -> String {
    let name = folded(name);
    name.strip_prefix("the ").map(str::to_owned).unwrap_or(name)
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
    let is_somebody = |name: &String| !Words::BylineAccount.has(name.to_lowercase());
    let is_written = |name: &String| !suppliers::without_credits(name).is_empty();
    let names = named.filter(|name| is_name(name) && is_somebody(name) && is_written(name));
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
    let own = quirks().author_metas.iter().map(|meta| meta.is.as_str());
    let keys = [
        "article:author",
        "article:author_name",
        "author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "dc:creator",
        "cxenseparse:author",
        "authors",
        "article.author",
        "og:article:author",
    ];
    for key in keys.into_iter().chain(own) {
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
        .flat_map(|name| split(&suppliers::without_credits(&name)))
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
