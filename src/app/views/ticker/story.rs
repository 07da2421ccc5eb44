//! The open story's instruments: the price that stood on its page against the one that a
//! provider says.
//!
//! The provider's price is newer and stands, unless it is of something else: in another
//! currency, or far from a fresh price of the page.

use jiff::Timestamp;

use super::known::Known;
use super::row::{self, RowState, TickerRow};
use crate::app::age;
use crate::market::{format, notation};
use crate::model::{Instrument, InstrumentKey, InstrumentKind, Quote};

/// A page's price is fresh for so long, seconds: the next day it may be far off.
const FRESH_SECONDS: i64 = 86_400;
/// From a fresh price of the page a quote of the same instrument is not further off.
const FARTHEST: f64 = 0.30;

/// The open story.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Story {
    /// Each with its key, if the page proves which one is meant.
    pub instruments: Vec<(Instrument, Option<InstrumentKey>)>,
    /// When the page was downloaded, if its story was new then.
    pub page_read: Option<Timestamp>,
}

impl Story {
    /// Whether it is of these instruments, as the page of that time names them.
    pub(super) fn is_of(&self, instruments: &[Instrument], page_read: Option<Timestamp>) -> bool {
        let known = self.instruments.iter().map(|(instrument, _)| instrument);
        self.page_read == page_read && known.eq(instruments)
    }
}

/// The row of one of its instruments. Without a key nobody can be asked for it.
pub(super) fn row(
    story: &Story,
    instrument: &Instrument,
    key: Option<&InstrumentKey>,
    known: Option<&Known>,
    now: Timestamp,
) -> TickerRow {
    let quote = known.and_then(|known| known.quote.as_ref());
    if let Some(quote) = quote
        && (instrument.price.is_none() || is_of_the_same(instrument, quote, story.page_read))
    {
        let mut row = row::of_symbol(&label(instrument, key), known, now);
        if !instrument.name.is_empty() {
            row.name.clone_from(&instrument.name);
        }
        return row;
    }
    TickerRow {
        label: label(instrument, key),
        name: instrument.name.clone(),
        state: match instrument.price {
            Some(_) => on_page(instrument, now),
            None if key.is_none() => RowState::NotQuoted,
            None => row::without_quote(known, now),
        },
        change: row::change(instrument.change_pct),
        price: instrument.price,
        decimals: instrument.decimals.unwrap_or(2),
        currency: instrument.currency.clone(),
        venue: instrument.venue.clone(),
        change_pct: instrument.change_pct,
        ..TickerRow::default()
    }
}

/// What is known of it by everybody rather than the code of one site ("CAC 40", not "1rPCAC").
pub(super) fn label(instrument: &Instrument, key: Option<&InstrumentKey>) -> String {
    if let Some(key) = key {
        return notation::short(key);
    }
    let place = [instrument.venue.as_deref(), instrument.currency.as_deref()];
    let place = || place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    instrument
        .symbol
        .clone()
        .filter(|symbol| !symbol.is_empty())
        .or_else(|| Some(instrument.name.clone()).filter(|name| !name.is_empty()))
        .unwrap_or_else(place)
}

/// The page's price, with its age where the page states when it was traded.
fn on_page(instrument: &Instrument, now: Timestamp) -> RowState {
    let traded = instrument
        .priced_at
        .and_then(|second| Timestamp::from_second(second).ok());
    RowState::OnPage {
        age: traded.map(|traded| age::brief(now, traded)),
    }
}

/// When the age of the page's price counts on.
pub(super) fn next_age(instrument: &Instrument, now: Timestamp) -> Option<Timestamp> {
    instrument.price?;
    age::next_change(now, Timestamp::from_second(instrument.priced_at?).ok()?)
}

/// Whether a quote can be of what the page shows.
fn is_of_the_same(instrument: &Instrument, quote: &Quote, page_read: Option<Timestamp>) -> bool {
    let is_index =
        quote.key.kind == InstrumentKind::Index || quote.kind == Some(InstrumentKind::Index);
    let currencies = instrument
        .currency
        .as_deref()
        .zip(quote.currency.as_deref());
    if !is_index
        && let Some((page, provider)) = currencies
        && unit(page) != unit(provider)
    {
        return false;
    }
    let traded = instrument.priced_at.or(page_read.map(Timestamp::as_second));
    let is_fresh =
        traded.is_some_and(|traded| quote.fetched_at.as_second() - traded <= FRESH_SECONDS);
    let Some(price) = instrument.price.filter(|price| *price > 0.0 && is_fresh) else {
        return true;
    };
    (quote.last / price - 1.0).abs() <= FARTHEST
}

/// A currency or a hundredth of one under one name; points are no currency.
fn unit(currency: &str) -> &str {
    format::hundredth(currency).map_or(currency, |(name, _)| name)
}
