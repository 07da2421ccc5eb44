//! Who may ask now: so many hosts at once, and few requests at once to each.
//!
//! A host takes one of the shared places while at least one request to it is under way. A
//! request that takes much longer than others did gives its place back and goes on without
//! it, and while it does there is one place more, to make up for the time that was lost:
//! hosts that hang must not keep those waiting that would answer at once. The number of open
//! requests stays bounded all the same.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Open requests for each place, those that gave theirs back included.
const OPEN_PER_PLACE: usize = 16;
/// Hosts remembered before idle ones are forgotten.
const MAX_IDLE_HOSTS: usize = 1024;

/// A request is slow when it takes so many times as long as usual.
const SLOW: u32 = 3;
/// No request is slow before this time: loopback and local networks answer in less than a
/// scheduler's turn.
pub(super) const LEAST_PATIENCE: Duration = Duration::from_millis(25);
/// Further places for each ordinary one while requests are slow.
const MORE_PLACES: usize = 3;

/// The doors to all hosts.
#[derive(Debug)]
pub(super) struct Concurrency {
    places: Arc<Places>,
    /// What an answer usually takes, in microseconds; 0 before the first.
    usual: AtomicU64,
    open: Arc<Semaphore>,
    per_host: usize,
    hosts: Mutex<HashMap<String, Arc<Door>>>,
}

/// The door to one host.
#[derive(Debug)]
struct Door {
    requests: Arc<Semaphore>,
    place: tokio::sync::Mutex<Weak<Place>>,
}

/// The shared places: the ordinary ones, and one for each slow request.
#[derive(Debug)]
struct Places {
    free: Arc<Semaphore>,
    /// Further places that there may still be.
    spare: Arc<Semaphore>,
    /// Further places that are over, and are taken away when they get free.
    owed: AtomicUsize,
}

/// A place; free again when dropped.
#[derive(Debug)]
struct Place {
    permit: Option<OwnedSemaphorePermit>,
    places: Arc<Places>,
}

/// One place more, until dropped.
#[derive(Debug)]
struct Further {
    _spare: OwnedSemaphorePermit,
    places: Arc<Places>,
}

impl Places {
    fn further(self: &Arc<Self>) -> Option<Further> {
        let spare = self.spare.clone().try_acquire_owned().ok()?;
        self.free.add_permits(1);
        Some(Further {
            _spare: spare,
            places: self.clone(),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let take_one = |owed: usize| owed.checked_sub(1);
        let owed = &self.places.owed;
        let is_owed = owed.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take_one);
        if let (Ok(_), Some(permit)) = (is_owed, self.permit.take()) {
            permit.forget();
        }
    }
}

impl Drop for Further {
    fn drop(&mut self) {
        match self.places.free.try_acquire() {
            Ok(permit) => permit.forget(),
            Err(_) => drop(self.places.owed.fetch_add(1, Ordering::Relaxed)),
        }
    }
}

/// The right to ask one host; ends when dropped.
#[derive(Debug)]
pub(super) struct Lease {
    place: Option<Arc<Place>>,
    further: Option<Further>,
    _request: Option<OwnedSemaphorePermit>,
    _open: Option<OwnedSemaphorePermit>,
}

impl Lease {
    /// Lets other hosts take this one's place, and one more while this one is asked.
    pub(super) fn give_place_back(&mut self) {
        if let Some(place) = self.place.take() {
            self.further = place.places.further();
        }
    }
}

impl Concurrency {
    pub(super) fn new(hosts_at_once: usize, per_host: usize) -> Self {
        let places = hosts_at_once.clamp(1, 256);
        Self {
            places: Arc::new(Places {
                free: Arc::new(Semaphore::new(places)),
                spare: Arc::new(Semaphore::new(places * MORE_PLACES)),
                owed: AtomicUsize::new(0),
            }),
            usual: AtomicU64::new(0),
            open: Arc::new(Semaphore::new(places * OPEN_PER_PLACE)),
            per_host: per_host.clamp(1, 64),
            hosts: Mutex::default(),
        }
    }

    /// Waits until `host` (with its port) may be asked. The semaphores are never closed, so
    /// a lease always holds all three permits.
    pub(super) async fn enter(&self, host: &str) -> Lease {
        let door = self.door(host);
        let request = door.requests.clone().acquire_owned().await.ok();
        let place = {
            let mut place = door.place.lock().await;
            match place.upgrade() {
                Some(shared) => Some(shared),
                None => {
                    let own = Arc::new(Place {
                        permit: self.places.free.clone().acquire_owned().await.ok(),
                        places: self.places.clone(),
                    });
                    *place = Arc::downgrade(&own);
                    Some(own)
                }
            }
        };
        Lease {
            place,
            further: None,
            _request: request,
            _open: self.open.clone().acquire_owned().await.ok(),
        }
    }

    /// Remembers what an answer took, the last ones most.
    pub(super) fn note(&self, took: Duration) {
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1);
        let usual = self.usual.load(Ordering::Relaxed);
        let usual = if usual == 0 {
            took
        } else {
            (usual / 8 * 7).saturating_add(took / 8).max(1)
        };
        // Two at the same time lose one of them, which does no harm.
        self.usual.store(usual, Ordering::Relaxed);
    }

    /// How long a request may take before it is slow: at most `longest`.
    pub(super) fn patience(&self, longest: Duration) -> Duration {
        match self.usual.load(Ordering::Relaxed) {
            0 => longest,
            usual => {
                (Duration::from_micros(usual) * SLOW).clamp(LEAST_PATIENCE.min(longest), longest)
            }
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

    fn enters(concurrency: &Concurrency, host: &str) -> Option<Lease> {
        concurrency.enter(host).now_or_never()
    }

    #[test]
    fn places_and_requests_are_bounded() {
        let concurrency = Concurrency::new(2, 2);
        let first = enters(&concurrency, "a").expect("free");
        let second = enters(&concurrency, "a").expect("shares the place of its host");
        assert!(
            enters(&concurrency, "a").is_none(),
            "two at once to one host"
        );
        let _other = enters(&concurrency, "b").expect("second place");
        assert!(enters(&concurrency, "c").is_none(), "two hosts at once");
        drop(first);
        assert!(
            enters(&concurrency, "c").is_none(),
            "the host is still being asked"
        );
        drop(second);
        assert!(enters(&concurrency, "c").is_some());
    }

    #[test]
    fn a_slow_host_lets_others_pass_and_makes_up_for_the_time() {
        let concurrency = Concurrency::new(1, 1);
        let mut slow = enters(&concurrency, "slow").expect("free");
        assert!(enters(&concurrency, "quick").is_none());
        slow.give_place_back();
        let quick = enters(&concurrency, "quick").expect("its place");
        let other = enters(&concurrency, "other").expect("one place more");
        assert!(enters(&concurrency, "third").is_none());
        assert!(
            enters(&concurrency, "slow").is_none(),
            "one at once to it all the same"
        );
        // The further place is over, but in use: the next that gets free is taken away.
        drop(slow);
        drop(quick);
        assert!(enters(&concurrency, "third").is_none());
        drop(other);
        let third = enters(&concurrency, "third").expect("the ordinary place");
        assert!(enters(&concurrency, "fourth").is_none());
        drop(third);
    }

    #[test]
    fn further_places_are_bounded_and_go_away() {
        let concurrency = Concurrency::new(2, 1);
        let mut open = Vec::new();
        for number in 0..20 {
            let Some(mut lease) = enters(&concurrency, &format!("slow {number}")) else {
                panic!("a slow request keeps nobody waiting");
            };
            lease.give_place_back();
            open.push(lease);
        }
        let busy: Vec<Lease> = (0..9)
            .map_while(|number| enters(&concurrency, &format!("quick {number}")))
            .collect();
        assert_eq!(busy.len(), 2 + 2 * MORE_PLACES);
        drop((open, busy));
        let busy: Vec<Lease> = (0..9)
            .map_while(|number| enters(&concurrency, &format!("quick {number}")))
            .collect();
        assert_eq!(busy.len(), 2);
    }

    #[test]
    fn slow_is_what_takes_much_longer_than_usual() {
        let longest = Duration::from_millis(300);
        let concurrency = Concurrency::new(1, 1);
        assert_eq!(
            concurrency.patience(longest),
            longest,
            "nothing is known yet"
        );
        concurrency.note(Duration::from_millis(1));
        assert_eq!(concurrency.patience(longest), LEAST_PATIENCE);
        for _ in 0..60 {
            concurrency.note(Duration::from_millis(40));
        }
        let patience = concurrency.patience(longest);
        assert!(patience > Duration::from_millis(110) && patience <= Duration::from_millis(120));
        concurrency.note(Duration::MAX);
        assert_eq!(concurrency.patience(longest), longest);
        assert_eq!(
            concurrency.patience(Duration::from_millis(2)),
            Duration::from_millis(2)
        );
    }
}
