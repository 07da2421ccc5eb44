//! `newswire check`: every mistake of the configuration at once.

use std::io::{self, Write};

use super::Outcome;
use super::session::Session;
use crate::ingest::clean;

/// Runs it.
pub fn run(session: &Session) -> anyhow::Result<Outcome> {
    let loaded = session.loaded();
    let file = clean::line(&loaded.path.display().to_string());
    let count = loaded.problems.len();
    if count > 0 {
        let mut stderr = io::stderr().lock();
        for problem in &loaded.problems {
            writeln!(stderr, "{problem}\n")?;
        }
        let mistakes = if count == 1 { "mistake" } else { "mistakes" };
        writeln!(stderr, "{count} {mistakes} in {file}")?;
        return Ok(Outcome::Usage);
    }
    let state = if loaded.exists {
        "ok"
    } else {
        "not there, so the defaults hold"
    };
    let (sources, groups) = (&loaded.config.sources, &loaded.config.ticker.groups);
    writeln!(
        io::stdout(),
        "{file}: {state}; sources: {}, ticker groups: {}",
        sources.len(),
        groups.len()
    )?;
    Ok(Outcome::Done)
}
