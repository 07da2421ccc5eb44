//! What a page says of itself in JSON-LD (schema.org `Article` and its kind).
//!
//! Real scripts hold entities, and graphs whose author is only an `@id`; these are read.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::extract::page::outline::Outline;
use crate::markup::entities::unescape;
use crate::markup::json_ld;
use crate::markup::tags::Tag;

/// An author as JSON-LD names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name as given.
    pub name: String,
    /// Whether it is an organisation.
    pub organisation: bool,
}

/// The facts of the page's article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// `headline`.
    pub headline: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `author`, `creator`.
    pub authors: Vec<Author>,
    /// `datePublished` as written.
    pub published: Option<String>,
    /// `dateModified` as written.
    pub modified: Option<String>,
    /// `publisher.name`.
    pub publisher: Option<String>,
    /// `image`.
    pub image: Option<String>,
    /// `articleBody`.
    pub body: Option<String>,
    /// `inLanguage`.
    pub lang: Option<String>,
    /// `isAccessibleForFree`.
    pub free: Option<bool>,
    /// Whether an article was named, and not only a page.
    pub is_article: bool,
}

/// Deepest nesting that is searched for articles.
const MAX_DEPTH: usize = 6;

/// Reads all JSON-LD of a page.
#[must_use]
pub fn read(outline: &Outline<'_>) -> Facts {
    let values: Vec<Value> = outline
        .entries
        .iter()
        .filter(|entry| entry.tag == Tag::Script)
        .filter_map(|entry| json_ld::parse(json_ld::text(entry.node)?))
        .collect();
    let mut search = Search::default();
    for value in &values {
        search.visit(value, 0);
    }
    search.facts()
}

#[derive(Default)]
struct Search<'a> {
    articles: Vec<&'a Map<String, Value>>,
    pages: Vec<&'a Map<String, Value>>,
    by_id: HashMap<&'a str, &'a Map<String, Value>>,
}

impl<'a> Search<'a> {
    fn visit(&mut self, value: &'a Value, depth: usize) {
        match value {
            Value::Array(values) => {
                for value in values {
                    self.visit(value, depth);
                }
            }
            Value::Object(map) if depth <= MAX_DEPTH => {
                if let Some(id) = map.get("@id").and_then(Value::as_str)
                    && map.len() > 1
                {
                    self.by_id.entry(id).or_insert(map);
                }
                match kind(map) {
                    Kind::Article => self.articles.push(map),
                    Kind::Page => self.pages.push(map),
                    Kind::Other => {}
                }
                for key in [
                    "@graph",
                    "mainEntity",
                    "mainEntityOfPage",
                    "hasPart",
                    "itemListElement",
                    "author",
                ] {
                    if let Some(inner) = map.get(key) {
                        self.visit(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// The fullest article wins, the first of equals; what it lacks is taken from the page node.
    fn facts(&self) -> Facts {
        let richness = |map: &Map<String, Value>| {
            [
                "headline",
                "datePublished",
                "author",
                "articleBody",
                "publisher",
                "description",
            ]
            .iter()
            .filter(|key| map.contains_key(**key))
            .count()
        };
        let mut best: Option<&Map<String, Value>> = None;
        for article in &self.articles {
            if best.is_none_or(|best| richness(article) > richness(best)) {
                best = Some(article);
            }
        }
        let mut facts = best.map(|map| self.read(map)).unwrap_or_default();
        facts.is_article = best.is_some();
        if let Some(page) = self.pages.first() {
            let page = self.read(page);
            facts.published = facts.published.or(page.published);
            facts.description = facts.description.or(page.description);
            facts.lang = facts.lang.or(page.lang);
            if facts.authors.is_empty() {
                facts.authors = page.authors;
            }
        }
        facts
    }

    fn read(&self, map: &Map<String, Value>) -> Facts {
        let mut authors: Vec<Author> = Vec::new();
        for key in ["author", "creator"] {
            if authors.iter().all(|author| author.organisation) {
                self.authors(map.get(key), &mut authors, 0);
            }
        }
        Facts {
            headline: string(map.get("headline")).or_else(|| string(map.get("name"))),
            description: string(map.get("description")),
            authors,
            published: string(map.get("datePublished")).or_else(|| string(map.get("dateCreated"))),
            modified: string(map.get("dateModified")),
            publisher: self.name_of(map.get("publisher")),
            image: self
                .image(map.get("image"))
                .or_else(|| string(map.get("thumbnailUrl"))),
            body: string(map.get("articleBody")).or_else(|| string(map.get("text"))),
            lang: string(map.get("inLanguage")),
            free: map.get("isAccessibleForFree").and_then(boolean),
            is_article: false,
        }
    }

    fn resolve(&self, map: &'a Map<String, Value>) -> &Map<String, Value> {
        if map.contains_key("name") {
            return map;
        }
        map.get("@id")
            .and_then(Value::as_str)
            .and_then(|id| self.by_id.get(id).copied())
            .unwrap_or(map)
    }

    fn name_of(&self, value: Option<&'a Value>) -> Option<String> {
        match value? {
            Value::Object(map) => string(self.resolve(map).get("name")),
            Value::Array(values) => self.name_of(values.first()),
            other => string(Some(other)),
        }
    }

    fn authors(&self, value: Option<&'a Value>, into: &mut Vec<Author>, depth: usize) {
        match value {
            Some(Value::Array(values)) if depth < 3 => {
                for value in values.iter().take(30) {
                    self.authors(Some(value), into, depth + 1);
                }
            }
            Some(Value::Object(map)) => {
                let map = self.resolve(map);
                let organisation = types(map).any(|kind| kind.ends_with("Organization"));
                match map.get("name") {
                    Some(Value::Array(names)) => into.extend(
                        names
                            .iter()
                            .filter_map(|name| string(Some(name)))
                            .map(|name| Author { name, organisation }),
                    ),
                    name => {
                        if let Some(name) = string(name) {
                            into.push(Author { name, organisation });
                        }
                    }
                }
            }
            Some(Value::String(_)) => {
                if let Some(name) = string(value) {
                    into.push(Author {
                        name,
                        organisation: false,
                    });
                }
            }
            _ => {}
        }
    }

    fn image(&self, value: Option<&'a Value>) -> Option<String> {
        match value? {
            Value::Array(values) => values.iter().find_map(|value| self.image(Some(value))),
            Value::Object(map) => {
                let map = if map.contains_key("url") || map.contains_key("contentUrl") {
                    map
                } else {
                    self.by_id.get(map.get("@id")?.as_str()?).copied()?
                };
                string(map.get("url")).or_else(|| string(map.get("contentUrl")))
            }
            other => string(Some(other)),
        }
    }
}

enum Kind {
    Article,
    Page,
    Other,
}

fn types(map: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let value = map.get("@type");
    let one = value.and_then(Value::as_str);
    let many = value.and_then(Value::as_array).into_iter().flatten();
    one.into_iter().chain(many.filter_map(Value::as_str))
}

fn kind(map: &Map<String, Value>) -> Kind {
    for name in types(map) {
        let name = name.rsplit(['/', ':']).next().unwrap_or(name);
        if name.ends_with("Article") || name.ends_with("Posting") || name == "Report" {
            return Kind::Article;
        }
        if name.ends_with("WebPage") {
            return Kind::Page;
        }
    }
    Kind::Other
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::String(text) => Some(!text.to_ascii_lowercase().contains("false")),
        _ => None,
    }
}

fn string(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.trim(),
        Value::Object(map) => map
            .get("@value")
            .or_else(|| map.get("name"))?
            .as_str()?
            .trim(),
        Value::Array(values) => return string(values.first().filter(|value| !value.is_array())),
        _ => return None,
    };
    if text.is_empty() {
        return None;
    }
    Some(unescape(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn facts(json: &str) -> Facts {
        let html = format!("<script type=\"application/ld+json\">{json}</script>");
        let document = Html::parse_document(&html);
        read(&Outline::of(&document, &[]))
    }

    #[test]
    fn a_graph_with_references_is_resolved() {
        let facts = facts(
            r##"{"@graph":[{"@type":"NewsArticle","headline":"A &amp; B","author":{"@id":"#x"},
            "datePublished":"2022-01-18","isAccessibleForFree":"False"},
            {"@type":"Person","@id":"#x","name":"Ann Lee"}]}"##,
        );
        assert_eq!(facts.headline.as_deref(), Some("A & B"));
        assert_eq!(facts.authors[0].name, "Ann Lee");
        assert_eq!(facts.free, Some(false));
    }
}
