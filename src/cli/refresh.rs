//! `newswire refresh`: download what is due.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use jiff::Timestamp;
use url::Url;

use super::arguments::Refresh;
use super::logging;
use super::outcome::{Outcome, complain};
use super::progress::Bar;
use super::session::{Session, event_loop};
use super::subject::source;
use crate::app::event::PrefetchProgress;
use crate::config::Config;
use crate::model::source::shown_address;
use crate::model::{Source, SourceId, SourceSpec, counted, verdict};
use crate::plain::output;
use crate::runtime::reading::ArticleFetcher;
use crate::runtime::refresh::{self, Options, Summary};
use crate::runtime::{clock, prefetch};
use crate::store::{Handle, Store};

/// Runs it.
pub(super) fn run(session: &Session, options: &Refresh) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    if config.sources.is_empty() {
        complain("no sources are configured: `newswire add URL` adds one");
        return Ok(Outcome::Nothing);
    }
    logging::start(&session.paths.log());
    let store = session.store(&config)?;
    let only = chosen(&store, &options.sources)?;
    let asked = store.sources()?;
    let fetcher = ArticleFetcher::new(
        Arc::new(Session::client(&config)?),
        Arc::new(Handle::own(store)?),
        session.site_rules_file(),
    );
    let sources = Options {
        force: options.force,
        only,
        every_seconds: config.every_seconds,
        keep_days: config.keep_days,
    };
    let pages = options
        .articles
        .then(|| prefetch::Options::new(config.fetch.articles_a_day));
    let runtime = event_loop()?;
    let outcome = runtime.block_on(async {
        tokio::select! {
            outcome = download(&fetcher, &sources, pages.as_ref(), (&config, &asked)) => outcome,
            _ = tokio::signal::ctrl_c() => Ok(Outcome::Interrupted),
        }
    });
    runtime.shutdown_background();
    outcome
}

/// The sources, then the pages of new headlines if they are wanted.
async fn download(
    fetcher: &ArticleFetcher,
    sources: &Options,
    pages: Option<&prefetch::Options>,
    (config, before): (&Config, &[Source]),
) -> anyhow::Result<Outcome> {
    let bar = Bar::new("sources");
    let summary = fetcher
        .refresh(sources, |step| match step {
            refresh::Progress::Started { asked } => bar.start(asked),
            refresh::Progress::Source { .. } => bar.step(),
            refresh::Progress::Finished => bar.finish(),
        })
        .await?;
    let outcome = report(&summary, &addresses(&config.sources))?;
    if summary.asked == 0 {
        let is_wanted = |source: &&Source| {
            let only = sources.only.as_ref();
            only.is_none_or(|only| only.contains(&source.id))
        };
        complain(&why_none(before.iter().filter(is_wanted), clock::now()));
    }
    let Some(pages) = pages else {
        return Ok(outcome);
    };
    let bar = Bar::new("articles");
    let fetched = prefetch::prefetch(fetcher, pages, |step| match step {
        PrefetchProgress::Started(pages) => bar.start(pages),
        PrefetchProgress::Page(_) => bar.step(),
        PrefetchProgress::Finished => {}
    })
    .await;
    bar.finish();
    report_articles(&fetched?)?;
    Ok(outcome)
}

/// Why no source was asked: when the next one is due, and how not to wait for it.
fn why_none<'s>(sources: impl Iterator<Item = &'s Source>, now: Timestamp) -> String {
    let sources: Vec<&Source> = sources.collect();
    let next = sources
        .iter()
        .filter(|source| verdict::next_due(source).is_some());
    match (
        next.min_by_key(|source| verdict::next_due(source)),
        &sources[..],
    ) {
        (Some(next), _) => format!(
            "nothing is due yet: {} is asked {}; `--force` asks at once",
            next.name,
            verdict::next(next, now)
        ),
        (None, [only]) => format!("{} is {}", only.name, verdict::sentence(only, now)),
        (None, _) => "no source is asked by itself: all are paused or gone".to_owned(),
    }
}

fn report_articles(summary: &prefetch::Summary) -> io::Result<()> {
    let failures = summary.failed.iter().map(|(url, reason)| Failure {
        line: match reason.contains(url) {
            true => reason.clone(),
            false => format!("{url}: {reason}"),
        },
        cause: cause(reason, url),
    });
    complain_of(failures, |count| counted(count, "article"), "");
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
    writeln!(output::stdout(), "{line}")
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
    let failures = summary.failed.iter().map(|(name, error)| {
        let url = addresses.get(name.as_str()).copied();
        Failure {
            line: match url {
                Some(url) if !error.contains(url) => {
                    format!("{name} ({}): {error}", shown_address(url))
                }
                _ => format!("{name}: {error}"),
            },
            cause: cause(error, url.unwrap_or(name)),
        }
    });
    let hint = "; `newswire sources --failing` names them";
    complain_of(failures, |count| counted(count, "source"), hint);
    let mut stdout = output::stdout();
    writeln!(
        stdout,
        "{} asked, {} with news, {} unchanged, {} failed; {}",
        summary.asked,
        summary.fresh,
        summary.unchanged,
        summary.failed.len(),
        counted(summary.new_headlines, "new headline")
    )?;
    stdout.flush()?;
    let all_failed = summary.asked > 0 && summary.failed.len() >= summary.asked;
    Ok(if all_failed {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// Lines about one cause, above which one line stands for all.
const MOST_LINES: usize = 10;

/// A failure as it is told, and what it has in common with others.
struct Failure {
    line: String,
    cause: String,
}

/// The cause without the address that it names, so that a thousand hosts that refuse their
/// connections have one.
fn cause(reason: &str, url: &str) -> String {
    let host = Url::parse(url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    let mut words: Vec<&str> = Vec::new();
    for word in reason.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | ']'));
        let is_host = host.as_deref().is_some_and(|host| bare == host);
        let is_address = is_host || word.contains("://");
        words.push(match (is_address, word.ends_with(':')) {
            (true, true) => "…:",
            (true, false) => "…",
            _ => word,
        });
    }
    words.join(" ")
}

/// One line for each failure; where more than a few have the same cause, one for all of them.
fn complain_of(
    failures: impl Iterator<Item = Failure>,
    counted: impl Fn(usize) -> String,
    hint: &str,
) {
    for line in lines(failures.collect(), counted, hint) {
        complain(&line);
    }
}

fn lines(failures: Vec<Failure>, counted: impl Fn(usize) -> String, hint: &str) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for failure in &failures {
        *counts.entry(failure.cause.clone()).or_default() += 1;
    }
    let mut lines = Vec::new();
    for failure in failures {
        match counts.get_mut(&failure.cause) {
            // Told already, for all of them.
            Some(0) => {}
            Some(count) if *count > MOST_LINES => {
                let all = counted(std::mem::take(count));
                lines.push(format!("{all}: {}{hint}", failure.cause));
            }
            _ => lines.push(failure.line),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(number: usize, reason: &str) -> Failure {
        let url = format!("https://host{number}.example/feed");
        let reason = reason.replace("HOST", &format!("host{number}.example"));
        Failure {
            cause: cause(&reason, &url),
            line: format!("{url}: {reason}"),
        }
    }

    fn told(failures: Vec<Failure>) -> Vec<String> {
        lines(failures, |count| format!("{count} sources"), "; hint")
    }

    #[test]
    fn many_failures_of_one_cause_are_one_line() {
        let refused = "cannot connect to HOST: it refuses connections";
        let missing = "cannot find the host HOST (check the address or the network)";
        let mut failures: Vec<Failure> = (0..200).map(|number| failure(number, refused)).collect();
        failures.extend((200..205).map(|number| failure(number, missing)));
        failures.push(failure(206, "HTTP 404 not found"));
        let told = told(failures);
        assert_eq!(told.len(), 1 + 5 + 1, "{told:?}");
        assert_eq!(
            told[0],
            "200 sources: cannot connect to …: it refuses connections; hint"
        );
        assert!(told[1].contains("host200.example"), "{told:?}");
    }

    #[test]
    fn ten_are_told_each_and_causes_are_kept_apart() {
        let of = |count: usize, reason: &str| -> Vec<Failure> {
            (0..count).map(|number| failure(number, reason)).collect()
        };
        assert_eq!(told(of(10, "HTTP 404 not found")).len(), 10);
        assert_eq!(told(of(11, "HTTP 404 not found")).len(), 1);
        let mut both = of(11, "HTTP 404 not found");
        both.extend(of(11, "HTTP 403 forbidden"));
        assert_eq!(told(both).len(), 2);
    }
}
