//! Names of the authors: from JSON-LD and meta elements, else from what the page prints.

pub mod names;

use super::jsonld::Facts;
use super::marks::Marks;
use super::measure::{Measure, is_wide};
use super::meta::Metas;
use super::outline::{Entry, Outline};
use super::tags::Tag;
use super::text::folded;
use names::{MAX_AUTHORS, clean, is_full_name, is_handle, is_name, split};

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

/// Farther from the headline, in the units of [`Printed::distance`], stands another person.
const MAX_DISTANCE: u32 = 80;

/// Names in one element.
struct Printed {
    /// How far from the headline, weighed by how sure it is that these are authors.
    distance: u32,
    /// The element says that it holds an author.
    explicit: bool,
    parent: u32,
    names: Vec<String>,
}

/// Names printed near the headline: elements that say they are an author's name.
fn printed(sources: &Sources<'_, '_>) -> Vec<String> {
    let mut best: Option<(u32, Printed)> = None;
    let mut far: Vec<String> = Vec::new();
    for found in candidates(sources) {
        let full = found.names.iter().filter(|name| is_full_name(name));
        far.extend(full.cloned());
        match &mut best {
            Some((nearest, best))
                if found.explicit
                    && best.parent == found.parent
                    && found.distance <= *nearest + 8 =>
            {
                best.names.extend(found.names);
            }
            Some((nearest, _)) if *nearest <= found.distance => {}
            _ => best = Some((found.distance, found)),
        }
    }
    far.sort();
    far.dedup();
    match best {
        Some((distance, best)) if distance < MAX_DISTANCE => people(best.names),
        // The box on the author at the end, if the page speaks of nobody else.
        _ if far.len() == 1 => far,
        _ => Vec::new(),
    }
}

fn candidates(sources: &Sources<'_, '_>) -> impl Iterator<Item = Printed> {
    let outline = sources.outline;
    let title = sources.title.unwrap_or(0);
    let top = outline
        .leaves
        .iter()
        .position(|leaf| outline.entries[leaf.container as usize].tag == Tag::H1)
        .and_then(|at| u32::try_from(at).ok())
        .unwrap_or(title);
    let excluded = Marks::COMMENT.with(Marks::RELATED);
    outline.entries.iter().filter_map(move |entry| {
        let explicit = is_author_element(entry);
        let marked = explicit || entry.marks.any(Marks::BYLINE);
        if !marked || entry.marks.any(Marks::COMMENT) || entry.above.any(excluded) {
            return None;
        }
        let text = inline_text(entry);
        let (first, size) = place(outline, entry, &text);
        if size == 0 || size > 160 {
            return None;
        }
        let names: Vec<String> = split(&text)
            .into_iter()
            .filter(|name| is_name(name))
            .collect();
        let away = |from: u32| first.abs_diff(from) * 2 + u32::from(first < from) * 20;
        let distance = away(title).min(away(top)) + u32::from(!explicit) * 6;
        (!names.is_empty()).then_some(Printed {
            distance,
            explicit,
            parent: entry.parent,
            names,
        })
    })
}

/// Beside a full name stand places, ranks, buttons and houses in capitals, not people.
fn people(mut names: Vec<String>) -> Vec<String> {
    if names.iter().any(|name| is_full_name(name)) {
        names.retain(|name| is_full_name(name));
    }
    let shouts = |name: &String| !name.chars().any(char::is_lowercase);
    if !names.iter().all(shouts) && !names.iter().any(|name| name.chars().all(is_wide)) {
        names.retain(|name| !shouts(name));
    }
    names
}

/// The first leaf of an element and the size of its text. An inline element in the middle of
/// a leaf ("Written by <span>…</span> on …") has none of its own.
fn place(outline: &Outline<'_>, entry: &Entry<'_>, text: &str) -> (u32, u32) {
    let leaves = &entry.leaves;
    if leaves.is_empty() && !entry.tag.is_block() {
        return (leaves.start.saturating_sub(1), Measure::of(text).size);
    }
    let own = &outline.leaves[leaves.start as usize..leaves.end as usize];
    let size = own.iter().map(|leaf| leaf.measure.size).sum();
    (leaves.start, size)
}

fn is_author_element(entry: &Entry<'_>) -> bool {
    if !matches!(
        entry.tag,
        Tag::A
            | Tag::Span
            | Tag::Div
            | Tag::P
            | Tag::Address
            | Tag::Cite
            | Tag::Li
            | Tag::Strong
            | Tag::B
    ) {
        return false;
    }
    entry
        .attr("rel")
        .is_some_and(|rel| rel.split_whitespace().any(|word| word == "author"))
        || entry
            .attr("itemprop")
            .is_some_and(|property| property.split_whitespace().any(|word| word == "author"))
        || entry.tag == Tag::A
            && entry.attr("href").is_some_and(|href| {
                [
                    "/author/",
                    "/authors/",
                    "/autor/",
                    "/auteur/",
                    "/people/",
                    "/profile/",
                    "/by/",
                    "/autoren/",
                    "/staff/",
                    "/journalist",
                    "/editors/",
                    "/contributors/",
                    "/contributor/",
                    "/columnist",
                    "/writers/",
                    "/redacteur",
                    "/redakteur",
                    "/autores/",
                    "/autori/",
                    "/auteurs/",
                    "/reporter",
                ]
                .iter()
                .any(|part| href.contains(part))
            })
}

fn inline_text(entry: &Entry<'_>) -> String {
    let mut text = String::new();
    for node in entry.node.descendants().take(60) {
        if let Some(part) = node.value().as_text() {
            text.push_str(part);
            text.push('\n');
        }
        if text.len() > 400 {
            break;
        }
    }
    text
}

/// A line of its own near the headline that introduces a name ("par Alexandra Alper").
fn introduced(sources: &Sources<'_, '_>) -> Vec<String> {
    let outline = sources.outline;
    let Some(title) = sources.title.map(|title| title as usize) else {
        return Vec::new();
    };
    let after = title + 1..outline.leaves.len().min(title + 14);
    let before = title.saturating_sub(4)..title;
    let near = title.saturating_sub(4)..title + 14;
    for at in after.chain(before).chain(0..outline.leaves.len()) {
        let leaf = &outline.leaves[at];
        if !(6..=90).contains(&leaf.measure.size) {
            continue;
        }
        let text = outline.leaf_text(leaf);
        if !near.contains(&at) && !names::is_signed(&text) {
            continue;
        }
        let Some(rest) = names::introduced(&text) else {
            continue;
        };
        let found: Vec<String> = split(rest)
            .into_iter()
            .filter(|name| is_name(name))
            .collect();
        if found.first().is_some_and(|name| is_full_name(name)) {
            return found
                .into_iter()
                .filter(|name| is_full_name(name))
                .collect();
        }
    }
    Vec::new()
}
