//! One address from the download to the store.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use tokio::sync::Semaphore;
use url::Url;

use crate::ingest::{self, Reading};
use crate::model::source::Selectors;
use crate::model::{FetchState, ParsedFeed, SourceId, SourceSpec};
use crate::net::schedule::{self, Cause};
use crate::net::{Client, Fetched, Kind, NetError, Request};
use crate::runtime::clock;
use crate::store;

/// Feeds that are parsed or stored at once: what has been parsed and waits for the disk is
/// what a refresh needs memory for.
const AT_WORK: usize = 3;

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

/// How it went.
pub(super) enum Outcome {
    /// Headlines were read and stored; so many are new.
    Fresh(usize),
    /// Nothing has changed.
    Unchanged,
    /// In one line.
    Failed(String),
    /// No server was reached, in one line.
    Unreachable(String),
}

/// A source that was asked.
pub(super) struct Done {
    pub id: SourceId,
    pub name: String,
    pub outcome: Outcome,
    /// The state as it was.
    pub before: FetchState,
    /// The new state, if it is not stored yet.
    pub unstored: Option<FetchState>,
}

/// What all jobs share.
pub(super) struct Workshop<'a> {
    client: &'a Client,
    store: &'a store::Handle,
    at_work: Semaphore,
}

/// Why a source failed, and what that means for the next try.
struct Failure {
    cause: Cause,
    text: String,
}

impl From<NetError> for Failure {
    fn from(error: NetError) -> Self {
        Self {
            cause: Cause::from(&error),
            text: error.to_string(),
        }
    }
}

impl Failure {
    fn unusable(text: impl Into<String>) -> Self {
        Self {
            cause: Cause::Unusable,
            text: text.into(),
        }
    }
}

/// A feed that was read, with the state that belongs to it.
struct Read {
    feed: ParsedFeed,
    state: FetchState,
}

impl<'a> Workshop<'a> {
    pub(super) fn new(client: &'a Client, store: &'a store::Handle) -> Self {
        Self {
            client,
            store,
            at_work: Semaphore::new(AT_WORK),
        }
    }

    /// Asks once and serves every member with the answer.
    pub(super) async fn run(&self, job: Job) -> Vec<Done> {
        let answer = self.download(&job).await;
        let mut all = Vec::with_capacity(job.members.len());
        match answer {
            Ok(answer) => {
                let answer = Arc::new(answer);
                for member in job.members {
                    all.push(self.serve(member, &answer).await);
                }
            }
            Err(error) => {
                for member in job.members {
                    let failure = Failure::from(error.clone());
                    all.push(failed(member, failure));
                }
            }
        }
        all
    }

    async fn download(&self, job: &Job) -> Result<Fetched, NetError> {
        let mut request = Request::new(&job.url, Kind::Feed);
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
            if let Some(state) = &mut done.unstored {
                state.etag.clone_from(&answer.etag);
                state.last_modified.clone_from(&answer.last_modified);
            }
            return done;
        }
        let _at_work = self.at_work.acquire().await;
        match self.read(&member, answer, hash).await {
            Ok(read) => self.store(member, read).await,
            Err(failure) => failed(member, failure),
        }
    }

    /// Parses; if the page names a feed, that is asked instead, now and from now on.
    async fn read(
        &self,
        member: &Member,
        answer: &Arc<Fetched>,
        hash: u64,
    ) -> Result<Read, Failure> {
        let selectors = &member.spec.selectors;
        let named = match parse(answer.clone(), selectors).await? {
            Reading::Feed(feed) => return Ok(read(member, answer, feed, hash)),
            Reading::Elsewhere(named) => named,
        };
        let context = |failure: Failure| Failure {
            text: format!("the page names the feed {named}: {}", failure.text),
            ..failure
        };
        if member.state.discovered.is_some() {
            return Err(context(Failure::unusable("that is one page too many")));
        }
        let request = Request::new(&named, Kind::Feed);
        let fetched = self.client.fetch(&request).await;
        let fetched = fetched.and_then(Fetched::success);
        let answer = Arc::new(fetched.map_err(|error| context(error.into()))?);
        let reading = parse(answer.clone(), selectors).await;
        let Reading::Feed(feed) = reading.map_err(context)? else {
            let failure = Failure::unusable("which is a page that names another one");
            return Err(context(failure));
        };
        let hash = self::hash(&answer.body, selectors);
        let mut read = read(member, &answer, feed, hash);
        let address = answer.permanent_url.clone().unwrap_or(named);
        read.state.discovered = Some(address);
        read.state.moved_to.clone_from(&member.state.moved_to);
        Ok(read)
    }

    async fn store(&self, member: Member, read: Read) -> Done {
        let (id, now) = (member.id, clock::now());
        let Read { feed, state } = read;
        let applied = self
            .store
            .call(move |store| store.apply(id, Some(&feed), &state, now))
            .await;
        match applied {
            Ok(changes) => done(member, Outcome::Fresh(changes.new.len()), None),
            Err(error) => {
                let text = format!("its headlines cannot be stored: {error}");
                done(member, Outcome::Failed(text), None)
            }
        }
    }
}

/// Parses on a thread of its own: a large feed must not hold up keys or other downloads.
async fn parse(answer: Arc<Fetched>, selectors: &Selectors) -> Result<Reading, Failure> {
    let base = Url::parse(&answer.final_url)
        .map_err(|error| Failure::unusable(format!("the answer has no address: {error}")))?;
    let selectors = selectors.clone();
    let parsed = tokio::task::spawn_blocking(move || {
        ingest::read(
            &answer.body,
            answer.content_type.as_deref(),
            &base,
            &selectors,
        )
        .map_err(|error| error.to_string())
    })
    .await;
    match parsed {
        Ok(parsed) => parsed.map_err(Failure::unusable),
        // A fault of ours in one feed must not take the others with it.
        Err(_) => Err(Failure::unusable(
            "reading it failed; please report this feed",
        )),
    }
}

fn read(member: &Member, answer: &Fetched, feed: ParsedFeed, hash: u64) -> Read {
    if let Some(damage) = &feed.damage {
        tracing::info!(source = member.spec.url, damage, "damaged feed");
    }
    let mut state = schedule::after_success(
        &member.state,
        answer,
        feed.pacing.clone(),
        member.every_seconds,
        clock::now(),
    );
    state.body_hash = Some(hash);
    Read { feed, state }
}

fn unchanged(member: Member, answer: &Fetched) -> Done {
    let now = clock::now();
    let state = schedule::after_not_modified(&member.state, answer, member.every_seconds, now);
    done(member, Outcome::Unchanged, Some(state))
}

fn failed(member: Member, failure: Failure) -> Done {
    let Failure { cause, text } = failure;
    let now = clock::now();
    let state = schedule::after_failure(&member.state, cause, &text, member.every_seconds, now);
    let outcome = match cause {
        Cause::Unreachable => Outcome::Unreachable(text),
        _ => Outcome::Failed(text),
    };
    done(member, outcome, Some(state))
}

fn done(member: Member, outcome: Outcome, unstored: Option<FetchState>) -> Done {
    let name = match &member.spec.name {
        Some(name) if !name.trim().is_empty() => name.clone(),
        _ => without_credentials(&member.spec.url),
    };
    Done {
        id: member.id,
        name,
        outcome,
        before: member.state,
        unstored,
    }
}

/// An address as it may be shown and logged.
fn without_credentials(url: &str) -> String {
    let Ok(mut parsed) = Url::parse(url) else {
        return url.to_owned();
    };
    if parsed.username().is_empty() && parsed.password().is_none() {
        return url.to_owned();
    }
    // Both can only fail for addresses without a host, which hold no credentials.
    let _ = parsed.set_username("");
    let _ = parsed.set_password(None);
    parsed.into()
}

/// Of a body and the rules it is read by. The version is part of it: a newer program may
/// read more out of the same bytes.
fn hash(body: &[u8], selectors: &Selectors) -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    format!("{selectors:?}").hash(&mut hasher);
    body.hash(&mut hasher);
    hasher.finish()
}
