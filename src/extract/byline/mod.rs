//! Names of the authors: from JSON-LD and meta elements, else from what the page prints.

pub mod names;

use super::jsonld::Facts;
use super::marks::Marks;
use super::measure::Measure;
use super::meta::Metas;
use super::outline::{Entry, Outline};
use super::tags::Tag;
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
    let named = clean(from_metas(sources.metas), sources.site);
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

fn from_metas(metas: &Metas<'_>) -> Vec<String> {
    for key in [
        "author",
        "article:author",
        "article:author_name",
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
            .filter(|name| is_name(name) && !is_handle(name))
            .collect();
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// Names printed near the headline: elements that say they are an author's name.
fn printed(sources: &Sources<'_, '_>) -> Vec<String> {
    let outline = sources.outline;
    let mut best: Option<(u32, Vec<String>)> = None;
    let title = sources.title.unwrap_or(0);
    let mut group = None;
    for entry in &outline.entries {
        let explicit = is_author_element(entry);
        if !explicit && !entry.marks.any(Marks::BYLINE) {
            continue;
        }
        if entry.marks.any(Marks::COMMENT) || entry.above.any(Marks::COMMENT.with(Marks::RELATED)) {
            continue;
        }
        let text = inline_text(entry);
        let (first, size) = place(outline, entry, &text);
        if size == 0 || size > 160 {
            continue;
        }
        let names: Vec<String> = split(&text)
            .into_iter()
            .filter(|name| is_name(name))
            .collect();
        if names.is_empty() {
            continue;
        }
        let distance =
            first.abs_diff(title) * 2 + u32::from(!explicit) * 6 + u32::from(first < title) * 20;
        match &mut best {
            Some((nearest, found))
                if explicit && group == Some(entry.parent) && distance <= *nearest + 8 =>
            {
                found.extend(names);
            }
            Some((nearest, _)) if *nearest <= distance => {}
            _ => {
                group = Some(entry.parent);
                best = Some((distance, names));
            }
        }
    }
    best.filter(|(distance, _)| *distance < 80)
        .map(|(_, names)| names)
        .unwrap_or_default()
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
    for at in after.chain(before) {
        let leaf = &outline.leaves[at];
        if !(6..=90).contains(&leaf.measure.size) {
            continue;
        }
        let text = outline.leaf_text(leaf);
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
