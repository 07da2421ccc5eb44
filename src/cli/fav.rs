//! `newswire fav`: favourites in and out.

use std::io::Write;

use anyhow::bail;

use super::arguments::{Fav, FavAction};
use super::list;
use super::outcome::Outcome;
use super::session::{Session, event_loop};
use super::subject::{Subject, subject};
use crate::markup::clean;
use crate::model::{Change, HeadlineId, Query, Scope};
use crate::plain;
use crate::runtime::{clock, reading};
use crate::store::Store;

/// Runs it.
pub(super) fn run(session: &Session, options: &Fav) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    let mut store = match &options.action {
        None => session.store_to_read(&config)?,
        Some(_) => session.store(&config)?,
    };
    let json = options.json;
    match &options.action {
        None => {
            let query = Query {
                scope: Scope::Favourites,
                ..Query::default()
            };
            list::print(&store, &query, json)
        }
        Some(FavAction::Add { what }) => match subject(&store, what)? {
            Subject::Stored(id) => keep(&mut store, id, true, json),
            Subject::Address(url) => {
                let client = Session::client(&config)?;
                let rules = session.site_rules_file();
                let page = reading::page(&client, None, &rules, &url);
                let article = event_loop()?.block_on(page)?;
                let id = store.keep_page(&url, &article, clock::now())?;
                keep(&mut store, id, true, json)
            }
        },
        Some(FavAction::Remove { what }) => match subject(&store, what)? {
            Subject::Stored(id) => keep(&mut store, id, false, json),
            Subject::Address(url) => bail!("{url} is not a stored headline"),
        },
    }
}

fn keep(store: &mut Store, id: HeadlineId, on: bool, json: bool) -> anyhow::Result<Outcome> {
    let changed = store.change(&Change::Favourite { id, on }, clock::now())?;
    let Some(headline) = store.headline(id)? else {
        return Ok(Outcome::Done);
    };
    if json {
        plain::json::print(&plain::headlines::shown(&headline))?;
        return Ok(Outcome::Done);
    }
    let done = match (on, !changed.is_empty()) {
        (true, true) => "kept",
        (true, false) => "was kept already",
        (false, true) => "no longer kept",
        (false, false) => "was not kept",
    };
    writeln!(
        plain::output::stdout(),
        "{id}  {}: {done}",
        clean::line(&headline.title)
    )?;
    Ok(Outcome::Done)
}
