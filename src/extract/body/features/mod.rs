//! What is known of a leaf before it is judged: a row of numbers.
//!
//! The row has a fixed order, [`names`] gives each column's name; the trees of the model refer
//! to columns by number, so when a column is added the model is trained anew with
//! `assets/extract/train.py`. Judging goes in two rounds: the second sees the first round's
//! opinion of the neighbours ([`around::second`]).

pub mod around;
mod own;
mod position;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::anchors::Anchor;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::Outline;
use crate::extract::page::phrases::KINDS;
use crate::extract::page::subtree_sums::{Inside, Regions, ratio};
use crate::extract::page::text::fold_into;
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
pub type Row = Vec<f32>;

/// All column names of the first round, in order.
#[must_use]
pub fn names() -> Vec<String> {
    let plain = [own::MEASURED, position::NAMES, own::READ];
    let mut names: Vec<String> = plain.concat().iter().map(|&name| name.to_owned()).collect();
    names.extend((0..KINDS).map(|kind| format!("phrase_{kind}")));
    for offset in around::OFFSETS {
        names.extend(
            around::NEIGHBOUR
                .iter()
                .map(|name| format!("{name}_{offset:+}")),
        );
    }
    names.extend(
        Inside::NAMES
            .iter()
            .map(|(name, _)| format!("inside_{name}")),
    );
    for level in ["own", "near", "above"] {
        let marks = Marks::NAMES.iter();
        names.extend(marks.map(|(name, _)| format!("{level}_{}", name.to_lowercase())));
    }
    names
}

/// Computes the rows of the leaves in scope.
#[must_use]
pub fn rows(outline: &Outline<'_>, regions: &Regions, context: &Context) -> Vec<Row> {
    let mut rowing = Rowing::new(outline, regions, context);
    // Room for the second round's columns, too.
    static COLUMNS: LazyLock<usize> = LazyLock::new(|| names().len() + around::SECOND.len());
    let columns = *COLUMNS;
    (0..outline.leaves.len().min(context.scope))
        .map(|at| {
            let mut row = Vec::with_capacity(columns);
            rowing.row(at, &mut row);
            row
        })
        .collect()
}

/// The state of the walk over the leaves.
struct Rowing<'a, 'b> {
    outline: &'a Outline<'b>,
    regions: &'a Regions,
    context: &'a Context,
    /// For each leaf, the next leaf at or after it that is prose.
    next_prose: Vec<u32>,
    last_prose: Option<usize>,
    /// For each element, how many pictures stand before it.
    pictures: Vec<u32>,
    /// Texts that were seen, by hash.
    seen: HashMap<u64, u32>,
    title_parent_share: f32,
    /// End markers so far.
    ends_seen: u32,
    previous_end: bool,
    /// Headings and top headings since the headline.
    headings: u32,
    top_headings: u32,
    /// The leaf's text, and folded if it is short.
    text: String,
    folded: String,
    words: Vec<u64>,
}

#[allow(clippy::cast_precision_loss)] // counts of a page
fn float(value: usize) -> f32 {
    value as f32
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn log(value: u32) -> f32 {
    ratio(value + 1, 1).ln()
}

fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

impl<'a, 'b> Rowing<'a, 'b> {
    fn new(outline: &'a Outline<'b>, regions: &'a Regions, context: &'a Context) -> Self {
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

    fn row(&mut self, at: usize, row: &mut Row) {
        let leaf = &self.outline.leaves[at];
        self.outline.leaf_text_into(leaf, 4000, &mut self.text);
        if leaf.measure.size <= 160 {
            fold_into(&self.text, &mut self.folded);
        } else {
            self.folded.clear();
        }
        own::measured(leaf, row);
        self.place(at, leaf, row);
        self.read(at, leaf, row);
        self.neighbours(at, row);
        self.marks(at, row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    #[test]
    fn every_row_has_every_column() {
        let document =
            Html::parse_document("<h1>t</h1><p>A paragraph.</p><ul><li><a href=x>l</a></ul>");
        let outline = Outline::of(&document, &[]);
        let regions = Regions::of(&outline, usize::MAX);
        for title in [None, Some(0)] {
            let context = Context {
                title,
                scope: 3,
                ..Context::default()
            };
            let rows = rows(&outline, &regions, &context);
            assert_eq!(rows.len(), 3);
            assert!(rows.iter().all(|row| row.len() == names().len()));
        }
    }
}
