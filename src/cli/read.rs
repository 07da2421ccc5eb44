//! `newswire read`: a clean article as text. What was read once is read from the store.

use std::path::Path;

use super::arguments::Read;
use super::outcome::{Outcome, complain};
use super::session::{Session, event_loop};
use super::subject::{Subject, subject};
use crate::model::{Article, Change, HeadlineId, When};
use crate::net::{Client, NamedBy};
use crate::runtime::{choice, clock, reading};
use crate::store::Handle;
use crate::{extract, plain};

/// Runs it.
pub(super) fn run(session: &Session, options: &Read) -> anyhow::Result<Outcome> {
    let config = session.config()?;
    let store = session.store_to_read(&config)?;
    let subject = subject(&store, &options.what)?;
    let store = Handle::own(store)?;
    let client = Session::client(&config)?;
    let rules = session.site_rules_file();
    let marks = config.reader.mark_read_on_open;
    let found = event_loop()?.block_on(async {
        match subject {
            Subject::Stored(id) => stored(&client, &store, &rules, id, marks).await,
            Subject::Address(url) => {
                let article = reading::page(&client, Some(&store), &rules, &url).await?;
                Ok(Found {
                    article,
                    source: None,
                    page_failure: None,
                })
            }
        }
    })?;
    let article = found.article;
    if options.json {
        let mut record = extract::output::json::record("", &article);
        if let Some(fields) = record.as_object_mut() {
            fields.remove("file");
            fields.insert("page_failure".to_owned(), found.page_failure.into());
        }
        plain::json::print(&record)?;
    } else {
        plain::article::print(&article, found.source)?;
    }
    Ok(if article.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// What there is to read.
struct Found {
    article: Article,
    /// The name of its source.
    source: Option<String>,
    /// Why the text is the feed's own and not that of the page.
    page_failure: Option<String>,
}

/// The article of a stored headline. When the page cannot be had, the
/// feed's own text is better than nothing.
async fn stored(
    client: &Client,
    store: &Handle,
    rules: &Path,
    id: HeadlineId,
    marks: bool,
) -> anyhow::Result<Found> {
    let headline = store.call(move |store| store.headline(id)).await?;
    let (mut article, page_failure) = match (
        reading::article(client, store, rules, id, NamedBy::User).await,
        &headline,
    ) {
        (Ok(article), _) => (article, None),
        (Err(error), Some(headline)) => {
            let Some(html) = store.call(move |store| store.body(id)).await? else {
                return Err(error.into());
            };
            complain(&format!("{error}; this is the feed's own text"));
            let article = choice::feed_article(headline, &html);
            (article, Some(error.to_string()))
        }
        (Err(error), None) => return Err(error.into()),
    };
    // What the page does not say and the feed does, also where the feed has no text.
    if let Some(headline) = &headline {
        let published = || When::utc(headline.published);
        article.published = article.published.or_else(|| Some(published()));
    }
    if marks {
        let change = Change::read(&[id], true);
        let marked = store
            .call(move |store| store.change(&change, clock::now()))
            .await;
        if let Err(error) = marked {
            complain(&format!("not marked read: {}", error.reason()));
        }
    }
    Ok(Found {
        article,
        source: headline.map(|headline| headline.source_name),
        page_failure,
    })
}
