//! Downloads what is due and stores its headlines.
//!
//! All due sources are asked at once as far as the client's limits allow. What has arrived is
//! stored together with its validators, so a kill in the middle loses nothing that was shown;
//! what arrives while the disk is busy shares the next transaction (see `queue`).

use std::collections::{HashMap, HashSet};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::SignedDuration;
use url::Url;

use super::clock;
use crate::model::{FetchState, SourceId};
use crate::net::{Client, schedule};
use crate::store::{self, StoreError};

mod elsewhere;
mod job;
pub(super) mod local;
mod queue;
mod workers;

use job::{AT_WORK, Done, FeedJobs, Job, Member, Outcome};
use local::Bounds;
use queue::{Queue, Stored};
use workers::Workers;

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
    /// Days that headlines are kept.
    pub keep_days: i64,
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

/// Refreshes, and first drops the headlines that are older than the user keeps them.
///
/// # Errors
/// When the store cannot be read or written. A failing source is no error: it is in the summary and its
/// reason is stored.
pub async fn refresh(
    client: &Client,
    store: &store::Handle,
    options: &Options,
    mut progress: impl FnMut(Progress),
) -> Result<Summary, StoreError> {
    let kept = clock::before(clock::now(), days(options.keep_days));
    store.call(move |store| store.prune(kept)).await?;
    let states = store.call(|store| store.fetch_states()).await?;
    let jobs = plan(states, options);
    let hosts: HashSet<String> = jobs.iter().filter_map(|job| host(&job.url)).collect();
    let mut summary = Summary {
        asked: jobs.iter().map(|job| job.members.len()).sum(),
        ..Summary::default()
    };
    progress(Progress::Started {
        asked: summary.asked,
    });
    let workers = Workers::start(AT_WORK.min(jobs.len()))?;
    let feed_jobs = FeedJobs::new(client, bounds(client), &workers);
    let mut running: FuturesUnordered<_> = jobs.into_iter().map(|job| feed_jobs.run(job)).collect();
    let mut queue = Queue::new(store, &workers);
    let mut unreachable = Vec::new();
    loop {
        tokio::select! {
            biased;
            stored = queue.stored(), if queue.is_storing() => {
                for Stored { done, new } in stored {
                    progress(summary.count(done, new));
                }
            }
            Some(all) = running.next() => {
                let (unreached, reached): (Vec<Done>, Vec<Done>) = all
                    .into_iter()
                    .partition(|done| matches!(done.outcome, Outcome::Unreachable(_)));
                unreachable.extend(unreached);
                queue.add(reached);
            }
            else => break,
        }
        if running.is_empty() && !unreachable.is_empty() {
            let is_offline = unreachable.len() == summary.asked && hosts.len() >= HOSTS_TO_TELL;
            queue.add(
                unreachable
                    .drain(..)
                    .map(|done| without_network(done, is_offline)),
            );
        }
        queue.go_on(running.is_empty());
    }
    progress(Progress::Finished);
    Ok(summary)
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days.saturating_mul(24))
}

/// Commands and files get what a download gets.
fn bounds(client: &Client) -> Bounds {
    let options = client.options();
    Bounds {
        timeout: options.timeout,
        max_bytes: options.max_body_bytes,
    }
}

/// A source is not to blame for a network that is missing.
fn without_network(mut done: Done, is_offline: bool) -> Done {
    if let (true, Outcome::Unreachable(failure)) = (is_offline, &done.outcome) {
        done.arrival.state = schedule::after_offline(&done.before, failure.clone(), clock::now());
    }
    done
}

impl Summary {
    fn count(&mut self, done: Done, new: Result<usize, StoreError>) -> Progress {
        let name = done.name;
        let result = match (done.outcome, new) {
            (Outcome::Failed(why) | Outcome::Unreachable(why), _) => Err(why.to_string()),
            (_, Err(error)) => Err(format!("what it sent cannot be stored: {error}")),
            (Outcome::Fresh, Ok(new)) => {
                self.fresh += 1;
                self.new_headlines += new;
                Ok(new)
            }
            (Outcome::Unchanged, Ok(_)) => {
                self.unchanged += 1;
                Ok(0)
            }
        };
        if let Err(error) = &result {
            tracing::warn!(source = name, error, "refresh failed");
            self.failed.push((name.clone(), error.clone()));
        }
        Progress::Source { name, result }
    }
}

/// The due sources, those with the same address together: it is asked once.
fn plan(
    states: Vec<(SourceId, crate::model::SourceSpec, FetchState)>,
    options: &Options,
) -> Vec<Job> {
    let now = clock::now();
    // A paused source is asked only when it is named.
    let is_wanted = |id, paused: bool| match &options.only {
        Some(only) => only.contains(&id),
        None => !paused,
    };
    let mut jobs: Vec<Job> = Vec::new();
    let mut places: HashMap<_, usize> = HashMap::new();
    for (id, spec, state) in states {
        if !is_wanted(id, spec.paused) || !schedule::is_due(&state, now, options.force) {
            continue;
        }
        let url = job::web_address(schedule::address(&spec.url, &state)).to_owned();
        let member = Member {
            id,
            every_seconds: spec.every_seconds.unwrap_or(options.every_seconds),
            spec,
            state,
        };
        let asked = (url.clone(), member.own(&url));
        if let Some(&place) = places.get(&asked) {
            jobs[place].members.push(member);
        } else {
            places.insert(asked, jobs.len());
            jobs.push(Job {
                url,
                members: vec![member],
            });
        }
    }
    // Hosts that hung last time must not keep those waiting that answer.
    jobs.sort_by_key(|job| job.members.iter().all(|member| member.state.failures > 0));
    jobs
}

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}
