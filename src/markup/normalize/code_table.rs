//! Code that a highlighter set in a table beside its line numbers: one row of two columns
//! (Hexo, Rouge, Chroma, Pygments, `SyntaxHighlighter`, Crayon) or a row a line (GitHub,
//! highlight.js). It becomes a `pre`.

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::node::Node;

use super::code::{self, is_number, is_numbers};
use super::tree::{attr, classes, element, name, remove, text_of};
use crate::words::Words;

/// Writes a table of code as code.
pub(super) fn rewrite(tree: &mut Tree<Node>, id: NodeId) {
    let Some(table) = tree.get(id) else {
        return;
    };
    let Some(cells) = code_cells(table) else {
        return;
    };
    let texts: Vec<String> = cells.iter().map(|cell| code::text(*cell)).collect();
    let text = texts.join("\n");
    let first = cells[0].id();
    let named = cells[0].descendants().find_map(|node| {
        let is_code = matches!(name(node), "code" | "pre") || node.id() == first;
        attr(node, "class").filter(|class| is_code && class.contains("lang"))
    });
    let class = named.map(str::to_owned);
    let Some(mut table) = tree.get_mut(id) else {
        return;
    };
    let pre = table.insert_before(element("pre")).id();
    let code = class.map(|class| code_element(&class));
    code::write(tree, pre, code, &text);
    remove(tree, id);
}

fn code_element(class: &str) -> Node {
    let mut code = element("code");
    if let Node::Element(element) = &mut code {
        let name =
            html5ever::QualName::new(None, html5ever::ns!(), html5ever::local_name!("class"));
        element.attrs.push((name, class.into()));
    }
    code
}

/// The cells that hold the code, a cell a row, if the other cells hold nothing but its line
/// numbers.
fn code_cells<'a>(table: NodeRef<'a, Node>) -> Option<Vec<NodeRef<'a, Node>>> {
    let mut rows: Vec<Vec<NodeRef<'a, Node>>> = Vec::new();
    let mut speaks_of_code = table.ancestors().take(3).chain([table]).any(names_code);
    for node in table.descendants().skip(1) {
        match name(node) {
            "table" | "th" | "caption" => return None,
            "tr" => rows.push(Vec::new()),
            "td" => {
                speaks_of_code |= names_code(node);
                rows.last_mut()?.push(node);
            }
            "pre" | "code" => speaks_of_code = true,
            _ => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    let columns = rows
        .first()
        .map(Vec::len)
        .filter(|columns| (1..=3).contains(columns))?;
    if !speaks_of_code || rows.iter().any(|row| row.len() != columns) {
        return None;
    }
    let column = |at: usize| rows.iter().map(move |row| row[at]);
    let is_gutter = |at: usize| {
        let is_marked =
            column(at).all(|cell| is_number(cell) || cell.descendants().skip(1).any(is_number));
        let text: Vec<String> = column(at).map(text_of).collect();
        let text = text.join("\n");
        is_numbers(&text)
            && (is_marked
                || counts(&text) && (rows.len() == 1 || is_named_code(column(columns - 1))))
    };
    let last = columns - 1;
    let has_numbers = last > 0 && (0..last).all(is_gutter);
    let is_highlighter = last == 0
        && table
            .ancestors()
            .take(4)
            .any(|above| classes(above).any(|class| class == "syntaxhighlighter"));
    (has_numbers && !is_gutter(last) || is_highlighter).then(|| column(last).collect())
}

fn is_named_code<'a>(cells: impl Iterator<Item = NodeRef<'a, Node>>) -> bool {
    let mut cells = cells;
    cells.all(names_code)
}

fn names_code(node: NodeRef<'_, Node>) -> bool {
    classes(node).any(|class| {
        let class = class.to_ascii_lowercase();
        Words::NameCodePart
            .all()
            .iter()
            .any(|part| class.contains(part))
    })
}

/// Whether a text is the numbers of at least two lines in their order.
fn counts(text: &str) -> bool {
    let numbers: Option<Vec<u32>> = text
        .split_whitespace()
        .map(|word| word.parse().ok())
        .collect();
    let numbers = numbers.unwrap_or_default();
    numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}
