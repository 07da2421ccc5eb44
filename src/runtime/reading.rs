//! An article to read: the stored one, else its page downloaded and cleaned, else the feed's
//! own text.
//!
//! The page is judged against what the feed said. A page that yields nothing, or much less
//! than the feed's own text (a consent wall, a script-only page), does not replace it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use url::Url;

use super::{clock, learning, refresh};
use crate::extract;
use crate::extract::site::{Observation, Template};
use crate::ingest::charset;
use crate::model::{Article, Headline, HeadlineId, When};
use crate::net::{Client, Fetched, Kind, NetError, Request};
use crate::store::{self, StoreError};

/// Why there is no article.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such headline.
    #[error("there is no headline {0}")]
    Missing(HeadlineId),
    /// Neither a link nor a text.
    #[error("this headline has neither a link nor a text")]
    NoLink,
    /// The page could not be downloaded.
    #[error("{url}: {source}")]
    Download {
        /// The page's address.
        url: String,
        /// The cause.
        source: NetError,
    },
    /// Not a web page.
    #[error("{url} is {what}, not a web page; open it in a browser")]
    NotAPage {
        /// Its address.
        url: String,
        /// "a PDF document", "a file of type video/mp4".
        what: String,
    },
    /// A page without any text.
    #[error("no article text was found on {url}; open it in a browser")]
    NoText {
        /// Its address.
        url: String,
    },
    /// Our fault.
    #[error("reading {url} failed; please report this page")]
    Fault {
        /// The page's address.
        url: String,
    },
}

/// What is stored about a headline.
struct Stored {
    headline: Headline,
    article: Option<Article>,
    body: Option<String>,
    /// The user's selector of the full text, if the source has one.
    selector: Option<String>,
}

/// Where articles are fetched: each once, also when the user opens one that is being fetched
/// ahead.
#[derive(Debug)]
pub struct Desk {
    pub(super) client: Arc<Client>,
    pub(super) store: Arc<store::Handle>,
    in_flight: Mutex<HashMap<HeadlineId, Arc<tokio::sync::Mutex<()>>>>,
}

impl Desk {
    /// A desk with these connections.
    #[must_use]
    pub fn new(client: Arc<Client>, store: Arc<store::Handle>) -> Self {
        Self {
            client,
            store,
            in_flight: Mutex::default(),
        }
    }

    /// See [`article`]; waits for the same article if it is under way.
    ///
    /// # Errors
    /// When there is nothing to read: see [`ReadingError`].
    pub async fn article(&self, id: HeadlineId) -> Result<Article, ReadingError> {
        let turn = self.in_flight().entry(id).or_default().clone();
        let article = {
            let _turn = turn.lock().await;
            article(&self.client, &self.store, id).await
        };
        // Forgotten by the last one that waits for it: the map's own and ours are left.
        self.in_flight()
            .retain(|other, turn| *other != id || Arc::strong_count(turn) > 2);
        article
    }

    /// See [`page`].
    ///
    /// # Errors
    /// When there is nothing to read: see [`ReadingError`].
    pub async fn page(&self, url: &str) -> Result<Article, ReadingError> {
        page(&self.client, Some(&self.store), url).await
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
/// without a network.
///
/// # Errors
/// When there is nothing to read: see [`ReadingError`].
pub async fn article(
    client: &Client,
    store: &store::Handle,
    id: HeadlineId,
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
    let Some(link) = headline.link else {
        return from_feed.ok_or(ReadingError::NoLink);
    };
    let from_page = fetch(client, Some(store), &link, body, selector).await?;
    let found = better(from_page, from_feed);
    if found.is_empty() {
        return Err(ReadingError::NoText { url: link });
    }
    let copy = found.clone();
    store
        .call(move |store| store.save_article(id, &copy, clock::now()))
        .await?;
    Ok(found)
}

/// The clean article of any page. It is not stored; with a store, what is known of its site is
/// used and added to.
///
/// # Errors
/// When there is nothing to read: see [`ReadingError`].
pub async fn page(
    client: &Client,
    store: Option<&store::Handle>,
    url: &str,
) -> Result<Article, ReadingError> {
    let article = fetch(client, store, url, None, None).await?;
    if article.is_empty() {
        let url = url.to_owned();
        return Err(ReadingError::NoText { url });
    }
    Ok(article)
}

/// The feed's own text of a headline as an article.
#[must_use]
pub fn feed_article(headline: &Headline, html: &str) -> Article {
    let base = headline
        .link
        .as_deref()
        .and_then(|link| Url::parse(link).ok());
    Article {
        url: headline.link.clone(),
        title: headline.title.clone(),
        byline: headline.author.iter().cloned().collect(),
        published: Some(When::utc(headline.published)),
        site: Some(headline.source_name.clone()),
        blocks: extract::fragment(html, base.as_ref()),
        ..Article::default()
    }
}

fn stored(store: &mut store::Store, id: HeadlineId) -> Result<Option<Stored>, StoreError> {
    let Some(headline) = store.headline(id)? else {
        return Ok(None);
    };
    let article = store.article(id)?;
    let selector = match &article {
        Some(_) => None,
        None => store
            .spec(headline.source)?
            .and_then(|spec| spec.selectors.article),
    };
    Ok(Some(Stored {
        body: store.body(id)?,
        article,
        headline,
        selector,
    }))
}

/// The page's article, unless it says much less than the feed.
fn better(from_page: Article, from_feed: Option<Article>) -> Article {
    let Some(from_feed) = from_feed else {
        return from_page;
    };
    let (page, feed) = (from_page.len(), from_feed.len());
    if page > 0 && page * 2 >= feed {
        return Article {
            published: from_page.published.or(from_feed.published),
            site: from_page.site.or(from_feed.site),
            title: if from_page.title.is_empty() {
                from_feed.title
            } else {
                from_page.title
            },
            ..from_page
        };
    }
    Article {
        paywalled: from_page.paywalled,
        ..from_feed
    }
}

/// Downloads a web page.
///
/// # Errors
/// When it cannot be had, or is no web page.
pub async fn download(client: &Client, url: &str) -> Result<Fetched, ReadingError> {
    let download = |source| ReadingError::Download {
        url: url.to_owned(),
        source,
    };
    let request = Request::new(url, Kind::Page);
    let fetched = client.fetch(&request).await;
    let fetched = fetched.and_then(Fetched::success).map_err(download)?;
    match not_a_page(&fetched) {
        Some(what) => Err(ReadingError::NotAPage {
            url: fetched.final_url,
            what,
        }),
        None => Ok(fetched),
    }
}

/// The text of a downloaded page.
#[must_use]
pub fn decoded(fetched: &Fetched) -> String {
    let content_type = fetched.content_type.as_deref();
    charset::decode(&fetched.body, content_type, charset::Kind::Html)
}

async fn fetch(
    client: &Client,
    store: Option<&store::Handle>,
    url: &str,
    anchor: Option<String>,
    selector: Option<String>,
) -> Result<Article, ReadingError> {
    let fetched = download(client, url).await?;
    let fault = ReadingError::Fault {
        url: url.to_owned(),
    };
    let site = learning::Site::of(store, &fetched.final_url);
    let template = site.template().await;
    // A long page takes long enough to be felt by whoever presses keys meanwhile.
    let judged = tokio::task::spawn_blocking(move || {
        extract(&fetched, anchor.as_deref(), selector.as_deref(), &template)
    });
    let (article, observation) = judged.await.map_err(|_| fault)?;
    site.learn(observation);
    Ok(article)
}

fn extract(
    fetched: &Fetched,
    anchor: Option<&str>,
    selector: Option<&str>,
    template: &Template,
) -> (Article, Observation) {
    let html = decoded(fetched);
    let options = extract::Options {
        url: Some(&fetched.final_url),
        anchor,
        site: Some(template),
    };
    let (mut article, observation) = extract::observed(&html, &options);
    if let Some(chosen) = selector.and_then(|selector| select(&html, selector)) {
        let base = Url::parse(&fetched.final_url).ok();
        article.blocks = extract::fragment(&chosen, base.as_ref());
    }
    if article.url.is_none() {
        article.url = Some(fetched.final_url.clone());
    }
    (article, observation)
}

/// The HTML of the elements that the user's selector finds. Selectors are checked when the
/// configuration is read; a bad one finds nothing here.
fn select(html: &str, selector: &str) -> Option<String> {
    let selector = scraper::Selector::parse(selector).ok()?;
    let document = extract::dom::parse(html);
    let found: String = document
        .select(&selector)
        .map(|element| element.html())
        .collect();
    (!found.is_empty()).then_some(found)
}

/// What the answer is if it is no HTML; by its declared type, else by its first bytes.
fn not_a_page(fetched: &Fetched) -> Option<String> {
    let declared = fetched.content_type.as_deref().unwrap_or_default();
    let mime = declared.split(';').next().unwrap_or_default().trim();
    let mime = mime.to_ascii_lowercase();
    let looks_like_html = fetched
        .body
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !matches!(**byte, 0xef | 0xbb | 0xbf))
        == Some(&b'<');
    match mime.as_str() {
        "text/html" | "application/xhtml+xml" => None,
        "application/pdf" => Some("a PDF document".to_owned()),
        _ if fetched.body.starts_with(b"%PDF-") => Some("a PDF document".to_owned()),
        "" | "text/plain" | "application/xml" | "text/xml" | "application/octet-stream"
            if looks_like_html =>
        {
            None
        }
        "" => Some("a file of an unknown type".to_owned()),
        other => Some(format!(
            "a file of type {}",
            crate::net::error::printable(other)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn of(characters: usize) -> Article {
        Article {
            title: "from the page".into(),
            blocks: vec![Block::paragraph("x".repeat(characters))],
            ..Article::default()
        }
    }

    #[test]
    fn the_page_wins_unless_it_says_much_less() {
        let feed = |characters| Article {
            title: "from the feed".into(),
            ..of(characters)
        };
        assert_eq!(better(of(500), Some(feed(900))).title, "from the page");
        assert_eq!(better(of(100), Some(feed(900))).title, "from the feed");
        assert_eq!(better(of(0), Some(feed(20))).title, "from the feed");
        assert_eq!(better(of(0), None).title, "from the page");
    }

    #[test]
    fn what_is_no_page_is_named() {
        let answer = |mime: &str, body: &[u8]| Fetched {
            content_type: (!mime.is_empty()).then(|| mime.to_owned()),
            body: body.to_vec(),
            ..Fetched::default()
        };
        let what = |mime, body: &[u8]| not_a_page(&answer(mime, body));
        assert_eq!(what("Text/HTML; charset=utf-8", b"anything"), None);
        assert_eq!(what("", b"\xef\xbb\xbf \n<!doctype html>"), None);
        assert_eq!(what("application/pdf", b""), Some("a PDF document".into()));
        assert_eq!(what("", b"%PDF-1.7"), Some("a PDF document".into()));
        assert_eq!(
            what("video/mp4", b"<"),
            Some("a file of type video/mp4".into())
        );
    }
}
