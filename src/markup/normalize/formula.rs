//! Formulas, each once: the TeX that it was written in, or its MathML as text.
//!
//! Renderers put a formula down several times: KaTeX as MathML and as boxes, MathJax as a
//! preview, as boxes and as a script, wikis as hidden MathML and as a picture.

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::Html;
use scraper::node::{Element, Node};

use super::super::attribute;
use super::tree::{attr, classes, element, name, remove, replace, text_of};
use super::{drawn, mathml};
use crate::words::Words;

/// Parts of the addresses of services that draw formulas.
const SERVICES: &[&str] = &[
    "/latex.php?",
    "latex.codecogs.com/",
    "/equation?tex=",
    "cht=tx",
    "/math/render/",
];
/// Longest formula, in bytes.
const MAX_BYTES: usize = 10_000;

/// Whether a class names the box of a formula.
pub(super) fn is_box(class: &str) -> bool {
    class
        .split_ascii_whitespace()
        .any(|word| Words::NameFormula.has(word))
}

/// Whether a script or a picture is a formula.
pub(super) fn is_source(element: &Element) -> bool {
    match element.name() {
        "script" => attribute::of(element, "type").is_some_and(|kind| kind.starts_with("math/")),
        _ => {
            let class = attribute::of(element, "class").unwrap_or_default();
            let src = attribute::of(element, "src").unwrap_or_default();
            attribute::of(element, "alt").is_some_and(|alt| !alt.trim().is_empty())
                && (class
                    .split_ascii_whitespace()
                    .any(|word| Words::NameFormulaPicture.has(word))
                    || SERVICES.iter().any(|service| src.contains(service)))
        }
    }
}

/// Puts the text of a formula in its place.
pub(super) fn rewrite(tree: &mut Tree<Node>, id: NodeId) {
    let Some(found) = tree.get(id) else {
        return;
    };
    let outer = found.ancestors().take(16).filter(|above| {
        is_box(attr(*above, "class").unwrap_or_default()) || name(*above) == "mjx-container"
    });
    let outer = outer.last().unwrap_or(found);
    let drawn = drawn_beside(outer);
    let is_script = name(outer) == "script";
    // The script that a drawing was made from follows it, and speaks for it.
    if !is_script && script_after(outer).is_some() {
        return;
    }
    let text = text(outer);
    let is_display =
        is_display(outer) || drawn.iter().any(|&id| tree.get(id).is_some_and(is_display));
    let is_preview = classes(outer).any(|class| class == "MathJax_Preview");
    let outer = outer.id();
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        if is_preview {
            remove(tree, outer);
        }
        return;
    };
    if is_script {
        for id in drawn {
            remove(tree, id);
        }
    }
    if is_display && let Some(mut node) = tree.get_mut(outer) {
        node.insert_before(element("br"));
        node.insert_after(element("br"));
    }
    replace(tree, outer, &text);
}

/// What MathJax drew before its script.
fn drawn_beside(script: NodeRef<'_, Node>) -> Vec<NodeId> {
    script
        .prev_siblings()
        .filter(|node| {
            !node
                .value()
                .as_text()
                .is_some_and(|text| text.trim().is_empty())
        })
        .take_while(|node| is_mathjax(*node))
        .take(3)
        .map(|node| node.id())
        .collect()
}

fn script_after(drawn: NodeRef<'_, Node>) -> Option<NodeId> {
    if !is_mathjax(drawn) {
        return None;
    }
    let mut after = drawn
        .next_siblings()
        .filter(|node| {
            !node
                .value()
                .as_text()
                .is_some_and(|text| text.trim().is_empty())
        })
        .take(4)
        .skip_while(|node| is_mathjax(*node));
    let script = after.next()?;
    let is_source = script
        .value()
        .as_element()
        .is_some_and(|element| element.name() == "script" && is_source(element));
    is_source.then(|| script.id())
}

fn is_mathjax(node: NodeRef<'_, Node>) -> bool {
    classes(node).any(|class| {
        class.starts_with("MathJax") || class.starts_with("MJX") || class == "mjx-chtml"
    })
}

fn is_display(node: NodeRef<'_, Node>) -> bool {
    classes(node).any(|class| {
        class.ends_with("-display") || class.ends_with("_Display") || class == "katex-block"
    }) || attr(node, "display").is_some_and(|display| matches!(display, "block" | "true"))
        || attr(node, "type").is_some_and(|kind| kind.contains("mode=display"))
        || node.descendants().take(40).skip(1).any(|inner| {
            name(inner) == "math" && attr(inner, "display") == Some("block")
                || classes(inner).any(|class| class.ends_with("-display"))
        })
}

/// The text of a formula: its TeX, else its MathML, else what is drawn of it.
fn text(outer: NodeRef<'_, Node>) -> Option<String> {
    let kind = attr(outer, "type").unwrap_or_default();
    if name(outer) == "script" {
        let source = text_of(outer);
        return match kind.contains("tex") || kind.contains("asciimath") {
            true => Some(clean_tex(&source)),
            false => mathml_source(&source),
        };
    }
    outer
        .descendants()
        .find_map(tex)
        .map(|tex| clean_tex(&tex))
        .filter(|tex| !tex.is_empty())
        .or_else(|| {
            let math = outer.descendants().find(|inner| name(*inner) == "math")?;
            Some(mathml::text(math))
        })
        .or_else(|| {
            let mut sources = outer.descendants();
            mathml_source(sources.find_map(|inner| attr(inner, "data-mathml"))?)
        })
        .or_else(|| mathml_source(&drawn::mathml(outer)?))
}

/// The TeX that an element states.
fn tex(node: NodeRef<'_, Node>) -> Option<String> {
    let element = node.value().as_element()?;
    let attribute = |name: &str| {
        let value = attribute::of(element, name).map(str::trim);
        value.filter(|value| !value.is_empty()).map(str::to_owned)
    };
    match element.name() {
        "annotation" => attribute::of(element, "encoding")
            .is_some_and(|encoding| encoding.to_ascii_lowercase().contains("tex"))
            .then(|| text_of(node)),
        "math" => attribute("alttext"),
        "script" => is_source(element).then(|| text_of(node)),
        "img" => is_source(element).then(|| attribute("alt")).flatten(),
        "mjx-container" | "mjx-math" => attribute("data-latex"),
        _ => None,
    }
}

fn mathml_source(source: &str) -> Option<String> {
    let source = &source[..source.floor_char_boundary(MAX_BYTES)];
    let fragment = Html::parse_fragment(source);
    let math = fragment
        .tree
        .root()
        .descendants()
        .find(|node| name(*node) == "math")?;
    Some(mathml::text(math))
}

/// TeX in one line, without the shell that wikis put around it.
fn clean_tex(tex: &str) -> String {
    let tex = tex.split_whitespace().collect::<Vec<_>>().join(" ");
    let tex = tex.strip_prefix("% <![CDATA[ ").unwrap_or(&tex);
    let tex = tex.strip_suffix("%]]>").unwrap_or(tex).trim();
    let shells = ["{\\displaystyle", "{\\textstyle", "{\\scriptstyle"];
    let inner = shells.iter().find_map(|shell| {
        let inner = tex.strip_prefix(shell)?.strip_suffix('}')?;
        is_balanced(inner).then(|| inner.trim())
    });
    let tex = inner.unwrap_or(tex);
    tex.strip_prefix("\\displaystyle ")
        .unwrap_or(tex)
        .to_owned()
}

/// Whether no brace closes what was opened outside.
fn is_balanced(tex: &str) -> bool {
    let mut depth = 0_i32;
    for c in tex.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}
