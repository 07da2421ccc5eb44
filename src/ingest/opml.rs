//! Lists of sources as other readers keep them: OPML 1.0 and 2.0, read leniently, and its
//! relatives (FOAF and Planet's RDF, iGoogle's tabs), as listparser reads them.
//!
//! The outline's `text` is the name that its owner gave (OPML 2.0, "Subscription lists"), so
//! it goes before `title`, which is the feed's own. Other lists that a list includes are named
//! and never followed.

mod foaf;
mod write;

use url::Url;

use super::charset;
use super::feed::tokens::{Tag, Token, Tokens, local};
use super::import_formats::collect::Collection;
use super::import_formats::error::MovingError;
use super::import_formats::subscriptions::{Reason, Subscriptions, name};
use foaf::Foaf;
use write::MAX_DEPTH;
pub use write::{Exported, write};

/// What a list is called in a message.
const FORMAT: &str = "this OPML file";

/// Reads the sources of an OPML file, in its order. Nested groups become one group with a
/// path (`News/World`); a source that stands in several places is one source in several groups.
///
/// # Errors
/// When there is no list in it, or nothing on it.
pub fn read(bytes: &[u8]) -> Result<Subscriptions, MovingError> {
    read_text(charset::decode(bytes, None, charset::DocumentKind::Xml).trim_start())
}

/// Whether a text holds an outline somewhere.
pub(super) fn has_outline(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let name = text[at + 1..].split(|c: char| !c.is_alphanumeric() && c != ':');
        name.into_iter().next().is_some_and(is_outline)
    })
}

fn is_outline(name: &str) -> bool {
    local(name).eq_ignore_ascii_case("outline")
}

/// As [`read`], of text.
pub(super) fn read_text(text: &str) -> Result<Subscriptions, MovingError> {
    let mut tokens = Tokens::new(super::feed::without_declaration(text));
    let mut outlines = Outlines::default();
    let mut foaf = Foaf::default();
    let mut seen = Seen::default();
    loop {
        match tokens.next() {
            Token::Start(tag) => {
                let name = local(tag.name()).to_ascii_lowercase();
                seen.open(&name, &tag);
                match name.as_str() {
                    "outline" => outlines.open(&tag),
                    "tab" | "module" | "moduleprefs" if seen.gadgets => {
                        outlines.gadget(&name, &tag);
                    }
                    _ => {
                        outlines.set_base(&tag);
                        foaf.open(&name, &tag);
                    }
                }
            }
            Token::End(name) => {
                let name = local(name).to_ascii_lowercase();
                seen.close(&name);
                match name.as_str() {
                    "outline" => outlines.close(),
                    "tab" if seen.gadgets => outlines.close(),
                    "module" => outlines.module_is_feed = false,
                    _ => foaf.close(&name),
                }
            }
            Token::Text(text) => {
                if let Some(wanted) = foaf.wanted() {
                    tokens.resolve_into(text, wanted);
                }
            }
            Token::Data(text) => {
                if let Some(wanted) = foaf.wanted() {
                    wanted.push_str(text);
                }
            }
            Token::Eof => break,
        }
    }
    seen.judge(&tokens, outlines, foaf)
}

/// What the elements say of the document as a whole.
#[derive(Default)]
struct Seen {
    first: String,
    outlines: bool,
    gadgets: bool,
    moved: bool,
    items: bool,
    /// How often the first element is open.
    open: usize,
}

impl Seen {
    fn open(&mut self, name: &str, tag: &Tag<'_>) {
        if self.first.is_empty() {
            name.clone_into(&mut self.first);
        }
        self.open += usize::from(name == self.first && !tag.empty);
        match name {
            "outline" => self.outlines = true,
            "gadgettabml" => self.gadgets = true,
            "newlocation" => self.moved = true,
            "item" | "entry" => self.items = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == self.first {
            self.open = self.open.saturating_sub(1);
        }
    }

    fn judge(
        self,
        tokens: &Tokens<'_>,
        outlines: Outlines,
        foaf: Foaf,
    ) -> Result<Subscriptions, MovingError> {
        let is_list = self.outlines || self.gadgets || matches!(self.first.as_str(), "opml");
        // A feed in RDF may name its makers in FOAF too.
        let mut list = if foaf.is_foaf() && !is_list && !self.items {
            foaf.finish()
        } else {
            outlines.list
        };
        if let Some(damage) = tokens.damage {
            list.damage(damage);
        } else if self.open > 0 {
            list.damage("cut off before its end");
        }
        let list = list.finish();
        if !list.sources.is_empty() || !list.remarks.is_empty() {
            return Ok(list);
        }
        Err(match self.first.as_str() {
            _ if self.moved => MovingError::Moved,
            _ if is_list => MovingError::NoFeeds(FORMAT),
            "rss" | "feed" => MovingError::Feed,
            "rdf" if self.items => MovingError::Feed,
            "html" | "head" | "body" | "div" | "p" | "table" => MovingError::Page,
            _ => MovingError::Unknown,
        })
    }
}

/// The outlines that are open, and what was found on them.
struct Outlines {
    list: Collection,
    open: Vec<Frame>,
    deeper: usize,
    /// `xml:base` of what stands around the outlines.
    base: Option<Url>,
    module_is_feed: bool,
}

/// One open outline.
#[derive(Default)]
struct Frame {
    /// The group's name; sources have none of their own.
    group: Option<String>,
    base: Option<Url>,
    commented: bool,
}

impl Default for Outlines {
    fn default() -> Self {
        Self {
            list: Collection::new(FORMAT),
            open: Vec::new(),
            deeper: 0,
            base: None,
            module_is_feed: false,
        }
    }
}

impl Outlines {
    fn open(&mut self, tag: &Tag<'_>) {
        let base = stated_base(tag, self.base());
        let says_comment = tag
            .attribute("isComment")
            .is_some_and(|value| is_true(&value));
        let commented = says_comment || self.open.last().is_some_and(|frame| frame.commented);
        let title = title(tag);
        let group = match Link::of(tag) {
            Some(link) => {
                self.add(&link, base.as_ref(), title, tag, commented);
                None
            }
            None => title,
        };
        if tag.empty {
            return;
        }
        if self.open.len() < MAX_DEPTH {
            self.open.push(Frame {
                group,
                base,
                commented,
            });
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.open.pop();
        }
    }

    fn add(
        &mut self,
        link: &Link,
        base: Option<&Url>,
        title: Option<String>,
        tag: &Tag<'_>,
        commented: bool,
    ) {
        let reason = match link {
            _ if commented => Some(Reason::Commented),
            Link::Feed(_) => None,
            Link::List(_) => Some(Reason::OtherList),
            Link::Page(_) => Some(Reason::Page),
        };
        let (Link::Feed(stated) | Link::List(stated) | Link::Page(stated)) = link;
        if let Some(reason) = reason {
            self.list.remark(reason, stated);
            return;
        }
        let path: Vec<&str> = self
            .open
            .iter()
            .filter_map(|frame| frame.group.as_deref())
            .collect();
        let categories = tag.attribute("category").unwrap_or_default();
        let groups = std::iter::once(path.join("/"))
            .chain(categories.split(',').map(str::to_owned))
            .collect::<Vec<_>>();
        self.list.add(stated, base, title, groups);
    }

    /// iGoogle: a tab is a group, and a module of the type RSS a feed.
    fn gadget(&mut self, element: &str, tag: &Tag<'_>) {
        let title = title(tag);
        match element {
            "tab" if tag.empty => {}
            "tab" => self.open.push(Frame {
                group: title,
                ..Frame::default()
            }),
            "module" => {
                self.module_is_feed = tag
                    .attribute("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("rss"));
            }
            _ if self.module_is_feed => {
                if let Some(link) = Link::of(tag) {
                    self.add(&link, None, title, tag, false);
                }
            }
            _ => {}
        }
    }

    fn base(&self) -> Option<&Url> {
        let inner = self.open.iter().rev().find_map(|frame| frame.base.as_ref());
        inner.or(self.base.as_ref())
    }

    fn set_base(&mut self, tag: &Tag<'_>) {
        if let Some(base) = stated_base(tag, self.base.as_ref()).filter(|_| !tag.empty) {
            self.base = Some(base);
        }
    }
}

fn stated_base(tag: &Tag<'_>, outer: Option<&Url>) -> Option<Url> {
    let Some(stated) = tag.qualified("xml:base") else {
        return outer.cloned();
    };
    let joined = match outer {
        Some(outer) => outer.join(stated.trim()),
        None => Url::parse(stated.trim()),
    };
    joined.ok().or_else(|| outer.cloned())
}

fn is_true(value: &str) -> bool {
    value.trim().eq_ignore_ascii_case("true")
}

/// The name of an outline; the address is none.
fn title(tag: &Tag<'_>) -> Option<String> {
    let address = tag.qualified("xmlUrl");
    let names = ["text", "title", "description"];
    names.iter().find_map(|key| {
        tag.attribute(key)
            .map(|title| name(&unescaped_again(title)))
            .filter(|title| !title.is_empty() && Some(title) != address.as_ref())
    })
}

/// Some readers escape names twice (`Ars&amp;#39;s`).
fn unescaped_again(title: String) -> String {
    let escaped = title.contains('&')
        && ["&amp;", "&quot;", "&apos;", "&nbsp;", "&#"]
            .iter()
            .any(|reference| title.contains(reference));
    if escaped {
        crate::markup::entities::unescape(&title)
    } else {
        title
    }
}

/// What an outline points to.
enum Link {
    Feed(String),
    /// Another list.
    List(String),
    /// A page, and nothing is said about its feed.
    Page(String),
}

impl Link {
    fn of(tag: &Tag<'_>) -> Option<Self> {
        let kind = tag.attribute("type").unwrap_or_default();
        let kind = kind.trim().to_ascii_lowercase();
        let stated = |name| {
            let value = tag.qualified(name)?.trim().to_owned();
            (!value.is_empty()).then_some(value)
        };
        if let Some(address) = stated("xmlUrl") {
            return Some(if kind == "source" {
                Self::List(address)
            } else {
                Self::Feed(address)
            });
        }
        let (url, page) = (stated("url"), stated("htmlUrl"));
        match kind.as_str() {
            "link" | "include" => url.or(page).map(Self::List),
            "rss" | "atom" | "feed" | "rdf" | "rss1" | "rss2" => {
                url.map(Self::Feed).or(page.map(Self::Page))
            }
            // A group may have an address too; a leaf with one is a page.
            _ if tag.empty => page.or(url).map(Self::Page),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
