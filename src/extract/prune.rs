//! What the judgement of single leaves lets through although a rule knows better: lines that
//! only name the author, repeated text, small boxes for subscribing, sharing or advertising,
//! links to other stories between paragraphs, headings that announce nothing.

use std::collections::HashMap;

use super::advert;
use super::byline::names::strip_introduction;
use super::features::Context;
use super::marks::Marks;
use super::outline::{Leaf, Outline};
use super::phrases::{self, Kind};
use super::tags::Tag;
use super::text::folded;

/// Marks of boxes in which a phrase of their kind is no text.
const BOXES: Marks = Marks::SUBSCRIBE
    .with(Marks::SOCIAL)
    .with(Marks::OVERLAY)
    .with(Marks::ADVERT);

/// Takes leaves out of the selection.
pub fn prune(outline: &Outline<'_>, context: &Context, apart: &[u32], kept: &mut [bool]) {
    // Where each text was first seen: the same text again in another container is a copy, in
    // the same one it is the author's.
    let mut seen: HashMap<String, u32> = apart
        .iter()
        .filter_map(|&leaf| outline.leaves.get(leaf as usize))
        .map(|leaf| (folded(&outline.leaf_text(leaf)), u32::MAX))
        .collect();
    for (at, leaf) in outline.leaves.iter().enumerate() {
        if !kept[at] {
            continue;
        }
        let text = outline.leaf_text(leaf);
        let key = folded(&text);
        let parent = outline.entries[leaf.container as usize].parent;
        let repeated = leaf.measure.size >= 100
            && leaf.measure.stops > 0
            && *seen.entry(key.clone()).or_insert(parent) != parent;
        let short = leaf.measure.size <= 160;
        kept[at] = !(repeated
            || short
                && (names_author(context, &text)
                    || is_furniture(leaf, &key)
                    || is_box_line(outline, leaf, &key))
            || is_caption(outline, leaf));
    }
    advert::drop_boxes(outline, kept);
    drop_stray_headings(outline, kept);
}

/// "par Claire Vidal": nothing but authors and what introduces them.
fn names_author(context: &Context, text: &str) -> bool {
    if context.authors.is_empty() {
        return false;
    }
    let rest = folded(strip_introduction(text));
    let left = context.authors.iter().fold(rest.clone(), |left, author| {
        left.replacen(author.as_str(), "", 1)
    });
    left.len() < rest.len() && left.chars().filter(|c| c.is_alphanumeric()).count() <= 3
}

/// A phrase that stands alone ("Advertisement"), or introduces a link ("Read also: …").
fn is_furniture(leaf: &Leaf, folded: &str) -> bool {
    let Some(hit) = phrases::hit(folded) else {
        return false;
    };
    let linked = leaf.measure.linked * 10 >= leaf.measure.size * 6;
    let whole = hit.whole && !matches!(hit.kind, Kind::Caption | Kind::Byline);
    whole
        || linked
            && matches!(
                hit.kind,
                Kind::End | Kind::Inline | Kind::Subscribe | Kind::Share
            )
}

/// A phrase of subscribing or sharing in a box that is named for it.
fn is_box_line(outline: &Outline<'_>, leaf: &Leaf, folded: &str) -> bool {
    let announces = phrases::hit(folded)
        .is_some_and(|hit| matches!(hit.kind, Kind::Subscribe | Kind::Consent | Kind::Share));
    announces
        && std::iter::once(leaf.container)
            .chain(outline.ancestors(leaf.container).take(2))
            .any(|entry| outline.entries[entry as usize].marks.any(BOXES))
}

fn is_caption(outline: &Outline<'_>, leaf: &Leaf) -> bool {
    outline.entries[leaf.container as usize].tag == Tag::Figcaption
        || outline
            .ancestors(leaf.container)
            .take(3)
            .any(|entry| outline.entries[entry as usize].tag == Tag::Figcaption)
}

/// A heading with no text after it announced something that was dropped.
fn drop_stray_headings(outline: &Outline<'_>, kept: &mut [bool]) {
    let mut text_follows = false;
    for at in (0..kept.len()).rev() {
        if !kept[at] {
            continue;
        }
        let entry = &outline.entries[outline.leaves[at].container as usize];
        if entry.tag.heading_level().is_none() {
            text_follows = true;
        } else if !text_follows {
            kept[at] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn pruned(html: &str, context: &Context) -> Vec<String> {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let mut kept = vec![true; outline.leaves.len()];
        prune(&outline, context, &[], &mut kept);
        outline
            .leaves
            .iter()
            .zip(kept)
            .filter(|(_, kept)| *kept)
            .map(|(leaf, _)| outline.leaf_text(leaf))
            .collect()
    }

    #[test]
    fn furniture_goes_and_text_stays() {
        let context = Context {
            authors: vec!["claire vidal".into()],
            ..Context::default()
        };
        let got = pruned(
            "<p>par Claire Vidal</p><p>Claire Vidal said no.</p><p>Advertisement</p>\
             <p><a href=x>Read also: Another story</a></p><div class=newsletter-signup><p>Sign up to the weekly letter.</div>\
             <p>The end.</p><h2>Related</h2>",
            &context,
        );
        assert_eq!(got, ["Claire Vidal said no.", "The end."]);
    }
}
