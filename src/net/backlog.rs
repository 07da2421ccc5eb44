//! Answers that have arrived and wait to be stored, in bytes.
//!
//! A disk is slower than a network: without a limit two hundred large feeds would all lie in
//! memory before the tenth is stored. While too much waits, no further feed is asked for.

use std::sync::Arc;

use tokio::sync::watch;

/// Bytes that may wait before nothing more is asked for.
const HIGH_WATER: usize = 6 << 20;

/// What waits, of all downloads of one client.
#[derive(Debug, Clone)]
pub(super) struct Backlog {
    bytes: Arc<watch::Sender<usize>>,
}

/// Bytes that wait, until dropped.
#[derive(Debug)]
pub(crate) struct Held {
    backlog: Backlog,
    bytes: usize,
}

impl Backlog {
    pub(super) fn new() -> Self {
        Self {
            bytes: Arc::new(watch::Sender::new(0)),
        }
    }

    /// Waits until there is room for another answer.
    pub(super) async fn room(&self) {
        let mut bytes = self.bytes.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        drop(bytes.wait_for(|bytes| *bytes < HIGH_WATER).await);
    }

    pub(super) fn hold(&self, bytes: usize) -> Held {
        self.bytes.send_modify(|sum| *sum += bytes);
        Held {
            backlog: self.clone(),
            bytes,
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let freed = self.bytes;
        self.backlog.bytes.send_modify(|sum| *sum -= freed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[test]
    fn what_waits_holds_up_the_next_until_it_is_stored() {
        let backlog = Backlog::new();
        let small = backlog.hold(1_000);
        assert!(backlog.room().now_or_never().is_some());
        let large = backlog.hold(HIGH_WATER);
        assert!(backlog.room().now_or_never().is_none());
        drop(large);
        assert!(backlog.room().now_or_never().is_some());
        drop(small);
        assert_eq!(*backlog.bytes.borrow(), 0);
    }
}
