//! Where a leaf stands, as a hash that pages of one template share.
//!
//! Whole class strings differ from page to page ("post-4711 category-economy", "is-first"),
//! and so do ids. What stays is the chain of elements and, near the leaf, the first words of
//! their names that carry no digits.

use super::words::short;
use crate::extract::page::outline::{Entry, Outline};
use crate::hash::Fnv;
use crate::markup::tags::Tag;

/// Names are read of so many elements, beginning with the leaf's own.
const NAMED: usize = 3;
/// Words that are read of a name: template first, then what is special to the page.
const WORDS: usize = 3;
/// Longest name that is read, in bytes.
const MAX_NAME: usize = 200;

/// The hash of an element's place.
pub(super) fn hash(outline: &Outline<'_>, container: u32) -> u32 {
    let mut hash = Fnv::default();
    let chain = std::iter::once(container).chain(outline.ancestors(container));
    for (level, index) in chain.enumerate() {
        let entry = &outline.entries[index as usize];
        if matches!(entry.tag, Tag::Body | Tag::Html) {
            break;
        }
        hash.add(&[entry.tag as u8]);
        if level < NAMED {
            hash.0 ^= name(entry);
            hash.add(b"/");
        }
    }
    short(hash)
}

/// The hash of the box that a line stands in: the element and the one around it. Words decide
/// about lines, so the way to them may change with the kind of page.
pub(super) fn of_line(outline: &Outline<'_>, container: u32) -> u32 {
    let entry = &outline.entries[container as usize];
    let mut hash = Fnv::default();
    hash.add(&[entry.tag as u8]);
    hash.0 ^= name(entry);
    hash.add(&[outline.entries[entry.parent as usize].tag as u8]);
    short(hash)
}

/// The stable words of an element's class, or of its id when it has no class; their order is
/// no part of it.
fn name(entry: &Entry<'_>) -> u64 {
    let value = entry
        .attr("class")
        .filter(|class| !class.trim().is_empty())
        .or_else(|| entry.attr("id"))
        .unwrap_or_default();
    let mut end = value.len().min(MAX_NAME);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value[..end]
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.contains(char::is_numeric))
        .take(WORDS)
        .fold(0, |sum: u64, word| {
            let mut hash = Fnv::default();
            hash.add(word.as_bytes());
            sum.wrapping_add(hash.0)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn place(html: &str) -> u32 {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        hash(&outline, outline.leaves[0].container)
    }

    #[test]
    fn what_differs_by_page_is_no_part_of_a_place() {
        let one = place("<main><div id=post-12 class='post post-12 hentry'><p class=t>x</p></div>");
        let two = place("<main><div id=post-9 class='post-9 hentry post'><p class=t>y</p></div>");
        assert_eq!(one, two);
        let other = place("<main><div class=aside><p class=t>x</p></div>");
        assert_ne!(one, other);
        let deeper = place("<main><div><div class='post hentry'><p class=t>x</p></div></div>");
        assert_ne!(one, deeper);
    }
}
