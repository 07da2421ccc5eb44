//! Headlines by the selectors of the configuration: CSS on a page, paths in a JSON document.

use jiff::Timestamp;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

use super::{MAX_ENTRIES, PageError, item};
use crate::ingest::{clean, dates, html as markup};
use crate::model::headline::Entry;
use crate::model::source::Selectors;

/// A `selector@attribute` of the configuration.
struct Pick {
    selector: Option<Selector>,
    attribute: Option<String>,
}

impl Pick {
    fn parse(key: &'static str, text: Option<&String>) -> Result<Option<Self>, PageError> {
        let Some(text) = text else { return Ok(None) };
        let (css, attribute) = match text.rsplit_once('@') {
            Some((css, attribute)) if is_name(attribute) => {
                (css.trim(), Some(attribute.to_owned()))
            }
            _ => (text.trim(), None),
        };
        let selector = if css.is_empty() {
            None
        } else {
            Some(css_selector(key, css)?)
        };
        Ok(Some(Self {
            selector,
            attribute,
        }))
    }

    fn element<'a>(&self, item: ElementRef<'a>) -> Option<ElementRef<'a>> {
        match &self.selector {
            Some(selector) => item.select(selector).next(),
            None => Some(item),
        }
    }

    /// The attribute, else the text of the first element that fits.
    fn value(&self, item: ElementRef<'_>) -> Option<String> {
        let element = self.element(item)?;
        let value = match &self.attribute {
            Some(attribute) => clean::line(element.attr(attribute)?),
            None => item::text(element),
        };
        Some(value).filter(|value| !value.is_empty())
    }
}

fn is_name(attribute: &str) -> bool {
    !attribute.is_empty()
        && attribute
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
}

/// A CSS selector of the configuration.
pub(super) fn css_selector(key: &'static str, css: &str) -> Result<Selector, PageError> {
    Selector::parse(css).map_err(|_| PageError::Selector {
        key,
        text: clean::line(css),
    })
}

/// Whether a headline passes the `match` of the configuration.
pub(super) fn matches(entry: &Entry, selectors: &Selectors) -> bool {
    match (&selectors.matching, &entry.link) {
        (Some(part), Some(link)) => link.contains(part.as_str()),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// The headlines of a page by its selectors; what is not stated is guessed inside each item.
pub(super) fn html(
    document: &Html,
    base: &Url,
    selectors: &Selectors,
) -> Result<Vec<Entry>, PageError> {
    let stated = selectors.items.as_deref().unwrap_or_default();
    let items = css_selector("items", stated)?;
    let title = Pick::parse("title", selectors.title.as_ref())?;
    let link = Pick::parse("link", selectors.link.as_ref())?;
    let date = Pick::parse("date", selectors.date.as_ref())?;
    let summary = Pick::parse("summary", selectors.summary.as_ref())?;
    let author = Pick::parse("author", selectors.author.as_ref())?;
    let skip = selectors
        .skip
        .as_deref()
        .map(|css| css_selector("skip", css))
        .transpose()?;
    let mut found = 0;
    let mut entries = Vec::new();
    for element in document.select(&items).take(MAX_ENTRIES * 2) {
        found += 1;
        if skip.as_ref().is_some_and(|skip| skip.matches(&element)) {
            continue;
        }
        let mut entry = item::entry(element, base).unwrap_or_default();
        if let Some(pick) = &title {
            entry.title = pick.value(element).unwrap_or_default();
        }
        if let Some(pick) = &link {
            entry.link = chosen_link(pick, element, base);
        }
        if let Some(pick) = &date {
            entry.published = chosen_date(pick, element, selectors.date_format.as_deref());
        }
        if let Some(pick) = &summary {
            entry.summary_html = pick.value(element).map(|text| markup::escape(&text));
        }
        if let Some(pick) = &author {
            entry.author = pick.value(element);
        }
        if !entry.title.is_empty() && entry.link.is_some() && matches(&entry, selectors) {
            entries.push(entry);
        }
    }
    match (found, entries.len()) {
        (0, _) => Err(PageError::NoItems(clean::line(stated))),
        (_, 0) => Err(PageError::NoTitles(found)),
        _ => Ok(entries),
    }
}

fn chosen_link(pick: &Pick, item: ElementRef<'_>, base: &Url) -> Option<String> {
    let element = pick.element(item)?;
    match &pick.attribute {
        Some(attribute) => clean::web_url(element.attr(attribute)?, Some(base)),
        None => item::address(item::main_link(element)?, base),
    }
}

fn chosen_date(pick: &Pick, item: ElementRef<'_>, format: Option<&str>) -> Option<Timestamp> {
    let parse = |text: &str| match format {
        Some(format) => dates::parse_format(text, format),
        None => dates::parse(text),
    };
    if pick.attribute.is_none()
        && let Some(stated) = pick.element(item)?.attr("datetime")
        && let Some(found) = dates::parse(stated)
    {
        return Some(found);
    }
    parse(&pick.value(item)?)
}

/// Keys that JSON documents use, tried in this order where the user names none.
const TITLE_KEYS: &[&str] = &["title", "headline", "name", "subject", "label"];
const LINK_KEYS: &[&str] = &[
    "url",
    "link",
    "href",
    "permalink",
    "canonical_url",
    "web_url",
    "html_url",
    "path",
    "slug",
];
const DATE_KEYS: &[&str] = &[
    "published_at",
    "date_published",
    "datePublished",
    "publishedAt",
    "pub_date",
    "pubDate",
    "published",
    "date",
    "created_at",
    "createdAt",
    "created",
    "timestamp",
    "time",
    "updated_at",
];
const SUMMARY_KEYS: &[&str] = &[
    "summary",
    "description",
    "excerpt",
    "teaser",
    "abstract",
    "lead",
    "standfirst",
    "intro",
];
const AUTHOR_KEYS: &[&str] = &["author", "byline", "creator", "authors"];
const IMAGE_KEYS: &[&str] = &["image", "thumbnail", "image_url", "picture", "cover"];

/// The headlines of a JSON document by paths like `data.posts` and `links[0].href`.
pub(super) fn json(text: &str, base: &Url, selectors: &Selectors) -> Result<Vec<Entry>, PageError> {
    let path = selectors.items.as_deref().ok_or(PageError::Json)?;
    let document: Value = serde_json::from_str(text).map_err(|_| PageError::Json)?;
    let items = match at(&document, path) {
        Some(Value::Array(items)) => items.iter().collect::<Vec<_>>(),
        Some(Value::Object(items)) => items.values().collect(),
        _ => return Err(PageError::NoItems(clean::line(path))),
    };
    let entries: Vec<Entry> = items
        .iter()
        .take(MAX_ENTRIES)
        .map(|item| json_entry(item, base, selectors))
        .filter(|entry| {
            !entry.title.is_empty() && entry.link.is_some() && matches(entry, selectors)
        })
        .collect();
    match (items.len(), entries.len()) {
        (0, _) => Err(PageError::NoItems(clean::line(path))),
        (found, 0) => Err(PageError::NoTitles(found)),
        _ => Ok(entries),
    }
}

fn json_entry(item: &Value, base: &Url, selectors: &Selectors) -> Entry {
    let pick = |path: Option<&String>, keys: &[&str]| match path {
        Some(path) => at(item, path).and_then(scalar),
        None => keys.iter().find_map(|key| item.get(key).and_then(scalar)),
    };
    let date = pick(selectors.date.as_ref(), DATE_KEYS);
    let published = date.and_then(|date| match &selectors.date_format {
        Some(format) => dates::parse_format(&date, format),
        None => dates::parse(&date),
    });
    let title = pick(selectors.title.as_ref(), TITLE_KEYS).unwrap_or_default();
    let summary = pick(selectors.summary.as_ref(), SUMMARY_KEYS);
    Entry {
        title: markup::plain(&title),
        link: pick(selectors.link.as_ref(), LINK_KEYS)
            .and_then(|link| clean::web_url(&link, Some(base))),
        published,
        summary_html: summary.map(|text| clean::text(&text)),
        author: pick(selectors.author.as_ref(), AUTHOR_KEYS).map(|name| clean::line(&name)),
        thumbnail: pick(None, IMAGE_KEYS).and_then(|image| clean::web_url(&image, Some(base))),
        ..Entry::default()
    }
}

/// A value as text; of an object or list, the part that says it.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => scalar(values.first()?),
        Value::Object(object) => ["rendered", "name", "url", "href", "value", "text"]
            .iter()
            .find_map(|key| {
                object
                    .get(*key)
                    .filter(|value| value.is_string())
                    .and_then(scalar)
            }),
        _ => None,
    }
}

/// The value at a path of names and indices: `data.posts[0].title`; an empty path or `.` is
/// the document itself.
pub(super) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let steps = path
        .split(['.', '['])
        .map(|step| step.trim_end_matches(']').trim());
    steps
        .filter(|step| !step.is_empty() && *step != "$")
        .try_fold(value, |value, step| match value {
            Value::Array(values) => values.get(step.parse::<usize>().ok()?),
            value => value.get(step),
        })
}
