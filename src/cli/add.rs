//! `newswire add`: any address that has headlines becomes a source.

use std::io::Write;

use super::arguments::Add;
use super::outcome::{Outcome, complain, one_line};
use super::session::{Session, UsageError, event_loop};
use crate::config::edit;
use crate::markup::address::normalise;
use crate::markup::clean;
use crate::model::SourceSpec;
use crate::model::source::shown_address;
use crate::net::Client;
use crate::plain::output;
use crate::runtime::probe::{self, Found, Typed};

/// Headlines shown of what was found.
const SHOWN: usize = 3;

/// Runs it.
pub(super) fn run(session: &Session, options: &Add) -> anyhow::Result<Outcome> {
    let typed = probe::addresses(&options.urls.join("\n"));
    let typed = typed.map_err(|error| UsageError(error.to_string()))?;
    let is_one = typed.len() == 1;
    if !is_one && options.name.is_some() {
        let message = "--name is for one address, and there are several";
        return Err(UsageError(message.to_owned()).into());
    }
    let config = session.loaded().config;
    let client = Session::client(&config)?;
    let network = event_loop()?;
    let mut outcome = Outcome::Nothing;
    for typed in &typed {
        if is_there(&config.sources, typed.url.as_str()) {
            already(session, typed.url.as_str());
            continue;
        }
        let added = network.block_on(look(&client, typed, options));
        match added.and_then(|(spec, message)| write(session, options, spec, &message)) {
            Ok(Outcome::Done) => outcome = Outcome::Done,
            Ok(_) => {}
            Err(error) if is_one => return Err(error),
            // Beside others, one that fails is a line and no end.
            Err(error) => complain(&one_line(&error)),
        }
    }
    Ok(outcome)
}

/// The source and the words about it.
async fn look(
    client: &Client,
    typed: &Typed,
    options: &Add,
) -> anyhow::Result<(SourceSpec, String)> {
    if options.no_check {
        let spec = SourceSpec {
            url: typed.url.to_string(),
            ..SourceSpec::default()
        };
        let message = format!("added {}\n", shown_address(typed.url.as_str()));
        return Ok((spec, message));
    }
    let found = probe::candidates(client, typed).await?;
    let message = in_words(&found, typed.url.as_str());
    let first = found.candidates.into_iter().next();
    Ok((first.map(|first| first.spec).unwrap_or_default(), message))
}

fn write(
    session: &Session,
    options: &Add,
    spec: SourceSpec,
    message: &str,
) -> anyhow::Result<Outcome> {
    let spec = SourceSpec {
        name: options.name.clone().or(spec.name),
        groups: options.group.clone(),
        ..spec
    };
    let address = spec.url.clone();
    let (_, change) = edit::add_sources_to(&session.paths.config_file, &[spec])?;
    if change.is_none() {
        already(session, &address);
        return Ok(Outcome::Nothing);
    }
    let mut stdout = output::stdout();
    stdout.write_all(clean::text(message).as_bytes())?;
    stdout.flush()?;
    Ok(Outcome::Done)
}

fn is_there(sources: &[SourceSpec], url: &str) -> bool {
    let key = normalise(url);
    sources.iter().any(|spec| normalise(&spec.url) == key)
}

fn already(session: &Session, url: &str) {
    let file = session.paths.config_file.display();
    complain(&format!("{url} is in {file} already; nothing was changed"));
}

/// What was found, with its first headlines.
fn in_words(found: &Found, asked: &str) -> String {
    let Some(first) = found.candidates.first() else {
        return String::new();
    };
    let mut text = format!(
        "{}\n  {}\n",
        clean::line(&probe::added(first)),
        shown_address(&first.spec.url)
    );
    if let Some(scheme) = &found.scheme {
        text.push_str(&format!("  {}\n", clean::line(scheme)));
    }
    for entry in first.feed.entries.iter().take(SHOWN) {
        text.push_str(&format!("  - {}\n", clean::line(&entry.title)));
    }
    let others = found.candidates.len() - 1;
    if others > 0 {
        let asked = shown_address(asked);
        text.push_str(&format!(
            "  {others} more to choose from: newswire try {asked}\n"
        ));
    }
    text
}
