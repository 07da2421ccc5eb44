//! `newswire scrape`: the headlines of a saved page as JSON.

use anyhow::Context;
use url::Url;

use super::arguments::Scrape;
use super::outcome::Outcome;
use super::session::{Session, UsageError, read_file};
use crate::ingest::charset::{self, DocumentKind};
use crate::ingest::{json, page};
use crate::markup::address::normalise;
use crate::model::source::Selectors;
use crate::plain;

/// Runs it. A page that is a configured source is read with that source's selectors, so that
/// selectors can be tried on a saved page.
pub(super) fn run(session: &Session, options: &Scrape) -> anyhow::Result<Outcome> {
    let bytes = read_file(&options.file)?;
    let url = Url::parse(&options.url)
        .map_err(|error| UsageError(format!("{}: {error}", options.url)))?;
    let html = charset::decode(&bytes, None, DocumentKind::Html);
    let found = page::headlines(&html, &url, &selectors(session, &url))
        .with_context(|| options.file.display().to_string())?;
    plain::json::print(&json::feed(&found))?;
    Ok(if found.entries.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

fn selectors(session: &Session, url: &Url) -> Selectors {
    let wanted = normalise(url.as_str());
    session
        .loaded()
        .config
        .sources
        .into_iter()
        .find(|spec| normalise(&spec.url) == wanted)
        .map(|spec| spec.selectors)
        .unwrap_or_default()
}
