//! What an address answered with: a feed, a page that names its feed, or a page to be read.

use url::Url;

use super::charset::{self, Kind};
use super::feed;
use super::page::{self, Alternate};
use super::sitemap::{self, Sitemap};
pub use crate::model::failure::IngestError;
use crate::model::failure::{FeedError, PageError};
use crate::model::source::Selectors;
use crate::model::{ParsedFeed, Way};

/// An answer to be read.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// As it was downloaded.
    pub bytes: &'a [u8],
    /// `Content-Type`.
    pub content_type: Option<&'a str>,
    /// `Link`.
    pub link: Option<&'a str>,
    /// The address that answered.
    pub url: &'a Url,
}

/// What came of an answer.
#[allow(clippy::large_enum_variant)] // one value a download, taken apart at once
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// Headlines.
    Feed(ParsedFeed),
    /// A page that names feeds; ask there first.
    Elsewhere {
        /// The feeds, the best first.
        named: Vec<Alternate>,
        /// The page's own headlines, if none of them answers.
        own: Result<ParsedFeed, PageError>,
    },
}

/// What an answer offers to somebody who wants to choose.
#[derive(Debug, Clone, PartialEq)]
pub enum Offer {
    /// Headlines, of which nothing has to be guessed.
    Feed(Way, Box<ParsedFeed>),
    /// Sitemaps, the most promising first.
    Sitemaps(Vec<String>),
    /// A page.
    Page {
        /// The feeds that it names.
        named: Vec<Alternate>,
        /// The lists on it, the best first, each with the selectors that read it again.
        lists: Vec<(Way, Selectors, ParsedFeed)>,
    },
}

/// Everything that an answer offers; a page may have nothing.
///
/// # Errors
/// When it is neither a feed nor a page.
pub fn offer(answer: Answer<'_>) -> Result<Offer, IngestError> {
    let url = answer.url;
    Ok(match recognise(answer)? {
        Recognised::Feed(feed) => Offer::Feed(Way::Feed, feed),
        Recognised::Sitemap(Sitemap::Pages(feed)) => Offer::Feed(sitemap::way(&feed), feed),
        Recognised::Sitemap(Sitemap::Index(children)) => Offer::Sitemaps(children),
        Recognised::Page(text) => Offer::Page {
            named: page::alternates(&text, answer.link, url),
            lists: page::candidates(&text, url),
        },
    })
}

/// What an answer is.
enum Recognised {
    Feed(Box<ParsedFeed>),
    Sitemap(Sitemap),
    /// A page, decoded.
    Page(String),
}

fn recognise(answer: Answer<'_>) -> Result<Recognised, FeedError> {
    let Answer {
        bytes,
        content_type,
        url,
        ..
    } = answer;
    let problem = match feed::parse(bytes, content_type, Some(url)) {
        Ok(feed) => return Ok(Recognised::Feed(Box::new(feed))),
        Err(problem) => problem,
    };
    if let Some(sitemap) = sitemap::read(bytes, content_type, url) {
        return Ok(Recognised::Sitemap(sitemap));
    }
    let text = charset::decode(bytes, content_type, Kind::Html);
    if looks_like_a_page(&problem, content_type, &text) {
        Ok(Recognised::Page(text))
    } else {
        Err(problem)
    }
}

/// Reads whatever an address answered with.
///
/// With `selectors.items` it is read as a page or JSON document by these selectors. Else a
/// feed is a feed, a sitemap a list of pages, a page that names a feed sends there, and any
/// other page is searched for its list of headlines.
///
/// # Errors
/// When there are no headlines; an empty feed is no error.
pub fn read(answer: Answer<'_>, selectors: &Selectors) -> Result<Reading, IngestError> {
    let url = answer.url;
    if selectors.items.is_some() {
        let text = charset::decode(answer.bytes, answer.content_type, Kind::Html);
        return Ok(Reading::Feed(page::headlines(&text, url, selectors)?));
    }
    let text = match recognise(answer)? {
        Recognised::Feed(feed) => return Ok(Reading::Feed(*feed)),
        Recognised::Sitemap(sitemap) => return of_sitemap(sitemap, selectors),
        Recognised::Page(text) => text,
    };
    let named = page::alternates(&text, answer.link, url);
    let own = page::headlines(&text, url, selectors);
    if named.is_empty() {
        return Ok(Reading::Feed(own?));
    }
    Ok(Reading::Elsewhere { named, own })
}

fn of_sitemap(sitemap: Sitemap, selectors: &Selectors) -> Result<Reading, IngestError> {
    match sitemap {
        Sitemap::Pages(mut feed) => {
            page::retain_matching(&mut feed.entries, selectors)?;
            if feed.entries.is_empty() {
                return Err(IngestError::EmptySitemap);
            }
            Ok(Reading::Feed(*feed))
        }
        Sitemap::Index(children) => {
            let first = children.into_iter().next();
            Err(first.map_or(IngestError::EmptySitemap, IngestError::Sitemaps))
        }
    }
}

fn looks_like_a_page(problem: &FeedError, content_type: Option<&str>, text: &str) -> bool {
    match problem {
        FeedError::Page => true,
        FeedError::Empty | FeedError::OtherJson(_) => false,
        FeedError::OtherXml(_) | FeedError::Unknown => {
            let html = content_type.is_some_and(|kind| kind.to_ascii_lowercase().contains("html"));
            let lower =
                text[..text.floor_char_boundary(4_096.min(text.len()))].to_ascii_lowercase();
            html || ["<html", "<body", "<head", "<!doctype html"]
                .iter()
                .any(|tag| lower.contains(tag))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> Result<Reading, IngestError> {
        let url = Url::parse("https://example.org/news/").expect("valid");
        let answer = Answer {
            bytes: text.as_bytes(),
            content_type: None,
            link: None,
            url: &url,
        };
        read(answer, &Selectors::default())
    }

    #[test]
    fn the_content_decides() {
        let feed = "<rss version='2.0'><channel><item><title>A</title></item></channel></rss>";
        assert!(matches!(reading(feed), Ok(Reading::Feed(feed)) if feed.entries.len() == 1));
        let page = "<!DOCTYPE html><html><head><link rel=alternate type=application/rss+xml href=/feed></head>";
        assert!(matches!(
            reading(page),
            Ok(Reading::Elsewhere { named, own: Err(PageError::NoList) })
                if named[0].url == "https://example.org/feed"
        ));
        let list = "<html><body><main><ul>
            <li><h2><a href=/news/1>The first long headline of the day</a></h2>
            <li><h2><a href=/news/2>The second long headline of the day</a></h2>
            <li><h2><a href=/news/3>The third long headline of the day</a></h2></ul></main>";
        assert!(matches!(reading(list), Ok(Reading::Feed(feed)) if feed.entries.len() == 3));
        assert!(matches!(
            reading("{\"a\":1}"),
            Err(IngestError::Feed(FeedError::OtherJson(_)))
        ));
        assert_eq!(reading("  "), Err(IngestError::Feed(FeedError::Empty)));
        assert!(matches!(
            reading("<html><p>Nothing here"),
            Err(IngestError::Page(PageError::NoList))
        ));
        assert_eq!(
            reading("just words"),
            Err(IngestError::Feed(FeedError::Unknown))
        );
    }
}
