//! What the user did and how to take it back.

use super::config_change::{RuleUndo, SourceChange};
use super::effect::{ConfigEffect, Effect, StoreEffect};
use super::request::RequestId;
use super::unstored::Mark;
use crate::model::{HeadlineId, counted};

/// One thing that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Headlines were marked.
    Marked {
        /// Those that really changed.
        ids: Vec<HeadlineId>,
        /// What they are now.
        read: bool,
    },
    /// A headline became a favourite or stopped being one.
    Favourite {
        /// Which.
        id: HeadlineId,
        /// What it is now.
        on: bool,
    },
    /// Sources were added.
    SourcesAdded {
        /// Their addresses.
        urls: Vec<String>,
    },
    /// A rule for a site was written.
    RuleAdded {
        /// For whose page.
        id: HeadlineId,
        /// What takes it back.
        undo: RuleUndo,
    },
    /// A source was changed in the configuration.
    SourceChanged {
        /// What takes it back.
        undo: SourceChange,
    },
}

/// Steps kept.
const DEPTH: usize = 200;

/// The steps of this session, newest last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journal {
    entries: Vec<Entry>,
}

impl Journal {
    /// Remembers a step.
    pub fn record(&mut self, entry: Entry) {
        if matches!(&entry, Entry::Marked { ids, .. } if ids.is_empty()) {
            return;
        }
        if self.entries.len() == DEPTH {
            self.entries.remove(0);
        }
        self.entries.push(entry);
    }

    /// Takes the newest step out.
    pub fn pop(&mut self) -> Option<Entry> {
        self.entries.pop()
    }

    /// Whether there is nothing to undo.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Entry {
    /// The effect that takes it back; its answer bears `request`.
    #[must_use]
    pub fn reversed(&self, request: RequestId) -> Effect {
        match self {
            Self::Marked { ids, read } => Effect::Store(StoreEffect::Mark {
                request,
                mark: Mark::Read {
                    ids: ids.clone(),
                    read: !read,
                },
            }),
            Self::Favourite { id, on } => Effect::Store(StoreEffect::Mark {
                request,
                mark: Mark::Favourite { id: *id, on: !on },
            }),
            Self::SourcesAdded { urls } => Effect::Config(ConfigEffect::RemoveSources {
                request,
                urls: urls.clone(),
            }),
            Self::RuleAdded { id, undo } => Effect::Config(ConfigEffect::UndoRule {
                request,
                id: *id,
                undo: undo.clone(),
            }),
            Self::SourceChanged { undo } => Effect::Config(ConfigEffect::ChangeSource {
                request,
                change: undo.clone(),
                undoing: true,
            }),
        }
    }

    /// What undoing it did, for the user; `None` where the answer says it.
    #[must_use]
    pub fn undone(&self) -> Option<String> {
        Some(match self {
            Self::Marked { ids, read } => {
                let state = if *read { "unread" } else { "read" };
                match ids.len() {
                    1 => format!("undone: {state} again"),
                    count => format!("undone: {} are {state} again", counted(count, "headline")),
                }
            }
            Self::Favourite { on: true, .. } => "undone: not a favourite any more".to_owned(),
            Self::Favourite { on: false, .. } => "undone: a favourite again".to_owned(),
            Self::SourcesAdded { urls } if urls.len() == 1 => {
                format!("undone: removed {}", urls[0])
            }
            Self::SourcesAdded { urls } => {
                format!("undone: removed {}", counted(urls.len(), "source"))
            }
            Self::RuleAdded { .. } => return None,
            Self::SourceChanged { undo } => undo.undone().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_step_falls_out_and_nothing_empty_comes_in() {
        let mut journal = Journal::default();
        journal.record(Entry::Marked {
            ids: vec![],
            read: true,
        });
        assert!(journal.is_empty());
        for id in 0..=i64::try_from(DEPTH).unwrap() {
            journal.record(Entry::Favourite {
                id: HeadlineId(id),
                on: true,
            });
        }
        assert_eq!(journal.entries.len(), DEPTH);
        let request = RequestId(7);
        let mark = Mark::Favourite {
            id: HeadlineId(200),
            on: false,
        };
        assert_eq!(
            journal.pop().unwrap().reversed(request),
            Effect::Store(StoreEffect::Mark { request, mark })
        );
    }
}
