//! A stream of XML tokens that never fails.
//!
//! quick-xml finds the tokens; this layer decides what to do where the document is broken: a
//! `<` that begins no tag is text, a tag whose quotes swallow its neighbours ends at its
//! first `>`, an unfinished comment or CDATA section ends with the document. References are
//! resolved here (XML's, HTML's, and the internal entities of the DTD within bounds).

use std::borrow::Cow;

use quick_xml::Error;
use quick_xml::errors::SyntaxError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::doctype::Doctype;
use crate::ingest::entities;

/// Attributes of one tag that are looked at.
const MAX_ATTRIBUTES: usize = 256;

/// One step through the document.
pub enum Token<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// The name of an end tag, with its prefix.
    End(&'a str),
    /// Characters, with references resolved.
    Text(Cow<'a, str>),
    /// The end of the document.
    Eof,
}

/// A start tag.
pub struct Tag<'a> {
    start: BytesStart<'a>,
    /// `<a/>`: no end tag follows.
    pub empty: bool,
}

impl Tag<'_> {
    /// The name with its prefix.
    pub fn name(&self) -> &str {
        self.start.name().into_inner()
    }

    /// Names and raw values of the attributes, lenient about quotes.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.start.html_attributes();
        attributes.with_checks(false);
        let mut left = MAX_ATTRIBUTES;
        std::iter::from_fn(move || {
            while left > 0 {
                left -= 1;
                if let Ok(attribute) = attributes.next()? {
                    return Some((attribute.key.into_inner(), attribute.value));
                }
            }
            None
        })
    }

    /// The value of an attribute, by its name without regard to case or prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.find(|key| local(key).eq_ignore_ascii_case(name) && !key.starts_with("xml"))
    }

    /// The value of an attribute by its whole name.
    pub fn qualified(&self, name: &str) -> Option<String> {
        self.find(|key| key.eq_ignore_ascii_case(name))
    }

    fn find(&self, fits: impl Fn(&str) -> bool) -> Option<String> {
        if self.start.attributes_raw().is_empty() {
            return None;
        }
        let (_, value) = self.attributes().find(|(key, _)| fits(key))?;
        Some(entities::unescape(&value))
    }

    /// The text between name and `>`.
    pub fn raw_attributes(&self) -> &str {
        self.start.attributes_raw()
    }
}

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The token stream of one document.
pub struct Tokens<'a> {
    input: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where `reader` was started inside `input`.
    origin: usize,
    doctype: Doctype,
    /// Bytes that may still be read twice because of broken markup; keeps the whole linear.
    rescans: usize,
    /// What was wrong first.
    pub damage: Option<&'static str>,
}

impl<'a> Tokens<'a> {
    /// The tokens of a document whose XML declaration has been cut off.
    pub fn new(input: &'a str) -> Self {
        Self {
            input,
            reader: reader(input),
            origin: 0,
            doctype: Doctype::default(),
            rescans: input.len().saturating_mul(4) + 65_536,
            damage: None,
        }
    }

    /// The next token; [`Token::Eof`] for ever at the end.
    pub fn next(&mut self) -> Token<'a> {
        loop {
            let before = self.position();
            match self.reader.read_event() {
                Ok(Event::Start(start)) => return self.start(start, before, false),
                Ok(Event::Empty(start)) => return self.start(start, before, true),
                Ok(Event::End(_)) => {
                    let raw = &self.input[before..self.position()];
                    if raw[1..].contains('<') {
                        return self.literal(before);
                    }
                    let name = raw.trim_start_matches(['<', '/']).trim_end_matches('>');
                    return Token::End(name.trim_end());
                }
                Ok(Event::Text(text)) => return Token::Text(text.into_inner()),
                Ok(Event::CData(data)) => return Token::Text(data.into_inner()),
                Ok(Event::GeneralRef(reference)) => {
                    if let Some((c, length)) = entities::utf8_references(&self.input[before..]) {
                        self.restart(before + length);
                        return Token::Text(Cow::Owned(c.to_string()));
                    }
                    return Token::Text(self.resolve(&reference));
                }
                Ok(Event::DocType(text)) => self.doctype.declare(&text.into_inner()),
                Ok(Event::Eof) => return Token::Eof,
                Ok(_) => {}
                Err(error) => match self.recover(&error, before) {
                    Some(token) => return token,
                    None => continue,
                },
            }
        }
    }

    fn position(&self) -> usize {
        let offset = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        (self.origin + offset).min(self.input.len())
    }

    fn restart(&mut self, at: usize) {
        self.rescans = self
            .rescans
            .saturating_sub(self.position().saturating_sub(at));
        self.origin = if self.rescans == 0 {
            self.input.len()
        } else {
            at
        };
        self.reader = reader(&self.input[self.origin..]);
    }

    /// The `<` at `at` begins no tag.
    fn literal(&mut self, at: usize) -> Token<'a> {
        self.damage.get_or_insert("a stray \"<\"");
        self.restart(at + 1);
        Token::Text(Cow::Borrowed("<"))
    }

    fn start(&mut self, start: BytesStart<'a>, before: usize, empty: bool) -> Token<'a> {
        let raw = &self.input[before..self.position()];
        let name_begins =
            raw[1..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'));
        if !name_begins {
            return self.literal(before);
        }
        let Some(inner) = raw[1..].find('<') else {
            return Token::Start(Tag { start, empty });
        };
        // Either a stray `<` before the tag, or a quote that was never closed.
        let head = &raw[..=inner];
        if let Some(end) = head.find('>') {
            return self.cut(before, end);
        }
        if head.contains(['"', '\'']) {
            return Token::Start(Tag { start, empty });
        }
        self.literal(before)
    }

    /// A tag whose quotes do not pair ends at its first `>`.
    fn cut(&mut self, before: usize, end: usize) -> Token<'a> {
        self.damage.get_or_insert("a tag with an open quote");
        let content = &self.input[before + 1..before + end];
        self.restart(before + end + 1);
        let empty = content.ends_with('/');
        let content = content.strip_suffix('/').unwrap_or(content);
        let name = content.find(|c: char| c.is_whitespace() || c == '/');
        let start = BytesStart::from_content(content, name.unwrap_or(content.len()));
        Token::Start(Tag { start, empty })
    }

    /// Goes on after a syntax error at `before`.
    fn recover(&mut self, error: &Error, before: usize) -> Option<Token<'a>> {
        let rest = &self.input[before..];
        let Error::Syntax(syntax) = error else {
            self.damage.get_or_insert("broken markup");
            // Such errors leave the reader behind the tag.
            return None;
        };
        let what = match syntax {
            SyntaxError::UnclosedCData => {
                self.damage.get_or_insert("cut off inside a text");
                self.restart(self.input.len());
                return rest.get(9..).map(|text| Token::Text(Cow::Borrowed(text)));
            }
            SyntaxError::UnclosedComment => Some(4),
            SyntaxError::InvalidBangMarkup
            | SyntaxError::UnclosedDoctype
            | SyntaxError::UnclosedPI
            | SyntaxError::UnclosedXmlDecl => rest.find('>').map(|end| end + 1),
            _ => match rest.get(1..).and_then(|rest| rest.find(['<', '>'])) {
                Some(end) if rest.as_bytes()[end + 1] == b'<' => Some(end + 1),
                Some(end) if rest[1..].starts_with(|c: char| c.is_alphabetic()) => {
                    return Some(self.cut(before, end + 1));
                }
                Some(end) => Some(end + 2),
                None => None,
            },
        };
        match what {
            Some(length) => {
                self.damage.get_or_insert("broken markup");
                self.restart(before + length);
            }
            None => {
                self.damage.get_or_insert("cut off inside a tag");
                self.restart(self.input.len());
            }
        }
        None
    }

    fn resolve(&mut self, reference: &str) -> Cow<'a, str> {
        match reference {
            "lt" => Cow::Borrowed("<"),
            "gt" => Cow::Borrowed(">"),
            "amp" => Cow::Borrowed("&"),
            "quot" => Cow::Borrowed("\""),
            _ => match entities::resolve(reference) {
                Some(c) => Cow::Owned(c.to_string()),
                None => Cow::Owned(self.doctype.expansion(reference)),
            },
        }
    }
}

fn reader(input: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(input);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.check_comments = false;
    reader
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
                Token::Text(text) => out.push_str(&text),
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

    #[test]
    fn many_errors_stay_linear() {
        let start = std::time::Instant::now();
        for unit in [
            "<",
            "<a \"",
            "<a b='",
            "<![CDATA[",
            "<!--",
            "<!x",
            "&",
            "</",
            "<?",
        ] {
            let _ = flat(&unit.repeat(60_000));
        }
        assert!(start.elapsed().as_secs() < 20);
    }
}
