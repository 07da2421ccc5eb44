//! Quotations in running text (`q`): browsers draw the marks around them. WHATWG HTML, 4.5.7.

use ego_tree::{NodeId, Tree};
use scraper::node::Node;

use super::tree::{name, text_node, text_of};

/// Writes the marks as text: double ones, and single ones inside of those. A page that wrote its
/// own beside the element has them already.
pub(super) fn rewrite(tree: &mut Tree<Node>, id: NodeId) {
    let Some(quotation) = tree.get(id) else {
        return;
    };
    let is_marked = |text: &str| {
        let text = text.trim();
        text.is_empty() || text.starts_with(['"', '“', '„', '«', '»', '\'', '‘', '「', '『'])
    };
    if is_marked(&text_of(quotation)) {
        return;
    }
    let depth = quotation.ancestors().filter(|above| name(*above) == "q");
    let (before, after) = if depth.count() % 2 == 0 {
        ("“", "”")
    } else {
        ("‘", "’")
    };
    if let Some(mut node) = tree.get_mut(id) {
        node.prepend(text_node(before));
        node.append(text_node(after));
    }
}
