//! What the core asks the store, answered in the order of what the answers tell.
//!
//! Answers are read and sent where the user's changes are made, so that none tells of a time
//! before a change that is shown already. What takes long is done elsewhere first: a search on a
//! connection of its own, where one that a newer one replaces is ended; the parsing of a feed's
//! text on a thread of its own. Other lists are read from an index at once.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use tokio::sync::mpsc::UnboundedSender;

use super::{answers, choice};
use crate::app::{Answer, Event, RequestId};
use crate::model::{CalendarDay, HeadlineId, Listing, Query};
use crate::store::{Handle, Queue, Store, StoreError};

/// Asks for the core.
pub(super) struct Questions {
    /// Where the user's changes are made.
    user: Arc<Handle>,
    /// `None` where nothing is written: nothing waits for a search there.
    database: Option<PathBuf>,
    /// Where searches run. It is opened for the first one, since a connection takes memory.
    searches: Mutex<Option<Handle>>,
    newest_list: NewestNumber,
    newest_unread: NewestNumber,
    /// What the list shows, or will.
    view: Mutex<Query>,
    events: UnboundedSender<Event>,
}

/// The number of the newest question of a kind.
type NewestNumber = Arc<AtomicU64>;

type Listed = Result<Listing, StoreError>;

/// A question that is overtaken as soon as a newer one of its kind is asked.
struct Turn {
    newest: NewestNumber,
    number: u64,
}

impl Turn {
    fn next(newest: &NewestNumber) -> Self {
        let number = newest.fetch_add(1, Ordering::SeqCst) + 1;
        let newest = newest.clone();
        Self { newest, number }
    }

    fn is_overtaken(&self) -> bool {
        self.newest.load(Ordering::SeqCst) != self.number
    }
}

impl Questions {
    /// Searches run on another connection to `database`, if that is given; everything else on
    /// `user`.
    pub(super) fn new(
        user: Arc<Handle>,
        database: Option<PathBuf>,
        events: UnboundedSender<Event>,
    ) -> Self {
        user.post(Store::shrink_cache);
        Self {
            user,
            database,
            searches: Mutex::default(),
            newest_list: NewestNumber::default(),
            newest_unread: NewestNumber::default(),
            view: Mutex::default(),
            events,
        }
    }

    /// The ids of a view, with the sources and counts. Of another view than before nobody wants
    /// the unread ones any more.
    pub(super) fn list(&self, request: RequestId, query: Query, zone: TimeZone) {
        let mut view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        if *view != query {
            view.clone_from(&query);
            self.newest_unread.fetch_add(1, Ordering::SeqCst);
        }
        let turn = Turn::next(&self.newest_list);
        let searches = self.searches(&query);
        let question = listing_of(query, Some(zone));
        self.ask(searches, turn, request, question, answers::listed);
    }

    /// The unread ids of a view.
    pub(super) fn unread(&self, request: RequestId, query: Query) {
        let turn = Turn::next(&self.newest_unread);
        let searches = self.searches(&query);
        let question = listing_of(query, None);
        self.ask(searches, turn, request, question, |_, listing| {
            Ok(Answer::Unread(listing.ids))
        });
    }

    /// How many headlines of a day are not read.
    pub(super) fn day(&self, request: RequestId, day: CalendarDay) {
        let events = self.events.clone();
        self.user.post(move |store| {
            tell(&events, request, answers::unread_of_day(store, day));
        });
    }

    /// The rows of headlines.
    pub(super) fn rows(&self, request: RequestId, ids: Vec<HeadlineId>) {
        let events = self.events.clone();
        self.user.post(move |store| {
            tell(&events, request, answers::rows(store, &ids));
        });
    }

    /// What is stored of a headline.
    pub(super) fn stored(&self, request: RequestId, id: HeadlineId) {
        let (user, events) = (self.user.queue(), self.events.clone());
        let runtime = tokio::runtime::Handle::current();
        self.user.post(move |store| {
            let (Ok(Some(headline)), Ok(Some(html))) = (store.headline(id), store.body(id)) else {
                return tell(&events, request, answers::stored(store, id));
            };
            runtime.spawn_blocking(move || {
                let text = choice::feed_article(&headline, &html);
                user.post(move |store| {
                    let stored = answers::stored_beside(store, id, Some(text));
                    tell(&events, request, stored);
                });
            });
        });
    }

    /// `None` if the question is no search, or if there is no connection for searches alone.
    fn searches(&self, query: &Query) -> Option<Queue> {
        query.search.as_ref()?;
        let mut searches = self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        if searches.is_none() {
            *searches = open(self.database.as_ref()?);
        }
        searches.as_ref().map(Handle::queue)
    }

    fn ask(
        &self,
        searches: Option<Queue>,
        turn: Turn,
        request: RequestId,
        question: impl FnOnce(&mut Store, Turn) -> Listed + Send + 'static,
        answer: impl FnOnce(&mut Store, Listing) -> Result<Answer, StoreError> + Send + 'static,
    ) {
        let (user, events) = (self.user.queue(), self.events.clone());
        let tell = move |store: &mut Store, listed: Listed| {
            let answer = listed.and_then(|listing| answer(store, listing));
            tell(&events, request, answer);
        };
        // After what the user did before he asked.
        self.user.post(move |store| {
            let Some(searches) = searches else {
                let listed = question(store, turn);
                return unless_overtaken(listed, |listed| tell(store, listed));
            };
            searches.post(move |searcher| {
                let listed = question(searcher, turn);
                unless_overtaken(listed, |listed| user.post(move |store| tell(store, listed)));
            });
        });
    }
}

impl Drop for Questions {
    fn drop(&mut self) {
        // Whoever leaves does not wait for a search.
        for newest in [&self.newest_list, &self.newest_unread] {
            newest.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// The next search tries again what fails now.
fn open(database: &Path) -> Option<Handle> {
    let opened = Store::open_to_read(database).and_then(|mut store| {
        store.shrink_cache();
        Handle::own(store)
    });
    let failed = |error| tracing::warn!(%error, "no connection for searches");
    opened.map_err(failed).ok()
}

/// Nobody waits for the answer to a question that was overtaken.
fn unless_overtaken(listed: Listed, tell: impl FnOnce(Listed)) {
    if !matches!(listed, Err(StoreError::Interrupted)) {
        tell(listed);
    }
}

fn listing_of(
    query: Query,
    zone: Option<TimeZone>,
) -> impl FnOnce(&mut Store, Turn) -> Listed + Send + 'static {
    move |store, turn| store.listing_unless(&query, zone.as_ref(), move || turn.is_overtaken())
}

fn tell(events: &UnboundedSender<Event>, request: RequestId, answer: Result<Answer, StoreError>) {
    let answer = answer.unwrap_or_else(|error| Answer::Unanswered(error.to_string()));
    // Nobody listens any more when the program is left.
    drop(events.send(Event::Answer(request, answer)));
}

#[cfg(test)]
mod tests;
