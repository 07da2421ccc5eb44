//! `newswire refresh`: download what is due.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use super::arguments::Refresh;
use super::progress::Bar;
use super::session::{Session, event_loop};
use super::subject::source;
use super::{Outcome, complain, logging};
use crate::app::event::AheadProgress;
use crate::config::Config;
use crate::model::source::shown_address;
use crate::model::{SourceId, SourceSpec};
use crate::runtime::ahead;
use crate::runtime::reading::Desk;
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
    store.prune(super::subject::keep_since(config.keep_days))?;
    let desk = Desk::new(
        Arc::new(Session::client(&config)?),
        Arc::new(Handle::own(store)?),
        session.site_rules_file(),
    );
    let sources = Options {
        force: options.force,
        only,
        every_seconds: config.every_seconds,
    };
    let pages = options
        .articles
        .then(|| ahead::Options::new(config.fetch.articles_a_day));
    let runtime = event_loop()?;
    let outcome = runtime.block_on(async {
        tokio::select! {
            outcome = download(&desk, &sources, pages.as_ref(), &config) => outcome,
            _ = tokio::signal::ctrl_c() => Ok(Outcome::Interrupted),
        }
    });
    runtime.shutdown_background();
    outcome
}

/// The sources, then the pages of new headlines if they are wanted.
async fn download(
    desk: &Desk,
    sources: &Options,
    pages: Option<&ahead::Options>,
    config: &Config,
) -> anyhow::Result<Outcome> {
    let bar = Bar::new("sources");
    let summary = desk
        .refresh(sources, |step| match step {
            refresh::Progress::Started { asked } => bar.start(asked),
            refresh::Progress::Source { .. } => bar.step(),
            refresh::Progress::Finished => bar.finish(),
        })
        .await?;
    let outcome = report(&summary, &addresses(&config.sources))?;
    let Some(pages) = pages else {
        return Ok(outcome);
    };
    let bar = Bar::new("articles");
    let fetched = ahead::fetch_ahead(desk, pages, |step| match step {
        AheadProgress::Started(pages) => bar.start(pages),
        AheadProgress::Page(_) => bar.step(),
        AheadProgress::Finished => {}
    })
    .await;
    bar.finish();
    report_articles(&fetched?)?;
    Ok(outcome)
}

fn report_articles(summary: &ahead::Summary) -> io::Result<()> {
    for (url, reason) in &summary.failed {
        if reason.contains(url) {
            complain(reason);
        } else {
            complain(&format!("{url}: {reason}"));
        }
    }
    let mut line = format!(
        "articles: {} stored, {} without text",
        summary.stored,
        summary.failed.len()
    );
    if summary.forbidden > 0 {
        line += &format!(", {} forbidden by robots.txt", summary.forbidden);
    }
    if summary.postponed > 0 {
        line += &format!(", {} left for later", summary.postponed);
    }
    writeln!(io::stdout(), "{line}")
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
                complain(&format!("{name} ({}): {error}", shown_address(url)));
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
