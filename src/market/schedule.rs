//! When to ask for which symbol.
//!
//! Polite and pure: nothing is asked that nobody sees, a closed market is asked four times an
//! hour, and a provider that fails is left alone for longer each time. A failure of the
//! provider itself (a rate limit, an unreachable host) pauses every symbol, because the next
//! symbol would meet the same answer; an unknown symbol pauses only itself.

use std::collections::HashMap;

use jiff::Timestamp;

use super::QuoteError;
use crate::model::{Quote, QuoteProblem, Session};

/// Seconds between two questions while the market trades.
pub const OPEN_SECONDS: i64 = 15;
/// Before the opening and after the close.
pub const EXTENDED_SECONDS: i64 = 60;
/// While the market is closed.
pub const CLOSED_SECONDS: i64 = 15 * 60;
/// After an answer that the symbol does not exist.
pub const UNKNOWN_SECONDS: i64 = 6 * 3_600;
/// The first pause after a failure; it doubles up to [`LONGEST_PAUSE_SECONDS`].
pub const FIRST_PAUSE_SECONDS: i64 = 15;
/// The longest pause after failures that name no time themselves.
pub const LONGEST_PAUSE_SECONDS: i64 = 5 * 60;
/// A `Retry-After` beyond this is cut: a day off is long enough.
const LONGEST_RETRY_AFTER_SECONDS: i64 = 86_400;
/// Shortest time between two questions that the user forces.
const FORCED_SECONDS: i64 = 2;

/// What is known of one symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct SymbolState {
    /// Not before; `None` for at once.
    due: Option<Timestamp>,
    failures: u32,
    asked: Option<Timestamp>,
}

/// The plan of one provider.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// What is shown, the most important first.
    watched: Vec<String>,
    states: HashMap<String, SymbolState>,
    /// The provider wants to be left alone until then.
    pause: Option<Timestamp>,
    failures: u32,
}

impl Plan {
    /// These symbols are shown now, the most important first; none when the ticker is hidden.
    /// What is known of the others is kept, so that hiding and showing asks for nothing early.
    pub fn watch(&mut self, symbols: &[String]) {
        self.watched.clear();
        for symbol in symbols {
            if !self.watched.contains(symbol) {
                self.watched.push(symbol.clone());
                self.states.entry(symbol.clone()).or_default();
            }
        }
        if self.states.len() > 4 * self.watched.len() + 256 {
            let watched = &self.watched;
            self.states.retain(|symbol, _| watched.contains(symbol));
        }
    }

    /// The symbols to ask for now, in the order of importance.
    #[must_use]
    pub fn due(&self, now: Timestamp) -> Vec<String> {
        if self.pause.is_some_and(|until| until > now) {
            return Vec::new();
        }
        self.watched
            .iter()
            .filter(|symbol| self.state(symbol).due.is_none_or(|due| due <= now))
            .cloned()
            .collect()
    }

    /// When [`Plan::due`] has something next; `None` while nothing is watched.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        let next = self
            .watched
            .iter()
            .map(|symbol| self.state(symbol).due.unwrap_or(Timestamp::MIN))
            .min()?;
        Some(self.pause.map_or(next, |until| until.max(next)))
    }

    /// The user wants prices now. A rate limit is obeyed all the same, and unknown symbols
    /// are tried once more.
    pub fn ask_now(&mut self, now: Timestamp) {
        for symbol in &self.watched {
            let state = self.states.entry(symbol.clone()).or_default();
            let soonest = state.asked.map(|asked| after(asked, FORCED_SECONDS));
            state.due = Some(soonest.map_or(now, |soonest| soonest.max(now)));
        }
    }

    /// Plans the next question for a symbol after an answer.
    pub fn record(&mut self, symbol: &str, answer: &Result<Quote, QuoteError>, now: Timestamp) {
        let mut state = self.state(symbol);
        state.asked = Some(now);
        match answer {
            Ok(quote) => {
                // One of several answers that came together may still have asked for a pause.
                if self.pause.is_none_or(|until| until <= now) {
                    self.pause = None;
                    self.failures = 0;
                }
                state.failures = 0;
                state.due = Some(next_poll(quote, now));
            }
            Err(QuoteError::UnknownSymbol { .. }) => {
                state.due = Some(after(now, UNKNOWN_SECONDS));
            }
            Err(QuoteError::NotData { .. } | QuoteError::Implausible { .. }) => {
                state.failures = state.failures.saturating_add(1);
                state.due = Some(after(now, pause_seconds(state.failures)));
            }
            Err(error) => {
                state.failures = state.failures.saturating_add(1);
                self.pause_provider(error, now);
                state.due = self.pause;
            }
        }
        self.states.insert(symbol.to_owned(), state);
    }

    /// What to show for a failure that was recorded.
    #[must_use]
    pub fn problem(&self, symbol: &str, error: &QuoteError, now: Timestamp) -> QuoteProblem {
        let state = self.state(symbol);
        if matches!(error, QuoteError::UnknownSymbol { .. }) {
            return QuoteProblem::UnknownSymbol;
        }
        let due = state.due.unwrap_or(now);
        QuoteProblem::Provider {
            reason: error.brief(),
            next_try: self.pause.map_or(due, |until| until.max(due)),
        }
    }

    fn state(&self, symbol: &str) -> SymbolState {
        self.states.get(symbol).copied().unwrap_or_default()
    }

    /// Answers to questions that were asked together count as one failure.
    fn pause_provider(&mut self, error: &QuoteError, now: Timestamp) {
        let asked = match error {
            QuoteError::RateLimited {
                retry_after_seconds,
                ..
            } => *retry_after_seconds,
            _ => None,
        };
        let is_new = self.pause.is_none_or(|until| until <= now);
        if is_new {
            self.failures = self.failures.saturating_add(1);
        }
        let seconds = match asked {
            Some(seconds) => seconds.clamp(1, LONGEST_RETRY_AFTER_SECONDS),
            None => pause_seconds(self.failures),
        };
        let until = after(now, seconds);
        self.pause = Some(self.pause.map_or(until, |paused| paused.max(until)));
    }
}

/// When to ask again after a good answer. A market that opens soon is asked at the opening.
fn next_poll(quote: &Quote, now: Timestamp) -> Timestamp {
    let seconds = match quote.session {
        Session::Open | Session::Unknown => OPEN_SECONDS,
        Session::Pre | Session::Post => EXTENDED_SECONDS,
        Session::Closed => CLOSED_SECONDS,
    };
    let next = after(now, seconds);
    match quote.next_open {
        Some(open) if open > now => next.min(open),
        _ => next,
    }
}

fn pause_seconds(failures: u32) -> i64 {
    let doubled = FIRST_PAUSE_SECONDS << failures.saturating_sub(1).min(8);
    doubled.min(LONGEST_PAUSE_SECONDS)
}

fn after(now: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(now.as_second().saturating_add(seconds)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_800_000_000;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(START + seconds).unwrap()
    }

    fn plan(symbols: &[&str]) -> Plan {
        let mut plan = Plan::default();
        plan.watch(
            &symbols
                .iter()
                .map(|&symbol| symbol.to_owned())
                .collect::<Vec<_>>(),
        );
        plan
    }

    fn quote(symbol: &str, session: Session) -> Result<Quote, QuoteError> {
        Ok(Quote {
            symbol: symbol.to_owned(),
            name: None,
            last: 5.0,
            previous_close: None,
            change_pct: None,
            high: None,
            low: None,
            currency: None,
            venue: None,
            decimals: 2,
            as_of: at(0),
            fetched_at: at(0),
            delay_minutes: None,
            session,
            next_open: None,
            series: Vec::new(),
            provider: "yahoo".to_owned(),
        })
    }

    fn limited(retry_after_seconds: Option<i64>) -> Result<Quote, QuoteError> {
        Err(QuoteError::RateLimited {
            provider: "yahoo".to_owned(),
            status: 429,
            retry_after_seconds,
        })
    }

    #[test]
    fn the_session_sets_the_pace() {
        for (session, seconds) in [
            (Session::Open, 15),
            (Session::Unknown, 15),
            (Session::Pre, 60),
            (Session::Post, 60),
            (Session::Closed, 900),
        ] {
            let mut plan = plan(&["A"]);
            assert_eq!(plan.due(at(0)), ["A"]);
            plan.record("A", &quote("A", session), at(0));
            assert!(plan.due(at(seconds - 1)).is_empty(), "{session:?}");
            assert_eq!(plan.due(at(seconds)), ["A"]);
            assert_eq!(plan.next_deadline(), Some(at(seconds)));
        }
    }

    #[test]
    fn a_closed_market_is_asked_when_it_opens() {
        let mut plan = plan(&["A"]);
        let mut answer = quote("A", Session::Closed).unwrap();
        answer.next_open = Some(at(100));
        plan.record("A", &Ok(answer), at(0));
        assert_eq!(plan.next_deadline(), Some(at(100)));
    }

    #[test]
    fn nothing_is_asked_while_hidden_and_nothing_early_after() {
        let mut plan = plan(&["A"]);
        plan.record("A", &quote("A", Session::Open), at(0));
        plan.watch(&[]);
        assert!(plan.due(at(500)).is_empty());
        assert_eq!(plan.next_deadline(), None);
        plan.watch(&["A".to_owned()]);
        assert!(plan.due(at(5)).is_empty());
        assert_eq!(plan.due(at(15)), ["A"]);
    }

    #[test]
    fn a_failing_provider_is_left_alone_longer_and_longer() {
        let mut plan = plan(&["A", "B"]);
        let mut now = 0;
        for pause in [15, 30, 60, 120, 240, 300, 300] {
            // Both symbols were asked together; that is one failure.
            plan.record("A", &limited(None), at(now));
            plan.record("B", &limited(None), at(now));
            assert_eq!(plan.next_deadline(), Some(at(now + pause)), "{pause}");
            assert!(plan.due(at(now + pause - 1)).is_empty());
            now += pause;
        }
        plan.record("A", &quote("A", Session::Open), at(now));
        assert_eq!(plan.due(at(now)), ["B"]);
    }

    #[test]
    fn retry_after_is_obeyed_even_when_the_user_insists() {
        let mut plan = plan(&["A", "B"]);
        let answer = limited(Some(400));
        plan.record("A", &answer, at(0));
        plan.ask_now(at(10));
        assert!(plan.due(at(399)).is_empty());
        assert_eq!(plan.due(at(400)), ["A", "B"]);
        let problem = plan.problem("A", &answer.unwrap_err(), at(0));
        let QuoteProblem::Provider { reason, next_try } = problem else {
            panic!("a rate limit is the provider's problem");
        };
        assert_eq!((reason.as_str(), next_try), ("429", at(400)));
    }

    #[test]
    fn a_good_answer_of_the_same_round_does_not_lift_a_rate_limit() {
        let mut plan = plan(&["A", "B"]);
        plan.record("A", &limited(Some(60)), at(0));
        plan.record("B", &quote("B", Session::Open), at(0));
        assert!(plan.due(at(59)).is_empty());
        assert_eq!(plan.due(at(60)), ["A", "B"]);
    }

    #[test]
    fn an_unknown_symbol_pauses_only_itself() {
        let mut plan = plan(&["A", "B"]);
        let unknown = QuoteError::UnknownSymbol {
            provider: "yahoo".to_owned(),
        };
        assert_eq!(
            plan.problem("A", &unknown, at(0)),
            QuoteProblem::UnknownSymbol
        );
        plan.record("A", &Err(unknown), at(0));
        assert_eq!(plan.due(at(3_600)), ["B"]);
        assert_eq!(plan.due(at(UNKNOWN_SECONDS)), ["A", "B"]);
    }

    #[test]
    fn a_repeated_key_does_not_flood() {
        let mut plan = plan(&["A"]);
        plan.record("A", &quote("A", Session::Closed), at(0));
        plan.ask_now(at(1));
        assert!(plan.due(at(1)).is_empty());
        assert_eq!(plan.due(at(2)), ["A"]);
    }
}
