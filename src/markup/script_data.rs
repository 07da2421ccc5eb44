//! The data that a page carries for its own scripts: JSON documents, and assignments of
//! literals (`window.__STATE__ = {…}`). What it means is for those who ask.

use ego_tree::NodeRef;
use scraper::ElementRef;
use scraper::node::Node;
use serde_json::{Map, Value};

use super::{attribute, json_ld, literal};

/// Scripts of one page that are looked at.
const MAX_SCRIPTS: usize = 200;
/// Bytes of data that are read of a page.
const MAX_BYTES: usize = 4 << 20;
/// How many times its own length a script is gone through for literals that are none, each of
/// which may hold others. Every script has this to itself: a bundle takes nothing from the next.
const TRIES: usize = 4;
/// So much of a short script is always gone through, in bytes.
const LEAST_TRIED: usize = 16 << 10;
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
    let mut left = MAX_BYTES;
    let scripts = scripts.take(MAX_SCRIPTS);
    let found = scripts.filter_map(|script| Some((script, value(script, &mut left)?)));
    found.collect()
}

/// The data of one script.
pub(crate) fn of(script: ElementRef<'_>) -> Option<Value> {
    value(script, &mut { MAX_BYTES })
}

/// The data of a script, if what is left of the bytes that are read has room for it.
fn value(script: ElementRef<'_>, left: &mut usize) -> Option<Value> {
    let text = script.text().next()?.trim();
    let is_json = attribute::of(script.value(), "type").is_some_and(|kind| kind.contains("json"));
    if is_json || text.starts_with(['{', '[']) {
        let rest = left.checked_sub(text.len())?;
        // A script in JavaScript may begin with a block or a list.
        let is_all = |behind: &str| is_json || behind.trim_matches([';', ' ', '\n']).is_empty();
        if let Some((value, _)) = literal::document(text).filter(|(_, behind)| is_all(behind)) {
            *left = rest;
            let is_nuxt = script.attr("id") == Some("__NUXT_DATA__");
            return match &value {
                Value::Array(table) if is_nuxt => Some(Unfolding::of(table)),
                _ => Some(value),
            };
        }
    }
    let all = assignments(text, left, &mut tries(text));
    (!all.is_empty()).then_some(Value::Object(all))
}

fn tries(text: &str) -> usize {
    (TRIES * text.len()).max(LEAST_TRIED)
}

/// Every `name = {…}` of a script that holds something, by its name without `window.`.
fn assignments(text: &str, left: &mut usize, tried: &mut usize) -> Map<String, Value> {
    let mut found = Map::new();
    let mut at = 0;
    while *tried > 0
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
        let name = text[..equals].trim_end().trim_end_matches(['"', '\'', ']']);
        let name = name
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
            .next()
            .unwrap_or_default();
        let holds_something = match &value {
            Value::Object(fields) => !fields.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => false,
        };
        if !name.is_empty()
            && holds_something
            && let Some(rest) = left.checked_sub(length)
        {
            *left = rest;
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
        for script in [
            "<script type=application/json>{\"p\":[1,null,],}</script>",
            "<script type=application/json><!-- {\"p\":[1,null]} --></script>",
            "<script>{\"p\":[1,null]};</script>",
        ] {
            assert_eq!(data(script), [json!({"p": [1, null]})], "{script}");
        }
        for block in ["{window.X={\"p\":1}}", "[1,2].map(f);X={p:1}"] {
            let found = data(&format!("<script>{block}</script>"));
            assert_eq!(found, [json!({"X": {"p": 1}})], "{block}");
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
    fn no_script_is_gone_through_for_ever() {
        for part in [
            "a={",
            "a=[\"",
            "a=['=[\"=[`",
            "=[\"\\\"",
            "a={b:'",
            "a=JSON.parse('",
            "={a:[[",
            "=[`${",
            "=[1,",
        ] {
            let script = part.repeat(10_000);
            let mut tried = tries(&script);
            assert!(assignments(&script, &mut { MAX_BYTES }, &mut tried).is_empty());
            assert!(tried > 0, "{part}");
        }
    }

    #[test]
    fn a_bundle_takes_nothing_from_the_state_behind_it() {
        let unclosed = "e={s:/[\"']/};t=['".repeat(1_000);
        let constants: String = (0..100).map(|at| format!("c{at}=[{at}],n={{}};")).collect();
        let functions = "r={f:function(t){return t=[t]}};".repeat(1_000);
        let state = "<script>window.__STATE__ = {\"p\":[1,null]}</script>";
        for bundle in [unclosed, constants, functions] {
            let apart = data(&format!("<script>{bundle}</script>{state}"));
            assert_eq!(apart.last(), Some(&json!({"__STATE__": {"p": [1, null]}})));
            let state = &state["<script>".len()..];
            let together = data(&format!("<script>{bundle};{state}"));
            assert_eq!(
                together[0]["__STATE__"],
                json!({"p": [1, null]}),
                "{}",
                &bundle[..30]
            );
        }
    }

    #[test]
    fn what_is_read_is_bounded() {
        let state = format!("A=[\"{}\"];", "long ".repeat(MAX_BYTES / 12));
        let found = data(&format!(
            "<script>{state}{state}{state}B=[1]</script><script>[2]</script>"
        ));
        assert!(found[0]["A"].is_array() && found[0]["B"].is_array() && found[1] == json!([2]));
        let found = data(&format!("<script>{state}</script>").repeat(4));
        assert_eq!(found.len(), 2);
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
