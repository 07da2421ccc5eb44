//! Articles fetched before anybody opens them, so that they are there when the reader arrives,
//! and on the train.
//!
//! Nobody asked for these pages yet, so they are fetched as a guest: from each site one at a
//! time with a pause between two, by its `robots.txt`, not after it said "later", each page
//! once, and not more than a bound a day. The user's own requests never wait behind them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::SignedDuration;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Notify, Semaphore};
use url::Url;

use super::clock;
use super::reading::ArticleFetcher;
use super::reading_error::ReadingError;
use crate::app::Event;
use crate::app::event::PrefetchProgress;
use crate::model::source::shown_address;
use crate::model::{Failure, HeadlineId};
use crate::net::inside::Own;
use crate::net::robots::Robots;
use crate::net::{NamedBy, NetError, Request, RequestKind};
use crate::store::{Site, StoreError, Waiting};

/// Sites asked at once.
const SITES: usize = 4;
/// Headlines that arrived longer ago are opened or they are not wanted.
const NEW: SignedDuration = SignedDuration::from_hours(48);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// How long a site that cannot be reached, or does not say for how long it wants to be left
/// alone, is left alone.
const LATER: SignedDuration = SignedDuration::from_mins(30);
/// Pages of one site that fail in a row before the rest is left for another time.
const FAILURES: usize = 3;

/// How much is fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Pages a day; 0 for none.
    pub a_day: u64,
    /// Shortest time between two pages of one site.
    pub pause: Duration,
}

impl Options {
    /// With the ordinary pause.
    #[must_use]
    pub fn new(a_day: u64) -> Self {
        Self {
            a_day,
            pause: Duration::from_secs(2),
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Articles that are stored now.
    pub stored: usize,
    /// Address and reason of each page that gave none.
    pub failed: Vec<(String, String)>,
    /// Pages that their site does not want to be fetched by a program.
    pub forbidden: usize,
    /// Pages that are left for another time, since their site asks for it or is not reached.
    pub postponed: usize,
}

/// Fetches ahead each time it is notified, and says how it goes. One round runs at a time; a
/// wish that comes meanwhile is one more round.
pub fn start(
    fetcher: Arc<ArticleFetcher>,
    options: Options,
    sender: UnboundedSender<Event>,
) -> Arc<Notify> {
    let wanted = Arc::new(Notify::new());
    let wishes = wanted.clone();
    tokio::spawn(async move {
        while options.a_day > 0 && !sender.is_closed() {
            wishes.notified().await;
            let tell = |step| drop(sender.send(Event::Prefetch(step)));
            if let Err(error) = prefetch(&fetcher, &options, tell).await {
                drop(sender.send(Event::Failed(error.to_string())));
            }
            tell(PrefetchProgress::Finished);
        }
    });
    wanted
}

/// Fetches the pages of new headlines whose sources want it. `progress` hears how many there are
/// and then of each; that it is over is the caller's to say.
///
/// # Errors
/// When the store cannot be read or written. A page that fails is no error: it is in the summary.
pub async fn prefetch(
    fetcher: &ArticleFetcher,
    options: &Options,
    progress: impl FnMut(PrefetchProgress) + Send,
) -> Result<Summary, StoreError> {
    let now = clock::now();
    let (new, today) = (clock::before(now, NEW), clock::before(now, DAY));
    let a_day = options.a_day;
    let waiting = fetcher
        .store
        .call(move |store| {
            let left = a_day.saturating_sub(store.prefetched(today)?);
            store.waiting(new, usize::try_from(left).unwrap_or(usize::MAX))
        })
        .await?;
    let work = Work {
        fetcher,
        pause: options.pause,
        sites: Semaphore::new(SITES),
        course: Mutex::new((Summary::default(), progress)),
    };
    work.report(PrefetchProgress::Started(waiting.len()), |_| ());
    let mut running: FuturesUnordered<_> = by_site(waiting)
        .into_iter()
        .map(|(group, pages)| work.visit(group.authority, pages))
        .collect();
    while let Some(visited) = running.next().await {
        visited?;
    }
    drop(running);
    let course = work.course.into_inner();
    Ok(course.unwrap_or_else(PoisonError::into_inner).0)
}

/// The page of a headline.
struct HeadlinePage {
    id: HeadlineId,
    url: Url,
    named_by: NamedBy,
}

/// Pages that share a `robots.txt`, and the place inside that they may lead to: what one
/// source may name at home, another may not.
#[derive(PartialEq)]
struct Group {
    authority: String,
    own: Option<Own>,
}

/// The pages of each site in the order in which they came.
fn by_site(waiting: Vec<Waiting>) -> Vec<(Group, Vec<HeadlinePage>)> {
    let mut sites: Vec<(Group, Vec<HeadlinePage>)> = Vec::new();
    for one in waiting {
        let Ok(url) = Url::parse(&one.link) else {
            continue;
        };
        let named_by = NamedBy::source(&one.source, one.location);
        let group = Group {
            authority: authority(&url),
            own: named_by.own(),
        };
        let page = HeadlinePage {
            id: one.id,
            url,
            named_by,
        };
        match sites.iter_mut().find(|(site, _)| *site == group) {
            Some((_, pages)) => pages.push(page),
            None => sites.push((group, vec![page])),
        }
    }
    sites
}

/// Scheme, host and port: what one `robots.txt` speaks for (RFC 9309 section 2.3).
fn authority(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Why no page of a site is asked for.
enum Barred {
    /// The site asks for it, or is not reached: another time.
    Later,
    /// It is inside, where their source may not lead.
    Inside(NetError),
}

struct Work<'a, P> {
    fetcher: &'a ArticleFetcher,
    pause: Duration,
    sites: Semaphore,
    course: Mutex<(Summary, P)>,
}

impl<P: FnMut(PrefetchProgress) + Send> Work<'_, P> {
    fn report(&self, step: PrefetchProgress, count: impl FnOnce(&mut Summary)) {
        let mut course = self.course.lock().unwrap_or_else(PoisonError::into_inner);
        count(&mut course.0);
        (course.1)(step);
    }

    /// Fetches the pages of one site, one after the other.
    async fn visit(&self, authority: String, pages: Vec<HeadlinePage>) -> Result<(), StoreError> {
        let _place = self.sites.acquire().await;
        let mut site = self.known(&authority).await?;
        let Some(first) = pages.first() else {
            return Ok(());
        };
        let named_by = first.named_by.clone();
        let mut left = pages.into_iter();
        if site.not_before <= clock::now() {
            match self.robots(&authority, named_by, &mut site).await {
                Ok(robots) => self.fetch_all(&robots, &mut site, &mut left).await?,
                Err(Barred::Later) => {}
                // No page of it may be asked, now or later; the site itself has done nothing.
                Err(Barred::Inside(error)) => {
                    for page in left {
                        let reason = error.to_string();
                        self.give_up(page, error.clone().into(), reason).await?;
                    }
                    return Ok(());
                }
            }
            self.save(authority, site).await?;
        }
        for _ in left {
            self.report(PrefetchProgress::Page(None), |summary| {
                summary.postponed += 1;
            });
        }
        Ok(())
    }

    async fn known(&self, authority: &str) -> Result<Site, StoreError> {
        let authority = authority.to_owned();
        let site = self.fetcher.store.call(move |store| store.site(&authority));
        Ok(site.await?.unwrap_or_default())
    }

    async fn save(&self, authority: String, site: Site) -> Result<(), StoreError> {
        let save = move |store: &mut crate::store::Store| store.save_site(&authority, &site);
        self.fetcher.store.call(save).await
    }

    /// The site's rules, asked for once a day.
    async fn robots(
        &self,
        authority: &str,
        named_by: NamedBy,
        site: &mut Site,
    ) -> Result<Robots, Barred> {
        let now = clock::now();
        if site.robots_until > now {
            return Ok(rules(site));
        }
        let url = format!("{authority}/robots.txt");
        let request = Request::new(url, RequestKind::Robots, named_by);
        let answer = match self.fetcher.client.fetch(&request).await {
            Ok(answer) => answer,
            Err(error) if error.is_inside() => return Err(Barred::Inside(error)),
            Err(_) => {
                postpone(site, LATER);
                return Err(Barred::Later);
            }
        };
        site.robots = match answer.status {
            200..=299 => Some(String::from_utf8_lossy(&answer.body).into_owned()),
            429 | 500.. => {
                postpone(site, later(answer.retry_after));
                return Err(Barred::Later);
            }
            _ => None,
        };
        site.robots_until = now.saturating_add(DAY).unwrap_or(now);
        Ok(rules(site))
    }

    async fn fetch_all(
        &self,
        robots: &Robots,
        site: &mut Site,
        left: &mut std::vec::IntoIter<HeadlinePage>,
    ) -> Result<(), StoreError> {
        let pause = self.pause.max(robots.delay.unwrap_or_default());
        let mut failures = 0;
        let mut is_first = true;
        for page in left.by_ref() {
            if !robots.allows(&page.url[url::Position::BeforePath..url::Position::AfterQuery]) {
                self.note(page.id, Some(Failure::Robots)).await?;
                self.report(PrefetchProgress::Page(None), |summary| {
                    summary.forbidden += 1;
                });
                continue;
            }
            if !std::mem::take(&mut is_first) {
                tokio::time::sleep(pause).await;
            }
            let article = self.fetcher.article(page.id, page.named_by.clone()).await;
            match article {
                Ok(_) => {
                    failures = 0;
                    self.note(page.id, None).await?;
                    let step = PrefetchProgress::Page(Some(page.id));
                    self.report(step, |summary| summary.stored += 1);
                }
                Err(ReadingError::Store(error)) => return Err(error),
                Err(error) => {
                    failures += 1;
                    if !self.miss(page, error, site, failures).await? {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// A page gave nothing; whether to go on with this site.
    async fn miss(
        &self,
        page: HeadlinePage,
        error: ReadingError,
        site: &mut Site,
        failures: usize,
    ) -> Result<bool, StoreError> {
        if let ReadingError::Download { source, .. } = &error
            && let Some(wait) = passing(source)
        {
            // The site, not the page, is to blame: the page is tried again another time.
            postpone(site, wait);
            self.report(PrefetchProgress::Page(None), |summary| {
                summary.postponed += 1;
            });
            return Ok(false);
        }
        self.give_up(page, error.failure(), error.to_string())
            .await?;
        if failures >= FAILURES {
            postpone(site, LATER);
            return Ok(false);
        }
        Ok(true)
    }

    /// The page is not tried again; whoever opens it asks for it himself.
    async fn give_up(
        &self,
        page: HeadlinePage,
        failure: Failure,
        reason: String,
    ) -> Result<(), StoreError> {
        self.note(page.id, Some(failure)).await?;
        let url = shown_address(page.url.as_str());
        self.report(PrefetchProgress::Page(None), |summary| {
            summary.failed.push((url, reason));
        });
        Ok(())
    }

    async fn note(&self, id: HeadlineId, failure: Option<Failure>) -> Result<(), StoreError> {
        let now = clock::now();
        let note =
            move |store: &mut crate::store::Store| store.note_prefetch(id, failure.as_ref(), now);
        self.fetcher.store.call(note).await
    }
}

fn rules(site: &Site) -> Robots {
    site.robots
        .as_deref()
        .map_or_else(Robots::allow_all, Robots::parse)
}

fn postpone(site: &mut Site, wait: SignedDuration) {
    let now = clock::now();
    site.not_before = now.saturating_add(wait.min(DAY)).unwrap_or(now);
}

/// How long a site is left alone after a failure that says "not now" and nothing of the page.
fn passing(error: &NetError) -> Option<SignedDuration> {
    match error {
        NetError::Status {
            status,
            retry_after,
        } => {
            let is_asked = retry_after.is_some() || matches!(status, 429 | 503);
            is_asked.then(|| later(*retry_after))
        }
        other => other.is_unreachable().then_some(LATER),
    }
}

/// How long a site that asks for it is left alone: not less than a minute.
fn later(asked: Option<Duration>) -> SignedDuration {
    let asked: Option<SignedDuration> = asked.and_then(|wait| wait.try_into().ok());
    asked.map_or(LATER, |asked| asked.max(SignedDuration::from_mins(1)))
}
