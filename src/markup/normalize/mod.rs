//! Markup that a browser turns into something else becomes markup that the extractor reads.
//!
//! Formulas, code beside line numbers, readings over Japanese words, raised digits, tick boxes,
//! links that a heading has to itself: each is written in many ways, and each is a picture, a
//! script or a layout to the browser. Here they become text or plain `pre` in the tree, once,
//! before anything is measured: the title, captions and cells then read them as the body does.

mod code;
mod code_table;
mod drawn;
mod formula;
mod headings;
mod mathml;
mod quotation;
mod raised;
mod ruby;
mod tasks;
mod tree;

use ego_tree::NodeId;
use html5ever::local_name;
use scraper::Html;
use scraper::node::Element;

use super::attribute;

/// What an element has to be rewritten for, in the order in which it is done: a formula may
/// stand in a heading, a raised digit in code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    EditLink,
    Formula,
    Code,
    CodeTable,
    Ruby,
    Quotation,
    Task,
    Raised,
    Heading,
}

/// Rewrites a document in place.
pub(super) fn normalize(document: &mut Html) {
    let tree = &mut document.tree;
    let found = tree.nodes().filter_map(|node| {
        let element = node.value().as_element()?;
        Some((form(element)?, node.id()))
    });
    let mut found: Vec<(Form, NodeId)> = found.collect();
    // Stable: within a form the outer elements come before the inner ones.
    found.sort_by_key(|(form, _)| *form);
    for (form, id) in found {
        if !tree::is_attached(tree, id) {
            continue;
        }
        match form {
            Form::EditLink => headings::drop_edit_link(tree, id),
            Form::Formula => formula::rewrite(tree, id),
            Form::Code => code::rewrite(tree, id),
            Form::CodeTable => code_table::rewrite(tree, id),
            Form::Ruby => ruby::rewrite(tree, id),
            Form::Quotation => quotation::rewrite(tree, id),
            Form::Task => tasks::rewrite(tree, id),
            Form::Raised => raised::rewrite(tree, id),
            Form::Heading => headings::drop_permalinks(tree, id),
        }
    }
}

fn form(element: &Element) -> Option<Form> {
    match element.name.local {
        local_name!("sup") | local_name!("sub") => Some(Form::Raised),
        local_name!("ruby") => Some(Form::Ruby),
        local_name!("q") => Some(Form::Quotation),
        local_name!("pre") => Some(Form::Code),
        local_name!("table") => Some(Form::CodeTable),
        local_name!("math") => Some(Form::Formula),
        local_name!("input") => tasks::is_tick_box(element).then_some(Form::Task),
        local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6") => Some(Form::Heading),
        local_name!("a") => headings::is_edit_link(element).then_some(Form::EditLink),
        local_name!("span") | local_name!("div") => {
            let class = attribute::of(element, "class")?;
            if headings::is_edit_box(class) {
                Some(Form::EditLink)
            } else {
                formula::is_box(class).then_some(Form::Formula)
            }
        }
        local_name!("script") | local_name!("img") => {
            formula::is_source(element).then_some(Form::Formula)
        }
        _ => (element.name() == "mjx-container").then_some(Form::Formula),
    }
}

#[cfg(test)]
mod tests;
