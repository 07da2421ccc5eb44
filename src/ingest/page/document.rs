//! What a page says of itself: title, description, language.

use scraper::{Html, Selector};
use url::Url;

use crate::markup::clean;
use crate::model::ParsedFeed;

/// A selector that is known to be valid.
pub(super) fn selector(css: &'static str) -> Selector {
    Selector::parse(css).expect("the program's own selectors are tested")
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
