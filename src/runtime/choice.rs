//! Which text is an article's: that of its page, or the feed's own.

use url::Url;

use crate::extract;
use crate::extract::agreement::{self, Announced};
use crate::extract::wall::Wall;
use crate::ingest::html;
use crate::model::{Article, Headline, When};

/// A page with less text than this, in characters, gives way to any longer text of the feed.
const SHORT: usize = 400;

/// The feed's own text of a headline as an article.
#[must_use]
pub fn feed_article(headline: &Headline, html: &str) -> Article {
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
pub fn wall(
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

/// The page's article; its text is the feed's where that says much more.
#[must_use]
pub fn better(from_page: Article, from_feed: Option<Article>) -> Article {
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
    let blocks = if page < SHORT && feed > page {
        from_feed.blocks
    } else {
        from_page.blocks
    };
    Article {
        published: from_page.published.or(from_feed.published),
        site: from_page.site.or(from_feed.site),
        title: if from_page.title.is_empty() {
            from_feed.title
        } else {
            from_page.title
        },
        blocks,
        ..from_page
    }
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
            let article = better(of("page", page), Some(of("feed", feed)));
            (article.title.clone(), article.len())
        };
        assert_eq!(chosen(500, 900), ("page".into(), 500));
        assert_eq!(chosen(500, 1900), ("feed".into(), 1900));
        assert_eq!(chosen(100, 900), ("page".into(), 900));
        assert_eq!(chosen(100, 20), ("page".into(), 100));
        assert_eq!(chosen(0, 20), ("page".into(), 20));
        assert_eq!(better(of("page", 0), None).title, "page");
    }
}
