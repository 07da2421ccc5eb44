//! What is known of one instrument: its last quote, why there is no newer one, and the digits
//! that are lit.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::market::freshness::STALE_SECONDS;
use crate::model::{ExtendedPrice, Quote, QuoteProblem, Session};

/// How long changed digits stay lit.
pub const FLASH: SignedDuration = SignedDuration::from_millis(450);
/// Shortest time between two flashes of one row (WCAG 2.3.1 allows three a second).
const FLASH_GAP: SignedDuration = SignedDuration::from_millis(500);
/// Nobody looks at dots for longer: then it is said that the question waits in a queue. A
/// request that gets no answer is given up before.
const WAITING: SignedDuration = SignedDuration::from_millis(5_500);

/// Digits that light up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Flash {
    /// The price before.
    pub from: f64,
    begun: Timestamp,
}

impl Flash {
    pub(super) fn end(self) -> Timestamp {
        self.begun.saturating_add(FLASH).unwrap_or(self.begun)
    }

    /// Whether the digits light up. A flash that is to begin was begun before the clock was
    /// set back, and is over.
    pub(super) fn is_lit(self, now: Timestamp) -> bool {
        self.begun <= now && now < self.end()
    }
}

/// See the head of this file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Known {
    /// The last success.
    pub quote: Option<Quote>,
    /// The day's line of the quote: rows are made anew at each event, and share it.
    pub line: Arc<[Option<f64>]>,
    /// It was kept from an earlier run and has not been confirmed since.
    pub is_kept: bool,
    /// Why there is no newer one.
    pub problem: Option<QuoteProblem>,
    pub flash: Option<Flash>,
    /// Since when it is shown.
    pub shown_since: Option<Timestamp>,
}

impl Known {
    /// Takes in an answer. One that is older than what is shown is dropped.
    pub(super) fn take(
        &mut self,
        answer: Result<Quote, QuoteProblem>,
        flashes: bool,
        now: Timestamp,
    ) {
        let mut quote = match answer {
            Err(problem) => return self.problem = Some(problem),
            Ok(quote) => quote,
        };
        let was_kept = std::mem::take(&mut self.is_kept);
        self.problem = None;
        let before = self.quote.take();
        if let Some(before) = before {
            if is_earlier(&quote, &before, now) {
                self.quote = Some(Quote {
                    fetched_at: quote.fetched_at,
                    hours: quote.hours,
                    ..before
                });
                return;
            }
            if before.provider == quote.provider {
                // A price with a digit less does not move the column.
                quote.decimals = quote.decimals.max(before.decimals);
            }
            if flashes && !was_kept {
                self.flash = flash(&before, &quote, self.flash, now);
            }
        }
        self.line = quote.series.prices.as_slice().into();
        self.quote = Some(quote);
    }

    /// A quote of an earlier run; whatever this run knows is newer.
    pub(super) fn remember(&mut self, quote: Quote) {
        if self.quote.is_none() {
            self.line = quote.series.prices.as_slice().into();
            self.quote = Some(quote);
            self.is_kept = true;
        }
    }

    /// When it is said that the question waits.
    pub(super) fn queued_from(&self) -> Option<Timestamp> {
        let is_waiting = self.quote.is_none() && self.problem.is_none();
        let since = self.shown_since.filter(|_| is_waiting)?;
        since.saturating_add(WAITING).ok()
    }
}

/// The price to show: of regular trading, or the one before and after.
pub(super) fn price_now(quote: &Quote, now: Timestamp) -> (f64, Option<f64>) {
    match (quote.session(now), &quote.extended) {
        (
            Session::Pre | Session::Post,
            Some(ExtendedPrice {
                price, change_pct, ..
            }),
        ) => (*price, *change_pct),
        _ => (quote.last, quote.change_pct),
    }
}

/// A trade that was in the future is no measure.
fn is_earlier(quote: &Quote, before: &Quote, now: Timestamp) -> bool {
    let traded = quote.as_of.zip(before.as_of);
    let is_earlier = traded.is_some_and(|(new, old)| new < old && old <= now);
    before.provider == quote.provider && is_earlier
}

/// A flash for a new price: not for the first one, after a gap, for another provider's, or
/// twice within half a second.
fn flash(before: &Quote, quote: &Quote, running: Option<Flash>, now: Timestamp) -> Option<Flash> {
    let is_recent = now.as_second() - before.fetched_at.as_second() <= STALE_SECONDS;
    let is_rested = running
        .is_none_or(|flash| flash.begun > now || now.duration_since(flash.begun) >= FLASH_GAP);
    let (old, new) = (price_now(before, now).0, price_now(quote, now).0);
    #[allow(clippy::float_cmp)] // any difference at all is a new price
    let is_new = old != new;
    if !(is_new && is_recent && before.provider == quote.provider) {
        return running.filter(|flash| flash.is_lit(now));
    }
    if !is_rested {
        return running;
    }
    Some(Flash {
        from: old,
        begun: now,
    })
}
