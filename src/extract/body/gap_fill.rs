//! What the judgement of single leaves drops although everything around it is text: a short
//! last sentence, a remark between two paragraphs.
//!
//! A leaf alone says little when it is short. Its siblings say more: paragraphs that stand in
//! one box, dressed alike, are written by one hand.

use std::collections::HashMap;

use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::{Leaf, Outline};
use crate::extract::page::phrases;
use crate::fold::folded;
use crate::markup::tags::Tag;

/// Share of a box's text, in percent, that must have been kept.
const MIN_KEPT: u64 = 85;
/// Paragraphs of a box that must have been kept.
const MIN_PARAGRAPHS: usize = 3;
/// Longest code, in size units, that is judged by its place.
const MAX_CODE: u32 = 240;

/// Fewest leaves of a list that is judged as a whole.
const MIN_ITEMS: usize = 3;
/// What the model holds to be less probable than this is no item: a list may end in a link to
/// more.
const MIN_ITEM: f32 = 0.3;

/// Keeps the plain sentences among the paragraphs of a box that is text nearly throughout.
pub(in crate::extract) fn fill(outline: &Outline<'_>, apart: &[u32], kept: &mut [bool]) {
    let judged = kept.to_vec();
    // Each box is summed once, however many of its paragraphs were dropped.
    let mut boxes: HashMap<u32, bool> = HashMap::new();
    for (at, leaf) in outline.leaves.iter().enumerate() {
        let is_apart = u32::try_from(at).is_ok_and(|at| apart.contains(&at));
        if judged[at] || is_apart || !is_sentence(outline, leaf) {
            continue;
        }
        let parent = outline.entries[leaf.container as usize].parent;
        kept[at] = *boxes
            .entry(parent)
            .or_insert_with(|| is_text_box(outline, parent, &judged));
    }
}

/// Keeps short code between paragraphs that are kept, or announced by one: a line or two read
/// like no text, so they are judged by where they stand. Of more the model can tell.
pub(in crate::extract) fn keep_code(outline: &Outline<'_>, kept: &mut [bool]) {
    let is_code = |at: usize| is_preformatted(outline, outline.leaves[at].container);
    let mut before: Option<usize> = None;
    let mut code: Vec<usize> = Vec::new();
    for at in 0..=kept.len() {
        if at < kept.len() && is_code(at) {
            code.push(at);
            continue;
        }
        for &inside in &code {
            let is_short = outline.leaves[inside].measure.size <= MAX_CODE;
            kept[inside] |= is_short
                && before.is_some_and(|before| {
                    let follows = at < kept.len() && kept[at] && shares_box(outline, inside, at);
                    let announced = outline.leaves[before].measure.ends_colon;
                    kept[before] && (follows || announced) && shares_box(outline, inside, before)
                });
        }
        code.clear();
        before = Some(at);
    }
}

/// Keeps the items of lists of which two thirds are kept, so that none is torn.
pub(in crate::extract) fn keep_items(
    outline: &Outline<'_>,
    probabilities: &[f32],
    kept: &mut [bool],
) {
    let judged = kept.to_vec();
    let lists = (0_u32..).zip(&outline.entries);
    for (index, _) in lists.filter(|(_, entry)| matches!(entry.tag, Tag::Ul | Tag::Ol)) {
        let items: Vec<usize> = outline.leaves_within(index).collect();
        let count = items.iter().filter(|&&at| judged[at]).count();
        if count == items.len() || items.len() < MIN_ITEMS || count * 3 < items.len() * 2 {
            continue;
        }
        for at in items {
            let leaf = &outline.leaves[at];
            let is_probable = probabilities.get(at).is_some_and(|&p| p >= MIN_ITEM);
            kept[at] |= is_probable
                && !leaf.unseen
                && phrases::hit(&folded(&outline.leaf_text(leaf))).is_none();
        }
    }
}

/// Whether an element is `pre`, or stands in one.
fn is_preformatted(outline: &Outline<'_>, container: u32) -> bool {
    let mut around = std::iter::once(container).chain(outline.ancestors(container).take(2));
    around.any(|entry| outline.entries[entry as usize].tag == Tag::Pre)
}

/// Whether code stands in the box of another leaf, or in boxes of its own inside it.
fn shares_box(outline: &Outline<'_>, code: usize, other: usize) -> bool {
    let other = outline.leaves[other].container;
    let mut around = outline.ancestors(outline.leaves[code].container).take(4);
    around.any(|above| outline.contains(above, other))
}

/// A paragraph without links or marks that ends as a sentence does and is no known phrase.
fn is_sentence(outline: &Outline<'_>, leaf: &Leaf) -> bool {
    let entry = &outline.entries[leaf.container as usize];
    if entry.tag != Tag::P
        || entry.marks.without(Marks::TEXT) != Marks::NONE
        || leaf.measure.linked > 0
        || leaf.measure.stops == 0
    {
        return false;
    }
    let text = outline.leaf_text(leaf);
    text.ends_with(['.', '!', '?', '。', '！', '？', '؟', '」', '»', '”', '"'])
        && phrases::hit(&folded(&text)).is_none()
}

/// Whether nearly all text of a box was kept, over several paragraphs.
fn is_text_box(outline: &Outline<'_>, index: u32, kept: &[bool]) -> bool {
    let leaves = &outline.entries[index as usize].leaves;
    let range = leaves.start as usize..leaves.end as usize;
    let (mut all, mut text, mut paragraphs) = (0_u64, 0_u64, 0);
    for (leaf, kept) in outline.leaves[range.clone()].iter().zip(&kept[range]) {
        let size = u64::from(leaf.measure.size);
        all += size;
        if *kept {
            text += size;
            paragraphs += 1;
        }
    }
    paragraphs >= MIN_PARAGRAPHS && text * 100 >= all * MIN_KEPT
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn filled(last: &str) -> bool {
        let paragraph = "<p>A paragraph of the story, long enough to be sure of, with a comma.</p>";
        let html = format!("<div>{}{last}</div>", paragraph.repeat(4));
        let document = Html::parse_document(&html);
        let outline = Outline::of(&document, &[]);
        let mut kept = vec![true; outline.leaves.len()];
        kept[4] = false;
        fill(&outline, &[], &mut kept);
        kept[4]
    }

    #[test]
    fn code_among_text_is_text() {
        let html = "<article><h2>A</h2><p>We lift it so:</p><figure class=highlight><pre>lift(1)</pre></figure>\
            <p>Then it hangs.</p><div><pre>hang(1)</pre></div></article><aside><pre>other()</pre></aside><p>x</p>";
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let mut kept = vec![true, true, false, true, false, false, false];
        keep_code(&outline, &mut kept);
        assert_eq!(kept, [true, true, true, true, false, false, false]);
        let mut kept = vec![false; 7];
        keep_code(&outline, &mut kept);
        assert_eq!(kept, [false; 7]);
    }

    #[test]
    fn a_list_that_is_nearly_kept_is_kept_whole() {
        let kept = |list: &str, probability: f32| {
            let document = Html::parse_document(list);
            let outline = Outline::of(&document, &[]);
            let text = |leaf: &Leaf| outline.leaf_text(leaf);
            let ends = |leaf: &Leaf| text(leaf).ends_with('.');
            let mut kept: Vec<bool> = outline.leaves.iter().map(ends).collect();
            let probabilities = vec![probability; kept.len()];
            keep_items(&outline, &probabilities, &mut kept);
            kept.iter().filter(|kept| **kept).count()
        };
        let list = "<ul><li>Two ropes.<li>A hook.<li>Gloves<li>A lamp.</ul>";
        assert_eq!(kept(list, 0.4), 4);
        assert_eq!(kept(list, 0.1), 3);
        let more = "<ol><li>Two ropes.<li>A hook.<li>Read more</ol>";
        assert_eq!(kept(more, 0.4), 2);
        let half = "<ul><li>Two ropes.<li>A hook.<li>Gloves<li>Boots</ul>";
        assert_eq!(kept(half, 0.4), 2);
    }

    #[test]
    fn a_short_last_sentence_belongs_to_its_box() {
        assert!(filled("<p>Nobody came back.</p>"));
        assert!(!filled("<p class=newsletter>Nobody came back.</p>"));
        assert!(!filled("<p><a href=/x>Nobody came back.</a></p>"));
        assert!(!filled("<p>Photo of a harbour</p>"));
    }
}
