//! `newswire refresh`: download what is due.

use std::collections::HashMap;
use std::io::{self, Write};

use super::arguments::Refresh;
use super::session::{Session, event_loop};
use super::sources::source;
use super::{Outcome, complain, logging};
use crate::model::{SourceId, SourceSpec};
use crate::runtime::refresh::{self, Options, Summary};
use crate::store::{Handle, Store};

/// Runs it.
pub fn run(session: &Session, options: &Refresh) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    if config.sources.is_empty() {
        complain("no sources are configured: `newswire add URL` adds one");
        return Ok(Outcome::Nothing);
    }
    logging::start(&session.paths.log());
    let mut store = session.store(&config)?;
    let only = chosen(&store, &options.sources)?;
    store.prune(super::sources::keep_since(config.keep_days))?;
    let store = Handle::own(store)?;
    let client = Session::client(&config)?;
    let options = Options {
        force: options.force,
        only,
        every_seconds: config.every_seconds,
    };
    let runtime = event_loop()?;
    let summary = runtime.block_on(async {
        tokio::select! {
            summary = refresh::refresh(&client, &store, &options, |_| ()) => Some(summary),
            _ = tokio::signal::ctrl_c() => None,
        }
    });
    runtime.shutdown_background();
    match summary {
        Some(summary) => report(&summary?, &addresses(&config.sources)),
        None => Ok(Outcome::Interrupted),
    }
}

fn chosen(store: &Store, names: &[String]) -> anyhow::Result<Option<Vec<SourceId>>> {
    if names.is_empty() {
        return Ok(None);
    }
    let find = |name: &String| source(store, name).map(|source| source.id);
    names
        .iter()
        .map(find)
        .collect::<anyhow::Result<Vec<_>>>()
        .map(Some)
}

/// Address by configured name: a name says who failed, the address where to look.
fn addresses(sources: &[SourceSpec]) -> HashMap<&str, &str> {
    sources
        .iter()
        .filter_map(|spec| Some((spec.name.as_deref()?, spec.url.as_str())))
        .collect()
}

fn report(summary: &Summary, addresses: &HashMap<&str, &str>) -> anyhow::Result<Outcome> {
    for (name, error) in &summary.failed {
        match addresses.get(name.as_str()) {
            Some(url) if !error.contains(url) => {
                complain(&format!("{name} ({}): {error}", without_password(url)));
            }
            _ => complain(&format!("{name}: {error}")),
        }
    }
    let mut stdout = io::stdout().lock();
    writeln!(
        stdout,
        "{} asked, {} with news, {} unchanged, {} failed; {} new headlines",
        summary.asked,
        summary.fresh,
        summary.unchanged,
        summary.failed.len(),
        summary.new_headlines
    )?;
    stdout.flush()?;
    let all_failed = summary.asked > 0 && summary.failed.len() >= summary.asked;
    Ok(if all_failed {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// The address as it may be shown: user name and password stay in the configuration.
fn without_password(url: &str) -> String {
    let Ok(mut url) = url::Url::parse(url) else {
        return url.to_owned();
    };
    // Only addresses without a host refuse this, and they have no password.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
