//! The data that a page carries for its own scripts: JSON documents, and assignments of
//! literals (`window.__STATE__ = {…}`). What it means is for those who ask.

use ego_tree::NodeRef;
use scraper::ElementRef;
use scraper::node::Node;
use serde_json::{Map, Value};

use super::{json_ld, literal};

/// Scripts of one page that are looked at.
const MAX_SCRIPTS: usize = 200;
/// Bytes of all scripts of a page whose data is read.
const MAX_BYTES: usize = 4 << 20;
/// Bytes of a page that are gone through for literals that are none: each may hold others.
const MAX_TRIED: usize = 8 << 20;
/// Assignments of one script that are read.
const MAX_ASSIGNMENTS: usize = 40;
/// Values that a table of references is unfolded into.
const MAX_VALUES: usize = 200_000;
/// How deep it is unfolded.
const MAX_DEPTH: usize = 48;

/// The scripts with data among the nodes of a page, each with its data.
pub(crate) fn documents<'a>(
    nodes: impl Iterator<Item = NodeRef<'a, Node>>,
) -> Vec<(ElementRef<'a>, Value)> {
    let is_inline = |script: &ElementRef<'_>| {
        script.value().name() == "script"
            && script.attr("src").is_none()
            && !json_ld::is_script(script.value())
    };
    let scripts = nodes.filter_map(ElementRef::wrap).filter(is_inline);
    let (mut left, mut tried) = (MAX_BYTES, MAX_TRIED);
    let mut found = Vec::new();
    for script in scripts.take(MAX_SCRIPTS) {
        let Some((text, rest)) = text(script).and_then(|text| {
            let rest = left.checked_sub(text.len())?;
            Some((text, rest))
        }) else {
            continue;
        };
        if let Some(value) = value(script, text, &mut tried) {
            left = rest;
            found.push((script, value));
        }
    }
    found
}

/// The data of one script.
pub(crate) fn of(script: ElementRef<'_>) -> Option<Value> {
    value(script, text(script)?, &mut { MAX_TRIED })
}

fn text(script: ElementRef<'_>) -> Option<&str> {
    script.text().next()
}

fn value(script: ElementRef<'_>, text: &str, tried: &mut usize) -> Option<Value> {
    let text = text.trim();
    if text.starts_with(['{', '[']) {
        let value: Value = serde_json::from_str(text).ok()?;
        let is_nuxt = script.attr("id") == Some("__NUXT_DATA__");
        return match &value {
            Value::Array(table) if is_nuxt => Some(Unfolding::of(table)),
            _ => Some(value),
        };
    }
    let all = assignments(text, tried);
    (!all.is_empty()).then_some(Value::Object(all))
}

/// Every `name = {…}` of a script, by its name without `window.`.
fn assignments(text: &str, tried: &mut usize) -> Map<String, Value> {
    let mut found = Map::new();
    let mut at = 0;
    while found.len() < MAX_ASSIGNMENTS
        && *tried > 0
        && let Some(step) = text[at..].find('=')
    {
        let equals = at + step;
        at = equals + 1;
        let right = text[at..].trim_start();
        if !literal::begins(right) {
            continue;
        }
        let (value, length) = match literal::read(right) {
            Ok(read) => read,
            Err(bytes) => {
                *tried = tried.saturating_sub(bytes);
                continue;
            }
        };
        at = text.len() - right.len() + length;
        let left = text[..equals].trim_end();
        let name = left
            .trim_end_matches(['"', '\'', ']'])
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
            .next()
            .unwrap_or_default();
        if !name.is_empty() && (value.is_object() || value.is_array()) {
            found.insert(name.to_owned(), value);
        }
    }
    found
}

/// Nuxt writes its data as a table in which every value is the number of another row. A row may
/// be meant very many times, so what comes of the table is bounded and not only the table.
struct Unfolding<'t> {
    table: &'t [Value],
    values: usize,
    bytes: usize,
}

impl<'t> Unfolding<'t> {
    fn of(table: &'t [Value]) -> Value {
        let mut unfolding = Self {
            table,
            values: MAX_VALUES,
            bytes: MAX_BYTES,
        };
        unfolding.row(0, 0)
    }

    fn row(&mut self, row: usize, depth: usize) -> Value {
        // A row that is missing or too deep takes its place in a list, too.
        let Some(left) = self.values.checked_sub(1) else {
            return Value::Null;
        };
        self.values = left;
        let value = self.table.get(row).filter(|_| depth <= MAX_DEPTH);
        let Some(value) = value.filter(|value| self.takes(value)) else {
            return Value::Null;
        };
        match value {
            Value::Array(items) => {
                // `["Reactive", 7]` wraps a row.
                if let [Value::String(_), inner] = &items[..]
                    && let Some(inner) = index(inner)
                {
                    return self.row(inner, depth + 1);
                }
                let mut rows = Vec::new();
                for row in items.iter().filter_map(index) {
                    if self.values == 0 {
                        break;
                    }
                    rows.push(self.row(row, depth + 1));
                }
                Value::Array(rows)
            }
            Value::Object(fields) => {
                let rows = fields
                    .iter()
                    .filter_map(|(key, row)| Some((key, index(row)?)));
                let mut unfolded = serde_json::Map::new();
                for (key, row) in rows {
                    if self.values == 0 {
                        break;
                    }
                    unfolded.insert(key.clone(), self.row(row, depth + 1));
                }
                Value::Object(unfolded)
            }
            value => value.clone(),
        }
    }

    /// Whether there is room for a value's own text.
    fn takes(&mut self, value: &Value) -> bool {
        let bytes = match value {
            Value::String(text) => text.len(),
            Value::Object(fields) => fields.keys().map(String::len).sum(),
            _ => 0,
        };
        let left = self.bytes.checked_sub(bytes);
        self.bytes = left.unwrap_or(self.bytes);
        left.is_some()
    }
}

fn index(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;
    use serde_json::json;

    fn data(html: &str) -> Vec<Value> {
        let document = Html::parse_document(html);
        let found = documents(document.tree.nodes());
        found.into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn data_is_found_in_all_its_dresses() {
        let script = "<script id=__NEXT_DATA__ type=application/json>{\"p\":[1,null]}</script>";
        assert_eq!(data(script), [json!({"p": [1, null]})]);
        for script in [
            "window.__STATE__ = {\"p\":[1,null]}; var a == b;",
            "x();window['__STATE__']={p:[1,undefined,],};",
            "window.__STATE__=JSON.parse(\"{\\\"p\\\":[1,null]}\")",
            "window.__STATE__ = JSON.parse('{\"p\":[1,null]}');",
        ] {
            let found = data(&format!("<script>{script}</script>"));
            assert_eq!(found, [json!({"__STATE__": {"p": [1, null]}})], "{script}");
        }
        for html in [
            "<script src=a.js>A = {\"p\":1}</script>",
            "<script type=application/ld+json>{\"p\":1}</script>",
            "<script>a = 1; if (a == {}) { b() }</script>",
        ] {
            assert!(data(html).is_empty(), "{html}");
        }
    }

    fn nuxt(table: &str) -> Value {
        let html = format!("<script type=application/json id=__NUXT_DATA__>{table}</script>");
        data(&html).remove(0)
    }

    #[test]
    fn nuxt_tables_are_unfolded() {
        let table = r#"[["ShallowReactive",1],{"posts":2},[3,3],{"t":4},"A"]"#;
        assert_eq!(nuxt(table), json!({"posts": [{"t": "A"}, {"t": "A"}]}));
    }

    #[test]
    fn what_comes_of_a_table_is_bounded() {
        assert!(nuxt("[[0,0]]").to_string().len() < 3_000_000);
        let rows = vec!["1"; 10_000].join(",");
        let (ones, nines) = (vec!["1"; 2_000].join(","), vec!["9"; 2_000].join(","));
        let missing = nuxt(&format!("[[{ones}],[{nines}]]"));
        assert!(missing.to_string().len() < 8 * MAX_VALUES);
        let text = "long ".repeat(10_000);
        let unfolded = nuxt(&format!("[[{rows}],\"{text}\"]"));
        assert!(unfolded.to_string().len() < 2 * MAX_BYTES);
    }

    #[test]
    fn what_never_ends_is_not_tried_for_ever() {
        let script = "a={".repeat(100_000);
        let mut tried = MAX_TRIED;
        assert!(assignments(&script, &mut tried).is_empty());
        assert_eq!(tried, 0);
    }

    #[test]
    fn broken_scripts_say_nothing() {
        for script in [
            "a = {",
            "= {}",
            "a = !",
            "a={b:!",
            "a = JSON.parse(",
            "a = {!é}",
        ] {
            let found = data(&format!("<script>{script}</script>"));
            assert!(found.is_empty(), "{script}");
        }
    }
}
