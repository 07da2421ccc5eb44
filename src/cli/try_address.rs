//! `newswire try`: what an address offers, and the table that makes it a source.

use std::fmt::Write as _;
use std::io::Write as _;

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::arguments::Try;
use super::outcome::{Outcome, complain};
use super::session::{Session, UsageError, event_loop};
use crate::config::edit;
use crate::ingest::json as as_json;
use crate::markup::clean;
use crate::model::source::shown_address;
use crate::model::{Candidate, SourceSpec, counted};
use crate::plain;
use crate::runtime::probe::{self, Found};

/// Headlines shown of each list.
const SHOWN: usize = 5;

/// Runs it; nothing is written anywhere.
pub(super) fn run(session: &Session, options: &Try) -> anyhow::Result<Outcome> {
    let typed = probe::addresses(&options.urls.join("\n"));
    let typed = typed.map_err(|error| UsageError(error.to_string()))?;
    let client = Session::client(&session.loaded().config)?;
    let network = event_loop()?;
    let mut all = Vec::new();
    for one in &typed {
        match network.block_on(probe::candidates(&client, one)) {
            Ok(found) => all.push(found),
            Err(error) if typed.len() == 1 => return Err(error.into()),
            Err(error) => complain(&error.to_string()),
        }
    }
    if options.json {
        let candidates = all.iter().flat_map(|found| &found.candidates);
        plain::json::print(&candidates.map(object).collect::<Vec<Value>>())?;
    } else {
        let text: Vec<String> = all.iter().map(of_address).collect();
        let mut stdout = plain::output::stdout();
        stdout.write_all(text.join("\n").as_bytes())?;
        stdout.flush()?;
    }
    Ok(if all.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// All that one address offers.
fn of_address(found: &Found) -> String {
    let scheme = found.scheme.as_ref();
    let head = scheme.map(|scheme| format!("# {}\n", clean::line(scheme)));
    let lists: Vec<String> = found.candidates.iter().map(in_words).collect();
    head.unwrap_or_default() + &lists.join("\n")
}

fn object(found: &Candidate) -> Value {
    json!({
        "way": found.way,
        "table": table(found),
        "feed": as_json::feed(&found.feed),
    })
}

/// Its table. A password that was typed is not shown: it is added where the table is pasted.
fn table(found: &Candidate) -> String {
    let url = shown_address(&found.spec.url);
    let note = if url == found.spec.url {
        ""
    } else {
        "# Write the user name and password that you typed into the address.\n"
    };
    let spec = SourceSpec {
        url,
        ..found.spec.clone()
    };
    format!("{note}{}", edit::source_table(&spec).trim_start())
}

/// How it was found, its first headlines, and its table. The words around the table are
/// comments, so that the whole can be pasted into the configuration.
fn in_words(found: &Candidate) -> String {
    let count = found.feed.entries.len();
    let headlines = counted(count, "headline");
    let mut text = format!("# {}, {headlines}:\n", found.way);
    for entry in found.feed.entries.iter().take(SHOWN) {
        let date = entry.published.or(entry.updated);
        let date = date.map(|at| TimeZone::system().to_datetime(at));
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
    text + table(found).trim_start()
}
