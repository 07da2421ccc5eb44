//! Headlines that a page recommends beside its article: "A lire aussi", "Read more",
//! "Mehr zum Thema".
//!
//! They are news and worth showing, but they are not the story: what is found here is left
//! out of the text. Only a list under a heading counts, with at least one link that is long
//! enough to be a headline; a line of a single link in the middle of a story is a pointer of
//! its author and stays where it is.

mod item;

use std::collections::HashSet;
use std::sync::OnceLock;

use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node};
use url::Url;

use super::headed;
use super::headed::{Headed, Phrases};
use crate::model::Related;
use crate::words::Words;

/// Most headlines of one page.
pub const MAX_RELATED: usize = 20;

/// Weight of the shortest headline that stands alone; see [`is_headline`].
const MIN_HEADLINE: usize = 19;

/// What was found, and what the article's text leaves out because of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FoundHeadlines {
    /// In the page's order, each once.
    pub related: Vec<Related>,
    /// Subtrees that hold nothing but recommendations.
    pub containers: Vec<NodeId>,
}

/// Finds the recommended headlines of a page.
#[must_use]
pub fn find(document: &Html, base: Option<&Url>) -> FoundHeadlines {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| {
        let words = [Words::RelatedHeading, Words::ReadOn];
        Phrases::of(words.iter().flat_map(|words| words.all()))
    });
    let mut found = FoundHeadlines::default();
    for heading in headed::find(document, phrases)
        .filter(|heading| !is_navigation(*heading) && !item::leads_on(*heading))
        .take(12)
    {
        for block in headed::blocks(heading) {
            read_block(block, base, &mut found);
        }
    }
    found.related.truncate(MAX_RELATED);
    found
}

fn read_block(mut block: Headed<'_>, base: Option<&Url>, found: &mut FoundHeadlines) {
    let mut items = Vec::new();
    let mut last = 0;
    for (at, element) in block.body.iter().enumerate() {
        let Some(mut below) = items_of(*element, base) else {
            break;
        };
        // A teaser behind its headline's link has no headline of its own.
        if !below.is_empty() || !items.is_empty() && item::ends_in_read_on(*element) {
            items.append(&mut below);
            last = at + 1;
        }
    }
    if !items.iter().any(is_headline) {
        return;
    }
    items.retain(is_headline);
    block.body.truncate(last);
    found.containers.extend(block.containers());
    for item in items {
        let is_new = !found.related.iter().any(|other| {
            other.title == item.title || (other.link.is_some() && other.link == item.link)
        });
        if is_new && found.related.len() < MAX_RELATED {
            found.related.push(item);
        }
    }
}

/// The items of an element; `None` when it is text of the story and ends the block.
fn items_of(element: ElementRef<'_>, base: Option<&Url>) -> Option<Vec<Related>> {
    let lists = headed::lists(element);
    if is_prose(element) || lists.is_empty() {
        return None;
    }
    let rows = lists.into_iter().flat_map(|list| rows_of(list, 0));
    let items = rows.filter_map(|row| item::read(row, base));
    Some(items.take(MAX_RELATED).collect())
}

/// Headlines are sentences or come with a date, an agency or a teaser; entries of menus and
/// lists of topics have neither.
fn is_headline(item: &Related) -> bool {
    let is_told = item.agency.is_some() || item.published.is_some() || item.summary.is_some();
    is_told || item::weight(&item.title) >= MIN_HEADLINE
}

/// Whether a heading stands in the page's navigation, where every word leads elsewhere.
fn is_navigation(heading: NodeRef<'_, Node>) -> bool {
    heading
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|outer| {
            let name = outer.value().name();
            let role = outer.attr("role").unwrap_or("");
            matches!(name, "nav" | "menu")
                || matches!(role, "navigation" | "menu" | "menubar" | "banner")
        })
}

/// A paragraph whose words are mostly not links, and no teaser.
fn is_prose(element: ElementRef<'_>) -> bool {
    if element.value().name() != "p" || item::ends_in_read_on(element) {
        return false;
    }
    let text = headed::text_length(element, 2_000);
    let linked: usize = element
        .descendent_elements()
        .filter(|inner| inner.value().name() == "a")
        .map(|link| headed::text_length(link, 2_000))
        .sum();
    text > 80 && linked * 2 < text
}

/// The elements that each hold one item: list items or cards, else what holds one link.
fn rows_of(element: ElementRef<'_>, depth: usize) -> Vec<ElementRef<'_>> {
    let children: Vec<ElementRef<'_>> = element.child_elements().collect();
    let listed: Vec<ElementRef<'_>> = children
        .iter()
        .copied()
        .filter(|child| matches!(child.value().name(), "li" | "article" | "tr" | "dd"))
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    if matches!(element.value().name(), "li" | "article" | "tr" | "a") || depth > 12 {
        return vec![element];
    }
    let with_links = children
        .iter()
        .filter(|child| !item::headline_links(**child).is_empty())
        .count();
    match with_links {
        0 | 1 if distinct_links(element) <= 1 => vec![element],
        _ => children
            .into_iter()
            .filter(|child| !item::headline_links(*child).is_empty())
            .flat_map(|child| rows_of(child, depth + 1))
            .collect(),
    }
}

/// How many different addresses the headlines below an element have.
fn distinct_links(element: ElementRef<'_>) -> usize {
    let addresses: HashSet<String> = item::headline_links(element)
        .into_iter()
        .filter_map(|link| link.attr("href").map(str::to_owned))
        .collect();
    addresses.len()
}

#[cfg(test)]
mod tests;
