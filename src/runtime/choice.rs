//! Which text is an article's: that of its page, or the feed's own.

use url::Url;

use crate::extract;
use crate::extract::agreement::{self, Announced};
use crate::extract::page::wall::Wall;
use crate::markup::html;
use crate::model::{Article, Headline, When};

/// A page with less text than this, in characters, gives way to any longer text of the feed.
const SHORT: usize = 400;

/// The feed's own text of a headline as an article.
#[must_use]
pub(crate) fn feed_article(headline: &Headline, html: &str) -> Article {
    let base = headline
        .link
        .as_deref()
        .and_then(|link| Url::parse(link).ok());
    Article {
        url: headline.link.clone(),
        title: headline.title.clone(),
        byline: headline.author.iter().cloned().collect(),
        published: Some(When::utc(headline.published)),
        site: Some(headline.source_name.clone()),
        blocks: extract::fragment(html, base.as_ref()),
        ..Article::default()
    }
}

/// What stands in the article's place on its page, if it is not what the feed announced.
/// `article` is what the page gave, `markup` its source, `url` the address that answered, and
/// `body` the feed's text.
#[must_use]
pub(crate) fn wall(
    article: &Article,
    markup: &str,
    url: &str,
    headline: &Headline,
    body: Option<&str>,
) -> Option<Wall> {
    let text = format!(
        "{}\n{}",
        headline.summary,
        html::plain(body.unwrap_or_default())
    );
    let announced = Announced {
        title: &headline.title,
        text: &text,
        link: headline.link.as_deref().unwrap_or_default(),
        source: &headline.source_name,
    };
    agreement::wall(article, markup, url, &announced)
}

/// The page's article; its text and title are the feed's where that says much more. `is_whole`
/// says whether a short text is all that the page has.
#[must_use]
pub(crate) fn better(
    from_page: Article,
    from_feed: Option<Article>,
    is_whole: impl FnOnce(&Article) -> bool,
) -> Article {
    let Some(from_feed) = from_feed else {
        return from_page;
    };
    let (page, feed) = (from_page.len(), from_feed.len());
    if page >= SHORT && page * 2 < feed {
        return Article {
            paywalled: from_page.paywalled,
            ..from_feed
        };
    }
    let feed_says_more = page < SHORT && feed > page && !is_whole(&from_page);
    let (title, blocks) = if feed_says_more {
        (from_feed.title, from_feed.blocks)
    } else if from_page.title.is_empty() {
        (from_feed.title, from_page.blocks)
    } else {
        (from_page.title, from_page.blocks)
    };
    Article {
        published: from_page.published.or(from_feed.published),
        site: from_page.site.or(from_feed.site),
        title,
        blocks,
        ..from_page
    }
}

/// What a page may show beside a text that is all it has to say, in characters: a menu, an
/// imprint.
const LITTLE: usize = 200;

/// Whether a page shows little else than its article: then a short one is no failure to find
/// it.
#[must_use]
pub(crate) fn is_whole(article: &Article, markup: &str, url: &str) -> bool {
    let own = article.len();
    let beside = || extract::whole(markup, Some(url)).len().saturating_sub(own);
    (1..SHORT).contains(&own) && beside() <= own.max(LITTLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn of(title: &str, characters: usize) -> Article {
        Article {
            title: title.into(),
            blocks: vec![Block::paragraph("x".repeat(characters))],
            ..Article::default()
        }
    }

    #[test]
    fn the_page_wins_unless_it_says_much_less() {
        let chosen = |page, feed| {
            let article = better(of("page", page), Some(of("feed", feed)), |_| false);
            (article.title.clone(), article.len())
        };
        assert_eq!(chosen(500, 900), ("page".into(), 500));
        assert_eq!(chosen(500, 1900), ("feed".into(), 1900));
        assert_eq!(chosen(100, 900), ("feed".into(), 900));
        assert_eq!(chosen(100, 20), ("page".into(), 100));
        assert_eq!(chosen(0, 20), ("feed".into(), 20));
        assert_eq!(better(of("page", 0), None, |_| false).title, "page");
        let short = better(of("page", 100), Some(of("feed", 900)), |_| true);
        assert_eq!((short.title.as_str(), short.len()), ("page", 100));
    }

    #[test]
    fn a_page_with_little_beside_its_text_is_whole() {
        let text = "Resolved. All queued mail went out at 09:40 UTC.";
        let article = Article {
            blocks: vec![Block::paragraph(text)],
            ..Article::default()
        };
        let page = |rest: &str| {
            format!(
                "<header><a href=/>Status</a></header><main><h1>Mail</h1><p>{text}</p></main>{rest}"
            )
        };
        let is_whole = |rest: &str| is_whole(&article, &page(rest), "https://status.example/1");
        assert!(is_whole("<footer><a href=/imprint>Imprint</a></footer>"));
        assert!(!is_whole(&"<p>What the page has besides.</p>".repeat(20)));
    }
}
