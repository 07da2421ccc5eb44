//! Headlines from a page that is no feed.
//!
//! In this order: what the user's selectors say; lists that the page itself marks up
//! (JSON-LD, microdata, h-feed); data that it carries for its scripts; else the links that
//! repeat in the same place of the tree and read like headlines.

pub(super) mod address;
mod alternates;
mod cards;
mod clusters;
mod datelines;
mod derive;
mod document;
mod entries;
mod guess;
mod item;
mod json_item;
mod links;
mod microformats;
mod place;
mod selected;
mod state;
mod structured;
mod title;
mod visible;
mod words;

use scraper::Html;
use url::Url;

use crate::markup::address::base;
use crate::markup::dom;
pub use crate::model::failure::PageError;
use crate::model::headline::Entry;
use crate::model::source::Selectors;
use crate::model::{ParsedFeed, Way};
use entries::finish;
use selected::Matching;

pub use alternates::Alternate;

/// Reads the headlines of a page, or of a JSON document if `selectors.items` is a path in it.
///
/// # Errors
/// When there are none: an empty result is never a success.
pub fn headlines(html: &str, base: &Url, selectors: &Selectors) -> Result<ParsedFeed, PageError> {
    let text = html.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with(['{', '[']) {
        let entries = selected::json(text, base, selectors)?;
        return Ok(ParsedFeed {
            format: "page".to_owned(),
            link: Some(base.to_string()),
            entries: finish(entries),
            ..ParsedFeed::default()
        });
    }
    Page::parse(html, base).headlines(selectors)
}

/// A page, parsed: once for all that is asked of it.
pub struct Page<'a> {
    html: &'a str,
    /// Of the answer.
    address: &'a Url,
    document: Html,
    /// Of its relative links.
    base: Url,
}

impl<'a> Page<'a> {
    /// Parses a page; `address` is the one that answered.
    #[must_use]
    pub fn parse(html: &'a str, address: &'a Url) -> Self {
        let document = dom::parse(html);
        let base = base(&document, Some(address.as_str())).unwrap_or_else(|| address.clone());
        Self {
            html,
            address,
            document,
            base,
        }
    }

    /// The feeds that it names, those that it states first, comments and podcasts last; `header`
    /// is the `Link` header of the answer. The page itself is none of them.
    #[must_use]
    pub fn alternates(&self, header: Option<&str>) -> Vec<Alternate> {
        let page = (self.html, &self.document);
        alternates::find(page, header, (self.address, &self.base))
    }

    /// Its headlines: those that the selectors find, else those of the best list.
    ///
    /// # Errors
    /// When there are none: an empty result is never a success.
    pub fn headlines(&self, selectors: &Selectors) -> Result<ParsedFeed, PageError> {
        let (document, base) = (&self.document, &self.base);
        let entries = match &selectors.items {
            Some(_) => selected::html(document, base, selectors)?,
            None => {
                let matching = Matching::of(selectors)?;
                let first = guess::first(document, base, &matching);
                first.map(|guess| guess.entries).unwrap_or_default()
            }
        };
        if entries.is_empty() {
            return Err(PageError::NoList);
        }
        let mut feed = document::about(document, base);
        feed.entries = finish(entries);
        Ok(feed)
    }

    /// Every list of headlines on it, the one that [`Page::headlines`] gives first, each with the
    /// selectors that read it again (none when the address alone does).
    #[must_use]
    pub fn candidates(&self) -> Vec<(Way, Selectors, ParsedFeed)> {
        let about = document::about(&self.document, &self.base);
        guess::all(&self.document, &self.base, &Matching::default())
            .into_iter()
            .map(|guess| {
                let entries = finish(guess.entries);
                let feed = ParsedFeed {
                    entries,
                    ..about.clone()
                };
                (guess.way, guess.rules.unwrap_or_default(), feed)
            })
            .collect()
    }
}

/// Whether a text can be a `match`.
///
/// # Errors
/// What is wrong with it.
pub fn check_pattern(text: &str) -> Result<(), PageError> {
    let selectors = Selectors {
        matching: Some(text.to_owned()),
        ..Selectors::default()
    };
    Matching::of(&selectors).map(drop)
}

/// Leaves out the headlines whose addresses do not fit `match`.
///
/// # Errors
/// When `match` cannot be read.
pub(super) fn retain_matching(
    entries: &mut Vec<Entry>,
    selectors: &Selectors,
) -> Result<(), PageError> {
    let matching = Matching::of(selectors)?;
    entries.retain(|entry| matching.fits(entry));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = r##"<html lang=en><head><title>The Example Post</title></head><body>
      <header><nav><ul><li><a href=/>Home</a><li><a href=/world>World news</a></ul></nav></header>
      <main>
        <article class="card post-1"><a href=/news/flood><img src=/i/flood.jpg></a>
          <h2><a href=/news/flood?utm_source=front>River floods the old town after a week of rain</a></h2>
          <span class=when>18 January 2024</span>
          <p>Hundreds of people had to leave their houses when the dam gave way.</p>
          <a href=/news/flood>Read more</a> <a href=/tag/weather>weather</a></article>
        <article class="card post-2 sticky"><h2><a href=/news/vote>Parliament votes on the budget tonight</a></h2>
          <time datetime=2024-01-17T10:00:00Z>yesterday</time></article>
        <article class="card post-3"><h2><a href=/news/cup>Home side wins the cup in extra time</a></h2></article>
      </main>
      <aside><ul><li><a href=/shop/mug>A mug with our name on it for sale</a></ul></aside>
      <footer><a href=/imprint>Imprint and contact of the paper</a></footer></body></html>"##;

    fn base() -> Url {
        Url::parse("https://example.org/").expect("valid")
    }

    fn titles(feed: &ParsedFeed) -> Vec<&str> {
        feed.entries
            .iter()
            .map(|entry| entry.title.as_str())
            .collect()
    }

    #[test]
    fn headlines_are_found_without_help() {
        let feed = headlines(NEWS, &base(), &Selectors::default()).expect("headlines");
        assert_eq!(
            titles(&feed),
            [
                "River floods the old town after a week of rain",
                "Parliament votes on the budget tonight",
                "Home side wins the cup in extra time",
            ]
        );
        let first = &feed.entries[0];
        assert_eq!(
            first.published.map(|at| at.to_string()).as_deref(),
            Some("2024-01-18T00:00:00Z")
        );
        assert_eq!(
            first.thumbnail.as_deref(),
            Some("https://example.org/i/flood.jpg")
        );
        assert!(
            first
                .summary_html
                .as_deref()
                .is_some_and(|text| text.starts_with("Hundreds"))
        );
        assert!(feed.entries[1].published.is_some());
        assert_eq!(feed.title.as_deref(), Some("The Example Post"));
    }

    #[test]
    fn selectors_decide_what_they_name() {
        let selectors = Selectors {
            items: Some("article.card".into()),
            date: Some("time@datetime".into()),
            skip: Some(".sticky".into()),
            matching: Some("/news/f".into()),
            ..Selectors::default()
        };
        let feed = headlines(NEWS, &base(), &selectors).expect("headlines");
        assert_eq!(
            titles(&feed),
            ["River floods the old town after a week of rain"]
        );
        assert_eq!(feed.entries[0].published, None);
        let wrong = |items: &str| {
            let selectors = Selectors {
                items: Some(items.into()),
                ..Selectors::default()
            };
            headlines(NEWS, &base(), &selectors)
        };
        assert_eq!(
            wrong("div.none"),
            Err(PageError::NoItems("div.none".into()))
        );
        assert_eq!(wrong("time"), Err(PageError::NoTitles(1)));
        assert!(matches!(
            wrong("div:::"),
            Err(PageError::Selector { key, .. }) if key == "items"
        ));
    }

    #[test]
    fn json_is_read_by_paths() {
        let json = r#"{"data":{"posts":[{"meta":{"title":"One &amp; all"},"links":["/a"],"date":"2024-01-02"},{"meta":{}}]}}"#;
        let selectors = Selectors {
            items: Some("data.posts".into()),
            title: Some("meta.title".into()),
            link: Some("links[0]".into()),
            ..Selectors::default()
        };
        let feed = headlines(json, &base(), &selectors).expect("headlines");
        assert_eq!(titles(&feed), ["One & all"]);
        assert_eq!(
            feed.entries[0].link.as_deref(),
            Some("https://example.org/a")
        );
        assert_eq!(
            headlines(json, &base(), &Selectors::default()),
            Err(PageError::Json)
        );
    }

    #[test]
    fn marked_lists_are_taken() {
        let list = r#"<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
            {"@type":"ListItem","item":{"@type":"NewsArticle","headline":"First of three","url":"/1","datePublished":"2024-01-02T03:04:05Z"}},
            {"@type":"ListItem","name":"Second of three","url":"https://example.org/2"},
            {"@type":"ListItem","url":"/3"}]}</script><a href=/3>Third of three</a>"#;
        let feed = headlines(list, &base(), &Selectors::default()).expect("headlines");
        assert_eq!(
            titles(&feed),
            ["First of three", "Second of three", "Third of three"]
        );
        let entries = "<div class=h-entry><a class='p-name u-url' href=/a>Entry A</a></div>"
            .to_owned()
            + "<div class=h-entry><a class='p-name u-url' href=/b>Entry B</a></div>"
            + "<div class=h-entry><a class='p-name u-url' href=/c>Entry C</a></div>";
        let feed = headlines(&entries, &base(), &Selectors::default()).expect("headlines");
        assert_eq!(titles(&feed), ["Entry A", "Entry B", "Entry C"]);
    }

    #[test]
    fn a_page_without_a_list_is_an_error() {
        for html in [
            "",
            "<p>Nothing</p>",
            "<a href=/a>one</a>",
            "<nav><a href=/a>Some long link text</a></nav>",
        ] {
            assert_eq!(
                headlines(html, &base(), &Selectors::default()),
                Err(PageError::NoList),
                "{html}"
            );
        }
    }
}
