//! The text in the data of a page's scripts, for pages that show it by script only: Next, Nuxt,
//! Redux and their kin put all that they will show there. Read only where the page itself shows
//! next to nothing.

use serde_json::{Map, Value};

use crate::extract::page::measure::Measure;
use crate::extract::page::outline::Outline;
use crate::markup::tags::Tag;
use crate::markup::{html, names, script_data};
use crate::words::Words;

/// Deepest value that is looked at.
const MAX_DEPTH: usize = 48;
/// Most values that are looked at.
const MAX_VALUES: usize = 200_000;
/// Less text than this is no article, in size units.
const MIN_TEXT: u32 = 400;
/// Longest heading, in bytes.
const MAX_HEADING: usize = 300;
/// The level of a heading that states none.
const LEVEL: u8 = 2;

/// A paragraph of a page's data, or several with line feeds between them, or a heading; it may
/// be HTML.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::extract) struct Line {
    /// The level of a heading.
    pub(super) level: Option<u8>,
    pub(super) text: String,
}

impl Line {
    pub(super) fn of(text: &str) -> Self {
        let text = text.to_owned();
        Self { level: None, text }
    }
}

/// The longest run of prose that one list or one text of the state holds.
#[must_use]
pub(super) fn text(outline: &Outline<'_>) -> Option<Vec<Line>> {
    let scripts = outline
        .entries
        .iter()
        .filter(|entry| entry.tag == Tag::Script);
    let documents = script_data::documents(scripts.map(|script| script.node));
    let mut best = Best::default();
    for (_, value) in &documents {
        best.visit(value, 0);
    }
    let line = |(level, text): (_, &str)| Line {
        level,
        text: text.to_owned(),
    };
    (best.size >= MIN_TEXT).then(|| best.lines.into_iter().map(line).collect())
}

/// The longest text so far: its lines, and the levels of those that are headings.
#[derive(Default)]
struct Best<'v> {
    size: u32,
    lines: Vec<(Option<u8>, &'v str)>,
    visited: usize,
}

impl<'v> Best<'v> {
    fn visit(&mut self, value: &'v Value, depth: usize) {
        self.visited += 1;
        if depth > MAX_DEPTH || self.visited > MAX_VALUES {
            return;
        }
        match value {
            Value::String(text) if prose(text) > 0 => self.offer(vec![(None, text)]),
            Value::Array(items) => {
                self.offer(lines(items));
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

    fn offer(&mut self, lines: Vec<(Option<u8>, &'v str)>) {
        let paragraphs = lines.iter().filter(|(level, _)| level.is_none());
        let size = paragraphs.map(|(_, text)| prose(text)).sum();
        if size > self.size {
            self.size = size;
            self.lines = lines;
        }
    }
}

/// The paragraphs of a list and the headings between them. What stands before the first is the
/// title of all, what stands behind the last heads no text.
fn lines(items: &[Value]) -> Vec<(Option<u8>, &str)> {
    // Headings have their text where paragraphs have theirs.
    let field = items.iter().find_map(|item| paragraph(item)?.0);
    let mut lines = Vec::new();
    let mut whole = 0;
    for item in items {
        if let Some((level, text)) = heading(item, field) {
            if whole > 0 {
                lines.push((Some(level), text));
            }
        } else if let Some((_, text)) = paragraph(item) {
            lines.push((None, text));
            whole = lines.len();
        }
    }
    lines.truncate(whole);
    lines
}

/// The text of an item of a list: itself, or the longest prose among its own fields, and which
/// of them it is.
fn paragraph(item: &Value) -> Option<(Option<&str>, &str)> {
    match item {
        Value::String(text) => Some((None, text)),
        Value::Object(fields) if !is_card(fields) => {
            let texts = fields
                .iter()
                .filter_map(|(name, text)| Some((Some(&**name), text.as_str()?)));
            texts
                .max_by_key(|(_, text)| prose(text))
                .filter(|(_, text)| prose(text) > 0)
        }
        _ => None,
    }
}

/// The level and the text of an item that says it is a heading; `field` is where the paragraphs
/// beside it have their text.
fn heading<'v>(item: &'v Value, field: Option<&str>) -> Option<(u8, &'v str)> {
    let fields = item.as_object().filter(|fields| !is_card(fields))?;
    let others = Words::DataText.all().iter().copied();
    let text = field.into_iter().chain(others);
    let text = text.filter_map(|name| fields.get(name)?.as_str());
    let text = text.map(str::trim).find(|text| !text.is_empty())?;
    let level = stated_level(fields).or_else(|| {
        let level = text.strip_prefix("<h")?.bytes().next()?;
        matches!(level, b'1'..=b'6').then_some(level - b'0')
    })?;
    let is_line = text.len() <= MAX_HEADING && !html::plain(text).is_empty();
    is_line.then_some((level, text))
}

/// The level of an item whose type is that of a heading.
fn stated_level(fields: &Map<String, Value>) -> Option<u8> {
    let kinds = Words::DataKind.all().iter();
    let mut kinds = kinds.filter_map(|name| fields.get(*name)?.as_str());
    let level = kinds.find_map(level_in_kind)?;
    let holders = std::iter::once(fields).chain(fields.values().filter_map(Value::as_object));
    let mut stated = holders.flat_map(|holder| {
        let names = Words::DataLevel.all().iter();
        names.filter_map(|name| holder.get(*name)?.as_u64())
    });
    let stated = stated.find_map(|level| u8::try_from(level).ok());
    let level = level.or(stated).unwrap_or(LEVEL);
    Some(level.clamp(1, 6))
}

/// Whether a type is that of a heading ("h3", "core/heading", "HeadingBlock", "header-two"), and
/// the level it states.
fn level_in_kind(kind: &str) -> Option<Option<u8>> {
    let digit = kind.bytes().find(|byte| matches!(byte, b'1'..=b'6'));
    let mut level = digit.map(|digit| digit - b'0');
    let mut is_heading = false;
    names::each_word(kind, |word| {
        let number = Words::DataNumber
            .pairs()
            .find(|(name, _)| name.as_bytes() == word);
        if let Some((_, number)) = number {
            level = number.parse().ok();
        } else if !Words::DataHolder.has(word) {
            is_heading = Words::DataHeading.has(word) || word == b"h" && level.is_some();
        }
    });
    is_heading.then_some(level)
}

/// Whether an object has an address of its own. A list of teasers has one short text an item and
/// an address beside it; it is no text. A card has a title, and its address may stand with its
/// picture or its file.
fn is_card(fields: &Map<String, Value>) -> bool {
    let opens = |inner: &Value| inner.as_object().is_some_and(has_address);
    has_address(fields) || fields.contains_key("title") && fields.values().any(opens)
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
    use crate::model::Block;
    use serde_json::json;

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
            .map(|number| json!({"type": "text", "content": sentence(number)}))
            .collect();
        let teasers: Vec<Value> = (0..30)
            .map(|number| json!({"url": "/x", "summary": sentence(number + 50)}))
            .collect();
        let cards: Vec<Value> = (0..30)
            .map(|number| json!({"title": "A", "file": {"url": "/x"}, "summary": sentence(number + 50)}))
            .collect();
        let state =
            json!({"props": {"teasers": teasers, "cards": cards, "story": {"blocks": blocks}}});
        let got = article(&page(&state), &Options::default());
        assert_eq!(got.blocks.len(), 6);
        assert!(got.text().starts_with("Sentence number 0"));
    }

    #[test]
    fn html_in_the_state_is_read_as_html() {
        let body: String = (0..6)
            .map(|number| format!("<p>{}</p>", sentence(number)))
            .collect();
        let state = json!({"post": {"content": {"rendered": body}}});
        let got = article(&page(&state), &Options::default());
        assert_eq!(got.blocks.len(), 6);
        assert!(!got.text().contains('<'));
    }

    #[test]
    fn an_assignment_is_data_as_well() {
        let body: Vec<Value> = (0..6)
            .map(|number| json!({"kind": "p", "text": sentence(number)}))
            .collect();
        let state = json!({"story": {"id": 7, "body": body}});
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

    /// The lines of an article, headings with their levels.
    fn shown(state: &Value) -> String {
        let lines = article(&page(state), &Options::default()).blocks;
        let line = |block: &Block| match block {
            Block::Heading { level, .. } => format!("{level} {}\n", block.text()),
            _ => format!("{}\n", &block.text()[..17]),
        };
        lines.iter().map(line).collect()
    }

    fn text(number: usize) -> Value {
        json!({"type": "text", "content": sentence(number)})
    }

    #[test]
    fn headings_between_paragraphs_are_headings() {
        for (first, second) in [
            (
                json!({"type": "heading", "content": "What came of it", "level": 3}),
                json!({"type": "image", "content": "A picture"}),
            ),
            (
                json!({"__typename": "HeadingBlock", "text": "What came of it", "attributes": {"level": 3}}),
                json!({"kind": "subheadline", "html": ""}),
            ),
            (
                json!({"name": "core/heading-3", "content": "<b>What came of it</b>"}),
                json!({"style": "header-title", "text": "A title with a card", "file": {"url": "/x"}, "title": "A"}),
            ),
            (
                json!({"kind": "header-three", "id": "0b1c2d-3e4f", "value": "What came of it"}),
                json!({"type": "list"}),
            ),
            (
                json!({"type": "html", "content": "<h3 id=a>What came of it</h3>"}),
                json!({"type": "title-image", "content": "A picture"}),
            ),
        ] {
            let mut blocks: Vec<Value> = (0..6).map(text).collect();
            blocks.splice(2..2, [first.clone(), second.clone()]);
            // Titles, and what leads to other lists.
            blocks.insert(
                0,
                json!({"type": "title", "content": "The harbour opens again"}),
            );
            blocks.push(json!({"type": "h2", "content": "Read on"}));
            let state = json!({"props": {"story": {"blocks": blocks}}});
            let expected: String = (0..6)
                .map(|number| match number {
                    2 => format!("3 What came of it\nSentence number {number}\n"),
                    _ => format!("Sentence number {number}\n"),
                })
                .collect();
            assert_eq!(shown(&state), expected, "{first} {second}");
        }
    }

    #[test]
    fn headings_stand_beside_html_as_well() {
        let body = (0..6).map(|number| {
            json!({"tag": "p", "html": format!("<p>{} &amp; more.</p>", sentence(number))})
        });
        let mut body: Vec<Value> = body.collect();
        body.insert(3, json!({"tag": "h4", "html": "What came &amp; went"}));
        // As Nuxt writes it: a table in which values are the numbers of rows.
        let mut table = vec![json!({"body": 1}), Value::Null];
        let mut rows = Vec::new();
        for item in body {
            let at = table.len();
            rows.push(at + 2);
            table.extend([
                item["tag"].clone(),
                item["html"].clone(),
                json!({"tag": at, "html": at + 1}),
            ]);
        }
        table[1] = json!(rows);
        let state = Value::Array(table);
        let html = page(&state).replace("__NEXT_DATA__", "__NUXT_DATA__");
        let got = article(&html, &Options::default());
        assert_eq!(got.blocks.len(), 7);
        assert!(matches!(got.blocks[3], Block::Heading { level: 4, .. }));
        assert_eq!(got.blocks[3].text(), "What came & went");
        let mut blocks: Vec<Value> = (0..6).map(text).collect();
        blocks[4]["content"] = json!(format!("{}<br>", sentence(4)));
        assert_eq!(shown(&json!(blocks)).lines().count(), 6);
    }

    #[test]
    fn what_the_page_shows_is_not_replaced() {
        let shown: String = (0..6)
            .map(|number| format!("<p>{}</p>", sentence(number)))
            .collect();
        let state = json!([sentence(90).repeat(9)]);
        let html = page(&state).replace("Please enable JavaScript.", &shown);
        assert!(
            !article(&html, &Options::default())
                .text()
                .contains("number 90")
        );
    }
}
