//! What the user did and how to take it back.

use super::config_change::SourceChange;
use super::effect::{ConfigEffect, Effect, StoreEffect};
use super::request::RequestId;
use crate::model::{Change, FileChange, HeadlineId, counted};

/// One thing that can be undone.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Headlines were marked.
    Marked {
        /// What takes it back.
        undo: Change,
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
        undo: FileChange,
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
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Journal {
    entries: Vec<Entry>,
}

impl Journal {
    /// Remembers a step.
    pub fn record(&mut self, entry: Entry) {
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
            Self::Marked { undo } => Effect::Store(StoreEffect::Change {
                request: Some(request),
                change: undo.clone(),
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
            Self::Marked { undo } => match undo {
                Change::Read { ids, on } => {
                    let state = if *on { "read" } else { "unread" };
                    match ids.len() {
                        1 => format!("undone: {state} again"),
                        count => {
                            let headlines = counted(count, "headline");
                            format!("undone: {headlines} are {state} again")
                        }
                    }
                }
                Change::Favourite { on: false, .. } => {
                    "undone: not a favourite any more".to_owned()
                }
                Change::Favourite { on: true, .. } => "undone: a favourite again".to_owned(),
                Change::Place { .. } => return None,
            },
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
    fn the_oldest_step_falls_out() {
        let mut journal = Journal::default();
        for id in 0..=i64::try_from(DEPTH).unwrap() {
            let id = HeadlineId(id);
            let undo = Change::Favourite { id, on: false };
            journal.record(Entry::Marked { undo });
        }
        assert_eq!(journal.entries.len(), DEPTH);
        let request = RequestId(7);
        let change = Change::Favourite {
            id: HeadlineId(200),
            on: false,
        };
        assert_eq!(
            journal.pop().unwrap().reversed(request),
            Effect::Store(StoreEffect::Change {
                request: Some(request),
                change
            })
        );
    }
}
