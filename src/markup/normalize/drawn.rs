//! Formulas as MathJax draws them, where neither their source nor MathML was left beside the
//! drawing. As HTML, elements tell the structure and classes the letters (`mjx-mfrac`,
//! `mjx-c1D465`); as SVG, attributes do (`data-mml-node`, `data-c`). Both follow MathML.

use std::fmt::Write as _;

use ego_tree::NodeRef;
use scraper::node::Node;
use unicode_normalization::UnicodeNormalization as _;

use super::tree::{attr, classes, name};
use crate::markup::html::push_escaped;

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 40;
/// Elements of which only the letters count.
const TOKENS: &[&str] = &["mi", "mn", "mo", "mtext", "ms"];

/// The MathML of a drawn formula; `None` when nothing in it is drawn so.
pub(super) fn mathml(container: NodeRef<'_, Node>) -> Option<String> {
    let math = container
        .descendants()
        .find(|inner| kind(*inner) == Some("math"))?;
    let mut out = String::new();
    write(math, 0, &mut out);
    Some(out)
}

fn write(node: NodeRef<'_, Node>, depth: usize, out: &mut String) {
    let kind = kind(node).unwrap_or("mrow");
    if depth > MAX_DEPTH {
        return;
    }
    // Writing to a String cannot fail.
    let _ = write!(out, "<{kind}>");
    if TOKENS.contains(&kind) {
        push_escaped(out, &letters(node));
    } else {
        for part in in_order(kind, parts(node)) {
            write(part, depth + 1, out);
        }
    }
    let _ = write!(out, "</{kind}>");
}

/// The element of MathML that an element draws.
fn kind<'a>(node: NodeRef<'a, Node>) -> Option<&'a str> {
    let drawn = name(node).strip_prefix("mjx-");
    let kind = drawn.or_else(|| attr(node, "data-mml-node"))?;
    match kind {
        "texatom" | "TeXAtom" | "mstyle" | "mpadded" => Some("mrow"),
        "math" | "mi" | "mn" | "mo" | "mtext" | "ms" | "mspace" | "mrow" | "mfrac" | "msqrt"
        | "mroot" | "msup" | "msub" | "msubsup" | "mover" | "munder" | "munderover" | "mtable"
        | "mtr" | "mtd" => Some(kind),
        _ => None,
    }
}

/// What a part is drawn as, where its place does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Base,
    Over,
    Under,
    Index,
}

type Part<'a> = (NodeRef<'a, Node>, Role);

/// The nearest drawn elements below one.
fn parts(node: NodeRef<'_, Node>) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut open: Vec<Part<'_>> = node
        .children()
        .rev()
        .map(|child| (child, Role::Base))
        .collect();
    while let Some((inner, role)) = open.pop() {
        let role = match name(inner) {
            "mjx-over" => Role::Over,
            "mjx-under" => Role::Under,
            "mjx-root" => Role::Index,
            _ => role,
        };
        if kind(inner).is_some() {
            found.push((inner, role));
        } else {
            open.extend(inner.children().rev().map(|child| (child, role)));
        }
    }
    found
}

/// The parts as MathML orders them: what stands above is drawn before what stands below.
fn in_order<'a>(kind: &str, mut parts: Vec<Part<'a>>) -> Vec<NodeRef<'a, Node>> {
    if matches!(kind, "mover" | "munder" | "munderover" | "mroot") {
        parts.sort_by_key(|(_, role)| match role {
            Role::Base => 0,
            Role::Under => 1,
            Role::Over | Role::Index => 2,
        });
    }
    let is_placed = parts.iter().any(|(_, role)| *role != Role::Base);
    if parts.len() == 3 && (kind == "msubsup" || kind == "munderover" && !is_placed) {
        parts.swap(1, 2);
    }
    parts.into_iter().map(|(part, _)| part).collect()
}

/// The letters of an element, in their plain form.
fn letters(node: NodeRef<'_, Node>) -> String {
    let drawn = node.descendants().filter_map(|inner| match inner.value() {
        Node::Text(text) => Some(text.to_string()),
        Node::Element(_) => letter(inner).map(String::from),
        _ => None,
    });
    drawn.collect::<String>().nfkc().collect()
}

fn letter(node: NodeRef<'_, Node>) -> Option<char> {
    let code = attr(node, "data-c").or_else(|| {
        let mut classes = classes(node);
        classes.find_map(|class| class.strip_prefix("mjx-c").filter(|code| !code.is_empty()))
    })?;
    char::from_u32(u32::from_str_radix(code, 16).ok()?)
}
