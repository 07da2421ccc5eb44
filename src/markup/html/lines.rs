//! Plain text as HTML that shows the same: its lines, its empty lines, and its web addresses as
//! links.

use super::escape::push_escaped;
use crate::markup::clean;

/// What a web address begins with in running text.
const BEGINNINGS: &[&str] = &["https://", "http://", "www."];

/// Plain text as HTML. A text of one line stays one line without an element around it.
#[must_use]
pub fn from_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_matches('\n').trim_end();
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let margin = margin(&lines);
    let blocks = lines.split(|line| line.trim().is_empty());
    let blocks: Vec<&[&str]> = blocks.filter(|lines| !lines.is_empty()).collect();
    for block in &blocks {
        let cut: Vec<&str> = block.iter().map(|line| without(line, margin)).collect();
        let is_code = cut
            .iter()
            .all(|line| line.starts_with("    ") || line.starts_with('\t'));
        match () {
            () if is_code && blocks.len() > 1 => {
                out.push_str("<pre>");
                push_linked(&mut out, &cut.join("\n"));
                out.push_str("</pre>\n");
            }
            () if blocks.len() == 1 => push_lines(&mut out, &cut),
            () => {
                out.push_str("<p>");
                push_lines(&mut out, &cut);
                out.push_str("</p>\n");
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// White space that all lines begin with: the indent of the document around the text. The first
/// line may stand directly behind its start tag.
fn margin(lines: &[&str]) -> usize {
    let rest = lines.iter().skip(1).filter(|line| !line.trim().is_empty());
    rest.map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0)
}

fn without(line: &str, margin: usize) -> &str {
    let indent = line.len() - line.trim_start().len();
    line.get(margin.min(indent)..)
        .unwrap_or_else(|| line.trim_start())
}

fn push_lines(out: &mut String, lines: &[&str]) {
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push_str("<br>\n");
        }
        push_linked(out, line.trim());
    }
}

/// Appends a text, its web addresses as links.
fn push_linked(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((start, end)) = next_address(rest) {
        let address = &rest[start..end];
        let whole = match address.get(..4) {
            Some(www) if www.eq_ignore_ascii_case("www.") => format!("http://{address}"),
            _ => address.to_owned(),
        };
        push_escaped(out, &rest[..start]);
        match clean::web_url(&whole, None) {
            Some(url) => {
                out.push_str("<a href=\"");
                out.push_str(&url.replace('&', "&amp;").replace('"', "%22"));
                out.push_str("\">");
                push_escaped(out, address);
                out.push_str("</a>");
            }
            None => push_escaped(out, address),
        }
        rest = &rest[end..];
    }
    push_escaped(out, rest);
}

/// The range of the first web address, without the punctuation of the sentence around it.
fn next_address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        // The letters that every beginning has behind its first: "://" and "ww.".
        let found = from + text[from..].find(['h', 'H', 'w', 'W'])?;
        let begins = |beginning: &&&str| {
            text.as_bytes()
                .get(found..found + beginning.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()))
        };
        let joined = text[..found].ends_with(|c: char| c.is_alphanumeric() || c == '@' || c == '/');
        if let Some(beginning) = BEGINNINGS.iter().find(begins).filter(|_| !joined) {
            let end = found + address_length(&text[found..]);
            let host = text[found + beginning.len()..end.max(found + beginning.len())]
                .chars()
                .next();
            let is_whole =
                !beginning.starts_with("www") || text[found + 4..end.max(found + 4)].contains('.');
            if host.is_some_and(|c| c.is_alphanumeric() || c == '[') && is_whole {
                return Some((found, end));
            }
        }
        from = found + 1;
    }
}

/// The length of an address at the beginning of a text. A bracket that opens inside of it may
/// close inside of it; the signs that end a sentence do not.
fn address_length(text: &str) -> usize {
    let is_end = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '<' | '>'
                    | '"'
                    | '“'
                    | '”'
                    | '«'
                    | '»'
                    | '「'
                    | '」'
                    | '，'
                    | '。'
                    | '、'
                    | '）'
                    | '（'
            )
    };
    let mut address = &text[..text.find(is_end).unwrap_or(text.len())];
    while let Some(last) = address.chars().next_back() {
        let pairs = |open: char, close: char| {
            address.matches(open).count() >= address.matches(close).count()
        };
        let belongs = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '…' | '’' | '‘' | '(' | '[' | '|' => {
                false
            }
            ')' => pairs('(', ')'),
            ']' => pairs('[', ']'),
            '}' => pairs('{', '}'),
            _ => true,
        };
        if belongs {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_and_empty_lines_stay() {
        assert_eq!(from_text("one & two"), "one &amp; two");
        assert_eq!(from_text("one\r\ntwo"), "one<br>\ntwo");
        assert_eq!(
            from_text("\n  one\n  two\n\n\n  three <b>\n"),
            "<p>one<br>\ntwo</p>\n<p>three &lt;b&gt;</p>"
        );
        assert_eq!(
            from_text("Run:\n\n    let x = 1;\n        x + 1\n\nDone."),
            "<p>Run:</p>\n<pre>    let x = 1;\n        x + 1</pre>\n<p>Done.</p>"
        );
    }

    #[test]
    fn addresses_are_links() {
        for (text, address, shown) in [
            (
                "see https://a.example/b?c=1&d=2.",
                "https://a.example/b?c=1&amp;d=2",
                "https://a.example/b?c=1&amp;d=2",
            ),
            (
                "(http://a.example/b)",
                "http://a.example/b",
                "http://a.example/b",
            ),
            (
                "https://a.example/x_(y), and",
                "https://a.example/x_(y)",
                "https://a.example/x_(y)",
            ),
            (
                "go to www.a.example!",
                "http://www.a.example/",
                "www.a.example",
            ),
            (
                "<https://a.example/>",
                "https://a.example/",
                "https://a.example/",
            ),
            (
                "HTTPS://A.example/Q?",
                "https://a.example/Q",
                "HTTPS://A.example/Q",
            ),
        ] {
            let link = format!("<a href=\"{address}\">{shown}</a>");
            let html = from_text(text);
            assert!(html.contains(&link), "{text}: {html}");
            assert_eq!(html.matches("<a ").count(), 1, "{text}");
        }
        for none in [
            "http://",
            "www.",
            "awww.b",
            "x@www.a.example",
            "shttp://a.example",
            "www.only",
        ] {
            assert!(!from_text(none).contains("<a "), "{none}");
        }
    }

    proptest! {
        #[test]
        fn the_words_are_the_same(text in "(http://|www\\.|[a-c<>&;\"'().\n é-]){0,30}") {
            prop_assert_eq!(plain(&from_text(&text)), clean::line(&text));
        }
    }
}
