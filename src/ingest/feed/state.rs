//! What the walk knows about open elements.

use std::rc::Rc;

use url::Url;

use super::content::Text;
use super::names::Field;

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
    pub fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }
}
