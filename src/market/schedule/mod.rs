//! When to ask which provider for which instrument.
//!
//! Polite and pure: nothing is asked that nobody sees, a closed market is asked four times an
//! hour, each provider has a budget of requests, and one that fails is left alone for longer
//! each time. A failure that concerns one instrument pauses only that; what concerns the
//! provider as a whole stops the round at once, because the next instrument would meet the
//! same answer, and the next provider of the chain takes over where there is one.

mod answers;
mod host;
mod instrument;
mod series;

pub use instrument::{
    CLOSED_SECONDS, DAILY_SECONDS, EXTENDED_SECONDS, LOST_SECONDS, OPEN_SECONDS, RECHECK_SECONDS,
    Route, SERIES_SECONDS, UNKNOWN_SECONDS, UNTRADED_SECONDS,
};

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use jiff::Timestamp;

use super::provider::{Asked, Capabilities};
use crate::hash::Fnv;
use crate::model::{InstrumentKey, ProviderTrouble, Quote, QuoteProblem};
use host::{HostState, after};
use instrument::InstrumentState;

/// Shortest time between two questions that the user forces.
const FORCED_SECONDS: i64 = 2;
/// Questions are spread over this part of their interval, so that they do not come together.
const JITTER: f64 = 0.2;
/// Most instruments that are shown first and asked in their full rhythm.
const FIRST: usize = 8;
/// Instruments whose state is kept beyond those that are shown.
const KEPT: usize = 512;

/// One request to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The number of the provider.
    pub(crate) provider: usize,
    /// The number of its address.
    pub(crate) host: usize,
    /// What is asked for.
    pub asked: Vec<Asked>,
    /// The day's line is asked for, not the price.
    pub(crate) is_series: bool,
}

impl Question {
    fn keys(&self) -> Vec<InstrumentKey> {
        self.asked.iter().map(|asked| asked.key.clone()).collect()
    }
}

/// What the interface is told of an instrument.
pub(crate) type Told = (InstrumentKey, Result<Quote, QuoteProblem>);

/// The plan of all providers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Schedule {
    hosts: Vec<HostState>,
    /// What is shown, the most important first.
    watched: Vec<InstrumentKey>,
    instruments: HashMap<InstrumentKey, InstrumentState>,
    /// Spreads the questions; another one in each run.
    seed: u64,
}

impl Schedule {
    /// A plan for providers, each with its id. `seed` spreads the questions.
    #[must_use]
    pub fn new<'a>(
        providers: impl IntoIterator<Item = (&'a str, &'a Capabilities)>,
        seed: u64,
    ) -> Self {
        let hosts = providers
            .into_iter()
            .map(|(id, capabilities)| HostState::new(id, capabilities));
        Self {
            hosts: hosts.collect(),
            seed,
            ..Self::default()
        }
    }

    /// These instruments are shown now, the most important first; none when the ticker is
    /// hidden. What is known of the others is kept, so that hiding and showing asks for
    /// nothing early. Returns what is known already of those that nobody can be asked for.
    pub fn watch(&mut self, wanted: &[(InstrumentKey, Vec<Route>)], now: Timestamp) -> Vec<Told> {
        self.watched.clear();
        let mut told = Vec::new();
        for (key, routes) in wanted {
            if self.watched.contains(key) {
                continue;
            }
            self.watched.push(key.clone());
            let state = self.instruments.entry(key.clone()).or_default();
            state.set_routes(routes);
            if routes.is_empty() {
                told.push((key.clone(), Err(QuoteProblem::NotQuoted)));
            }
        }
        told.extend(self.left_alone(now));
        if self.instruments.len() > self.watched.len() + KEPT {
            let watched = &self.watched;
            self.instruments
                .retain(|key, state| state.is_running || watched.contains(key));
        }
        told
    }

    /// Quotes of an earlier run: these instruments are known to somebody.
    pub(crate) fn remember(&mut self, quotes: &[Quote]) {
        for quote in quotes {
            if let Some(state) = self.instruments.get_mut(&quote.key) {
                state.remember(quote);
            }
        }
    }

    /// The requests to send now; each counts as sent.
    pub fn next(&mut self, now: Timestamp) -> Vec<Question> {
        let mut questions = Vec::new();
        let mut is_full = vec![false; self.hosts.len()];
        for key in self.due(now) {
            let Some(provider) = self.provider_of(&key, now) else {
                continue;
            };
            if is_full[provider] || self.state(&key).is_some_and(|state| state.is_running) {
                continue;
            }
            let Some(host) = self.hosts[provider].take(now) else {
                is_full[provider] = true;
                continue;
            };
            let asked = self.batch(key, provider, now);
            for one in &asked {
                if let Some(state) = self.instruments.get_mut(&one.key) {
                    state.is_running = true;
                    state.asked = Some(now);
                }
            }
            questions.push(Question {
                provider,
                host,
                asked,
                is_series: false,
            });
        }
        questions.extend(self.next_series(now));
        questions
    }

    /// When [`Schedule::next`] has something next; `None` while nothing is to be asked.
    #[must_use]
    pub fn next_deadline(&self, now: Timestamp) -> Option<Timestamp> {
        let waiting = self.watched.iter().filter_map(|key| {
            let state = self.state(key)?;
            if state.is_running {
                return None;
            }
            let later = |room: Timestamp| state.due.map_or(room, |due| room.max(due));
            // The one that is asked next may be full; the others of the chain do not help it out.
            if let Some(provider) = self.provider_of(key, now) {
                return self.hosts[provider].next_room(now).map(later);
            }
            let rooms = state.routes.iter().zip(&state.unknown_until);
            let room = rooms
                .filter_map(|(route, unknown)| {
                    let room = self.hosts[route.provider].next_room(now)?;
                    Some(unknown.map_or(room, |unknown| room.max(unknown)))
                })
                .min()?;
            Some(later(room))
        });
        waiting.chain(self.next_series_deadline(now)).min()
    }

    /// The user wants prices now. A provider that is left alone is not asked all the same;
    /// unknown symbols are tried once more.
    pub(crate) fn ask_now(&mut self, now: Timestamp) {
        for key in &self.watched {
            if let Some(state) = self.instruments.get_mut(key) {
                let soonest = state.asked.map(|asked| after(asked, FORCED_SECONDS));
                state.due = Some(soonest.map_or(now, |soonest| soonest.max(now)));
                state.unknown_until.fill(None);
            }
        }
    }

    /// The providers that are left alone now.
    #[must_use]
    pub fn troubles(&self, now: Timestamp) -> Vec<ProviderTrouble> {
        let paused = self.hosts.iter().filter_map(|host| {
            Some(ProviderTrouble {
                provider: host.id.clone(),
                reason: host.reason().to_owned(),
                next_try: host.paused_until(now)?,
            })
        });
        paused.collect()
    }

    fn state(&self, key: &InstrumentKey) -> Option<&InstrumentState> {
        self.instruments.get(key)
    }

    /// What is due: never asked first, then by importance among the first, then what has
    /// waited longest.
    fn due(&self, now: Timestamp) -> Vec<InstrumentKey> {
        let mut due: Vec<(bool, usize, i64, &InstrumentKey)> = Vec::new();
        for (place, key) in self.watched.iter().enumerate() {
            let Some(state) = self.state(key).filter(|state| state.is_due(now)) else {
                continue;
            };
            let since = state.due.map_or(0, Timestamp::as_second);
            due.push((state.asked.is_some(), place.min(FIRST), since, key));
        }
        due.sort_by_key(|(has_been, place, since, _)| (*has_been, *place, *since));
        due.into_iter().map(|(.., key)| key.clone()).collect()
    }

    /// The first provider of the chain that can be asked.
    fn provider_of(&self, key: &InstrumentKey, now: Timestamp) -> Option<usize> {
        let state = self.state(key)?;
        let mut open = state.open_routes(now).map(|route| route.provider);
        open.find(|provider| self.hosts[*provider].paused_until(now).is_none())
    }

    /// The instrument, and others that are due and fit into the same request.
    fn batch(&self, key: InstrumentKey, provider: usize, now: Timestamp) -> Vec<Asked> {
        let most = self.hosts[provider].capabilities.batch.max(1);
        let is_alone = self.state(&key).is_some_and(|state| state.alone);
        let mut keys = vec![key];
        if !is_alone && most > 1 {
            let others = self.watched.iter().filter(|other| {
                **other != keys[0]
                    && self.provider_of(other, now) == Some(provider)
                    && self
                        .state(other)
                        .is_some_and(|state| !state.alone && state.is_nearly_due(now))
            });
            let others: Vec<&InstrumentKey> = others.take(most - 1).collect();
            keys.extend(others.into_iter().cloned());
        }
        let asked = keys.into_iter();
        asked.filter_map(|key| self.asked(key, provider)).collect()
    }

    /// The instrument in the notation of a provider that serves it.
    fn asked(&self, key: InstrumentKey, provider: usize) -> Option<Asked> {
        let routes = &self.state(&key)?.routes;
        let route = routes.iter().find(|route| route.provider == provider)?;
        Some(Asked {
            symbol: route.symbol.clone(),
            key,
        })
    }

    /// Seconds between two questions for an instrument, so that all that are shown fit into the
    /// provider's budget. The first ones may have half of it.
    fn interval(&self, key: &InstrumentKey, provider: usize) -> i64 {
        let capabilities = &self.hosts[provider].capabilities;
        let is_of = |key: &&InstrumentKey| {
            let first = self.state(key).and_then(|state| state.routes.first());
            first.is_some_and(|route| route.provider == provider)
        };
        let all = self.watched.iter().filter(is_of).count();
        let requests = all.div_ceil(capabilities.batch.max(1));
        let place = self
            .watched
            .iter()
            .filter(is_of)
            .position(|other| other == key);
        let is_first = place.is_some_and(|place| place < FIRST);
        let share = match (all > FIRST, is_first) {
            (false, _) => requests,
            (true, true) => 2 * FIRST.min(requests),
            (true, false) => 2 * requests.saturating_sub(FIRST),
        };
        let per_minute = usize::try_from(capabilities.per_minute.max(1)).unwrap_or(1);
        let seconds = (share * 60).div_ceil(per_minute);
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        seconds.max(capabilities.shortest_interval)
    }

    /// A number from 0 to 1 that differs from instrument to instrument and from time to time.
    fn spread(&self, key: &InstrumentKey, now: Timestamp) -> f64 {
        let mut hasher = Fnv::default();
        (self.seed, key, now.as_second()).hash(&mut hasher);
        #[allow(clippy::cast_precision_loss)] // sixteen bits
        let spread = (hasher.finish() & 0xFFFF) as f64 / 65_536.0;
        spread
    }
}

/// The moment, put off by a part of the time until then.
fn spread_over(now: Timestamp, due: Timestamp, spread: f64) -> Timestamp {
    let wait = due.as_millisecond().saturating_sub(now.as_millisecond());
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // hours at most
    let longer = (wait as f64 * JITTER * spread) as i64;
    Timestamp::from_millisecond(due.as_millisecond().saturating_add(longer)).unwrap_or(due)
}

#[cfg(test)]
mod tests;
