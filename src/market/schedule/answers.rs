//! What an answer means for the plan: the quote is judged, a failure pauses the instrument or
//! its provider.

use jiff::Timestamp;

use super::host::Consequence;
use super::{Question, RECHECK_SECONDS, Schedule, Told, after, spread_over};
use crate::market::judge::{Judgement, judge};
use crate::market::provider::{Answers, QuoteError};
use crate::model::{InstrumentKey, Quote, QuoteProblem};

impl Schedule {
    /// Takes in what came of a question; returns what the interface is told.
    pub fn answered(
        &mut self,
        question: &Question,
        answer: Result<Answers, QuoteError>,
        now: Timestamp,
    ) -> Vec<Told> {
        let keys: Vec<InstrumentKey> = question
            .asked
            .iter()
            .map(|asked| asked.key.clone())
            .collect();
        self.hosts[question.provider].running =
            self.hosts[question.provider].running.saturating_sub(1);
        for key in &keys {
            if let Some(state) = self.instruments.get_mut(key) {
                state.is_running = false;
            }
        }
        let answers = match answer {
            Ok(answers) => answers,
            Err(QuoteError::Rejected { .. }) if keys.len() > 1 => {
                self.ask_alone(&keys, now);
                return Vec::new();
            }
            Err(error) => keys
                .iter()
                .map(|key| (key.clone(), Err(error.clone())))
                .collect(),
        };
        let mut told = Vec::new();
        let mut has_paused = false;
        for (key, answer) in answers {
            match answer {
                Ok(quote) => {
                    self.hosts[question.provider].succeeded(now);
                    told.extend(self.quoted(&key, quote, question.provider, now));
                }
                Err(error) => {
                    let (one, paused) = self.failed(&key, &error, question, now);
                    told.extend(one);
                    has_paused |= paused;
                }
            }
        }
        if has_paused {
            told.extend(self.left_alone(now));
        }
        told
    }

    /// A batch was rejected for the sake of one in it: each is asked in a request of its own.
    fn ask_alone(&mut self, keys: &[InstrumentKey], now: Timestamp) {
        for key in keys {
            if let Some(state) = self.instruments.get_mut(key) {
                state.alone = true;
                state.due = Some(now);
            }
        }
    }

    /// A quote is judged before it is shown.
    fn quoted(
        &mut self,
        key: &InstrumentKey,
        mut quote: Quote,
        provider: usize,
        now: Timestamp,
    ) -> Option<Told> {
        let shortest = self.interval(key, provider);
        let spread = self.spread(key, now);
        let state = self.instruments.get_mut(key)?;
        if quote.series.is_empty() {
            quote.series.clone_from(&state.series);
        }
        let questioned = state.questioned.take();
        match judge(&quote, state.believed.as_ref(), questioned) {
            Judgement::AskAgain => {
                state.questioned = Some(quote.last);
                state.due = Some(after(now, RECHECK_SECONDS));
                return None;
            }
            Judgement::Doubt => {
                quote.is_doubted = true;
                quote.change_pct = None;
                state.questioned = Some(quote.last);
                state.answered(&quote, shortest, now);
                if questioned.is_none() {
                    state.due = Some(after(now, RECHECK_SECONDS));
                }
            }
            Judgement::Accept => state.answered(&quote, shortest, now),
        }
        // A session that changes is asked exactly then, the rest a little apart.
        if let Some(due) = state.due
            && quote.hours.next_change(now) != Some(due)
        {
            state.due = Some(spread_over(now, due, spread));
        }
        Some((key.clone(), Ok(quote)))
    }

    /// What the interface is told, and whether the provider is left alone now.
    fn failed(
        &mut self,
        key: &InstrumentKey,
        error: &QuoteError,
        question: &Question,
        now: Timestamp,
    ) -> (Option<Told>, bool) {
        let provider = &mut self.hosts[question.provider];
        let consequence = provider.failed(error, std::slice::from_ref(key), question.host, now);
        let Some(state) = self.instruments.get_mut(key) else {
            return (None, false);
        };
        match consequence {
            Consequence::OtherHost => {
                state.due = Some(now);
                (None, false)
            }
            Consequence::Instrument => {
                state.failed(error, question.provider, now);
                let problem = state.problem.clone();
                (problem.map(|problem| (key.clone(), Err(problem))), false)
            }
            Consequence::Provider => {
                // The next provider of the chain is asked at once, else this one after its pause.
                state.due = Some(now);
                (None, true)
            }
        }
    }

    /// What is told of instruments whose providers are all left alone.
    pub(super) fn left_alone(&mut self, now: Timestamp) -> Vec<Told> {
        let mut told = Vec::new();
        for key in &self.watched {
            let Some(state) = self.instruments.get_mut(key) else {
                continue;
            };
            let hosts = &self.hosts;
            let pauses: Option<Vec<(Timestamp, &str)>> = state
                .open_routes(now)
                .map(|route| {
                    let host = &hosts[route.provider];
                    Some((host.paused_until(now)?, host.reason()))
                })
                .collect();
            let Some((next_try, reason)) = pauses.and_then(|pauses| pauses.into_iter().min())
            else {
                continue;
            };
            let problem = QuoteProblem::Provider {
                reason: reason.to_owned(),
                next_try,
            };
            if state.problem.as_ref() != Some(&problem) {
                state.problem = Some(problem.clone());
                told.push((key.clone(), Err(problem)));
            }
        }
        told
    }
}
