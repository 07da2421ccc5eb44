//! The page as flat arrays, made by one pre-order pass over the tree.
//!
//! Three arrays hold all that later steps ask for: the elements (each knows where its subtree
//! ends), the runs of text, and the leaves, which are the paragraph-like stretches of text
//! between block boundaries. Sums over a subtree are differences of prefix sums, so no step
//! walks the tree again, and nothing is cloned.

mod arrays;
mod pass;
mod reveal;

use ego_tree::NodeId;
use scraper::Html;

pub use arrays::{Entry, Leaf, Outline, Run};

use crate::extract::stages::Stages;

impl<'a> Outline<'a> {
    /// Flattens a document; subtrees whose roots are in `excluded` give no text.
    #[must_use]
    pub fn of(document: &'a Html, excluded: &[NodeId]) -> Self {
        pass::run(document, excluded, &[], Stages::default())
    }

    /// [`Outline::of`], with the elements that the user says hold the text: each of them is a
    /// block, and is seen.
    pub(in crate::extract) fn choosing(
        document: &'a Html,
        excluded: &[NodeId],
        chosen: &[NodeId],
        stages: Stages,
    ) -> Self {
        pass::run(document, excluded, chosen, stages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::tags::Tag;

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
