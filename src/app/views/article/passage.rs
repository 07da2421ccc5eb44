//! The words at a reading place, and where they stand in another layout of the article: a new
//! extraction may split, join, add and drop blocks, so words are looked for, not numbers.

use std::collections::HashMap;

use crate::model::{Article, Passage};
use crate::text::article::{Layout, Place};

/// Words kept from the place on, and before it: the next paragraph, and the end of the last one.
const AFTER: usize = 40;
const BEFORE: usize = 20;
/// Words of a run that is compared.
const RUN: usize = 3;
/// Words that may have been added or dropped inside the passage.
const SLACK: isize = 6;
/// Runs so near to the place count for more than those further off: what was inserted behind
/// the paragraph must not draw the place after it.
const NEAR: usize = 16;
/// So much of the passage's runs by their weight, in percent, must stand together.
const MIN_SHARED: usize = 20;

/// A folded word and where it stands.
struct Word {
    text: String,
    place: Place,
}

/// The words at a line of a layout of `article`.
#[must_use]
pub fn passage(article: &Article, layout: &Layout, line: usize) -> Passage {
    let place = layout.place(line);
    let words = words(article);
    let at = words.partition_point(|word| word.place < place);
    Passage {
        block: place.block,
        offset: place.offset,
        lead: line.saturating_sub(layout.line_at(place)),
        before: joined(&words[at.saturating_sub(BEFORE)..at]),
        after: joined(&words[at..words.len().min(at + AFTER)]),
    }
}

/// The line of a layout of `article` that shows a passage; `None` when its words are not there.
#[must_use]
pub fn line_of(passage: &Passage, article: &Article, layout: &Layout) -> Option<usize> {
    let kept = Place {
        block: passage.block,
        offset: passage.offset,
    };
    if passage.block == 0 {
        return Some(layout.line_at(kept) + passage.lead);
    }
    let words = words(article);
    let before: Vec<&str> = passage.before.split_whitespace().collect();
    let after: Vec<&str> = passage.after.split_whitespace().collect();
    let near = words.partition_point(|word| word.place < kept);
    if stands_at(&words, near, &before, &after) {
        return Some(layout.line_at(kept) + passage.lead);
    }
    let found = words.get(start_of(&words, near, &before, &after)?)?;
    let line = layout.line_at(found.place);
    // The place began a block and still does: the blank line above it is where it was.
    let first = layout.line_of_block(found.place.block);
    let begins = line == first && passage.offset == 0;
    Some(if begins { line + passage.lead } else { line })
}

/// Whether nothing around the place has changed.
fn stands_at(words: &[Word], at: usize, before: &[&str], after: &[&str]) -> bool {
    let equal = |words: &[Word], passage: &[&str]| {
        words.len() == passage.len() && words.iter().zip(passage).all(|(a, b)| a.text == *b)
    };
    let end = words.len().min(at + after.len().max(1));
    equal(&words[at.saturating_sub(before.len())..at], before) && equal(&words[at..end], after)
}

/// The index of the word that the passage begins with: each run of words that stands in both
/// votes for it, and the place with most votes around it wins; of equals the one nearest to
/// where it was.
fn start_of(words: &[Word], near: usize, before: &[&str], after: &[&str]) -> Option<usize> {
    let passage = [before, after].concat();
    let mut runs: HashMap<&[&str], Vec<usize>> = HashMap::new();
    let mut all = 0;
    for (at, run) in passage.windows(RUN).enumerate() {
        runs.entry(run).or_default().push(at);
        all += weight(at, before.len());
    }
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let mut votes: HashMap<isize, usize> = HashMap::new();
    for (at, run) in texts.windows(RUN).enumerate() {
        for &other in runs.get(run).into_iter().flatten() {
            let start = signed(at + before.len()) - signed(other);
            *votes.entry(start).or_default() += weight(other, before.len());
        }
    }
    let around = |start: isize| -> usize {
        let near = start - SLACK..=start + SLACK;
        near.filter_map(|other| votes.get(&other)).sum()
    };
    let distance = |start: isize| start.abs_diff(signed(near));
    let best = votes
        .keys()
        .copied()
        .max_by_key(|&start| (around(start), votes[&start], usize::MAX - distance(start)))?;
    if around(best) * 100 < all * MIN_SHARED {
        return None;
    }
    let last = words.len().checked_sub(1)?;
    Some(usize::try_from(best).unwrap_or(0).min(last))
}

/// How much a run of the passage counts, by the words between it and the place.
fn weight(run: usize, place: usize) -> usize {
    let behind = run.checked_sub(place);
    let between = behind.unwrap_or_else(|| place.saturating_sub(run + RUN));
    NEAR.saturating_sub(between).max(1)
}

fn signed(index: usize) -> isize {
    isize::try_from(index).unwrap_or(isize::MAX)
}

fn joined(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

/// All words of the text and of the related headlines, with the blocks numbered as laid out.
fn words(article: &Article) -> Vec<Word> {
    let mut words = Vec::new();
    for (index, block) in article.blocks.iter().enumerate() {
        collect(&block.text(), index + 1, &mut words);
    }
    let related: Vec<&str> = article
        .related
        .iter()
        .map(|item| item.title.as_str())
        .collect();
    collect(&related.join("\n"), article.blocks.len() + 1, &mut words);
    words
}

fn collect(text: &str, block: usize, words: &mut Vec<Word>) {
    let mut end = None;
    for (offset, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let alone = stands_alone(c);
        let goes_on = end == Some(offset) && !alone;
        let folded = c.to_lowercase();
        match words.last_mut().filter(|_| goes_on) {
            Some(word) => word.text.extend(folded),
            None => words.push(Word {
                text: folded.collect(),
                place: Place { block, offset },
            }),
        }
        end = (!alone).then_some(offset + c.len_utf8());
    }
}

/// Scripts from Thai on mostly write no spaces: each letter is a word.
fn stands_alone(c: char) -> bool {
    c >= '\u{e00}' && !c.is_lowercase() && !c.is_uppercase() && !c.is_numeric()
}
