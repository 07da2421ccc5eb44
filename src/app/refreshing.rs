//! How a running refresh goes, and when the next one is due.

use std::time::Duration;

use jiff::Timestamp;

/// How a running refresh goes, and when the next one is due.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refreshing {
    /// Rounds that were begun and are not over: adding a source begins one while another runs.
    pub(super) rounds: usize,
    /// The first of them is under way.
    pub(super) running: bool,
    /// The user asked for it, so that even nothing is worth saying.
    pub(super) wanted: bool,
    /// It became due by itself, so that only a new failure is.
    pub(super) polled: bool,
    /// Sources to ask.
    pub total: usize,
    /// Sources answered.
    pub done: usize,
    /// New headlines so far.
    pub new_headlines: usize,
    /// Name and reason of each failure.
    pub(super) failures: Vec<(String, String)>,
    /// When an empty list shows what has come so far, by the running clock.
    pub first_show: Option<Duration>,
    /// When the last one ended.
    pub finished: Option<Timestamp>,
    /// No round by itself before this time.
    pub(super) rest: Option<Timestamp>,
    /// What was due before this time waits for the first round.
    pub(super) since: Option<Timestamp>,
}

impl Refreshing {
    /// Whether one is running.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// A round begins; the first of several begins to count.
    pub(super) fn begin(&mut self) {
        if self.rounds == 0 {
            *self = Self {
                finished: self.finished,
                since: self.since,
                ..Self::default()
            };
        }
        self.rounds += 1;
    }
}
