//! One instrument's place in the plan: which provider is asked, when it is due, what is
//! believed of it.

use jiff::Timestamp;

use super::host::{after, doubled};
use crate::market::freshness::{self, Freshness};
use crate::market::judge::Believed;
use crate::market::provider::QuoteError;
use crate::model::{Hours, Quote, QuoteProblem, Series, Session};

/// Seconds between two questions while the market trades.
pub const OPEN_SECONDS: i64 = 15;
/// Before the opening and after the close.
pub const EXTENDED_SECONDS: i64 = 60;
/// While the market is closed.
pub const CLOSED_SECONDS: i64 = 15 * 60;
/// For a price that comes once a day.
pub const DAILY_SECONDS: i64 = 3_600;
/// A market that has opened trades at once, as late as its delay lets us see it; who does not
/// trade for so long after has a holiday, seconds.
const OPENING_SECONDS: i64 = 30 * 60;
/// While a market that should trade does not.
pub const UNTRADED_SECONDS: i64 = 120;
/// After an answer that the symbol does not exist, for one that has never answered.
pub const UNKNOWN_SECONDS: i64 = 6 * 3_600;
/// For one that has answered before.
pub const LOST_SECONDS: i64 = 60;
/// This part of its wait is left of what is nearly due: a quarter.
const NEARLY: i64 = 4;
/// Between two questions for the day's line, where it comes apart from the price.
pub const SERIES_SECONDS: i64 = 5 * 60;
/// Before an answer that is not believed is asked for again.
pub const RECHECK_SECONDS: i64 = 5;

/// When to ask again after a good answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NextPoll {
    /// From now on.
    pub(super) seconds: i64,
    /// At a change of the session: not a moment later.
    pub(super) is_exact: bool,
}

/// A provider that serves an instrument, and its symbol there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Its number among the providers.
    pub provider: usize,
    /// The symbol in its notation.
    pub symbol: String,
}

/// What is known of one instrument.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct InstrumentState {
    /// Providers that serve it, the first choice first.
    pub(super) routes: Vec<Route>,
    /// Per route: not asked before then, because this provider does not know it.
    pub(super) unknown_until: Vec<Option<Timestamp>>,
    /// Not before; `None` for at once.
    pub(super) due: Option<Timestamp>,
    pub(super) is_running: bool,
    pub(super) asked: Option<Timestamp>,
    pub(super) has_answered: bool,
    /// Failures in a row.
    failures: u32,
    /// In a request of its own: a batch with it was rejected.
    pub(super) alone: bool,
    pub(super) believed: Option<Believed>,
    /// The day's line, where it comes apart from the price.
    pub(super) series: Series,
    pub(super) series_due: Option<Timestamp>,
    /// The price that is to be confirmed.
    pub(super) questioned: Option<f64>,
    pub(super) problem: Option<QuoteProblem>,
}

impl InstrumentState {
    pub(super) fn set_routes(&mut self, routes: &[Route]) {
        if self.routes != routes {
            self.routes = routes.to_vec();
            self.unknown_until = vec![None; routes.len()];
        }
    }

    /// The routes that may be asked, the first choice first.
    pub(super) fn open_routes(&self, now: Timestamp) -> impl Iterator<Item = &Route> {
        self.routes
            .iter()
            .zip(&self.unknown_until)
            .filter(move |(_, until)| until.is_none_or(|until| until <= now))
            .map(|(route, _)| route)
    }

    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        !self.is_running && self.due.is_none_or(|due| due <= now)
    }

    /// Due, or nearly so: it may come along in a request that is sent anyway.
    pub(super) fn is_nearly_due(&self, now: Timestamp) -> bool {
        let (Some(due), Some(asked)) = (self.due, self.asked) else {
            return !self.is_running;
        };
        let whole = due.as_second() - asked.as_second();
        let left = due.as_second() - now.as_second();
        !self.is_running && left * NEARLY <= whole
    }

    /// After an answer that is shown.
    pub(super) fn answered(&mut self, quote: &Quote, shortest: i64, now: Timestamp) -> NextPoll {
        self.has_answered = true;
        self.failures = 0;
        self.alone = false;
        self.problem = None;
        self.believed = Some(Believed::of(quote));
        let next = next_poll(quote, shortest);
        self.due = Some(after(now, next.seconds));
        next
    }

    /// A quote of an earlier run.
    pub(super) fn remember(&mut self, quote: &Quote) {
        self.has_answered = true;
        self.believed.get_or_insert_with(|| Believed::of(quote));
    }

    /// After a failure that concerns this instrument.
    pub(super) fn failed(&mut self, error: &QuoteError, provider: usize, now: Timestamp) {
        self.failures = self.failures.saturating_add(1);
        let wait = match error {
            QuoteError::UnknownSymbol { .. } | QuoteError::Rejected { .. } => {
                let wait = if self.has_answered {
                    LOST_SECONDS
                } else {
                    UNKNOWN_SECONDS
                };
                self.forget_route(provider, after(now, wait));
                self.unless_another(wait, now)
            }
            _ => {
                let wait = doubled(self.failures);
                self.forget_route(provider, after(now, wait));
                self.unless_another(wait, now)
            }
        };
        let next_try = after(now, wait);
        self.due = Some(next_try);
        self.problem = Some(match error {
            QuoteError::UnknownSymbol { .. } if !self.has_answered => QuoteProblem::UnknownSymbol,
            error => QuoteProblem::Instrument {
                reason: error.brief(),
                next_try,
            },
        });
    }

    /// The wait, or none: the next provider of the chain may have an answer.
    fn unless_another(&self, wait: i64, now: Timestamp) -> i64 {
        match self.open_routes(now).next() {
            Some(_) => 0,
            None => wait,
        }
    }

    fn forget_route(&mut self, provider: usize, until: Timestamp) {
        for (route, unknown) in self.routes.iter().zip(&mut self.unknown_until) {
            if route.provider == provider {
                *unknown = Some(until);
            }
        }
    }
}

/// When to ask again after a good answer. A session that is about to change is asked then.
/// Sessions are told by the clock of the wall, so they are judged at the moment of the answer.
fn next_poll(quote: &Quote, shortest: i64) -> NextPoll {
    let then = quote.fetched_at;
    let has_just_opened = matches!(quote.hours, Hours::Day { regular, .. }
        if then.as_second() - regular.start < OPENING_SECONDS);
    let is_untraded = || !has_just_opened && freshness::of(quote, then) == Freshness::Untraded;
    let seconds = match quote.session(then) {
        _ if quote.hours == Hours::Daily => DAILY_SECONDS,
        Session::Open | Session::Unknown if is_untraded() => UNTRADED_SECONDS,
        Session::Open | Session::Unknown => OPEN_SECONDS,
        Session::Pre | Session::Post => EXTENDED_SECONDS,
        Session::Closed => CLOSED_SECONDS,
    };
    let seconds = seconds.max(shortest);
    let change = quote.hours.next_change(then);
    let change = change.map(|change| change.as_second() - then.as_second());
    match change.filter(|change| (shortest + 1..=seconds).contains(change)) {
        Some(change) => NextPoll {
            seconds: change,
            is_exact: true,
        },
        None => NextPoll {
            seconds,
            is_exact: false,
        },
    }
}
