//! Lists that a page marks up itself: schema.org in JSON-LD or microdata (h-feed is next door).

use std::collections::HashMap;
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

use super::cards::Card;
use super::document::selector;
use super::entries::MAX_ENTRIES;
use super::{item, microformats, title};
use crate::dates;
use crate::markup::address::normalise;
use crate::markup::{clean, html, json_ld};
use crate::model::Way;
use crate::model::headline::Entry;
use crate::model::source::Selectors;

static MARKED: LazyLock<Selector> = LazyLock::new(|| selector(MICRODATA));
static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

/// Articles of schema.org in microdata.
const MICRODATA: &str = "[itemtype*=Article], [itemtype*=BlogPosting]";
/// Scripts of one page that are read.
const MAX_SCRIPTS: usize = 50;
/// Deepest nesting of JSON-LD that is followed.
const MAX_DEPTH: usize = 12;

/// The lists that the page marks up, in the order of preference.
pub(super) fn find(document: &Html, base: &Url) -> Vec<(Way, Vec<Entry>)> {
    let mut lists = vec![
        (Way::LinkedData, linked_data(document, base)),
        (Way::Microdata, microdata(document, base)),
        (Way::Microformats, microformats::find(document, base)),
    ];
    // The longest first; of equals the one that says more.
    lists.sort_by_key(|(_, entries)| std::cmp::Reverse(entries.len()));
    lists
}

/// The rules that read a marked list, where selectors can.
pub(super) fn rules(way: Way) -> Option<Selectors> {
    let items = match way {
        Way::Microdata => MICRODATA,
        Way::Microformats => microformats::ITEMS,
        _ => return None,
    };
    Some(Selectors {
        items: Some(items.to_owned()),
        ..Selectors::default()
    })
}

fn microdata(document: &Html, base: &Url) -> Vec<Entry> {
    let is_marked = |element: ElementRef<'_>| MARKED.matches(&element);
    document
        .select(&MARKED)
        // An article inside an article is a comment or a quotation.
        .filter(|element| {
            !element
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(is_marked)
        })
        .take(MAX_ENTRIES)
        .filter_map(|element| item::entry(&Card::alone(element), base))
        .collect()
}

fn linked_data(document: &Html, base: &Url) -> Vec<Entry> {
    let mut entries = Vec::new();
    let scripts = document.tree.nodes().filter_map(json_ld::text);
    for value in scripts.take(MAX_SCRIPTS).filter_map(json_ld::parse) {
        collect(&value, base, 0, &mut entries);
    }
    complete(document, base, entries)
}

/// Walks to the members of lists and collections.
fn collect(value: &Value, base: &Url, depth: usize, entries: &mut Vec<Entry>) {
    if depth > MAX_DEPTH || entries.len() >= MAX_ENTRIES {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                collect(value, base, depth + 1, entries);
            }
        }
        Value::Object(object) => {
            let kind = kind(value);
            if kind == "BreadcrumbList" || kind == "SiteNavigationElement" {
                return;
            }
            if kind == "ListItem" || is_article(kind) {
                entries.extend(member(value, base));
                return;
            }
            for key in [
                "itemListElement",
                "blogPost",
                "blogPosts",
                "hasPart",
                "mainEntity",
                "@graph",
                "item",
            ] {
                if let Some(inner) = object.get(key) {
                    collect(inner, base, depth + 1, entries);
                }
            }
        }
        _ => {}
    }
}

fn kind(value: &Value) -> &str {
    match value.get("@type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str).unwrap_or_default(),
        _ => "",
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
}

fn member(value: &Value, base: &Url) -> Option<Entry> {
    let inner = match value.get("item") {
        Some(item @ Value::Object(_)) => item,
        _ => value,
    };
    let text = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| match inner.get(*key).or_else(|| value.get(*key))? {
                Value::String(text) => Some(text.clone()),
                Value::Array(values) => values.first().and_then(Value::as_str).map(str::to_owned),
                Value::Object(object) => ["@id", "url", "name"]
                    .iter()
                    .find_map(|key| object.get(*key).and_then(Value::as_str).map(str::to_owned)),
                _ => None,
            })
    };
    let link = text(&["url", "mainEntityOfPage", "item", "@id"])?;
    Some(Entry {
        title: html::plain(&text(&["headline", "name"]).unwrap_or_default()),
        link: Some(clean::web_url(&link, Some(base))?),
        published: text(&["datePublished", "dateCreated", "dateModified"])
            .and_then(|date| dates::strict(&date)),
        summary_html: text(&["description", "abstract"]).map(|text| clean::text(&text)),
        author: text(&["author", "creator"])
            .map(|name| clean::line(&name))
            .filter(|name| !name.starts_with("http")),
        thumbnail: text(&["image", "thumbnailUrl"])
            .and_then(|image| clean::web_url(&image, Some(base))),
        ..Entry::default()
    })
}

/// Titles that the list leaves out stand in the links of the page.
fn complete(document: &Html, base: &Url, mut entries: Vec<Entry>) -> Vec<Entry> {
    if entries.iter().any(|entry| entry.title.is_empty()) {
        let mut titles: HashMap<String, String> = HashMap::new();
        for link in document.select(&LINKS) {
            let Some(address) = item::address(link, base) else {
                continue;
            };
            let title = item::text(link);
            let known = titles.entry(normalise(&address)).or_default();
            if title.len() > known.len() && !title::is_generic(&title) {
                *known = title;
            }
        }
        for entry in entries.iter_mut().filter(|entry| entry.title.is_empty()) {
            let key = normalise(entry.link.as_deref().unwrap_or_default());
            entry.title = titles.get(&key).cloned().unwrap_or_default();
        }
    }
    entries.retain(|entry| !entry.title.is_empty());
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_too_many_loses_no_list() {
        let html = r#"<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
            {"@type":"ListItem","name":"River floods the old town","url":"/flood",},
            {"@type":"ListItem","name":"Parliament votes
on the budget","url":"/vote"},]}</script>"#;
        let base = Url::parse("https://example.org/").expect("valid");
        let entries = linked_data(&Html::parse_document(html), &base);
        let titles: Vec<&str> = entries.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "River floods the old town",
                "Parliament votes on the budget"
            ]
        );
    }
}
