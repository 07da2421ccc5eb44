//! The day's line of providers that do not send it with the price: asked for now and then,
//! with what the budget has left, and shown with the next price.

use jiff::Timestamp;

use super::host::after;
use super::{Question, SERIES_SECONDS, Schedule, Told};
use crate::market::provider::QuoteError;
use crate::model::{InstrumentKey, Series};

impl Schedule {
    /// The requests for lines to send now; each counts as sent.
    pub(super) fn next_series(&mut self, now: Timestamp) -> Vec<Question> {
        let mut questions = Vec::new();
        for (key, provider) in self.without_line(now) {
            let Some(host) = self.hosts[provider].take(now) else {
                continue;
            };
            if let Some(state) = self.instruments.get_mut(&key) {
                state.series_due = Some(after(now, SERIES_SECONDS));
            }
            questions.push(Question {
                provider,
                host,
                asked: self.asked(key, provider).into_iter().collect(),
                is_series: true,
            });
        }
        questions
    }

    pub(super) fn next_series_deadline(&self, now: Timestamp) -> Option<Timestamp> {
        let lines = self.watched.iter().filter_map(|key| {
            let provider = self.provider_of_line(key, now)?;
            let room = self.hosts[provider].next_room(now)?;
            let due = self.instruments.get(key)?.series_due;
            Some(due.map_or(room, |due| room.max(due)))
        });
        lines.min()
    }

    /// Takes in a line, or that there is none: it is asked for again in some minutes. Returns what
    /// the interface is told.
    pub(crate) fn answered_series(
        &mut self,
        question: &Question,
        answer: Result<Series, QuoteError>,
        now: Timestamp,
    ) -> Vec<Told> {
        let host = &mut self.hosts[question.provider];
        host.returned();
        let keys = question.keys();
        match answer {
            Ok(series) => {
                host.succeeded(now);
                for key in &keys {
                    if let Some(state) = self.instruments.get_mut(key) {
                        state.series.clone_from(&series);
                    }
                }
            }
            Err(error) => drop(host.failed(&error, &keys, question.host, now)),
        }
        self.left_alone(now)
    }

    /// The instruments whose line is due, with the provider that is asked for them at present.
    fn without_line(&self, now: Timestamp) -> Vec<(InstrumentKey, usize)> {
        let due = self.watched.iter().filter_map(|key| {
            let provider = self.provider_of_line(key, now)?;
            let due = self.instruments.get(key)?.series_due;
            due.is_none_or(|due| due <= now)
                .then(|| (key.clone(), provider))
        });
        due.collect()
    }

    fn provider_of_line(&self, key: &InstrumentKey, now: Timestamp) -> Option<usize> {
        let provider = self.provider_of(key, now)?;
        let state = self.instruments.get(key)?;
        let is_apart = self.hosts[provider].capabilities.has_series_request;
        // A line without a price is of no use.
        (is_apart && state.has_answered).then_some(provider)
    }
}
