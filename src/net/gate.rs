//! Who may ask now: so many hosts at once, and few requests at once to each.
//!
//! A host takes one of the shared places while at least one request to it is under way. A
//! request that has waited for a while gives its place back and goes on without it: hosts
//! that hang must not keep those waiting that would answer at once. The number of open
//! requests stays bounded all the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Open requests for each place, those that gave theirs back included.
const OPEN_PER_PLACE: usize = 16;
/// Hosts remembered before idle ones are forgotten.
const MAX_IDLE_HOSTS: usize = 1024;

/// The doors to all hosts.
#[derive(Debug)]
pub(crate) struct Gate {
    places: Arc<Semaphore>,
    open: Arc<Semaphore>,
    per_host: usize,
    hosts: Mutex<HashMap<String, Arc<Door>>>,
}

/// The door to one host.
#[derive(Debug)]
struct Door {
    requests: Arc<Semaphore>,
    place: tokio::sync::Mutex<Weak<OwnedSemaphorePermit>>,
}

/// The right to ask one host; ends when dropped.
#[derive(Debug)]
pub(crate) struct Lease {
    place: Option<Arc<OwnedSemaphorePermit>>,
    _request: Option<OwnedSemaphorePermit>,
    _open: Option<OwnedSemaphorePermit>,
}

impl Lease {
    /// Lets another host take this one's place.
    pub(crate) fn give_place_back(&mut self) {
        self.place = None;
    }
}

impl Gate {
    pub(crate) fn new(hosts_at_once: usize, per_host: usize) -> Self {
        let places = hosts_at_once.clamp(1, 256);
        Self {
            places: Arc::new(Semaphore::new(places)),
            open: Arc::new(Semaphore::new(places * OPEN_PER_PLACE)),
            per_host: per_host.clamp(1, 64),
            hosts: Mutex::default(),
        }
    }

    /// Waits until `host` (with its port) may be asked. The semaphores are never closed, so
    /// a lease always holds all three permits.
    pub(crate) async fn enter(&self, host: &str) -> Lease {
        let door = self.door(host);
        let request = door.requests.clone().acquire_owned().await.ok();
        let place = {
            let mut place = door.place.lock().await;
            match place.upgrade() {
                Some(shared) => Some(shared),
                None => self.places.clone().acquire_owned().await.ok().map(|own| {
                    let own = Arc::new(own);
                    *place = Arc::downgrade(&own);
                    own
                }),
            }
        };
        Lease {
            place,
            _request: request,
            _open: self.open.clone().acquire_owned().await.ok(),
        }
    }

    fn door(&self, host: &str) -> Arc<Door> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() > MAX_IDLE_HOSTS {
            hosts.retain(|_, door| Arc::strong_count(door) > 1);
        }
        hosts
            .entry(host.to_owned())
            .or_insert_with(|| {
                Arc::new(Door {
                    requests: Arc::new(Semaphore::new(self.per_host)),
                    place: tokio::sync::Mutex::default(),
                })
            })
            .clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn enters(gate: &Gate, host: &str) -> Option<Lease> {
        gate.enter(host).now_or_never()
    }

    #[test]
    fn places_and_requests_are_bounded() {
        let gate = Gate::new(2, 2);
        let first = enters(&gate, "a").expect("free");
        let second = enters(&gate, "a").expect("shares the place of its host");
        assert!(enters(&gate, "a").is_none(), "two at once to one host");
        let _other = enters(&gate, "b").expect("second place");
        assert!(enters(&gate, "c").is_none(), "two hosts at once");
        drop(first);
        assert!(
            enters(&gate, "c").is_none(),
            "the host is still being asked"
        );
        drop(second);
        assert!(enters(&gate, "c").is_some());
    }

    #[test]
    fn a_slow_host_lets_others_pass() {
        let gate = Gate::new(1, 1);
        let mut slow = enters(&gate, "slow").expect("free");
        assert!(enters(&gate, "quick").is_none());
        slow.give_place_back();
        assert!(enters(&gate, "quick").is_some());
        assert!(
            enters(&gate, "slow").is_none(),
            "one at once to it all the same"
        );
    }
}
