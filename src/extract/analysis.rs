//! Everything that is computed on the way from a page to its article.

use scraper::Html;
use url::Url;

use super::body::anchors::Anchor;
use super::body::chosen;
use super::body::features::Context;
use super::facts::dek;
use super::facts::metadata::{self, Metadata};
use super::options::Options;
use super::page::article_end;
use super::page::outline::Outline;
use super::page::subtree_sums::Regions;
use super::stages::Stage;
use crate::fold::folded;

/// The parts are public for training
/// and for explanations.
pub struct Analysis<'a> {
    /// The page, flattened.
    pub outline: Outline<'a>,
    /// Where its prose is.
    pub regions: Regions,
    /// What leaves are compared with.
    pub context: Context,
    /// Facts.
    pub metadata: Metadata,
}

/// Flattens and sums up a page; `excluded` subtrees give no text.
#[must_use]
pub fn analyse<'a>(
    document: &'a Html,
    excluded: &[ego_tree::NodeId],
    base: Option<&Url>,
    options: &Options<'_>,
) -> Analysis<'a> {
    let chosen = chosen::elements(document, options.selector);
    let mut outline = Outline::choosing(document, excluded, &chosen, options.stages);
    let metadata = metadata::read(&outline, base, options.headline);
    if !chosen::is_seen(&outline, metadata.title.leaf) {
        outline.chosen.clear();
    }
    let stages = options.stages;
    let scope = match stages.has(Stage::ArticleEnd) {
        true => article_end::end(&outline, metadata.title.leaf),
        false => outline.leaves.len(),
    };
    let regions = Regions::of(&outline, scope);
    let body = metadata.facts.body.as_deref();
    let body = body.filter(|_| stages.has(Stage::StatedBodyAnchor));
    let mut body = body.unwrap_or_default().to_owned();
    let description = metadata
        .description
        .as_deref()
        .filter(|_| stages.has(Stage::DescriptionAnchor));
    if let Some(anchor) = options.anchor.filter(|anchor| anchor.len() > 200) {
        body.push('\n');
        body.push_str(anchor);
    }
    let mut context = Context {
        title: metadata.title.leaf,
        dek: Vec::new(),
        scope,
        title_text: folded(&metadata.title.text),
        authors: metadata
            .byline
            .iter()
            .map(|name| folded(name))
            .filter(|name| name.len() > 3)
            .collect(),
        body: Anchor::of(&body),
        description: Anchor::of(description.unwrap_or_default()),
    };
    if stages.has(Stage::Standfirst) {
        context.dek = dek::find(&outline, &regions, &context);
    }
    Analysis {
        outline,
        regions,
        context,
        metadata,
    }
}
