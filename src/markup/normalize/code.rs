//! Code whose lines are elements of their own: `pre` with one `div`, `p`, `li` or table row a
//! line, with line breaks, with line numbers. It becomes text with line feeds.

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef, Tree};
use scraper::node::Node;

use super::super::tags::Tag;
use super::tree::{attr, classes, clear, name, text_node, text_of};
use crate::words::Words;

/// Writes a `pre` as lines of text if it has lines that are no text.
pub(super) fn rewrite(tree: &mut Tree<Node>, id: NodeId) {
    let Some(pre) = tree.get(id) else {
        return;
    };
    if !pre
        .descendants()
        .skip(1)
        .any(|inner| breaks_line(inner) || is_number(inner))
    {
        return;
    }
    let text = text(pre);
    let code = pre.descendants().find(|inner| name(*inner) == "code");
    let code = code.map(|code| code.value().clone());
    write(tree, id, code, &text);
}

/// Makes `text` all that a `pre` holds, in a `code` that keeps the names of the language.
pub(super) fn write(tree: &mut Tree<Node>, pre: NodeId, code: Option<Node>, text: &str) {
    clear(tree, pre);
    let Some(mut pre) = tree.get_mut(pre) else {
        return;
    };
    match code {
        Some(code) => {
            pre.append(code).append(text_node(text));
        }
        None => {
            pre.append(text_node(text));
        }
    }
}

/// The lines of code inside an element.
pub(super) fn text(code: NodeRef<'_, Node>) -> String {
    let mut lines = Lines::default();
    let mut skipped: Option<NodeId> = None;
    for edge in code.traverse() {
        match edge {
            Edge::Open(node) if skipped.is_none() => {
                if node.id() != code.id() && is_unread(node) {
                    skipped = Some(node.id());
                } else {
                    lines.open(node, code.id());
                }
            }
            Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
            Edge::Close(node) if skipped.is_none() => lines.close(node, code.id()),
            _ => {}
        }
    }
    let text = lines.text.replace('\u{a0}', " ");
    text.trim_end().trim_start_matches('\n').to_owned()
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn open(&mut self, node: NodeRef<'_, Node>, code: NodeId) {
        match node.value() {
            Node::Text(text) => {
                let between =
                    text.trim().is_empty() && text.contains('\n') && is_between_lines(node);
                if !between {
                    self.text.push_str(text);
                }
            }
            Node::Element(element) if element.name() == "br" => {
                self.text.push('\n');
            }
            Node::Element(_) if node.id() != code && is_line(node) => self.begin_line(),
            _ => {}
        }
    }

    fn begin_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The line of an element ends once, whatever line feeds it holds at its end.
    fn close(&mut self, node: NodeRef<'_, Node>, code: NodeId) {
        if node.id() == code || !is_line(node) {
            return;
        }
        let holds_lines = node.descendants().skip(1).any(is_line);
        if !holds_lines && !ends_in_break(node) {
            self.text.push('\n');
        }
    }
}

/// Whether the text of a line element ends its line already.
fn ends_in_break(line: NodeRef<'_, Node>) -> bool {
    let last = line.descendants().filter(|inner| match inner.value() {
        Node::Text(text) => !text.is_empty(),
        Node::Element(element) => element.name() == "br",
        _ => false,
    });
    last.last().is_some_and(|last| match last.value() {
        Node::Text(text) => text.ends_with('\n'),
        _ => true,
    })
}

/// Whether a text node only sets the source out between elements that are lines.
fn is_between_lines(text: NodeRef<'_, Node>) -> bool {
    let beside = [text.prev_sibling(), text.next_sibling()];
    let mut beside = beside
        .into_iter()
        .flatten()
        .filter(|node| node.value().is_element());
    let is_set_out = |node| is_block(node) || matches!(name(node), "pre" | "td" | "th");
    beside.any(is_set_out)
        || text
            .parent()
            .is_some_and(|parent| matches!(name(parent), "table" | "tbody" | "tr" | "ul" | "ol"))
}

/// What is no code: numbers, buttons, scripts.
fn is_unread(node: NodeRef<'_, Node>) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    let tag = Tag::from_name(element.name());
    tag.is_silent() || tag == Tag::Custom || is_number(node) || is_copy_button(node)
}

fn is_copy_button(node: NodeRef<'_, Node>) -> bool {
    classes(node).any(|class| class.contains("copy") || class.contains("clipboard"))
        && text_of(node).trim().chars().count() <= 12
}

/// Whether an element begins and ends a line.
fn breaks_line(node: NodeRef<'_, Node>) -> bool {
    name(node) == "br" || is_line(node)
}

fn is_block(node: NodeRef<'_, Node>) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    let tag = Tag::from_name(element.name());
    // The cells of a row stand beside each other.
    tag.is_block() && !matches!(tag, Tag::Td | Tag::Th | Tag::Custom | Tag::Pre)
        || element.attr("style").is_some_and(|style| {
            let style = style.replace(' ', "").to_ascii_lowercase();
            [
                "display:block",
                "display:flex",
                "display:table-row",
                "display:grid",
            ]
            .iter()
            .any(|block| style.contains(block))
        })
}

/// Whether an element is a line: a block, or one that a highlighter shows as a block and that
/// no line feed follows.
fn is_line(node: NodeRef<'_, Node>) -> bool {
    if is_block(node) {
        return true;
    }
    let is_named = classes(node).any(|class| Words::NameCodeLine.has(class))
        || attr(node, "data-line").is_some()
        || name(node) == "code" && node.parent().is_some_and(|parent| name(parent) == "pre");
    let Some(next) = node.next_sibling().filter(|_| is_named) else {
        return false;
    };
    let goes_on = match next.value() {
        Node::Text(text) => !text.trim_start_matches([' ', '\t']).starts_with('\n'),
        _ => name(next) == name(node),
    };
    goes_on && !text_of(node).ends_with('\n') && !ends_in_break(node)
}

/// Whether an element is a line number, or a column of them.
pub(super) fn is_number(node: NodeRef<'_, Node>) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    let class = element.attr("class").unwrap_or_default();
    let is_named = class.split_ascii_whitespace().any(|word| {
        let word = word.to_ascii_lowercase();
        Words::NameLineNumber.has(&word)
            || Words::NameLineNumberPart
                .all()
                .iter()
                .any(|part| word.contains(part))
    });
    // Some highlighters put the number on the cell of the code as well.
    let is_named =
        is_named || element.attr("data-line-number").is_some() && !class.contains("code");
    is_named
        && !matches!(element.name(), "pre" | "table" | "code" | "body")
        && is_numbers(&text_of(node))
}

/// Whether a text is nothing but numbers.
pub(super) fn is_numbers(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ':' | '|'))
}
