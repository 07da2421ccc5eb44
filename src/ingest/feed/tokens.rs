//! A stream of XML tokens that never fails.
//!
//! Where the document is broken this layer decides: a `<` that begins no tag is text, a tag
//! whose quotes swallow its neighbours ends at its first `>`, an unfinished comment or CDATA
//! section ends with the document. References are resolved here (XML's, HTML's, and the
//! internal entities of the DTD within bounds), but only in texts that somebody wants: most
//! of a feed is markup that nobody reads.
//!
//! It is written by hand because a strict tokenizer has to be restarted behind every error,
//! and because it hands out whole texts where others cut at each reference.

use memchr::{memchr, memchr2, memchr3, memmem};

use super::doctype::Doctype;
pub(crate) use super::tag::{Tag, local};
use crate::markup::entities;

/// Longest name of a reference, in bytes.
const MAX_REFERENCE: usize = 64;

/// One step through the document.
pub(crate) enum Token<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// The name of an end tag, with its prefix.
    End(&'a str),
    /// Characters with references, to be read with [`Tokens::resolve_into`].
    Text(&'a str),
    /// Characters that mean themselves.
    Data(&'a str),
    /// The end of the document.
    Eof,
}

/// The token stream of one document.
pub(crate) struct Tokens<'a> {
    input: &'a str,
    at: usize,
    doctype: Doctype,
    /// Bytes that may still be read twice because of quotes that do not pair; then quotes
    /// are no longer believed. Keeps the whole linear.
    rescans: usize,
    /// Whether the end of such markup may still follow.
    comments: bool,
    instructions: bool,
    doctypes: bool,
    /// What was wrong first.
    pub damage: Option<&'static str>,
}

impl<'a> Tokens<'a> {
    /// The tokens of a document whose XML declaration has been cut off.
    pub(crate) fn new(input: &'a str) -> Self {
        Self {
            input,
            at: 0,
            doctype: Doctype::default(),
            rescans: input.len().saturating_mul(4) + 65_536,
            comments: true,
            instructions: true,
            doctypes: true,
            damage: None,
        }
    }

    /// The next token; [`Token::Eof`] for ever at the end.
    pub(crate) fn next(&mut self) -> Token<'a> {
        loop {
            let rest = &self.input[self.at..];
            let token = match rest.as_bytes() {
                [] => return Token::Eof,
                [b'<', b'/', ..] => Some(self.end_tag(rest)),
                [b'<', b'!', ..] => self.declaration(rest),
                [b'<', b'?', ..] => {
                    self.instruction(rest);
                    None
                }
                [b'<', first, ..] if may_begin_name(*first) => self.start_tag(rest),
                [b'<', ..] => Some(self.literal()),
                _ => {
                    let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                    self.at += end;
                    Some(Token::Text(&rest[..end]))
                }
            };
            if let Some(token) = token {
                return token;
            }
        }
    }

    /// The `<` here begins no tag.
    fn literal(&mut self) -> Token<'a> {
        self.damage.get_or_insert("a stray \"<\"");
        self.at += 1;
        Token::Data("<")
    }

    fn end_tag(&mut self, rest: &'a str) -> Token<'a> {
        match memchr2(b'>', b'<', &rest.as_bytes()[2..]) {
            Some(end) if rest.as_bytes()[end + 2] == b'>' => {
                self.at += end + 3;
                Token::End(rest[2..end + 2].trim())
            }
            Some(_) => self.literal(),
            None => self.cut_off(rest),
        }
    }

    /// A tag without its end: the document was cut off here, or a `<` stands for itself.
    fn cut_off(&mut self, rest: &'a str) -> Token<'a> {
        self.damage.get_or_insert("cut off inside a tag");
        let next = memchr(b'<', &rest.as_bytes()[1..]);
        self.at += next.map_or(rest.len(), |at| at + 1);
        Token::Data("")
    }

    fn start_tag(&mut self, rest: &'a str) -> Option<Token<'a>> {
        // What `may_begin_name` let through as a letter beyond ASCII may be none.
        if !rest[1..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':')) {
            return Some(self.literal());
        }
        let whole = if self.rescans > 0 {
            quoted_end(rest.as_bytes())
        } else {
            None
        };
        let bytes = rest.as_bytes();
        let end = whole.unwrap_or(rest.len());
        let Some(inner) = memchr(b'<', &bytes[1..end]).map(|at| at + 1) else {
            let Some(end) = whole.or_else(|| memchr(b'>', bytes)) else {
                return Some(self.cut_off(rest));
            };
            return Some(self.tag(rest, end));
        };
        // Either a stray `<` before the tag, or a quote that was never closed.
        if let Some(end) = memchr(b'>', &bytes[..inner]) {
            self.damage.get_or_insert("a tag with an open quote");
            self.rescans = self.rescans.saturating_sub(whole.unwrap_or(rest.len()));
            return Some(self.tag(rest, end));
        }
        match whole {
            Some(end) if rest[..inner].contains(['"', '\'']) => Some(self.tag(rest, end)),
            Some(end) => {
                self.rescans = self.rescans.saturating_sub(end);
                Some(self.literal())
            }
            None => {
                self.damage.get_or_insert("broken markup");
                self.rescans = self.rescans.saturating_sub(rest.len());
                self.at += inner;
                None
            }
        }
    }

    fn tag(&mut self, rest: &'a str, end: usize) -> Token<'a> {
        self.at += end + 1;
        Token::Start(Tag::new(&rest[1..end]))
    }

    /// What begins with `<!`.
    fn declaration(&mut self, rest: &'a str) -> Option<Token<'a>> {
        let bytes = rest.as_bytes();
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = memmem::find(data.as_bytes(), b"]]>");
            if end.is_none() {
                self.damage.get_or_insert("cut off inside a text");
            }
            let data = &data[..end.unwrap_or(data.len())];
            self.at += 9 + data.len() + end.map_or(0, |_| 3);
            return Some(Token::Data(data));
        }
        if rest.starts_with("<!--") {
            let end = self.comments.then(|| memmem::find(&bytes[4..], b"-->"));
            let end = end.flatten();
            self.comments = end.is_some();
            self.skip(end.map(|end| end + 7), 4);
        } else if bytes
            .get(2..9)
            .is_some_and(|name| name.eq_ignore_ascii_case(b"doctype"))
        {
            let end = self.doctypes.then(|| doctype_end(rest)).flatten();
            self.doctypes = end.is_some();
            self.doctype.declare(&rest[9..end.unwrap_or(9)]);
            self.skip(end.map(|end| end + 1), past_bracket(rest));
        } else {
            self.skip(None, past_bracket(rest));
        }
        None
    }

    fn instruction(&mut self, rest: &str) {
        let end = self
            .instructions
            .then(|| memmem::find(rest.as_bytes(), b"?>"));
        let end = end.flatten();
        self.instructions = end.is_some();
        self.skip(end.map(|end| end + 2), past_bracket(rest));
    }

    /// Steps over markup of known length, or over the piece of it that is surely none.
    fn skip(&mut self, length: Option<usize>, otherwise: usize) {
        if length.is_none() {
            self.damage.get_or_insert("broken markup");
        }
        self.at += length.unwrap_or(otherwise);
    }

    /// Appends the characters that a [`Token::Text`] stands for.
    pub(crate) fn resolve_into(&mut self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(at) = memchr(b'&', rest.as_bytes()) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            rest = &rest[self.reference(rest, out)..];
        }
        out.push_str(rest);
    }

    /// Appends what the reference at the start of `text` stands for; its length.
    fn reference(&mut self, text: &str, out: &mut String) -> usize {
        for (name, character) in [("lt;", '<'), ("gt;", '>'), ("amp;", '&'), ("quot;", '"')] {
            if text[1..].starts_with(name) {
                out.push(character);
                return name.len() + 1;
            }
        }
        if let Some((character, length)) = entities::utf8_references(text) {
            out.push(character);
            return length;
        }
        let name = &text.as_bytes()[1..text.len().min(MAX_REFERENCE)];
        let end = memchr3(b';', b'&', b' ', name).filter(|&end| name[end] == b';' && end > 0);
        let Some(end) = end else {
            out.push('&');
            return 1;
        };
        let name = &text[1..=end];
        match entities::resolve(name) {
            Some(character) => out.push(character),
            None => out.push_str(&self.doctype.expansion(name)),
        }
        end + 2
    }
}

/// Whether a name may begin with this byte; the letters beyond ASCII are looked at later.
fn may_begin_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') || !byte.is_ascii()
}

/// The length up to and with the next `>`.
fn past_bracket(rest: &str) -> usize {
    memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1)
}

/// The position of the `>` that ends the tag at the start, if all its quotes pair.
fn quoted_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr3(b'>', b'"', b'\'', &bytes[at..])?;
        if bytes[at] == b'>' {
            return Some(at);
        }
        at += 2 + memchr(bytes[at], &bytes[at + 1..])?;
    }
}

/// The position of the `>` that ends a document type declaration with its internal subset.
fn doctype_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut at, mut inside) = (9, false);
    loop {
        match *bytes.get(at)? {
            b'[' => inside = true,
            b']' => inside = false,
            b'>' if !inside => return Some(at),
            quote @ (b'"' | b'\'') => at += 1 + memchr(quote, &bytes[at + 1..])?,
            b'<' if bytes[at..].starts_with(b"<!--") => {
                at += 6 + memmem::find(&bytes[at + 4..], b"-->")?;
            }
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(input: &str) -> String {
        let mut tokens = Tokens::new(input);
        let mut out = String::new();
        loop {
            match tokens.next() {
                Token::Start(tag) => out.push_str(&format!("[{}]", tag.name())),
                Token::End(name) => out.push_str(&format!("[/{name}]")),
                Token::Text(text) => tokens.resolve_into(text, &mut out),
                Token::Data(text) => out.push_str(text),
                Token::Eof => return out,
            }
        }
    }

    #[test]
    fn broken_markup_is_read_as_far_as_it_goes() {
        for (input, tokens) in [
            (
                "<a>x &amp; y &eacute; &#8217; &nope; &</a>",
                "[a]x & y é ’ &nope; &[/a]",
            ),
            ("<a>1 < 2</a>", "[a]1 < 2[/a]"),
            ("<a>1 <2</a><b>c</b>", "[a]1 <2[/a][b]c[/b]"),
            ("<a><![CDATA[x <b> y]]></a>", "[a]x <b> y[/a]"),
            ("<a><![CDATA[never closed", "[a]never closed"),
            (
                "<a><e url=\"x type=\"y\"><b>c</b></a>",
                "[a][e][b]c[/b][/a]",
            ),
            ("<a>b<!-- never", "[a]b never"),
            ("<a>b</a", "[a]b"),
            ("<a>b</c></a>", "[a]b[/c][/a]"),
        ] {
            assert_eq!(flat(input), tokens, "{input}");
        }
    }
}
