//! `newswire add`: any address that has headlines becomes a source.

use std::io::{self, Write};

use super::arguments::Add;
use super::session::{Session, UsageError, event_loop};
use super::{Outcome, complain};
use crate::config::edit;
use crate::ingest::clean;
use crate::ingest::identity::normalise;
use crate::model::Candidate;
use crate::model::SourceSpec;
use crate::runtime::probe;

/// Headlines shown of what was found.
const SHOWN: usize = 3;

/// Runs it.
pub fn run(session: &Session, options: &Add) -> anyhow::Result<Outcome> {
    let url = probe::address(&options.url).map_err(|error| UsageError(error.to_string()))?;
    let config = session.loaded().config;
    if is_there(&config.sources, url.as_str()) {
        return already(session, url.as_str());
    }
    let (spec, message) = if options.no_check {
        let spec = SourceSpec {
            url: url.to_string(),
            ..SourceSpec::default()
        };
        (spec, format!("added {url}\n"))
    } else {
        let client = Session::client(&config)?;
        let found = event_loop()?.block_on(probe::candidates(&client, url.as_str()))?;
        let message = in_words(&found, url.as_str());
        let first = found.into_iter().next();
        (first.map(|first| first.spec).unwrap_or_default(), message)
    };
    let spec = SourceSpec {
        name: options.name.clone().or(spec.name),
        groups: options.group.clone(),
        ..spec
    };
    let address = spec.url.clone();
    if edit::add_sources_to(&session.paths.config_file, &[spec])?.is_empty() {
        return already(session, &address);
    }
    io::stdout().write_all(clean::text(&message).as_bytes())?;
    Ok(Outcome::Done)
}

fn is_there(sources: &[SourceSpec], url: &str) -> bool {
    let key = normalise(url);
    sources.iter().any(|spec| normalise(&spec.url) == key)
}

fn already(session: &Session, url: &str) -> anyhow::Result<Outcome> {
    let file = session.paths.config_file.display();
    complain(&format!("{url} is in {file} already; nothing was changed"));
    Ok(Outcome::Nothing)
}

/// What was found, with its first headlines.
fn in_words(found: &[Candidate], asked: &str) -> String {
    let Some(first) = found.first() else {
        return String::new();
    };
    let mut text = format!(
        "{}\n  {}\n",
        clean::line(&probe::added(first)),
        first.spec.url
    );
    for entry in first.feed.entries.iter().take(SHOWN) {
        text.push_str(&format!("  - {}\n", clean::line(&entry.title)));
    }
    if found.len() > 1 {
        let others = found.len() - 1;
        text.push_str(&format!(
            "  {others} more to choose from: newswire try {asked}\n"
        ));
    }
    text
}
