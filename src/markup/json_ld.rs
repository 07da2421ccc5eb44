//! JSON-LD as values: what a page says of itself for machines. What the values mean is for those
//! who ask; here is only how they are written.

use ego_tree::NodeRef;
use scraper::node::{Element, Node};
use serde_json::Value;

use super::{attribute, literal};

/// Longest script that is read, in bytes.
const MAX_SCRIPT: usize = 2_000_000;

/// Whether an element is such a script.
#[must_use]
pub(crate) fn is_script(element: &Element) -> bool {
    element.name() == "script"
        && attribute::of(element, "type")
            .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
}

/// The text of a node if it is such a script.
#[must_use]
pub(crate) fn text(node: NodeRef<'_, Node>) -> Option<&str> {
    is_script(node.value().as_element()?)
        .then(|| node.first_child()?.value().as_text().map(|text| &**text))?
}

/// The value of such a text.
#[must_use]
pub(crate) fn parse(text: &str) -> Option<Value> {
    if text.len() > MAX_SCRIPT {
        return None;
    }
    literal::document(text).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn broken_json_is_forgiven() {
        for text in [
            "{\"a\":[\"b c\"]}",
            "<!-- {\"a\":[\"b c\"]} -->",
            "{\"a\":[\"b\u{1}c\"],}",
            "{\"a\":[\"b\tc\", ] }\n;",
            "\u{feff}{\"a\":[\"b c\"]}{\"a\":1}",
            "//<![CDATA[\n{\"a\":[\"b c\"]}\n//]]>",
        ] {
            assert_eq!(parse(text), Some(json!({"a": ["b c"]})), "{text}");
        }
        let broken = "{\"a\":[\"b\nc\"],}";
        assert_eq!(parse(broken), Some(json!({"a": ["b\nc"]})));
        assert_eq!(
            parse("{\"a\":\"b, }\",}"),
            Some(json!({"a": "b, }"})),
            "a comma in a text"
        );
        for text in ["", "{", "no data", "{\"a\":"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn scripts_are_known_by_their_kind() {
        let html = "<script type='application/LD+JSON; charset=utf-8'>1</script><script>2</script>";
        let document = scraper::Html::parse_document(html);
        let found: Vec<&str> = document.tree.nodes().filter_map(text).collect();
        assert_eq!(found, ["1"]);
    }
}
