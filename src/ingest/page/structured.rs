//! Lists that a page marks up itself: schema.org in JSON-LD or microdata, and h-feed.

use std::collections::HashMap;
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

use super::document::selector;
use super::{MAX_ENTRIES, item};
use crate::ingest::{clean, dates, html, identity};
use crate::model::headline::Entry;

static JSON_LD: LazyLock<Selector> =
    LazyLock::new(|| selector("script[type=\"application/ld+json\"]"));
static MARKED: LazyLock<Selector> =
    LazyLock::new(|| selector("[itemtype*=Article], [itemtype*=BlogPosting], .h-entry, .hentry"));
static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

/// Deepest nesting of JSON-LD that is followed.
const MAX_DEPTH: usize = 12;

/// The longest of the marked lists.
pub(super) fn find(document: &Html, base: &Url) -> Vec<Entry> {
    let json = json_ld(document, base);
    let marked = microdata(document, base);
    if json.len() >= marked.len() {
        json
    } else {
        marked
    }
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
        .filter_map(|element| item::entry(element, base))
        .collect()
}

fn json_ld(document: &Html, base: &Url) -> Vec<Entry> {
    let mut entries = Vec::new();
    for script in document.select(&JSON_LD).take(50) {
        let text: String = script.text().collect();
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            collect(&value, base, 0, &mut entries);
        }
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
            .and_then(|date| dates::parse(&date)),
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
            let known = titles.entry(identity::normalise(&address)).or_default();
            if title.len() > known.len() && !item::is_generic(&title) {
                *known = title;
            }
        }
        for entry in entries.iter_mut().filter(|entry| entry.title.is_empty()) {
            let key = identity::normalise(entry.link.as_deref().unwrap_or_default());
            entry.title = titles.get(&key).cloned().unwrap_or_default();
        }
    }
    entries.retain(|entry| !entry.title.is_empty());
    entries
}
