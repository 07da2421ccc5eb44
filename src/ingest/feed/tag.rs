//! A start tag and its attributes, read leniently: without quotes, without values, twice.

use std::borrow::Cow;

use quick_xml::events::attributes::Attributes;

use crate::markup::entities;

/// Attributes of one tag that are looked at.
const MAX_ATTRIBUTES: usize = 256;

/// A start tag.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    /// `<a/>`: no end tag follows.
    pub empty: bool,
}

impl<'a> Tag<'a> {
    /// Of the characters between `<` and `>`.
    pub(crate) fn new(content: &'a str) -> Self {
        let (content, empty) = match content.strip_suffix('/') {
            Some(content) => (content, true),
            None => (content, false),
        };
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        let end = content.bytes().position(|byte| is_end(&byte));
        let (name, attributes) = content.split_at(end.unwrap_or(content.len()));
        Self {
            name,
            attributes,
            empty,
        }
    }

    /// The name with its prefix.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// Names and raw values of the attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        let mut attributes = Attributes::html(self.attributes, 0);
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
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.find(|key| local(key).eq_ignore_ascii_case(name) && !key.starts_with("xml"))
    }

    /// The value of an attribute by its whole name.
    pub(crate) fn qualified(&self, name: &str) -> Option<String> {
        self.find(|key| key.eq_ignore_ascii_case(name))
    }

    fn find(&self, fits: impl Fn(&str) -> bool) -> Option<String> {
        if self.attributes.is_empty() {
            return None;
        }
        let (_, value) = self.attributes().find(|(key, _)| fits(key))?;
        if value.contains('&') {
            return Some(entities::unescape(&value));
        }
        Some(value.into_owned())
    }

    /// The text between name and `>`.
    pub(crate) fn raw_attributes(&self) -> &'a str {
        self.attributes
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    let colon = name.bytes().rposition(|byte| byte == b':');
    colon.map_or(name, |at| &name[at + 1..])
}
