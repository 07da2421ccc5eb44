//! Blocks under a heading: "Valeurs associées" and the rows below it, "A lire aussi" and the
//! headlines below it.
//!
//! Class names of such blocks are different on every site and change often; the words above
//! them are not. So the search starts at the text nodes: one that holds nothing but a known
//! heading names a block, and the block is what follows it inside the same box.

use std::collections::HashSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node};

use crate::fold::{fold_into, folded};
use crate::markup::attribute;
use crate::markup::tags::Tag;

/// Longest text node that can be a heading, in bytes.
const MAX_HEADING: usize = 90;
/// How many boxes around a heading are tried for the block that belongs to it.
const MAX_CLIMB: usize = 4;
/// Longest text of one block, in bytes; what is longer is not a list beside an article.
pub(crate) const MAX_BLOCK: usize = 24_000;

/// Text for each link, in bytes, that a list of headlines with teasers has at most.
const MAX_TEASER: usize = 450;
/// How far below a box its lists are looked for.
const MAX_DESCENT: usize = 12;

/// A heading and what follows it.
pub(crate) struct Headed<'a> {
    /// The text of the heading.
    text: NodeRef<'a, Node>,
    /// The box of the heading, beside the elements of the body.
    heading: NodeRef<'a, Node>,
    /// The elements after it, up to the next heading.
    pub body: Vec<ElementRef<'a>>,
}

impl Headed<'_> {
    /// The nodes that the article's text leaves out.
    #[must_use]
    pub(crate) fn containers(&self) -> Vec<NodeId> {
        let lists = self.body.iter().flat_map(|element| lists(*element));
        std::iter::once(self.heading_box())
            .chain(lists.map(|list| list.id()))
            .collect()
    }

    /// The largest box that holds the heading and nothing more: the one beside the body may
    /// hold the paragraphs before the heading too.
    fn heading_box(&self) -> NodeId {
        let mut largest = self.text;
        for outer in self.text.ancestors() {
            let Some(element) = ElementRef::wrap(outer) else {
                break;
            };
            if largest.id() == self.heading.id()
                || text_length(element, 2 * MAX_HEADING) > 2 * MAX_HEADING
            {
                break;
            }
            largest = outer;
        }
        largest.id()
    }
}

/// The largest boxes below an element, or itself, that hold lists of links with teasers and
/// no paragraphs of a story.
#[must_use]
pub(crate) fn lists(element: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let mut found = Vec::new();
    collect_lists(element, 0, &mut found);
    found
}

fn collect_lists<'a>(element: ElementRef<'a>, depth: usize, found: &mut Vec<ElementRef<'a>>) {
    let Amounts {
        links,
        text,
        linked,
    } = Amounts::of(element);
    // A wide box may hold the story, whose paragraphs have a link here and there.
    let is_dense = depth == 0 || links > 0 && linked * 4 >= text;
    if is_dense && text <= (links + 1) * MAX_TEASER {
        found.push(element);
    } else if links > 0 && depth < MAX_DESCENT {
        let is_box = |child: &ElementRef<'_>| Tag::from_name(child.value().name()).is_block();
        for child in element.child_elements().filter(is_box) {
            collect_lists(child, depth + 1, found);
        }
    }
}

/// What is below an element.
#[derive(Default)]
struct Amounts {
    /// Number of links.
    links: usize,
    /// Bytes of visible text.
    text: usize,
    /// Bytes of it inside links.
    linked: usize,
}

impl Amounts {
    fn of(element: ElementRef<'_>) -> Self {
        let mut amounts = Self::default();
        let mut depth_in_link = 0_usize;
        for edge in element.traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(inner) if is_link(inner) => {
                        amounts.links += 1;
                        depth_in_link += 1;
                    }
                    Node::Text(run) if is_visible(node) => {
                        let size = run.trim().len();
                        amounts.text += size;
                        amounts.linked += if depth_in_link > 0 { size } else { 0 };
                    }
                    _ => {}
                },
                Edge::Close(node) => {
                    let closes = node.value().as_element().is_some_and(is_link);
                    depth_in_link -= usize::from(closes);
                }
            }
        }
        amounts
    }
}

fn is_link(element: &scraper::node::Element) -> bool {
    element.name() == "a"
        || attribute::of(element, "data-rel").is_some()
        || attribute::of(element, "data-href").is_some()
}

fn is_visible(text: NodeRef<'_, Node>) -> bool {
    let parent = text.parent().and_then(|parent| parent.value().as_element());
    !parent.is_some_and(|parent| Tag::from_name(parent.name()).is_silent())
}

/// The words of headings, folded.
pub(crate) struct Phrases {
    words: HashSet<String>,
    /// Whether one of them begins with these two bytes: most texts begin as none does.
    begins: Vec<bool>,
}

impl Phrases {
    /// Folds a list.
    #[must_use]
    pub(crate) fn of<'a>(list: impl IntoIterator<Item = &'a &'a str>) -> Self {
        let list = list.into_iter();
        let words: HashSet<String> = list.map(|phrase| folded(phrase)).collect();
        let mut begins = vec![false; 1 << 16];
        for phrase in &words {
            begins[beginning(phrase)] = true;
        }
        Self { words, begins }
    }

    fn hold(&self, text: &str, buffer: &mut String) -> bool {
        if !self.begins[beginning(text)] {
            return false;
        }
        fold_into(text, buffer);
        // "Related stocks (6)" is the same heading.
        let words = buffer.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        self.words.contains(words)
    }
}

/// The headings of a page whose whole text is one of `phrases`.
pub(crate) fn find<'a>(
    document: &'a Html,
    phrases: &'a Phrases,
) -> impl Iterator<Item = NodeRef<'a, Node>> {
    let mut buffer = String::new();
    document.tree.nodes().filter(move |node| {
        let Some(text) = node.value().as_text() else {
            return false;
        };
        let text = text.trim();
        (3..=MAX_HEADING).contains(&text.len())
            && phrases.hold(text, &mut buffer)
            && is_shown(*node)
    })
}

/// The first two bytes that a text has when it is folded, as a number.
fn beginning(text: &str) -> usize {
    let mut bytes = [b' '; 2];
    let mut length = 0;
    for c in text.chars() {
        if length == 0 && !c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{200b}') {
            continue;
        }
        let lower = match c.to_lowercase().next() {
            Some(lower) if c.is_alphanumeric() => lower,
            _ => ' ',
        };
        let mut buffer = [0; 4];
        for &byte in lower.encode_utf8(&mut buffer).as_bytes() {
            bytes[length] = byte;
            length += 1;
            if length == 2 {
                return usize::from(u16::from_be_bytes(bytes));
            }
        }
    }
    usize::from(u16::from_be_bytes(bytes))
}

fn is_shown(node: NodeRef<'_, Node>) -> bool {
    let Some(parent) = node.parent().and_then(ElementRef::wrap) else {
        return false;
    };
    !matches!(
        parent.value().name(),
        "script" | "style" | "title" | "noscript" | "option" | "button" | "textarea" | "template"
    )
}

/// The blocks that may belong to a heading, the nearest first.
#[must_use]
pub(crate) fn blocks<'a>(text: NodeRef<'a, Node>) -> Vec<Headed<'a>> {
    let mut blocks = Vec::new();
    let mut heading = text;
    for _ in 0..=MAX_CLIMB {
        let body = following(heading);
        let has_text = body.iter().any(|element| !is_blank(*element));
        if has_text {
            blocks.push(Headed {
                text,
                heading,
                body,
            });
            break;
        }
        let Some(parent) = heading.parent() else {
            break;
        };
        let is_top = parent
            .value()
            .as_element()
            .is_none_or(|element| matches!(element.name(), "body" | "html" | "main" | "article"));
        if is_top {
            break;
        }
        heading = parent;
    }
    blocks
}

/// The element siblings behind a node, up to the next heading.
fn following<'a>(node: NodeRef<'a, Node>) -> Vec<ElementRef<'a>> {
    let mut body = Vec::new();
    let mut length = 0;
    for element in node.next_siblings().filter_map(ElementRef::wrap) {
        if begins_with_heading(element) {
            break;
        }
        length += text_length(element, MAX_BLOCK);
        if length > MAX_BLOCK {
            break;
        }
        body.push(element);
    }
    body
}

/// Whether an element of that name is a heading.
#[must_use]
pub(crate) fn is_heading_tag(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether an element is a heading, or a section that opens with one. A list item or a card
/// with a heading of its own is a row, not the next section.
fn begins_with_heading(element: ElementRef<'_>) -> bool {
    if is_heading_tag(element.value().name()) {
        return element.select_first_link().is_none();
    }
    if !matches!(element.value().name(), "section" | "header") {
        return false;
    }
    element.child_elements().next().is_some_and(|child| {
        is_heading_tag(child.value().name()) && child.select_first_link().is_none()
    })
}

fn is_blank(element: ElementRef<'_>) -> bool {
    element.text().all(|text| text.trim().is_empty())
        && !element
            .descendent_elements()
            .any(|inner| inner.value().name() == "img")
}

/// Bytes of text below an element, counted no further than `limit`.
#[must_use]
pub(crate) fn text_length(element: ElementRef<'_>, limit: usize) -> usize {
    let mut length = 0;
    for text in element.text() {
        length += text.trim().len();
        if length > limit {
            break;
        }
    }
    length
}

/// The first link below an element.
pub(crate) trait FirstLink {
    /// See the trait.
    fn select_first_link(&self) -> Option<String>;
}

impl FirstLink for ElementRef<'_> {
    fn select_first_link(&self) -> Option<String> {
        self.descendent_elements()
            .chain(std::iter::once(*self))
            .filter(|element| element.value().name() == "a")
            .find_map(|element| element.attr("href").map(str::to_owned))
    }
}
