//! `newswire try`: what an address offers, and the table that makes it a source.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use serde_json::{Value, json};

use super::Outcome;
use super::arguments::Try;
use super::session::{Session, UsageError, event_loop};
use crate::config::edit;
use crate::ingest::{clean, json as as_json};
use crate::model::Candidate;
use crate::plain;
use crate::runtime::probe;

/// Headlines shown of each list.
const SHOWN: usize = 5;

/// Runs it; nothing is written anywhere.
pub fn run(session: &Session, options: &Try) -> anyhow::Result<Outcome> {
    let url = probe::address(&options.url).map_err(|error| UsageError(error.to_string()))?;
    let client = Session::client(&session.loaded().config)?;
    let found = event_loop()?.block_on(probe::candidates(&client, url.as_str()))?;
    if options.json {
        let found: Vec<Value> = found.iter().map(object).collect();
        plain::json::print(&found)?;
    } else {
        let text: Vec<String> = found.iter().map(in_words).collect();
        io::stdout().write_all(text.join("\n").as_bytes())?;
    }
    Ok(Outcome::Done)
}

fn object(found: &Candidate) -> Value {
    json!({
        "way": found.way,
        "table": edit::source_table(&found.spec),
        "feed": as_json::feed(&found.feed),
    })
}

/// How it was found, its first headlines, and its table. The words around the table are
/// comments, so that the whole can be pasted into the configuration.
fn in_words(found: &Candidate) -> String {
    let count = found.feed.entries.len();
    let mut text = format!("# {}, {count} headlines:\n", found.way);
    for entry in found.feed.entries.iter().take(SHOWN) {
        let date = entry.published.or(entry.updated);
        let date = date.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string());
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "#   {:16}  {}",
            date.unwrap_or_default(),
            clean::line(&entry.title)
        );
    }
    if count > SHOWN {
        let _ = writeln!(text, "#   … and {} more", count - SHOWN);
    }
    text + edit::source_table(&found.spec).trim_start()
}
