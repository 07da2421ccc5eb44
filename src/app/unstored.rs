//! What the user did and is not stored yet.
//!
//! A mark is shown once it is stored, never before: a row that says "kept" is kept. Meanwhile
//! it stands here, so that keys typed ahead mean what they would mean a moment later.

use std::collections::VecDeque;

use super::journal::Entry;
use super::request::RequestId;
use crate::model::{Change, Headline};

/// Why something is being stored.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// The user asked for this.
    Asked(Change),
    /// The user asked to mark all that a view shows: not what has arrived since.
    ViewRead(Change),
    /// Opening a headline marks it; nothing is said of it.
    Opened(Change),
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

    /// Whether the file of the user that a request is for is changed, and not changed back.
    #[must_use]
    pub fn is_change(&self, request: RequestId) -> bool {
        let mut pending = self.pending.iter();
        pending.any(|one| one.request == request && one.purpose == Purpose::Changed)
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
        let read = self.newest(|change| change.reads(row.id));
        read.unwrap_or(row.read)
    }

    /// Whether a headline is a favourite once all is stored.
    #[must_use]
    pub fn is_favourite(&self, row: &Headline) -> bool {
        let on = self.newest(|change| change.favours(row.id));
        on.unwrap_or(row.favourite)
    }

    fn newest(&self, what: impl Fn(&Change) -> Option<bool>) -> Option<bool> {
        let purposes = self.pending.iter().rev().map(|pending| &pending.purpose);
        let mut changes = purposes.filter_map(|purpose| match purpose {
            Purpose::Asked(change)
            | Purpose::ViewRead(change)
            | Purpose::Opened(change)
            | Purpose::Undo(Entry::Marked { undo: change }) => what(change),
            Purpose::Undo(_) | Purpose::Changed => None,
        });
        changes.next()
    }
}
