//! The core's questions about what is stored, answered from the store: by the reader on the
//! store's thread, by the core's tests from a store in memory.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::choice;
use crate::app::Answer;
use crate::app::event::{Counts, Totals};
use crate::model::{Article, CalendarDay, HeadlineId, Listing, Query};
use crate::store::{Store, StoreError};

/// The headlines of a view, with the sources and counts of the moment.
///
/// # Errors
/// The database cannot be read.
pub fn list(store: &mut Store, query: &Query, zone: &TimeZone) -> Result<Answer, StoreError> {
    let listing = store.listing(query, zone)?;
    listed(store, listing)
}

/// Headlines that were read before, with the sources and counts of the moment.
///
/// # Errors
/// The database cannot be read.
pub fn listed(store: &mut Store, listing: Listing) -> Result<Answer, StoreError> {
    Ok(Answer::List {
        listing,
        sources: store.sources()?,
        totals: totals(store)?,
    })
}

fn totals(store: &Store) -> Result<Totals, StoreError> {
    let counts = store.counts()?;
    Ok(Totals {
        unread: counts.unread,
        total: counts.total,
        favourites: counts.favourites,
    })
}

/// The unread ids of a view.
///
/// # Errors
/// The database cannot be read.
pub fn unread(store: &mut Store, query: &Query) -> Result<Answer, StoreError> {
    store.ids(query).map(Answer::Unread)
}

/// How many headlines of a day are not read.
///
/// # Errors
/// The database cannot be read.
pub fn unread_of_day(store: &Store, day: CalendarDay) -> Result<Answer, StoreError> {
    store.unread_of_day(day).map(Answer::UnreadOfDay)
}

/// The rows of these ids.
///
/// # Errors
/// The database cannot be read.
pub fn rows(store: &mut Store, ids: &[HeadlineId]) -> Result<Answer, StoreError> {
    store.rows(ids).map(Answer::Rows)
}

/// What the store counts.
///
/// # Errors
/// The database cannot be read.
pub fn counts(store: &Store) -> Result<Counts, StoreError> {
    Ok(Counts {
        totals: totals(store)?,
        sources: store.counts_by_source()?,
    })
}

/// What is stored of one headline.
///
/// # Errors
/// There is no such headline, or the database cannot be read.
pub fn stored(store: &mut Store, id: HeadlineId) -> Result<Answer, StoreError> {
    let headline = store.headline(id)?.ok_or(StoreError::Missing(id))?;
    let body = store.body(id)?;
    let text = body.map(|html| choice::feed_article(&headline, &html));
    stored_beside(store, id, text)
}

/// What is stored of one headline beside the feed's own text, which takes long to parse.
///
/// # Errors
/// There is no such headline, or the database cannot be read.
pub fn stored_beside(
    store: &mut Store,
    id: HeadlineId,
    feed_text: Option<Article>,
) -> Result<Answer, StoreError> {
    let headline = store.headline(id)?.ok_or(StoreError::Missing(id))?;
    Ok(Answer::Stored {
        clean: store.article(id)?.map(Arc::new),
        saved_at: store.article_saved_at(id)?,
        place: store.place(id)?,
        headline: Box::new(headline),
        feed_text: feed_text.map(Arc::new),
    })
}
