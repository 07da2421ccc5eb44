//! What the user did, stored in the order in which he did it.
//!
//! A change is tried at once, so that what is read next knows it. When another program has
//! locked the database, the change and all that follow wait here and are tried again, and the
//! thread of the database stays free for reading meanwhile.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

use crate::app::Event;
use crate::store::{Handle, Store, StoreError};

/// Between two tries while another program has locked the database.
const PAUSE: Duration = Duration::from_millis(250);

/// A write to the database; it may be tried several times.
pub(super) type Write<T> = Arc<dyn Fn(&mut Store) -> Result<T, StoreError> + Send + Sync>;

/// Makes a change, again and again while another program has locked the database. `wait` is
/// called before the first pause.
///
/// # Errors
/// What stands in the way, if it is not such a lock.
pub(super) async fn insist<T: Send + 'static>(
    store: &Handle,
    write: Write<T>,
    mut wait: impl FnMut(&StoreError),
) -> Result<T, StoreError> {
    let mut is_told = false;
    loop {
        let again = write.clone();
        match store.call(move |store| again(store)).await {
            Err(error) if error.is_lock() => {
                if !is_told {
                    wait(&error);
                }
                is_told = true;
                tokio::time::sleep(PAUSE).await;
            }
            outcome => return outcome,
        }
    }
}

/// How far the user's changes have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct State {
    /// Not stored yet.
    all: usize,
    /// Of these, how many the next frame would show.
    shown: usize,
    /// Another program has locked the database.
    is_locked: bool,
}

/// What one try came to.
enum Tried {
    Stored,
    Failed(StoreError),
    Locked(StoreError),
    /// An earlier change waits.
    Held,
}

type Attempt = Pin<Box<dyn Future<Output = Tried> + Send>>;

/// One change in the queue.
struct Job {
    number: u64,
    change: Write<Option<Event>>,
    failed: Box<dyn FnOnce(String) -> Event + Send>,
    first: Attempt,
    is_shown: bool,
}

/// The queue of the user's changes.
pub(super) struct Writer {
    database: Database,
    queue: UnboundedSender<Job>,
    state: watch::Sender<State>,
    last: AtomicU64,
}

#[derive(Clone)]
struct Database {
    store: Arc<Handle>,
    /// The number of the change that waits; 0 for none.
    held: Arc<AtomicU64>,
    events: UnboundedSender<Event>,
}

impl Database {
    /// Puts a try into the queue of the database. An earlier change that waits goes first.
    fn attempt(&self, number: u64, change: Write<Option<Event>>) -> Attempt {
        let (held, events) = (self.held.clone(), self.events.clone());
        Box::pin(self.store.call(move |store| {
            let waiting = held.load(Ordering::SeqCst);
            if waiting != 0 && waiting < number {
                return Tried::Held;
            }
            let outcome = change(store);
            let is_locked = outcome.as_ref().is_err_and(StoreError::is_lock);
            held.store(if is_locked { number } else { 0 }, Ordering::SeqCst);
            match outcome {
                Ok(event) => {
                    // From here, so that answers come in the order of what they tell.
                    if let Some(event) = event {
                        drop(events.send(event));
                    }
                    Tried::Stored
                }
                Err(error) if is_locked => Tried::Locked(error),
                Err(error) => Tried::Failed(error),
            }
        }))
    }
}

impl Writer {
    /// Starts the queue; what becomes of each change is told to `events`.
    pub(super) fn start(store: Arc<Handle>, events: UnboundedSender<Event>) -> Self {
        let database = Database {
            store,
            held: Arc::default(),
            events,
        };
        let (queue, jobs) = unbounded_channel();
        let state = watch::Sender::default();
        tokio::spawn(serve(database.clone(), jobs, state.clone()));
        Self {
            database,
            queue,
            state,
            last: AtomicU64::new(0),
        }
    }

    /// Stores a change, and tells what comes of it. The next frame waits a moment for what it
    /// would show.
    pub(super) fn store(
        &self,
        is_shown: bool,
        change: impl Fn(&mut Store) -> Result<Option<Event>, StoreError> + Send + Sync + 'static,
        failed: impl FnOnce(String) -> Event + Send + 'static,
    ) {
        let number = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        let change: Write<Option<Event>> = Arc::new(change);
        self.state.send_modify(|state| {
            state.all += 1;
            state.shown += usize::from(is_shown);
        });
        let job = Job {
            number,
            first: self.database.attempt(number, change.clone()),
            change,
            failed: Box::new(failed),
            is_shown,
        };
        // The other end lives as long as the event loop.
        drop(self.queue.send(job));
    }

    /// Waits until the next frame shows what is stored: everything is, or it is known that it
    /// cannot be for now.
    pub(super) async fn settled(&self) {
        let is_settled = |state: &State| state.shown == 0 || state.is_locked;
        drop(self.state.subscribe().wait_for(is_settled).await);
    }

    /// Waits until everything is stored.
    pub(super) async fn stored(&self) {
        drop(
            self.state
                .subscribe()
                .wait_for(|state| state.all == 0)
                .await,
        );
    }

    /// How many changes are not stored yet.
    pub(super) fn unstored(&self) -> usize {
        self.state.borrow().all
    }
}

async fn serve(database: Database, mut jobs: UnboundedReceiver<Job>, state: watch::Sender<State>) {
    let events = database.events.clone();
    while let Some(job) = jobs.recv().await {
        let mut tried = job.first.await;
        loop {
            match tried {
                Tried::Stored => break,
                Tried::Failed(error) => {
                    drop(events.send((job.failed)(error.reason())));
                    break;
                }
                Tried::Locked(error) => {
                    if !state.borrow().is_locked {
                        drop(events.send(Event::Waiting(error.reason())));
                        state.send_modify(|state| state.is_locked = true);
                    }
                    tokio::time::sleep(PAUSE).await;
                }
                // Now it is its turn.
                Tried::Held => {}
            }
            tried = database.attempt(job.number, job.change.clone()).await;
        }
        state.send_modify(|state| {
            state.all -= 1;
            state.shown -= usize::from(job.is_shown);
            state.is_locked = false;
        });
    }
}

#[cfg(test)]
mod tests;
