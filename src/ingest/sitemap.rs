//! Sitemaps: lists of pages that sites keep for search engines (sitemaps.org), with titles
//! and dates where they are news sitemaps. They stand in for a feed where there is none.
//!
//! A plain sitemap has no titles; the last words of an address are the best there is. What
//! is not an article there (services, sections) is told by its address.

use url::Url;

use super::feed::tokens::{Token, Tokens, local};
use super::page::address::{kind_of_address, words_of_address};
use super::{feed, identity};
use crate::dates;
use crate::markup::address::normalise;
use crate::markup::clean;
use crate::model::{Entry, ParsedFeed, Way};

/// Most addresses of a sitemap that are looked at; the protocol allows 50,000.
const MAX_ADDRESSES: usize = 50_000;
/// Most headlines that are taken: the newest.
const MAX_ENTRIES: usize = 500;
/// Most sitemaps of an index, or of a robots.txt, that are looked at.
const MAX_CHILDREN: usize = 2_000;
/// Bytes at the beginning in which a sitemap shows that it is one.
const HEAD: usize = 4_096;

/// What a sitemap is.
#[derive(Debug, Clone, PartialEq)]
pub enum Sitemap {
    /// A list of pages, as headlines. It may be empty.
    Pages(Box<ParsedFeed>),
    /// A list of sitemaps, the most promising first.
    Index(Vec<String>),
}

/// Reads a sitemap; `None` when it is something else.
#[must_use]
pub fn read(text: &str, base: &Url) -> Option<Sitemap> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    if !head.contains("urlset") && !head.contains("sitemapindex") {
        return None;
    }
    let mut reading = Reading::default();
    let mut tokens = Tokens::new(feed::without_declaration(text));
    loop {
        match tokens.next() {
            Token::Start(tag) => {
                if !reading.open(tag.name(), tag.empty) {
                    return None;
                }
            }
            Token::End(name) => reading.close(name),
            Token::Text(text) => tokens.resolve_into(text, &mut reading.text),
            Token::Data(text) => reading.text.push_str(text),
            Token::Eof => break,
        }
        if reading.pages.len() >= MAX_ADDRESSES {
            break;
        }
    }
    match reading.kind? {
        Kind::Pages => Some(Sitemap::Pages(Box::new(pages(reading.pages, base)))),
        Kind::Index => Some(Sitemap::Index(children(reading.pages, base))),
    }
}

/// The sitemaps that a robots.txt names, news first.
#[must_use]
pub fn of_robots(text: &str, base: &Url) -> Vec<String> {
    let named = text.lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        let is_sitemap = key.trim().eq_ignore_ascii_case("sitemap");
        is_sitemap.then(|| clean::web_url(value.split('#').next()?.trim(), Some(base)))?
    });
    let mut found: Vec<String> = named.take(MAX_CHILDREN).collect();
    found.sort_by_key(|url| !is_news(url));
    found
}

/// What kind of list a sitemap of pages is.
#[must_use]
pub fn way(feed: &ParsedFeed) -> Way {
    // Only news sitemaps state when something was published.
    if feed.entries.iter().any(|entry| entry.published.is_some()) {
        Way::NewsSitemap
    } else {
        Way::Sitemap
    }
}

/// Whether the name of a sitemap says that it holds news.
#[must_use]
pub fn is_news(url: &str) -> bool {
    let path = Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.path().to_owned());
    let path = path.to_ascii_lowercase();
    [
        "news",
        "actu",
        "nachricht",
        "noticia",
        "notizie",
        "nieuws",
        "wiadomosc",
    ]
    .iter()
    .any(|word| path.contains(word))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Pages,
    Index,
}

/// One `<url>` or `<sitemap>`, as written.
#[derive(Default)]
struct SitemapEntry {
    address: String,
    changed: String,
    title: String,
    published: String,
    image: String,
    publication: String,
    language: String,
    keywords: String,
}

#[derive(Default)]
struct Reading {
    kind: Option<Kind>,
    pages: Vec<SitemapEntry>,
    page: Option<SitemapEntry>,
    text: String,
}

impl Reading {
    /// `false` when the first element is not that of a sitemap.
    fn open(&mut self, name: &str, empty: bool) -> bool {
        self.text.clear();
        let Some(_) = self.kind else {
            self.kind = match local(name) {
                "urlset" => Some(Kind::Pages),
                "sitemapindex" => Some(Kind::Index),
                _ => None,
            };
            return self.kind.is_some();
        };
        if matches!(local(name), "url" | "sitemap") && !empty {
            self.finish();
            self.page = Some(SitemapEntry::default());
        }
        true
    }

    fn close(&mut self, name: &str) {
        let text = clean::line(&std::mem::take(&mut self.text));
        if matches!(local(name), "url" | "sitemap") {
            self.finish();
            return;
        }
        let Some(page) = &mut self.page else { return };
        let field = match name {
            _ if name.ends_with("image:loc") => &mut page.image,
            _ => match local(name) {
                // Of pictures and videos only the first matter; the page's own comes first.
                "loc" => &mut page.address,
                "lastmod" => &mut page.changed,
                "title" if !name.starts_with("image") && !name.starts_with("video") => {
                    &mut page.title
                }
                "publication_date" => &mut page.published,
                "name" => &mut page.publication,
                "language" => &mut page.language,
                "keywords" => &mut page.keywords,
                _ => return,
            },
        };
        if field.is_empty() {
            *field = text;
        }
    }

    fn finish(&mut self) {
        self.pages
            .extend(self.page.take().filter(|page| !page.address.is_empty()));
    }
}

fn pages(pages: Vec<SitemapEntry>, base: &Url) -> ParsedFeed {
    let stated = |pick: fn(&SitemapEntry) -> &String| {
        pages
            .iter()
            .map(pick)
            .find(|text| !text.is_empty())
            .cloned()
    };
    let mut feed = ParsedFeed {
        format: "sitemap".to_owned(),
        title: stated(|page| &page.publication),
        link: base.join("/").ok().map(String::from),
        language: stated(|page| &page.language).filter(|tag| tag.len() < 36),
        ..ParsedFeed::default()
    };
    let titled = pages.iter().any(|page| !page.title.is_empty());
    let mut entries: Vec<Entry> = pages
        .into_iter()
        .filter(|page| !titled || !page.title.is_empty())
        .filter_map(|page| entry(page, base))
        .collect();
    let mut seen = std::collections::HashSet::new();
    entries.retain(|entry| seen.insert(identity::key(entry)));
    if !titled {
        keep_articles(&mut entries);
    }
    // Most sitemaps are in the order of the database; a stable sort keeps the rest.
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.published.or(entry.updated)));
    entries.truncate(MAX_ENTRIES);
    feed.entries = entries;
    feed
}

fn entry(page: SitemapEntry, base: &Url) -> Option<Entry> {
    let link = clean::web_url(&page.address, Some(base))?;
    let title = if page.title.is_empty() {
        let is_list = kind_of_address(&link, base)?;
        words_of_address(&link).filter(|_| !is_list)?
    } else {
        page.title
    };
    let categories = page.keywords.split(',').map(clean::line);
    Some(Entry {
        id: link.clone(),
        title,
        link: Some(link),
        published: dates::strict(&page.published),
        updated: dates::strict(&page.changed),
        categories: categories
            .filter(|word| !word.is_empty())
            .take(20)
            .collect(),
        thumbnail: clean::web_url(&page.image, Some(base)),
        ..Entry::default()
    })
}

/// Leaves "About us" out where there are addresses with whole headlines in them.
fn keep_articles(entries: &mut Vec<Entry>) {
    let is_long = |entry: &Entry| entry.title.split(' ').count() >= 4 || !entry.title.is_ascii();
    if entries.iter().filter(|entry| is_long(entry)).count() >= 3 {
        entries.retain(is_long);
    }
}

/// The sitemaps of an index: those of news, then the last changed; those of pictures, videos,
/// sections and authors last.
fn children(pages: Vec<SitemapEntry>, base: &Url) -> Vec<String> {
    let own = normalise(base.as_str());
    let rank = |url: &str| {
        let lower = url.to_ascii_lowercase();
        let other = [
            "image", "video", "categor", "tag", "author", "section", "static",
        ];
        match () {
            () if other.iter().any(|word| lower.contains(word)) => 2,
            () if is_news(url) => 0,
            () => 1,
        }
    };
    let mut found: Vec<_> = pages
        .into_iter()
        .take(MAX_CHILDREN)
        .filter_map(|page| {
            let url = clean::web_url(&page.address, Some(base))?;
            Some((rank(&url), dates::strict(&page.changed), url))
        })
        .filter(|(_, _, url)| normalise(url) != own)
        .collect();
    found.sort_by_key(|(rank, changed, _)| (*rank, std::cmp::Reverse(*changed)));
    found.into_iter().map(|(_, _, url)| url).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Url {
        Url::parse("https://example.org/sitemap.xml").expect("valid")
    }

    fn entries(xml: &str) -> Vec<Entry> {
        match read(xml, &base()) {
            Some(Sitemap::Pages(feed)) => feed.entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_news_sitemap_has_titles_and_dates() {
        let found = entries(
            "<?xml version='1.0'?><urlset xmlns:news='n' xmlns:image='i'>
             <url><loc>https://example.org/a?x=1&amp;y=2</loc><lastmod>2024-01-03</lastmod>
              <news:news><news:publication><news:name>The Post</news:name><news:language>en</news:language></news:publication>
               <news:publication_date>2024-01-02T10:00:00Z</news:publication_date>
               <news:title>Rain &amp; wind</news:title><news:keywords>weather, north</news:keywords></news:news>
              <image:image><image:loc>/i.jpg</image:loc><image:title>A cloud</image:title></image:image></url>
             <url><loc>https://example.org/b</loc><news:news><news:title><![CDATA[Later news]]></news:title>
               <news:publication_date>2024-01-04</news:publication_date></news:news></url>
             <url><loc>https://example.org/no-title-at-all-here</loc></url></urlset>",
        );
        let titles: Vec<&str> = found.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, ["Later news", "Rain & wind"]);
        assert_eq!(
            found[1].link.as_deref(),
            Some("https://example.org/a?x=1&y=2")
        );
        assert_eq!(
            found[1].thumbnail.as_deref(),
            Some("https://example.org/i.jpg")
        );
        assert_eq!(found[1].categories, ["weather", "north"]);
        assert_eq!(
            found[1].published.map(|at| at.to_string()).as_deref(),
            Some("2024-01-02T10:00:00Z")
        );
    }

    #[test]
    fn a_plain_sitemap_speaks_by_its_addresses() {
        let found = entries(
            "<urlset><url><loc>https://example.org/</loc></url><url><loc>https://example.org/about-us</loc></url>
             <url><loc>https://example.org/tag/rain-and-wind-today</loc></url>
             <url><loc>https://example.org/2024/01/dam-gives-way-after-rain.html</loc><lastmod>2024-01-02</lastmod></url>
             <url><loc>https://example.org/news/parliament_votes_on_budget-123456</loc><lastmod>2024-01-05</lastmod></url>
             <url><loc>https://other.example/some-page-of-another-site</loc></url>
             <url><loc>https://example.org/%E6%96%B0%E3%81%97%E3%81%84%E9%89%84%E9%81%93%E3%81%8C%E9%96%8B%E9%80%9A</loc></url></urlset>",
        );
        let titles: Vec<&str> = found.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Parliament votes on budget",
                "Dam gives way after rain",
                "新しい鉄道が開通"
            ]
        );
    }

    #[test]
    fn an_index_leads_to_the_news() {
        let index = "<sitemapindex><sitemap><loc>/sitemap-images.xml</loc></sitemap>
            <sitemap><loc>/sitemap-2023.xml</loc><lastmod>2023-12-31</lastmod></sitemap>
            <sitemap><loc>/sitemap-2024.xml</loc><lastmod>2024-01-31</lastmod></sitemap>
            <sitemap><loc>/news-sitemap.xml</loc></sitemap></sitemapindex>";
        let found = read(index, &base());
        let expected = [
            "news-sitemap",
            "sitemap-2024",
            "sitemap-2023",
            "sitemap-images",
        ];
        let expected = expected.map(|name| format!("https://example.org/{name}.xml"));
        assert_eq!(found, Some(Sitemap::Index(expected.to_vec())));
    }

    #[test]
    fn what_is_no_sitemap_is_none() {
        for other in [
            "",
            "<html><p>urlset",
            "<rss><channel>urlset",
            "urlset",
            "<urlse",
        ] {
            assert_eq!(read(other, &base()), None, "{other}");
        }
        let cut = "<urlset><url><loc>https://example.org/one-two-three-four</loc></url><url><loc>https://exam";
        assert_eq!(entries(cut).len(), 1);
    }

    #[test]
    fn robots_names_sitemaps() {
        let robots = "User-agent: *\nDisallow: /x\nSITEMAP: https://example.org/all.xml # all\nSitemap: /news.xml\nsitemap: file:///etc/passwd";
        assert_eq!(
            of_robots(robots, &base()),
            [
                "https://example.org/news.xml",
                "https://example.org/all.xml"
            ]
        );
    }
}
