//! How a source is doing, in one word and in one line. Pure: the clock is an argument.
//!
//! Three things look alike in a list of headlines and are not: a source that has nothing to say,
//! one that cannot be reached, and one that is no more. The silence of a source is measured up
//! to its last success and not up to now: a reader that was closed for a week has not heard
//! a week of silence.

pub mod aging;

use std::ops::Range;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::source::{Health, Source, shown_address};

const DAY: i64 = 86_400;
/// Silence that no source is called quiet for.
const SHORT_SILENCE: i64 = 2 * DAY;
/// Usual gaps that a silence must have.
const GAPS: i64 = 3;
/// "Not found" for so long, and so often, means gone.
const LONG_MISSING: i64 = 7 * DAY;
const OFTEN_MISSING: u32 = 3;

/// How a source is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is no more: the server says so (410), or has not known it for long (404).
    Gone,
    /// It does not deliver.
    Failing,
    /// There was no network, which says nothing about the source.
    Offline,
    /// It delivers, from another address than the configured one.
    Moved,
    /// It answers, and has had nothing to say for longer than usual.
    Quiet,
    /// It has never been asked.
    NeverAsked,
    /// The user does not want it asked.
    Paused,
    /// It delivers.
    Fine,
}

impl Verdict {
    /// All of them, the worst first.
    pub const ALL: [Self; 8] = [
        Self::Gone,
        Self::Failing,
        Self::Offline,
        Self::Moved,
        Self::Quiet,
        Self::NeverAsked,
        Self::Paused,
        Self::Fine,
    ];

    /// What to say of a source at `now`.
    #[must_use]
    pub fn of(source: &Source, now: Timestamp) -> Self {
        let health = &source.health;
        if health.paused {
            return Self::Paused;
        }
        if health.gone || is_long_missing(health, now) {
            return Self::Gone;
        }
        // A try without any network leaves its reason and counts as no failure.
        match (&health.error, health.failures) {
            (Some(_), 1..) => return Self::Failing,
            (Some(_), 0) => return Self::Offline,
            (None, _) => {}
        }
        if health.last_attempt.or(health.last_success).is_none() {
            Self::NeverAsked
        } else if new_address(source).is_some() {
            Self::Moved
        } else if is_quiet(health) {
            Self::Quiet
        } else {
            Self::Fine
        }
    }

    /// Whether nothing comes from there although the user wants it.
    #[must_use]
    pub fn is_dead(self) -> bool {
        matches!(self, Self::Gone | Self::Failing)
    }

    /// One word, at most [`Verdict::COLUMNS`] long.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Failing => "failing",
            Self::Offline => "offline",
            Self::Moved => "moved",
            Self::Quiet => "quiet",
            Self::NeverAsked => "new",
            Self::Paused => "paused",
            Self::Fine => "fine",
        }
    }

    /// Cells of the longest word.
    pub const COLUMNS: usize = 7;

    /// One cell that tells it without colour.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Gone => "✗",
            Self::Failing => "!",
            Self::Offline => "~",
            Self::Moved => "→",
            Self::Quiet => "·",
            Self::NeverAsked => "?",
            Self::Paused => "=",
            Self::Fine => "✓",
        }
    }
}

/// The address that the source has moved to for good and that is not in the configuration yet.
#[must_use]
pub fn new_address(source: &Source) -> Option<&str> {
    let moved = source.health.moved_to.as_deref()?;
    (moved != source.url).then_some(moved)
}

/// How long it had been silent when it last answered, in seconds.
#[must_use]
pub fn silence(health: &Health) -> Option<i64> {
    Some(seconds(health.newest?, health.last_success?).max(0))
}

fn is_quiet(health: &Health) -> bool {
    match (health.usual_gap, silence(health)) {
        (Some(gap), Some(silent)) => silent > gap.saturating_mul(GAPS).max(SHORT_SILENCE),
        _ => false,
    }
}

/// A page may be missing while a site is rebuilt; after a week of it nobody is coming back.
fn is_long_missing(health: &Health, now: Timestamp) -> bool {
    let for_long = health
        .last_success
        .is_some_and(|at| seconds(at, now) > LONG_MISSING);
    health.status == Some(404) && health.failures >= OFTEN_MISSING && for_long
}

fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    to.as_second().saturating_sub(from.as_second())
}

/// The verdict's reason in one line: "usually every 6 h, silent 9 days".
#[must_use]
pub fn words(source: &Source, now: Timestamp) -> String {
    let health = &source.health;
    let error = || match &health.error {
        Some(failure) => failure.to_string(),
        None => "no reason is known".to_owned(),
    };
    match Verdict::of(source, now) {
        Verdict::Gone if health.gone => {
            format!(
                "the server says that it is gone for good (410){}",
                since(health, now)
            )
        }
        Verdict::Gone => format!("not found (404){}", since(health, now)),
        Verdict::Failing => format!("{}{}", error(), since(health, now)),
        Verdict::Offline => format!("no network at the last try: {}", error()),
        Verdict::Moved => {
            let address = new_address(source).unwrap_or_default();
            format!("moved to {}", shown_address(address))
        }
        Verdict::NeverAsked => "never asked".to_owned(),
        Verdict::Paused => match &health.error {
            Some(error) => format!("paused; the last try failed: {error}"),
            None => format!("paused{}", last_answer(health, now)),
        },
        Verdict::Quiet | Verdict::Fine => rhythm(health, now),
    }
}

/// Whether [`words`] are those of [`rhythm`].
#[must_use]
pub fn tells_rhythm(source: &Source, now: Timestamp) -> bool {
    matches!(Verdict::of(source, now), Verdict::Quiet | Verdict::Fine)
}

/// Verdict and reason in one line: "quiet: usually every 6 h, silent 9 days".
#[must_use]
pub fn sentence(source: &Source, now: Timestamp) -> String {
    let (word, words) = (Verdict::of(source, now).word(), words(source, now));
    if words.starts_with(word) {
        words
    } else {
        format!("{word}: {words}")
    }
}

/// "usually every 6 h, newest 2 h ago", or what is known of it.
#[must_use]
pub fn rhythm(health: &Health, now: Timestamp) -> String {
    let usual = health
        .usual_gap
        .map(|gap| format!("usually every {}", span(gap)));
    let newest = match (health.newest, silence(health)) {
        (Some(_), Some(silent)) if is_quiet(health) => Some(format!("silent {}", span(silent))),
        (Some(at), _) => Some(format!("newest {}", ago(at, now))),
        _ => None,
    };
    match (usual, newest) {
        (Some(usual), Some(newest)) => format!("{usual}, {newest}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "how often it has news is not known yet".to_owned(),
    }
}

/// Since when it does not answer, as far as that is known.
fn since(health: &Health, now: Timestamp) -> String {
    let times = match health.failures {
        0 | 1 => String::new(),
        many => format!("; {many} failures in a row"),
    };
    match health.last_success {
        Some(at) => format!("{times}; last success {}", ago(at, now)),
        None => format!("{times}; it never worked"),
    }
}

fn last_answer(health: &Health, now: Timestamp) -> String {
    health
        .last_success
        .map(|at| format!("; last success {}", ago(at, now)))
        .unwrap_or_default()
}

/// When it is asked again: "in 3 h", "now due", "not by itself".
#[must_use]
pub fn next(source: &Source, now: Timestamp) -> String {
    match next_due(source) {
        // Coarse: seconds would count down on the screen.
        Some(at) if seconds(now, at) > 0 => match seconds(now, at) {
            ..90 => "in 1 min".to_owned(),
            left => format!("in {}", span(left)),
        },
        _ if source.health.paused || source.health.gone => "not by itself".to_owned(),
        _ => "now due".to_owned(),
    }
}

/// When it is asked again; `None` when nobody asks it, or when it is due already.
#[must_use]
pub fn next_due(source: &Source) -> Option<Timestamp> {
    let health = &source.health;
    health.next_due.filter(|_| !health.paused && !health.gone)
}

/// "just now", "5 min ago", "9 days ago".
#[must_use]
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    match seconds(at, now) {
        ..90 => "just now".to_owned(),
        seconds => format!("{} ago", span(seconds)),
    }
}

/// A length of time as people say it: "45 s", "20 min", "6 h", "9 days", "3 years".
#[must_use]
pub fn span(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (_, unit, word) = scale(seconds);
    format!("{} {word}", (seconds + unit / 2) / unit)
}

/// The lengths of time that are counted in the same unit as this one, the seconds of that unit,
/// and its word.
fn scale(seconds: i64) -> (Range<i64>, i64, &'static str) {
    const HOURS: i64 = 3_570;
    const DAYS: i64 = 129_601;
    const YEARS: i64 = 63_072_000;
    match seconds {
        ..90 => (0..90, 1, "s"),
        90..HOURS => (90..HOURS, 60, "min"),
        HOURS..DAYS => (HOURS..DAYS, 3_600, "h"),
        DAYS..YEARS => (DAYS..YEARS, DAY, "days"),
        _ => (YEARS..i64::MAX, 365 * DAY, "years"),
    }
}

/// Bytes as people say them: "512 B", "45 kB", "1.2 MB".
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Milliseconds as people say them: "12 ms", "3.4 s".
#[must_use]
pub fn latency(milliseconds: u64) -> String {
    match milliseconds {
        ..1_000 => format!("{milliseconds} ms"),
        _ => format!("{}.{} s", milliseconds / 1_000, milliseconds % 1_000 / 100),
    }
}

/// All sources, the worst first; equally bad ones in the configuration's order.
#[must_use]
pub fn order(sources: &[Source], now: Timestamp) -> Vec<&Source> {
    let mut order: Vec<&Source> = sources.iter().collect();
    order.sort_by_cached_key(|source| {
        let verdict = Verdict::of(source, now);
        let failures = if verdict.is_dead() {
            source.health.failures
        } else {
            0
        };
        (verdict, std::cmp::Reverse(failures))
    });
    order
}

/// How many sources are dead.
#[must_use]
pub fn dead(sources: &[Source], now: Timestamp) -> usize {
    sources
        .iter()
        .filter(|source| Verdict::of(source, now).is_dead())
        .count()
}

#[cfg(test)]
mod tests;
