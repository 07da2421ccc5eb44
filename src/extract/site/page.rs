//! One page read with what is known of its site: doubted text at the site's text places is
//! lifted, lines that other pages print too are dropped, and what the page teaches is noted.
//!
//! Never dropped on repetition: long blocks, the first paragraph, items of a list and cells of
//! a table that are no links (ingredients and units repeat), headings that text follows, and
//! anything when nothing else would be left, for then the page is a copy of one that was read.

use std::collections::HashMap;

use super::path_hash;
use super::template::{Observation, REPEATED, Template};
use super::words::{self, Numbers};
use crate::extract::body::features::Context;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::{Leaf, Outline, Run};
use crate::extract::page::phrases;
use crate::extract::page::subtree_sums::NEGATIVE;
use crate::fold::folded;
use crate::hash::Fnv;
use crate::markup::address::normalise;
use crate::markup::tags::Tag;
use crate::model::explanation::Reason;

/// Longest block, in characters or units of size, that repetition alone may drop.
const LONG: u32 = 200;
/// Lines shorter than this, in units of size, must stand on a good share of the pages: a
/// story may say "Nobody came." where another did.
const SHORT: u32 = 20;
/// That share, in percent.
const SHORT_SHARE: u32 = 30;
/// Less probable leaves teach nothing and are not lifted.
const FLOOR: f32 = 0.1;
/// At text places sentences are lifted above [`FLOOR`], other lines above this.
const LINE_FLOOR: f32 = 0.3;
/// Paragraphs by whose words a copy of a story is recognised.
const FINGERPRINT: usize = 3;
/// Longest label before a link, in bytes, by which the line is recognised.
const LABEL: usize = 60;

/// A page that is being read.
pub struct Reading<'a> {
    pub(super) template: &'a Template,
    pub(super) outline: &'a Outline<'a>,
    context: &'a Context,
    apart: &'a [u32],
    probabilities: &'a [f32],
    address: u32,
    /// The place of each container that was asked for.
    places: HashMap<u32, u32>,
    /// What was decided here, by leaf.
    pub(super) reasons: Vec<(usize, Reason)>,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    /// What the page teaches.
    pub observation: Observation,
    /// The leaves that were decided by the site, and how.
    pub reasons: Vec<(usize, Reason)>,
}

/// A kept or doubted leaf as it is seen by the site.
pub(super) struct Seen {
    pub at: usize,
    /// `None` when it cannot be recognised again.
    pub line: Option<u32>,
    /// Other pages that have it.
    pub pages: u8,
    pub is_long: bool,
    pub repeated: bool,
}

impl<'a> Reading<'a> {
    /// Begins with the model's judgement; `apart` are leaves shown elsewhere.
    #[must_use]
    pub fn new(
        template: &'a Template,
        url: Option<&str>,
        outline: &'a Outline<'a>,
        context: &'a Context,
        apart: &'a [u32],
        probabilities: &'a [f32],
    ) -> Self {
        Self {
            template,
            outline,
            context,
            apart,
            probabilities,
            address: url.map_or(0, address),
            places: HashMap::new(),
            reasons: Vec::new(),
        }
    }

    /// Keeps what the model doubted at the places where the site's text stands.
    pub fn lift(&mut self, kept: &mut [bool]) {
        for (at, leaf) in self.outline.leaves.iter().enumerate() {
            let probability = self.probability(at);
            if kept[at] || self.is_apart(at) || probability < FLOOR {
                continue;
            }
            let text = self.outline.leaf_text(leaf);
            if probability < LINE_FLOOR && !is_sentence(leaf) || !self.may_be_text(leaf, &text) {
                continue;
            }
            let place = self.place(leaf.container);
            let line = self.line(leaf, &text);
            let unseen = line.is_none_or(|line| self.template.pages_with(line) <= 1);
            if unseen && self.template.is_text_place(place) {
                kept[at] = true;
                self.reasons.push((at, Reason::Place));
            }
        }
    }

    /// Drops what other pages have too, and says what this page teaches.
    #[must_use]
    pub fn settle(mut self, kept: &mut [bool]) -> Settled {
        self.reasons.retain(|(at, _)| kept[*at]);
        let lifted: Vec<usize> = self.reasons.iter().map(|(at, _)| *at).collect();
        let text = self.fingerprint(kept);
        let known = u8::from(self.template.knows(self.address, text));
        let mut seen = self.seen(kept, known);
        self.exempt(&mut seen, kept);
        let observation = Observation {
            address: self.address,
            text,
            lines: seen.iter().filter_map(|seen| seen.line).collect(),
            places: self.fates(&seen, kept, &lifted),
        };
        self.drop_repeated(&seen, kept);
        self.drop_by_place(&seen, kept);
        Settled {
            observation,
            reasons: self.reasons,
        }
    }

    pub(super) fn probability(&self, at: usize) -> f32 {
        self.probabilities.get(at).copied().unwrap_or(0.0)
    }

    fn is_apart(&self, at: usize) -> bool {
        u32::try_from(at).is_ok_and(|at| self.apart.contains(&at))
    }

    pub(super) fn place(&mut self, container: u32) -> u32 {
        let outline = self.outline;
        *self
            .places
            .entry(container)
            .or_insert_with(|| path_hash::hash(outline, container))
    }

    /// The hash of a line in its box. A label before a link ("Read also: …") is what repeats,
    /// not what it leads to.
    fn line(&self, leaf: &Leaf, text: &str) -> Option<u32> {
        let label = self.label(leaf, text);
        let is_said = leaf.measure.ends_sentence || is_data(text);
        let numbers = if is_said { Numbers::Said } else { Numbers::Any };
        let words = words::hash(label.unwrap_or(text), &self.context.authors, numbers)?;
        let mut hash = Fnv::default();
        hash.add(&words.to_le_bytes());
        hash.add(&path_hash::of_line(self.outline, leaf.container).to_le_bytes());
        hash.add(&[u8::from(label.is_some())]);
        Some(words::short(hash))
    }

    /// The unlinked beginning of a line that is mostly a link and no item of a list.
    fn label<'t>(&self, leaf: &Leaf, text: &'t str) -> Option<&'t str> {
        let measure = &leaf.measure;
        if measure.linked * 2 < measure.size || measure.linked == measure.size {
            return None;
        }
        let runs = &self.outline.runs[leaf.runs.start as usize..leaf.runs.end as usize];
        let link = runs.iter().find(|run| self.is_linked(run))?;
        let link = link.text.split_whitespace().next()?;
        let (label, _) = text.split_at(text.find(link)?);
        let label = label.trim_end();
        let marks_end = label.ends_with([':', '：', '>', '»', '|', '-', '–', '—', '、', '→']);
        (marks_end && label.len() <= LABEL && !self.is_item(leaf)).then_some(label)
    }

    fn is_linked(&self, run: &Run<'_>) -> bool {
        let tree = self.outline.entries.first().map(|entry| entry.node.tree());
        let node = tree.and_then(|tree| tree.get(run.id));
        node.is_some_and(|node| {
            let elements = node
                .ancestors()
                .take(6)
                .filter_map(|node| node.value().as_element());
            elements.into_iter().any(|element| element.name() == "a")
        })
    }

    /// Not a link, not a known phrase, in no box with a mark against it.
    fn may_be_text(&self, leaf: &Leaf, text: &str) -> bool {
        let marks: Marks = self.outline.entries[leaf.container as usize].marks;
        leaf.measure.linked * 2 < leaf.measure.size
            && !marks.any(NEGATIVE.with(Marks::BYLINE).with(Marks::CAPTION))
            && phrases::hit(&folded(text)).is_none()
    }

    /// The longest paragraphs together; 0 for a page without text.
    fn fingerprint(&self, kept: &[bool]) -> u32 {
        let mut longest: Vec<&Leaf> = self
            .outline
            .leaves
            .iter()
            .zip(kept)
            .filter(|(leaf, kept)| **kept && leaf.measure.size > 20)
            .map(|(leaf, _)| leaf)
            .collect();
        longest.sort_by_key(|leaf| std::cmp::Reverse(leaf.measure.size));
        longest.truncate(FINGERPRINT);
        let sum = longest.iter().fold(0_u64, |sum, leaf| {
            let mut hash = Fnv::default();
            hash.add(folded(&self.outline.leaf_text(leaf)).as_bytes());
            sum.wrapping_add(hash.0)
        });
        if longest.is_empty() {
            0
        } else {
            words::short(Fnv(sum))
        }
    }

    fn seen(&self, kept: &[bool], known: u8) -> Vec<Seen> {
        let leaves = self.outline.leaves.iter().enumerate();
        leaves
            .filter(|&(at, _)| {
                at < self.context.scope
                    && !self.is_apart(at)
                    && (kept[at] || self.probability(at) >= FLOOR)
            })
            .map(|(at, leaf)| {
                let text = self.outline.leaf_text(leaf);
                let is_long = leaf.measure.size > LONG || text.chars().count() > LONG as usize;
                let line = if is_long {
                    None
                } else {
                    self.line(leaf, &text)
                };
                let pages = line.map_or(0, |line| self.template.pages_with(line));
                let pages = pages.saturating_sub(known);
                Seen {
                    at,
                    line,
                    pages,
                    is_long,
                    repeated: self.is_repeated(leaf, pages),
                }
            })
            .collect()
    }

    fn is_repeated(&self, leaf: &Leaf, pages: u8) -> bool {
        let share = u32::from(pages) * 100 >= self.template.pages() * SHORT_SHARE;
        pages >= REPEATED && (share || leaf.measure.size >= SHORT)
    }

    /// Takes back what must not be dropped although it repeats.
    fn exempt(&self, seen: &mut [Seen], kept: &[bool]) {
        let first = seen
            .iter()
            .position(|seen| kept[seen.at] && self.opens(&self.outline.leaves[seen.at]));
        if let Some(first) = first {
            seen[first].repeated = false;
        }
        for one in seen {
            let leaf = &self.outline.leaves[one.at];
            one.repeated &= leaf.measure.linked * 2 >= leaf.measure.size || !self.is_item(leaf);
        }
    }

    /// Whether a leaf reads like the first paragraph.
    pub(super) fn opens(&self, leaf: &Leaf) -> bool {
        let tag = self.outline.entries[leaf.container as usize].tag;
        tag.heading_level().is_none() && (leaf.measure.is_prose() || is_sentence(leaf))
    }

    /// Whether a leaf is an item of a list or a cell of a table.
    pub(super) fn is_item(&self, leaf: &Leaf) -> bool {
        let entry = &self.outline.entries[leaf.container as usize];
        let parent = &self.outline.entries[entry.parent as usize];
        let is_item = |tag| matches!(tag, Tag::Li | Tag::Td | Tag::Th | Tag::Dd | Tag::Dt);
        // A cell with many lines is a page laid out as a table.
        [entry, parent]
            .iter()
            .any(|entry| is_item(entry.tag) && entry.leaves.end - entry.leaves.start <= 2)
    }
}

/// Prices, shares and degrees are what a line says, not when it was printed.
fn is_data(text: &str) -> bool {
    text.contains(['%', '‰', '°', '€', '$', '£', '¥', '₽', '٪', '％', '+', '−'])
}

fn is_sentence(leaf: &Leaf) -> bool {
    leaf.measure.ends_sentence && leaf.measure.stops > 0 && leaf.measure.size >= 20
}

/// The hash of an address, without what only tracks.
fn address(url: &str) -> u32 {
    let mut hash = Fnv::default();
    hash.add(normalise(url).as_bytes());
    words::short(hash)
}
