//! Text constructs: what the characters of a title or a content element mean.
//!
//! Atom says it in `type` (1.0) or `mode` and `type` (0.3); RSS says nothing, and then the
//! characters decide (RFC 4287 section 3.1, Atom 0.3 section 3.1, RSS Best Practices).

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memchr;
use url::Url;

use super::tag::{Tag, local};
use crate::ingest::charset;
use crate::markup::{clean, entities, html};

/// Longest text of one field, in bytes; the rest is cut.
pub(super) const MAX_TEXT: usize = 2 << 20;

/// Families of types that are no text, but for XML and HTML among them.
const NO_TEXT: [&str; 5] = ["image", "audio", "video", "font", "model"];

/// How the characters are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum TextKind {
    /// Not said: markup if it looks like markup.
    #[default]
    Unsaid,
    /// Plain text, signs and all.
    Text,
    /// Not said where that means plain text (RFC 4287, 3.1.1).
    Untyped,
    /// Escaped HTML.
    Html,
    /// Markup as child elements.
    Xhtml,
    /// Base64, then as for `Unsaid`.
    Base64,
    /// Of a type that is no text (RFC 4287, 4.1.3): nothing of it is read.
    Foreign,
}

impl TextKind {
    /// The kind that a start tag states.
    pub(crate) fn of(tag: &Tag<'_>) -> Self {
        if tag.raw_attributes().is_empty() {
            return Self::Unsaid;
        }
        let (mut mode, mut mime) = (None, None);
        for (key, value) in tag.attributes() {
            match local(key) {
                key if key.eq_ignore_ascii_case("mode") => mode = mode.or(Some(value)),
                key if key.eq_ignore_ascii_case("type") => mime = mime.or(Some(value)),
                _ => {}
            }
        }
        let mode = mode.map(|mode| mode.to_ascii_lowercase());
        let mime = charset::media_type(&mime.unwrap_or_default());
        let is_marked_up = mime.ends_with("xml") || mime.contains("html");
        let family = mime.split_once('/').map_or("", |(family, _)| family);
        match (mode.as_deref(), mime.as_str()) {
            _ if !is_marked_up && NO_TEXT.contains(&family) => Self::Foreign,
            (Some("base64"), _) => Self::Base64,
            (_, "xhtml" | "application/xhtml+xml") => Self::Xhtml,
            (Some("escaped"), "text/plain" | "text") => Self::Text,
            (Some("escaped"), _) | (_, "html" | "text/html") => Self::Html,
            (_, "text" | "text/plain") => Self::Text,
            (_, mime) if mime.ends_with("xml") => Self::Xhtml,
            (_, mime) if mime.contains("html") => Self::Html,
            (_, mime) if mime.starts_with("text/") || !mime.contains('/') => Self::Unsaid,
            _ => Self::Base64,
        }
    }
}

/// The characters of one field as they are collected.
#[derive(Debug, Default)]
pub(crate) struct Text {
    pub kind: TextKind,
    pub buffer: String,
    /// There were child elements, so the buffer is markup.
    pub markup: bool,
}

impl Text {
    /// Adds the start tag of a child element.
    pub(crate) fn open(&mut self, name: &str, tag: &Tag<'_>) {
        self.markup = true;
        if self.buffer.len() + tag.raw_attributes().len() > MAX_TEXT {
            return;
        }
        self.buffer.push('<');
        self.buffer.push_str(name);
        let attributes = tag.raw_attributes();
        let attributes = attributes.strip_suffix('/').unwrap_or(attributes);
        self.buffer.push_str(attributes);
        self.buffer.push('>');
    }

    /// Adds the end tag of a child element.
    pub(crate) fn close(&mut self, name: &str) {
        if self.buffer.len() < MAX_TEXT && !is_void(name) {
            self.buffer.push_str("</");
            self.buffer.push_str(name);
            self.buffer.push('>');
        }
    }

    /// As one plain line, ready to show.
    pub(crate) fn into_plain(self) -> String {
        let this = self.decoded();
        match this.kind {
            TextKind::Text | TextKind::Untyped if !this.markup => clean::line(&this.buffer),
            _ => html::title(&this.buffer),
        }
    }

    /// The plain line that the first version of the reader made of a text: words that look like
    /// tags were left out. The keys of entries without an id are made of it.
    pub(crate) fn first_reading(&self) -> String {
        let is_html = match self.kind {
            TextKind::Text | TextKind::Foreign => self.markup,
            TextKind::Unsaid | TextKind::Untyped | TextKind::Base64 => {
                self.markup || html::has_tag_or_reference(&self.buffer)
            }
            TextKind::Html | TextKind::Xhtml => true,
        };
        if is_html {
            html::first_plain(&self.buffer)
        } else {
            clean::line(&self.buffer)
        }
    }

    /// As clean HTML with absolute links; `None` when there is nothing in it.
    pub(crate) fn into_html(self, base: Option<&Url>) -> Option<String> {
        let mut this = self.decoded();
        if this.kind == TextKind::Unsaid
            && let Some(markup) = html::escaped_twice(&this.buffer).filter(|_| !this.markup)
        {
            this.buffer = markup;
        }
        let is_html = match this.kind {
            TextKind::Text | TextKind::Untyped => this.markup,
            TextKind::Unsaid => this.markup || html::has_markup(&this.buffer),
            _ => true,
        };
        if this.buffer.trim().is_empty() {
            return None;
        }
        if !is_html {
            let text = match this.kind {
                TextKind::Unsaid => Cow::Owned(entities::unescape(&this.buffer)),
                _ => Cow::Borrowed(this.buffer.as_str()),
            };
            return Some(html::from_text(&clean::text(&text)));
        }
        let trimmed = this.buffer.trim();
        let text = if trimmed.len() == this.buffer.len() {
            clean::owned_text(this.buffer)
        } else {
            clean::text(trimmed)
        };
        if memchr(b'<', text.as_bytes()).is_none() {
            return Some(text);
        }
        let text = match html::close_swallowing(&text) {
            Cow::Owned(closed) => closed,
            Cow::Borrowed(_) => text,
        };
        match base.map(|base| html::absolute_links(&text, base)) {
            Some(Cow::Owned(absolute)) => Some(absolute),
            _ => Some(text),
        }
    }

    pub(super) fn decoded(mut self) -> Self {
        if self.kind == TextKind::Foreign {
            self.buffer.clear();
        }
        if self.kind == TextKind::Base64 {
            let raw: Vec<u8> = self.buffer.bytes().filter(u8::is_ascii_graphic).collect();
            if let Ok(bytes) = LENIENT.decode(raw) {
                // A picture may come without its type, and a text as `application/octet-stream`.
                let is_text = |byte: &u8| *byte >= b' ' || byte.is_ascii_whitespace();
                let bytes = if bytes.iter().all(is_text) {
                    bytes
                } else {
                    vec![]
                };
                self.buffer = charset::decode(&bytes, None, charset::DocumentKind::Text);
            }
            self.kind = TextKind::Unsaid;
        }
        self
    }
}

/// Base64 that may lack its padding.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

fn is_void(name: &str) -> bool {
    [
        "br", "img", "hr", "input", "wbr", "area", "col", "embed", "source", "param", "track",
    ]
    .iter()
    .any(|void| void.eq_ignore_ascii_case(name))
}
