//! The arrays of a flattened page, and what is asked of them.

use std::ops::Range;

use ego_tree::NodeId;
use ego_tree::NodeRef;
use scraper::node::Node;

use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::measure::Measure;
use crate::extract::stages::Stages;
use crate::markup::attribute;
use crate::markup::tags::Tag;

/// Levels above an element that still speak for it.
const MAX_WITHIN: usize = 6;

/// An element.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The element in the tree.
    pub node: NodeRef<'a, Node>,
    /// Its name.
    pub tag: Tag,
    /// Index of the parent element; 0 for the root itself.
    pub parent: u32,
    /// Index after the last element of the subtree.
    pub end: u32,
    /// Levels below the root.
    pub depth: u16,
    /// What its own attributes say.
    pub marks: Marks,
    /// What the attributes of the elements above say.
    pub above: Marks,
    /// The leaves that begin inside the element.
    pub leaves: Range<u32>,
    /// Nobody sees it ([`crate::markup::hidden`]).
    pub hidden: bool,
}

impl<'a> Entry<'a> {
    /// The value of an attribute.
    #[must_use]
    pub fn attr(&self, name: &str) -> Option<&'a str> {
        attribute::of(self.node.value().as_element()?, name)
    }
}

/// A text node that shows something.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The text as it stands in the page.
    pub text: &'a str,
    /// The text node.
    pub id: NodeId,
}

/// A stretch of text between two block boundaries.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// The nearest block element above.
    pub container: u32,
    /// Index of the first element that opens after the leaf has begun.
    pub at: u32,
    /// The runs it consists of.
    pub runs: Range<u32>,
    /// Sizes and counts of its text.
    pub measure: Measure,
    /// It stands in an element that nobody sees. Names and dates of the page may be read
    /// there; it is never text.
    pub unseen: bool,
}

impl Leaf {
    /// The size of the leaf's unlinked text if it reads like prose, else 0.
    #[must_use]
    pub fn prose(&self) -> u32 {
        if self.measure.is_prose() {
            self.measure.size - self.measure.linked
        } else {
            0
        }
    }
}

/// A page, flattened.
#[derive(Debug, Default)]
pub struct Outline<'a> {
    /// Elements in document order.
    pub entries: Vec<Entry<'a>>,
    /// Visible text nodes in document order.
    pub runs: Vec<Run<'a>>,
    /// Leaves in document order.
    pub leaves: Vec<Leaf>,
    /// The elements that the user says hold the text, none inside another; mostly none.
    pub chosen: Vec<u32>,
    /// The stages that the page passes.
    pub stages: Stages,
}

impl<'a> Outline<'a> {
    /// The chosen element that an element lies in or is.
    #[must_use]
    pub fn chosen_around(&self, index: u32) -> Option<u32> {
        let at = self.chosen.partition_point(|&chosen| chosen <= index);
        let chosen = *self.chosen.get(at.checked_sub(1)?)?;
        self.contains(chosen, index).then_some(chosen)
    }

    /// The text of a leaf with white space folded, at most `limit` bytes long.
    pub fn leaf_text_into(&self, leaf: &Leaf, limit: usize, buffer: &mut String) {
        buffer.clear();
        for run in &self.runs[leaf.runs.start as usize..leaf.runs.end as usize] {
            let mut space = run.text.starts_with(char::is_whitespace);
            for word in run.text.split_whitespace() {
                if space && !buffer.is_empty() && !buffer.ends_with(' ') {
                    buffer.push(' ');
                }
                space = true;
                buffer.push_str(word);
                if buffer.len() >= limit {
                    return;
                }
            }
            if run.text.ends_with(char::is_whitespace) && !buffer.ends_with(' ') {
                buffer.push(' ');
            }
        }
        buffer.truncate(buffer.trim_end().len());
    }

    /// The text of a leaf with white space folded.
    #[must_use]
    pub fn leaf_text(&self, leaf: &Leaf) -> String {
        let mut text = String::new();
        self.leaf_text_into(leaf, usize::MAX, &mut text);
        text
    }

    /// The text inside an element, one line a leaf.
    #[must_use]
    pub fn entry_text(&self, index: usize) -> String {
        let leaves = &self.entries[index].leaves;
        let texts: Vec<String> = self.leaves[leaves.start as usize..leaves.end as usize]
            .iter()
            .map(|leaf| self.leaf_text(leaf))
            .collect();
        texts.join("\n")
    }

    /// The leaves whose containers lie inside an element or are it.
    pub fn leaves_within(&self, index: u32) -> impl Iterator<Item = usize> + '_ {
        let leaves = &self.entries[index as usize].leaves;
        let range = leaves.start as usize..(leaves.end as usize).min(self.leaves.len());
        range.filter(move |&at| self.contains(index, self.leaves[at].container))
    }

    /// The elements above an element, nearest first.
    pub fn ancestors(&self, index: u32) -> impl Iterator<Item = u32> + '_ {
        let mut at = index;
        std::iter::from_fn(move || {
            if at == 0 {
                return None;
            }
            at = self.entries[at as usize].parent;
            Some(at)
        })
    }

    /// Whether an element is a `tag` or stands in one, not far below it.
    #[must_use]
    pub fn is_within(&self, index: u32, tag: Tag) -> bool {
        std::iter::once(index)
            .chain(self.ancestors(index).take(MAX_WITHIN))
            .any(|above| self.entries[above as usize].tag == tag)
    }

    /// Whether `inner` lies inside `outer` or is it.
    #[must_use]
    pub fn contains(&self, outer: u32, inner: u32) -> bool {
        inner >= outer && inner < self.entries[outer as usize].end
    }
}
