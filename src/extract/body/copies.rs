//! Text that a page holds twice: what is shown apart, boxes for another width of screen, teasers
//! of the story itself.

use std::collections::HashMap;

use crate::extract::page::outline::{Leaf, Outline};
use crate::extract::stages::Stage;
use crate::fold::folded;

/// Fewest leaves of a run that stood before; refrains are shorter.
const MIN_RUN: usize = 8;
/// As [`MIN_RUN`], in size units.
const MIN_RUN_SIZE: u32 = 1000;

/// Leaves that say again what stood before: what was shown apart, and boxes of copies. The same
/// text in the same box, or among others that are new, is the author's.
pub(in crate::extract) fn find(outline: &Outline<'_>, apart: &[u32], kept: &[bool]) -> Vec<bool> {
    if !outline.stages.has(Stage::Copies) {
        return vec![false; kept.len()];
    }
    let parent_of = |leaf: &Leaf| outline.entries[leaf.container as usize].parent;
    // Only texts of as many words can be the same.
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (at, leaf) in outline.leaves.iter().enumerate() {
        let is_apart = u32::try_from(at).is_ok_and(|at| apart.contains(&at));
        if kept[at] || is_apart {
            *counts.entry(leaf.measure.words).or_default() += 1;
        }
    }
    let mut seen: HashMap<String, u32> = apart
        .iter()
        .filter_map(|&leaf| outline.leaves.get(leaf as usize))
        .map(|leaf| (folded(&outline.leaf_text(leaf)), u32::MAX))
        .collect();
    // Of each box: the size of its copies, and of all of it.
    let mut boxes: HashMap<u32, (u64, u64)> = HashMap::new();
    let mut first = vec![None; kept.len()];
    for (at, leaf) in outline
        .leaves
        .iter()
        .enumerate()
        .filter(|(at, _)| kept[*at])
    {
        let parent = parent_of(leaf);
        let size = u64::from(leaf.measure.size);
        let sums = boxes.entry(parent).or_default();
        sums.1 += size;
        let alone = counts.get(&leaf.measure.words) == Some(&1);
        if leaf.measure.size < 100 || leaf.measure.stops == 0 || alone {
            continue;
        }
        let place = *seen
            .entry(folded(&outline.leaf_text(leaf)))
            .or_insert(parent);
        if place != parent {
            first[at] = Some(place);
            sums.0 += size;
        }
    }
    let is_any = first.iter().any(Option::is_some);
    let is_copy = |(at, place): (usize, Option<u32>)| {
        let Some(place) = place else {
            return false;
        };
        let (copied, all) = boxes[&parent_of(&outline.leaves[at])];
        place == u32::MAX || copied * 4 >= all * 3
    };
    let mut copies: Vec<bool> = first.into_iter().enumerate().map(is_copy).collect();
    if is_any && outline.stages.has(Stage::CopiedRuns) {
        add_runs(outline, kept, &mut copies);
    }
    copies
}

/// Adds the runs of leaves that stood before in the same order, short ones and headings too: a
/// page may hold its text once for each width of screen.
fn add_runs(outline: &Outline<'_>, kept: &[bool], copies: &mut [bool]) {
    let leaves: Vec<usize> = (0..kept.len()).filter(|&at| kept[at]).collect();
    let text = |&at: &usize| folded(&outline.leaf_text(&outline.leaves[at]));
    let texts: Vec<String> = leaves.iter().map(text).collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut next = 0;
    while next < texts.len() {
        let before = *places.entry(&texts[next]).or_insert(next);
        let same = texts[before..next].iter().zip(&texts[next..]);
        let length = same.take_while(|(one, other)| one == other).count();
        let run = &leaves[next..next + length];
        let size: u32 = run.iter().map(|&at| outline.leaves[at].measure.size).sum();
        if length >= MIN_RUN && size >= MIN_RUN_SIZE {
            for &at in run {
                copies[at] = true;
            }
            next += length;
        } else {
            next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    /// The number of leaves that are no copies.
    fn left(html: &str) -> usize {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let kept = vec![true; outline.leaves.len()];
        let copies = find(&outline, &[], &kept);
        copies.into_iter().filter(|copy| !copy).count()
    }

    #[test]
    fn a_text_for_each_width_of_screen_is_there_once() {
        let section = |number: usize| {
            format!(
                "<h2>Part {number}</h2><p>The crane number {number} has stood on the quay for as long as anybody in the harbour can think back, and it is to be painted red before the summer comes.</p><ul><li>Ropes</ul>"
            )
        };
        let text: String = (0..10).map(section).collect();
        let wide = format!("<main><div class=wide>{text}</div>");
        assert_eq!(left(&wide), 30);
        assert_eq!(
            left(&format!(
                "{wide}<div class=narrow>{text}</div><div class=small>{text}</div><p>The end."
            )),
            31
        );
        // A sentence that is said again among others that are new is the author's.
        let again = format!(
            "{wide}<div><p>Once more.</p>{}<p>It is said again, and everybody hears it, since it matters to them all.</p></div>",
            section(3)
        );
        assert_eq!(left(&again), 35);
    }
}
