//! XHTML as HTML: in XML an element may end where it begins (`<a id="top"/>`, `<style/>`), which
//! HTML takes for a start tag that holds the rest of the page. XHTML 1.0, appendix C.2 and C.3.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// Elements that never hold anything; their end tags would be mistakes.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// The document with an end tag for each element that ends where it begins.
#[must_use]
pub fn as_html(document: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(open) = memchr(b'<', &document.as_bytes()[at..]).map(|found| at + found) {
        let rest = &document[open..];
        if let Some(length) = verbatim(rest) {
            at = open + length;
            continue;
        }
        let Some(length) = tag(rest) else {
            break;
        };
        let tag = &rest[..length];
        at = open + length;
        if let Some(name) = ends_itself(tag) {
            out.push_str(&document[copied..at - "/>".len()]);
            out.push_str("></");
            out.push_str(name);
            out.push('>');
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(document);
    }
    out.push_str(&document[copied..]);
    Cow::Owned(out)
}

/// The length of a comment or a CDATA section at the beginning of a text.
fn verbatim(text: &str) -> Option<usize> {
    [("<!--", "-->"), ("<![CDATA[", "]]>")]
        .into_iter()
        .find(|(start, _)| text.starts_with(start))
        .map(|(start, end)| {
            let found = text[start.len()..].find(end);
            found.map_or(text.len(), |found| start.len() + found + end.len())
        })
}

/// The length of the tag at the beginning of a text; values in quotes may hold any sign.
fn tag(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        let rest = &bytes[at..];
        let end = memchr(b'>', rest)?;
        match memchr2(b'"', b'\'', &rest[..end]) {
            None => return Some(at + end + 1),
            Some(quote) => {
                let after = at + quote + 1;
                at = after + memchr(rest[quote], &bytes[after..])? + 1;
            }
        }
    }
}

/// The name of the element of a tag that begins and ends it, if HTML does not know it as one.
fn ends_itself(tag: &str) -> Option<&str> {
    let inner = tag.strip_suffix("/>")?.strip_prefix('<')?;
    let end = inner.find(|c: char| c.is_ascii_whitespace() || c == '/');
    let name = &inner[..end.unwrap_or(inner.len())];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_void = VOID.iter().any(|void| void.eq_ignore_ascii_case(name));
    (is_name && !is_void).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn elements_end_where_they_begin() {
        for (xhtml, html) in [
            ("<head><style/></head>", "<head><style></style></head>"),
            ("<a id=\"top\" />x", "<a id=\"top\" ></a>x"),
            ("<p title='a/>b'/>", "<p title='a/>b'></p>"),
            ("<br/><img src=\"a\"/>", "<br/><img src=\"a\"/>"),
            ("<!-- <a/> --><b/>", "<!-- <a/> --><b></b>"),
            ("1 < 2 <i", "1 < 2 <i"),
            ("<svg><path d='x'/></svg>", "<svg><path d='x'></path></svg>"),
        ] {
            assert_eq!(as_html(xhtml), html);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "[<>/!a\"'é \\[\\]-]{0,40}") {
            let _ = as_html(&text);
        }
    }
}
