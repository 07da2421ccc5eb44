//! The base of a page's relative addresses.

use scraper::Html;
use url::Url;

/// The base of relative addresses: the page's `base` element against the page's own address.
#[must_use]
pub fn base(document: &Html, url: Option<&str>) -> Option<Url> {
    let own = url.and_then(|url| Url::parse(url).ok());
    let stated = document
        .tree
        .root()
        .descendants()
        .take(400)
        .filter_map(|node| node.value().as_element())
        .find(|element| element.name() == "base")
        .and_then(|element| element.attr("href"));
    match (stated, &own) {
        (Some(href), Some(own)) => own.join(href).ok().or_else(|| Some(own.clone())),
        (Some(href), None) => Url::parse(href).ok(),
        (None, _) => own,
    }
}
