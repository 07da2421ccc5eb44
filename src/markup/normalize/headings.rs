//! Links of a page to its own places and to its editor: "#", "¶" and "🔗" beside headings,
//! `[edit]`, arrows back from notes. They are tools of the browser and no text.

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::node::{Element, Node};

use super::super::attribute;
use super::tree::{attr, classes, is_block, name, remove, replace, text_of};
use crate::words::Words;

/// Most links of a heading, and most nodes of a box around links, that are looked at.
const MAX_NODES: usize = 40;

/// Whether a class names a box that holds the links to an editor, or back from a note.
pub(super) fn is_edit_box(class: &str) -> bool {
    class.split_ascii_whitespace().any(|word| {
        let mut parts = word.split(['-', '_']);
        parts.any(|part| part == "editsection")
            || word == "edit-section"
            || Words::NameReturn.has(word)
    })
}

/// Whether a link leads to the editor of a section, back from a note, or is named as the
/// permalink of what it stands in.
pub(super) fn is_edit_link(element: &Element) -> bool {
    let Some(href) = attribute::of(element, "href") else {
        return false;
    };
    let is_editor = href.contains('?') && href.contains("action=edit") && href.contains("section=");
    let mut classes = attribute::of(element, "class")
        .unwrap_or_default()
        .split_ascii_whitespace();
    is_editor
        || href.contains('#')
            && classes.any(|word| Words::NamePermalink.has(word) || Words::NameReturn.has(word))
}

/// Takes out such a link or box, with the brackets around it.
pub(super) fn drop_edit_link(tree: &mut Tree<Node>, id: NodeId) {
    let Some(node) = tree.get(id) else {
        return;
    };
    // A link in the text may be called an anchor, and a heading be a link to itself.
    let is_named = classes(node).any(|class| Words::NamePermalink.has(class));
    let is_text = || is_whole(node) || !is_sign(&text_of(node)) && !is_labelled(node);
    if is_named && is_text() {
        return;
    }
    let before = node.prev_sibling().and_then(|before| without(before, '['));
    let after = node.next_sibling().and_then(|after| without(after, ']'));
    let bar = node.next_sibling().and_then(|after| without(after, '|'));
    let cut = match (before, after, bar) {
        (Some(before), Some(after), _) => vec![before, after],
        (Some(_), None, Some(bar)) => vec![bar],
        _ => Vec::new(),
    };
    let parent = node.parent().filter(|parent| name(*parent) == "span");
    let parent = parent.map(|parent| parent.id());
    remove(tree, id);
    for (text, rest) in cut {
        replace(tree, text, &rest);
    }
    let is_empty = |parent: NodeRef<'_, Node>| {
        let mut inside = parent.descendants().take(MAX_NODES + 1);
        inside
            .by_ref()
            .take(MAX_NODES)
            .all(|inner| inner.value().as_text().is_none_or(|text| is_bracket(text)))
            && inside.next().is_none()
    };
    if let Some(parent) = parent.filter(|parent| tree.get(*parent).is_some_and(is_empty)) {
        remove(tree, parent);
    }
}

/// A text beside a link without the sign that stands next to the link.
fn without(beside: NodeRef<'_, Node>, sign: char) -> Option<(NodeId, String)> {
    let text = beside.value().as_text()?.trim();
    let rest = match sign {
        '[' => text.strip_suffix(sign),
        _ => text.strip_prefix(sign),
    }?;
    Some((beside.id(), rest.to_owned()))
}

/// Whether a link stands in a heading or a label, which has nothing to link to but itself.
fn is_labelled(link: NodeRef<'_, Node>) -> bool {
    link.ancestors().take(5).any(|above| {
        matches!(
            name(above),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "caption" | "figcaption" | "summary"
        )
    })
}

fn is_bracket(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '[' | ']' | '|'))
}

/// Whether a link holds all the words of what it stands in.
fn is_whole(link: NodeRef<'_, Node>) -> bool {
    let has_words = |node: NodeRef<'_, Node>| {
        let text = node.value().as_text();
        text.is_some_and(|text| text.chars().any(char::is_alphanumeric))
    };
    let is_outside =
        |node: NodeRef<'_, Node>| node.ancestors().all(|above| above.id() != link.id());
    link.descendants().any(has_words)
        && link
            .ancestors()
            .find(|above| is_block(*above))
            .is_none_or(|block| {
                !block
                    .descendants()
                    .any(|inner| has_words(inner) && is_outside(inner))
            })
}

/// Takes the links of a heading to itself out of it and from beside it.
pub(super) fn drop_permalinks(tree: &mut Tree<Node>, id: NodeId) {
    let Some(heading) = tree.get(id) else {
        return;
    };
    let beside = [
        heading.prev_siblings().find(is_element),
        heading.next_siblings().find(is_element),
    ];
    let beside = beside
        .into_iter()
        .flatten()
        .filter(|node| name(*node) == "a");
    let mut found: Vec<NodeId> = beside
        .filter(|link| leads_to_fragment(*link))
        .filter(|link| is_sign(&text_of(*link)) || leads_here(*link, heading))
        .map(|link| link.id())
        .collect();
    let inside = heading.descendants().filter(|inner| name(*inner) == "a");
    for link in inside
        .filter(|link| leads_to_fragment(*link))
        .take(MAX_NODES)
    {
        if is_whole(link) {
            // "# Title" as one link: the sign goes.
            let signs = link.descendants().skip(1).filter(|inner| {
                let is_text_alone = inner.value().is_text() || inner.children().count() == 1;
                is_text_alone && is_permalink_sign(&text_of(*inner))
            });
            found.extend(signs.map(|sign| sign.id()));
        } else if is_sign(&text_of(link)) || leads_here(link, heading) {
            found.push(link.id());
        }
    }
    for id in found {
        remove(tree, id);
    }
}

fn is_element(node: &NodeRef<'_, Node>) -> bool {
    node.value().is_element()
}

fn leads_to_fragment(link: NodeRef<'_, Node>) -> bool {
    attr(link, "href").is_some_and(|href| href.contains('#'))
}

/// Nothing that could be read.
fn is_sign(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

fn is_permalink_sign(text: &str) -> bool {
    matches!(
        text.trim().trim_end_matches('\u{fe0f}'),
        "#" | "##" | "###" | "¶" | "§" | "🔗" | "⚓"
    )
}

/// Whether a link in a heading leads to the heading itself.
fn leads_here(link: NodeRef<'_, Node>, heading: NodeRef<'_, Node>) -> bool {
    let fragment = attr(link, "href").and_then(|href| href.rsplit_once('#'));
    let Some((_, fragment)) = fragment.filter(|(_, fragment)| !fragment.is_empty()) else {
        return false;
    };
    let is_target = |node: NodeRef<'_, Node>| {
        let ids = [attr(node, "id"), attr(node, "name")];
        ids.into_iter()
            .flatten()
            .any(|id| id.trim_start_matches("user-content-") == fragment)
    };
    heading.descendants().any(is_target) || heading.ancestors().take(2).any(is_target)
}
