//! Changes inside a feed's HTML: absolute addresses, and elements that would swallow the
//! rest of the text.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};
use url::Url;

use super::names::is_one_of;
use super::scan::{Piece, Scanner, tag_name};
use crate::markup::entities;

/// Elements whose content is not shown as text, so that a missing end tag hides all that
/// follows. Feeds write them as XML does (`<iframe …/>`), which HTML does not know.
const SWALLOWING: [&str; 8] = [
    "iframe", "object", "applet", "textarea", "title", "video", "audio", "noscript",
];

/// The HTML with an end tag behind each swallowing start tag that has none.
#[must_use]
pub fn close_swallowing(html: &str) -> Cow<'_, str> {
    if !may_swallow(html) {
        return Cow::Borrowed(html);
    }
    let mut last_end = [None; SWALLOWING.len()];
    let mut inserts: Vec<(usize, &str)> = Vec::new();
    let mut scanner = Scanner::new(html);
    let mut starts: Vec<(usize, usize, bool)> = Vec::new();
    while let Some(piece) = scanner.next() {
        let Piece::Tag(tag) = piece else { continue };
        let name = tag_name(tag);
        let Some(which) = SWALLOWING
            .iter()
            .position(|known| known.eq_ignore_ascii_case(name))
        else {
            continue;
        };
        if tag.starts_with("</") {
            last_end[which] = Some(scanner.at);
        } else {
            let behind = html[scanner.at..].strip_prefix("</");
            let closed = behind
                .and_then(|rest| rest.as_bytes().get(..name.len()))
                .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()));
            starts.push((which, scanner.at, tag.ends_with("/>") && !closed));
        }
    }
    for (which, at, self_closing) in starts {
        if self_closing || last_end[which].is_none_or(|end| end < at) {
            inserts.push((at, SWALLOWING[which]));
        }
    }
    if inserts.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + inserts.len() * 12);
    let mut from = 0;
    for (at, name) in inserts {
        out.push_str(&html[from..at]);
        out.push_str("</");
        out.push_str(name);
        out.push('>');
        from = at;
    }
    out.push_str(&html[from..]);
    Cow::Owned(out)
}

/// Whether a tag of [`SWALLOWING`] occurs at all; rare, so that this is worth a look.
fn may_swallow(html: &str) -> bool {
    let bytes = html.as_bytes();
    memchr_iter(b'<', bytes).any(|at| {
        let rest = &bytes[at + 1..];
        // Most tags are told by their first two letters.
        let first = rest.first().map(u8::to_ascii_lowercase);
        let second = rest.get(1).map(u8::to_ascii_lowercase);
        SWALLOWING.iter().any(|name| {
            let name = name.as_bytes();
            (first, second) == (Some(name[0]), Some(name[1]))
                && rest.len() >= name.len()
                && rest[..name.len()].eq_ignore_ascii_case(name)
        })
    })
}

/// The HTML with the relative addresses of its links and pictures resolved.
#[must_use]
pub fn absolute_links<'a>(html: &'a str, base: &Url) -> Cow<'a, str> {
    let mut out: Option<String> = None;
    let mut from = 0;
    let mut scanner = Scanner::new(html);
    while let Some(piece) = scanner.next() {
        let Piece::Tag(tag) = piece else { continue };
        let tag_start = scanner.at - tag.len();
        for (start, end) in address_values(tag) {
            let value = &tag[start..end];
            let Some(absolute) = resolve(value, base) else {
                continue;
            };
            let out = out.get_or_insert_with(|| String::with_capacity(html.len() + 256));
            out.push_str(&html[from..tag_start + start]);
            out.push_str(&absolute);
            from = tag_start + end;
        }
    }
    match out {
        None => Cow::Borrowed(html),
        Some(mut out) => {
            out.push_str(&html[from..]);
            Cow::Owned(out)
        }
    }
}

/// The raw value of an attribute of a tag.
pub(super) fn attribute<'t>(tag: &'t str, wanted: &str) -> Option<&'t str> {
    values(tag, |name| name.eq_ignore_ascii_case(wanted))
        .next()
        .map(|(start, end)| &tag[start..end])
}

/// The absolute form of a relative attribute value, escaped for an attribute again.
fn resolve(value: &str, base: &Url) -> Option<String> {
    let value = value.trim();
    let scheme = value.find([':', '/', '?', '#']);
    let has_scheme = scheme.is_some_and(|at| value.as_bytes()[at] == b':' && at > 0);
    if value.starts_with('#') || has_scheme {
        return None;
    }
    let unescaped = entities::unescape(value);
    let absolute = base.join(&unescaped).ok()?;
    Some(absolute.as_str().replace('&', "&amp;").replace('"', "%22"))
}

/// The ranges of the values of address attributes inside one tag.
fn address_values(tag: &str) -> impl Iterator<Item = (usize, usize)> {
    values(tag, is_address_attribute)
}

/// The ranges of the values of some attributes inside one tag; none is empty.
fn values(tag: &str, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = (usize, usize)> {
    let bytes = tag.as_bytes();
    let mut at = tag_name(tag).len() + 1;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let equals = at + memchr(b'=', &bytes[at..])?;
            let name = tag[at..equals].trim_end();
            let name_start = name
                .rfind(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '/'))
                .map_or(0, |space| space + 1);
            let is_wanted = wanted(&name[name_start..]);
            let (start, end) = value_range(bytes, equals + 1);
            at = (end + 1).max(equals + 1);
            if is_wanted && start < end {
                return Some((start, end));
            }
        }
        None
    })
}

fn value_range(bytes: &[u8], mut at: usize) -> (usize, usize) {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    let (start, length) = match bytes.get(at) {
        Some(&quote @ (b'"' | b'\'')) => {
            let rest = &bytes[at + 1..];
            (at + 1, rest.iter().position(|&byte| byte == quote))
        }
        _ => (
            at,
            bytes[at.min(bytes.len())..]
                .iter()
                .position(|&byte| byte.is_ascii_whitespace() || byte == b'>'),
        ),
    };
    let start = start.min(bytes.len());
    (start, length.map_or(bytes.len(), |length| start + length))
}

fn is_address_attribute(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "href",
            "src",
            "cite",
            "action",
            "longdesc",
            "poster",
            "background",
            "data",
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_absolute() {
        let base = Url::parse("http://example.org/a/b").expect("valid");
        let html = "<a class=x href='../c?d&amp;e'>f</a><img src=g.png alt=\"href='no'\"><a href=http://h/>i</a>";
        assert_eq!(
            absolute_links(html, &base),
            "<a class=x href='http://example.org/c?d&amp;e'>f</a><img src=http://example.org/a/g.png alt=\"href='no'\"><a href=http://h/>i</a>"
        );
        let same = "<a href=\"mailto:x@y\" name=\"#z\">no</a>";
        assert!(matches!(absolute_links(same, &base), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_swallows_the_rest() {
        assert_eq!(
            close_swallowing("a<iframe src=x/> b"),
            "a<iframe src=x/></iframe> b"
        );
        assert_eq!(close_swallowing("a<object> b"), "a<object></object> b");
        let whole = "a<iframe src=x></iframe> b<video><source></video>";
        assert!(matches!(close_swallowing(whole), Cow::Borrowed(_)));
    }
}
