//! The text in the data of a page's scripts, for pages that show it by script only: Next, Nuxt,
//! Redux and their kin put all that they will show there. Read only where the page itself shows
//! next to nothing.

use serde_json::{Map, Value};

use crate::extract::page::measure::Measure;
use crate::extract::page::outline::Outline;
use crate::markup::script_data;
use crate::markup::tags::Tag;

/// Deepest value that is looked at.
const MAX_DEPTH: usize = 48;
/// Most values that are looked at.
const MAX_VALUES: usize = 200_000;
/// Less text than this is no article, in size units.
const MIN_TEXT: u32 = 400;

/// The longest run of prose that one list or one text of the state holds, paragraphs apart by
/// line feeds; it may be HTML.
#[must_use]
pub(super) fn text(outline: &Outline<'_>) -> Option<String> {
    let scripts = outline
        .entries
        .iter()
        .filter(|entry| entry.tag == Tag::Script);
    let mut best = Best::default();
    for (_, value) in script_data::documents(scripts.map(|script| script.node)) {
        best.visit(&value, 0);
    }
    (best.size >= MIN_TEXT).then_some(best.text)
}

/// The longest text so far.
#[derive(Default)]
struct Best {
    size: u32,
    text: String,
    visited: usize,
}

impl Best {
    fn visit(&mut self, value: &Value, depth: usize) {
        self.visited += 1;
        if depth > MAX_DEPTH || self.visited > MAX_VALUES {
            return;
        }
        match value {
            Value::String(text) if prose(text) > 0 => self.offer(&[text]),
            Value::Array(items) => {
                let paragraphs: Vec<&str> = items.iter().filter_map(paragraph).collect();
                self.offer(&paragraphs);
                items.iter().for_each(|item| self.visit(item, depth + 1));
            }
            Value::Object(fields) => {
                fields
                    .values()
                    .for_each(|field| self.visit(field, depth + 1));
            }
            _ => {}
        }
    }

    fn offer(&mut self, paragraphs: &[&str]) {
        let size = paragraphs.iter().map(|text| prose(text)).sum();
        if size > self.size {
            self.size = size;
            self.text = paragraphs.join("\n");
        }
    }
}

/// The text of an item of a list: itself, or the longest prose among its own fields. A list of
/// teasers has one short text an item and an address beside it; it is no text.
fn paragraph(item: &Value) -> Option<&str> {
    match item {
        Value::String(text) => Some(text),
        Value::Object(fields) => {
            // A card has a title, and its address may stand with its picture or its file.
            let opens = |inner: &Value| inner.as_object().is_some_and(has_address);
            if has_address(fields) || fields.contains_key("title") && fields.values().any(opens) {
                return None;
            }
            let texts = fields.values().filter_map(Value::as_str);
            texts
                .max_by_key(|text| prose(text))
                .filter(|text| prose(text) > 0)
        }
        _ => None,
    }
}

fn has_address(fields: &Map<String, Value>) -> bool {
    let names = ["url", "href", "link", "slug"];
    names.iter().any(|name| fields.contains_key(*name))
}

/// The size of a text if it reads like a paragraph, else 0.
fn prose(text: &str) -> u32 {
    let is_address = text.starts_with("http") || !text.contains(' ') && text.is_ascii();
    if text.len() < 60 || is_address || text.starts_with(['{', '[']) {
        return 0;
    }
    let measure = Measure::of(text);
    if measure.stops > 0 { measure.size } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Options, article};

    fn page(state: &Value) -> String {
        format!(
            "<html><head><title>The harbour opens again</title></head><body><div id=root>Please enable JavaScript.</div>\
             <script id=__NEXT_DATA__ type=application/json>{state}</script></body></html>"
        )
    }

    fn sentence(number: usize) -> String {
        format!(
            "Sentence number {number} of the story says what happened in the harbour on that day, at length."
        )
    }

    #[test]
    fn a_page_that_is_shown_by_script_has_its_text_in_its_state() {
        let blocks: Vec<Value> = (0..6)
            .map(|number| serde_json::json!({"type": "text", "content": sentence(number)}))
            .collect();
        let teasers: Vec<Value> = (0..30)
            .map(|number| serde_json::json!({"url": "/x", "summary": sentence(number + 50)}))
            .collect();
        let cards: Vec<Value> = (0..30)
            .map(|number| serde_json::json!({"title": "A", "file": {"url": "/x"}, "summary": sentence(number + 50)}))
            .collect();
        let state = serde_json::json!({"props": {"teasers": teasers, "cards": cards, "story": {"blocks": blocks}}});
        let got = article(&page(&state), &Options::default());
        assert_eq!(got.blocks.len(), 6);
        assert!(got.text().starts_with("Sentence number 0"));
    }

    #[test]
    fn html_in_the_state_is_read_as_html() {
        let body: String = (0..6)
            .map(|number| format!("<p>{}</p>", sentence(number)))
            .collect();
        let state = serde_json::json!({"post": {"content": {"rendered": body}}});
        let got = article(&page(&state), &Options::default());
        assert_eq!(got.blocks.len(), 6);
        assert!(!got.text().contains('<'));
    }

    #[test]
    fn an_assignment_is_data_as_well() {
        let body: Vec<Value> = (0..6)
            .map(|number| serde_json::json!({"kind": "p", "text": sentence(number)}))
            .collect();
        let state = serde_json::json!({"story": {"id": 7, "body": body}});
        let data = format!("<script id=__NEXT_DATA__ type=application/json>{state}</script>");
        for script in [
            format!("window.__STATE__ = {state};"),
            format!("(function(){{var s={state};window.app(s)}})()"),
            format!(
                "window.__STATE__ = {};",
                state.to_string().replace("\"kind\"", "kind")
            ),
            format!(
                "window.__STATE__ = JSON.parse({});",
                Value::String(state.to_string())
            ),
        ] {
            let html = page(&state).replace(&data, &format!("<script>{script}</script>"));
            let got = article(&html, &Options::default());
            assert_eq!(got.blocks.len(), 6, "{script}");
            assert!(got.text().ends_with(&sentence(5)));
        }
    }

    #[test]
    fn what_the_page_shows_is_not_replaced() {
        let shown: String = (0..6)
            .map(|number| format!("<p>{}</p>", sentence(number)))
            .collect();
        let state = serde_json::json!([sentence(90).repeat(9)]);
        let html = page(&state).replace("Please enable JavaScript.", &shown);
        assert!(
            !article(&html, &Options::default())
                .text()
                .contains("number 90")
        );
    }
}
