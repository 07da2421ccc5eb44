//! HTML as a string of tags and texts. Linear in the input, whatever it is.

use memchr::{memchr, memchr3};

/// A run of text, or one tag from `<` to `>`; comments and declarations are tags too.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Tag(&'a str),
}

pub(super) struct Scanner<'a> {
    html: &'a str,
    pub(super) at: usize,
    /// No `>` follows any more: what is left is text.
    unclosed: bool,
    /// A quote was once left open: quotes are no longer believed.
    quotes: bool,
    /// A comment was once left open: each ends at its first `>`.
    comments: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self {
            html,
            at: 0,
            unclosed: false,
            quotes: true,
            comments: true,
        }
    }

    pub(super) fn next(&mut self) -> Option<Piece<'a>> {
        let start = self.at;
        if start >= self.html.len() {
            return None;
        }
        let mut from = start;
        loop {
            let Some(found) = memchr(b'<', &self.html.as_bytes()[from..]) else {
                self.at = self.html.len();
                return Some(Piece::Text(&self.html[start..]));
            };
            let open = from + found;
            match self.tag_end(open) {
                Some(_) if open > start => {
                    self.at = open;
                    return Some(Piece::Text(&self.html[start..open]));
                }
                Some(end) => {
                    self.at = end;
                    return Some(Piece::Tag(&self.html[open..end]));
                }
                None => from = open + 1,
            }
        }
    }

    /// The position after the tag that opens at `open`, if a tag opens there.
    fn tag_end(&mut self, open: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let next = *bytes.get(open + 1)?;
        if self.unclosed || !(next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')) {
            return None;
        }
        if self.html[open..].starts_with("<!--") {
            let rest = &self.html[open + 4..];
            let whole = self.comments.then(|| rest.find("-->")).flatten();
            let end = whole.map(|end| end + 3);
            self.comments &= end.is_some();
            let end = end.or_else(|| rest.find('>').map(|end| end + 1));
            return Some(end.map_or(self.html.len(), |end| open + 4 + end));
        }
        if self.quotes {
            if let Some(end) = quoted_tag_end(bytes, open + 1) {
                return Some(end);
            }
            self.quotes = false;
        }
        let end = self.html[open..].find('>').map(|end| open + end + 1);
        self.unclosed = end.is_none();
        end
    }

    /// Moves to the end tag of an element whose content is not text, or to the end.
    pub(super) fn skip_past_end_of(&mut self, name: &str) {
        let bytes = self.html.as_bytes();
        while let Some(found) = self.html[self.at..].find("</") {
            self.at += found;
            let rest = &bytes[self.at + 2..];
            if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            {
                return;
            }
            self.at += 2;
        }
        self.at = self.html.len();
    }
}

/// The position after the `>` of the tag, if all its quotes pair. A quote opens a value only
/// behind an equals sign.
fn quoted_tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr3(b'>', b'"', b'\'', &bytes[at..])?;
        if bytes[at] == b'>' {
            return Some(at + 1);
        }
        let before = bytes[..at].trim_ascii_end();
        let quoted = before.ends_with(b"=");
        at += 1;
        if quoted {
            at += 1 + memchr(bytes[at - 1], &bytes[at..])?;
        }
    }
}

/// The name of a tag, without `<` or `</`; empty for comments and declarations.
pub(super) fn tag_name(tag: &str) -> &str {
    let inner = tag[1..].strip_prefix('/').unwrap_or(&tag[1..]);
    let end = inner.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    &inner[..end.unwrap_or(inner.len())]
}
