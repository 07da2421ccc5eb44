//! Characters and references: plain text to HTML, and back.

use memchr::{memchr, memchr3};

use crate::markup::entities;

/// Plain text as HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    push_escaped(&mut out, text);
    out
}

/// Appends plain text as HTML.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

pub(super) fn push_unescaped(out: &mut String, text: &str) {
    if memchr(b'&', text.as_bytes()).is_some() {
        out.push_str(&entities::unescape(text));
    } else {
        out.push_str(text);
    }
}
