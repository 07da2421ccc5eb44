//! Downloads what is due and stores its headlines.
//!
//! All due sources are asked at once as far as the client's limits allow; each is stored in
//! one transaction together with its validators as soon as it has arrived, so a kill in the
//! middle loses nothing that was shown. States without headlines ("not modified", failures)
//! are stored together, since every transaction waits for the disk.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use url::Url;

use super::clock;
use crate::model::{FetchState, SourceId};
use crate::net::{Client, schedule};
use crate::store::{self, StoreError};

mod job;

use job::{Done, Job, Member, Outcome, Workshop};

/// States that are stored together at most.
const BATCH: usize = 64;
/// No state waits longer than this.
const BATCH_TIME: Duration = Duration::from_secs(1);
/// When none of at least so many hosts can be reached, it is the network that is missing.
const HOSTS_TO_TELL: usize = 3;

/// What to refresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Ask also what is not due; the requests stay conditional.
    pub force: bool,
    /// Only these sources; `None` for all.
    pub only: Option<Vec<SourceId>>,
    /// Shortest gap between two downloads, for sources that set none, in seconds.
    pub every_seconds: i64,
}

/// What a refresh reports on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// It begins.
    Started {
        /// Sources that are due.
        asked: usize,
    },
    /// A source is done.
    Source {
        /// Its name.
        name: String,
        /// New headlines, or the failure in one line.
        result: Result<usize, String>,
    },
    /// All are done.
    Finished,
}

/// What a refresh came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Sources that were asked.
    pub asked: usize,
    /// Sources that sent headlines, new or not.
    pub fresh: usize,
    /// Sources that had not changed.
    pub unchanged: usize,
    /// Name and failure of the others.
    pub failed: Vec<(String, String)>,
    /// New headlines of all.
    pub new_headlines: usize,
}

/// Refreshes.
///
/// # Errors
/// When the store cannot be read or written. A failing source is no error: it is in the
/// summary and its reason is stored.
pub async fn refresh(
    client: &Client,
    store: &store::Handle,
    options: &Options,
    mut progress: impl FnMut(Progress),
) -> Result<Summary, StoreError> {
    let states = store.call(|store| store.fetch_states()).await?;
    let jobs = plan(states, options);
    let asked = jobs.iter().map(|job| job.members.len()).sum();
    let hosts: HashSet<String> = jobs.iter().filter_map(|job| host(&job.url)).collect();
    progress(Progress::Started { asked });
    let workshop = Workshop::new(client, store);
    let mut running: FuturesUnordered<_> = jobs.into_iter().map(|job| workshop.run(job)).collect();
    let mut summary = Summary {
        asked,
        ..Summary::default()
    };
    let mut batch = Batch::new(store);
    let mut unreachable = Vec::new();
    while let Some(all) = running.next().await {
        for done in all {
            progress(Progress::Source {
                name: done.name.clone(),
                result: summary.count(&done),
            });
            if matches!(done.outcome, Outcome::Unreachable(_)) {
                unreachable.push(done);
            } else if let Some(state) = done.unstored {
                batch.add(done.id, state).await?;
            }
        }
    }
    let is_offline = unreachable.len() == asked && hosts.len() >= HOSTS_TO_TELL;
    for done in unreachable {
        let state = match &done.outcome {
            Outcome::Unreachable(error) if is_offline => {
                Some(schedule::after_offline(&done.before, error, clock::now()))
            }
            _ => done.unstored,
        };
        if let Some(state) = state {
            batch.add(done.id, state).await?;
        }
    }
    batch.store().await?;
    progress(Progress::Finished);
    Ok(summary)
}

impl Summary {
    fn count(&mut self, done: &Done) -> Result<usize, String> {
        match &done.outcome {
            Outcome::Fresh(new) => {
                self.fresh += 1;
                self.new_headlines += new;
                Ok(*new)
            }
            Outcome::Unchanged => {
                self.unchanged += 1;
                Ok(0)
            }
            Outcome::Failed(error) | Outcome::Unreachable(error) => {
                tracing::warn!(source = done.name, error, "refresh failed");
                self.failed.push((done.name.clone(), error.clone()));
                Err(error.clone())
            }
        }
    }
}

/// The due sources, those with the same address together: it is asked once.
fn plan(
    states: Vec<(SourceId, crate::model::SourceSpec, FetchState)>,
    options: &Options,
) -> Vec<Job> {
    let now = clock::now();
    let is_wanted = |id| options.only.as_ref().is_none_or(|only| only.contains(&id));
    let mut jobs: Vec<Job> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (id, spec, state) in states {
        if !is_wanted(id) || !schedule::is_due(&state, now, options.force) {
            continue;
        }
        let address = schedule::address(&spec.url, &state);
        let url = address.split('#').next().unwrap_or(address).to_owned();
        let member = Member {
            id,
            every_seconds: spec.every_seconds.unwrap_or(options.every_seconds),
            spec,
            state,
        };
        if let Some(&place) = places.get(&url) {
            jobs[place].members.push(member);
        } else {
            places.insert(url.clone(), jobs.len());
            jobs.push(Job {
                url,
                members: vec![member],
            });
        }
    }
    jobs
}

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// States that wait to be stored.
struct Batch<'a> {
    store: &'a store::Handle,
    states: Vec<(SourceId, FetchState)>,
    since: Instant,
}

impl<'a> Batch<'a> {
    fn new(store: &'a store::Handle) -> Self {
        Self {
            store,
            states: Vec::new(),
            since: Instant::now(),
        }
    }

    async fn add(&mut self, id: SourceId, state: FetchState) -> Result<(), StoreError> {
        if self.states.is_empty() {
            self.since = Instant::now();
        }
        self.states.push((id, state));
        if self.states.len() >= BATCH || self.since.elapsed() >= BATCH_TIME {
            self.store().await?;
        }
        Ok(())
    }

    async fn store(&mut self) -> Result<(), StoreError> {
        let states = std::mem::take(&mut self.states);
        if states.is_empty() {
            return Ok(());
        }
        self.store
            .call(move |store| store.save_fetch_states(&states))
            .await
    }
}
