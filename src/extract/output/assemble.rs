//! The article of a page whose leaves are judged.

use url::Url;

use super::fallback::{self, Shown};
use super::{blocks, embedded, pictures};
use crate::agency;
use crate::extract::analysis::Analysis;
use crate::extract::body::select::Selection;
use crate::extract::options::Options;
use crate::extract::page::outline::Outline;
use crate::extract::stages::Stage;
use crate::markup::clean;
use crate::model::{Article, Block, TextOrigin};

/// The article, and where its text stands if it is not what the page shows.
pub(in crate::extract) fn assemble(
    analysis: &Analysis<'_>,
    selection: &Selection,
    base: Option<&Url>,
    options: &Options<'_>,
) -> (Article, Option<TextOrigin>) {
    let outline = &analysis.outline;
    let blocks = {
        let media = pictures::of_text(analysis, &selection.kept, base);
        blocks::build(outline, &selection.kept, &media, base)
    };
    let metadata = &analysis.metadata;
    let mut article = Article {
        url: metadata
            .url
            .clone()
            .or_else(|| options.url.and_then(|url| clean::url(url, None))),
        title: metadata.title.text.clone(),
        dek: dek_text(outline, &selection.dek),
        byline: metadata.byline.clone(),
        agency: None,
        published: metadata.published,
        site: metadata.site.clone(),
        lang: metadata.lang.clone(),
        image: metadata.image.clone(),
        blocks,
        paywalled: metadata.facts.free == Some(false),
        ..Article::default()
    };
    let mut origin = None;
    if outline.chosen.is_empty() {
        let stages = outline.stages;
        let embedded = || {
            stages
                .has(Stage::ScriptData)
                .then(|| embedded::text(outline))?
        };
        let shown = || Shown::of(outline, selection);
        let body = metadata.facts.body.as_deref();
        let body = body.filter(|_| stages.has(Stage::StatedBody));
        let data = fallback::text(&article, body, embedded, shown);
        if let Some((blocks, from)) = data {
            article.blocks = blocks;
            origin = Some(from);
        }
    }
    article.agency = agency(analysis, &article);
    if outline.stages.has(Stage::LeadPicture) {
        let lead = || pictures::lead(analysis, &selection.kept, base);
        article.image = article.image.or_else(lead);
    }
    (article, origin)
}

fn dek_text(outline: &Outline<'_>, dek: &[u32]) -> Option<String> {
    let lines: Vec<String> = dek
        .iter()
        .map(|&leaf| clean::line(&outline.leaf_text(&outline.leaves[leaf as usize])))
        .filter(|line| !line.is_empty())
        .collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// The agency: a line near the headline, the dateline, the last words, an author that is one.
fn agency(analysis: &Analysis<'_>, article: &Article) -> Option<String> {
    let outline = &analysis.outline;
    let near = analysis.context.title.and_then(|title| {
        let title = title as usize;
        let after = title + 1..outline.leaves.len().min(title + 8);
        // Above the headline stand market strips and menus as well as agencies.
        let before = title.saturating_sub(2)..title;
        after
            .chain(before)
            .map(|at| &outline.leaves[at])
            .filter(|leaf| leaf.measure.size <= 80)
            .find_map(|leaf| agency::in_line(&outline.leaf_text(leaf)))
    });
    let stages = outline.stages;
    let near = near.filter(|_| stages.has(Stage::AgencyNear));
    let paragraphs = || {
        let blocks = article.blocks.iter();
        blocks.filter(|block| matches!(block, Block::Paragraph { .. }))
    };
    near.or_else(|| {
        let first = paragraphs().take(3).map(Block::text);
        let mut first = first.filter(|_| stages.has(Stage::AgencyDateline));
        first.find_map(|text| agency::in_dateline(&text))
    })
    .or_else(|| {
        let last = paragraphs().rev().take(2).map(Block::text);
        let mut last = last.filter(|_| stages.has(Stage::AgencyEnding));
        last.find_map(|text| agency::in_ending(&text))
    })
    .or_else(|| {
        let authors = analysis.metadata.facts.authors.iter();
        let mut authors = authors.filter(|_| stages.has(Stage::AgencyAuthor));
        authors
            .find_map(|author| agency::by_name(&author.name))
            .map(str::to_owned)
    })
}
