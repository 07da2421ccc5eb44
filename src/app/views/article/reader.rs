//! The article pane's stack: the open article, those under it, and the places that were left.

use std::collections::HashMap;
use std::time::Duration;

use super::open::{Open, Subject};
use crate::app::request::{Newest, RequestId};
use crate::model::{Headline, HeadlineId, ReadingPlace};

/// Reading places remembered for a session; the store has those of headlines besides.
const REMEMBERED: usize = 500;

/// The pane: the open article and those under it.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    stack: Vec<Open>,
    /// Where the user left what he has read in this session.
    places: HashMap<Subject, ReadingPlace>,
    /// Places that are to be stored.
    unsaved: Vec<(HeadlineId, ReadingPlace)>,
    /// When a place is stored although nothing is left, by the running clock.
    pub place_due: Option<Duration>,
    /// Articles fetched ahead: done, and wanted; `None` when none are being fetched.
    pub prefetching: Option<(usize, usize)>,
    /// The explanation of the page of what is open.
    pub explanation: Newest,
}

impl Reader {
    /// The open article.
    #[must_use]
    pub fn open(&self) -> Option<&Open> {
        self.stack.last()
    }

    /// The open article, to change it.
    pub fn open_mut(&mut self) -> Option<&mut Open> {
        self.stack.last_mut()
    }

    /// The open headline's id.
    #[must_use]
    pub fn headline_id(&self) -> Option<HeadlineId> {
        match self.open()?.subject {
            Subject::Headline(id) => Some(id),
            Subject::Page(_) => None,
        }
    }

    /// Shows another article instead of all that were open.
    pub fn replace(&mut self, open: Open) {
        self.clear();
        self.push(open);
    }

    /// Shows an article over the open one; `back` returns to that.
    pub fn push(&mut self, mut open: Open) {
        if let Some(place) = self.places.get(&open.subject) {
            open.resume(place.clone());
        }
        self.stack.push(open);
    }

    /// Closes the topmost of several; `false` when there is only one or none.
    pub fn pop(&mut self) -> bool {
        self.remember();
        let several = self.stack.len() > 1;
        if several {
            self.stack.pop();
        }
        several
    }

    /// Closes everything.
    pub fn clear(&mut self) {
        self.remember();
        self.stack.clear();
    }

    /// Notes the places of all that is open, as far as the user has moved there.
    pub fn remember(&mut self) {
        self.place_due = None;
        for open in &mut self.stack {
            let Some(place) = open.take_new_place() else {
                continue;
            };
            if self.places.len() >= REMEMBERED {
                self.places.clear();
            }
            self.places.insert(open.subject.clone(), place.clone());
            if let Subject::Headline(id) = open.subject {
                self.unsaved.push((id, place));
            }
        }
    }

    /// Whether the user has moved since his place was noted.
    #[must_use]
    pub fn has_new_place(&self) -> bool {
        self.stack.iter().any(Open::has_new_place)
    }

    /// Whether a new place has waited for a pause.
    pub fn is_place_due(&mut self, now: Duration, pause: Duration) -> bool {
        if !self.has_new_place() {
            self.place_due = None;
            return false;
        }
        *self.place_due.get_or_insert(now + pause) <= now
    }

    /// The places that are to be stored, once.
    pub fn take_unsaved(&mut self) -> Vec<(HeadlineId, ReadingPlace)> {
        std::mem::take(&mut self.unsaved)
    }

    /// The article that waits for this answer.
    pub fn waiting_for(&mut self, request: RequestId) -> Option<&mut Open> {
        self.stack.iter_mut().find(|open| open.request.is(request))
    }

    /// Changes the row of an open headline.
    pub fn change(&mut self, id: HeadlineId, change: impl Fn(&mut Headline)) {
        for open in &mut self.stack {
            if let Some(row) = open.headline.as_mut().filter(|row| row.id == id) {
                change(row);
            }
        }
    }
}
