//! Stored pages judged again: shown whole, explained, and tried against a rule of the user's.
//!
//! A rule is written first and then tried on every stored page of its site; the articles that
//! it changes are stored as they are now, so that what is read is what the rules say.

use std::collections::HashMap;
use std::sync::Arc;

use super::choice::{better, feed_article, is_whole, wall};
use super::extract_options::{ExtractOptions, of_site};
use super::reading::{self, ArticleFetcher};
use super::reading_error::ReadingError;
use super::{clock, page};
use crate::app::config_change::{FileUndo, Follow, RuleOutcome};
use crate::config::{edit, site_rules};
use crate::extract::site::Template;
use crate::extract::{self, Change};
use crate::model::explanation::site_of;
use crate::model::{
    Article, Explanation, FileChange, Headline, HeadlineId, RuleAction, SiteRule, TextOrigin,
};
use crate::net::NamedBy;
use crate::store::pages::StoredPage;
use crate::store::{Store, StoreError};

/// What is done with a rule.
#[derive(Debug, Clone)]
pub enum RuleChange {
    /// It is written.
    Add(SiteRule),
    /// It is taken back.
    Undo(FileChange),
}

/// A stored page with all that it is judged with but the rules.
struct Known {
    headline: Headline,
    body: Option<String>,
    options: ExtractOptions,
    url: String,
    html: String,
}

/// What a change of the rules did to the stored pages of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tried {
    pages: usize,
    changed: usize,
    shown: usize,
    hidden: usize,
}

impl ArticleFetcher {
    /// All that the page of a headline shows, with nothing judged.
    ///
    /// # Errors
    /// When the page is neither stored nor to be had.
    pub async fn whole(&self, id: HeadlineId) -> Result<Article, ReadingError> {
        let known = self.known(id).await?;
        let judge = move || extract::whole(&known.html, Some(&known.url));
        self.apart(judge).await
    }

    /// What is decided about each block of the page of a headline.
    ///
    /// # Errors
    /// When the page is neither stored nor to be had.
    pub async fn explanation(&self, id: HeadlineId) -> Result<Explanation, ReadingError> {
        let known = self.known(id).await?;
        let file = self.rules.clone();
        self.apart(move || {
            let ExtractOptions { rules, .. } = known.with(&[]).with_rules(&file, &known.url);
            let change = known.under_both(&rules, &rules, true);
            change.explanation.unwrap_or_default()
        })
        .await
    }

    /// Changes the rules and tries them on the stored pages of the site.
    ///
    /// # Errors
    /// When the page is neither stored nor to be had, or the rules cannot be written.
    pub async fn change_rule(
        &self,
        id: HeadlineId,
        change: RuleChange,
    ) -> Result<RuleOutcome, ReadingError> {
        let open = self.known(id).await?;
        let site = site_of(&open.url).unwrap_or_default();
        let pages = self.store.call(move |store| all_of(store, &site)).await?;
        let file = self.rules.clone();
        let url = open.url.clone();
        let (judged, undo, action) = self
            .apart(move || -> Result<_, ReadingError> {
                let before = of_site(site_rules::load(&file).rules, &url);
                let (undo, action) = match change {
                    RuleChange::Add(rule) => (site_rules::add(&file, &rule)?, Some(rule.action)),
                    RuleChange::Undo(change) => {
                        edit::undo(&file, &change)?;
                        (None, None)
                    }
                };
                let after = of_site(site_rules::load(&file).rules, &url);
                Ok((
                    reextract(&pages, (id, &open), &before, &after),
                    undo,
                    action,
                ))
            })
            .await??;
        let now = clock::now();
        let changed = judged.changed;
        self.store
            .call(move |store| {
                let mut changed = changed.into_iter();
                changed.try_for_each(|(id, article)| store.save_article(id, &article, now))
            })
            .await?;
        Ok(RuleOutcome {
            id,
            explanation: Arc::new(judged.explanation),
            article: Arc::new(judged.article),
            message: message(action, judged.tried),
            undo: undo.map(|change| FileUndo {
                change,
                follow: Follow::Pages(id),
                message: String::new(),
            }),
        })
    }

    /// The page of a headline: the stored one, else downloaded and stored.
    async fn known(&self, id: HeadlineId) -> Result<Known, ReadingError> {
        let stored = self.store.call(move |store| known(store, id)).await?;
        if let Some(known) = stored {
            return Ok(known);
        }
        let headline = self.store.call(move |store| store.headline(id)).await?;
        let headline = headline.ok_or(ReadingError::Missing(id))?;
        let link = headline.link.ok_or(ReadingError::NoPage)?;
        let page = page::download(&self.client, &link, NamedBy::User).await?;
        let packed = self
            .apart(move || StoredPage::pack(site_of(&page.url)?, page.url, &page.text))
            .await?
            .ok_or(ReadingError::NoPage)?;
        let page = packed.clone();
        let known = self.store.call(move |store| known_of(store, id, page));
        let known = known.await?.ok_or(ReadingError::NoPage)?;
        let (known, is_wall) = self
            .apart(move || {
                let is_wall = known.is_wall(&known.with(&[]).article(&known.html, &known.url).0);
                (known, is_wall)
            })
            .await?;
        // What stands in the article's place is shown, but no rule is tried on it later.
        if !is_wall {
            let save = move |store: &mut Store| store.save_page(id, &packed, clock::now());
            self.store.call(save).await?;
        }
        Ok(known)
    }

    /// Runs what takes long enough to be felt by whoever presses keys meanwhile.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ReadingError> {
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|_| ReadingError::Fault {
            url: "this page".to_owned(),
        })
    }
}

fn known(store: &mut Store, id: HeadlineId) -> Result<Option<Known>, StoreError> {
    match store.page(id)? {
        Some(page) => known_of(store, id, page),
        None => Ok(None),
    }
}

fn known_of(
    store: &mut Store,
    id: HeadlineId,
    page: StoredPage,
) -> Result<Option<Known>, StoreError> {
    let Some(stored) = reading::stored(store, id)? else {
        return Ok(None);
    };
    let template: Template = store.template(&page.authority)?;
    Ok(page.html().map(|html| Known {
        options: ExtractOptions {
            headline: Some(stored.headline.title.clone()),
            anchor: stored.body.clone(),
            selector: stored.selector,
            template,
            rules: Vec::new(),
        },
        headline: stored.headline,
        body: stored.body,
        url: page.url,
        html,
    }))
}

fn all_of(store: &mut Store, site: &str) -> Result<Vec<(HeadlineId, Known)>, StoreError> {
    let mut all = Vec::new();
    for (id, page) in store.pages_of(site)? {
        all.extend(known_of(store, id, page)?.map(|known| (id, known)));
    }
    Ok(all)
}

/// What pages give under the rules as they are now.
struct Reextracted {
    tried: Tried,
    changed: Vec<(HeadlineId, Article)>,
    explanation: Explanation,
    article: Article,
}

/// Judges each stored page once, and the open one also if it is not stored.
fn reextract(
    pages: &[(HeadlineId, Known)],
    open: (HeadlineId, &Known),
    before: &[SiteRule],
    after: &[SiteRule],
) -> Reextracted {
    let mut judged = Reextracted {
        tried: Tried {
            pages: pages.len(),
            ..Tried::default()
        },
        changed: Vec::new(),
        explanation: Explanation::default(),
        article: Article::default(),
    };
    let is_stored = pages.iter().any(|(id, _)| *id == open.0);
    let unstored = (!is_stored).then_some(open);
    let stored = pages.iter().map(|(id, known)| (*id, known));
    for (id, known) in stored.chain(unstored) {
        let is_open = id == open.0;
        let change = known.under_both(before, after, is_open);
        let (shown, hidden) = difference(&change.before.text(), &change.after.text());
        let is_changed = shown + hidden > 0 || change.before.dek != change.after.dek;
        if is_open {
            judged.article = change.after.clone();
            judged.explanation = change.explanation.unwrap_or_default();
        }
        if is_changed && (is_stored || !is_open) {
            judged.tried.changed += 1;
            judged.tried.shown += shown;
            judged.tried.hidden += hidden;
            judged.changed.push((id, change.after));
        }
    }
    judged
}

impl Known {
    fn with(&self, rules: &[SiteRule]) -> ExtractOptions {
        ExtractOptions {
            rules: rules.to_vec(),
            ..self.options.clone()
        }
    }

    fn under_both(&self, before: &[SiteRule], after: &[SiteRule], explain: bool) -> Change {
        let page = (self.html.as_str(), self.url.as_str());
        let change = self.with(after).under_both(page, before, explain);
        let body = self.body.as_deref();
        let from_feed = body.map(|html| feed_article(&self.headline, html));
        let from_page = change.after.blocks.clone();
        let after = self.or_from_feed(change.after, from_feed.clone());
        let explanation = change.explanation.map(|mut explanation| {
            if after.blocks != from_page {
                explanation.replace(&after.blocks, TextOrigin::Feed);
            }
            explanation
        });
        Change {
            before: self.or_from_feed(change.before, from_feed),
            after,
            explanation,
        }
    }

    fn or_from_feed(&self, from_page: Article, from_feed: Option<Article>) -> Article {
        match from_feed {
            Some(from_feed) if self.is_wall(&from_page) => from_feed,
            from_feed => better(from_page, from_feed, |article| {
                is_whole(article, &self.html, &self.url)
            }),
        }
    }

    /// Whether something else stands in the article's place.
    fn is_wall(&self, article: &Article) -> bool {
        let body = self.body.as_deref();
        wall(article, &self.html, &self.url, &self.headline, body).is_some()
    }
}

/// How many lines are in the second text only, and how many in the first only.
fn difference(old: &str, new: &str) -> (usize, usize) {
    let mut counts: HashMap<&str, isize> = HashMap::new();
    let lines = |text| str::lines(text).filter(|line| !line.is_empty());
    for line in lines(new) {
        *counts.entry(line).or_default() += 1;
    }
    for line in lines(old) {
        *counts.entry(line).or_default() -= 1;
    }
    let sum = |sign: isize| {
        counts
            .values()
            .map(|count| (count * sign).max(0))
            .sum::<isize>()
    };
    (sum(1).unsigned_abs(), sum(-1).unsigned_abs())
}

fn message(action: Option<RuleAction>, tried: Tried) -> String {
    let blocks = |count| {
        if count == 1 {
            "1 block".to_owned()
        } else {
            format!("{count} blocks")
        }
    };
    let parts: Vec<String> = [(tried.shown, "more"), (tried.hidden, "fewer")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", blocks(count)))
        .collect();
    let head = match action {
        Some(RuleAction::Show) => "always shown",
        Some(RuleAction::Hide) => "never shown",
        None => "undone",
    };
    let what = if parts.is_empty() {
        "nothing changes".to_owned()
    } else {
        parts.join(", ")
    };
    let (changed, pages) = (tried.changed, tried.pages);
    format!("{head}: {what} on {changed} of {pages} stored pages of this site")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_compared_as_often_as_they_stand() {
        assert_eq!(difference("a\nb\n\na", "b\nc"), (1, 2));
        assert_eq!(difference("a", "a"), (0, 0));
    }

    #[test]
    fn what_changed_is_said_in_one_line() {
        let tried = Tried {
            pages: 12,
            changed: 5,
            shown: 0,
            hidden: 6,
        };
        assert_eq!(
            message(Some(RuleAction::Hide), tried),
            "never shown: 6 blocks fewer on 5 of 12 stored pages of this site"
        );
        let tried = Tried {
            pages: 1,
            ..Tried::default()
        };
        assert_eq!(
            message(None, tried),
            "undone: nothing changes on 0 of 1 stored pages of this site"
        );
    }
}
