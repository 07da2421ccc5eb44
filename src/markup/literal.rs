//! Literals of JavaScript as JSON. They mostly are; what JavaScript allows beyond it (bare keys,
//! single quotes, `undefined`, trailing commas) is rewritten, what needs a real interpreter is
//! left alone.

use serde_json::Value;

/// A text in which a script hides its JSON.
const PARSE: &str = "JSON.parse(";

/// Whether what stands right of an assignment can be read.
pub(super) fn begins(text: &str) -> bool {
    text.starts_with(['{', '[']) || text.starts_with(PARSE)
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

/// A literal as JSON, with the bytes it took; when it does not end, the bytes all the same.
fn rewritten(text: &str) -> Result<(String, usize), usize> {
    let mut out = String::with_capacity(text.len().min(1 << 16));
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' | '\'' | '`' => at += string(&text[at..], c, &mut out).ok_or(text.len())?,
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
                depth = depth.checked_sub(1).ok_or(at)?;
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
        if !text.is_char_boundary(at) {
            return Err(text.len());
        }
        if depth == 0 {
            return Ok((out, at));
        }
    }
    Err(text.len())
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

    proptest! {
        #[test]
        fn no_text_panics(text in "[{\\[}\\]'\"`!=:,()a0é \\\\-]{0,40}") {
            let (Ok((_, bytes)) | Err(bytes)) = read(&text);
            prop_assert!(bytes <= text.len());
        }
    }
}
