//! `newswire import`: the sources of an OPML file.

use std::io::{self, Write};

use anyhow::Context;

use super::arguments::Import;
use super::session::{Session, read_file};
use super::{Outcome, complain};
use crate::config::edit;
use crate::ingest::{clean, opml};
use crate::model::SourceSpec;

/// Runs it. What is no web address is left out: it could never be downloaded.
pub fn run(session: &Session, options: &Import) -> anyhow::Result<Outcome> {
    let bytes = read_file(&options.file)?;
    let named = || options.file.display().to_string();
    let mut specs = opml::read(&bytes).with_context(named)?;
    let found = specs.len();
    specs.retain(is_web);
    let added = edit::add_sources_to(&session.paths.config_file, &specs)?;
    let file = session.paths.config_file.display();
    let known = specs.len() - added.len();
    let message = format!(
        "{} added to {file}, {known} were there already",
        added.len()
    );
    writeln!(io::stdout(), "{}", clean::line(&message))?;
    if specs.len() < found {
        complain(&format!("{} have no web address", found - specs.len()));
    }
    Ok(if specs.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

fn is_web(spec: &SourceSpec) -> bool {
    url::Url::parse(&spec.url)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}
