//! What the list pane asks the store, and why: its ids, its rows, the next unread headline.

use crate::app::request::Newest;
use crate::model::HeadlineId;

/// Why the list is read again; of several reasons the last one here counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reload {
    /// Something may have arrived, which waits until the user asks for it.
    Again,
    /// The user changed what belongs to the view: it is shown, and the cursor holds its headline.
    Changed,
    /// Another view: the cursor goes to the headline that was selected, else to the top.
    Anew,
}

/// Which way an unread headline is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seek {
    /// Towards older headlines.
    Forward,
    /// Towards newer ones.
    Backward,
}

/// The questions about one view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Questions {
    /// The ids of the view.
    pub ids: Newest,
    /// The rows of some ids.
    pub rows: Newest,
    /// The unread ids of the view.
    pub unread: Newest,
    /// Why the ids were asked for that have not come.
    pub in_flight: Option<Reload>,
    /// Why they are to be asked for.
    pub reload: Option<Reload>,
    /// The ids of rows that were asked for and have not come.
    pub rows_in_flight: Vec<HeadlineId>,
    /// The rows in view may be out of date.
    pub rows_stale: bool,
    /// The first headline is to be opened as soon as its row is there.
    pub open_when_loaded: bool,
    /// An unread headline is being looked for.
    pub seeking: Option<Seek>,
}

impl Questions {
    /// Has the ids read again, for this reason or a stronger one.
    pub fn read_list(&mut self, reason: Reload) {
        self.reload = self.reload.max(Some(reason));
    }

    /// Whether the ids are asked for, or are about to be.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.reload.is_some() || self.in_flight.is_some()
    }
}
