//! Raised and lowered elements as text of one line, and the marks of notes as `[1]`.

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::node::Node;

use super::tree::{attr, classes, clear, name, text_before, text_node, text_of};
use crate::markup::raised::{MAX_CHARS, lowered_after, raised_after};

/// Marks what is raised or lowered by its characters.
pub(super) fn rewrite(tree: &mut Tree<Node>, id: NodeId) {
    let Some(node) = tree.get(id) else {
        return;
    };
    let is_sup = name(node) == "sup";
    if is_sup {
        let marks = note_marks(node);
        if !marks.is_empty() {
            return write_marks(tree, id, &marks);
        }
    }
    let text = text_of(node);
    let text = text.trim();
    let is_inside = node
        .ancestors()
        .any(|above| matches!(name(above), "sup" | "sub"));
    let holds_more = node
        .descendants()
        .any(|inner| matches!(name(inner), "a" | "img" | "br" | "p" | "div"));
    if text.is_empty() || text.chars().count() > MAX_CHARS || is_inside || holds_more {
        return;
    }
    let before = text_before(node).unwrap_or_default();
    let written = if is_sup {
        raised_after(before, text)
    } else {
        lowered_after(before, text)
    };
    if written != text {
        clear(tree, id);
        if let Some(mut node) = tree.get_mut(id) {
            node.append(text_node(&written));
        }
    }
}

/// The links of a raised text that lead to notes, and what they say.
fn note_marks(sup: NodeRef<'_, Node>) -> Vec<(NodeId, String)> {
    let inside = sup
        .descendants()
        .filter(|inner| name(*inner) == "a" && !text_of(*inner).trim().is_empty());
    let marks: Option<Vec<(NodeId, String)>> = inside
        .map(|link| Some((link.id(), note_mark(link, sup)?)))
        .collect();
    marks.unwrap_or_default()
}

fn note_mark(link: NodeRef<'_, Node>, sup: NodeRef<'_, Node>) -> Option<String> {
    let text = text_of(link);
    let text = text.trim().trim_matches(['[', ']', '(', ')']).trim();
    let is_short = (1..=12).contains(&text.chars().count());
    let leads = attr(link, "href").is_some_and(|href| href.contains('#'))
        || [link, sup].into_iter().any(|node| {
            attr(node, "role") == Some("doc-noteref")
                || attr(node, "data-type") == Some("noteref")
                || attr(node, "epub:type") == Some("noteref")
                || classes(node).any(|class| class == "reference" || class.contains("footnote"))
        });
    (is_short && leads).then(|| format!("[{text}]"))
}

/// Writes each mark in brackets; brackets of the page around them go, commas between them stay.
fn write_marks(tree: &mut Tree<Node>, sup: NodeId, marks: &[(NodeId, String)]) {
    for (link, mark) in marks {
        clear(tree, *link);
        if let Some(mut link) = tree.get_mut(*link) {
            link.append(text_node(mark));
        }
    }
    let is_bracket = |node: &NodeRef<'_, Node>| {
        let text = node.value().as_text().map(|text| text.trim());
        let in_mark = node.ancestors().any(|above| name(above) == "a");
        text.is_some_and(|text| {
            !in_mark && text.chars().all(|c| matches!(c, '[' | ']' | '(' | ')'))
        })
    };
    let brackets: Vec<NodeId> = tree
        .get(sup)
        .map(|sup| {
            sup.descendants()
                .filter(is_bracket)
                .map(|node| node.id())
                .collect()
        })
        .unwrap_or_default();
    for bracket in brackets {
        super::tree::remove(tree, bracket);
    }
}
