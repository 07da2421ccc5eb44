//! A connection on a thread of its own, so that nobody who draws or downloads waits for the disk.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::connection::Store;
use super::error::{Result, StoreError};

type Job = Box<dyn FnOnce(&mut Store) + Send>;
type Outcome<T> = std::result::Result<T, Box<dyn Any + Send>>;

/// One [`Store`] on one thread. Calls are done one after the other, in the order they were made.
/// Dropping the handle waits until all of them are done, so that nothing the user did is lost.
#[derive(Debug)]
pub struct Handle {
    queue: Queue,
    thread: Option<JoinHandle<()>>,
}

/// Where jobs for a [`Handle`] are put. One that is kept keeps the thread running.
#[derive(Debug, Clone)]
pub struct Queue(Option<Sender<Job>>);

impl Queue {
    /// Puts a job into the queue whose outcome nobody waits for.
    pub fn post(&self, job: impl FnOnce(&mut Store) + Send + 'static) {
        if let Some(jobs) = &self.0 {
            // The thread ends only after this sender is gone, so it always takes the job.
            drop(jobs.send(Box::new(job)));
        }
    }
}

impl Handle {
    /// Starts the thread of a store.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub fn own(store: Store) -> Result<Self> {
        let (jobs, queue) = channel();
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || serve(store, &queue))
            .map_err(StoreError::Thread)?;
        Ok(Self {
            queue: Queue(Some(jobs)),
            thread: Some(thread),
        })
    }

    /// Puts `question` into the queue at once and returns its answer to come. Dropping the future
    /// takes nothing back: a write that was asked for is done.
    ///
    /// # Panics
    /// The future panics when `question` did; the thread and the other calls go on.
    pub fn call<T, F>(&self, question: F) -> impl Future<Output = T> + Send + use<T, F>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store) -> T + Send + 'static,
    {
        let answer = self.ask(question);
        async move { hand_on(answer.await) }
    }

    /// Puts a job into the queue whose outcome nobody waits for.
    pub fn post(&self, job: impl FnOnce(&mut Store) + Send + 'static) {
        self.queue.post(job);
    }

    /// Its queue, for jobs that put jobs into it.
    #[must_use]
    pub fn queue(&self) -> Queue {
        self.queue.clone()
    }

    fn ask<T, F>(&self, question: F) -> oneshot::Receiver<Outcome<T>>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store) -> T + Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        self.post(move |store| {
            let outcome = catch_unwind(AssertUnwindSafe(|| question(store)));
            // Nobody listens any more when the future was dropped.
            drop(sender.send(outcome));
        });
        answer
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        drop(self.queue.0.take());
        let thread = self.thread.take();
        // A job that held the last handle cannot wait for its own thread.
        if let Some(thread) =
            thread.filter(|thread| thread.thread().id() != std::thread::current().id())
        {
            drop(thread.join());
        }
    }
}

fn serve(mut store: Store, queue: &Receiver<Job>) {
    while let Ok(job) = queue.recv() {
        // A panic belongs to the job; its transaction is rolled back as it unwinds.
        drop(catch_unwind(AssertUnwindSafe(|| job(&mut store))));
    }
}

fn hand_on<T>(outcome: std::result::Result<Outcome<T>, oneshot::error::RecvError>) -> T {
    match outcome.expect("the thread answers every question before it ends") {
        Ok(answer) => answer,
        Err(panic) => resume_unwind(panic),
    }
}
