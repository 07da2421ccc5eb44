//! `newswire sources`: how each source is doing, the worst first.

use super::arguments::Sources;
use super::outcome::{self, Outcome};
use super::session::Session;
use crate::model::verdict::order;
use crate::model::{Source, Verdict};
use crate::plain;
use crate::runtime::clock;

/// Runs it.
pub(super) fn run(session: &Session, options: &Sources) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    let store = session.store_to_read(&config)?;
    let (all, now) = (store.sources()?, clock::now());
    let wanted = |source: &&Source| !options.failing || Verdict::of(source, now).is_dead();
    let shown: Vec<&Source> = order(&all, now).into_iter().filter(wanted).collect();
    if options.json {
        plain::sources::print_json(&shown, now)?;
    } else if !shown.is_empty() {
        plain::sources::print_table(&shown, now, session.is_coloured())?;
    }
    if !shown.is_empty() {
        return Ok(Outcome::Done);
    }
    outcome::complain(if all.is_empty() {
        "no sources are configured: `newswire add URL` adds one"
    } else {
        "no source is failing"
    });
    Ok(Outcome::Nothing)
}
