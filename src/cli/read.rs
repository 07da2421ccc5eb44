//! `newswire read`: a clean article as text. What was read once is read from the store.

use std::path::Path;

use super::arguments::Read;
use super::session::{Session, event_loop};
use super::subject::{Subject, subject};
use super::{Outcome, complain};
use crate::model::{Article, HeadlineId};
use crate::net::{Client, NamedBy};
use crate::runtime::{choice, reading};
use crate::store::Handle;
use crate::{extract, plain};

/// Runs it.
pub fn run(session: &Session, options: &Read) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    let store = session.store_to_read(&config)?;
    let subject = subject(&store, &options.what)?;
    let store = Handle::own(store)?;
    let client = Session::client(&config)?;
    let rules = session.site_rules_file();
    let marks = config.reader.mark_read_on_open;
    let (article, source) = event_loop()?.block_on(async {
        match subject {
            Subject::Stored(id) => stored(&client, &store, &rules, id, marks).await,
            Subject::Address(url) => {
                let article = reading::page(&client, Some(&store), &rules, &url).await?;
                Ok((article, None))
            }
        }
    })?;
    if options.json {
        let mut record = extract::json::record("", &article);
        if let Some(fields) = record.as_object_mut() {
            fields.remove("file");
        }
        plain::json::print(&record)?;
    } else {
        plain::article::print(&article, source)?;
    }
    Ok(if article.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// The article of a stored headline and its source's name. When the page cannot be had, the
/// feed's own text is better than nothing.
async fn stored(
    client: &Client,
    store: &Handle,
    rules: &Path,
    id: HeadlineId,
    marks: bool,
) -> anyhow::Result<(Article, Option<String>)> {
    let headline = store.call(move |store| store.headline(id)).await?;
    let article = match (
        reading::article(client, store, rules, id, NamedBy::User).await,
        &headline,
    ) {
        (Ok(article), _) => article,
        (Err(error), Some(headline)) => {
            let Some(html) = store.call(move |store| store.body(id)).await? else {
                return Err(error.into());
            };
            complain(&format!("{error}; this is the feed's own text"));
            choice::feed_article(headline, &html)
        }
        (Err(error), None) => return Err(error.into()),
    };
    if marks {
        let marked = store.call(move |store| store.set_read(&[id], true)).await;
        if let Err(error) = marked {
            complain(&format!("not marked read: {}", error.reason()));
        }
    }
    Ok((article, headline.map(|headline| headline.source_name)))
}
