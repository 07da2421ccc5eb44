//! One address, downloaded and read.

use url::Url;

use super::error::ProbeError;
use crate::ingest::{self, Offer};
use crate::model::source::shown_address;
use crate::model::{Candidate, ParsedFeed, SourceSpec, Way};
use crate::net::{Client, NamedBy, Request};

/// What is behind an address.
pub(super) struct Seen {
    pub offer: Offer,
    /// The address that answered.
    pub base: Url,
    /// By whom the addresses are named that stand in the answer.
    pub named_by: NamedBy,
}

/// Downloads and reads an address.
pub(super) async fn look(client: &Client, request: &Request) -> Result<Seen, ProbeError> {
    let url = shown_address(&request.url);
    let unreachable = |reason: String| ProbeError::Unreachable {
        url: url.clone(),
        reason,
        no_https: None,
    };
    let fetched = client.follow(request).await;
    let fetched = fetched.map_err(|failure| ProbeError::Unreachable {
        url: url.clone(),
        no_https: Some(&failure)
            .filter(|failure| !failure.has_answered)
            .and_then(|failure| failure.error.no_https()),
        reason: failure.error.to_string(),
    })?;
    let fetched = fetched.success();
    let fetched = fetched.map_err(|error| unreachable(error.to_string()))?;
    let base = Url::parse(&fetched.final_url).map_err(|error| unreachable(error.to_string()))?;
    let (address, answered_from) = (base.clone(), fetched.answered_from);
    // A large page takes long enough to be felt by whoever presses keys meanwhile.
    let read = tokio::task::spawn_blocking(move || {
        ingest::offer(ingest::Answer {
            bytes: &fetched.body,
            content_type: fetched.content_type.as_deref(),
            link: fetched.link.as_deref(),
            url: &address,
        })
    });
    let offer = read
        .await
        .map_err(|_| unreachable("reading it failed; please report this page".to_owned()))?
        .map_err(|error| ProbeError::NoHeadlines {
            url,
            reason: error.to_string(),
        })?;
    Ok(Seen {
        named_by: request.named_by.in_answer(&base, answered_from),
        offer,
        base,
    })
}

/// A list as what would be added.
pub(super) fn candidate(way: Way, url: &str, feed: ParsedFeed) -> Candidate {
    Candidate {
        spec: spec(url, &feed),
        way,
        feed,
    }
}

pub(super) fn spec(url: &str, feed: &ParsedFeed) -> SourceSpec {
    SourceSpec {
        url: url.to_owned(),
        name: feed.title.clone(),
        ..SourceSpec::default()
    }
}
