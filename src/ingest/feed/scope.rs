//! What the attributes of open elements say about everything inside them: namespaces
//! (Namespaces in XML 1.0) and base addresses (XML Base).

use std::rc::Rc;

use url::Url;

use super::names::{self, Namespace};
use super::tokens::Tag;

/// Most declarations that are kept at a time; a document with more is an attack.
const MAX_SCOPES: usize = 64;

/// The declarations in force, each with the depth of its element.
pub(super) struct Scopes {
    namespaces: Vec<(usize, String, Option<Namespace>)>,
    bases: Vec<(usize, Option<Rc<Url>>)>,
}

impl Scopes {
    pub(super) fn new(base: Option<&Url>) -> Self {
        Self {
            namespaces: Vec::new(),
            bases: vec![(0, base.cloned().map(Rc::new))],
        }
    }

    /// The address that relative links are resolved against.
    pub(super) fn base(&self) -> Option<Rc<Url>> {
        self.bases.last().and_then(|(_, base)| base.clone())
    }

    /// Takes in the declarations of a start tag at `depth`.
    pub(super) fn open(&mut self, tag: &Tag<'_>, depth: usize) {
        if !tag.raw_attributes().contains("xml") {
            return;
        }
        for (key, value) in tag.attributes() {
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) => prefix.trim_start_matches(':'),
                None => continue,
            };
            let namespace = names::by_address(&value);
            // Others change nothing, and there may be thousands of them.
            let known =
                namespace.is_some() || prefix.is_empty() || names::by_prefix(prefix).is_some();
            if known && self.namespaces.len() < MAX_SCOPES {
                self.namespaces.push((depth, prefix.to_owned(), namespace));
            }
        }
        if let Some(base) = tag.qualified("xml:base")
            && self.bases.len() < MAX_SCOPES
        {
            let joined = match self.base() {
                Some(outer) => outer.join(base.trim()).ok(),
                None => Url::parse(base.trim()).ok(),
            };
            let web = joined.filter(|url| matches!(url.scheme(), "http" | "https"));
            let kept = web.map(Rc::new).or_else(|| self.base());
            self.bases.push((depth, kept));
        }
    }

    /// Forgets what elements at `depth` and below declared.
    pub(super) fn close(&mut self, depth: usize) {
        while self.namespaces.last().is_some_and(|(at, ..)| *at >= depth) {
            self.namespaces.pop();
        }
        while self.bases.len() > 1 && self.bases.last().is_some_and(|(at, _)| *at >= depth) {
            self.bases.pop();
        }
    }

    /// The vocabulary of an element name.
    pub(super) fn namespace(&self, name: &str) -> Namespace {
        let colon = name.bytes().rposition(|byte| byte == b':');
        let prefix = &name[..colon.unwrap_or(0)];
        let declared = self
            .namespaces
            .iter()
            .rev()
            .find(|(_, known, _)| known == prefix);
        match declared {
            Some((_, _, Some(namespace))) => *namespace,
            // An unknown default namespace: the names themselves still say what they are.
            Some(_) | None if prefix.is_empty() => Namespace::Rss,
            Some(_) => Namespace::Other,
            None => names::by_prefix(&prefix.to_ascii_lowercase()).unwrap_or(Namespace::Other),
        }
    }
}
