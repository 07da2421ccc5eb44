//! `newswire list`: stored headlines, newest first.

use super::arguments::List;
use super::outcome::{self, Outcome};
use super::session::Session;
use super::subject::source;
use crate::model::{Headline, Query, Scope, Search, Verdict, verdict};
use crate::plain;
use crate::runtime::clock;
use crate::store::Store;

/// Rows read and printed at once.
const PAGE: usize = 500;

/// Runs it.
pub(super) fn run(session: &Session, options: &List) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    let store = session.store_to_read(&config)?;
    let query = Query {
        scope: scope(&store, options)?,
        unread: options.unread,
        search: options.search.clone().map(Search::Words),
        limit: options.limit,
        also_read: None,
    };
    print(&store, &query, options.json)
}

fn scope(store: &Store, options: &List) -> anyhow::Result<Scope> {
    if options.favourites {
        return Ok(Scope::Favourites);
    }
    let Some(name) = &options.source else {
        return Ok(Scope::All);
    };
    let source = source(store, name)?;
    let now = clock::now();
    if Verdict::of(&source, now).is_dead() {
        let sentence = verdict::sentence(&source, now);
        outcome::complain(&format!("{} is {sentence}", source.name));
    }
    Ok(Scope::Source(source.id))
}

/// Why a query finds nothing.
fn why_none(store: &Store, query: &Query) -> anyhow::Result<String> {
    if query.limit == Some(0) {
        return Ok("`--limit 0` lists no headlines".to_owned());
    }
    if let Some(search) = &query.search {
        let unread = if query.unread { "unread " } else { "" };
        return Ok(format!(
            "no {unread}headline here has \"{}\"",
            search.label()
        ));
    }
    let has_read = Query {
        unread: false,
        limit: Some(1),
        ..query.clone()
    };
    if query.unread && !store.ids(&has_read)?.is_empty() {
        return Ok("no headline here is unread; without `--unread` all are listed".to_owned());
    }
    Ok(match query.scope {
        Scope::Favourites => "there are no favourites; `newswire fav add ID` keeps a headline",
        Scope::Source(_) => "this source has no headlines yet; `newswire refresh` downloads",
        _ => "no headlines here; `newswire add URL` adds a source, `newswire refresh` downloads",
    }
    .to_owned())
}

/// Prints the headlines of a query, page by page: an archive need not fit into memory.
///
/// # Errors
/// When the store cannot be read or standard output is closed.
pub(super) fn print(store: &Store, query: &Query, json: bool) -> anyhow::Result<Outcome> {
    let ids = store.ids(query)?;
    let mut list = plain::headlines::Printer::new(json);
    for page in ids.chunks(PAGE) {
        let rows: Vec<Headline> = store.rows(page)?;
        list.print(&rows)?;
    }
    list.finish()?;
    Ok(if ids.is_empty() {
        outcome::complain(&why_none(store, query)?);
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}
