//! MathML as one line of text: ½, √x, n² ≤ (a + b)/2. After MathML Core, the elements that
//! pages use; what is unknown gives its content.

use ego_tree::NodeRef;
use scraper::node::Node;

use super::tree::{attr, name};
use crate::markup::raised::{lowered, raised};

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 40;

/// A formula as text.
pub(super) fn text(math: NodeRef<'_, Node>) -> String {
    let text = read(math, 0);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read(node: NodeRef<'_, Node>, depth: usize) -> String {
    if depth > MAX_DEPTH {
        return String::new();
    }
    let parts = || -> Vec<String> {
        let elements = node.children().filter(|child| child.value().is_element());
        elements.map(|child| read(child, depth + 1)).collect()
    };
    match name(node) {
        "mo" => operator(&own_text(node), node),
        "mi" | "mn" | "mtext" | "ms" => own_text(node).trim().to_owned(),
        "mspace" => " ".to_owned(),
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => String::new(),
        "semantics" | "maction" => parts().into_iter().next().unwrap_or_default(),
        "mfrac" => fraction(&parts(), attr(node, "linethickness")),
        "msqrt" => format!("√{}", grouped(&parts().concat())),
        "mroot" => root(&parts()),
        "msup" => script(&parts(), raised),
        "msub" => script(&parts(), lowered),
        "msubsup" | "munderover" => match parts().as_slice() {
            [base, low, high] => format!("{base}{}{}", below(low), above(high)),
            other => other.concat(),
        },
        "mover" => over(&parts()),
        "munder" => script(&parts(), below),
        "mfenced" => fenced(node, &parts()),
        "mtable" => format!("[{}]", parts().join("; ")),
        "mtr" | "mlabeledtr" => parts().join(", "),
        _ => node
            .children()
            .map(|child| read_any(child, depth + 1))
            .collect(),
    }
}

/// A child of a row: loose text is read too, for formulas that are hardly marked up.
fn read_any(node: NodeRef<'_, Node>, depth: usize) -> String {
    match node.value() {
        Node::Text(text) if !text.trim().is_empty() => text.trim().to_owned(),
        Node::Element(_) => read(node, depth),
        _ => String::new(),
    }
}

fn own_text(node: NodeRef<'_, Node>) -> String {
    let text = super::tree::text_of(node);
    // Function application, invisible times, separator and plus.
    text.replace(['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}'], "")
}

/// An operator, with spaces where it stands between two operands.
fn operator(text: &str, node: NodeRef<'_, Node>) -> String {
    let text = text.trim();
    let mut characters = text.chars();
    let (Some(sign), None) = (characters.next(), characters.next()) else {
        return if text.len() > 1 {
            format!(" {text} ")
        } else {
            text.to_owned()
        };
    };
    if sign == ',' || sign == ';' {
        return format!("{sign} ");
    }
    let is_infix = matches!(
        sign,
        '+' | '-' | '<' | '=' | '>' | '±' | '×' | '÷' | '∓' | '−' | '∗' | '⋅'
    ) || matches!(sign, '\u{2190}'..='\u{21ff}' | '\u{2208}'..='\u{220d}' | '\u{2227}'..='\u{222a}'
            | '\u{2234}'..='\u{228b}' | '\u{2295}'..='\u{22a5}' | '\u{27f5}'..='\u{27ff}' | '\u{2a7d}' | '\u{2a7e}');
    let is_operand = |node: Option<NodeRef<'_, Node>>| {
        node.is_some_and(|node| {
            name(node) != "mo"
                || super::tree::text_of(node)
                    .trim()
                    .ends_with([')', ']', '}', '!', '′'])
        })
    };
    let before = node.prev_siblings().find(|node| node.value().is_element());
    let after = node.next_siblings().find(|node| node.value().is_element());
    if is_infix && is_operand(before) && after.is_some() {
        format!(" {sign} ")
    } else {
        text.to_owned()
    }
}

/// Simple fractions have characters of their own.
fn fraction(parts: &[String], thickness: Option<&str>) -> String {
    const SIMPLE: &[(&str, &str, &str)] = &[
        ("1", "2", "½"),
        ("1", "3", "⅓"),
        ("2", "3", "⅔"),
        ("1", "4", "¼"),
        ("3", "4", "¾"),
        ("1", "5", "⅕"),
        ("2", "5", "⅖"),
        ("3", "5", "⅗"),
        ("4", "5", "⅘"),
        ("1", "6", "⅙"),
        ("5", "6", "⅚"),
        ("1", "7", "⅐"),
        ("1", "8", "⅛"),
        ("3", "8", "⅜"),
        ("5", "8", "⅝"),
        ("7", "8", "⅞"),
        ("1", "9", "⅑"),
        ("1", "10", "⅒"),
    ];
    let [top, bottom] = parts else {
        return parts.concat();
    };
    let (top, bottom) = (top.trim(), bottom.trim());
    if thickness.is_some_and(|thickness| thickness.trim().starts_with('0')) {
        return format!("{top} over {bottom}");
    }
    SIMPLE
        .iter()
        .find(|(above, below, _)| (*above, *below) == (top, bottom))
        .map_or_else(
            || format!("{}/{}", grouped(top), grouped(bottom)),
            |(_, _, sign)| (*sign).to_owned(),
        )
}

fn root(parts: &[String]) -> String {
    let [inner, index] = parts else {
        return format!("√{}", grouped(&parts.concat()));
    };
    let sign = match index.trim() {
        "2" | "" => "√".to_owned(),
        "3" => "∛".to_owned(),
        "4" => "∜".to_owned(),
        index => format!("{}√", raised(index)),
    };
    format!("{sign}{}", grouped(inner))
}

fn script(parts: &[String], shift: impl Fn(&str) -> String) -> String {
    match parts {
        [base, text] if is_prime(text) => format!("{base}{}", text.trim()),
        [base, text] if base.trim().chars().count() > 1 && base.contains([' ', '/']) => {
            format!("{}{}", grouped(base), shift(text.trim()))
        }
        [base, text] => format!("{base}{}", shift(text.trim())),
        other => other.concat(),
    }
}

fn is_prime(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '′' | '″' | '‴' | '\'' | '*' | '∗' | '†' | '°'))
}

fn above(text: &str) -> String {
    if is_prime(text) {
        text.trim().to_owned()
    } else {
        raised(text.trim())
    }
}

fn below(text: &str) -> String {
    lowered(text.trim())
}

/// An accent over a letter, or a limit over an operator.
fn over(parts: &[String]) -> String {
    let [base, top] = parts else {
        return parts.concat();
    };
    let accent = match top.trim() {
        "¯" | "‾" | "―" | "_" | "\u{304}" | "\u{305}" => '\u{304}',
        "^" | "ˆ" | "\u{302}" => '\u{302}',
        "~" | "˜" | "\u{303}" => '\u{303}',
        "˙" | "." | "\u{307}" => '\u{307}',
        "¨" | ".." | "\u{308}" => '\u{308}',
        "→" | "\u{20d7}" => '\u{20d7}',
        _ => return format!("{base}{}", above(top)),
    };
    let mut letters = base.trim().chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => format!("{letter}{accent}"),
        _ => base.clone(),
    }
}

fn fenced(node: NodeRef<'_, Node>, parts: &[String]) -> String {
    let open = attr(node, "open").unwrap_or("(");
    let close = attr(node, "close").unwrap_or(")");
    let separator = attr(node, "separators").map_or(",", str::trim);
    let separator = separator
        .get(..1)
        .map(|one| format!("{one} "))
        .unwrap_or_default();
    format!("{open}{}{close}", parts.join(&separator))
}

/// In parentheses, unless it is one sign, one number, one word or has them already.
fn grouped(text: &str) -> String {
    let text = text.trim();
    let is_one = text
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '′'))
        || text.chars().count() <= 2
        || text.starts_with('(') && text.find(')') == Some(text.len() - 1);
    if is_one {
        text.to_owned()
    } else {
        format!("({text})")
    }
}
