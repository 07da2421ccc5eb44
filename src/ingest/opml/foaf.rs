//! Lists of feeds in RDF: FOAF as Planet, `LiveJournal` and others write it. A `foaf:Group` is a
//! group, a member's `rss:channel` or `ya:feed` its feed; a `rdfs:seeAlso` leads to another list.

use super::super::feed::tokens::{Tag, local};
use super::super::import_formats::collect::Collection;
use super::super::import_formats::subscriptions::{Reason, name};

/// Deepest nesting of groups and members.
const MAX_DEPTH: usize = 32;

/// What the elements of a FOAF document told so far.
#[derive(Default)]
pub(super) struct Foaf {
    open: Vec<Node>,
    /// Found outside of every group, or in closed ones.
    found: Vec<Found>,
    /// The element whose text is being read, and the text.
    reading: Option<(String, String)>,
    seen: bool,
}

/// An open group or member.
#[derive(Default)]
struct Node {
    is_group: bool,
    name: Option<String>,
    /// Of a member: a page that is only worth naming when it has no feed.
    page: Option<String>,
    has_feed: bool,
    found: Vec<Found>,
}

struct Found {
    url: String,
    reason: Option<Reason>,
    title: Option<String>,
    /// Names of the groups around it, the innermost first.
    groups: Vec<String>,
}

impl Foaf {
    /// Whether there was anything of FOAF in the document.
    pub(super) fn is_foaf(&self) -> bool {
        self.seen
    }

    pub(super) fn open(&mut self, element: &str, tag: &Tag<'_>) {
        self.reading = None;
        match element {
            "group" | "agent" | "person" | "organization" if !tag.empty => {
                self.seen = true;
                if self.open.len() < MAX_DEPTH {
                    self.open.push(Node {
                        is_group: element == "group",
                        ..Node::default()
                    });
                }
            }
            "channel" => self.feed(about(tag, "about")),
            "feed" => self.feed(about(tag, "resource")),
            "seealso" => {
                if let Some(url) = about(tag, "resource") {
                    self.put(url, Some(Reason::OtherList));
                }
            }
            "document" => {
                if let (Some(url), Some(node)) = (about(tag, "about"), self.open.last_mut()) {
                    node.page = Some(url);
                }
            }
            "name" | "member_name" | "nick" if !tag.empty => {
                self.reading = Some((element.to_owned(), String::new()));
            }
            _ => {}
        }
    }

    /// Where the characters go that come now, if anywhere.
    pub(super) fn wanted(&mut self) -> Option<&mut String> {
        self.reading.as_mut().map(|(_, text)| text)
    }

    pub(super) fn close(&mut self, element: &str) {
        if let Some((reading, text)) = self.reading.take() {
            let text = name(&text);
            if reading == element
                && !text.is_empty()
                && let Some(node) = self.open.last_mut()
            {
                // A nick is better than nothing; a name is better than a nick.
                if element != "nick" || node.name.is_none() {
                    node.name = Some(text);
                }
            }
        }
        if matches!(element, "group" | "agent" | "person" | "organization") {
            self.close_node();
        }
    }

    fn close_node(&mut self) {
        let Some(mut node) = self.open.pop() else {
            return;
        };
        if let Some(url) = node
            .page
            .take()
            .filter(|_| !node.has_feed && !node.is_group)
        {
            node.found.push(Found {
                url,
                reason: Some(Reason::Page),
                title: None,
                groups: Vec::new(),
            });
        }
        let outer = match self.open.last_mut() {
            Some(outer) => &mut outer.found,
            None => &mut self.found,
        };
        outer.extend(node.found.into_iter().map(|mut found| {
            match (&node.name, node.is_group) {
                (Some(group), true) => found.groups.push(group.clone()),
                (title, false) if found.title.is_none() => found.title.clone_from(title),
                _ => {}
            }
            found
        }));
    }

    fn feed(&mut self, url: Option<String>) {
        let Some(url) = url else {
            return;
        };
        if let Some(node) = self.open.last_mut() {
            node.has_feed = true;
        }
        self.put(url, None);
    }

    fn put(&mut self, url: String, reason: Option<Reason>) {
        let found = Found {
            url,
            reason,
            title: None,
            groups: Vec::new(),
        };
        match self.open.last_mut() {
            Some(node) => node.found.push(found),
            None => self.found.push(found),
        }
    }

    /// The list, with what is still open in a file that was cut off.
    pub(super) fn finish(mut self) -> Collection {
        while !self.open.is_empty() {
            self.close_node();
        }
        let mut list = Collection::new("this FOAF file");
        for found in self.found {
            if let Some(reason) = found.reason {
                list.remark(reason, &found.url);
                continue;
            }
            let groups: Vec<&str> = found.groups.iter().rev().map(String::as_str).collect();
            list.add(&found.url, None, found.title, [groups.join("/")]);
        }
        list
    }
}

/// `rdf:about` or `rdf:resource`.
fn about(tag: &Tag<'_>, key: &str) -> Option<String> {
    let (_, value) = tag
        .attributes()
        .find(|(name, _)| local(name).eq_ignore_ascii_case(key))?;
    let value = crate::markup::entities::unescape(value.trim());
    (!value.is_empty()).then_some(value)
}
