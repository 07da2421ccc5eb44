//! The walk over the leaves: what a row needs to know of those before and after it.

use std::collections::HashMap;

use crate::extract::body::anchors::Anchor;
use crate::extract::page::outline::Outline;
use crate::extract::page::subtree_sums::{Regions, ratio};
use crate::markup::tags::Tag;

/// What the page and the caller say about the text.
#[derive(Debug, Default)]
pub struct Context {
    /// The leaf of the headline.
    pub title: Option<u32>,
    /// The number of leaves that belong to the headline's article ([`crate::extract::page::article_end`]).
    pub scope: usize,
    /// The headline, folded.
    pub title_text: String,
    /// The authors, folded.
    pub authors: Vec<String>,
    /// The leaves of a standfirst, which may yet be the text's first paragraph.
    pub dek: Vec<u32>,
    /// `articleBody` and the feed's text.
    pub body: Anchor,
    /// The page's description.
    pub description: Anchor,
}

/// The columns of one leaf.
pub type FeatureRow = Vec<f32>;

/// The state of the walk over the leaves.
pub(super) struct Rowing<'a, 'b> {
    pub(super) outline: &'a Outline<'b>,
    pub(super) regions: &'a Regions,
    pub(super) context: &'a Context,
    /// For each leaf, the next leaf at or after it that is prose.
    pub(super) next_prose: Vec<u32>,
    pub(super) last_prose: Option<usize>,
    /// For each element, how many pictures stand before it.
    pub(super) pictures: Vec<u32>,
    /// Texts that were seen, by hash.
    pub(super) seen: HashMap<u64, u32>,
    pub(super) title_parent_share: f32,
    /// End markers so far.
    pub(super) ends_seen: u32,
    pub(super) previous_end: bool,
    /// Headings and top headings since the headline.
    pub(super) headings: u32,
    pub(super) top_headings: u32,
    /// The leaf's text, and folded if it is short.
    pub(super) text: String,
    pub(super) folded: String,
    pub(super) words: Vec<u64>,
}

#[allow(clippy::cast_precision_loss)] // counts of a page
pub(super) fn float(value: usize) -> f32 {
    value as f32
}

pub(super) fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

pub(super) fn log(value: u32) -> f32 {
    ratio(value + 1, 1).ln()
}

pub(super) fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

impl<'a, 'b> Rowing<'a, 'b> {
    pub(super) fn new(
        outline: &'a Outline<'b>,
        regions: &'a Regions,
        context: &'a Context,
    ) -> Self {
        let count = outline.leaves.len();
        let mut next_prose = vec![u32::MAX; count + 1];
        for at in (0..count).rev() {
            next_prose[at] = if outline.leaves[at].prose() > 0 {
                index(at)
            } else {
                next_prose[at + 1]
            };
        }
        let total = regions.total_prose();
        let title_parent_share = context.title.map_or(0.0, |leaf| {
            let container = outline.leaves[leaf as usize].container;
            let parent = outline.entries[container as usize].parent;
            ratio(regions.prose(outline, parent), total)
        });
        let mut pictures = Vec::with_capacity(outline.entries.len() + 1);
        let mut seen = 0;
        for entry in &outline.entries {
            pictures.push(seen);
            seen += u32::from(matches!(
                entry.tag,
                Tag::Img | Tag::Amp | Tag::Video | Tag::Iframe
            ));
        }
        pictures.push(seen);
        Self {
            outline,
            regions,
            context,
            next_prose,
            last_prose: None,
            pictures,
            seen: HashMap::new(),
            title_parent_share,
            ends_seen: 0,
            previous_end: false,
            headings: 0,
            top_headings: 0,
            text: String::new(),
            folded: String::new(),
            words: Vec::new(),
        }
    }
}
