//! What the walk knows about open elements.

use std::rc::Rc;

use url::Url;

use super::content::{Text, TextKind};
use super::draft::Draft;
use super::names::Field;
use super::scope::Scopes;
use super::tokens::Tag;

/// What an open element is to its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Fields of the feed.
    Feed,
    /// Fields of an entry.
    Entry,
    /// A person of the feed or entry around it.
    Person,
    /// Markup in the name of a person.
    PersonMarkup,
    /// What the feed that an entry was taken from says of itself.
    Source,
    /// An image of the feed or entry around it.
    Image,
    /// The field whose text is collected.
    Capture,
    /// Nothing in it is of interest.
    Other,
}

/// What a collected text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    Field(Field),
    /// A link with the rank of its relation.
    Link(u8),
    Category,
    PersonName,
    PersonEmail,
    ImageUrl,
}

/// A text being collected.
pub(super) struct Capture {
    pub goal: Goal,
    pub text: Text,
    pub base: Option<Rc<Url>>,
    /// For an id: it may serve as the link.
    pub permalink: bool,
}

/// A person whose element is open.
#[derive(Default)]
pub(super) struct Person {
    pub rank: u8,
    pub name: String,
    pub email: String,
    pub text: String,
}

impl Person {
    /// Adds an end tag to the text.
    pub(super) fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }
}

/// What has been read so far, and what is being read.
pub(super) struct Parts {
    pub scopes: Scopes,
    /// The text that is being collected.
    pub capture: Option<Capture>,
    pub person: Option<Person>,
    pub feed: Draft,
    pub entry: Option<Draft>,
    /// The format, once a root element was seen.
    pub format: Option<&'static str>,
}

impl Parts {
    pub(super) fn new(base: Option<&Url>) -> Self {
        Self {
            scopes: Scopes::new(base),
            capture: None,
            person: None,
            feed: Draft::default(),
            entry: None,
            format: None,
        }
    }

    pub(super) fn base(&self) -> Option<Rc<Url>> {
        self.scopes.base()
    }

    /// Begins to collect a text.
    pub(super) fn begin(&mut self, goal: Goal, tag: &Tag<'_>) -> Place {
        let text = Text {
            kind: TextKind::of(tag),
            ..Text::default()
        };
        let permalink = matches!(goal, Goal::Field(Field::Id(_)))
            && tag
                .attribute("ispermalink")
                .is_none_or(|value| !value.trim().eq_ignore_ascii_case("false"));
        self.capture = Some(Capture {
            goal,
            text,
            base: self.base(),
            permalink,
        });
        Place::Capture
    }

    /// The draft that fields go to: of the entry, else of the feed.
    pub(super) fn draft(&mut self) -> &mut Draft {
        self.entry.as_mut().unwrap_or(&mut self.feed)
    }
}
