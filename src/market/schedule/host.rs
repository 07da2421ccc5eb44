//! One provider's patience: how often it is asked, when it is left alone, which of its
//! addresses is asked.

use jiff::Timestamp;

use crate::market::provider::{Blame, Capabilities, QuoteError};
use crate::model::InstrumentKey;

/// The first pause after a failure; it doubles up to [`LONGEST_PAUSE_SECONDS`].
pub(super) const FIRST_PAUSE_SECONDS: i64 = 15;
/// The longest pause after failures that name no time themselves.
pub(super) const LONGEST_PAUSE_SECONDS: i64 = 5 * 60;
/// A `Retry-After` beyond this is cut: a day off is long enough.
const LONGEST_RETRY_AFTER_SECONDS: i64 = 86_400;
/// Requests that may follow each other at once; then the budget's rhythm holds.
const BURST: f64 = 10.0;
/// Requests that wait for an answer at once.
const AT_ONCE: usize = 4;

/// What is known of one provider.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HostState {
    pub(super) id: String,
    pub(super) capabilities: Capabilities,
    /// Requests under way.
    running: usize,
    /// Left alone until then.
    pause: Option<Timestamp>,
    /// Why.
    reason: String,
    /// Pauses in a row.
    pauses: u32,
    /// Requests that the budget has left, and when that was counted.
    tokens: f64,
    counted: Option<Timestamp>,
    /// The addresses that failed, and until when they are passed over.
    passed_over: Vec<Option<Timestamp>>,
    /// Time-outs since the last good answer.
    timeouts: u32,
    /// Instruments for which it has failed since the last good answer.
    failed_for: Vec<InstrumentKey>,
}

impl HostState {
    pub(super) fn new(id: &str, capabilities: &Capabilities) -> Self {
        Self {
            id: id.to_owned(),
            capabilities: capabilities.clone(),
            running: 0,
            pause: None,
            reason: String::new(),
            pauses: 0,
            tokens: BURST,
            counted: None,
            passed_over: vec![None; capabilities.hosts.len()],
            timeouts: 0,
            failed_for: Vec::new(),
        }
    }

    pub(super) fn paused_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.pause.filter(|until| *until > now)
    }

    /// Why it is left alone.
    pub(super) fn reason(&self) -> &str {
        &self.reason
    }

    /// The address to ask, if one more request may be sent now.
    pub(super) fn take(&mut self, now: Timestamp) -> Option<usize> {
        if self.paused_until(now).is_some() || self.running >= self.at_once() {
            return None;
        }
        self.fill(now);
        if self.tokens < 1.0 {
            return None;
        }
        self.tokens -= 1.0;
        self.running += 1;
        let is_open = |until: &Option<Timestamp>| until.is_none_or(|until| until <= now);
        Some(self.passed_over.iter().position(is_open).unwrap_or(0))
    }

    /// An answer has come, or will not come any more.
    pub(super) fn returned(&mut self) {
        self.running = self.running.saturating_sub(1);
    }

    /// When [`HostState::take`] may have room for one more, as far as time decides.
    pub(super) fn next_room(&self, now: Timestamp) -> Option<Timestamp> {
        if let Some(until) = self.paused_until(now) {
            return Some(until);
        }
        if self.running >= self.at_once() {
            return None;
        }
        let elapsed = self.elapsed(now);
        let missing = 1.0 - (self.tokens + elapsed * self.per_second());
        if missing <= 0.0 {
            return Some(now);
        }
        let wait = (missing / self.per_second() * 1_000.0).ceil();
        #[allow(clippy::cast_possible_truncation)] // minutes at most
        let millisecond = now.as_millisecond().saturating_add(wait as i64);
        Timestamp::from_millisecond(millisecond).ok()
    }

    /// A good answer: what was counted is forgotten.
    pub(super) fn succeeded(&mut self, now: Timestamp) {
        self.timeouts = 0;
        self.failed_for.clear();
        if self.paused_until(now).is_none() {
            self.pause = None;
            self.pauses = 0;
        }
    }

    /// A failure; returns whether the provider is left alone for it, or another address of it
    /// can be asked at once.
    pub(super) fn failed(
        &mut self,
        error: &QuoteError,
        keys: &[InstrumentKey],
        host: usize,
        now: Timestamp,
    ) -> Consequence {
        let blame = match error.blame() {
            Blame::Instrument => return Consequence::Instrument,
            Blame::Host => true,
            Blame::HostIfAgain => self.is_again(error, keys),
        };
        if error.is_worth_another_host() && self.pass_over(host, now) {
            return Consequence::OtherHost;
        }
        if !blame {
            return Consequence::Instrument;
        }
        self.leave_alone(error, now);
        Consequence::Provider
    }

    /// Whether such a failure has now come twice: time-outs in a row, other failures for two
    /// instruments.
    fn is_again(&mut self, error: &QuoteError, keys: &[InstrumentKey]) -> bool {
        if matches!(error, QuoteError::TimedOut { .. }) {
            self.timeouts += 1;
            return self.timeouts >= 2;
        }
        for key in keys {
            if !self.failed_for.contains(key) {
                self.failed_for.push(key.clone());
            }
        }
        self.failed_for.len() >= 2
    }

    /// Passes over an address while another one is open.
    fn pass_over(&mut self, host: usize, now: Timestamp) -> bool {
        let is_open = |until: &Option<Timestamp>| until.is_none_or(|until| until <= now);
        let has_other = self
            .passed_over
            .iter()
            .enumerate()
            .any(|(other, until)| other != host && is_open(until));
        if let Some(until) = self.passed_over.get_mut(host) {
            *until = Some(after(now, LONGEST_PAUSE_SECONDS));
        }
        has_other
    }

    fn leave_alone(&mut self, error: &QuoteError, now: Timestamp) {
        let wish = match error {
            QuoteError::RateLimited {
                retry_after_seconds,
                ..
            } => *retry_after_seconds,
            _ => None,
        };
        // Answers to questions that were asked together count as one failure.
        if self.paused_until(now).is_none() {
            self.pauses = self.pauses.saturating_add(1);
        }
        let seconds = match wish {
            // The first time the wish itself is enough; a provider that goes on wishing is
            // asked less and less.
            Some(wish) => wish
                .clamp(1, LONGEST_RETRY_AFTER_SECONDS)
                .max(doubled(self.pauses.saturating_sub(1))),
            None => doubled(self.pauses),
        };
        let until = after(now, seconds);
        if self.pause.is_none_or(|pause| pause < until) {
            self.pause = Some(until);
        }
        self.reason = error.brief();
        self.timeouts = 0;
        self.failed_for.clear();
        self.passed_over.fill(None);
    }

    /// After a pause one request finds out whether it is over.
    fn at_once(&self) -> usize {
        if self.pauses > 0 { 1 } else { AT_ONCE }
    }

    fn per_second(&self) -> f64 {
        f64::from(self.capabilities.per_minute.max(1)) / 60.0
    }

    fn elapsed(&self, now: Timestamp) -> f64 {
        let Some(counted) = self.counted else {
            return 0.0;
        };
        let milliseconds = now
            .as_millisecond()
            .saturating_sub(counted.as_millisecond());
        #[allow(clippy::cast_precision_loss)] // far below 2^53
        let seconds = milliseconds.max(0) as f64 / 1_000.0;
        seconds
    }

    fn fill(&mut self, now: Timestamp) {
        let filled = self.tokens + self.elapsed(now) * self.per_second();
        self.tokens = filled.min(BURST.min(f64::from(self.capabilities.per_minute.max(1))));
        self.counted = Some(now);
    }
}

/// What follows from a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Consequence {
    /// Only the instrument waits.
    Instrument,
    /// Another address of the provider is asked at once.
    OtherHost,
    /// The provider is left alone.
    Provider,
}

/// 15 s, 30 s, … 5 min; nothing for no failure.
pub(super) fn doubled(failures: u32) -> i64 {
    match failures {
        0 => 0,
        _ => (FIRST_PAUSE_SECONDS << (failures - 1).min(8)).min(LONGEST_PAUSE_SECONDS),
    }
}

pub(super) fn after(now: Timestamp, seconds: i64) -> Timestamp {
    let milliseconds = seconds.saturating_mul(1_000);
    Timestamp::from_millisecond(now.as_millisecond().saturating_add(milliseconds))
        .unwrap_or(Timestamp::MAX)
}
