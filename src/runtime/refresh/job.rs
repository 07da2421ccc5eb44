//! One address from the download to headlines that can be stored.

use std::sync::Arc;

use tokio::sync::Semaphore;
use url::Url;

use super::elsewhere;
use super::local::{self, Bounds};
use super::workers::Workers;
use crate::hash::Fnv;
use crate::ingest::prepared::PreparedFeed;
use crate::ingest::{self, Reading, posting_interval};
use crate::model::failure::{IngestError, LocalError};
use crate::model::source::{Origin, Selectors, shown_address};
use crate::model::{Failure, FetchState, SourceId, SourceSpec};
use crate::net::inside::Own;
use crate::net::schedule::{self, Cause};
use crate::net::{Client, Fetched, Held, NamedBy, NetError, Request, RequestKind};
use crate::runtime::clock;
use crate::store::Arrival;

/// Feeds that are parsed at once; more would only fill the memory.
pub(super) const AT_WORK: usize = 3;

/// An address and the sources that want it.
pub(super) struct Job {
    pub url: String,
    pub members: Vec<Member>,
}

/// A source that is asked.
pub(super) struct Member {
    pub id: SourceId,
    pub spec: SourceSpec,
    pub state: FetchState,
    pub every_seconds: i64,
}

impl Job {
    /// An address that was learnt from answers is not the user's word.
    fn named_by(&self) -> NamedBy {
        let is_configured = |member: &Member| web_address(&member.spec.url) == self.url;
        match self.members.first() {
            Some(first) if !self.members.iter().any(is_configured) => first.source(),
            _ => NamedBy::User,
        }
    }
}

impl Member {
    /// The place inside that this source may lead to; the same for all members of a job.
    pub(super) fn own(&self, address: &str) -> Option<Own> {
        if web_address(&self.spec.url) == address {
            return None;
        }
        self.source().own()
    }

    /// This source as the one that names an address.
    fn source(&self) -> NamedBy {
        NamedBy::source(&self.spec.url, self.state.location)
    }
}

/// An address as it is asked: the fragment stays here.
pub(super) fn web_address(address: &str) -> &str {
    match Origin::of(address) {
        Origin::Web => address.split('#').next().unwrap_or(address),
        Origin::Command(_) | Origin::File(_) => address,
    }
}

/// How it went.
pub(super) enum Outcome {
    /// Headlines were read, and wait to be stored.
    Fresh,
    /// Nothing has changed.
    Unchanged,
    /// Why.
    Failed(Failure),
    /// No server was reached.
    Unreachable(Failure),
}

/// A source that was asked.
pub(super) struct Done {
    pub name: String,
    pub outcome: Outcome,
    /// The state as it was.
    pub before: FetchState,
    /// What is to be stored.
    pub arrival: Arrival,
    /// The bytes that the headlines were read from, counted until they are stored.
    pub _held: Option<Arc<Held>>,
}

/// What all jobs share.
pub(super) struct FeedJobs<'a> {
    client: &'a Client,
    bounds: Bounds,
    workers: &'a Workers,
    at_work: Semaphore,
}

/// Why a source failed, and what that means for the next try.
#[derive(Clone)]
struct Miss {
    cause: Cause,
    failure: Failure,
}

impl From<NetError> for Miss {
    fn from(error: NetError) -> Self {
        Self {
            cause: Cause::from(&error),
            failure: error.into(),
        }
    }
}

impl From<LocalError> for Miss {
    fn from(error: LocalError) -> Self {
        Self::unusable(error)
    }
}

impl Miss {
    fn unusable(failure: impl Into<Failure>) -> Self {
        Self {
            cause: Cause::Unusable,
            failure: failure.into(),
        }
    }
}

/// A feed that was read, with the state that belongs to it.
struct Read {
    feed: PreparedFeed,
    state: FetchState,
}

impl<'a> FeedJobs<'a> {
    pub(super) fn new(client: &'a Client, bounds: Bounds, workers: &'a Workers) -> Self {
        Self {
            client,
            bounds,
            workers,
            at_work: Semaphore::new(AT_WORK),
        }
    }

    /// Asks once and serves every member with the answer.
    pub(super) async fn run(&self, job: Job) -> Vec<Done> {
        let answer = self.download(&job).await;
        let mut all = Vec::with_capacity(job.members.len());
        match answer {
            Ok(answer) => {
                let held = Arc::new(self.client.hold(answer.body.len()));
                let answer = Arc::new(answer);
                for member in job.members {
                    let done = self.serve(member, &answer).await;
                    let _held = Some(held.clone());
                    all.push(Done { _held, ..done });
                }
            }
            Err(failure) => {
                let members = job.members.into_iter();
                all.extend(members.map(|member| failed(member, failure.clone())));
            }
        }
        all
    }

    async fn download(&self, job: &Job) -> Result<Fetched, Miss> {
        match Origin::of(&job.url) {
            Origin::Web => Ok(self.ask(job).await?),
            Origin::Command(command) => Ok(local::command(command, self.bounds).await?),
            Origin::File(path) => Ok(local::file(&path, self.bounds).await?),
        }
    }

    async fn ask(&self, job: &Job) -> Result<Fetched, NetError> {
        let mut request = Request::new(&job.url, RequestKind::Feed, job.named_by());
        let mut members = job.members.iter();
        if let Some(first) = members.next() {
            // An answer "not modified" must be true for all members.
            let same = |other: &Member| {
                other.state.etag == first.state.etag
                    && other.state.last_modified == first.state.last_modified
            };
            if members.all(same) {
                request.etag.clone_from(&first.state.etag);
                request.last_modified.clone_from(&first.state.last_modified);
            }
        }
        self.client.fetch(&request).await?.success()
    }

    async fn serve(&self, member: Member, answer: &Arc<Fetched>) -> Done {
        if answer.not_modified {
            return unchanged(member, answer);
        }
        let hash = hash(&answer.body, &member.spec.selectors);
        if member.state.body_hash == Some(hash) {
            let mut done = unchanged(member, answer);
            done.arrival.state.etag.clone_from(&answer.etag);
            let modified = &mut done.arrival.state.last_modified;
            modified.clone_from(&answer.last_modified);
            return done;
        }
        let _at_work = self.at_work.acquire().await;
        match self.read(&member, answer, hash).await {
            Ok(Read { feed, state }) => done(member, Outcome::Fresh, Some(feed), state),
            Err(failure) => failed(member, failure),
        }
    }

    /// Parses; if the page names a feed, that is asked instead, now and from now on. When none of
    /// them answers, the page's own headlines serve, as they do for somebody who adds the page.
    async fn read(&self, member: &Member, answer: &Arc<Fetched>, hash: u64) -> Result<Read, Miss> {
        let (named, own) = match self.parse(answer.clone(), &member.spec.selectors).await? {
            Reading::Feed(feed) => return Ok(read(member, answer, feed, hash)),
            Reading::Elsewhere { named, own } => (named, own),
        };
        if let Some(feed) = &member.state.discovered {
            return Err(Miss::unusable(Failure::DiscoveredPage(feed.clone())));
        }
        let named = elsewhere::wanted(&member.state, named, own.is_ok());
        let asked: Vec<&str> = named.iter().map(|one| one.url.as_str()).collect();
        let mut failure = None;
        if Origin::of(&member.spec.url) == Origin::Web {
            for one in &asked {
                match self.ask_named(member, one).await {
                    Ok(read) => return Ok(read),
                    Err(failed) => failure = failure.or(Some(failed)),
                }
            }
        }
        match (own, asked.first()) {
            (Ok(feed), _) => {
                let mut read = read(member, answer, feed, hash);
                read.state.refused = elsewhere::refused(&member.state, &asked, clock::now());
                Ok(read)
            }
            (Err(problem), None) => Err(Miss::unusable(IngestError::from(problem))),
            (Err(_), Some(first)) => {
                let use_feed = || Miss::unusable(Failure::UseFeed((*first).to_owned()));
                Err(failure.unwrap_or_else(use_feed))
            }
        }
    }

    /// Reads a feed that a page names.
    async fn ask_named(&self, member: &Member, named: &str) -> Result<Read, Miss> {
        let context = |miss: Miss| Miss {
            failure: Failure::NamedFeed {
                feed: named.to_owned(),
                failure: Box::new(miss.failure),
            },
            ..miss
        };
        let request = Request::new(named, RequestKind::Feed, member.source());
        let fetched = self.client.fetch(&request).await;
        let fetched = fetched.and_then(Fetched::success);
        let answer = Arc::new(fetched.map_err(|error| context(error.into()))?);
        let selectors = &member.spec.selectors;
        let reading = self.parse(answer.clone(), selectors).await;
        let feed = match reading.map_err(context)? {
            Reading::Feed(feed) if feed.about.format != "page" => feed,
            _ => {
                return Err(context(Miss::unusable(Failure::NoFeed)));
            }
        };
        let hash = self::hash(&answer.body, selectors);
        let mut read = read(member, &answer, feed, hash);
        let address = answer.permanent_url.clone();
        read.state.discovered = Some(address.unwrap_or_else(|| named.to_owned()));
        read.state.moved_to.clone_from(&member.state.moved_to);
        read.state.refused = None;
        Ok(read)
    }

    /// Parses on another thread: a large feed must not hold up keys or other downloads.
    async fn parse(&self, answer: Arc<Fetched>, selectors: &Selectors) -> Result<Reading, Miss> {
        // The address of a command's output is no base, so that its relative links lead nowhere.
        let base = Url::parse(&answer.final_url)
            .map_err(|error| Miss::unusable(Failure::NoAddress(error.to_string())))?;
        let selectors = selectors.clone();
        let parsed = self
            .workers
            .run(move || {
                let answer = ingest::Answer {
                    bytes: &answer.body,
                    content_type: answer.content_type.as_deref(),
                    link: answer.link.as_deref(),
                    url: &base,
                };
                ingest::read(answer, &selectors)
            })
            .await;
        match parsed {
            Ok(parsed) => parsed.map_err(Miss::unusable),
            // A fault of ours in one feed must not take the others with it.
            Err(_) => Err(Miss::unusable(Failure::Fault)),
        }
    }
}

fn read(member: &Member, answer: &Fetched, feed: PreparedFeed, hash: u64) -> Read {
    if let Some(damage) = &feed.about.damage {
        tracing::info!(
            source = shown_address(&member.spec.url),
            damage,
            "damaged feed"
        );
    }
    let now = clock::now();
    let pacing = feed.about.pacing.clone();
    let mut state =
        schedule::after_success(&member.state, answer, pacing, member.every_seconds, now);
    state.body_hash = Some(hash);
    state.usual_gap = posting_interval::usual_gap(feed.entries(), now).or(state.usual_gap);
    state.newest = posting_interval::newest(feed.entries(), now).max(state.newest);
    Read { feed, state }
}

fn unchanged(member: Member, answer: &Fetched) -> Done {
    let now = clock::now();
    let state = schedule::after_not_modified(&member.state, answer, member.every_seconds, now);
    done(member, Outcome::Unchanged, None, state)
}

fn failed(member: Member, miss: Miss) -> Done {
    let Miss { cause, failure } = miss;
    let failure = failure.redacted();
    let (every, now) = (member.every_seconds, clock::now());
    let state = schedule::after_failure(&member.state, cause, failure.clone(), every, now);
    let outcome = match cause {
        Cause::Unreachable => Outcome::Unreachable(failure),
        _ => Outcome::Failed(failure),
    };
    done(member, outcome, None, state)
}

fn done(member: Member, outcome: Outcome, feed: Option<PreparedFeed>, state: FetchState) -> Done {
    let name = match &member.spec.name {
        Some(name) if !name.trim().is_empty() => name.clone(),
        _ => shown_address(&member.spec.url),
    };
    Done {
        name,
        outcome,
        before: member.state,
        arrival: Arrival {
            source: member.id,
            feed,
            state,
        },
        _held: None,
    }
}

/// Of a body and the rules it is read by. The reader is part of it: a newer program may read
/// more out of the same bytes.
fn hash(body: &[u8], selectors: &Selectors) -> u64 {
    let mut hash = Fnv::default()
        .field(Some(env!("CARGO_PKG_VERSION")))
        .field(Some(&ingest::READER.to_string()))
        .field(Some(&format!("{selectors:?}")));
    hash.add_many(body);
    hash.0
}
