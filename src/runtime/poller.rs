//! Quotes behind the interface: one task that asks for what the ticker shows, when it is due.
//!
//! Each answer is passed on as it comes: a provider that hangs for one instrument delays no
//! other. What was answered is kept for the next start, some seconds later, and shown then
//! until there is something newer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::Timestamp;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use super::providers::Providers;
use super::{clock, quote_once, quotes};
use crate::app::Event;
use crate::app::views::ticker::state::Ticker;
use crate::config::{self, Config};
use crate::market::schedule::{Question, Schedule, Told};
use crate::model::{InstrumentKey, ProviderTrouble, Quote, QuoteProblem};
use crate::net::Client;
use crate::store::Handle;

/// Before the first quotes are kept, and between two times after.
const KEEP_FIRST: Duration = Duration::from_secs(5);
const KEEP_EVERY: Duration = Duration::from_secs(60);

/// What the interface wants of the task.
#[derive(Debug)]
pub(super) enum Order {
    /// These instruments are shown now, the most important first.
    Watch(Vec<InstrumentKey>),
    /// The user wants prices now.
    AskNow,
    /// The program ends: what is known is kept, and then this is told.
    Keep(oneshot::Sender<()>),
}

/// The ticker as the configuration has it.
#[must_use]
pub(super) fn ticker(config: &Config) -> Ticker {
    Ticker::new(config.ticker.groups.clone(), config.ticker.flash)
}

/// Starts the task and returns where to tell it what is shown; without a provider nobody is
/// asked, and what is shown is what was kept.
#[must_use]
pub(super) fn start(
    client: Arc<Client>,
    store: Arc<Handle>,
    config: &Config,
    events: UnboundedSender<Event>,
) -> UnboundedSender<Order> {
    let (sender, orders) = unbounded_channel();
    let config = config.providers.clone();
    let poller = Poller {
        client,
        store,
        providers: Arc::default(),
        schedule: Schedule::default(),
        events,
        told_troubles: Vec::new(),
        watched: Vec::new(),
        searched: HashSet::new(),
        found: HashMap::new(),
        read: HashSet::new(),
        to_keep: HashMap::new(),
        keep_at: None,
        has_kept: false,
    };
    tokio::spawn(poller.begin(config, orders));
    sender
}

struct Poller {
    client: Arc<Client>,
    store: Arc<Handle>,
    providers: Arc<Providers>,
    /// Goes by a clock that nobody sets: prices come in their rhythm whatever happens to the
    /// one on the wall.
    schedule: Schedule,
    events: UnboundedSender<Event>,
    told_troubles: Vec<ProviderTrouble>,
    /// What is shown.
    watched: Vec<InstrumentKey>,
    /// ISINs that were searched for, and the instruments that were found.
    searched: HashSet<InstrumentKey>,
    found: HashMap<InstrumentKey, Option<InstrumentKey>>,
    /// Whose kept quotes have been read.
    read: HashSet<InstrumentKey>,
    to_keep: HashMap<InstrumentKey, Quote>,
    keep_at: Option<Timestamp>,
    has_kept: bool,
}

impl Poller {
    /// A key that a provider of the user's wants may be asked for at a command, which takes its
    /// time: what was kept is shown meanwhile.
    async fn begin(mut self, config: config::Providers, mut orders: UnboundedReceiver<Order>) {
        let mut watched = None;
        let mut found = std::pin::pin!(Providers::of(&config));
        let providers = loop {
            tokio::select! {
                biased;
                providers = &mut found => break providers,
                order = orders.recv() => match order {
                    Some(Order::Watch(keys)) => {
                        self.show_kept(keys.clone()).await;
                        watched = Some(keys);
                    }
                    Some(Order::AskNow) => {}
                    Some(Order::Keep(done)) => drop(done.send(())),
                    None => return,
                },
            }
        };
        for problem in providers.problems() {
            drop(self.events.send(Event::Failed(problem.clone())));
        }
        self.schedule = providers.schedule();
        self.providers = Arc::new(providers);
        if let Some(keys) = watched {
            self.obey(Order::Watch(keys)).await;
        }
        self.run(orders).await;
    }

    async fn run(mut self, mut orders: UnboundedReceiver<Order>) {
        let mut running = FuturesUnordered::new();
        let mut searches = FuturesUnordered::new();
        loop {
            for key in self.next_searches() {
                searches.push(search(self.client.clone(), self.providers.clone(), key));
            }
            let now = clock::steady();
            for question in self.schedule.next(now) {
                running.push(ask(self.client.clone(), self.providers.clone(), question));
            }
            let next = self.next_deadline(now);
            tokio::select! {
                order = orders.recv() => match order {
                    Some(order) => self.obey(order).await,
                    None => return self.keep().await,
                },
                Some((question, answer)) = running.next() => {
                    let told = answer.record(&mut self.schedule, &question, clock::steady());
                    self.tell(told);
                }
                Some((key, found)) = searches.next() => {
                    self.found.insert(key, found);
                    self.watch();
                }
                () = clock::until(next) => {}
            }
            if self.keep_at.is_some_and(|at| at <= clock::steady()) {
                self.keep().await;
            }
            if self.events.is_closed() {
                return;
            }
        }
    }

    async fn obey(&mut self, order: Order) {
        match order {
            Order::AskNow => {
                let found = &self.found;
                self.searched
                    .retain(|key| found.get(key).is_none_or(Option::is_some));
                self.schedule.ask_now(clock::steady());
            }
            Order::Keep(done) => {
                self.keep().await;
                // Who does not wait any more does not want to know.
                let _ = done.send(());
            }
            Order::Watch(keys) => {
                self.watched.clone_from(&keys);
                self.watch();
                self.show_kept(keys).await;
            }
        }
    }

    /// Tells the plan what is shown.
    fn watch(&mut self) {
        let routes = |key: &InstrumentKey| match self.found.get(key) {
            Some(Some(found)) => self.providers.routes(found),
            _ => self.providers.routes(key),
        };
        let wanted: Vec<_> = self
            .watched
            .iter()
            .map(|key| (key.clone(), routes(key)))
            .collect();
        let mut told = self.schedule.watch(&wanted, clock::steady());
        // That there is nothing is known only after the search.
        told.retain(|(key, _)| {
            self.found.contains_key(key) || !quote_once::is_searched(&self.providers, key)
        });
        self.tell(told);
    }

    /// The ISINs that nobody serves by themselves, each once.
    fn next_searches(&mut self) -> Vec<InstrumentKey> {
        let new: Vec<InstrumentKey> = self
            .watched
            .iter()
            .filter(|key| quote_once::is_searched(&self.providers, key))
            .filter(|key| !self.searched.contains(*key))
            .cloned()
            .collect();
        self.searched.extend(new.iter().cloned());
        new
    }

    /// What was known of instruments that were not shown before in this run.
    async fn show_kept(&mut self, keys: Vec<InstrumentKey>) {
        let new: Vec<InstrumentKey> = keys
            .into_iter()
            .filter(|key| self.read.insert(key.clone()))
            .collect();
        if new.is_empty() {
            return;
        }
        let kept = self.store.call(move |store| store.quotes(&new)).await;
        match kept {
            Ok(kept) if kept.is_empty() => {}
            Ok(kept) => {
                self.schedule.remember(&kept);
                drop(self.events.send(Event::KeptQuotes(kept)));
            }
            Err(error) => tracing::debug!(%error, "kept quotes cannot be read"),
        }
    }

    fn tell(&mut self, told: Vec<Told>) {
        let now = clock::steady();
        let mut answers = Vec::with_capacity(told.len());
        for (key, answer) in told {
            if let Ok(quote) = &answer {
                self.to_keep.insert(key.clone(), quote.clone());
                let pause = if self.has_kept {
                    KEEP_EVERY
                } else {
                    KEEP_FIRST
                };
                self.keep_at = self.keep_at.or(now.saturating_add(pause).ok());
            }
            answers.push((key, answer.map_err(on_the_wall)));
        }
        let troubles = self.schedule.troubles(now);
        let is_new = troubles != self.told_troubles;
        self.told_troubles.clone_from(&troubles);
        if answers.is_empty() && !is_new {
            return;
        }
        let troubles = troubles.into_iter().map(|trouble| ProviderTrouble {
            next_try: wall(trouble.next_try),
            ..trouble
        });
        drop(self.events.send(Event::Quotes {
            answers,
            troubles: troubles.collect(),
        }));
    }

    async fn keep(&mut self) {
        self.keep_at = None;
        self.has_kept = true;
        let quotes: Vec<Quote> = self.to_keep.drain().map(|(_, quote)| quote).collect();
        if quotes.is_empty() {
            return;
        }
        let now = clock::now();
        let kept = self
            .store
            .call(move |store| store.keep_quotes(&quotes, now))
            .await;
        if let Err(error) = kept {
            tracing::debug!(%error, "quotes cannot be kept");
        }
    }

    fn next_deadline(&self, now: Timestamp) -> Option<Timestamp> {
        [self.schedule.next_deadline(now), self.keep_at]
            .into_iter()
            .flatten()
            .min()
    }
}

async fn ask(
    client: Arc<Client>,
    providers: Arc<Providers>,
    question: Question,
) -> (Question, quotes::QuoteAnswer) {
    let provider = providers.all()[question.provider].as_ref();
    let answer = quotes::answer(&client, provider, &question).await;
    (question, answer)
}

async fn search(
    client: Arc<Client>,
    providers: Arc<Providers>,
    key: InstrumentKey,
) -> (InstrumentKey, Option<InstrumentKey>) {
    let found = quote_once::served(&client, &providers, &key).await;
    (key, found.ok())
}

/// A moment of the plan by the clock that the user sees.
fn wall(steady: Timestamp) -> Timestamp {
    let wait = steady.duration_since(clock::steady());
    clock::now().saturating_add(wait).unwrap_or(steady)
}

fn on_the_wall(mut problem: QuoteProblem) -> QuoteProblem {
    if let QuoteProblem::Provider { next_try, .. } | QuoteProblem::Instrument { next_try, .. } =
        &mut problem
    {
        *next_try = wall(*next_try);
    }
    problem
}
