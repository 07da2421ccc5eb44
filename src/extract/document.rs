//! A page on the way to its article: parsed once, however often it is judged.

use ego_tree::NodeId;
use scraper::Html;
use url::Url;

use super::analysis::{Analysis, analyse};
use super::body::chosen;
use super::body::rules::Rules;
use super::body::select::{self, Selection};
use super::options::Options;
use super::output::assemble::assemble;
use super::page_extras::Beside;
use super::stages::Stages;
use crate::markup::{address, dom};
use crate::model::{Article, TextOrigin};

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
        let base = address::base(&document, options.url);
        Self {
            beside: Beside::of(&document, base.as_ref()),
            chosen: chosen::elements(&document, options.selector),
            base,
            document,
        }
    }

    pub(super) fn excluded(&self, rules: Option<&Rules>, stages: Stages) -> Vec<NodeId> {
        let chosen = &self.chosen;
        self.beside.excluded(&self.document, chosen, rules, stages)
    }

    pub(super) fn analyse(&self, excluded: &[NodeId], options: &Options<'_>) -> Analysis<'_> {
        analyse(&self.document, excluded, self.base.as_ref(), options)
    }

    pub(super) fn select(&self, analysis: &Analysis<'_>, options: &Options<'_>) -> Selection {
        select::select(
            &analysis.outline,
            &analysis.regions,
            &analysis.context,
            options,
        )
    }

    pub(super) fn article(
        &self,
        analysis: &Analysis<'_>,
        selection: &Selection,
        options: &Options<'_>,
    ) -> Article {
        self.article_and_origin(analysis, selection, options).0
    }

    /// The article, and where its text stands if it is not what the page shows.
    pub(super) fn article_and_origin(
        &self,
        analysis: &Analysis<'_>,
        selection: &Selection,
        options: &Options<'_>,
    ) -> (Article, Option<TextOrigin>) {
        let base = self.base.as_ref();
        let (mut article, origin) = assemble(analysis, selection, base, options);
        article
            .instruments
            .clone_from(&self.beside.instruments.instruments);
        article.related.clone_from(&self.beside.related.related);
        (article, origin)
    }
}
