//! Small operations on the tree.

use ego_tree::{NodeId, NodeRef, Tree};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, QualName, ns};
use scraper::node::{Element, Node, Text};

use super::super::attribute;

/// Whether a node still stands in the document.
pub(super) fn is_attached(tree: &Tree<Node>, id: NodeId) -> bool {
    tree.get(id)
        .and_then(|node| node.ancestors().last())
        .is_some_and(|top| top.id() == tree.root().id())
}

/// All text inside a node.
pub(super) fn text_of(node: NodeRef<'_, Node>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        if let Node::Text(part) = inner.value() {
            text.push_str(part);
        }
    }
    text
}

/// The name of an element; empty for other nodes.
pub(super) fn name<'a>(node: NodeRef<'a, Node>) -> &'a str {
    node.value().as_element().map_or("", Element::name)
}

/// An attribute of an element.
pub(super) fn attr<'a>(node: NodeRef<'a, Node>, name: &str) -> Option<&'a str> {
    attribute::of(node.value().as_element()?, name)
}

/// The classes of an element.
pub(super) fn classes<'a>(node: NodeRef<'a, Node>) -> impl Iterator<Item = &'a str> {
    attr(node, "class")
        .unwrap_or_default()
        .split_ascii_whitespace()
}

/// A text node.
pub(super) fn text_node(text: &str) -> Node {
    Node::Text(Text {
        text: StrTendril::from(text),
    })
}

/// An element of HTML without attributes.
pub(super) fn element(name: &str) -> Node {
    let name = QualName::new(None, ns!(html), LocalName::from(name));
    Node::Element(Element::new(name, Vec::new()))
}

/// Takes a node out of the document.
pub(super) fn remove(tree: &mut Tree<Node>, id: NodeId) {
    if let Some(mut node) = tree.get_mut(id) {
        node.detach();
    }
}

/// Puts a text in the place of a node.
pub(super) fn replace(tree: &mut Tree<Node>, id: NodeId, text: &str) {
    if let Some(mut node) = tree.get_mut(id) {
        node.insert_before(text_node(text));
        node.detach();
    }
}

/// Takes out all that a node holds.
pub(super) fn clear(tree: &mut Tree<Node>, id: NodeId) {
    let inside: Vec<NodeId> = tree
        .get(id)
        .map(|node| node.children().map(|child| child.id()).collect())
        .unwrap_or_default();
    for child in inside {
        remove(tree, child);
    }
}

/// The character before a node in its block, white space included.
pub(super) fn char_before(node: NodeRef<'_, Node>) -> Option<char> {
    text_before(node)?.chars().next_back()
}

/// Most siblings that are looked at for a text.
const MAX_SIBLINGS: usize = 64;

/// The text node before a node in its block.
pub(super) fn text_before<'a>(node: NodeRef<'a, Node>) -> Option<&'a str> {
    let mut at = node;
    for _ in 0..MAX_SIBLINGS {
        for _ in 0..MAX_SIBLINGS {
            let Some(before) = at.prev_sibling() else {
                break;
            };
            at = before;
            let mut last = at;
            while let Some(child) = last.last_child() {
                last = child;
            }
            match last.value() {
                Node::Text(text) if !text.is_empty() => return Some(text),
                Node::Element(element) if element.name() == "br" => return None,
                _ => {}
            }
            if is_block(at) {
                return None;
            }
        }
        at = at.parent()?;
        if is_block(at) {
            return None;
        }
    }
    None
}

pub(super) fn is_block(node: NodeRef<'_, Node>) -> bool {
    node.value()
        .as_element()
        .is_some_and(|element| super::super::tags::Tag::from_name(element.name()).is_block())
}
