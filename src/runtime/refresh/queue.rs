//! What has arrived and waits for the disk.
//!
//! Every transaction waits for the disk, so what arrives while one is written shares the next
//! (group commit). States without headlines ("not modified", failures) wait a little, to share
//! one. A transaction is bounded, since the user's own writes stand in line behind it.

use std::pin::Pin;
use std::time::{Duration, Instant};

use super::job::Done;
use super::workers::Workers;
use crate::runtime::clock;
use crate::store::{self, Arrival, Changes, Plan, Store, StoreError};

/// States that are stored together at least, unless they have waited long.
const BATCH: usize = 64;
/// No state waits longer than this.
const BATCH_TIME: Duration = Duration::from_secs(1);
/// Bytes of feeds in one transaction, whose texts are held until it is written; one feed may have
/// more.
const BATCH_BYTES: u64 = 1 << 19;

/// A source that was asked, and what came of storing it.
pub(super) struct Stored {
    pub done: Done,
    /// How many of its headlines are new.
    pub new: Result<usize, StoreError>,
}

type Storing<'a> = Pin<Box<dyn Future<Output = Vec<Stored>> + Send + 'a>>;

pub(super) struct Queue<'a> {
    store: &'a store::Handle,
    workers: &'a Workers,
    waiting: Vec<Done>,
    since: Instant,
    storing: Option<Storing<'a>>,
}

impl<'a> Queue<'a> {
    pub(super) fn new(store: &'a store::Handle, workers: &'a Workers) -> Self {
        Self {
            store,
            workers,
            waiting: Vec::new(),
            since: Instant::now(),
            storing: None,
        }
    }

    pub(super) fn add(&mut self, arrived: impl IntoIterator<Item = Done>) {
        if self.waiting.is_empty() {
            self.since = Instant::now();
        }
        self.waiting.extend(arrived);
    }

    pub(super) fn is_storing(&self) -> bool {
        self.storing.is_some()
    }

    /// Waits for the transaction that is being written; for ever if there is none. Dropping the
    /// future loses nothing.
    pub(super) async fn stored(&mut self) -> Vec<Stored> {
        let Some(storing) = &mut self.storing else {
            return std::future::pending().await;
        };
        let stored = storing.await;
        self.storing = None;
        stored
    }

    /// Begins the next transaction if it is time for one.
    pub(super) fn go_on(&mut self, is_last: bool) {
        if self.storing.is_some() || self.waiting.is_empty() {
            return;
        }
        let is_time = is_last
            || self.waiting.len() >= BATCH
            || self.since.elapsed() >= BATCH_TIME
            || self.waiting.iter().any(|done| done.arrival.feed.is_some());
        if is_time {
            let batch = self.next_batch();
            self.storing = Some(Box::pin(store_all(self.store, self.workers, batch)));
        }
    }

    /// As many as fit into one transaction, in the order in which they came.
    fn next_batch(&mut self) -> Vec<Done> {
        let mut bytes = 0;
        let fits = |done: &&Done| {
            let size = done.arrival.feed.as_ref().and(done.arrival.state.bytes);
            let is_first = bytes == 0;
            bytes += size.unwrap_or(0);
            is_first || bytes <= BATCH_BYTES
        };
        let count = self.waiting.iter().take_while(fits).count();
        self.waiting.drain(..count.max(1)).collect()
    }
}

/// Looks what of a batch is news to the store, reads the texts of that on a thread of no
/// database, and writes.
async fn store_all(store: &store::Handle, workers: &Workers, mut batch: Vec<Done>) -> Vec<Stored> {
    let arrivals: Vec<Arrival> = batch
        .iter_mut()
        .map(|done| take(&mut done.arrival))
        .collect();
    let planned = store.call(move |store| (store.plan(&arrivals), arrivals));
    let (plan, arrivals) = planned.await;
    let prepared = workers.run(move || {
        if let Ok(plan) = &plan {
            plan.prepare(&arrivals);
        }
        (plan, arrivals)
    });
    let (plan, arrivals) = match prepared.await {
        Ok(prepared) => prepared,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    let now = clock::now();
    let outcomes = store.call(move |store| apply(store, &arrivals, plan, now));
    let each = batch.into_iter().zip(outcomes.await);
    each.map(|(done, outcome)| Stored {
        done,
        new: outcome.map(|changes| changes.new.len()),
    })
    .collect()
}

/// The arrival itself; what stays behind is not looked at again.
fn take(arrival: &mut Arrival) -> Arrival {
    Arrival {
        source: arrival.source,
        feed: arrival.feed.take(),
        state: std::mem::take(&mut arrival.state),
    }
}

/// One that cannot be stored must not take the others with it.
fn apply(
    store: &mut Store,
    arrivals: &[Arrival],
    plan: Result<Plan, StoreError>,
    now: jiff::Timestamp,
) -> Vec<Result<Changes, StoreError>> {
    let gone = |arrival: &Arrival| StoreError::MissingSource(arrival.source);
    if let Ok(all) = plan.and_then(|plan| store.apply_all(arrivals, &plan, now)) {
        let each = all.into_iter().zip(arrivals);
        return each
            .map(|(changes, arrival)| changes.ok_or_else(|| gone(arrival)))
            .collect();
    }
    arrivals.iter().map(|one| store.apply(one, now)).collect()
}
