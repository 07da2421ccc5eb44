//! Parsing under bounds.
//!
//! html5ever's time is quadratic in the depth of the tree (each end tag walks the stack of
//! open elements, and scopes are searched to the root), in the attributes of one tag, and its
//! memory grows by every formatting element that each block opens again. A page of 5 MB made
//! for it would keep a reader busy for hours. So the bytes are cut, tags with very many
//! attributes are shortened before they are read (`attributes`), and in front of the tree
//! builder depth and size are kept in `bounds`: a start tag that would go beyond is left out with
//! its end tag, its text stays.
//!
//! Most of a page's time is the tokenizer's, so what is plain is read ahead of it (`fast_path`).

mod attributes;
mod bounds;
mod fast_path;

use std::borrow::Cow;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use memchr::memchr;
use scraper::Html;

use super::normalize;
use bounds::Bounds;
use fast_path::FastPath;

/// Longest document that is read, in bytes of UTF-8.
pub const MAX_BYTES: usize = 5_000_000;
/// Deepest element of the tree.
pub const MAX_DEPTH: usize = 512;
/// Most elements and texts of a tree; beyond, tags are left out. Pages of this size are
/// lists of links; articles have a few thousand.
const MAX_NODES: usize = 200_000;

/// Parses a document, with its size and depth bounded, and what is no text to a browser but
/// text to a reader written as text (`normalize`).
#[must_use]
pub fn parse(html: &str) -> Html {
    let mut document = tree(html);
    normalize::normalize(&mut document);
    document
}

/// The tree as the page wrote it.
fn tree(html: &str) -> Html {
    let html = &html[..html.floor_char_boundary(MAX_BYTES)];
    let input = BufferQueue::default();
    let html = attributes::capped(html);
    input.push_back(StrTendril::from(&*newlines(&html)));
    let fast = FastPath::new(&input, Bounds::new(MAX_DEPTH, MAX_NODES));
    let tokenizer = Tokenizer::new(fast, TokenizerOpts::default());
    // It stops at scripts, for those who run them.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.sink.into_document()
}

/// Carriage returns are line feeds to HTML; plain markup has none.
fn newlines(html: &str) -> Cow<'_, str> {
    if memchr(b'\r', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(html: &str) -> usize {
        let document = parse(html);
        document
            .tree
            .nodes()
            .map(|node| node.ancestors().count())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn depth_is_cut_and_the_text_stays() {
        for tag in ["div", "span", "b", "font", "x-y", "table><tr><td", "ul><li"] {
            let html = format!("{}deep text", format!("<{tag}>").repeat(20_000));
            let document = parse(&html);
            assert!(depth(&html) <= MAX_DEPTH + 8, "{tag}: {}", depth(&html));
            let text: String = document.root_element().text().collect();
            assert!(text.contains("deep text"), "{tag}");
        }
    }

    #[test]
    fn stray_end_tags_do_not_fool_the_count() {
        for unit in [
            "<div></x>",
            "<b><div></b>",
            "<div><font color=a></div>",
            "<i></p><div>",
        ] {
            let html = unit.repeat(20_000);
            assert!(depth(&html) <= MAX_DEPTH + 8, "{unit}: {}", depth(&html));
        }
    }

    #[test]
    fn many_unclosed_items_are_not_depth() {
        let html = format!("<ul>{}</ul><p>end", "<li>item".repeat(3_000));
        let document = parse(&html);
        let items = document
            .tree
            .values()
            .filter(|value| value.as_element().is_some_and(|one| one.name() == "li"));
        assert_eq!(items.count(), 3_000);
    }

    #[test]
    fn nothing_hides_from_the_count() {
        for unit in [
            "<!--><div>",
            "<div><!</div>",
            "<div><script><!--<script></script></div></script>",
            "<svg><style></svg><div>",
            "<svg><title><div>",
            "<math><mi><div>",
            "<table><td><div>",
            "<select><option><div>",
            "<a><div>",
            "<button><p>",
        ] {
            let html = unit.repeat(20_000);
            assert!(depth(&html) <= MAX_DEPTH + 8, "{unit}: {}", depth(&html));
        }
    }

    #[test]
    fn templates_are_counted_once() {
        // The tree holds the content of each on a node of its own, which is never open.
        let html = "<template><div>".repeat(20_000);
        assert!(depth(&html) <= MAX_DEPTH * 2, "{}", depth(&html));
    }

    #[test]
    fn formatting_that_is_opened_again_stays_bounded() {
        let open: String = (0..100).map(|n| format!("<b class={n}>")).collect();
        let html = format!("<p>{open}</p>{}", "<p>x".repeat(100_000));
        let document = parse(&html);
        assert!(document.tree.values().len() <= MAX_NODES * 2 + 1_000);
    }

    #[test]
    fn a_page_too_large_keeps_its_text() {
        let html = format!("{}<p>the end", "<a href=x>y</a> ".repeat(300_000));
        let document = parse(&html);
        assert!(document.tree.values().len() <= MAX_NODES + 1_000);
        let text: String = document.root_element().text().collect();
        assert!(text.ends_with("y the end"));
    }
}
