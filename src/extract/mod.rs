//! A page's HTML to a clean [`Article`].
//!
//! The flow, a folder a step: the tree is built once under bounds ([`dom`]) and flattened into
//! arrays of elements, text runs and paragraph-like leaves ([`page`]); what the page says of its
//! article is read from them ([`facts`]); a small forest of decision trees judges each leaf by
//! what it is, where it stands and what is around it, and rules and the site's other pages
//! ([`site`]) correct it ([`body`]); the kept leaves become blocks ([`output`]). Instruments and
//! related headlines are taken out before ([`crate::page_extras`]). No container is chosen, so a body
//! split over several is found whole. The page's own `articleBody`, its description and the
//! feed's text are anchors that leaves are compared with, never the text itself unless the page
//! holds nothing better.

pub mod agreement;
pub mod analysis;
pub mod body;
mod change;
mod document;
pub mod explain;
pub mod facts;
pub mod forward;
mod options;
pub mod output;
pub mod page;
pub mod site;
pub mod stages;

use scraper::Html;
use url::Url;

use crate::markup::{address, clean, dom};
use crate::model::Article;
use crate::page_extras::PageExtras;
pub use analysis::{Analysis, analyse};
pub use change::{Change, under_both};
use document::Page;
use facts::metadata;
pub use options::Options;
pub use output::fragment::fragment;
use output::{blocks, media};
use page::consent;
use page::outline::Outline;

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
    let analysis = page.analyse(&page.excluded(options.rules, options.stages), options);
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
    let PageExtras {
        instruments,
        related,
    } = PageExtras::of(document, base);
    let consent = consent::boxes(document);
    [instruments.containers, related.containers, consent].concat()
}

/// Everything that a page shows, with nothing judged.
#[must_use]
pub fn whole(html: &str, url: Option<&str>) -> Article {
    let document = dom::parse(html);
    let base = address::base(&document, url);
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

#[cfg(test)]
mod tests;
