//! Names in elements that say that they hold an author's.

use super::names::{is_full_name, is_name, split};
use super::sources::Sources;
use super::suppliers;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::measure::{Measure, is_wide};
use crate::extract::page::outline::{Entry, Outline};
use crate::markup::names::each_word;
use crate::markup::tags::Tag;
use crate::words::Words;

/// Farther from the headline, in the units of [`Printed::distance`], stands another person.
const MAX_DISTANCE: u32 = 80;

/// Names in one element.
struct Printed {
    /// How far from the headline, weighed by how sure it is that these are authors.
    distance: u32,
    /// The element says that it holds an author.
    explicit: bool,
    /// It stands in a menu.
    in_menu: bool,
    parent: u32,
    names: Vec<String>,
}

/// Names printed near the headline: elements that say they are an author's name.
pub(super) fn printed(sources: &Sources<'_, '_>) -> Vec<String> {
    let mut best: Option<(u32, Printed)> = None;
    let mut far: Vec<String> = Vec::new();
    for found in candidates(sources) {
        let full = found.names.iter().filter(|name| is_full_name(name));
        far.extend(full.filter(|_| !found.in_menu).cloned());
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
        if is_at_picture(outline, entry, explicit) {
            return None;
        }
        let text = inline_text(entry);
        let (first, size) = place(outline, entry, &text);
        if size == 0 || size > 160 {
            return None;
        }
        let names: Vec<String> = split(&suppliers::without_credits(&text))
            .into_iter()
            .filter(|name| is_name(name))
            .collect();
        let away = |from: u32| first.abs_diff(from) * 2 + u32::from(first < from) * 20;
        let distance = away(title).min(away(top)) + u32::from(!explicit) * 6;
        (!names.is_empty()).then_some(Printed {
            distance,
            explicit,
            in_menu: entry.above.any(Marks::NAVIGATION),
            parent: entry.parent,
            names,
        })
    })
}

/// Whether an element stands in a figure or a box named for its picture: it names who made that.
/// A link to an author's page may stand beside a portrait.
fn is_at_picture(outline: &Outline<'_>, entry: &Entry<'_>, explicit: bool) -> bool {
    let parent = entry.parent;
    let figures = std::iter::once(parent)
        .chain(outline.ancestors(parent))
        .take(5);
    let in_figure = figures
        .map(|above| outline.entries[above as usize].tag)
        .any(|tag| matches!(tag, Tag::Figure | Tag::Figcaption));
    let parent = &outline.entries[parent as usize];
    let mut named = false;
    each_word(parent.attr("class").unwrap_or_default(), |word| {
        named |= Words::NamePicture.has(word);
    });
    in_figure || named && !explicit && !parent.marks.any(Marks::BYLINE)
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
        || entry.tag == Tag::A && entry.attr("href").is_some_and(leads_to_author)
}

/// Whether a part of an address is called as the pages of authors are.
fn leads_to_author(href: &str) -> bool {
    let mut parts = Words::PathAuthor.all().iter();
    parts.any(|part| href.contains(part))
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
