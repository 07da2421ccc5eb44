//! What a page says of itself: base address, title, language, and the feeds it names.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::ingest::clean;
use crate::model::ParsedFeed;

/// A feed that a page names with `<link rel="alternate">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// Absolute address.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
    /// Its MIME type, in lower case.
    pub mime: String,
}

/// Most alternates that are listed.
const MAX_ALTERNATES: usize = 32;

/// A selector that is known to be valid.
pub(super) fn selector(css: &'static str) -> Selector {
    Selector::parse(css).expect("the program's own selectors are tested")
}

/// The feeds a page names, main feed first: comment feeds go to the end.
#[must_use]
pub fn alternates(html: &str, base: &Url) -> Vec<Alternate> {
    if !html.contains("alternate") && !html.contains("ALTERNATE") {
        return Vec::new();
    }
    let document = crate::extract::dom::parse(html);
    let base = &self::base(&document, base);
    let mut found: Vec<Alternate> = Vec::new();
    for link in document.select(&selector("link[rel][href], a[rel~=alternate][href]")) {
        let Some(alternate) = alternate(link, base) else {
            continue;
        };
        let known = found.iter().any(|other| other.url == alternate.url);
        if !known && found.len() < MAX_ALTERNATES {
            found.push(alternate);
        }
    }
    found.sort_by_key(|alternate| {
        let words = format!(
            "{} {}",
            alternate.url,
            alternate.title.as_deref().unwrap_or("")
        );
        words.to_ascii_lowercase().contains("comment")
    });
    found
}

fn alternate(link: ElementRef<'_>, base: &Url) -> Option<Alternate> {
    let relation = link.attr("rel")?.to_ascii_lowercase();
    if !relation
        .split_ascii_whitespace()
        .any(|one| matches!(one, "alternate" | "feed"))
    {
        return None;
    }
    let mime = link
        .attr("type")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let mime = mime.split(';').next().unwrap_or_default().trim();
    let is_feed = matches!(
        mime,
        "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "application/json"
            | "application/xml"
            | "text/xml"
            | "text/rss"
            | "text/rss+xml"
            | "application/rss"
            | "application/atom"
    );
    let is_api = mime == "application/json" && link.attr("href")?.contains("wp-json");
    if !is_feed || is_api {
        return None;
    }
    Some(Alternate {
        url: clean::web_url(link.attr("href")?, Some(base))?,
        title: link
            .attr("title")
            .map(clean::line)
            .filter(|title| !title.is_empty()),
        mime: mime.to_owned(),
    })
}

/// The page's own base, if it is a web address.
pub(super) fn base(document: &Html, address: &Url) -> Url {
    document
        .select(&selector("base[href]"))
        .next()
        .and_then(|base| base.attr("href"))
        .and_then(|href| address.join(href.trim()).ok())
        .filter(|base| matches!(base.scheme(), "http" | "https"))
        .unwrap_or_else(|| address.clone())
}

/// Title, description and language of the page, as those of a feed.
pub(super) fn about(document: &Html, base: &Url) -> ParsedFeed {
    let content = |css: &'static str| {
        let element = document.select(&selector(css)).next()?;
        Some(clean::line(element.attr("content")?)).filter(|text| !text.is_empty())
    };
    let title = document.select(&selector("title")).next();
    let title = title.map(|title| clean::line(&title.text().collect::<String>()));
    let language = document.select(&selector("html[lang]")).next();
    let language = language.and_then(|html| html.attr("lang")).map(clean::line);
    ParsedFeed {
        format: "page".to_owned(),
        title: content("meta[property=\"og:site_name\"]")
            .or(title)
            .filter(|title| !title.is_empty()),
        link: clean::web_url(base.as_str(), None),
        description: content("meta[name=description], meta[property=\"og:description\"]"),
        language: language.filter(|tag| !tag.is_empty() && tag.len() < 36),
        ..ParsedFeed::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_that_a_page_names() {
        let base = Url::parse("https://example.org/news/").expect("valid");
        let html = "<link rel='alternate' type='application/rss+xml' href='/comments/feed' title='Comments'>
            <LINK REL='ALTERNATE' TYPE='Application/Atom+XML; charset=utf-8' HREF='atom.xml'>
            <link rel=alternate hreflang=fr href=/fr/><link rel=alternate type=application/rss+xml href='file:///etc/passwd'>
            <link rel=stylesheet type=text/xml href=x>";
        let urls: Vec<_> = alternates(html, &base)
            .into_iter()
            .map(|one| one.url)
            .collect();
        assert_eq!(
            urls,
            [
                "https://example.org/news/atom.xml",
                "https://example.org/comments/feed"
            ]
        );
    }
}
