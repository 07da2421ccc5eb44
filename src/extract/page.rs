//! A page on the way to its article: parsed once, judged under one set of rules or two.

use ego_tree::NodeId;
use scraper::Html;
use url::Url;

use super::beside::Beside;
use super::rules::Rules;
use super::select::{self, Selection};
use super::{Analysis, Options, analyse, assemble, base, chosen, dom, explain};
use crate::model::{Article, Explanation};

/// What a change of the user's rules does to a page.
pub struct Change {
    /// The article under the rules as they were.
    pub before: Article,
    /// The article under the rules as they are.
    pub after: Article,
    /// The judgement under the rules as they are, if it was asked for.
    pub explanation: Option<Explanation>,
}

/// Judges a page once, under two sets of rules.
#[must_use]
pub fn under_both(
    html: &str,
    options: &Options<'_>,
    (before, after): (&Rules, &Rules),
    explain: bool,
) -> Change {
    let page = Page::parse(html, options);
    let overruled = |analysis: &Analysis<'_>, selection: Selection, rules| {
        selection.overruled(&analysis.outline, &analysis.context, Some(rules))
    };
    let excluded = page.excluded(Some(before));
    let analysis = page.analyse(&excluded, options);
    let judged = page.select(&analysis, options);
    let old = overruled(&analysis, judged.clone(), before);
    let old = page.article(&analysis, &old, options);
    let finish = |analysis: &Analysis<'_>, judged: Selection| {
        let selection = overruled(analysis, judged, after);
        let options = Options {
            rules: Some(after),
            ..*options
        };
        Change {
            before: old,
            after: page.article(analysis, &selection, &options),
            explanation: explain.then(|| explain::of(&page, analysis, &selection, &options)),
        }
    };
    let excluded_now = page.excluded(Some(after));
    if excluded_now == excluded {
        return finish(&analysis, judged);
    }
    // A rule that shows what stands beside the story makes another text to judge.
    let analysis = page.analyse(&excluded_now, options);
    let judged = page.select(&analysis, options);
    finish(&analysis, judged)
}

/// A page, parsed, and what it shows beside its story.
pub(super) struct Page {
    pub(super) document: Html,
    base: Option<Url>,
    pub(super) beside: Beside,
    /// What the user's selector finds.
    pub(super) chosen: Vec<NodeId>,
}

impl Page {
    pub(super) fn parse(html: &str, options: &Options<'_>) -> Self {
        let document = dom::parse(html);
        let base = base(&document, options.url);
        Self {
            beside: Beside::of(&document, base.as_ref()),
            chosen: chosen::elements(&document, options.selector),
            base,
            document,
        }
    }

    pub(super) fn excluded(&self, rules: Option<&Rules>) -> Vec<NodeId> {
        self.beside.excluded(&self.document, &self.chosen, rules)
    }

    pub(super) fn analyse(&self, excluded: &[NodeId], options: &Options<'_>) -> Analysis<'_> {
        analyse(&self.document, excluded, self.base.as_ref(), options)
    }

    pub(super) fn select(&self, analysis: &Analysis<'_>, options: &Options<'_>) -> Selection {
        select::select(
            &analysis.outline,
            &analysis.regions,
            &analysis.context,
            options.site.map(|template| (template, options.url)),
        )
    }

    pub(super) fn article(
        &self,
        analysis: &Analysis<'_>,
        selection: &Selection,
        options: &Options<'_>,
    ) -> Article {
        let mut article = assemble(analysis, selection, self.base.as_ref(), options);
        article
            .instruments
            .clone_from(&self.beside.instruments.instruments);
        article.related.clone_from(&self.beside.related.related);
        article
    }
}
