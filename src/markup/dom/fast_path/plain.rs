//! Plain markup read ahead of html5ever's tokenizer.
//!
//! The tokenizer takes its input letter by letter through a queue, which is most of the time
//! that a page costs. Nearly all of a page is plain: text, tags with quoted attributes,
//! scripts that end where they seem to. These become tokens here in a few searches for a
//! byte; whatever is not plain is left to the tokenizer, so the tree is the one that it would
//! have made. After WHATWG HTML, section 13.2.5, "Tokenization".

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::{memchr, memchr2, memmem};

use super::references;

/// Attributes of a plain tag: each is compared with those before it.
const MAX_ATTRIBUTES: usize = 64;

/// What a plain stretch of the input is.
pub(super) enum Plain {
    /// Text between tags.
    Text(StrTendril),
    /// A start or an end tag.
    Tag(Tag),
    /// A comment, which nobody reads.
    Comment,
    /// An element whose content is no markup: its start tag, the content, its end tag.
    Raw(Tag, Raw),
}

/// The content and the end of an element without markup inside, not yet taken.
pub(super) struct Raw {
    pub(super) content: StrTendril,
    pub(super) end: Tag,
    /// Where the content and the end tag stop.
    after: usize,
}

/// Reads plain stretches from the start of the data state on.
pub(super) struct Reader<'a> {
    input: &'a StrTendril,
    /// Bytes that were taken.
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(input: &'a StrTendril) -> Self {
        Self { input, at: 0 }
    }

    /// Bytes that were taken.
    pub(super) const fn taken(&self) -> usize {
        self.at
    }

    /// Takes the content and the end tag of a raw element, which [`Reader::next`] leaves in
    /// place: whether it is one depends on the tree.
    pub(super) const fn take_raw(&mut self, raw: &Raw) {
        self.at = raw.after;
    }

    /// The next stretch, if it is plain; with `raw`, an element whose content is no markup may
    /// be one.
    pub(super) fn next(&mut self, raw: bool) -> Option<Plain> {
        let mut cursor = Cursor {
            bytes: self.input.as_bytes(),
            at: self.at,
        };
        if cursor.peek()? != b'<' {
            return self.text();
        }
        cursor.at += 1;
        match cursor.peek()? {
            b'!' => {
                self.at = comment_end(cursor.bytes, cursor.at + 1)?;
                Some(Plain::Comment)
            }
            b'/' => {
                cursor.at += 1;
                let name = self.name(&mut cursor)?;
                cursor.skip_space();
                cursor.eat(b'>')?;
                self.at = cursor.at;
                Some(Plain::Tag(tag(TagKind::EndTag, name, Vec::new(), false)))
            }
            _ => self.start_tag(cursor, raw),
        }
    }

    fn text(&mut self) -> Option<Plain> {
        let rest = &self.input[self.at..];
        let length = memchr(b'<', rest.as_bytes())?;
        let text = self.value(self.at, self.at + length, references::Within::Text)?;
        self.at += length;
        Some(Plain::Text(text))
    }

    fn start_tag(&mut self, mut cursor: Cursor<'_>, raw: bool) -> Option<Plain> {
        let name = self.name(&mut cursor)?;
        let kind = Content::of(&name);
        if kind == Content::Rest || kind != Content::Markup && !raw {
            return None;
        }
        let mut attributes: Vec<Attribute> = Vec::new();
        let self_closing = loop {
            let spaced = cursor.skip_space();
            match cursor.peek()? {
                b'>' => break false,
                b'/' if cursor.bytes.get(cursor.at + 1) == Some(&b'>') => {
                    cursor.at += 1;
                    break true;
                }
                _ if !spaced || attributes.len() == MAX_ATTRIBUTES => return None,
                _ => attributes.push(self.attribute(&mut cursor, &attributes)?),
            }
        };
        cursor.at += 1;
        let raw = match kind {
            Content::Markup => None,
            _ => Some(self.raw(cursor.at, &name, kind)?),
        };
        self.at = cursor.at;
        let tag = tag(TagKind::StartTag, name, attributes, self_closing);
        Some(match raw {
            None => Plain::Tag(tag),
            Some(raw) => Plain::Raw(tag, raw),
        })
    }

    fn name(&self, cursor: &mut Cursor<'_>) -> Option<LocalName> {
        let from = cursor.at;
        if !cursor.peek()?.is_ascii_alphabetic() {
            return None;
        }
        cursor.skip(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let ends = matches!(cursor.peek()?, b'>' | b'/') || is_space(cursor.peek()?);
        ends.then(|| self.lower(from, cursor.at))
    }

    fn attribute(&self, cursor: &mut Cursor<'_>, others: &[Attribute]) -> Option<Attribute> {
        let from = cursor.at;
        cursor.skip(|byte| {
            byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'=' | b'>' | b'/')
        });
        let local = (from < cursor.at).then(|| self.lower(from, cursor.at))?;
        let name = QualName::new(None, ns!(), local);
        if others.iter().any(|other| other.name.local == name.local) {
            return None;
        }
        let value = match cursor.peek()? {
            b'=' => {
                cursor.at += 1;
                self.attribute_value(cursor)?
            }
            byte if is_space(byte) || matches!(byte, b'>' | b'/') => StrTendril::new(),
            _ => return None,
        };
        Some(Attribute { name, value })
    }

    fn attribute_value(&self, cursor: &mut Cursor<'_>) -> Option<StrTendril> {
        let (from, to) = match cursor.peek()? {
            quote @ (b'"' | b'\'') => {
                let from = cursor.at + 1;
                let length = memchr(quote, &cursor.bytes[from..])?;
                cursor.at = from + length + 1;
                (from, from + length)
            }
            _ => {
                let from = cursor.at;
                cursor.skip(|byte| {
                    byte > b' ' && !matches!(byte, b'"' | b'\'' | b'<' | b'=' | b'>' | b'`' | b'&')
                });
                let ends = is_space(cursor.peek()?) || cursor.peek()? == b'>';
                if from == cursor.at || !ends {
                    return None;
                }
                (from, cursor.at)
            }
        };
        self.value(from, to, references::Within::Attribute)
    }

    /// The text between two places, its references resolved.
    fn value(&self, from: usize, to: usize, within: references::Within) -> Option<StrTendril> {
        let text = &self.input[from..to];
        if memchr2(b'&', 0, text.as_bytes()).is_none() {
            return Some(self.slice(from, to));
        }
        references::resolved(text, within).map(StrTendril::from)
    }

    /// The content of a raw element from `from` on, and its end tag, if the content ends where
    /// it seems to.
    fn raw(&self, from: usize, name: &LocalName, kind: Content) -> Option<Raw> {
        let bytes = self.input.as_bytes();
        let mut to = from;
        let after = loop {
            to += memmem::find(&bytes[to..], b"</")?;
            let after_name = to + 2 + name.len();
            let is_same = bytes
                .get(to + 2..after_name)?
                .eq_ignore_ascii_case(name.as_bytes());
            let next = *bytes.get(after_name)?;
            if is_same && (is_space(next) || matches!(next, b'/' | b'>')) {
                let mut cursor = Cursor {
                    bytes,
                    at: after_name,
                };
                cursor.skip_space();
                cursor.eat(b'>')?;
                break cursor.at;
            }
            to += 2;
        };
        let content = &bytes[from..to];
        let is_plain = memchr(0, content).is_none()
            && match kind {
                // A script may hide an end tag in a comment of a script of its own.
                Content::Script => memmem::find(content, b"<!--").is_none(),
                Content::Referring => memchr(b'&', content).is_none(),
                _ => true,
            };
        is_plain.then(|| Raw {
            content: self.slice(from, to),
            end: tag(TagKind::EndTag, name.clone(), Vec::new(), false),
            after,
        })
    }

    fn lower(&self, from: usize, to: usize) -> LocalName {
        let name = &self.input[from..to];
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return LocalName::from(Cow::Owned(name.to_ascii_lowercase()));
        }
        LocalName::from(name)
    }

    /// A part of the input, which shares its memory. Documents have at most 5 MB.
    fn slice(&self, from: usize, to: usize) -> StrTendril {
        let offset = u32::try_from(from).unwrap_or(u32::MAX);
        let length = u32::try_from(to - from).unwrap_or(u32::MAX);
        self.input.subtendril(offset, length)
    }
}

/// What an element's content is to the tokenizer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Markup,
    Text,
    /// Text with references.
    Referring,
    Script,
    /// Text to the end of the document.
    Rest,
}

impl Content {
    fn of(name: &LocalName) -> Self {
        match &**name {
            "script" => Self::Script,
            "style" | "iframe" | "noembed" | "noframes" | "noscript" | "xmp" => Self::Text,
            "title" | "textarea" => Self::Referring,
            "plaintext" => Self::Rest,
            _ => Self::Markup,
        }
    }
}

/// Whether the content of an element is text to the tokenizer, as long as the tree builder
/// has no other view.
pub(super) fn is_raw(name: &LocalName) -> bool {
    Content::of(name) != Content::Markup
}

/// The end of a comment whose `<!` was read.
fn comment_end(bytes: &[u8], after_mark: usize) -> Option<usize> {
    let from = after_mark + 2;
    let is_comment = bytes.get(after_mark..from)? == b"--";
    let rest = bytes.get(from..)?;
    if !is_comment || rest.starts_with(b">") || rest.starts_with(b"->") {
        return None;
    }
    let mut at = 0;
    loop {
        at += memmem::find(&rest[at..], b"--")?;
        match rest.get(at + 2)? {
            b'>' => return Some(from + at + 3),
            // `--!>` is an error that ends the comment all the same.
            b'!' => return None,
            _ => at += 1,
        }
    }
}

fn tag(kind: TagKind, name: LocalName, attrs: Vec<Attribute>, self_closing: bool) -> Tag {
    Tag {
        kind,
        name,
        self_closing,
        attrs,
        had_duplicate_attributes: false,
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&skipped) {
            self.at += 1;
        }
    }

    /// Whether there was any.
    fn skip_space(&mut self) -> bool {
        let from = self.at;
        self.skip(is_space);
        self.at > from
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0xc)
}

#[cfg(test)]
mod tests;
