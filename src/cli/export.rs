//! `newswire export`: the sources as OPML.

use std::io::{self, Write};

use super::session::Session;
use super::{Outcome, complain};
use crate::ingest::moving::address;
use crate::ingest::opml::{self, Exported};
use crate::model::{FetchState, SourceSpec};
use crate::store::Store;

/// Runs it. Other readers want the feed of a page and a name, which the store knows; without
/// one the configuration must do.
pub fn run(session: &Session) -> anyhow::Result<Outcome> {
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
    if own > 0 {
        complain(&format!(
            "{own} left out: commands and files stand only in your own configuration"
        ));
    }
    Ok(Outcome::Done)
}

fn exported(spec: &SourceSpec, shown: Option<&String>, state: &FetchState) -> Exported {
    let page = state.discovered.as_ref().map(|_| spec.url.clone());
    Exported {
        url: state.discovered.clone().unwrap_or_else(|| spec.url.clone()),
        page,
        name: spec.name.clone().or_else(|| shown.cloned()),
        groups: spec.groups.clone(),
    }
}
