//! What the user did and is not stored yet.
//!
//! A mark is shown once it is stored, never before: a row that says "kept" is kept. Meanwhile
//! it stands here, so that keys typed ahead mean what they would mean a moment later.

use std::collections::VecDeque;
use std::sync::Arc;

use super::request::RequestId;
use super::journal::Entry;
use crate::model::{Headline, HeadlineId};

/// Something that the user marks.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Headlines are read or not.
    Read {
        /// Which.
        ids: Vec<HeadlineId>,
        /// To what.
        read: bool,
    },
    /// All that a view shows is read.
    ViewRead {
        /// What it shows: not what has arrived since.
        ids: Arc<[HeadlineId]>,
    },
    /// A headline is a favourite or not.
    Favourite {
        /// Which.
        id: HeadlineId,
        /// To what.
        on: bool,
    },
}

/// Why something is being stored.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// The user asked for this mark.
    Asked(Mark),
    /// Opening a headline marks it; nothing is said of it.
    Opened(Mark),
    /// A source or a rule is changed; the answer says what takes that back.
    Changed,
    /// A step is taken back.
    Undo(Entry),
}

#[derive(Debug, Clone, PartialEq)]
struct Pending {
    request: RequestId,
    purpose: Purpose,
}

/// The changes that are being stored, in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unstored {
    pending: VecDeque<Pending>,
    /// Steps back that were asked for meanwhile.
    undos: usize,
    /// Why the database does not take them now; they are tried again.
    obstacle: Option<String>,
}

impl Unstored {
    /// A change is on its way.
    pub fn begin(&mut self, request: RequestId, purpose: Purpose) {
        self.pending.push_back(Pending { request, purpose });
    }

    /// A change has been stored, or could not be.
    pub fn end(&mut self, request: RequestId) -> Option<Purpose> {
        let mut pending = self.pending.iter();
        let at = pending.position(|pending| pending.request == request)?;
        self.obstacle = None;
        self.pending.remove(at).map(|pending| pending.purpose)
    }

    /// Whether everything is stored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// Why changes wait, if they do.
    #[must_use]
    pub fn obstacle(&self) -> Option<&str> {
        self.obstacle.as_deref()
    }

    /// The database does not take changes now. Whether any is waiting for it.
    pub fn wait(&mut self, reason: String) -> bool {
        let waits = !self.is_empty();
        self.obstacle = Some(reason).filter(|_| waits);
        waits
    }

    /// A step back was asked for: it comes after what is being stored.
    pub fn defer_undo(&mut self) {
        self.undos += 1;
    }

    /// What was asked for is not to come: the step it was meant for has failed.
    pub fn forget_undos(&mut self) {
        self.undos = 0;
    }

    /// A step back whose turn it is.
    pub fn take_undo(&mut self) -> bool {
        let is_due = self.is_empty() && self.undos > 0;
        self.undos -= usize::from(is_due);
        is_due
    }

    /// Whether a headline is read once all is stored.
    #[must_use]
    pub fn is_read(&self, row: &Headline) -> bool {
        let read = |mark: &Mark| match mark {
            Mark::Read { ids, read } => ids.contains(&row.id).then_some(*read),
            Mark::ViewRead { ids } => ids.contains(&row.id).then_some(true),
            Mark::Favourite { .. } => None,
        };
        self.newest(read).unwrap_or(row.read)
    }

    /// Whether a headline is a favourite once all is stored.
    #[must_use]
    pub fn is_favourite(&self, row: &Headline) -> bool {
        let on = |mark: &Mark| match mark {
            Mark::Favourite { id, on } => (*id == row.id).then_some(*on),
            Mark::Read { .. } | Mark::ViewRead { .. } => None,
        };
        self.newest(on).unwrap_or(row.favourite)
    }

    fn newest(&self, what: impl Fn(&Mark) -> Option<bool>) -> Option<bool> {
        let purposes = self.pending.iter().rev().map(|pending| &pending.purpose);
        let mut marks = purposes.filter_map(|purpose| match purpose {
            Purpose::Asked(mark) | Purpose::Opened(mark) => what(mark),
            Purpose::Undo(Entry::Marked { ids, read }) => what(&Mark::Read {
                ids: ids.clone(),
                read: !read,
            }),
            Purpose::Undo(Entry::Favourite { id, on }) => {
                what(&Mark::Favourite { id: *id, on: !on })
            }
            Purpose::Undo(_) | Purpose::Changed => None,
        });
        marks.next()
    }
}
