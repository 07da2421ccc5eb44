//! An article to read: the stored one, else its page downloaded and cleaned, else the feed's
//! own text.
//!
//! The page is judged against what the feed said. A page that shares nothing with that (it asks
//! for consent, it has an error) is a failure like a download that broke: nothing is stored, the
//! feed's own title and text stay, and the reason is said.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use url::Url;

use super::choice::{self, better, feed_article, wall};
use super::extract_options::ExtractOptions;
pub use super::reading_error::ReadingError;
use super::{clock, page, refresh, site_templates};
use crate::extract::page::wall::Wall;
use crate::ingest::enclosure;
use crate::model::explanation::site_of;
use crate::model::source::shown_address;
use crate::model::{Article, Headline, HeadlineId};
use crate::net::{Client, NamedBy};
use crate::store::pages::StoredPage;
use crate::store::{self, StoreError};

/// What is stored about a headline.
pub(super) struct Stored {
    pub headline: Headline,
    pub article: Option<Article>,
    pub body: Option<String>,
    /// The user's selector of the full text, if the source has one.
    pub selector: Option<String>,
}

/// Where articles are fetched: each once, also when the user opens one that is being fetched
/// ahead.
#[derive(Debug)]
pub struct ArticleFetcher {
    pub(super) client: Arc<Client>,
    pub(super) store: Arc<store::Handle>,
    /// The file of the user's rules for sites.
    pub(super) rules: PathBuf,
    in_flight: Mutex<HashMap<HeadlineId, Arc<tokio::sync::Mutex<()>>>>,
}

impl ArticleFetcher {
    /// One with these connections, and the file of the user's rules for sites.
    #[must_use]
    pub fn new(client: Arc<Client>, store: Arc<store::Handle>, rules: PathBuf) -> Self {
        Self {
            client,
            store,
            rules,
            in_flight: Mutex::default(),
        }
    }

    /// See [`article`]; waits for the same article if it is under way.
    ///
    /// # Errors
    /// When there is nothing to read: see [`ReadingError`].
    pub async fn article(
        &self,
        id: HeadlineId,
        named_by: NamedBy,
    ) -> Result<Article, ReadingError> {
        let turn = self.in_flight().entry(id).or_default().clone();
        let article = {
            let _turn = turn.lock().await;
            article(&self.client, &self.store, &self.rules, id, named_by).await
        };
        // Forgotten by the last one that waits for it: the map's own and ours are left.
        self.in_flight()
            .retain(|other, turn| *other != id || Arc::strong_count(turn) > 2);
        article
    }

    /// See [`page()`].
    ///
    /// # Errors
    /// When there is nothing to read: see [`ReadingError`].
    pub async fn page(&self, url: &str) -> Result<Article, ReadingError> {
        page(&self.client, Some(&self.store), &self.rules, url).await
    }

    /// See [`super::refresh::refresh`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn refresh(
        &self,
        options: &refresh::Options,
        progress: impl FnMut(refresh::Progress),
    ) -> Result<refresh::Summary, StoreError> {
        refresh::refresh(&self.client, &self.store, options, progress).await
    }

    fn in_flight(&self) -> MutexGuard<'_, HashMap<HeadlineId, Arc<tokio::sync::Mutex<()>>>> {
        self.in_flight
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The clean article of a headline; what is found is stored, so that it can be read again
/// without a network. `rules` is the file of the user's rules for sites; the link is named by the
/// user when he opens it, else by its source.
///
/// # Errors
/// When there is nothing to read: see [`ReadingError`].
pub async fn article(
    client: &Client,
    store: &store::Handle,
    rules: &Path,
    id: HeadlineId,
    named_by: NamedBy,
) -> Result<Article, ReadingError> {
    let stored = store.call(move |store| stored(store, id)).await?;
    let Stored {
        headline,
        article,
        body,
        selector,
    } = stored.ok_or(ReadingError::Missing(id))?;
    if let Some(article) = article {
        return Ok(article);
    }
    let from_feed = body.as_deref().map(|html| feed_article(&headline, html));
    let Some(link) = headline.link.clone() else {
        return from_feed.ok_or(ReadingError::NoLink);
    };
    // A file has no page to fetch: what the feed says of it is all there is.
    if let Some(from_feed) = from_feed.as_ref()
        && body
            .as_deref()
            .is_some_and(|body| enclosure::is_file(body, &link))
    {
        return Ok(from_feed.clone());
    }
    let announced = Announced {
        headline: Some(headline),
        body,
        selector,
    };
    let judged = fetch(client, Some(store), rules, (&link, named_by), announced).await?;
    // The feed's text is then shown as what it is.
    let is_empty = judged.article.is_empty();
    let found = better(judged.article, from_feed, |_| judged.is_whole);
    if is_empty {
        return Err(ReadingError::NoText {
            url: shown_address(&link),
        });
    }
    let (copy, page, now) = (found.clone(), judged.page, clock::now());
    let saved = store
        .call(move |store| {
            store.save_article(id, &copy, now)?;
            match page {
                Some(page) => store.save_page(id, &page, now),
                None => Ok(()),
            }
        })
        .await;
    // What cannot be kept can be read.
    if let Err(error) = saved {
        tracing::warn!("article {id} is not stored: {error}");
    }
    Ok(found)
}

/// The clean article of any page that the user opens. It is not stored; with a store, what is known of its site is
/// used and added to.
///
/// # Errors
/// When there is nothing to read: see [`ReadingError`].
pub async fn page(
    client: &Client,
    store: Option<&store::Handle>,
    rules: &Path,
    url: &str,
) -> Result<Article, ReadingError> {
    let named = (url, NamedBy::User);
    let article = fetch(client, store, rules, named, Announced::default())
        .await?
        .article;
    if article.is_empty() {
        let url = shown_address(url);
        return Err(ReadingError::NoText { url });
    }
    Ok(article)
}

pub(super) fn stored(
    store: &mut store::Store,
    id: HeadlineId,
) -> Result<Option<Stored>, StoreError> {
    let Some(headline) = store.headline(id)? else {
        return Ok(None);
    };
    let article = store.article(id)?;
    let spec = store.spec(headline.source)?;
    let selector = spec.and_then(|spec| spec.selectors.article);
    Ok(Some(Stored {
        body: store.body(id)?,
        article,
        headline,
        selector,
    }))
}

/// A page as it was read, and as it is kept.
struct ReadPage {
    article: Article,
    /// The page shows little else.
    is_whole: bool,
    page: Option<StoredPage>,
}

/// What is known of a page before it is asked for.
#[derive(Default)]
struct Announced {
    headline: Option<Headline>,
    /// The feed's own text.
    body: Option<String>,
    /// The user's selector of the full text, if the source has one.
    selector: Option<String>,
}

async fn fetch(
    client: &Client,
    store: Option<&store::Handle>,
    rules: &Path,
    (url, named_by): (&str, NamedBy),
    announced: Announced,
) -> Result<ReadPage, ReadingError> {
    let page = page::download(client, url, named_by).await?;
    let fault = ReadingError::Fault {
        url: shown_address(url),
    };
    let site = site_templates::Site::of(store, &page.url);
    let Announced {
        headline,
        body,
        selector,
    } = announced;
    let options = ExtractOptions {
        headline: headline.as_ref().map(|row| row.title.clone()),
        anchor: body,
        selector,
        template: site.template().await,
        rules: Vec::new(),
    };
    let rules = rules.to_owned();
    // A long page takes long enough to be felt by whoever presses keys meanwhile.
    let judged = tokio::task::spawn_blocking(move || {
        let page::Downloaded {
            url,
            text: html,
            is_plain,
        } = page;
        if is_plain {
            let article = page::of_text(&html, &url, headline.as_ref());
            let judged = ReadPage {
                article,
                is_whole: true,
                page: None,
            };
            return Ok((judged, None));
        }
        let options = options.with_rules(&rules, &url);
        let (article, observation) = options.article(&html, &url);
        let body = options.anchor.as_deref();
        if let Some(wall) = headline.and_then(|row| wall(&article, &html, &url, &row, body)) {
            return Err(in_place(&url, wall));
        }
        let authority = site_of(&url);
        // Of a text of the feed's own it decides, and it reads the page once more.
        let is_whole = body.is_some() && choice::is_whole(&article, &html, &url);
        let page = authority.and_then(|authority| StoredPage::pack(authority, url, &html));
        let judged = ReadPage {
            article,
            is_whole,
            page,
        };
        Ok((judged, Some(observation)))
    });
    // What stands in an article's place teaches nothing of the site's articles.
    let (judged, observation) = judged.await.map_err(|_| fault)??;
    if let Some(observation) = observation {
        site.learn(observation);
    }
    Ok(judged)
}

/// The failure that a wall is.
fn in_place(url: &str, wall: Wall) -> ReadingError {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
    ReadingError::Wall {
        site: host.to_owned(),
        wall,
    }
}
