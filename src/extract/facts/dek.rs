//! The standfirst: the lines under the headline that announce the story. It is kept apart from
//! the text, so the text does not begin twice.
//!
//! Many pages give their first paragraph as the description, so being described is not enough:
//! the leaf must also be set differently from the paragraphs of the body, or be marked as one.

use crate::extract::body::features::Context;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::Outline;
use crate::extract::page::subtree_sums::{Regions, ratio};
use crate::markup::tags::Tag;

/// How far behind the headline a standfirst may stand, in leaves.
const REACH: usize = 14;

/// The leaves of the standfirst.
#[must_use]
pub fn find(outline: &Outline<'_>, regions: &Regions, context: &Context) -> Vec<u32> {
    let total = regions.total_prose();
    let from = context.title.map_or(0, |title| title as usize + 1);
    let from_above = from.saturating_sub(if context.title.is_some() { 4 } else { 0 });
    let mut found: Vec<u32> = Vec::new();
    let mut container = None;
    let mut text = String::new();
    let mut words = Vec::new();
    for at in from_above..outline.leaves.len().min(from + REACH) {
        let leaf = &outline.leaves[at];
        if context.title == u32::try_from(at).ok() || !(25..=900).contains(&leaf.measure.size) {
            continue;
        }
        if leaf.measure.share(leaf.measure.linked) > 0.35 {
            continue;
        }
        let set_apart = ratio(regions.signature_prose(at), total) < 0.3
            || outline.entries[leaf.container as usize]
                .tag
                .heading_level()
                .is_some();
        let entry = &outline.entries[leaf.container as usize];
        let holder = &outline.entries[entry.parent as usize];
        let own = entry.marks.any(Marks::DEK);
        let near = holder.marks.any(Marks::DEK) && holder.leaves.end - holder.leaves.start <= 4;
        let rejected = entry.marks.with(holder.marks).any(
            Marks::BYLINE
                .with(Marks::CAPTION)
                .with(Marks::DATE)
                .with(Marks::SHARED_WALL),
        ) || entry.tag == Tag::Li
            || regions.inside[leaf.container as usize].any(8);
        if rejected {
            continue;
        }
        outline.leaf_text_into(leaf, 4000, &mut text);
        let described = context.description.share(&text, &mut words) >= 0.75;
        let marked = (own || near) && set_apart;
        if marked || described && set_apart && at >= from {
            let same =
                container.is_none_or(|first| first == entry.parent || first == leaf.container);
            if !same {
                break;
            }
            container = Some(if near && !own {
                entry.parent
            } else {
                leaf.container
            });
            found.push(u32::try_from(at).unwrap_or(0));
            if found.len() >= 3 {
                break;
            }
        } else if !found.is_empty() || leaf.prose() > 0 && at > from {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::body::anchors::Anchor;
    use scraper::Html;

    fn deks(html: &str, description: &str) -> Vec<String> {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let regions = Regions::of(&outline, usize::MAX);
        let context = Context {
            title: Some(0),
            description: Anchor::of(description),
            ..Context::default()
        };
        find(&outline, &regions, &context)
            .iter()
            .map(|&leaf| outline.leaf_text(&outline.leaves[leaf as usize]))
            .collect()
    }

    const BODY: &str = "<div><p>The first paragraph is long enough, it has commas, and it ends like a sentence does.\
        <p>The second paragraph is long enough, it has commas, and it ends like a sentence does.</div>";

    #[test]
    fn a_marked_line_is_the_standfirst() {
        let html = format!(
            "<h1>Title</h1><p class=standfirst>What happened and why it matters to you.</p>{BODY}"
        );
        assert_eq!(
            deks(&html, ""),
            ["What happened and why it matters to you."]
        );
    }

    #[test]
    fn a_described_first_paragraph_stays_in_the_body() {
        let html = format!("<h1>Title</h1>{BODY}");
        let description =
            "The first paragraph is long enough, it has commas, and it ends like a sentence does.";
        assert!(deks(&html, description).is_empty());
    }
}
