//! `newswire export`: the sources as OPML.

use std::io::{self, Write};

use super::Outcome;
use super::session::Session;
use crate::ingest::opml;

/// Runs it.
pub fn run(session: &Session) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    io::stdout().write_all(opml::write(&config.sources).as_bytes())?;
    Ok(Outcome::Done)
}
