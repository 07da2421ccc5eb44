//! Headlines in the data that a page carries for its scripts (Next, Nuxt, Apollo, Redux and
//! whatever comes next): no framework is known here, only what a list of headlines looks like.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

use super::document::selector;
use super::entries::MAX_ENTRIES;
use super::{address, item, json_item, title};
use crate::markup::address::normalise;
use crate::markup::script_data;
use crate::model::headline::Entry;
use crate::model::source::Selectors;

static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

/// Deepest value that is looked at.
const MAX_DEPTH: usize = 24;
/// Values of one page that are looked at.
const MAX_VALUES: usize = 100_000;
/// Longest title in bytes.
const MAX_TITLE: usize = 400;
/// Fewest headlines of a list.
const MIN_LIST: usize = 3;
/// Most lists that are offered.
const MAX_LISTS: usize = 3;

/// A list in the page's data.
pub(super) struct List {
    /// Its headlines.
    pub(super) entries: Vec<Entry>,
    /// `items` of the configuration that reads it: `script#id | path`.
    pub(super) items: String,
    score: f64,
}

/// The lists in the page's data, the most likely first.
pub(super) fn find(document: &Html, base: &Url) -> Vec<List> {
    let documents = script_data::documents(document.tree.nodes());
    if documents.is_empty() {
        return Vec::new();
    }
    let mut search = Search {
        base,
        slugs: slugs(document, base),
        left: MAX_VALUES,
        lists: Vec::new(),
    };
    for (script, value) in &documents {
        search.walk(value, &mut Vec::new(), &name(*script));
    }
    let mut lists = search.lists;
    lists.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut known: HashSet<String> = HashSet::new();
    lists.retain(|list| {
        let links = list
            .entries
            .iter()
            .filter_map(|entry| entry.link.as_deref());
        let fresh = links.filter(|link| known.insert(normalise(link)));
        fresh.count() * 2 >= list.entries.len()
    });
    lists.truncate(MAX_LISTS);
    lists
}

/// A selector for a script by what names it.
fn name(script: ElementRef<'_>) -> String {
    let is_plain = |name: &&str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    match (script.attr("id").filter(is_plain), script.attr("type")) {
        (Some(id), _) if !id.starts_with(|c: char| c.is_ascii_digit()) => format!("script#{id}"),
        (_, Some(kind)) if kind.contains("json") => "script[type=\"application/json\"]".to_owned(),
        _ => "script".to_owned(),
    }
}

/// A part of an address is believed when the page links to the whole.
pub(super) fn complete_link(entry: &mut Entry, item: &Value, slugs: &HashMap<String, String>) {
    if !json_item::has_link(item) {
        let slug = json_item::slug(item);
        let whole = slug.and_then(|slug| slugs.get(slug.trim_matches('/')));
        entry.link = whole.cloned();
    }
}

/// The addresses of the page's own links by their last part.
pub(super) fn slugs(document: &Html, base: &Url) -> HashMap<String, String> {
    let links = document.select(&LINKS).take(5_000);
    let addresses = links.filter_map(|link| item::address(link, base));
    addresses
        .filter_map(|address| {
            let url = Url::parse(&address).ok()?;
            let last = url.path().trim_matches('/').rsplit('/').next()?.to_owned();
            (!last.is_empty()).then_some((last, address))
        })
        .collect()
}

struct Search<'a> {
    base: &'a Url,
    slugs: HashMap<String, String>,
    left: usize,
    lists: Vec<List>,
}

impl Search<'_> {
    fn walk(&mut self, value: &Value, path: &mut Vec<String>, script: &str) {
        if path.len() > MAX_DEPTH || self.left == 0 {
            return;
        }
        self.left -= 1;
        match value {
            Value::Array(items) => {
                self.consider(items.iter(), path, script);
                for (index, item) in items.iter().enumerate().filter(|(_, item)| is_deep(item)) {
                    path.push(format!("[{index}]"));
                    self.walk(item, path, script);
                    path.pop();
                }
            }
            Value::Object(object) => {
                self.consider(object.values(), path, script);
                for (key, item) in object.iter().filter(|(_, item)| is_deep(item)) {
                    path.push(key.clone());
                    self.walk(item, path, script);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    /// Takes some values as a list if they look like headlines.
    fn consider<'v>(
        &mut self,
        items: impl ExactSizeIterator<Item = &'v Value>,
        path: &[String],
        script: &str,
    ) {
        let count = items.len();
        if count < MIN_LIST {
            return;
        }
        let items = items.take(MAX_ENTRIES).filter(|item| item.is_object());
        let entries: Vec<Entry> = items.filter_map(|item| self.entry(item)).collect();
        // Of normalised stores, half of the objects are pictures and people.
        if entries.len() < MIN_LIST || entries.len() * 5 < count.min(MAX_ENTRIES) * 2 {
            return;
        }
        let different: HashSet<&str> = entries
            .iter()
            .filter_map(|one| one.link.as_deref())
            .collect();
        let words: usize = entries
            .iter()
            .map(|one| title::words(&one.title).min(20))
            .sum();
        let dated = entries.iter().filter(|one| one.published.is_some()).count();
        let articles = entries.iter().filter_map(|one| one.link.as_deref());
        let articles = articles
            .filter(|link| address::is_article_like(link))
            .count();
        let float = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let share = |part: usize| float(part) / float(entries.len());
        let quality = (share(words) / 6.0).min(1.2) + share(dated) * 1.5 + share(articles) * 0.5;
        // Menus have neither dates nor words.
        if share(different.len()) < 0.7 || quality < 0.8 {
            return;
        }
        let Some(path) = written(path) else { return };
        self.lists.push(List {
            score: quality * (1.0 + float(entries.len())).ln(),
            entries,
            items: format!("{script} | {path}"),
        });
    }

    fn entry(&self, item: &Value) -> Option<Entry> {
        let mut entry = json_item::entry(item, self.base, &Selectors::default());
        complete_link(&mut entry, item, &self.slugs);
        is_headline(&entry, self.base).then_some(entry)
    }
}

/// Whether what was read of an object is a headline and not a picture, a section or a person.
pub(super) fn is_headline(entry: &Entry, base: &Url) -> bool {
    let Some(link) = entry.link.as_deref() else {
        return false;
    };
    !entry.title.is_empty()
        && entry.title.len() < MAX_TITLE
        && !title::is_generic(&entry.title)
        && address::kind_of_address(link, base) == Some(false)
        && normalise(link) != normalise(base.as_str())
}

fn is_deep(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// A path as the configuration writes it; `None` when a name has the marks of the notation.
fn written(path: &[String]) -> Option<String> {
    let mut text = String::new();
    for step in path {
        let is_index = step.starts_with('[');
        if !is_index && step.contains(['.', '[', ']', '|', ' ', '"']) {
            return None;
        }
        if !is_index && !text.is_empty() {
            text.push('.');
        }
        text.push_str(step);
    }
    Some(if text.is_empty() {
        ".".to_owned()
    } else {
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(html: &str) -> Vec<List> {
        let base = Url::parse("https://example.org/").expect("valid");
        find(&Html::parse_document(html), &base)
    }

    const POSTS: &str = r#"[{"title":"Dam gives way","slug":"dam","date":"2024-01-05"},
        {"title":"Budget passed &amp; signed","slug":"budget","date":"2024-01-04"},
        {"title":"Cup final tonight","slug":"cup","date":"2024-01-03"}]"#;

    #[test]
    fn a_list_is_found_whatever_the_framework() {
        let with_links = POSTS.replace("slug\":\"", "path\":\"/news/");
        let apollo = r#"<script>window.__APOLLO_STATE__={"ROOT_QUERY":{"x":1},
            "Article:1":{"__typename":"Article","headline":"Dam gives way","url":"/news/dam","publishedAt":"2024-01-05"},
            "Article:2":{"headline":"Budget passed & signed","url":"/news/budget","publishedAt":"2024-01-04"},
            "Article:3":{"headline":"Cup final tonight","url":"/news/cup","publishedAt":"2024-01-03"}}</script>"#;
        let next = "<script id=__NEXT_DATA__ type=application/json>{\"props\":{\"menu\":[{\"title\":\"Home\",\"url\":\"/h\"},{\"title\":\"Sport\",\"url\":\"/sport\"},{\"title\":\"World\",\"url\":\"/world\"}],\"posts\":POSTS}}</script>";
        for (html, items) in [
            (
                next.replace("POSTS", &with_links),
                "script#__NEXT_DATA__ | props.posts",
            ),
            (apollo.to_owned(), "script | __APOLLO_STATE__"),
            (
                format!(
                    "<a href=/n/dam>x</a><a href=/n/budget>x</a><a href=/n/cup>x</a><script>A={{\"d\":[{{\"edges\":[]}},{POSTS}]}}</script>"
                ),
                "script | A.d[1]",
            ),
        ] {
            let found = lists(&html);
            let titles: Vec<&str> = found[0]
                .entries
                .iter()
                .map(|one| one.title.as_str())
                .collect();
            assert_eq!(
                titles,
                [
                    "Dam gives way",
                    "Budget passed & signed",
                    "Cup final tonight"
                ]
            );
            assert_eq!(found[0].items, items);
            assert!(found[0].entries.iter().all(|one| one.published.is_some()));
        }
    }

    #[test]
    fn scripts_are_named_as_selectors_find_them() {
        for (attributes, named) in [
            ("id=a type=application/json", "script#a"),
            (
                "id='a b' type=application/json",
                "script[type=\"application/json\"]",
            ),
            ("id=1", "script"),
        ] {
            let document = Html::parse_document(&format!("<script {attributes}>{{}}</script>"));
            let script = document.select(&selector("script")).next().expect("one");
            assert_eq!(name(script), named);
        }
    }

    #[test]
    fn parts_of_addresses_are_not_guessed() {
        let html = format!("<script>A={{\"posts\":{POSTS}}}</script>");
        assert!(lists(&html).is_empty());
    }
}
