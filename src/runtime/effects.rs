//! Effects made real: each is started here and answers with an event.

mod adding;
mod explanation;
mod health;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedSender;

use super::keeping::Keeper;
use super::questions::Questions;
use super::reading::{self, ArticleFetcher};
use super::reextract::RuleChange;
use super::writing::Writer;
use super::{answers, browser, clipboard, clock, poller, prefetch, refresh, setup};
use crate::app::config_change::SourceOutcome;
use crate::app::event::{Marked, RefreshProgress};
use crate::app::{Answer, ConfigEffect, Event, NetEffect, RequestId, StoreEffect};
use crate::config::{Loaded, Paths};
use crate::model::{Article, Change, HeadlineId, Kept, SourceId, SourceSpec};
use crate::net::{Client, NamedBy};
use crate::store::{Handle, Obstacle, Store};

/// What [`World::open`] needs.
pub(super) struct WorldParts {
    /// The configuration.
    pub config: Loaded,
    /// Where things are.
    pub paths: Paths,
    /// Where answers go.
    pub sender: UnboundedSender<Event>,
}

/// Nobody waits longer for prices that come again.
const KEEPING: Duration = Duration::from_millis(300);

/// The handles that the core must not hold.
pub(super) struct World {
    questions: Questions,
    /// What the user does is stored here, and nothing that takes long.
    user: Arc<Handle>,
    client: Arc<Client>,
    /// Fetched data; apart from `user`, so that a download never delays a key.
    fetcher: Arc<ArticleFetcher>,
    /// Asks for a round of fetching ahead.
    prefetch: Arc<Notify>,
    sender: UnboundedSender<Event>,
    quotes: UnboundedSender<poller::Order>,
    /// What the user did.
    writer: Writer,
    /// What the screen shows.
    keeper: Keeper,
    /// What it showed in the run before, until it is asked for.
    kept: Kept,
    /// Why nothing can be stored.
    obstacle: Option<Obstacle>,
    config_file: PathBuf,
    database: PathBuf,
    every_seconds: i64,
    keep_days: i64,
}

impl World {
    /// Opens the store and prepares the network. Nothing is downloaded yet.
    pub(super) async fn open(parts: WorldParts) -> anyhow::Result<Self> {
        let config = parts.config.config;
        let database = parts.paths.database();
        let store = Store::open_to_read(&database)?;
        let obstacle = store.obstacle().cloned();
        let user = Arc::new(Handle::own(store)?);
        let fetched = Arc::new(Handle::own(Store::open_to_read(&database)?)?);
        let searched = obstacle.is_none().then(|| database.clone());
        let questions = Questions::new(user.clone(), searched, parts.sender.clone());
        let writer = Writer::start(user.clone(), parts.sender.clone());
        let specs = config.sources.clone();
        user.call(Store::hurry).await;
        if obstacle.is_none() {
            store_sources(&writer, specs, false);
            // What is downloaded next depends on it.
            writer.settled().await;
        }
        let kept = user.call(|store| store.kept()).await;
        // Only the screen would begin otherwise than it was left.
        let kept = kept.unwrap_or_else(|error| {
            tracing::warn!(%error, "what the screen showed is not known");
            Kept::default()
        });
        let client = Arc::new(Client::new(&setup::client_options(&config))?);
        // Apart from the downloads, so that no price waits behind two hundred feeds.
        let quotes = poller::start(
            Arc::new(Client::new(&setup::client_options(&config))?),
            fetched.clone(),
            &config,
            parts.sender.clone(),
        );
        let fetcher = Arc::new(ArticleFetcher::new(
            client.clone(),
            fetched,
            Paths::site_rules(&parts.config.path),
        ));
        let pages = prefetch::Options::new(config.fetch.articles_a_day);
        let prefetch = prefetch::start(fetcher.clone(), pages, parts.sender.clone());
        Ok(Self {
            questions,
            client,
            fetcher,
            prefetch,
            sender: parts.sender,
            quotes,
            keeper: Keeper::start(user.clone()),
            kept,
            user,
            writer,
            obstacle,
            config_file: parts.config.path,
            database,
            every_seconds: config.every_seconds,
            keep_days: config.keep_days,
        })
    }

    /// Why nothing can be stored, if that is so.
    pub(super) fn obstacle(&self) -> Option<&Obstacle> {
        self.obstacle.as_ref()
    }

    /// What the screen showed in the run before.
    pub(super) fn take_kept(&mut self) -> Kept {
        std::mem::take(&mut self.kept)
    }

    /// What the screen shows, on its way to the disk.
    pub(super) fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// Keeps the prices for the next start, unless that takes long.
    pub(super) async fn keep_quotes(&self) {
        let (done, kept) = tokio::sync::oneshot::channel();
        if self.quotes.send(poller::Order::Keep(done)).is_ok() {
            drop(tokio::time::timeout(KEEPING, kept).await);
        }
    }

    /// What the user did, on its way to the disk.
    pub(super) fn writer(&self) -> &Writer {
        &self.writer
    }

    /// Starts a question to the store, or a change of it. Neither blocks; answers come as events.
    pub(super) fn store(&self, effect: StoreEffect) {
        match effect {
            StoreEffect::LoadList {
                request,
                query,
                zone,
            } => self.questions.list(request, query, zone),
            StoreEffect::LoadUnread { request, query } => self.questions.unread(request, query),
            StoreEffect::LoadRows { request, ids } => self.questions.rows(request, ids),
            StoreEffect::LoadStored { request, id } => self.questions.stored(request, id),
            StoreEffect::CountDay { request, day } => self.questions.day(request, day),
            StoreEffect::Keep(kept) => self.keeper.keep(*kept),
            StoreEffect::Change { request, change } => self.change(request, change),
        }
    }

    /// Starts a download, or reads a page that was downloaded.
    pub(super) fn net(&self, effect: NetEffect) {
        match effect {
            NetEffect::FetchArticle { request, id } => self.fetch_article(request, id),
            NetEffect::FetchPage { request, url } => self.fetch_page(request, url),
            NetEffect::LoadWhole { request, id } => self.load_whole(request, id),
            NetEffect::Explain { request, id } => self.explain(request, id),
            NetEffect::Refresh { force, only } => self.refresh(force, only),
            NetEffect::Prefetch => self.prefetch.notify_one(),
            NetEffect::WatchQuotes { keys } => drop(self.quotes.send(poller::Order::Watch(keys))),
            NetEffect::AskQuotes => drop(self.quotes.send(poller::Order::AskNow)),
        }
    }

    /// Starts a change of the user's files.
    pub(super) fn config(&self, effect: ConfigEffect) {
        match effect {
            ConfigEffect::AddSource { request, url } => self.add_source(request, &url),
            ConfigEffect::AddSpecs { request, specs } => self.add_specs(request, specs),
            ConfigEffect::Import { request, path } => self.import(request, &path),
            ConfigEffect::ChangeSource { request, change } => self.change_source(request, change),
            ConfigEffect::AddRule { request, id, rule } => {
                self.change_rule(request, id, RuleChange::Add(rule));
            }
            ConfigEffect::Undo { request, undo } => self.undo(request, undo),
        }
    }

    /// Stores what the user did. The next frame waits for what is to be answered.
    fn change(&self, request: Option<RequestId>, change: Change) {
        let now = clock::now();
        let make = move |store: &mut Store| {
            let changed = store.change(&change, now)?;
            let Some(request) = request else {
                return Ok(None);
            };
            let counts = answers::counts(store)?;
            let answer = Answer::Marked(Ok(Marked { changed, counts }));
            Ok(Some(Event::Answer(request, answer)))
        };
        let failed = move |reason| match request {
            Some(request) => Event::Answer(request, Answer::Marked(Err(reason))),
            None => Event::Failed(format!("the reading place is not stored: {reason}")),
        };
        self.writer.store(request.is_some(), make, failed);
    }

    fn fetch_article(&self, request: RequestId, id: HeadlineId) {
        let (fetcher, sender) = (self.fetcher.clone(), self.sender.clone());
        tokio::spawn(async move {
            let article = fetcher.article(id, NamedBy::User).await;
            drop(sender.send(clean(request, article)));
        });
    }

    fn fetch_page(&self, request: RequestId, url: String) {
        let (fetcher, sender) = (self.fetcher.clone(), self.sender.clone());
        tokio::spawn(async move {
            let article = fetcher.page(&url).await;
            drop(sender.send(clean(request, article)));
        });
    }

    fn refresh(&self, force: bool, only: Option<SourceId>) {
        let (fetcher, sender) = (self.fetcher.clone(), self.sender.clone());
        let options = refresh::Options {
            force,
            only: only.map(|id| vec![id]),
            every_seconds: self.every_seconds,
            keep_days: self.keep_days,
        };
        tokio::spawn(async move {
            let events = sender.clone();
            let progress = move |step| {
                if let Some(step) = progress_of(step) {
                    drop(events.send(Event::Refresh(step)));
                }
            };
            if let Err(error) = fetcher.refresh(&options, progress).await {
                drop(sender.send(Event::Failed(error.to_string())));
            }
            let at = clock::now();
            drop(sender.send(Event::Refresh(RefreshProgress::Finished { at })));
        });
    }

    /// Opens an address with the first of these programs that takes it.
    pub(super) fn browse(&self, programs: Vec<Vec<String>>) {
        let sender = self.sender.clone();
        tokio::spawn(async move {
            drop(sender.send(match browser::open(programs).await {
                Ok(name) => Event::Done(format!("opened with {name}")),
                Err(reason) => Event::NoBrowser(reason),
            }));
        });
    }

    /// Copies text that the terminal has got already to the desktop's clipboard.
    pub(super) fn copy(&self, text: String) {
        let sender = self.sender.clone();
        tokio::spawn(async move {
            let variable = |name: &str| std::env::var(name).ok();
            drop(sender.send(match clipboard::copy(&text, variable).await {
                Some(program) => Event::Done(format!("copied with {program}: {text}")),
                None => Event::Done(format!("sent to the terminal: {text}")),
            }));
        });
    }
}

fn clean(request: RequestId, article: Result<Article, reading::ReadingError>) -> Event {
    let article = article.map(Arc::new).map_err(|error| error.to_string());
    Event::Answer(request, Answer::Clean(article))
}

fn progress_of(step: refresh::Progress) -> Option<RefreshProgress> {
    match step {
        refresh::Progress::Started { asked } => Some(RefreshProgress::Started(asked)),
        refresh::Progress::Source { name, result } => Some(match result {
            Ok(new_headlines) => RefreshProgress::Source {
                new_headlines,
                failure: None,
            },
            Err(reason) => RefreshProgress::Source {
                new_headlines: 0,
                failure: Some((name, reason)),
            },
        }),
        refresh::Progress::Finished => None,
    }
}

/// Tells the store what the configuration says; with `tell`, or when another program delayed it,
/// the list is read again.
fn store_sources(writer: &Writer, specs: Vec<SourceSpec>, tell: bool) {
    let is_late = AtomicBool::new(tell);
    let change = move |store: &mut Store| {
        let is_late = is_late.swap(true, Ordering::Relaxed);
        store.set_sources(&specs)?;
        let done = Answer::SourceChanged(Ok(SourceOutcome::default()));
        Ok(is_late.then_some(Event::Answer(RequestId::default(), done)))
    };
    writer.store(true, change, Event::Failed);
}
