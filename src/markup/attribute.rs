//! The attributes of an element by name.
//!
//! scraper's own lookup turns the name into an atom of html5ever's table and searches for that;
//! an element has two or three attributes, and comparing their names is several times cheaper.

use html5ever::ns;
use scraper::node::Element;

/// The value of an attribute of no namespace.
#[must_use]
pub(crate) fn of<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let mut attributes = element.attrs.iter();
    attributes
        .find(|(key, _)| *key.local == *name && key.ns == ns!())
        .map(|(_, value)| &**value)
}

/// Whether a value holds one of some parts of one length. Most values hold none, so this is asked
/// before anything that is dearer.
#[must_use]
pub(crate) fn holds_any<const LENGTH: usize>(value: &str, parts: &[[u8; LENGTH]]) -> bool {
    let mut windows = value.as_bytes().windows(LENGTH);
    windows.any(|window| parts.iter().any(|part| part == window))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    #[test]
    fn parts_are_found_anywhere() {
        for (value, holds) in [
            ("btn", true),
            ("a-button", true),
            ("bt", false),
            ("", false),
        ] {
            assert_eq!(holds_any(value, &[*b"btn", *b"utt"]), holds, "{value}");
        }
    }

    #[test]
    fn the_answer_is_the_one_of_the_tree() {
        let html = "<p class=a id='' CLASS=b data-x=1><svg><a xlink:href=x class=c>t</a></svg>";
        let document = Html::parse_document(html);
        for element in document.tree.values().filter_map(|node| node.as_element()) {
            for name in ["class", "id", "data-x", "href", "xlink:href", "none", ""] {
                assert_eq!(of(element, name), element.attr(name), "{name}");
            }
        }
    }
}
