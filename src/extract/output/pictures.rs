//! Which pictures and embeds are the article's: those among its text, and not the faces of its
//! authors or what stands in boxes for something else.

use std::ops::Range;

use url::Url;

use super::media;
use super::media::Placed;
use crate::extract::analysis::Analysis;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::subtree_sums::NEGATIVE;
use crate::extract::stages::Stage;
use crate::fold::folded;
use crate::markup::tags::Tag;
use crate::model::Block;

/// The pictures and embeds of the text, in document order.
pub(in crate::extract) fn of_text(
    analysis: &Analysis<'_>,
    kept: &[bool],
    base: Option<&Url>,
) -> Vec<Placed> {
    let outline = &analysis.outline;
    if !outline.chosen.is_empty() {
        return media::find(outline, base, |entry| {
            outline.chosen_around(entry).is_some()
        });
    }
    let range = picture_range(analysis, kept);
    media::find(&analysis.outline, base, |entry| {
        is_in_text(analysis, &range, entry)
            && !is_marked_against(analysis, entry, Marks::NONE)
            && !is_author(analysis, entry)
    })
}

/// The first picture of the article: of its head, which may stand above the headline, or of
/// its text.
pub(in crate::extract) fn lead(
    analysis: &Analysis<'_>,
    kept: &[bool],
    base: Option<&Url>,
) -> Option<String> {
    let outline = &analysis.outline;
    let first = kept.iter().position(|&kept| kept)?;
    let last = kept.iter().rposition(|&kept| kept)?;
    let text = outline.leaves[first].container;
    let title = analysis.context.title.unwrap_or(0) as usize;
    let heading = outline
        .leaves
        .get(title)
        .map_or(text, |leaf| leaf.container);
    let article = std::iter::once(heading)
        .chain(outline.ancestors(heading))
        .find(|&above| outline.contains(above, text))?;
    let is_of_article = |entry: u32| {
        // The picture of the head is often called its banner.
        (article..=outline.leaves[last].at).contains(&entry)
            && !is_marked_against(analysis, entry, Marks::HEADER)
            && !is_author(analysis, entry)
    };
    let found = media::find(outline, base, is_of_article).into_iter();
    found
        .map(|placed| placed.block)
        .find_map(|block| match block {
            Block::Image { src, .. } => Some(src),
            _ => None,
        })
}

/// The elements among which pictures belong to the text: between its first and last leaf, or
/// just before it. Empty when there is no text.
fn picture_range(analysis: &Analysis<'_>, kept: &[bool]) -> Range<u32> {
    let leaves = &analysis.outline.leaves;
    let (Some(first), Some(last)) = (
        kept.iter().position(|&kept| kept),
        kept.iter().rposition(|&kept| kept),
    ) else {
        return 0..0;
    };
    let title = analysis.context.title.map(|title| title as usize);
    let start = title.filter(|&title| title < first).unwrap_or(first);
    leaves[start].at..leaves[last].at + 1
}

/// Whether an element stands in a range of the text. What only a browser can show may end it:
/// then it stands behind its last leaf, in the same box.
fn is_in_text(analysis: &Analysis<'_>, range: &Range<u32>, entry: u32) -> bool {
    let outline = &analysis.outline;
    if range.contains(&entry) {
        return true;
    }
    let is_behind = || {
        let last = outline.leaves.partition_point(|leaf| leaf.at < range.end);
        let next = outline.leaves.get(last).map_or(u32::MAX, |leaf| leaf.at);
        let last = &outline.leaves[last.saturating_sub(1)];
        let parent = outline.entries[last.container as usize].parent;
        entry >= range.end && entry < next && outline.contains(parent, entry)
    };
    !range.is_empty() && media::is_embed(&outline.entries[entry as usize]) && is_behind()
}

/// Whether an element, or one around it, has a mark against it other than its own `excused`.
/// The box that an editor puts around a picture or an embed is called a block, and an embed
/// after its network: that says nothing against them.
fn is_marked_against(analysis: &Analysis<'_>, entry: u32, excused: Marks) -> bool {
    let outline = &analysis.outline;
    let is_embed = media::is_embed(&outline.entries[entry as usize]);
    let is_box = |above: u32| {
        let above = &outline.entries[above as usize];
        let class = above.attr("class").unwrap_or_default();
        class.contains("wp-block-") || is_embed && class.contains("embed")
    };
    let mut boxed = entry;
    for above in outline.ancestors(entry).take(4) {
        if is_box(above) {
            boxed = above;
        }
    }
    let own = outline.entries[entry as usize].marks.without(excused);
    let own = if is_embed {
        own.without(Marks::SOCIAL)
    } else {
        own
    };
    let marks = analysis.regions.above[boxed as usize].with(own);
    marks.any(NEGATIVE.with(Marks::BYLINE).with(Marks::HEADER))
}

/// Whether a picture without a caption shows one of the authors.
fn is_author(analysis: &Analysis<'_>, entry: u32) -> bool {
    let outline = &analysis.outline;
    let alt = outline.entries[entry as usize].attr("alt");
    let alt = alt.filter(|_| outline.stages.has(Stage::AuthorPictures));
    let Some(alt) = alt.map(folded) else {
        return false;
    };
    let is_captioned = outline.ancestors(entry).take(4).any(|above| {
        let above = &outline.entries[above as usize];
        above.tag == Tag::Figure && !above.leaves.is_empty()
    });
    let mut authors = analysis.context.authors.iter();
    !is_captioned
        && authors.any(|author| {
            let rest = alt.replacen(author.as_str(), "", 1);
            rest.len() < alt.len() && rest.split_whitespace().count() <= 3
        })
}
