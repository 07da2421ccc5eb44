//! The threads that read feeds.
//!
//! They are few and stay the same: each keeps memory of its own, and a pool that starts a thread
//! whenever none is idle at that moment comes to many.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;

use crate::store::StoreError;

type Job = Box<dyn FnOnce() + Send>;

/// Where work for them is put; they end when it is dropped and what was put is done.
pub(super) struct Workers(Sender<Job>);

impl Workers {
    pub(super) fn start(count: usize) -> Result<Self, StoreError> {
        let (jobs, queue) = channel();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..count {
            let queue = queue.clone();
            thread::Builder::new()
                .name("feeds".to_owned())
                .spawn(move || serve(&queue))
                .map_err(StoreError::Thread)?;
        }
        Ok(Self(jobs))
    }

    /// What `work` returns, or how it panicked.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> thread::Result<T> {
        let (sender, outcome) = oneshot::channel();
        let job = move || drop(sender.send(catch_unwind(AssertUnwindSafe(work))));
        // The threads end only after this sender is gone, so one of them takes it.
        drop(self.0.send(Box::new(job)));
        outcome.await.expect("every job is done")
    }
}

fn serve(queue: &Mutex<Receiver<Job>>) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        job();
    }
}
