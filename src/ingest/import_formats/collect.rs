//! Gathers the sources of a list: each address once, with all the groups that it stands in.

use std::collections::HashMap;

use url::Url;

use super::address;
use super::subscriptions::{Reason, Remark, Subscriptions, name};
use crate::markup::address::normalise;
use crate::model::SourceSpec;

/// Most sources, and most remarks, that one file may bring.
const MAX_SOURCES: usize = 20_000;

/// Most groups of one source.
const MAX_GROUPS: usize = 64;

/// The sources gathered so far.
#[derive(Debug, Default)]
pub struct Collection {
    list: Subscriptions,
    by_address: HashMap<String, usize>,
}

impl Collection {
    /// An empty one.
    #[must_use]
    pub fn new(format: &'static str) -> Self {
        let list = Subscriptions {
            format,
            ..Subscriptions::default()
        };
        Self {
            list,
            by_address: HashMap::new(),
        }
    }

    /// Takes a source in, or remarks why it cannot come in; returns whether it came in. A name
    /// that is the address says nothing.
    pub fn add(
        &mut self,
        stated: &str,
        base: Option<&Url>,
        title: Option<String>,
        groups: impl IntoIterator<Item = String>,
    ) -> bool {
        let found = match address::read(stated, base) {
            Ok(found) => found,
            Err(reason) => {
                let bare = stated.trim().is_empty();
                let what = title.as_deref().filter(|_| bare).unwrap_or(stated);
                self.remark(reason, what);
                return false;
            }
        };
        let key = normalise(&found.url);
        let at = match self.by_address.get(&key) {
            Some(at) => {
                self.list.merged += 1;
                *at
            }
            None if self.list.sources.len() >= MAX_SOURCES => {
                self.remark(Reason::TooMany, &found.url);
                return false;
            }
            None => {
                self.list.sources.push(SourceSpec {
                    url: found.url.clone(),
                    ..SourceSpec::default()
                });
                self.by_address.insert(key, self.list.sources.len() - 1);
                self.list.sources.len() - 1
            }
        };
        if found.had_password {
            self.remark(Reason::Password, &found.url);
        }
        let source = &mut self.list.sources[at];
        if source.url.starts_with("http:") && found.url.starts_with("https:") {
            source.url = found.url;
        }
        let title = title
            .map(|title| name(&title))
            .filter(|title| !title.is_empty() && title != stated.trim());
        source.name = source.name.take().or(title);
        for group in groups {
            let group = path(&group);
            let room = source.groups.len() < MAX_GROUPS;
            if !group.is_empty() && room && !source.groups.contains(&group) {
                source.groups.push(group);
            }
        }
        true
    }

    /// Names something that does not come in, or not as it is.
    pub fn remark(&mut self, reason: Reason, what: &str) {
        if self.list.remarks.len() < MAX_SOURCES {
            let what = name(what);
            self.list.remarks.push(Remark { what, reason });
        }
    }

    /// Says what was wrong with the file; the first thing counts.
    pub fn damage(&mut self, damage: &'static str) {
        self.list.damage.get_or_insert(damage);
    }

    /// What was gathered.
    #[must_use]
    pub fn finish(self) -> Subscriptions {
        self.list
    }
}

/// A group as it is kept: the names on its path, joined by one slash.
fn path(group: &str) -> String {
    let steps = group.split('/').map(name).filter(|step| !step.is_empty());
    steps.collect::<Vec<_>>().join("/")
}
