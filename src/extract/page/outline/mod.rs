//! The page as flat arrays, made by one pre-order pass over the tree.
//!
//! Three arrays hold all that later steps ask for: the elements (each knows where its subtree
//! ends), the runs of text, and the leaves, which are the paragraph-like stretches of text
//! between block boundaries. Sums over a subtree are differences of prefix sums, so no step
//! walks the tree again, and nothing is cloned.

mod pass;
mod reveal;

use std::ops::Range;

use ego_tree::NodeId;
use ego_tree::NodeRef;
use scraper::Html;
use scraper::node::Node;

use super::attribute_hints::Marks;
use super::measure::Measure;
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
}

impl<'a> Outline<'a> {
    /// Flattens a document; subtrees whose roots are in `excluded` give no text.
    #[must_use]
    pub fn of(document: &'a Html, excluded: &[NodeId]) -> Self {
        pass::run(document, excluded, &[])
    }

    /// [`Outline::of`], with the elements that the user says hold the text: each of them is a
    /// block, and is seen.
    pub(in crate::extract) fn choosing(
        document: &'a Html,
        excluded: &[NodeId],
        chosen: &[NodeId],
    ) -> Self {
        pass::run(document, excluded, chosen)
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(html: &str) -> Vec<String> {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        outline
            .leaves
            .iter()
            .map(|leaf| outline.leaf_text(leaf))
            .collect()
    }

    #[test]
    fn leaves_end_at_block_boundaries() {
        let got = leaves(
            "<div>loose <b>bold</b>, text<p>one <a href=x>two</a></p>rest<br><br>last</div>",
        );
        assert_eq!(got, ["loose bold, text", "one two", "rest", "last"]);
    }

    #[test]
    fn what_nobody_reads_gives_no_leaf() {
        let got = leaves("<head><title>t</title></head><nav>menu</nav><script>x</script><p>seen");
        assert_eq!(got, ["seen"]);
    }

    #[test]
    fn what_nobody_sees_is_told_from_what_is_seen() {
        let html = "<p>The letter<span class=sr-only> (opens anew)</span> came.</p><div hidden><p>Not yet.</p></div><p style='display:none'>Never.";
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let seen = outline.leaves.iter().filter(|leaf| !leaf.unseen);
        let seen: Vec<String> = seen.map(|leaf| outline.leaf_text(leaf)).collect();
        assert_eq!(seen, ["The letter came."]);
        assert_eq!(outline.leaves.len(), 3);
    }

    #[test]
    fn subtrees_know_their_leaves() {
        let document = Html::parse_document("<p>a</p><section><p>b</p><p>c</p></section><p>d</p>");
        let outline = Outline::of(&document, &[]);
        let section = outline
            .entries
            .iter()
            .position(|entry| entry.tag == Tag::Section)
            .expect("there is one");
        assert_eq!(outline.entry_text(section), "b\nc");
    }
}
