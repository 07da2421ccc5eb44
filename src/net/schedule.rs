//! When a source may be asked again. Pure: the clock is an argument.
//!
//! The longest of all wishes counts: the user's interval, the feed's own (`ttl`,
//! `sy:updatePeriod`), the server's (`Cache-Control`, `Expires`, `Retry-After`); and the hours
//! and days that the feed does not want to be asked in are left out. A wish is honoured up to
//! a week, since some servers send ten years. Failures back off by doubling. Sources of these
//! rules: RFC 9111, the RSS 2.0 specification (`ttl`, `skipHours`, `skipDays`), and the feed
//! reader behaviour test of rachelbythebay.com.

use std::net::IpAddr;
use std::time::Duration;

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::request::Fetched;
use crate::model::failure::NetError;
use crate::model::headline::Pacing;
use crate::model::inside::Own;
use crate::model::source::Location;
use crate::model::{Attempt, Failure, FetchState};

/// Shortest interval that a configuration can set, in seconds.
const MIN_EVERY: i64 = 60;
/// Longest interval that a server or feed can ask for, in seconds.
const MAX_WISH: i64 = 7 * DAY;
const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// A run a little early (a timer that drifts) still counts as on time: up to this much, and
/// never more than a twentieth of the user's interval.
const GRACE: i64 = 2 * MINUTE;
/// An address that was learnt (moved, discovered) is forgotten after so many failures, and
/// the configured one is asked again.
const FORGET_AFTER: u32 = 3;

/// What a failure means for the next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// No server was reached.
    Unreachable,
    /// The server answered with an error status.
    Status {
        /// HTTP status.
        status: u16,
        /// What it asks for.
        retry_after: Option<Duration>,
    },
    /// There was an answer, but it could not be used.
    Unusable,
    /// Its address leads inside, and the user did not name it.
    Inside,
}

impl From<&NetError> for Cause {
    fn from(error: &NetError) -> Self {
        match *error {
            NetError::Status {
                status,
                retry_after,
            } => Self::Status {
                status,
                retry_after,
            },
            NetError::Inside { .. } => Self::Inside,
            ref other if other.is_unreachable() => Self::Unreachable,
            _ => Self::Unusable,
        }
    }
}

/// The address to ask: the feed that the page named, else where the source has moved, else
/// the configured one.
#[must_use]
pub(crate) fn address<'a>(configured: &'a str, state: &'a FetchState) -> &'a str {
    let learnt = state.discovered.as_deref().or(state.moved_to.as_deref());
    learnt.unwrap_or(configured)
}

/// Whether the source may be asked now. `force` overrides everything.
#[must_use]
pub(crate) fn is_due(state: &FetchState, now: Timestamp, force: bool) -> bool {
    if force {
        return true;
    }
    if state.gone {
        return false;
    }
    // A clock that was wrong when the state was stored must not silence a source for years.
    let sane = seconds_between(now, state.last_attempt) <= HOUR
        && seconds_between(now, state.next_due) <= 5 * MAX_WISH;
    let waited = !sane || state.next_due.is_none_or(|due| due <= now);
    waited && allowed(&state.pacing, now)
}

/// The state after an answer whose headlines were read. Its validators replace the old ones,
/// also when there are none.
#[must_use]
pub(crate) fn after_success(
    before: &FetchState,
    answer: &Fetched,
    pacing: Pacing,
    every_seconds: i64,
    now: Timestamp,
) -> FetchState {
    let state = FetchState {
        etag: answer.etag.clone(),
        last_modified: answer.last_modified.clone(),
        pacing,
        bytes: u64::try_from(answer.body.len()).ok(),
        location: location(before.location, answer.answered_from),
        ..before.clone()
    };
    after_answer(state, answer, every_seconds, now).after(Attempt::Answered)
}

/// Where a source is that sent headlines from `address`. Only its first ones tell that it is
/// inside: a name that turns there later may be an attempt to reach what it should not.
fn location(before: Location, address: Option<IpAddr>) -> Location {
    match (before, address) {
        (_, None) | (Location::Outside, _) => before,
        (Location::Unknown, Some(address)) => match Own::at(address) {
            Some(_) => Location::Inside(address),
            None => Location::Outside,
        },
        (Location::Inside(first), Some(address)) if Own::at(first) == Own::at(address) => before,
        (Location::Inside(_), Some(_)) => Location::Outside,
    }
}

/// The state after "304 Not Modified": validators and the feed's wishes stay.
#[must_use]
pub(crate) fn after_not_modified(
    before: &FetchState,
    answer: &Fetched,
    every_seconds: i64,
    now: Timestamp,
) -> FetchState {
    after_answer(before.clone(), answer, every_seconds, now).after(Attempt::Unchanged)
}

fn after_answer(
    mut state: FetchState,
    answer: &Fetched,
    every_seconds: i64,
    now: Timestamp,
) -> FetchState {
    if let Some(moved) = &answer.permanent_url {
        let learnt = if state.discovered.is_some() {
            &mut state.discovered
        } else {
            &mut state.moved_to
        };
        *learnt = Some(moved.clone());
    }
    let every = every_seconds.max(MIN_EVERY);
    let own = every - GRACE.min(every / 20);
    let wished = [seconds(answer.max_age), state.pacing.gap_seconds]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(0)
        .clamp(0, MAX_WISH);
    let due = next_allowed(&state.pacing, after(now, own.max(wished)));
    FetchState {
        last_attempt: Some(now),
        last_success: Some(now),
        next_due: Some(due),
        // What comes from a command or a file has none.
        status: (answer.status > 0).then_some(answer.status),
        failures: 0,
        error: None,
        gone: false,
        latency_ms: u64::try_from(answer.elapsed.as_millis()).ok(),
        ..state
    }
}

/// The state after a failure. Nothing that was stored is lost: the old validators still
/// belong to the stored headlines.
#[must_use]
pub(crate) fn after_failure(
    before: &FetchState,
    cause: Cause,
    failure: Failure,
    every_seconds: i64,
    now: Timestamp,
) -> FetchState {
    let failures = before.failures.saturating_add(1);
    let every = every_seconds.clamp(MIN_EVERY, DAY);
    let (first, longest) = match cause {
        Cause::Unreachable => (10 * MINUTE, 6 * HOUR),
        // The server works, but has no such thing or does not want us: rarely a passing state.
        Cause::Status { status, .. } if is_refusal(status) => (every.max(6 * HOUR), 7 * DAY),
        Cause::Status { .. } | Cause::Unusable | Cause::Inside => (every, DAY),
    };
    let doublings = failures.saturating_sub(1).min(20);
    let mut wait = (first << doublings).min(longest);
    let mut state = FetchState {
        last_attempt: Some(now),
        failures,
        error: Some(failure),
        status: None,
        ..before.clone()
    };
    if let Cause::Status {
        status,
        retry_after,
    } = cause
    {
        wait = wait.max(seconds(retry_after).unwrap_or(0).min(MAX_WISH));
        state.status = Some(status);
        state.gone = status == 410;
    }
    let is_learnt = state.moved_to.is_some() || state.discovered.is_some();
    let is_lost = matches!(state.status, Some(404 | 410))
        || matches!(cause, Cause::Inside)
        || failures.is_multiple_of(FORGET_AFTER);
    if is_learnt && is_lost {
        state.moved_to = None;
        state.discovered = None;
        state.etag = None;
        state.last_modified = None;
        state.gone = false;
    }
    state.next_due = Some(next_allowed(&state.pacing, after(now, wait)));
    state.after(Attempt::Failed)
}

/// The state after a try without any network: shown, but no source is to blame, so nothing
/// backs off.
#[must_use]
pub(crate) fn after_offline(before: &FetchState, failure: Failure, now: Timestamp) -> FetchState {
    FetchState {
        last_attempt: Some(now),
        next_due: Some(after(now, MINUTE)),
        error: Some(failure),
        status: None,
        ..before.clone()
    }
    .after(Attempt::Offline)
}

/// Client errors other than "come back later".
fn is_refusal(status: u16) -> bool {
    matches!(status, 400..=499) && !matches!(status, 408 | 425 | 429)
}

fn seconds(duration: Option<Duration>) -> Option<i64> {
    duration.map(|duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
}

fn seconds_between(from: Timestamp, to: Option<Timestamp>) -> i64 {
    to.map_or(0, |to| to.duration_since(from).as_secs())
}

fn after(now: Timestamp, seconds: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(seconds))
        .unwrap_or(Timestamp::MAX)
}

/// Whether the feed wants to be asked in this hour of this day (UTC). A feed that leaves no
/// hour at all is not taken at its word.
fn allowed(pacing: &Pacing, at: Timestamp) -> bool {
    let utc = Offset::UTC.to_datetime(at);
    let hour = u8::try_from(utc.hour()).unwrap_or(0);
    let day = u8::try_from(utc.weekday().to_monday_one_offset()).unwrap_or(0);
    let never_an_hour = (0..24).all(|hour| pacing.skip_hours.contains(&hour));
    let never_a_day = (1..=7).all(|day| pacing.skip_days.contains(&day));
    (never_an_hour || !pacing.skip_hours.contains(&hour))
        && (never_a_day || !pacing.skip_days.contains(&day))
}

/// The first moment from `at` on that the feed allows, by whole hours.
fn next_allowed(pacing: &Pacing, at: Timestamp) -> Timestamp {
    const HOURS_A_WEEK: i64 = 7 * 24;
    let hour_start = at.as_second().div_euclid(HOUR) * HOUR;
    (0..=HOURS_A_WEEK)
        .map(|hours| match hours {
            0 => at,
            _ => Timestamp::from_second(hour_start + hours * HOUR).unwrap_or(Timestamp::MAX),
        })
        .find(|&candidate| allowed(pacing, candidate))
        .unwrap_or(at)
}

#[cfg(test)]
mod tests;
