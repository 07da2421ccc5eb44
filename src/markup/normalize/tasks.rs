//! Tick boxes of task lists become ☑ and ☐.

use ego_tree::{NodeId, Tree};
use scraper::node::{Element, Node};

use super::tree::{char_before, name, replace, text_before};

/// Whether an element is a box that can be ticked.
pub(super) fn is_tick_box(element: &Element) -> bool {
    element
        .attr("type")
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("checkbox"))
}

/// Writes the box that begins a list item as text. The boxes of a form stay what they are.
pub(super) fn rewrite(tree: &mut Tree<Node>, id: NodeId) {
    let Some(input) = tree.get(id) else {
        return;
    };
    let Some(element) = input.value().as_element() else {
        return;
    };
    let is_item = input
        .ancestors()
        .take_while(|above| !matches!(name(*above), "ul" | "ol" | "form" | "body"))
        .any(|above| name(above) == "li");
    let in_form = input
        .ancestors()
        .any(|above| matches!(name(above), "form" | "nav"));
    if !is_item || in_form || text_before(input).is_some_and(|text| !text.trim().is_empty()) {
        return;
    }
    let is_ticked = element.attr("checked").is_some();
    let spaced = char_before(input).is_none_or(char::is_whitespace);
    let sign = if is_ticked { "☑ " } else { "☐ " };
    let sign = if spaced {
        sign.to_owned()
    } else {
        format!(" {sign}")
    };
    replace(tree, id, &sign);
}
