//! Addresses of pages: what relative ones stand on, and when two are the same.

use scraper::Html;
use url::Url;

use super::attribute;
use crate::words::Words;

/// What the relative addresses of a page stand on: its `base` element, read against the address of
/// the page itself; that alone where the element says nothing, or leads out of the web.
#[must_use]
pub fn base(document: &Html, address: Option<&str>) -> Option<Url> {
    let own = address.and_then(|address| Url::parse(address).ok());
    let elements = document.tree.values().filter_map(|node| node.as_element());
    let stated = elements
        .filter(|element| element.name() == "base")
        .find_map(|element| attribute::of(element, "href"))
        .and_then(|href| {
            Url::options()
                .base_url(own.as_ref())
                .parse(href.trim())
                .ok()
        })
        .filter(|base| matches!(base.scheme(), "http" | "https"));
    stated.or(own)
}

/// An address as it is compared: scheme and `www.` do not matter, nor does the fragment, a
/// trailing slash, an index file, the order of the query or its tracking parameters.
#[must_use]
pub fn normalise(url: &str) -> String {
    let Ok(url) = Url::parse(url.trim()) else {
        return url.trim().to_owned();
    };
    let Some(host) = url.host_str() else {
        return String::from(url);
    };
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut text = format!("//{}", host.to_ascii_lowercase());
    if let Some(port) = url.port() {
        text.push_str(&format!(":{port}"));
    }
    let mut path = url.path();
    for index in ["index.html", "index.htm", "index.php"] {
        path = path.strip_suffix(index).unwrap_or(path);
    }
    text.push_str(path.trim_end_matches('/'));
    let mut query: Vec<&str> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_tracking(pair))
        .collect();
    query.sort_unstable();
    if !query.is_empty() {
        text.push('?');
        text.push_str(&query.join("&"));
    }
    // A page of one address whose content is behind `#!` or `#/`.
    if let Some(fragment) = url
        .fragment()
        .filter(|fragment| fragment.starts_with(['!', '/']))
    {
        text.push('#');
        text.push_str(fragment);
    }
    text
}

/// Whether a parameter of a query only follows the reader around.
pub(crate) fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    let mut families = Words::QueryTrackingFamily.all().iter();
    Words::QueryTracking.has(&name) || families.any(|family| name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_move_its_addresses() {
        let page = Some("https://e.org/a/b");
        for (html, address, found) in [
            ("<base href='/c/'>", page, Some("https://e.org/c/")),
            (
                "<base target=_top><base href=' c '>",
                page,
                Some("https://e.org/a/c"),
            ),
            (
                "<base href='//f.org'><base href='/c/'>",
                page,
                Some("https://f.org/"),
            ),
            ("<base href='file:///home/'>", page, page),
            ("<base href='https://[x'>", page, page),
            (
                "<p>Text</p><base href='/c/'>",
                page,
                Some("https://e.org/c/"),
            ),
            ("<p>Text", page, page),
            (
                "<base href='https://f.org/c'>",
                None,
                Some("https://f.org/c"),
            ),
            ("<base href='/c/'>", None, None),
            ("<p>Text", None, None),
        ] {
            let base = base(&Html::parse_document(html), address);
            assert_eq!(base.as_ref().map(Url::as_str), found, "{html}");
        }
    }

    #[test]
    fn addresses_are_compared_without_what_changes() {
        for same in [
            "http://example.org/a",
            "https://www.example.org/a/",
            "https://EXAMPLE.org/a?utm_medium=x&fbclid=1#comments",
            "https://example.org/a/index.html",
        ] {
            assert_eq!(normalise(same), "//example.org/a", "{same}");
        }
        assert_eq!(
            normalise("http://e.org/?b=2&a=1"),
            normalise("http://e.org?a=1&b=2")
        );
        assert_ne!(
            normalise("http://e.org/a?id=1"),
            normalise("http://e.org/a?id=2")
        );
        assert_ne!(
            normalise("http://e.org/#!/a"),
            normalise("http://e.org/#!/b")
        );
        assert_eq!(normalise("no address"), "no address");
    }
}
