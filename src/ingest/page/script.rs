//! The data that a page carries for its own scripts: JSON documents, and assignments of
//! object literals (`window.__STATE__ = {…}`).
//!
//! Literals are mostly JSON. What JavaScript allows beyond it (bare keys, single quotes,
//! `undefined`, trailing commas) is rewritten; what needs a real interpreter is left alone.

use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Map, Value};

use super::document::selector;

static SCRIPTS: LazyLock<Selector> = LazyLock::new(|| selector("script:not([src])"));

/// Scripts of one page that are looked at.
const MAX_SCRIPTS: usize = 200;
/// Bytes of all scripts of a page that are parsed.
const MAX_BYTES: usize = 4_000_000;
/// Assignments of one script that are looked at.
const MAX_ASSIGNMENTS: usize = 40;
/// Values that Nuxt's reference table is unfolded into, and how deep.
const MAX_UNFOLDED: (usize, usize) = (100_000, 24);

/// The data of each script that has any, with a selector that finds the script again.
pub(super) fn documents(document: &Html) -> Vec<(String, Value)> {
    let mut left = MAX_BYTES;
    let mut found = Vec::new();
    for script in document.select(&SCRIPTS).take(MAX_SCRIPTS) {
        let text: String = script.text().collect();
        let Some(rest) = left.checked_sub(text.len()) else {
            continue;
        };
        let is_linked_data = script.attr("type") == Some("application/ld+json");
        if let Some(value) = value(script, &text).filter(|_| !is_linked_data) {
            left = rest;
            found.push((name(script), value));
        }
    }
    found
}

/// The data of one script.
pub(super) fn of(script: ElementRef<'_>) -> Option<Value> {
    let text: String = script.text().collect();
    value(script, &text)
}

/// A selector for a script by what names it.
fn name(script: ElementRef<'_>) -> String {
    let is_plain = |name: &&str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    match (script.attr("id").filter(is_plain), script.attr("type")) {
        (Some(id), _) if !id.starts_with(|c: char| c.is_ascii_digit()) => format!("script#{id}"),
        (_, Some(kind)) if kind.contains("json") => "script[type=\"application/json\"]".to_owned(),
        _ => "script".to_owned(),
    }
}

fn value(script: ElementRef<'_>, text: &str) -> Option<Value> {
    let text = text.trim();
    if text.starts_with(['{', '[']) {
        let value: Value = serde_json::from_str(text).ok()?;
        let is_nuxt = script.attr("id") == Some("__NUXT_DATA__");
        return match &value {
            Value::Array(table) if is_nuxt => Some(unfold(table, 0, 0, &mut 0)),
            _ => Some(value),
        };
    }
    let all = assignments(text);
    (!all.is_empty()).then_some(Value::Object(all))
}

/// Every `name = {…}` of a script, by its name without `window.`.
fn assignments(text: &str) -> Map<String, Value> {
    let mut found = Map::new();
    let mut at = 0;
    while found.len() < MAX_ASSIGNMENTS
        && let Some(step) = text[at..].find('=')
    {
        let equals = at + step;
        at = equals + 1;
        let right = text[at..].trim_start();
        let is_literal = right.starts_with(['{', '[']) || right.starts_with("JSON.parse(");
        if !is_literal {
            continue;
        }
        let left = text[..equals].trim_end();
        let name = left
            .trim_end_matches(['"', '\'', ']'])
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
            .next()
            .unwrap_or_default();
        let Some((value, length)) = literal(right) else {
            continue;
        };
        at = text.len() - right.len() + length;
        if !name.is_empty() && (value.is_object() || value.is_array()) {
            found.insert(name.to_owned(), value);
        }
    }
    found
}

/// The value at the start of a text and its length in bytes.
fn literal(text: &str) -> Option<(Value, usize)> {
    if let Some(inner) = text.strip_prefix("JSON.parse(") {
        let (json, length) = rewritten(inner.trim_start())?;
        let text: String = serde_json::from_str(&json).ok()?;
        let skipped = inner.len() - inner.trim_start().len();
        return Some((
            serde_json::from_str(&text).ok()?,
            "JSON.parse(".len() + skipped + length,
        ));
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    if let Some(Ok(value)) = values.next() {
        return Some((value, values.byte_offset()));
    }
    let (json, length) = rewritten(text)?;
    Some((serde_json::from_str(&json).ok()?, length))
}

/// A JavaScript literal as JSON, with the bytes it took. `None` when it does not end.
fn rewritten(text: &str) -> Option<(String, usize)> {
    let mut out = String::with_capacity(text.len().min(1 << 16));
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' | '\'' | '`' => at += string(&text[at..], c, &mut out)?,
            '{' | '[' => {
                depth += 1;
                out.push(c);
                at += 1;
            }
            '}' | ']' => {
                let end = out.trim_end().trim_end_matches(',').len();
                out.truncate(end);
                out.push(c);
                at += 1;
                depth = depth.checked_sub(1)?;
            }
            c if c.is_alphabetic() || c == '_' || c == '$' => at += word(&text[at..], &mut out),
            // `new Date("2024-01-02")` and `void 0`: what counts stands inside or behind.
            '(' | ')' => at += 1,
            '!' => {
                // Minifiers write `!0` for true.
                out.push_str(if text[at..].starts_with("!0") {
                    "true"
                } else {
                    "false"
                });
                at += 2;
            }
            c => {
                out.push(c);
                at += c.len_utf8();
            }
        }
        if depth == 0 {
            return Some((out, at));
        }
        if !text.is_char_boundary(at) {
            return None;
        }
    }
    None
}

/// Copies a string in JSON's quotes; returns its length in the source.
fn string(text: &str, quote: char, out: &mut String) -> Option<usize> {
    out.push('"');
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        match c {
            _ if c == quote => {
                out.push('"');
                return Some(at + 1);
            }
            '\\' => match characters.next()?.1 {
                '\'' => out.push('\''),
                '`' => out.push('`'),
                'x' => {
                    out.push_str("\\u00");
                    out.extend([characters.next()?.1, characters.next()?.1]);
                }
                escaped => out.extend(['\\', escaped]),
            },
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    None
}

/// Copies a name: a key gets quotes, what JSON does not know becomes null.
fn word(text: &str, out: &mut String) -> usize {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.')))
        .unwrap_or(text.len());
    let name = &text[..end];
    if text[end..].trim_start().starts_with(':') {
        out.push('"');
        out.push_str(name);
        out.push('"');
    } else if matches!(name, "true" | "false" | "null") {
        out.push_str(name);
    } else if out.ends_with(|c: char| c.is_ascii_digit()) {
        // The exponent of a number.
        out.push_str(name);
    } else if !matches!(name, "new" | "Date" | "void") {
        out.push_str("null");
    }
    end
}

/// Nuxt writes its data as a table in which every value is the number of another row.
fn unfold(table: &[Value], row: usize, depth: usize, count: &mut usize) -> Value {
    *count += 1;
    let value = table.get(row);
    if depth > MAX_UNFOLDED.1 || *count > MAX_UNFOLDED.0 {
        return Value::Null;
    }
    let index = |value: &Value| {
        value
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
    };
    match value {
        Some(Value::Array(items)) => {
            if let [Value::String(_), inner] = &items[..]
                && let Some(inner) = index(inner)
            {
                return unfold(table, inner, depth + 1, count);
            }
            let items = items.iter().filter_map(index);
            Value::Array(
                items
                    .map(|row| unfold(table, row, depth + 1, count))
                    .collect(),
            )
        }
        Some(Value::Object(object)) => {
            let fields = object.iter().filter_map(|(key, value)| {
                let value = unfold(table, index(value)?, depth + 1, count);
                Some((key.clone(), value))
            });
            Value::Object(fields.collect())
        }
        Some(value) => value.clone(),
        None => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn data(html: &str) -> Vec<(String, Value)> {
        documents(&Html::parse_document(html))
    }

    #[test]
    fn data_is_found_in_all_its_dresses() {
        for (script, name) in [
            (
                "<script id=__NEXT_DATA__ type=application/json>{\"p\":[1,null]}</script>",
                "script#__NEXT_DATA__",
            ),
            (
                "<script type=application/json>{\"p\":[1,null]}</script>",
                "script[type=\"application/json\"]",
            ),
        ] {
            assert_eq!(data(script), [(name.to_owned(), json!({"p": [1, null]}))]);
        }
        for script in [
            "window.__STATE__ = {\"p\":[1,null]}; var a == b;",
            "x();window['__STATE__']={p:[1,undefined,],};",
            "window.__STATE__=JSON.parse(\"{\\\"p\\\":[1,null]}\")",
            "window.__STATE__ = JSON.parse('{\"p\":[1,null]}');",
        ] {
            let found = data(&format!("<script>{script}</script>"));
            let expected = json!({"__STATE__": {"p": [1, null]}});
            assert_eq!(found, [("script".to_owned(), expected)], "{script}");
        }
        let odd = data("<script>A = {t:'it\\'s \"x\"', d:new Date(\"2024-01-02\"), b:!0}</script>");
        assert_eq!(odd[0].1["A"]["t"], "it's \"x\"");
    }

    #[test]
    fn nuxt_tables_are_unfolded() {
        let found = data(
            "<script type=application/json id=__NUXT_DATA__>[[\"ShallowReactive\",1],{\"posts\":2},[3,3],{\"t\":4},\"A\"]</script>",
        );
        assert_eq!(found[0].1, json!({"posts": [{"t": "A"}, {"t": "A"}]}));
        let endless = "<script type=application/json id=__NUXT_DATA__>[[0,0]]</script>";
        assert_eq!(data(endless).len(), 1);
    }

    #[test]
    fn broken_scripts_say_nothing() {
        for script in [
            "a = {",
            "a = {'",
            "= {}",
            "a = !",
            "a={b:!",
            "a = JSON.parse(",
            "a = {\\",
            "a = {!é}",
            "a={b:'\\x",
        ] {
            assert!(
                data(&format!("<script>{script}</script>")).is_empty(),
                "{script}"
            );
        }
    }
}
