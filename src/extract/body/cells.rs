//! A table that is kept is kept whole: a short cell says nothing by itself, but without it
//! the others stand in the wrong column. So is the post of a network, of which only the
//! signature may read like text.

use std::ops::Range;

use crate::extract::output::blocks::Grid;
use crate::extract::output::media;
use crate::extract::page::outline::Outline;
use crate::markup::tags::Tag;

/// Keeps all cells of the tables of data of which half is kept.
pub(in crate::extract) fn complete_tables(outline: &Outline<'_>, kept: &mut [bool]) {
    for (index, leaves) in elements(outline, Tag::Table, kept.len()) {
        let size = |only_kept: bool| -> u32 {
            let counted = leaves.clone().filter(|&at| !only_kept || kept[at]);
            counted.map(|at| outline.leaves[at].measure.size).sum()
        };
        let count = kept[leaves.clone()].iter().filter(|kept| **kept).count();
        // One long cell weighs as much as all the others.
        let is_kept = size(true) * 2 >= size(false) || count * 2 >= leaves.len();
        if count == 0 || !is_kept {
            continue;
        }
        let grid = Grid::of(outline, index);
        if grid.is_data(outline, index) {
            for cell in grid.cells() {
                for at in outline.leaves_within(cell) {
                    kept[at] = true;
                }
            }
        }
    }
}

/// Keeps all words of the posts of which some are kept, and whose a kept quotation is.
pub(in crate::extract) fn complete_quotations(outline: &Outline<'_>, kept: &mut [bool]) {
    for (index, leaves) in elements(outline, Tag::Blockquote, kept.len()) {
        if !kept[leaves.clone()].contains(&true) {
            continue;
        }
        if media::is_embed(&outline.entries[index as usize]) {
            kept[leaves].fill(true);
        } else {
            keep_source(outline, leaves, kept);
        }
    }
}

/// The elements of a name that hold text, and their leaves.
fn elements<'a>(
    outline: &'a Outline<'_>,
    tag: Tag,
    count: usize,
) -> impl Iterator<Item = (u32, Range<usize>)> + 'a {
    let entries = (0_u32..).zip(&outline.entries);
    entries
        .filter(move |(_, entry)| entry.tag == tag)
        .map(move |(index, entry)| {
            let leaves = entry.leaves.start as usize..(entry.leaves.end as usize).min(count);
            (index, leaves)
        })
        .filter(|(_, leaves)| !leaves.is_empty())
}

/// Longest name of whom a quotation is from, in size units.
const MAX_SOURCE: u32 = 160;

/// Keeps the last words of a quotation that say whose it is.
fn keep_source(outline: &Outline<'_>, quotation: Range<usize>, kept: &mut [bool]) {
    let Some(last) = quotation.last() else {
        return;
    };
    let leaf = &outline.leaves[last];
    let is_footer = outline.entries[leaf.container as usize].tag == Tag::Footer;
    let is_source = is_footer || outline.leaf_text(leaf).starts_with(['—', '–', '―']);
    kept[last] |= is_source && leaf.measure.size <= MAX_SOURCE && !leaf.unseen;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::dom;

    #[test]
    fn a_post_is_kept_with_its_signature() {
        let html = "<p>x<blockquote class=twitter-tweet><p>Up it goes.</p>Ann (@ann)</blockquote>";
        let document = dom::parse(html);
        let outline = Outline::of(&document, &[]);
        let mut kept = vec![true, false, true];
        complete_quotations(&outline, &mut kept);
        assert_eq!(kept, [true, true, true]);
        let mut kept = vec![true, false, false];
        complete_quotations(&outline, &mut kept);
        assert_eq!(kept, [true, false, false]);
    }

    #[test]
    fn a_quotation_is_kept_with_its_source() {
        let kept = |source: &str| {
            let html = format!("<p>x<blockquote><p>Up it goes.</p>{source}</blockquote>");
            let document = dom::parse(&html);
            let outline = Outline::of(&document, &[]);
            let mut kept = vec![true, true, false];
            complete_quotations(&outline, &mut kept);
            kept[2]
        };
        assert!(kept("<footer>— <cite>Ann</cite></footer>"));
        assert!(kept("<p>— Ann, a crane driver</p>"));
        assert!(!kept("<p>Share this</p>"));
    }

    #[test]
    fn half_a_table_brings_the_other_half() {
        let html = "<table><tr><td>Ferry<td>9 t<tr><td>Barge<td>12 t</table><p>x";
        let document = dom::parse(html);
        let outline = Outline::of(&document, &[]);
        let mut kept = vec![true, false, true, false, false];
        complete_tables(&outline, &mut kept);
        assert_eq!(kept, [true, true, true, true, false]);
        let mut kept = vec![false, true, false, false, false];
        complete_tables(&outline, &mut kept);
        assert_eq!(kept, [false, true, false, false, false]);
        let long = "<td>A barge that carries more than all the others do.";
        let document = dom::parse(&format!(
            "<table><tr><th>A<th>B<tr><td>9 t{long}</table><p>x"
        ));
        let outline = Outline::of(&document, &[]);
        let mut kept = vec![true, true, true, false, false];
        complete_tables(&outline, &mut kept);
        assert_eq!(kept, [true, true, true, true, false]);
    }
}
