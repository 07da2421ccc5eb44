//! What is behind an address that a user pasted: a feed, a page that names one, or a page
//! whose headlines can be found.

mod sitemaps;

use futures_util::future::join_all;
use url::Url;

use crate::ingest::page::Alternate;
use crate::ingest::{self, Offer};
use crate::model::source::Origin;
use crate::model::{Candidate, ParsedFeed, SourceSpec, Way};
use crate::net::{Client, Fetched, Kind, Request};

/// Why an address cannot be a source.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// Not an address at all.
    #[error("\"{0}\" is not a web address; expected something like https://example.org/news")]
    NotAnAddress(String),
    /// A command or a file: only the user's own hand makes it a source.
    #[error("\"{0}\" is no web address; write it into the configuration by hand: url = \"{0}\"")]
    OnThisMachine(String),
    /// It could not be downloaded.
    #[error("{url}: {reason}")]
    Unreachable {
        /// What was asked.
        url: String,
        /// The cause, in words.
        reason: String,
    },
    /// It has no headlines.
    #[error("{url}: {reason}")]
    NoHeadlines {
        /// What was asked.
        url: String,
        /// The cause, in words.
        reason: String,
    },
}

/// One line for the user when a candidate has become a source.
#[must_use]
pub fn added(candidate: &Candidate) -> String {
    let title = candidate.feed.title.as_deref();
    format!(
        "added {}: {}, {} headlines",
        title.unwrap_or(&candidate.spec.url),
        candidate.way,
        candidate.feed.entries.len()
    )
}

/// The address with `https://` in front if the user left the scheme out.
///
/// # Errors
/// When it is not a web address.
pub fn address(typed: &str) -> Result<Url, ProbeError> {
    let typed = typed.trim();
    let refused = || ProbeError::NotAnAddress(typed.to_owned());
    if Origin::of(typed) != Origin::Web {
        return Err(ProbeError::OnThisMachine(typed.to_owned()));
    }
    let url = match Url::parse(typed) {
        Ok(url) if url.has_host() => url,
        _ if typed.contains("://")
            || !typed.contains('.')
            || typed.contains(char::is_whitespace) =>
        {
            return Err(refused());
        }
        _ => Url::parse(&format!("https://{typed}")).map_err(|_| refused())?,
    };
    let is_web = matches!(url.scheme(), "http" | "https");
    if is_web { Ok(url) } else { Err(refused()) }
}

/// Downloads an address and lists what it offers, the best first: itself when it is a feed,
/// the feeds that the page names, the lists that it marks up, the site's news sitemap, the
/// page's own data, and the links that repeat.
///
/// # Errors
/// When it cannot be downloaded or has no headlines.
pub async fn candidates(client: &Client, typed: &str) -> Result<Vec<Candidate>, ProbeError> {
    let url = address(typed)?;
    let (offer, base) = look(client, url.as_str()).await?;
    let (named, lists) = match offer {
        Offer::Feed(way, feed) if feed.entries.is_empty() && way != Way::Feed => {
            return Err(no_headlines(&url, "it is an empty sitemap"));
        }
        Offer::Feed(way, feed) => return Ok(vec![candidate(way, url.as_str(), *feed)]),
        Offer::Sitemaps(children) => {
            let found = sitemaps::first(client, &children).await;
            let reason = "it is a list of sitemaps without articles";
            return found
                .map(|found| vec![found])
                .ok_or_else(|| no_headlines(&url, reason));
        }
        Offer::Page { named, lists } => (named, lists),
    };
    let asked = named
        .iter()
        .take(MAX_NAMED)
        .map(|one| ask_named(client, one));
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
        true => sitemaps::find(client, &base).await,
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
        (true, None) => Err(no_headlines(&url, NOTHING)),
    }
}

/// The end of the search.
const NOTHING: &str = "no list of headlines was found on the page, nor a news sitemap; state \
    `items` in the configuration";
/// Feeds that a page names and that are looked at.
const MAX_NAMED: usize = 6;

fn no_headlines(url: &Url, reason: &str) -> ProbeError {
    ProbeError::NoHeadlines {
        url: url.to_string(),
        reason: reason.to_owned(),
    }
}

async fn ask_named(client: &Client, named: &Alternate) -> Result<Candidate, ProbeError> {
    match look(client, &named.url).await? {
        (Offer::Feed(Way::Feed, feed), _) => {
            let mut found = candidate(Way::NamedFeed, &named.url, *feed);
            let name = &mut found.spec.name;
            *name = name.take().or_else(|| named.title.clone());
            Ok(found)
        }
        _ => Err(ProbeError::NoHeadlines {
            url: named.url.clone(),
            reason: "the page names it as its feed, but it is none".to_owned(),
        }),
    }
}

fn candidate(way: Way, url: &str, feed: ParsedFeed) -> Candidate {
    Candidate {
        spec: spec(url, &feed),
        way,
        feed,
    }
}

fn spec(url: &str, feed: &ParsedFeed) -> SourceSpec {
    SourceSpec {
        url: url.to_owned(),
        name: feed.title.clone(),
        ..SourceSpec::default()
    }
}

/// What is behind an address, and the address that answered.
async fn look(client: &Client, url: &str) -> Result<(Offer, Url), ProbeError> {
    let unreachable = |reason: String| ProbeError::Unreachable {
        url: url.to_owned(),
        reason,
    };
    let fetched = client.fetch(&Request::new(url, Kind::Feed)).await;
    let fetched = fetched.and_then(Fetched::success);
    let fetched = fetched.map_err(|error| unreachable(error.to_string()))?;
    let base = Url::parse(&fetched.final_url).map_err(|error| unreachable(error.to_string()))?;
    let address = base.clone();
    // A large page takes long enough to be felt by whoever presses keys meanwhile.
    let read = tokio::task::spawn_blocking(move || {
        ingest::offer(&fetched.body, fetched.content_type.as_deref(), &address)
    });
    let offer = read
        .await
        .map_err(|_| unreachable("reading it failed; please report this page".to_owned()))?
        .map_err(|error| ProbeError::NoHeadlines {
            url: url.to_owned(),
            reason: error.to_string(),
        })?;
    Ok((offer, base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_may_be_typed_without_a_scheme() {
        assert_eq!(
            address(" example.org/news ").unwrap().as_str(),
            "https://example.org/news"
        );
        assert_eq!(
            address("http://localhost:8080/x").unwrap().as_str(),
            "http://localhost:8080/x"
        );
        for wrong in [
            "",
            "two words.org",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "nonsense",
        ] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }
}
