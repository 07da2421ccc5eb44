//! Repair of damaged JSON: a file cut off in the middle, raw control characters in strings,
//! half surrogates. What stands before the damage is kept.

/// Deepest nesting that is repaired.
const MAX_DEPTH: usize = 120;

/// The text with its strings mended; if it is cut off, it ends behind the last complete value
/// of an array and all brackets are closed.
pub(super) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<char> = Vec::new();
    // Where an element of an array was last complete, and what was open there.
    let mut complete: Option<(usize, Vec<char>)> = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                let Some(length) = string(&text[at + 1..], &mut out) else {
                    return close(out, complete);
                };
                let end = at + 1 + length;
                while chars.offset() < end {
                    chars.next();
                }
                continue;
            }
            '{' | '[' => open.push(if c == '{' { '}' } else { ']' }),
            '}' | ']' if open.last() == Some(&c) => {
                open.pop();
                out.push(c);
                if open.last() == Some(&']') {
                    complete = Some((out.len(), open.clone()));
                }
                if open.is_empty() {
                    return out;
                }
                continue;
            }
            '}' | ']' => return close(out, complete),
            _ => {}
        }
        if open.len() > MAX_DEPTH {
            return close(out, complete);
        }
        out.push(c);
    }
    close(out, complete)
}

/// Cuts at the last complete element and closes what is open there.
fn close(mut out: String, complete: Option<(usize, Vec<char>)>) -> String {
    if let Some((length, open)) = complete {
        out.truncate(length);
        out.extend(open.iter().rev());
    }
    out
}

/// Copies the string whose opening quote was just passed; its length in the input with the
/// closing quote, or `None` if that is missing.
fn string(text: &str, out: &mut String) -> Option<usize> {
    out.push('"');
    let mut rest = text;
    loop {
        let at = rest.find(|c: char| c == '"' || c == '\\' || c.is_control())?;
        out.push_str(&rest[..at]);
        let c = rest[at..].chars().next()?;
        rest = &rest[at + c.len_utf8()..];
        match c {
            '"' => {
                out.push('"');
                return Some(text.len() - rest.len());
            }
            '\\' => rest = escape(rest, out)?,
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ => {}
        }
    }
}

/// Copies one escape if it is valid; a half surrogate becomes U+FFFD.
fn escape<'a>(rest: &'a str, out: &mut String) -> Option<&'a str> {
    let c = rest.chars().next()?;
    let after = &rest[c.len_utf8()..];
    if c != 'u' {
        if matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') {
            out.push('\\');
        }
        out.push(c);
        return Some(after);
    }
    let Some(code) = unit(after) else {
        out.push(c);
        return Some(after);
    };
    let low = after
        .get(4..)
        .and_then(|rest| rest.strip_prefix("\\u"))
        .and_then(unit);
    match (code, low) {
        (0xd800..=0xdbff, Some(0xdc00..=0xdfff)) => {
            out.push_str("\\u");
            out.push_str(&after[..10]);
            Some(&after[10..])
        }
        (0xd800..=0xdfff, _) => {
            out.push('\u{fffd}');
            Some(&after[4..])
        }
        _ => {
            out.push_str("\\u");
            out.push_str(&after[..4]);
            Some(&after[4..])
        }
    }
}

/// Four hexadecimal digits.
fn unit(text: &str) -> Option<u32> {
    let digits = text.get(..4)?;
    let valid = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| valid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_whole_elements_stay() {
        for (damaged, repaired) in [
            ("{\"a\":[{\"b\":1},{\"c\":\"x", "{\"a\":[{\"b\":1}]}"),
            ("{\"a\":[{\"b\":\"x\ny\"}]}", "{\"a\":[{\"b\":\"x\\ny\"}]}"),
            (
                "[\"\\ud800\",\"\\ud83d\\ude00\"]",
                "[\"\u{fffd}\",\"\\ud83d\\ude00\"]",
            ),
            ("{\"a\":[1]} trailing", "{\"a\":[1]}"),
        ] {
            assert_eq!(json(damaged), repaired);
        }
    }

    proptest! {
        #[test]
        fn valid_json_keeps_its_value(text in "\\PC{0,20}", number in any::<i32>()) {
            let value = serde_json::json!({"items": [{"a": text, "n": number}, [text]]});
            let again: serde_json::Value = serde_json::from_str(&json(&value.to_string())).expect("valid");
            prop_assert_eq!(again, value);
        }

        #[test]
        fn any_cut_can_be_repaired(cut in 20_usize..60) {
            let whole = "{\"items\":[{\"a\":1},{\"b\":[{\"c\":\"\\u00e9\"}]},{\"d\":2}],\"z\":[{}]}";
            let repaired = json(&whole[..cut.min(whole.len())]);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&repaired).is_ok(), "{}", repaired);
        }
    }
}
