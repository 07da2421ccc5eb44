//! Literals of JavaScript as JSON. They mostly are; what JavaScript allows beyond it (bare keys,
//! single quotes, `undefined`, trailing commas) is rewritten, what needs a real interpreter is
//! left alone. This is the one reader of data in scripts, and it forgives: a raw line break in a
//! text or a comma too many loses nothing.

use serde_json::Value;

/// A text in which a script hides its JSON.
const PARSE: &str = "JSON.parse(";

/// Whether what stands right of an assignment can be read.
pub(super) fn begins(text: &str) -> bool {
    text.starts_with(['{', '[']) || text.starts_with(PARSE)
}

/// The first value of a text that is data and no script, whatever comment or byte order mark
/// stands before it, and what stands behind it.
pub(super) fn document(text: &str) -> Option<(Value, &str)> {
    let from_value = |text: &'_ str| text.find(['{', '[']);
    let mut body = &text[from_value(text)?..];
    if let Some(inner) = body.strip_prefix("[CDATA[") {
        body = &inner[from_value(inner)?..];
    }
    let (value, length) = read(body).ok()?;
    Some((value, &body[length..]))
}

/// The value at the start of a text and its length in bytes; else how many bytes were gone
/// through for nothing.
pub(super) fn read(text: &str) -> Result<(Value, usize), usize> {
    if let Some(inner) = text.strip_prefix(PARSE) {
        let inner = inner.trim_start();
        let (json, length) = rewritten(inner)?;
        let value = serde_json::from_str::<String>(&json)
            .and_then(|hidden| serde_json::from_str(&hidden))
            .map_err(|_| length)?;
        return Ok((value, text.len() - inner.len() + length));
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    if let Some(Ok(value)) = values.next() {
        return Ok((value, values.byte_offset()));
    }
    let (json, length) = rewritten(text)?;
    let value = serde_json::from_str(&json).map_err(|_| length)?;
    Ok((value, length))
}

/// A literal as JSON, with the bytes it took. What no literal holds ends it at once, so that a
/// script full of functions is gone through about once: the bytes that were read are the error.
fn rewritten(text: &str) -> Result<(String, usize), usize> {
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let is_behind_value = out.ends_with(|c| !"{[,:".contains(c));
        if is_behind_value && !"}],:()".contains(c) && !is_blank(c) {
            return Err(at);
        }
        match c {
            '"' | '\'' | '`' => at += string(&text[at..], c, &mut out).ok_or(text.len())?,
            '{' | '[' => {
                depth += 1;
                out.push(c);
                at += 1;
            }
            '}' | ']' => {
                out.truncate(out.trim_end_matches(',').len());
                out.push(c);
                at += 1;
                depth = depth.checked_sub(1).ok_or(at)?;
            }
            ',' | ':' => {
                out.push(c);
                at += 1;
            }
            '!' => {
                // Minifiers write `!0` for true.
                let is_true = text[at..].starts_with("!0");
                out.push_str(if is_true { "true" } else { "false" });
                at += 2;
            }
            c if c.is_alphabetic() || c == '_' || c == '$' => at += word(&text[at..], &mut out),
            c if c.is_ascii_digit() || c == '-' => at += number(&text[at..], &mut out),
            // `new Date("2024-01-02")` and `void 0`: what counts stands inside or behind.
            c if is_blank(c) || matches!(c, '(' | ')') => at += c.len_utf8(),
            _ => return Err(at),
        }
        if !text.is_char_boundary(at) {
            return Err(text.len());
        }
        if depth == 0 && !out.is_empty() {
            return Ok((out, at));
        }
    }
    Err(text.len())
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
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
            c if c.is_control() => out.push(' '),
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
    } else if !matches!(name, "new" | "Date" | "void") {
        out.push_str("null");
    }
    end
}

/// Copies a number, with its exponent.
fn number(text: &str, out: &mut String) -> usize {
    let of_number = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let end = text.find(|c| !of_number(c)).unwrap_or(text.len());
    out.push_str(&text[..end]);
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn what_javascript_allows_becomes_json() {
        for (text, value) in [
            ("{p:[1,undefined,],};x", json!({"p": [1, null]})),
            ("JSON.parse( '{\"p\":[1]}')", json!({"p": [1]})),
            (
                "{t:'it\\'s \"x\"', d:new Date(\"2024-01-02\"), b:!0, c:!1}",
                json!({"t": "it's \"x\"", "d": "2024-01-02", "b": true, "c": false}),
            ),
            ("[1e3, 'a\\x41']", json!([1e3, "aA"])),
        ] {
            assert_eq!(read(text).unwrap().0, value, "{text}");
        }
    }

    #[test]
    fn what_is_no_literal_says_how_far_it_was_read() {
        for text in [
            "{",
            "{'",
            "!",
            "{b:!",
            "JSON.parse(",
            "{\\",
            "{!é}",
            "{b:'\\x",
        ] {
            assert!(read(text).is_err_and(|bytes| bytes <= text.len()), "{text}");
        }
    }

    #[test]
    fn a_script_is_left_where_it_is_no_literal() {
        for (text, bytes) in [
            ("{a:function(t){return t}}", 12),
            ("{a:1};x={b:2+", 5),
            ("{a:1 b", 5),
            ("{a:\"x\"\"y\"", 6),
            ("{a:b=>{", 4),
            ("[/[\"']/", 1),
        ] {
            let rest = "x(); ".repeat(1_000);
            let read = rewritten(&format!("{text}{rest}")).map(|(_, bytes)| bytes);
            let (Ok(read) | Err(read)) = read;
            assert_eq!(read, bytes, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[{\\[}\\]'\"`!=:,()a0é \\\\-]{0,40}") {
            let (Ok((_, bytes)) | Err(bytes)) = read(&text);
            prop_assert!(bytes <= text.len());
        }
    }
}
