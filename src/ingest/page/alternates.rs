//! The feeds that a page names: in its head, in the header of the answer, or by a link that says
//! "RSS".

use scraper::{ElementRef, Html};
use url::Url;

use super::document::selector;
use crate::ingest::charset;
use crate::markup::address::normalise;
use crate::markup::clean;
use crate::model::address::is_under;

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// Absolute address.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
    /// The page says so itself (`rel="alternate"`); else the header of the answer, which once
    /// went unread, or a link that looks like one.
    pub is_stated: bool,
}

/// Most alternates that are listed.
const MAX_ALTERNATES: usize = 32;
/// Most links of a page that are looked at for a hint.
const MAX_LINKS: usize = 3_000;
/// Longest text of a link that says what it is, in bytes.
const MAX_TEXT: usize = 60;

/// The feeds that a page names, those that it states first, comments and podcasts last; `header`
/// is the `Link` header of the answer. The page itself is none of them.
pub(super) fn find(
    (html, document): (&str, &Html),
    header: Option<&str>,
    (address, base): (&Url, &Url),
) -> Vec<Alternate> {
    let lower = html.to_ascii_lowercase();
    let may_name = ["alternate", "rss", "atom", "feed", "rdf"]
        .iter()
        .any(|word| lower.contains(word));
    let mut found = Vec::new();
    if may_name {
        in_head(document, base, &mut found);
    }
    of_header(header, address, &mut found);
    if may_name {
        hints(document, base, &mut found);
    }
    let own = normalise(address.as_str());
    found.retain(|one| normalise(&one.url) != own);
    found.sort_by_key(|one| (!one.is_stated, is_beside(one)));
    found.truncate(MAX_ALTERNATES);
    found
}

/// Whether a feed is that of comments or of a podcast, and not of the page.
fn is_beside(alternate: &Alternate) -> bool {
    let title = alternate.title.as_deref().unwrap_or_default();
    let words = format!("{} {title}", alternate.url).to_ascii_lowercase();
    words.contains("comment") || (!alternate.is_stated && words.contains("podcast"))
}

fn add(found: &mut Vec<Alternate>, one: Alternate) {
    let same = normalise(&one.url);
    if found.iter().all(|known| normalise(&known.url) != same) {
        found.push(one);
    }
}

fn in_head(document: &Html, base: &Url, found: &mut Vec<Alternate>) {
    for link in document.select(&selector("link[rel][href], a[rel~=alternate][href]")) {
        if let Some(one) = stated(link, base)
            && found.len() < MAX_ALTERNATES
        {
            add(found, one);
        }
    }
}

fn stated(link: ElementRef<'_>, base: &Url) -> Option<Alternate> {
    if !names_an_alternate(link.attr("rel")?) {
        return None;
    }
    let mime = link.attr("type").unwrap_or_default();
    let is_api = mime.contains("json") && link.attr("href")?.contains("wp-json");
    if !is_feed_type(mime) || is_api {
        return None;
    }
    Some(Alternate {
        url: clean::web_url(link.attr("href")?, Some(base))?,
        title: link
            .attr("title")
            .map(clean::line)
            .filter(|title| !title.is_empty()),
        is_stated: true,
    })
}

fn names_an_alternate(relation: &str) -> bool {
    let mut relations = relation.split_ascii_whitespace();
    relations.any(|one| one.eq_ignore_ascii_case("alternate") || one.eq_ignore_ascii_case("feed"))
}

fn is_feed_type(mime: &str) -> bool {
    matches!(
        charset::media_type(mime).as_str(),
        "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "application/json"
            | "application/xml"
            | "text/xml"
            | "text/rss"
            | "text/rss+xml"
            | "text/atom+xml"
            | "application/rss"
            | "application/atom"
    )
}

/// `<https://example.org/feed>; rel="alternate"; type="application/rss+xml"` (RFC 8288, 3).
fn of_header(header: Option<&str>, address: &Url, found: &mut Vec<Alternate>) {
    let mut rest = header.unwrap_or_default();
    while let Some((_, behind)) = rest.split_once('<') {
        let Some((target, behind)) = behind.split_once('>') else {
            return;
        };
        let end = end_of_parameters(behind);
        let (parameters, behind) = behind.split_at(end);
        rest = behind;
        let parameter = |name: &str| parameter(parameters, name);
        let is_feed = parameter("rel").is_some_and(|relation| names_an_alternate(&relation))
            && parameter("type").is_some_and(|mime| is_feed_type(&mime));
        let Some(url) = clean::web_url(target, Some(address)).filter(|_| is_feed) else {
            continue;
        };
        // `wp-json` serves a page as data, not as a feed.
        if found.len() < MAX_ALTERNATES && !url.contains("wp-json") {
            let title = parameter("title").map(|title| clean::line(&title));
            add(
                found,
                Alternate {
                    url,
                    title: title.filter(|title| !title.is_empty()),
                    is_stated: false,
                },
            );
        }
    }
}

/// Where the next link of a header begins: at a comma outside of quotes.
fn end_of_parameters(text: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

fn parameter(parameters: &str, wanted: &str) -> Option<String> {
    parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case(wanted)
            .then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Links that look like that of a feed, or say so.
fn hints(document: &Html, base: &Url, found: &mut Vec<Alternate>) {
    let mut weak = Vec::new();
    for link in document.select(&selector("a[href]")).take(MAX_LINKS) {
        let Some(url) = link
            .attr("href")
            .and_then(|href| clean::web_url(href, Some(base)))
        else {
            continue;
        };
        let Ok(target) = Url::parse(&url) else {
            continue;
        };
        let text = said_by(link);
        let by_type = link.attr("type").is_some_and(is_feed_type);
        let of_site = is_of_site(&target, base);
        let by_text = of_site && says_feed(&text);
        let by_address = of_site && is_feed_address(&target);
        let one = Alternate {
            url,
            title: Some(text).filter(|text| !text.is_empty() && !is_bare(text)),
            is_stated: false,
        };
        match (by_type || (by_text && by_address), by_text || by_address) {
            (true, _) if found.len() < MAX_ALTERNATES => add(found, one),
            (false, true) if weak.len() < MAX_ALTERNATES => add(&mut weak, one),
            _ => {}
        }
    }
    for one in weak {
        add(found, one);
    }
}

/// What a link says: its text, else its label or picture.
fn said_by(link: ElementRef<'_>) -> String {
    let text = clean::line(&link.text().collect::<String>());
    if !text.is_empty() {
        return text;
    }
    let label = link.attr("title").or(link.attr("aria-label"));
    let picture = || link.select(&selector("img[alt]")).next()?.attr("alt");
    clean::line(label.or_else(picture).unwrap_or_default())
}

/// Whether a text says that a feed is behind it: "RSS", "Atom feed", "Subscribe via RSS".
fn says_feed(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    text.len() <= MAX_TEXT
        && words.any(|word| {
            matches!(
                word,
                "rss" | "rss2" | "atom" | "feed" | "feeds" | "webfeed" | "newsfeed" | "rssfeed"
            )
        })
}

/// Whether a text is the name of a format and no title.
fn is_bare(text: &str) -> bool {
    text.split_whitespace().count() <= 2 && says_feed(text)
}

/// Whether a link stays on the site, or leads to a host for feeds.
fn is_of_site(target: &Url, base: &Url) -> bool {
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    };
    let (target, base) = (host(target), host(base));
    let serves_feeds = ["feeds.", "feed.", "rss."]
        .iter()
        .any(|start| target.starts_with(start));
    serves_feeds || is_under(&target, &base) || is_under(&base, &target)
}

/// Whether an address is one that programs give to feeds.
fn is_feed_address(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    let by_name = matches!(
        last,
        "feed"
            | "rss"
            | "rss2"
            | "atom"
            | "feed.xml"
            | "rss.xml"
            | "atom.xml"
            | "feed.json"
            | "feed.atom"
            | "feed.rss"
            | "index.rdf"
            | "index.rss"
            | "index.atom"
            | "feed1.xml"
            | "rss2.xml"
    );
    let by_end = [".rss", ".atom", ".rdf"]
        .iter()
        .any(|end| last.ends_with(end));
    let by_query = url.query_pairs().any(|(name, value)| {
        let value = value.to_ascii_lowercase();
        matches!(&*name, "feed" | "format" | "type" | "output" | "alt")
            && matches!(value.as_str(), "rss" | "rss2" | "atom" | "feed" | "rdf")
    });
    by_name || by_end || by_query
}

#[cfg(test)]
mod tests {
    use super::super::Page;
    use super::*;

    fn base() -> Url {
        Url::parse("https://example.org/news/").expect("valid")
    }

    fn urls(html: &str, header: Option<&str>) -> Vec<String> {
        let base = base();
        let found = Page::parse(html, &base).alternates(header);
        found.into_iter().map(|one| one.url).collect()
    }

    #[test]
    fn feeds_that_a_page_names() {
        let html = "<link rel='alternate' type='application/rss+xml' href='/comments/feed' title='Comments'>
            <LINK REL='ALTERNATE' TYPE='Application/Atom+XML; charset=utf-8' HREF='atom.xml'>
            <link rel=alternate hreflang=fr href=/fr/><link rel=alternate type=application/rss+xml href='file:///etc/passwd'>
            <link rel=stylesheet type=text/xml href=x><link rel=alternate type=application/rss+xml href=/news/>";
        assert_eq!(
            urls(html, None),
            [
                "https://example.org/news/atom.xml",
                "https://example.org/comments/feed"
            ]
        );
    }

    #[test]
    fn links_that_say_rss_are_hints() {
        for hint in [
            "<a href=/feed.xml>RSS</a>",
            "<a href='/feed.xml' class=icon><img src=/i.png alt=RSS></a>",
            "<a href=/feed.xml aria-label='RSS feed'><svg></svg></a>",
            "<a href=https://example.org/feed.xml>Subscribe</a>",
            "<a href=/feed.xml type=application/rss+xml>XML</a>",
        ] {
            assert_eq!(urls(hint, None), ["https://example.org/feed.xml"], "{hint}");
        }
        for none in [
            "<a href=/story>The feed that fed a village and its long history of many words here</a>",
            "<a href=https://en.wiki.example/wiki/RSS>RSS</a>",
            "<a href=#feed>Feed</a>",
            "<a href=mailto:rss@example.org>RSS</a>",
            "<a href=/about>About us</a>",
        ] {
            assert_eq!(urls(none, None), [] as [&str; 0], "{none}");
        }
        let both = "<a href=/podcast/feed>Podcast</a><a href=/x/rss>x</a><a href=/feed>RSS</a>\
            <link rel=alternate type=application/atom+xml href=/a>";
        let expected = ["/a", "/feed", "/x/rss", "/podcast/feed"];
        assert_eq!(
            urls(both, None),
            expected.map(|path| format!("https://example.org{path}"))
        );
    }

    #[test]
    fn the_header_names_feeds() {
        for header in [
            "<https://example.org/feed>; rel=\"alternate\"; type=\"application/rss+xml\"",
            "</feed>;type=application/atom+xml;rel=alternate;title=\"a, b; c\"",
            "<https://a.example/wp-json/>; rel=\"https://api.w.org/\", </feed>; rel=\"home alternate\"; type=\"application/feed+json\"",
        ] {
            assert_eq!(
                urls("<p>x", Some(header)),
                ["https://example.org/feed"],
                "{header}"
            );
        }
        for none in [
            "</feed>; rel=next",
            "</feed",
            "</fr>; rel=alternate; hreflang=fr",
            "</news/>; rel=alternate; type=text/xml",
        ] {
            assert_eq!(urls("<p>x", Some(none)), [] as [&str; 0], "{none}");
        }
    }
}
