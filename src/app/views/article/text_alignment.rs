//! Where a reading place of one text of an article is in another: the same words stay under
//! the reader's eyes when the feed's text, the clean article and the whole page take turns.

use std::collections::{HashMap, HashSet};

use crate::model::Article;
use crate::text::article::Place;

/// Words of a run that is compared.
const RUN: usize = 3;
/// So much of a block's runs, in percent, must stand in the other block.
const MIN_SHARED: usize = 40;

/// The place in `to` that shows what `place` shows in `from`; `None` when the texts have
/// nothing in common near it.
#[must_use]
pub fn counterpart(from: &Article, place: Place, to: &Article) -> Option<Place> {
    if place.block == 0 {
        return Some(place);
    }
    let texts = |article: &Article| -> Vec<String> {
        let blocks = article.blocks.iter();
        blocks.map(|block| folded(&block.text())).collect()
    };
    let (old, new) = (texts(from), texts(to));
    let at = place.block - 1;
    if at >= old.len() {
        // The related headlines follow the text in both.
        let behind = Place {
            block: new.len() + 1,
            ..place
        };
        return Some(behind).filter(|_| !to.related.is_empty());
    }
    if let Some(found) = same(&old, at, &new).or_else(|| alike(&old[at], &new)) {
        return Some(Place {
            block: found + 1,
            offset: place.offset,
        });
    }
    // A block that is not there: what stands before it, else behind it.
    let before = (0..at).rev().find_map(|near| same(&old, near, &new));
    let near = before.or_else(|| (at + 1..old.len()).find_map(|near| same(&old, near, &new)));
    near.map(|found| Place {
        block: found + 1,
        offset: 0,
    })
}

/// Letters and digits in lower case, words apart by one space.
fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// The block with the same text; of several the one that stands as the first, second, … of them.
fn same(old: &[String], at: usize, new: &[String]) -> Option<usize> {
    let text = &old[at];
    if text.is_empty() {
        return None;
    }
    let number = old[..at].iter().filter(|other| *other == text).count();
    let mut found: Vec<usize> = (0..new.len())
        .filter(|&other| new[other] == *text)
        .collect();
    found.truncate(number + 1);
    found.pop()
}

/// The block that shares most runs of words.
fn alike(text: &str, new: &[String]) -> Option<usize> {
    let runs = runs(text);
    if runs.is_empty() {
        return None;
    }
    let mut shared: HashMap<usize, usize> = HashMap::new();
    for (at, other) in new.iter().enumerate() {
        let count = self::runs(other).intersection(&runs).count();
        shared.insert(at, count);
    }
    let best = shared
        .into_iter()
        .max_by_key(|&(at, count)| (count, usize::MAX - at));
    best.filter(|(_, count)| count * 100 >= runs.len() * MIN_SHARED)
        .map(|(at, _)| at)
}

fn runs(text: &str) -> HashSet<Vec<&str>> {
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(RUN).map(<[&str]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn article(blocks: &[&str]) -> Article {
        Article {
            blocks: blocks.iter().map(|text| Block::paragraph(*text)).collect(),
            ..Article::default()
        }
    }

    fn at(block: usize) -> Place {
        Place { block, offset: 7 }
    }

    #[test]
    fn the_same_words_are_found_again() {
        let clean = article(&["One and two.", "The bridge is open.", "The end of it."]);
        let whole = article(&[
            "Menu",
            "One and two.",
            "Advert",
            "The bridge is OPEN",
            "The end of it.",
        ]);
        assert_eq!(counterpart(&clean, at(2), &whole), Some(at(4)));
        assert_eq!(counterpart(&whole, at(4), &clean), Some(at(2)));
        let in_advert = counterpart(&whole, at(3), &clean);
        assert_eq!(
            in_advert,
            Some(Place {
                block: 1,
                offset: 0
            })
        );
        assert_eq!(counterpart(&clean, at(0), &whole), Some(at(0)));
        assert_eq!(
            counterpart(&clean, at(2), &article(&["Nothing alike"])),
            None
        );
    }

    #[test]
    fn a_shortened_block_is_still_the_same() {
        let clean = article(&[
            "x",
            "The old bridge was opened again on Tuesday by the mayor.",
        ]);
        let feed = article(&["The old bridge was opened again on Tuesday"]);
        assert_eq!(counterpart(&clean, at(2), &feed), Some(at(1)));
    }

    #[test]
    fn of_equal_blocks_each_finds_its_own() {
        let clean = article(&["Same.", "Other.", "Same."]);
        let whole = article(&["Menu", "Same.", "Other.", "Same."]);
        assert_eq!(counterpart(&clean, at(3), &whole), Some(at(4)));
        assert_eq!(counterpart(&clean, at(1), &whole), Some(at(2)));
    }
}
