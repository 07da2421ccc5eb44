//! Readings above Japanese and Chinese words: `<ruby>古<rt>ふる</rt></ruby>い` is 古(ふる)い.
//! Where the page has parentheses of its own (`rp`), they stay. WHATWG HTML, section 4.5.10.

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::node::Node;

use super::tree::{name, remove, text_node, text_of};

/// Puts parentheses around the readings of a word that have none.
pub(super) fn rewrite(tree: &mut Tree<Node>, id: NodeId) {
    let Some(ruby) = tree.get(id) else {
        return;
    };
    let mut spaces = Vec::new();
    let mut readings: Vec<(NodeId, NodeId)> = Vec::new();
    collect(ruby, &mut spaces, &mut readings);
    for space in spaces {
        remove(tree, space);
    }
    for (first, last) in readings {
        if let Some(mut node) = tree.get_mut(first) {
            node.insert_before(text_node("("));
        }
        if let Some(mut node) = tree.get_mut(last) {
            node.insert_after(text_node(")"));
        }
    }
}

/// Finds the sequences of readings without parentheses, and the white space that only sets the
/// source out in lines.
fn collect(
    ruby: NodeRef<'_, Node>,
    spaces: &mut Vec<NodeId>,
    readings: &mut Vec<(NodeId, NodeId)>,
) {
    let mut open: Option<(NodeId, NodeId)> = None;
    let mut is_parenthesised = false;
    for child in ruby.children() {
        if child
            .value()
            .as_text()
            .is_some_and(|text| text.trim().is_empty())
        {
            spaces.push(child.id());
            continue;
        }
        let is_reading = matches!(name(child), "rt" | "rtc");
        if !is_reading || is_parenthesised {
            readings.extend(open.take());
        } else if !text_of(child).trim().is_empty() {
            open = Some((open.map_or(child.id(), |(first, _)| first), child.id()));
        }
        match name(child) {
            // The annotations of a container belong together; they hold parentheses rarely.
            "rtc" => spaces.extend(blank_children(child)),
            "rp" => is_parenthesised = !is_parenthesised && !text_of(child).trim().is_empty(),
            _ => {}
        }
    }
    readings.extend(open);
}

fn blank_children(node: NodeRef<'_, Node>) -> Vec<NodeId> {
    let is_blank = |child: &NodeRef<'_, Node>| {
        let text = child.value().as_text();
        text.is_some_and(|text| text.trim().is_empty())
    };
    node.children()
        .filter(is_blank)
        .map(|child| child.id())
        .collect()
}
