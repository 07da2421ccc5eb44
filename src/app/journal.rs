//! What the user did and how to take it back.

use super::config_change::FileUndo;
use super::effect::{ConfigEffect, Effect, ScreenEffect, StoreEffect};
use super::request::RequestId;
use crate::model::{Change, FileChange, counted};

/// One thing that can be undone.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Headlines were marked.
    Marked {
        /// What takes it back.
        undo: Change,
    },
    /// The configuration or the site rules were changed.
    FileChanged {
        /// What takes it back.
        undo: FileUndo,
    },
    /// Another theme was chosen.
    ThemeChosen {
        /// The one before.
        before: String,
    },
}

/// Steps kept.
const DEPTH: usize = 200;

/// Most bytes of files in them; the newest step is kept in any case.
const MAX_BYTES: usize = 16 << 20;

/// The steps of this session, newest last.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Journal {
    entries: Vec<Entry>,
}

impl Journal {
    /// Remembers a step.
    pub fn record(&mut self, entry: Entry) {
        self.entries.push(entry);
        let mut bytes = 0;
        let fit = self.entries.iter().rev().take(DEPTH).take_while(|entry| {
            bytes += entry.bytes();
            bytes <= MAX_BYTES
        });
        let kept = fit.count().max(1);
        self.entries.drain(..self.entries.len() - kept);
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
            Self::FileChanged { undo } => Effect::Config(ConfigEffect::Undo {
                request,
                undo: undo.clone(),
            }),
            Self::ThemeChosen { before } => Effect::Screen(ScreenEffect::ChooseTheme {
                request,
                name: before.clone(),
            }),
        }
    }

    /// Of the files in it.
    fn bytes(&self) -> usize {
        match self {
            Self::FileChanged { undo } => {
                let FileChange { old, new } = &undo.change;
                new.len() + old.as_ref().map_or(0, String::len)
            }
            Self::Marked { .. } | Self::ThemeChosen { .. } => 0,
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
            Self::FileChanged { .. } => return None,
            Self::ThemeChosen { before } => format!("undone: theme {before} again"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::config_change::Follow;
    use crate::model::HeadlineId;

    #[test]
    fn the_oldest_step_falls_out() {
        let mut journal = Journal::default();
        for id in 0..=i64::try_from(DEPTH).unwrap() {
            let id = HeadlineId(id);
            let undo = Change::Favourite { id, on: false };
            journal.record(Entry::Marked { undo });
        }
        assert_eq!(journal.entries.len(), DEPTH);
        let mut journal = Journal::default();
        for text in ["a", "b", "c", "d"] {
            journal.record(Entry::FileChanged {
                undo: FileUndo {
                    change: FileChange {
                        old: Some(text.repeat(MAX_BYTES / 8)),
                        new: text.repeat(MAX_BYTES / 4),
                    },
                    follow: Follow::Sources,
                    message: String::new(),
                },
            });
        }
        assert_eq!(journal.entries.len(), 2);
    }

    #[test]
    fn the_newest_step_is_taken_back_first() {
        let mut journal = Journal::default();
        for id in [199, 200] {
            let id = HeadlineId(id);
            let undo = Change::Favourite { id, on: false };
            journal.record(Entry::Marked { undo });
        }
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
