//! What a page is judged with: what the feed says, what is known of its site, and the user's
//! selector and rules.

use std::path::Path;

use crate::config::site_rules;
use crate::extract::body::rules::Rules;
use crate::extract::site::{Observation, Template};
use crate::extract::{self, Change, Options};
use crate::model::explanation::site_of;
use crate::model::{Article, SiteRule};

/// All that is known before a page is judged.
#[derive(Debug, Clone, Default)]
pub(crate) struct ExtractOptions {
    /// What the feed calls it.
    pub headline: Option<String>,
    /// The feed's own text.
    pub anchor: Option<String>,
    /// The user's selector of the full text, if the source has one.
    pub selector: Option<String>,
    /// What the site's other pages taught.
    pub template: Template,
    /// The user's rules for the site.
    pub rules: Vec<SiteRule>,
}

impl ExtractOptions {
    /// With those rules of a file that are about the page's site. They are read for each page:
    /// the file is small, and the user may have just changed it.
    #[must_use]
    pub(crate) fn with_rules(self, file: &Path, url: &str) -> Self {
        let loaded = site_rules::load(file);
        if let Some(problem) = loaded.problems.first() {
            tracing::warn!("{}:{}: {}", problem.file, problem.line, problem.message);
        }
        let rules = of_site(loaded.rules, url);
        Self { rules, ..self }
    }

    /// The article of a page, and what the page teaches about its site.
    #[must_use]
    pub(crate) fn article(&self, html: &str, url: &str) -> (Article, Observation) {
        let rules = Rules::of(&self.rules);
        let (mut article, observation) = extract::observed(html, &self.options(url, &rules));
        if article.url.is_none() {
            article.url = Some(url.to_owned());
        }
        (article, observation)
    }

    /// What a change of the rules does to the article of a page; those of `self` are the later.
    #[must_use]
    pub(crate) fn under_both(
        &self,
        (html, url): (&str, &str),
        before: &[SiteRule],
        explain: bool,
    ) -> Change {
        let (before, after) = (Rules::of(before), Rules::of(&self.rules));
        let options = self.options(url, &after);
        let mut change = extract::under_both(html, &options, (&before, &after), explain);
        for article in [&mut change.before, &mut change.after] {
            article.url.get_or_insert_with(|| url.to_owned());
        }
        if let Some(explanation) = &mut change.explanation {
            // The page's own idea of its address may name another site.
            explanation.url = Some(url.to_owned());
        }
        change
    }

    fn options<'a>(&'a self, url: &'a str, rules: &'a Rules) -> Options<'a> {
        Options {
            url: Some(url),
            headline: self.headline.as_deref(),
            anchor: self.anchor.as_deref(),
            site: Some(&self.template),
            selector: self.selector.as_deref(),
            rules: Some(rules),
            ..Options::default()
        }
    }
}

/// Those rules that are about the page at an address.
#[must_use]
pub(crate) fn of_site(mut all: Vec<SiteRule>, url: &str) -> Vec<SiteRule> {
    let authority = site_of(url).unwrap_or_default();
    all.retain(|rule| rule.covers(&authority));
    all
}
