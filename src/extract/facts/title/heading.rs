//! The heading that shows the headline.

use ego_tree::NodeRef;
use scraper::Node;

use super::parts::{fold_space, strip_site};
use crate::extract::page::outline::{Leaf, Outline};
use crate::extract::page::subtree_sums::ratio;
use crate::extract::page::text::similarity_of_folded;
use crate::extract::stages::Stage;
use crate::fold::{fold_into, folded};
use crate::markup::names::each_word;
use crate::markup::tags::Tag;
use crate::words::Words;

/// What a heading below all the text loses against one above it.
const PENALTY: f32 = 0.4;

/// Longest kicker, in characters.
const MAX_KICKER: usize = 70;
/// The heading most like the references; `h1` before `h2` before others, and what stands above
/// the text before what stands below it. The site's own name is no headline.
pub(super) fn heading(
    outline: &Outline<'_>,
    references: &[&str],
    site: Option<&str>,
) -> Option<(u32, String, f32)> {
    let mut best: Option<(u32, String, f32, f32)> = None;
    let mut seen = 0;
    let references: Vec<String> = references
        .iter()
        .flat_map(|reference| [folded(strip_site(reference, None)), folded(reference)])
        .collect();
    let site = site.map(folded).unwrap_or_default();
    let total: u32 = outline.leaves.iter().map(Leaf::prose).sum();
    let mut above = 0;
    let mut own = String::new();
    for (index, leaf) in outline.leaves.iter().enumerate() {
        above += leaf.prose();
        let level = level(outline, leaf.container);
        let Some(level) = level.filter(|level| *level <= 3) else {
            continue;
        };
        seen += 1;
        if seen > 60 || leaf.measure.size > 400 {
            continue;
        }
        let text = without_kicker(outline, leaf);
        fold_into(&text, &mut own);
        if own == site || leads_home(outline, leaf) {
            continue;
        }
        let alike = references
            .iter()
            .map(|reference| similarity_of_folded(&own, reference))
            .fold(0.0_f32, f32::max);
        let bonus = match level {
            1 => 0.3,
            2 => 0.1,
            _ => 0.0,
        };
        let score = alike + bonus - PENALTY * ratio(above, total);
        if (alike >= 0.5 || level == 1)
            && best.as_ref().is_none_or(|(.., best)| score > *best + 0.01)
        {
            best = Some((u32::try_from(index).ok()?, text, alike, score));
        }
    }
    best.map(|(leaf, text, alike, _)| (leaf, text, alike))
}

/// The text of a heading without the kicker before its headline: an element of its own that
/// is called so, or that a separator parts from the rest for those who do not see the page.
fn without_kicker(outline: &Outline<'_>, leaf: &Leaf) -> String {
    let text = outline.leaf_text(leaf);
    if !outline.stages.has(Stage::TitleKicker) {
        return text;
    }
    let container = outline.entries[leaf.container as usize].node;
    let mut children = container
        .children()
        .filter(|child| !is_blank(*child))
        .map(|child| (child, folded_text(child)));
    let (Some((first, kicker)), Some((second, separator))) = (children.next(), children.next())
    else {
        return text;
    };
    let is_separated = !separator.is_empty() && !separator.contains(char::is_alphanumeric);
    if !is_separated && !is_named_kicker(first) {
        return text;
    }
    let is_hidden = second.value().is_element();
    if is_separated && !is_hidden || kicker.chars().count() > MAX_KICKER {
        return text;
    }
    let rest = text.strip_prefix(kicker.as_str()).map(|rest| {
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '|'))
    });
    rest.filter(|rest| rest.chars().count() > 8)
        .map_or_else(|| text.clone(), str::to_owned)
}

fn is_blank(node: NodeRef<'_, Node>) -> bool {
    match node.value() {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element) => Tag::from_name(element.name()).is_silent(),
        _ => true,
    }
}

fn folded_text(node: NodeRef<'_, Node>) -> String {
    let texts = node
        .descendants()
        .filter_map(|inner| inner.value().as_text());
    fold_space(&texts.map(|text| &**text).collect::<String>())
}

fn is_named_kicker(node: NodeRef<'_, Node>) -> bool {
    let class = node
        .value()
        .as_element()
        .and_then(|element| element.attr("class"));
    let mut is_kicker = false;
    each_word(class.unwrap_or_default(), |word| {
        is_kicker |= Words::NameKicker.has(word);
    });
    is_kicker
}

/// Whether a heading is a link to the site's front page.
fn leads_home(outline: &Outline<'_>, leaf: &Leaf) -> bool {
    if leaf.measure.linked < leaf.measure.size {
        return false;
    }
    let container = leaf.container;
    let end = outline.entries[container as usize].end;
    let inside = container..end.min(container + 4);
    let around = outline.ancestors(container).take(1);
    inside
        .chain(around)
        .filter_map(|entry| {
            let entry = &outline.entries[entry as usize];
            (entry.tag == Tag::A).then(|| entry.attr("href"))?
        })
        .any(|href| {
            let path = href.split_once("://").map_or(href, |(_, rest)| {
                rest.split_once('/').map_or("", |(_, path)| path)
            });
            !href.is_empty() && matches!(path.trim(), "" | "/" | "./" | "../")
        })
}

/// The level of the heading that a block is, or stands in.
pub(super) fn level(outline: &Outline<'_>, container: u32) -> Option<u8> {
    let entry = &outline.entries[container as usize];
    entry
        .tag
        .heading_level()
        .or_else(|| outline.entries[entry.parent as usize].tag.heading_level())
}
