//! A page's HTML to a clean [`Article`].
//!
//! The flow: the tree is built once under bounds ([`dom`]); one pre-order pass makes flat
//! arrays of elements, text runs and paragraph-like leaves ([`outline`]); metadata is read
//! from them; a small forest of decision trees judges each leaf by what it is, where it
//! stands and what is around it ([`features`], [`forest`], [`select`]); the kept leaves become
//! blocks ([`blocks`]). No container is chosen, so a body split over several is found whole.
//! The page's own `articleBody`, its description and the feed's text are anchors that leaves
//! are compared with, never the text itself unless the page holds nothing better.

mod advert;
pub mod agency;
pub mod agreement;
pub mod anchors;
mod attribute;
mod beside;
pub mod blocks;
pub mod boxes;
pub mod byline;
mod cells;
mod chosen;
mod consent;
mod copies;
pub mod dek;
pub mod dom;
mod embedded;
pub mod explain;
pub mod features;
mod fill;
pub mod forest;
pub mod forward;
pub mod hidden;
pub mod inline;
pub mod instruments;
pub mod json;
pub mod jsonld;
pub mod marks;
pub mod measure;
pub mod media;
pub mod meta;
pub mod metadata;
mod normalize;
pub mod notes;
pub mod outline;
mod page;
pub mod phrases;
mod pictures;
pub mod place;
mod plea;
pub mod prune;
pub mod published;
pub mod regions;
pub mod related;
mod rescue;
pub mod rules;
mod run;
mod said;
pub mod scope;
pub mod select;
pub mod site;
pub mod tags;
pub mod text;
pub mod title;
pub mod verdicts;
pub mod wall;
pub mod xhtml;

use scraper::Html;
use url::Url;

use crate::ingest::clean;
use crate::model::{Article, Block};
use anchors::Anchor;
use beside::Beside;
use features::Context;
use metadata::Metadata;
use outline::Outline;
use page::Page;
pub use page::{Change, under_both};
use regions::Regions;
use select::Selection;

/// What the caller knows of the page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Its address: base of relative links, and a source of the date.
    pub url: Option<&'a str>,
    /// What the feed calls it: a heading that says the same is the headline.
    pub headline: Option<&'a str>,
    /// The feed's own text for it, plain or HTML: an anchor.
    pub anchor: Option<&'a str>,
    /// What is known of the page's site; `None` judges the page by itself.
    pub site: Option<&'a site::Template>,
    /// The user's selector of the text; the rules still win over it. One that finds nothing that
    /// is seen changes nothing.
    pub selector: Option<&'a str>,
    /// The user's rules for its site.
    pub rules: Option<&'a rules::Rules>,
}

/// Everything that is computed on the way to an article; the parts are public for training
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

/// Extracts the article of a page.
#[must_use]
pub fn article(html: &str, options: &Options<'_>) -> Article {
    observed(html, options).0
}

/// [`article`], judged by what is known of the site, and what this page adds to that. Two
/// pages of a site may be read at the same time, so the caller says when it is learned:
/// [`site::Template::observe`].
#[must_use]
pub fn observed(html: &str, options: &Options<'_>) -> (Article, site::Observation) {
    let page = Page::parse(html, options);
    let analysis = page.analyse(&page.excluded(options.rules), options);
    let selection = page.select(&analysis, options);
    let selection = selection.overruled(&analysis.outline, &analysis.context, options.rules);
    let article = page.article(&analysis, &selection, options);
    (article, selection.site.observation)
}

/// [`article`], judged by what is known of the site; what the page teaches is added to it.
#[must_use]
pub fn article_of_site(
    html: &str,
    options: &Options<'_>,
    template: &mut site::Template,
) -> Article {
    let site = Some(&*template);
    let (article, observation) = observed(html, &Options { site, ..*options });
    template.observe(&observation);
    article
}

/// The subtrees that [`article`] leaves out of the text: instruments, related headlines and
/// requests for consent.
#[must_use]
pub fn excluded(document: &Html, base: Option<&Url>) -> Vec<ego_tree::NodeId> {
    Beside::of(document, base).excluded(document, &[], None)
}

/// A feed's own HTML as blocks; nothing is judged, everything that is seen is kept.
#[must_use]
pub fn fragment(html: &str, base: Option<&Url>) -> Vec<Block> {
    let document = dom::parse(html);
    let outline = Outline::of(&document, &[]);
    let media = media::find(&outline, base, |_| true);
    let seen: Vec<bool> = outline.leaves.iter().map(|leaf| !leaf.unseen).collect();
    blocks::build(&outline, &seen, &media, base)
}

/// Everything that a page shows, with nothing judged.
#[must_use]
pub fn whole(html: &str, url: Option<&str>) -> Article {
    let document = dom::parse(html);
    let base = base(&document, url);
    let outline = Outline::of(&document, &[]);
    let metadata = metadata::read(&outline, base.as_ref(), None);
    let media = media::find(&outline, base.as_ref(), |_| true);
    let kept: Vec<bool> = outline.leaves.iter().map(|leaf| !leaf.unseen).collect();
    Article {
        url: url.and_then(|url| clean::url(url, None)),
        title: metadata.title.text,
        lang: metadata.lang,
        blocks: blocks::build(&outline, &kept, &media, base.as_ref()),
        ..Article::default()
    }
}

/// The base of relative addresses: the page's `base` element against the page's own address.
#[must_use]
pub fn base(document: &Html, url: Option<&str>) -> Option<Url> {
    let own = url.and_then(|url| Url::parse(url).ok());
    let stated = document
        .tree
        .root()
        .descendants()
        .take(400)
        .filter_map(|node| node.value().as_element())
        .find(|element| element.name() == "base")
        .and_then(|element| element.attr("href"));
    match (stated, &own) {
        (Some(href), Some(own)) => own.join(href).ok().or_else(|| Some(own.clone())),
        (Some(href), None) => Url::parse(href).ok(),
        (None, _) => own,
    }
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
    let mut outline = Outline::choosing(document, excluded, &chosen);
    let metadata = metadata::read(&outline, base, options.headline);
    if !chosen::is_seen(&outline, metadata.title.leaf) {
        outline.chosen.clear();
    }
    let scope = scope::end(&outline, metadata.title.leaf);
    let regions = Regions::of(&outline, scope);
    let mut body = metadata.facts.body.clone().unwrap_or_default();
    if let Some(anchor) = options.anchor.filter(|anchor| anchor.len() > 200) {
        body.push('\n');
        body.push_str(anchor);
    }
    let mut context = Context {
        title: metadata.title.leaf,
        dek: Vec::new(),
        scope,
        title_text: text::folded(&metadata.title.text),
        authors: metadata
            .byline
            .iter()
            .map(|name| text::folded(name))
            .filter(|name| name.len() > 3)
            .collect(),
        body: Anchor::of(&body),
        description: Anchor::of(metadata.description.as_deref().unwrap_or_default()),
    };
    context.dek = dek::find(&outline, &regions, &context);
    Analysis {
        outline,
        regions,
        context,
        metadata,
    }
}

fn assemble(
    analysis: &Analysis<'_>,
    selection: &Selection,
    base: Option<&Url>,
    options: &Options<'_>,
) -> Article {
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
    if outline.chosen.is_empty() {
        let embedded = || embedded::text(outline);
        rescue::from_page_state(&mut article, &metadata.facts, embedded);
    }
    article.agency = agency(analysis, &article);
    article.image = article
        .image
        .or_else(|| pictures::lead(analysis, &selection.kept, base));
    article
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
    let paragraphs = || {
        let blocks = article.blocks.iter();
        blocks.filter(|block| matches!(block, Block::Paragraph { .. }))
    };
    near.or_else(|| {
        let first = paragraphs().take(3).map(Block::text);
        first
            .into_iter()
            .find_map(|text| agency::in_dateline(&text))
    })
    .or_else(|| {
        let last = paragraphs().rev().take(2).map(Block::text);
        last.into_iter().find_map(|text| agency::in_ending(&text))
    })
    .or_else(|| {
        let mut authors = analysis.metadata.facts.authors.iter();
        authors
            .find_map(|author| agency::by_name(&author.name))
            .map(str::to_owned)
    })
}

#[cfg(test)]
mod tests;
