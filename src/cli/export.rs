//! `newswire export`: the sources as OPML.

use std::io::{self, Write};

use super::outcome::{Outcome, complain};
use super::session::Session;
use crate::ingest::import_formats::address;
use crate::ingest::opml::{self, Exported};
use crate::model::source::shown_address;
use crate::model::{FetchState, SourceSpec};
use crate::store::Store;

/// Runs it. Other readers want the feed of a page and a name, which the store knows; without
/// one the configuration must do.
pub(super) fn run(session: &Session) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    let store = Store::look(&session.paths.database()).ok().flatten();
    let known = store.as_ref().and_then(|store| {
        let names = store.sources().ok()?.into_iter().map(|source| source.name);
        Some(names.zip(store.fetch_states().ok()?).collect::<Vec<_>>())
    });
    let known = known.unwrap_or_default();
    let mut own = 0_usize;
    let mut sources = Vec::new();
    for spec in &config.sources {
        // Commands and files are the user's own: another reader could not run them.
        if address::read(&spec.url, None).is_err() {
            own += 1;
            continue;
        }
        let stored = known
            .iter()
            .find(|(_, (_, stored, _))| stored.url == spec.url);
        sources.push(match stored {
            Some((name, (_, _, state))) => exported(spec, Some(name), state),
            None => exported(spec, None, &FetchState::default()),
        });
    }
    io::stdout().write_all(opml::write(&sources).as_bytes())?;
    let secret = sources_with_password(&config.sources);
    if secret > 0 {
        complain(&format!(
            "user names and passwords of {secret} left out: add them by hand where you import this"
        ));
    }
    if own > 0 {
        complain(&format!(
            "{own} left out: commands and files stand only in your own configuration"
        ));
    }
    Ok(Outcome::Done)
}

fn sources_with_password(sources: &[SourceSpec]) -> usize {
    let web = sources
        .iter()
        .filter(|spec| address::read(&spec.url, None).is_ok());
    web.filter(|spec| shown_address(&spec.url) != spec.url)
        .count()
}

fn exported(spec: &SourceSpec, shown: Option<&String>, state: &FetchState) -> Exported {
    let page = state.discovered.as_ref().map(|_| shown_address(&spec.url));
    Exported {
        url: shown_address(state.discovered.as_ref().unwrap_or(&spec.url)),
        page,
        name: spec.name.clone().or_else(|| shown.cloned()),
        groups: spec.groups.clone(),
    }
}
