//! What an address answered with: a feed, a page that names its feed, or a page to be read.

use std::borrow::Cow;

use memchr::{memchr, memmem};
use url::Url;

use super::charset::{self, DocumentKind};
use super::feed;
use super::page::{self, Alternate, Page};
use super::prepared::PreparedFeed;
use super::sitemap::{self, Sitemap};
use crate::model::failure::{FeedError, IngestError, PageError};
use crate::model::source::Selectors;
use crate::model::{ParsedFeed, Way};

/// How far into an answer its first element is looked for, in bytes.
const BEGINNING: usize = 4_096;

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
    Feed(PreparedFeed),
    /// A page that names feeds; ask there first.
    Elsewhere {
        /// The feeds, the best first.
        named: Vec<Alternate>,
        /// The page's own headlines, if none of them answers.
        own: Result<PreparedFeed, PageError>,
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
    Ok(match recognise(answer)? {
        Recognised::Feed(feed) => Offer::Feed(Way::Feed, feed),
        Recognised::Sitemap(Sitemap::Pages(feed)) => Offer::Feed(sitemap::way(&feed), feed),
        Recognised::Sitemap(Sitemap::Index(children)) => Offer::Sitemaps(children),
        Recognised::Page(html) => {
            let page = Page::parse(&html, answer.url);
            Offer::Page {
                named: page.alternates(answer.link),
                lists: page.candidates(),
            }
        }
    })
}

/// What an answer is.
enum Recognised<'a> {
    Feed(Box<ParsedFeed>),
    Sitemap(Sitemap),
    /// A page, decoded.
    Page(Cow<'a, str>),
}

/// Tells what an answer is. It is decoded once, by the declaration of what it looks like.
fn recognise(answer: Answer<'_>) -> Result<Recognised<'_>, FeedError> {
    let Answer {
        bytes,
        content_type,
        url,
        ..
    } = answer;
    if bytes.trim_ascii().is_empty() {
        return Err(FeedError::Empty);
    }
    let kind = match begins_like_a_page(bytes) {
        true => DocumentKind::Html,
        false => DocumentKind::Xml,
    };
    let text = charset::decode_lazily(bytes, content_type, kind);
    let problem = match feed::of_text(&text, Some(url)) {
        Ok(feed) => return Ok(Recognised::Feed(Box::new(feed))),
        Err(problem) => problem,
    };
    if let Some(sitemap) = sitemap::read(&text, url) {
        return Ok(Recognised::Sitemap(sitemap));
    }
    // A page that does not begin like one, in a charset that only its `meta` may name.
    let html = match text {
        Cow::Owned(_) if kind == DocumentKind::Xml => {
            charset::decode_lazily(bytes, content_type, DocumentKind::Html)
        }
        text => text,
    };
    if looks_like_a_page(&problem, content_type, &html) {
        Ok(Recognised::Page(html))
    } else {
        Err(problem)
    }
}

/// Whether the first element is one of a web page; of bytes in a charset that has ASCII in it.
fn begins_like_a_page(bytes: &[u8]) -> bool {
    let mut rest = &bytes[..bytes.len().min(BEGINNING)];
    while let Some(at) = memchr(b'<', rest) {
        rest = &rest[at + 1..];
        if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let is_of_name =
                |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/');
            let end = rest.iter().take_while(|byte| is_of_name(byte)).count();
            let name = String::from_utf8_lossy(&rest[..end]).to_ascii_lowercase();
            return feed::is_page(&name);
        }
        let end = match rest.strip_prefix(b"!--") {
            Some(comment) => memmem::find(comment, b"-->").map(|end| end + 3),
            None => memchr(b'>', rest),
        };
        rest = end.map_or(&[], |end| &rest[end..]);
    }
    false
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
        let html = charset::decode_lazily(answer.bytes, answer.content_type, DocumentKind::Html);
        return Ok(Reading::Feed(
            page::headlines(&html, url, selectors)?.into(),
        ));
    }
    let html = match recognise(answer)? {
        Recognised::Feed(feed) => return Ok(Reading::Feed((*feed).into())),
        Recognised::Sitemap(sitemap) => return of_sitemap(sitemap, selectors),
        Recognised::Page(html) => html,
    };
    let page = Page::parse(&html, url);
    let named = page.alternates(answer.link);
    let own = page.headlines(selectors).map(PreparedFeed::from);
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
            Ok(Reading::Feed((*feed).into()))
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
                text[..text.floor_char_boundary(BEGINNING.min(text.len()))].to_ascii_lowercase();
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
        assert!(matches!(reading(feed), Ok(Reading::Feed(feed)) if feed.entries().count() == 1));
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
        assert!(matches!(reading(list), Ok(Reading::Feed(feed)) if feed.entries().count() == 3));
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

    #[test]
    fn a_page_is_decoded_as_it_says_wherever_it_says_it() {
        let list = "<main><ul><li><h2><a href=/news/1>Первая новость этого дня</a></h2>\
            <li><h2><a href=/news/2>Вторая новость этого дня</a></h2>\
            <li><h2><a href=/news/3>Третья новость этого дня</a></h2></ul></main>";
        for head in [
            "<!doctype html><!-- <rss> --><html><meta charset=koi8-r>",
            "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><HTML><meta charset=koi8-r>",
            "<br />\n<b>Warning</b>: x<br /><html><meta charset=koi8-r>",
        ] {
            let (bytes, _, _) = encoding_rs::KOI8_R.encode(list);
            let bytes = [head.as_bytes(), &*bytes].concat();
            let url = Url::parse("https://example.org/news/").expect("valid");
            let answer = Answer {
                bytes: &bytes,
                content_type: None,
                link: None,
                url: &url,
            };
            let Ok(Reading::Feed(feed)) = read(answer, &Selectors::default()) else {
                panic!("{head}");
            };
            let last = feed.entries().last().expect("three");
            assert_eq!(last.title, "Третья новость этого дня", "{head}");
        }
    }
}
