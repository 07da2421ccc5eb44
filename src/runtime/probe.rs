//! What is behind an address that a user pasted: a feed, a page that names one, or a page
//! whose headlines can be found.

use url::Url;

use crate::ingest::{self, Reading};
use crate::model::source::{Origin, Selectors};
use crate::model::{ParsedFeed, SourceSpec};
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
    #[error("{url}: {reason}; add it with `items` selectors in the configuration")]
    NoHeadlines {
        /// What was asked.
        url: String,
        /// The cause, in words.
        reason: String,
    },
}

/// A usable source.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What belongs into the configuration.
    pub spec: SourceSpec,
    /// What it holds now.
    pub feed: ParsedFeed,
    /// In words: "a feed", "a page with headlines", "the feed that the page names".
    pub way: &'static str,
}

impl Found {
    /// One line for the user.
    #[must_use]
    pub fn message(&self) -> String {
        let title = self.feed.title.as_deref().unwrap_or(&self.spec.url);
        format!(
            "added {title}: {}, {} headlines",
            self.way,
            self.feed.entries.len()
        )
    }
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

/// Downloads an address and says what it is.
///
/// # Errors
/// When it cannot be downloaded or has no headlines.
pub async fn probe(client: &Client, typed: &str) -> Result<Found, ProbeError> {
    let url = address(typed)?;
    match read(client, &url).await? {
        (Reading::Feed(feed), _) => {
            let way = if feed.format == "page" {
                "a page with headlines"
            } else {
                "a feed"
            };
            Ok(found(&url, feed, way))
        }
        (Reading::Elsewhere(named), base) => {
            let named = base
                .join(&named)
                .map_err(|_| ProbeError::NotAnAddress(named))?;
            match read(client, &named).await? {
                (Reading::Feed(feed), _) => Ok(found(&named, feed, "the feed that the page names")),
                (Reading::Elsewhere(_), _) => Err(ProbeError::NoHeadlines {
                    url: named.to_string(),
                    reason: "the page names a feed that is another page".to_owned(),
                }),
            }
        }
    }
}

fn found(url: &Url, feed: ParsedFeed, way: &'static str) -> Found {
    let spec = SourceSpec {
        url: url.to_string(),
        name: feed.title.clone(),
        ..SourceSpec::default()
    };
    Found { spec, feed, way }
}

async fn read(client: &Client, url: &Url) -> Result<(Reading, Url), ProbeError> {
    let unreachable = |reason: String| ProbeError::Unreachable {
        url: url.to_string(),
        reason,
    };
    let request = Request::new(url.as_str(), Kind::Feed);
    let fetched = client
        .fetch(&request)
        .await
        .and_then(Fetched::success)
        .map_err(|error| unreachable(error.to_string()))?;
    let base = Url::parse(&fetched.final_url).unwrap_or_else(|_| url.clone());
    let reading = ingest::read(
        &fetched.body,
        fetched.content_type.as_deref(),
        &base,
        &Selectors::default(),
    )
    .map_err(|error| ProbeError::NoHeadlines {
        url: url.to_string(),
        reason: error.to_string(),
    })?;
    Ok((reading, base))
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
