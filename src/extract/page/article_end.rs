//! How far the headline's own article reaches on pages that append the next one.
//!
//! Endless pages print article after article, each with a headline in the same dress. The next
//! one would win by its length; so everything from its headline on is left out of all sums.

use super::outline::Outline;
use crate::markup::tags::Tag;

/// Prose that must stand in each of the two articles, in size units.
const MIN_PROSE: u32 = 500;

/// The number of leaves that belong to the page's first article; all if there is one only.
#[must_use]
pub fn end(outline: &Outline<'_>, title: Option<u32>) -> usize {
    let all = outline.leaves.len();
    let Some(title) = title.map(|title| title as usize) else {
        return all;
    };
    let heading = outline.leaves[title].container;
    if outline.entries[heading as usize].tag != Tag::H1 {
        return all;
    }
    let mut prose = 0;
    for (at, leaf) in outline.leaves.iter().enumerate().skip(title + 1) {
        if outline.entries[leaf.container as usize].tag != Tag::H1 {
            prose += leaf.prose();
            continue;
        }
        if prose >= MIN_PROSE && is_another_article(outline, heading, leaf.container, at) {
            return at;
        }
    }
    all
}

/// Whether a later top heading opens an article of its own: the branch that holds it, below
/// the element it shares with the first headline, has prose after it, and the first one's
/// branch has prose too. A top heading among the paragraphs of one body has no such branch.
fn is_another_article(outline: &Outline<'_>, first: u32, second: u32, at: usize) -> bool {
    let Some(shared) = outline
        .ancestors(second)
        .find(|&above| outline.contains(above, first))
    else {
        return false;
    };
    let branch = |inner: u32| {
        std::iter::once(inner)
            .chain(outline.ancestors(inner))
            .find(|&above| outline.entries[above as usize].parent == shared)
    };
    let (Some(one), Some(two)) = (branch(first), branch(second)) else {
        return false;
    };
    let prose = |branch: u32, from: usize| -> u32 {
        let leaves = &outline.entries[branch as usize].leaves;
        let from = from.max(leaves.start as usize);
        outline
            .leaves
            .get(from..leaves.end as usize)
            .unwrap_or_default()
            .iter()
            .map(super::outline::Leaf::prose)
            .sum()
    };
    prose(two, at) >= MIN_PROSE && prose(one, 0) >= MIN_PROSE
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn article(title: &str, paragraphs: usize) -> String {
        let prose = "<p>A sentence of the article that is long enough to be prose, with commas, and it goes on for a while, as they do.</p>";
        format!(
            "<article><header><h1>{title}</h1></header><div>{}</div></article>",
            prose.repeat(paragraphs)
        )
    }

    fn end_of(html: &str) -> (usize, usize) {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        (end(&outline, Some(0)), outline.leaves.len())
    }

    #[test]
    fn the_next_article_is_out_of_scope() {
        let html = format!("{}{}", article("One", 8), article("Two", 20));
        assert_eq!(end_of(&html), (9, 30));
    }

    #[test]
    fn top_headings_inside_a_body_change_nothing() {
        let html = article("One", 8).replace("</p></div>", "</p><h1>Part</h1><p>Short.</p></div>");
        let (end, all) = end_of(&html);
        assert_eq!(end, all);
    }
}
