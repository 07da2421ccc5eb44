//! What is behind an address that a user pasted: a feed, a page that names one, or a page
//! whose headlines can be found.

mod error;
mod look;
mod sitemaps;
mod typed;

use futures_util::future::join_all;
use url::Url;

use crate::ingest::Offer;
use crate::ingest::page::Alternate;
use crate::model::source::shown_address;
use crate::model::{Candidate, SourceSpec, Way, counted};
use crate::net::{Client, NamedBy, Request, RequestKind};

pub use error::ProbeError;
use look::{Seen, candidate, look, spec};
pub use typed::{Typed, address, addresses};

/// One line for the user when a candidate has become a source.
#[must_use]
pub fn added(candidate: &Candidate) -> String {
    let title = candidate.feed.title.as_deref();
    format!(
        "added {}: {}, {}",
        title.map_or_else(|| shown_address(&candidate.spec.url), str::to_owned),
        candidate.way,
        counted(candidate.feed.entries.len(), "headline")
    )
}

/// What an address offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The best first; never empty.
    pub candidates: Vec<Candidate>,
    /// Which scheme was used and why, where none was typed.
    pub scheme: Option<String>,
}

/// Looks at what somebody typed. Without a scheme https is asked first; http is asked after it
/// only where nothing there speaks https: not after a certificate that is not trusted, and not
/// after any answer.
///
/// # Errors
/// When it cannot be downloaded or has no headlines.
pub async fn candidates(client: &Client, typed: &Typed) -> Result<Found, ProbeError> {
    if typed.has_scheme {
        let candidates = at(client, &typed.url).await?;
        return Ok(Found {
            candidates,
            scheme: None,
        });
    }
    let no_https = match at(client, &typed.url).await {
        Ok(candidates) => {
            return Ok(Found {
                candidates,
                scheme: Some("over https".to_owned()),
            });
        }
        Err(ProbeError::Unreachable {
            no_https: Some(reason),
            ..
        }) => reason,
        Err(error) => return Err(error),
    };
    let mut url = typed.url.clone();
    // A web scheme can always take the place of another one.
    let _ = url.set_scheme("http");
    match at(client, &url).await {
        Ok(candidates) => Ok(Found {
            candidates,
            scheme: Some(format!("over http, since https failed ({no_https})")),
        }),
        Err(ProbeError::Unreachable { url, reason, .. }) => Err(ProbeError::Unreachable {
            url,
            reason: format!("{reason}; https was tried before it ({no_https})"),
            no_https: None,
        }),
        Err(error) => Err(error),
    }
}

/// Downloads an address and lists what it offers, the best first: itself when it is a feed,
/// the feeds that the page names, the lists that it marks up, the site's news sitemap, the
/// page's own data, and the links that repeat.
///
/// # Errors
/// When it cannot be downloaded or has no headlines.
async fn at(client: &Client, url: &Url) -> Result<Vec<Candidate>, ProbeError> {
    let Seen {
        offer,
        base,
        named_by,
    } = look(client, &Request::by_user(url.as_str(), RequestKind::Feed)).await?;
    let (named, lists) = match offer {
        Offer::Feed(way, feed) if feed.entries.is_empty() && way != Way::Feed => {
            return Err(no_headlines(url, "it is an empty sitemap"));
        }
        Offer::Feed(way, feed) => return Ok(vec![candidate(way, url.as_str(), *feed)]),
        Offer::Sitemaps(children) => {
            let found = sitemaps::first(client, &children, &named_by).await;
            let reason = "it is a list of sitemaps without articles";
            return found
                .map(|found| vec![found])
                .ok_or_else(|| no_headlines(url, reason));
        }
        Offer::Page { named, lists } => (named, lists),
    };
    let asked = named
        .iter()
        .take(MAX_NAMED)
        .map(|one| ask_named(client, one, &named_by));
    let mut feeds = Vec::new();
    let mut failure = None;
    for answer in join_all(asked).await {
        match answer {
            Ok(found) => feeds.push(found),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    // Feeds that the page names and that answer leave nothing to look for.
    let sitemap = match feeds.is_empty() {
        true => sitemaps::find(client, &base, &named_by).await,
        false => None,
    };
    let lists = lists.into_iter().map(|(way, selectors, feed)| Candidate {
        spec: SourceSpec {
            selectors,
            ..spec(url.as_str(), &feed)
        },
        way,
        feed,
    });
    let mut found = feeds;
    found.extend(lists);
    let place = found.iter().position(|one| !one.way.is_stated());
    let place = place.unwrap_or(found.len());
    found.splice(place..place, sitemap);
    match (found.is_empty(), failure) {
        (false, _) => Ok(found),
        (true, Some(failure)) => Err(failure),
        (true, None) => Err(no_headlines(url, NOTHING)),
    }
}

/// The end of the search.
const NOTHING: &str = "no list of headlines was found on the page, nor a news sitemap; state \
    `items` in the configuration";
/// Feeds that a page names and that are looked at.
const MAX_NAMED: usize = 6;

fn no_headlines(url: &Url, reason: &str) -> ProbeError {
    ProbeError::NoHeadlines {
        url: shown_address(url.as_str()),
        reason: reason.to_owned(),
    }
}

async fn ask_named(
    client: &Client,
    named: &Alternate,
    named_by: &NamedBy,
) -> Result<Candidate, ProbeError> {
    let request = Request::new(&named.url, RequestKind::Feed, named_by.clone());
    match look(client, &request).await?.offer {
        Offer::Feed(Way::Feed, feed) => {
            let mut found = candidate(Way::NamedFeed, &named.url, *feed);
            let name = &mut found.spec.name;
            *name = name.take().or_else(|| named.title.clone());
            Ok(found)
        }
        _ => Err(ProbeError::NoHeadlines {
            url: shown_address(&named.url),
            reason: "the page names it as its feed, but it is none".to_owned(),
        }),
    }
}
