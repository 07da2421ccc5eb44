//! Facts about the article that are not its text: title, authors, date, site, language, image.

use url::Url;

use super::linked_data::{self, Facts};
use super::meta::Metas;
use super::title;
use super::title::Title;
use super::{byline, published};
use crate::extract::page::outline::Outline;
use crate::markup::clean;
use crate::markup::tags::Tag;
use crate::model::When;

/// What was found.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Canonical address.
    pub url: Option<String>,
    /// The headline and where it is printed.
    pub title: Title,
    /// The page's description, not yet known to be printed.
    pub description: Option<String>,
    /// Authors.
    pub byline: Vec<String>,
    /// Date of publication.
    pub published: Option<When>,
    /// The publication.
    pub site: Option<String>,
    /// BCP 47 tag.
    pub lang: Option<String>,
    /// Lead image.
    pub image: Option<String>,
    /// The page's own JSON-LD.
    pub facts: Facts,
}

/// Collects the facts of a page, which its feed calls `headline`.
#[must_use]
pub fn read(outline: &Outline<'_>, base: Option<&Url>, headline: Option<&str>) -> Metadata {
    let metas = Metas::of(outline);
    let facts = linked_data::read(outline);
    let canonical = outline
        .entries
        .iter()
        .filter(|entry| entry.tag == Tag::Link)
        .find(|entry| {
            entry
                .attr("rel")
                .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        })
        .and_then(|entry| entry.attr("href"))
        .map(str::to_owned)
        .or_else(|| metas.get(&["og:url"]))
        .and_then(|url| clean::url(&url, base));
    let site = site(&metas, &facts);
    let title = headline
        .and_then(|headline| title::announced(outline, headline))
        .unwrap_or_else(|| title::find(outline, &metas, &facts, site.as_deref()));
    let lang = lang(outline, &metas, &facts);
    let byline = byline::find(&byline::Sources {
        outline,
        metas: &metas,
        facts: &facts,
        site: site.as_deref(),
        title: title.leaf,
    });
    let address = base.map(Url::as_str).or(canonical.as_deref());
    let published = published::find(outline, &metas, &facts, address, title.leaf);
    Metadata {
        description: metas
            .get(&[
                "og:description",
                "description",
                "twitter:description",
                "dc.description",
            ])
            .or_else(|| facts.description.clone())
            .map(|text| clean::line(&text))
            .filter(|text| !text.is_empty()),
        image: image(&metas, &facts, base),
        title: Title {
            text: clean::line(&title.text),
            leaf: title.leaf,
        },
        url: canonical,
        byline: byline
            .iter()
            .map(|name| clean::line(name))
            .filter(|name| !name.is_empty())
            .collect(),
        published,
        site,
        lang,
        facts,
    }
}

fn site(metas: &Metas<'_>, facts: &Facts) -> Option<String> {
    metas
        .get(&["og:site_name"])
        .or_else(|| facts.publisher.clone())
        .or_else(|| {
            metas.get(&[
                "application-name",
                "apple-mobile-web-app-title",
                "dc.publisher",
                "publisher",
            ])
        })
        .map(|text| clean::line(text.trim_start_matches('@')))
        .filter(|text| !text.is_empty() && !text.starts_with("http"))
}

/// The language tag with its usual case ("en-US"), from the root element first.
fn lang(outline: &Outline<'_>, metas: &Metas<'_>, facts: &Facts) -> Option<String> {
    let root = outline
        .entries
        .iter()
        .take(3)
        .find(|entry| entry.tag == Tag::Html)
        .and_then(|entry| entry.attr("lang").or_else(|| entry.attr("xml:lang")))
        .map(str::to_owned);
    root.filter(|tag| !tag.trim().is_empty())
        .or_else(|| metas.get(&["content-language", "language", "dc.language", "og:locale"]))
        .or_else(|| facts.lang.clone())
        .and_then(|tag| language_tag(&tag))
}

fn language_tag(tag: &str) -> Option<String> {
    let mut parts = tag.trim().split(['-', '_', ',', ' ', '.']);
    let primary = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut out = primary;
    if let Some(second) = parts.next() {
        let alphabetic = second.bytes().all(|byte| byte.is_ascii_alphabetic());
        if second.len() == 2 && alphabetic {
            out = format!("{out}-{}", second.to_ascii_uppercase());
        } else if second.len() == 4 && alphabetic {
            let lower = second.to_ascii_lowercase();
            out = format!("{out}-{}{}", lower[..1].to_ascii_uppercase(), &lower[1..]);
        }
    }
    Some(out)
}

fn image(metas: &Metas<'_>, facts: &Facts, base: Option<&Url>) -> Option<String> {
    metas
        .get(&[
            "og:image",
            "og:image:url",
            "og:image:secure_url",
            "twitter:image",
            "twitter:image:src",
        ])
        .or_else(|| facts.image.clone())
        .or_else(|| {
            metas.get(&[
                "thumbnail",
                "image",
                "parsely-image-url",
                "sailthru.image.full",
            ])
        })
        .and_then(|url| clean::url(&url, base))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    #[test]
    fn facts_come_from_where_they_stand() {
        let html = r#"<html lang="fr_fr"><head><title>Un titre assez long pour rester | Journal</title>
            <meta property="og:site_name" content="Journal"><link rel="canonical" href="/a">
            <meta name="author" content="Ann Lee"><meta property="og:image" content="/i.jpg">
            <meta property="article:published_time" content="2022-01-18T14:09:00+01:00"></head>
            <body><h1>Un titre assez long pour rester</h1><p>Texte."#;
        let document = Html::parse_document(html);
        let base = Url::parse("https://j.example/x").ok();
        let got = read(&Outline::of(&document, &[]), base.as_ref(), None);
        assert_eq!(got.title.text, "Un titre assez long pour rester");
        assert_eq!(got.lang.as_deref(), Some("fr-FR"));
        assert_eq!(got.byline, ["Ann Lee"]);
        assert_eq!(got.url.as_deref(), Some("https://j.example/a"));
        assert_eq!(got.image.as_deref(), Some("https://j.example/i.jpg"));
        assert_eq!(
            got.published.map(When::to_text).as_deref(),
            Some("2022-01-18T14:09:00+01:00")
        );
        assert!(crate::dates::in_url("https://j.example/x").is_none());
    }
}
