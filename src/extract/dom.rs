//! Parsing under bounds.
//!
//! html5ever's time is quadratic in the depth of the tree (each end tag walks the stack of
//! open elements, and scopes are searched to the root), and a page of 5 MB of `<div>` would
//! keep a reader busy for minutes. So the bytes are cut, and one cheap scan over the tags
//! keeps the depth under [`MAX_DEPTH`] *before* the tree is built: a start tag that would
//! go deeper is left out with its end tag, its text stays.

use std::borrow::Cow;

use scraper::Html;

/// Longest document that is read, in bytes of UTF-8.
pub const MAX_BYTES: usize = 5_000_000;
/// Deepest element of the tree.
pub const MAX_DEPTH: usize = 512;
/// Most formatting elements (`b`, `font`, …) left open at once: HTML reopens each of them
/// in every later block, which is another way to make a parser quadratic.
const MAX_FORMATTING: usize = 48;

/// Parses a document, with its size and depth bounded.
#[must_use]
pub fn parse(html: &str) -> Html {
    Html::parse_document(&bounded(html))
}

/// The document cut to [`MAX_BYTES`] and without the tags that would go below [`MAX_DEPTH`].
#[must_use]
pub fn bounded(html: &str) -> Cow<'_, str> {
    let html = cut(html);
    let mut scan = Scan::default();
    let mut kept: Option<String> = None;
    let mut from = 0;
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        at = tag.end;
        if scan.accepts(&tag) {
            if !tag.closing && is_raw_text(tag.name) {
                at = raw_text_end(html, tag.end, tag.name);
            }
            continue;
        }
        let kept = kept.get_or_insert_with(|| String::with_capacity(html.len()));
        kept.push_str(&html[from..tag.start]);
        from = tag.end;
    }
    match kept {
        None => Cow::Borrowed(html),
        Some(mut kept) => {
            kept.push_str(&html[from..]);
            Cow::Owned(kept)
        }
    }
}

fn cut(html: &str) -> &str {
    if html.len() <= MAX_BYTES {
        return html;
    }
    let mut end = MAX_BYTES;
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    &html[..end]
}

/// One tag of the source text.
struct SourceTag<'a> {
    start: usize,
    end: usize,
    name: &'a [u8],
    closing: bool,
    self_closing: bool,
}

/// The next tag at or after `at`; comments and declarations are stepped over.
fn next_tag(html: &str, mut at: usize) -> Option<SourceTag<'_>> {
    let bytes = html.as_bytes();
    loop {
        let start = at + html.get(at..)?.find('<')?;
        let rest = &bytes[start + 1..];
        if rest.starts_with(b"!--") {
            at = html[start + 4..].find("-->").map(|end| start + 4 + end)?;
            continue;
        }
        let closing = rest.first() == Some(&b'/');
        let name_start = start + 1 + usize::from(closing);
        if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            at = start + 1;
            continue;
        }
        let name_length = bytes[name_start..]
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
            .unwrap_or(bytes.len() - name_start);
        let end = tag_end(bytes, name_start + name_length)?;
        return Some(SourceTag {
            start,
            end,
            name: &bytes[name_start..name_start + name_length],
            closing,
            self_closing: bytes[end - 2] == b'/',
        });
    }
}

/// The position after the `>` that ends a tag; quoted attribute values may contain `>`.
fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    None
}

fn is_raw_text(name: &[u8]) -> bool {
    [
        &b"script"[..],
        b"style",
        b"textarea",
        b"title",
        b"noscript",
        b"iframe",
        b"noembed",
        b"noframes",
        b"xmp",
    ]
    .iter()
    .any(|raw| raw.eq_ignore_ascii_case(name))
}

/// The position of the end tag that closes a raw text element.
fn raw_text_end(html: &str, from: usize, name: &[u8]) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = html[at..].find("</") {
        let start = at + found;
        let rest = &bytes[start + 2..];
        if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name) {
            return start;
        }
        at = start + 2;
    }
    html.len()
}

/// The stack of open elements, as far as depth needs it. It may count more than the parser
/// will build, never much less.
#[derive(Default)]
struct Scan {
    open: Vec<u64>,
    formatting: Vec<u64>,
    dropped: usize,
}

impl Scan {
    /// Whether the tag may stay.
    fn accepts(&mut self, tag: &SourceTag<'_>) -> bool {
        let key = key(tag.name);
        if tag.closing {
            return self.close(key, tag.name);
        }
        if tag.self_closing && !is_html_container(key) || is_void(key) {
            return true;
        }
        if is_formatting(key) {
            if self.formatting.len() >= MAX_FORMATTING {
                return false;
            }
            self.formatting.push(key);
        }
        if self.open.len() >= MAX_DEPTH - MAX_FORMATTING {
            self.dropped += 1;
            return false;
        }
        if !closes_itself(key) {
            self.open.push(key);
        }
        true
    }

    fn close(&mut self, key: u64, name: &[u8]) -> bool {
        if is_formatting(key) {
            if let Some(at) = self.formatting.iter().rposition(|&open| open == key) {
                self.formatting.remove(at);
            }
            if let Some(at) = self.open.iter().rposition(|&open| open == key) {
                self.open.remove(at);
            }
            return true;
        }
        if self.dropped > 0 && !is_raw_text(name) {
            self.dropped -= 1;
            return false;
        }
        let ordinary = !is_special(key);
        for at in (0..self.open.len()).rev() {
            let open = self.open[at];
            if open == key {
                self.open.truncate(at);
                break;
            }
            if is_scope(open) || (ordinary && is_special(open)) {
                break;
            }
        }
        true
    }
}

/// A name folded into a number: up to eight letters exactly, longer ones with their length.
const fn fold(name: &[u8]) -> u64 {
    let mut key = 0_u64;
    let mut at = 0;
    while at < name.len() && at < 8 {
        key = (key << 8) | name[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    if name.len() > 8 {
        key ^= (name.len() as u64) << 56;
    }
    key
}

fn key(name: &[u8]) -> u64 {
    fold(name)
}

macro_rules! name_set {
    ($function:ident: $($name:literal)*) => {
        fn $function(key: u64) -> bool {
            const KEYS: &[u64] = &[$(fold($name)),*];
            KEYS.contains(&key)
        }
    };
}

name_set!(is_void: b"br" b"img" b"meta" b"link" b"input" b"hr" b"source" b"wbr" b"area" b"base"
    b"col" b"embed" b"param" b"track" b"keygen" b"frame" b"bgsound");
name_set!(is_formatting: b"a" b"b" b"big" b"code" b"em" b"font" b"i" b"nobr" b"s" b"small"
    b"strike" b"strong" b"tt" b"u");
// Elements whose start tag closes an open one of the same kind, so that they never nest by themselves.
name_set!(closes_itself: b"p" b"li" b"dt" b"dd" b"option" b"optgroup" b"tr" b"td" b"th" b"tbody"
    b"thead" b"tfoot" b"rp" b"rt" b"html" b"head" b"body");
name_set!(is_scope: b"table" b"caption" b"template" b"object" b"applet" b"marquee" b"svg" b"math");
name_set!(is_special: b"address" b"article" b"aside" b"blockquote" b"button" b"center" b"details"
    b"dialog" b"dir" b"div" b"dl" b"fieldset" b"figcaption" b"figure" b"footer" b"form" b"h1"
    b"h2" b"h3" b"h4" b"h5" b"h6" b"header" b"hgroup" b"main" b"menu" b"nav" b"ol" b"pre"
    b"search" b"section" b"select" b"summary" b"table" b"ul" b"caption" b"object" b"applet"
    b"marquee" b"template" b"iframe" b"script" b"style" b"title" b"textarea" b"noscript");

/// HTML elements ignore the slash of `<div/>`; foreign ones do not.
fn is_html_container(key: u64) -> bool {
    is_special(key)
        || is_formatting(key)
        || closes_itself(key)
        || key == fold(b"span")
        || key == fold(b"label")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(html: &str) -> usize {
        let document = parse(html);
        document
            .tree
            .nodes()
            .map(|node| node.ancestors().count())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn an_ordinary_page_is_left_alone() {
        let html = "<!doctype html><body><p>a<br>b<p>c <!-- <div> --><script>'<div>'</script>";
        assert!(matches!(bounded(html), Cow::Borrowed(_)));
    }

    #[test]
    fn depth_is_cut_and_the_text_stays() {
        for tag in ["div", "span", "b", "font", "x-y", "table><tr><td", "ul><li"] {
            let html = format!("{}deep text", format!("<{tag}>").repeat(20_000));
            let document = parse(&html);
            assert!(depth(&html) <= MAX_DEPTH * 4, "{tag}: {}", depth(&html));
            let text: String = document.root_element().text().collect();
            assert!(text.contains("deep text"), "{tag}");
        }
    }

    #[test]
    fn stray_end_tags_do_not_fool_the_count() {
        for unit in [
            "<div></x>",
            "<b><div></b>",
            "<div><font color=a></div>",
            "<i></p><div>",
        ] {
            let html = unit.repeat(20_000);
            assert!(depth(&html) <= MAX_DEPTH * 4, "{unit}: {}", depth(&html));
        }
    }

    #[test]
    fn many_unclosed_items_are_not_depth() {
        let html = format!("<ul>{}</ul><p>end", "<li>item".repeat(3_000));
        assert!(matches!(bounded(&html), Cow::Borrowed(_)));
    }
}
