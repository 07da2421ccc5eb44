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
use super::page::consent;
use super::stages::{Stage, Stages};
use crate::markup::{address, dom};
use crate::model::{Article, TextOrigin};
use crate::page_extras::PageExtras;

/// A page, parsed, and what of it is found before its text is judged.
pub(super) struct Page {
    pub(super) document: Html,
    base: Option<Url>,
    pub(super) extras: PageExtras,
    /// Boxes that ask for consent to cookies.
    pub(super) consent: Vec<NodeId>,
    /// What the user's selector finds.
    pub(super) chosen: Vec<NodeId>,
}

impl Page {
    pub(super) fn parse(html: &str, options: &Options<'_>) -> Self {
        let document = dom::parse(html);
        let base = address::base(&document, options.url);
        Self {
            extras: PageExtras::of(&document, base.as_ref()),
            consent: consent::boxes(&document),
            chosen: chosen::elements(&document, options.selector),
            base,
            document,
        }
    }

    /// The subtrees that the text leaves out, but for what the user wants to see: what is
    /// `chosen`, and what the rules show.
    pub(super) fn excluded(&self, rules: Option<&Rules>, stages: Stages) -> Vec<NodeId> {
        let mut wanted = rules.map_or_else(Vec::new, |rules| rules.shown(&self.document));
        wanted.extend(&self.chosen);
        let boxes = [
            (Stage::InstrumentBoxes, &self.extras.instruments.containers),
            (Stage::RelatedBoxes, &self.extras.related.containers),
            (Stage::ConsentBoxes, &self.consent),
        ];
        let is_wanted = |id: &NodeId| {
            let Some(node) = self.document.tree.get(*id) else {
                return true;
            };
            let inside = || node.descendants().any(|inner| wanted.contains(&inner.id()));
            let around = || node.ancestors().any(|outer| wanted.contains(&outer.id()));
            !wanted.is_empty() && (inside() || around())
        };
        let boxes = boxes.into_iter().filter(|(stage, _)| stages.has(*stage));
        let all = boxes.flat_map(|(_, boxes)| boxes);
        all.filter(|id| !is_wanted(id)).copied().collect()
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
        let PageExtras {
            instruments,
            related,
        } = &self.extras;
        article.instruments.clone_from(&instruments.instruments);
        article.related.clone_from(&related.related);
        (article, origin)
    }
}
