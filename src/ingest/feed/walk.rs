//! The walk through an XML feed: a stack of open elements, one text field being collected,
//! and a draft of the feed and of the entry at hand.
//!
//! There is one walk for RSS and Atom, because real feeds mix their elements freely. End
//! tags close whatever is open above their start tag; those without one are ignored.

use std::borrow::Cow;

use memchr::memchr;
use url::Url;

use super::content::{MAX_TEXT, TextKind};
use super::draft::Draft;
use super::fields;
use super::names::{self, Element, Namespace};
use super::state::{Goal, Parts, Place};
use super::tokens::{Tag, Token, Tokens, local};
use crate::markup::html;
use crate::model::Entry;

/// Deepest element that is looked at; deeper tags are left out, their text stays.
const MAX_DEPTH: usize = 512;
/// Most entries that are read of one feed.
const MAX_ENTRIES: usize = 10_000;

/// One open element.
#[derive(Debug)]
struct Frame<'a> {
    place: Place,
    /// Name as written, as a digest: comparing numbers keeps broken feeds fast.
    name: u64,
    /// The name under which its end tag is written into the text that it is part of.
    markup: Option<&'a str>,
}

/// The state of the walk.
pub(super) struct Walk<'a> {
    tokens: Tokens<'a>,
    frames: Vec<Frame<'a>>,
    too_deep: usize,
    pub(super) parts: Parts,
    pub(super) entries: Vec<Entry>,
    /// The first element of the document, for the error when it is no feed.
    pub(super) first: Option<String>,
    full: bool,
    closed_root: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(input: &'a str, base: Option<&Url>) -> Self {
        Self {
            tokens: Tokens::new(input),
            frames: Vec::new(),
            too_deep: 0,
            parts: Parts::new(base),
            entries: Vec::new(),
            first: None,
            full: false,
            closed_root: false,
        }
    }

    /// Reads the whole document.
    pub(super) fn run(&mut self) {
        while !self.full {
            match self.tokens.next() {
                Token::Start(tag) => {
                    if self.first.is_some() && self.parts.format.is_none() && self.is_page() {
                        return;
                    }
                    self.start(&tag);
                }
                Token::End(name) => self.end(name),
                Token::Text(text) => self.text(text, false),
                Token::Data(text) => self.text(text, true),
                Token::Eof => break,
            }
        }
        // What is open now was cut off: an entry counts if there is something to show.
        if !self.frames.is_empty()
            && self
                .parts
                .entry
                .as_ref()
                .is_some_and(|entry| !entry.is_worth_keeping())
        {
            self.parts.entry = None;
        }
        self.closed_root |= self.frames.is_empty();
        let closed = self.closed_root;
        self.pop_to(0);
        self.closed_root = closed;
        self.finish_entry();
    }

    /// What was wrong, ready to show.
    pub(super) fn damage(&self) -> Option<String> {
        if self.full {
            return Some(format!("only the first {MAX_ENTRIES} entries were read"));
        }
        if let Some(damage) = self.tokens.damage {
            return Some(format!("the feed is damaged: {damage}"));
        }
        (!self.closed_root).then(|| "the feed is cut off".to_owned())
    }

    fn is_page(&self) -> bool {
        let is_html = |name: &String| name.eq_ignore_ascii_case("html");
        self.first.as_ref().is_some_and(is_html)
    }

    fn place(&self) -> Place {
        self.frames.last().map_or(Place::Feed, |frame| frame.place)
    }

    fn start(&mut self, tag: &Tag<'a>) {
        if self.frames.len() >= MAX_DEPTH {
            self.too_deep += usize::from(!tag.empty);
            return;
        }
        let depth = self.frames.len();
        self.parts.scopes.open(tag, depth);
        if self.place() == Place::Feed
            && self.parts.entry.is_none()
            && tag.raw_attributes().contains("xml:lang")
        {
            let stated = tag.qualified("xml:lang").unwrap_or_default();
            fields::language(&mut self.parts.feed, 1, &stated);
        }
        let name = tag.name();
        let lower = lower_local(name);
        let namespace = self.parts.scopes.namespace(name);
        if self.first.is_none() {
            self.first = Some(lower.clone().into_owned());
        }
        if self.parts.capture.is_some()
            && names::ends_a_text(namespace, &lower)
            && self.leaves_text(namespace)
        {
            self.close_capture();
        }
        let place = if self.parts.capture.is_some() {
            self.markup(name, tag)
        } else {
            self.element(namespace, &lower, tag)
        };
        self.frames.push(Frame {
            place,
            name: digest(name),
            markup: match place {
                Place::Other if self.parts.capture.is_some() => Some(local(name)),
                Place::PersonMarkup => Some(local(name)),
                _ => None,
            },
        });
        if tag.empty {
            self.pop_to(self.frames.len() - 1);
        }
    }

    /// Whether the open text is one that such an element cannot stand in.
    fn leaves_text(&self, namespace: Namespace) -> bool {
        let xhtml = self
            .parts
            .capture
            .as_ref()
            .is_some_and(|capture| capture.text.kind == TextKind::Xhtml);
        self.parts.format.is_some() && !(xhtml && namespace != Namespace::Atom)
    }

    /// A child element inside a text: it is markup, unless it sits in a person or image.
    fn markup(&mut self, name: &str, tag: &Tag<'_>) -> Place {
        if let Some(capture) = &mut self.parts.capture {
            capture.text.open(local(name), tag);
        }
        Place::Other
    }

    fn element(&mut self, namespace: Namespace, lower: &str, tag: &Tag<'_>) -> Place {
        let element = names::element(namespace, lower);
        match (element, self.place()) {
            (Element::Root, Place::Feed) => self.root(lower, tag),
            (Element::Channel, Place::Feed) => {
                self.parts.format.get_or_insert("rss20");
                fields::channel(&mut self.parts, tag);
                Place::Feed
            }
            (Element::Entry, _) if self.parts.format.is_some() || self.frames.is_empty() => {
                self.begin_entry(lower, tag);
                Place::Entry
            }
            (Element::Group, place) => place,
            (Element::Image, Place::Feed | Place::Entry) => {
                fields::image(&mut self.parts, tag);
                Place::Image
            }
            (Element::ImageUrl, Place::Image) => self.parts.begin(Goal::ImageUrl, tag),
            (Element::Source, Place::Entry) => Place::Source,
            // Of an entry without an author of its own (RFC 4287, 4.2.1).
            (Element::Person, Place::Source) if namespace == Namespace::Atom => {
                fields::begin_person(&mut self.parts, 0)
            }
            (Element::PersonName, Place::Person) => self.parts.begin(Goal::PersonName, tag),
            (Element::PersonEmail, Place::Person) => self.parts.begin(Goal::PersonEmail, tag),
            (_, Place::Feed | Place::Entry) => {
                fields::start(&mut self.parts, namespace, element, lower, tag)
            }
            (Element::Unknown, Place::Person | Place::PersonMarkup) if html::is_of_text(lower) => {
                fields::person_tag(&mut self.parts, lower, tag);
                Place::PersonMarkup
            }
            _ => Place::Other,
        }
    }

    fn root(&mut self, lower: &str, tag: &Tag<'_>) -> Place {
        let namespace = tag.qualified("xmlns").unwrap_or_default();
        let version = tag.attribute("version").unwrap_or_default();
        let format = match lower {
            "feed" if version == "0.3" || namespace.contains("purl.org/atom/ns") => "atom03",
            "feed" => "atom10",
            "rdf" if namespace.contains("netscape") => "rss09x",
            "rdf" => "rss10",
            _ if version.trim().starts_with("0.9") => "rss09x",
            _ => "rss20",
        };
        self.parts.format.get_or_insert(format);
        fields::channel(&mut self.parts, tag);
        Place::Feed
    }

    fn begin_entry(&mut self, lower: &str, tag: &Tag<'_>) {
        // An entry inside an entry: the end tag of the first is missing.
        if let Some(at) = self
            .frames
            .iter()
            .position(|frame| frame.place == Place::Entry)
        {
            self.pop_to(at);
            self.finish_entry();
        }
        let single = if lower == "entry" { "atom10" } else { "rss20" };
        self.parts.format.get_or_insert(single);
        let mut draft = Draft::default();
        if let Some(about) = tag.qualified("rdf:about") {
            fields::about(&mut draft, &about, self.parts.base().as_deref());
        }
        self.parts.entry = Some(draft);
    }

    fn finish_entry(&mut self) {
        let Some(draft) = self.parts.entry.take().filter(|entry| !entry.is_empty()) else {
            return;
        };
        self.entries.push(draft.into_entry());
        self.full = self.entries.len() >= MAX_ENTRIES;
    }

    /// Characters; `data` has no references in it.
    fn text(&mut self, text: &str, data: bool) {
        let capture = self.parts.capture.as_ref();
        let xhtml = capture.is_some_and(|capture| capture.text.kind == TextKind::Xhtml);
        let place = self.place();
        let out = match (&mut self.parts.capture, &mut self.parts.person) {
            (Some(capture), _) => &mut capture.text.buffer,
            (None, Some(person)) if matches!(place, Place::Person | Place::PersonMarkup) => {
                &mut person.text
            }
            _ => return,
        };
        let room = MAX_TEXT.saturating_sub(out.len());
        let text = &text[..text.floor_char_boundary(room)];
        if xhtml && data {
            html::push_escaped(out, text);
        } else if data || memchr(b'&', text.as_bytes()).is_none() {
            out.push_str(text);
        } else if xhtml {
            let mut resolved = String::with_capacity(text.len());
            self.tokens.resolve_into(text, &mut resolved);
            html::push_escaped(out, &resolved);
        } else {
            self.tokens.resolve_into(text, out);
        }
    }

    fn end(&mut self, name: &str) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let name_digest = digest(name);
        let open = self
            .frames
            .iter()
            .rposition(|frame| frame.name == name_digest);
        match open {
            Some(at) => self.pop_to(at),
            None => {
                self.tokens
                    .damage
                    .get_or_insert("an end tag without its start tag");
            }
        }
    }

    /// Closes all elements from `depth` on.
    fn pop_to(&mut self, depth: usize) {
        while self.frames.len() > depth {
            let Some(frame) = self.frames.pop() else {
                return;
            };
            match (
                frame.markup,
                &mut self.parts.capture,
                &mut self.parts.person,
            ) {
                (Some(name), Some(capture), _) => capture.text.close(name),
                (Some(name), None, Some(person)) => person.close(name),
                _ => {}
            }
            match frame.place {
                Place::Capture => self.finish_capture(),
                Place::Person => fields::end_person(&mut self.parts),
                Place::Entry if !self.in_entry() => self.finish_entry(),
                _ => {}
            }
            let depth = self.frames.len();
            self.parts.scopes.close(depth);
            self.closed_root |= depth == 0 && self.parts.format.is_some();
        }
    }

    fn in_entry(&self) -> bool {
        self.frames.iter().any(|frame| frame.place == Place::Entry)
    }

    fn close_capture(&mut self) {
        if let Some(at) = self
            .frames
            .iter()
            .rposition(|frame| frame.place == Place::Capture)
        {
            self.tokens.damage.get_or_insert("an end tag is missing");
            self.pop_to(at);
        }
    }

    fn finish_capture(&mut self) {
        if let Some(capture) = self.parts.capture.take() {
            fields::finish(&mut self.parts, capture);
        }
    }
}

fn lower_local(name: &str) -> Cow<'_, str> {
    let local = local(name);
    if local.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(local.to_ascii_lowercase())
    } else {
        Cow::Borrowed(local)
    }
}

fn digest(name: &str) -> u64 {
    crate::hash::of(name)
}
