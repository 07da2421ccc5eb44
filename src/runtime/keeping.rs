//! What the screen shows, kept for the next run.
//!
//! Only the newest state counts: one that waits for another program's lock gives way to it. The
//! user has not asked for it, so a disk that does not take it stops nobody and is only logged.

use std::sync::Arc;

use tokio::sync::watch;

use super::writing::{Write, insist};
use crate::model::Kept;
use crate::store::{Handle, Store};

/// Keeps states on a task of its own, one at a time.
pub(super) struct Keeper {
    /// The newest state, and how many there were.
    newest: watch::Sender<(u64, Kept)>,
    /// How many of them were tried.
    tried: watch::Receiver<u64>,
}

impl Keeper {
    /// Starts the task.
    pub(super) fn start(store: Arc<Handle>) -> Self {
        let (newest, wanted) = watch::channel((0, Kept::default()));
        let (tells, tried) = watch::channel(0);
        tokio::spawn(serve(store, wanted, tells));
        Self { newest, tried }
    }

    /// Keeps a state in the place of the one before.
    pub(super) fn keep(&self, kept: Kept) {
        self.newest.send_modify(|(number, newest)| {
            *number += 1;
            *newest = kept;
        });
    }

    /// Waits until the newest state is on the disk, or cannot be.
    pub(super) async fn done(&self) {
        let newest = self.newest.borrow().0;
        let mut tried = self.tried.clone();
        drop(tried.wait_for(|tried| *tried >= newest).await);
    }
}

async fn serve(
    store: Arc<Handle>,
    mut wanted: watch::Receiver<(u64, Kept)>,
    tried: watch::Sender<u64>,
) {
    while wanted.changed().await.is_ok() {
        let number = wanted.borrow_and_update().0;
        let newest = wanted.clone();
        // Each try takes what is the newest by then.
        let keep: Write<()> = Arc::new(move |store: &mut Store| store.keep(&newest.borrow().1));
        if let Err(error) = insist(&store, keep, |_| ()).await {
            tracing::warn!(%error, "what the screen shows is not kept");
        }
        tried.send_replace(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_width(width: u16) -> Kept {
        Kept {
            list_width: Some(width),
            ..Kept::default()
        }
    }

    #[tokio::test]
    async fn the_newest_state_is_kept_as_soon_as_nobody_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("newswire.db");
        let mut store = Store::open(&path).unwrap();
        store.hurry();
        let other = Store::open(&path).unwrap();
        let turn = other.hold_turn();
        let keeper = Keeper::start(Arc::new(Handle::own(store).unwrap()));
        for width in 1..=3 {
            keeper.keep(with_width(width));
            tokio::task::yield_now().await;
        }
        assert_eq!(other.kept().unwrap(), Kept::default());
        drop(turn);
        keeper.done().await;
        assert_eq!(other.kept().unwrap(), with_width(3));
    }
}
