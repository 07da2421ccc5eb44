//! What an answer means for the plan: the quote is judged, a failure pauses the instrument or
//! its provider.

use jiff::Timestamp;

use super::host::Consequence;
use super::host::after;
use super::instrument::NextPoll;
use super::{Question, RECHECK_SECONDS, Schedule, Told, spread_over};
use crate::market::judge::{Judgement, doubt, judge, tidy};
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
        let keys = question.keys();
        self.hosts[question.provider].returned();
        for key in &keys {
            if let Some(state) = self.instruments.get_mut(key) {
                state.is_running = false;
            }
        }
        match answer {
            Ok(answers) => self.take(question, answers, now),
            Err(QuoteError::Rejected { .. }) if keys.len() > 1 => {
                self.ask_alone(&keys, now);
                Vec::new()
            }
            Err(error) => self.failed(&keys, &error, question, now),
        }
    }

    fn take(&mut self, question: &Question, answers: Answers, now: Timestamp) -> Vec<Told> {
        let mut told = Vec::new();
        let mut missing = question.keys();
        for (key, answer) in answers {
            missing.retain(|other| *other != key);
            match answer {
                Ok(quote) => {
                    self.hosts[question.provider].succeeded(now);
                    told.extend(self.quoted(&key, quote, question.provider, now));
                }
                Err(error) => {
                    told.extend(self.failed(std::slice::from_ref(&key), &error, question, now));
                }
            }
        }
        // Who is silent about one of several does not know it.
        let unknown = QuoteError::UnknownSymbol {
            provider: self.hosts[question.provider].id.clone(),
        };
        for key in missing {
            told.extend(self.failed(&[key], &unknown, question, now));
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
        let better = self.first_choice_back(key, provider, now);
        let state = self.instruments.get_mut(key)?;
        tidy(&mut quote);
        if quote.series.is_empty() {
            quote.series.clone_from(&state.series);
        }
        let questioned = state.questioned.take();
        let next = match judge(&quote, state.believed.as_ref(), questioned) {
            Judgement::AskAgain => {
                state.questioned = Some(quote.last);
                state.due = Some(after(now, RECHECK_SECONDS));
                return None;
            }
            Judgement::Doubt => {
                doubt(&mut quote);
                state.questioned = Some(quote.last);
                let next = state.answered(&quote, shortest, now);
                match questioned {
                    Some(_) => next,
                    None => NextPoll {
                        seconds: RECHECK_SECONDS,
                        is_exact: false,
                    },
                }
            }
            Judgement::Accept => state.answered(&quote, shortest, now),
        };
        let mut due = after(now, next.seconds);
        // A session that changes is asked exactly then, the rest a little apart.
        if !next.is_exact {
            due = spread_over(now, due, spread);
        }
        state.due = Some(better.map_or(due, |better| due.min(better)));
        Some((key.clone(), Ok(quote)))
    }

    /// When a provider that comes before this one in the chain can be asked again.
    fn first_choice_back(
        &self,
        key: &InstrumentKey,
        provider: usize,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let state = self.instruments.get(key)?;
        let routes = state.routes.iter().zip(&state.unknown_until);
        let better = routes.take_while(|(route, _)| route.provider != provider);
        let backs = better.filter_map(|(route, unknown)| {
            let pause = self.hosts[route.provider].paused_until(now);
            [pause, *unknown].into_iter().flatten().max()
        });
        backs.filter(|back| *back > now).min()
    }

    /// A failure that concerns these instruments, or the provider of all; returns what the
    /// interface is told.
    fn failed(
        &mut self,
        keys: &[InstrumentKey],
        error: &QuoteError,
        question: &Question,
        now: Timestamp,
    ) -> Vec<Told> {
        let provider = &mut self.hosts[question.provider];
        let consequence = provider.failed(error, keys, question.host, now);
        let mut told = Vec::new();
        for key in keys {
            let Some(state) = self.instruments.get_mut(key) else {
                continue;
            };
            if consequence != Consequence::Instrument {
                // Another address, or the next provider of the chain, is asked at once; without
                // one the pause decides.
                state.due = Some(now);
                continue;
            }
            state.failed(error, question.provider, now);
            let is_asked_elsewhere = state.open_routes(now).next().is_some();
            if let Some(problem) = state.problem.clone().filter(|_| !is_asked_elsewhere) {
                told.push((key.clone(), Err(problem)));
            }
        }
        told.extend(self.left_alone(now));
        told
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
            // A row that has a reason of its own keeps it.
            let is_own = !matches!(state.problem, None | Some(QuoteProblem::Provider { .. }));
            if !is_own && state.problem.as_ref() != Some(&problem) {
                state.problem = Some(problem.clone());
                told.push((key.clone(), Err(problem)));
            }
        }
        told
    }
}
