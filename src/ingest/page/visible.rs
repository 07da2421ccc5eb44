//! What an element says to the eye: all of it, or only what is a title.

use scraper::ElementRef;

use super::place::has_name;
use crate::dates::is_only_date;
use crate::markup::tags::Tag;
use crate::markup::{clean, hidden};
use crate::words::Words;

/// Deepest element whose text is read.
const MAX_DEPTH: usize = 60;

/// What a title element says, without what stands beside the title; all it says when
/// nothing is left.
pub(super) fn said(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, 0, true, &mut text);
    let title = clean::line(&text);
    if title.chars().any(char::is_alphanumeric) {
        return title;
    }
    text.clear();
    collect(element, 0, false, &mut text);
    clean::line(&text)
}

/// The visible text of an element as one clean line.
pub(super) fn visible(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, 0, false, &mut text);
    clean::line(&text)
}

fn collect(element: ElementRef<'_>, depth: usize, only_title: bool, out: &mut String) {
    if depth > MAX_DEPTH {
        return;
    }
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            out.push_str(text);
            continue;
        }
        let Some(child) = ElementRef::wrap(child) else {
            continue;
        };
        let name = child.value().name();
        if is_unseen(name) || (only_title && (is_beside(child) || is_dateline(child))) {
            out.push(' ');
            continue;
        }
        let apart = !is_inline(name);
        if apart {
            out.push(' ');
        }
        collect(child, depth + 1, only_title, out);
        if apart {
            out.push(' ');
        }
    }
}

/// A date or a bare number in an element of its own.
fn is_dateline(element: ElementRef<'_>) -> bool {
    let mut text = String::new();
    for part in element.text() {
        text.push_str(part.trim());
        text.push(' ');
        if text.len() > 60 {
            return false;
        }
    }
    let text = clean::line(&text);
    let is_number = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,:()#".contains(c));
    is_number || is_only_date(&text)
}

fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "noscript" | "template" | "iframe" | "textarea" | "object" | "svg"
    )
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "rb"
            | "ruby"
    )
}

/// Whether an element inside a title is no part of it.
fn is_beside(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    let unseen = matches!(
        name,
        "time" | "svg" | "button" | "select" | "form" | "figcaption"
    );
    // What only the eye sees is no word: an arrow, a dot.
    let drawn = element.attr("aria-hidden") == Some("true");
    unseen || drawn || is_hidden(element) || has_name(element, Words::NameTitlePart)
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let tag = Tag::from_name(element.value().name());
    hidden::is_hidden(*element, element.value(), tag)
}
