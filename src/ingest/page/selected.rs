//! Headlines by the selectors of the configuration: CSS on a page, paths in a JSON document.

use jiff::Timestamp;
use regex_lite::{Regex, RegexBuilder};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

use super::cards::{Card, Owners};
use super::entries::MAX_ENTRIES;
use super::json_item::{self, at};
use super::{datelines, item, state};
use crate::dates;
use crate::markup::{clean, html as markup, script_data};
use crate::model::failure::PageError;
use crate::model::headline::Entry;
use crate::model::source::Selectors;

/// Between the selector of a script and a path into its data.
const STATE: &str = " | ";
/// Scripts that are searched for a path.
const MAX_SCRIPTS: usize = 50;
/// Bytes that a compiled `match` may take.
const MAX_REGEX: usize = 1 << 20;

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
        key: key.to_owned(),
        text: clean::line(css),
    })
}

/// The `match` of the configuration: which links are headlines.
#[derive(Default)]
pub(super) struct Matching(Option<Regex>);

impl Matching {
    /// Compiles it.
    pub(super) fn of(selectors: &Selectors) -> Result<Self, PageError> {
        let Some(pattern) = &selectors.matching else {
            return Ok(Self(None));
        };
        // Linear in the address whatever the pattern is; the size of the automaton is bounded.
        let regex = RegexBuilder::new(pattern).size_limit(MAX_REGEX).build();
        regex
            .map(|regex| Self(Some(regex)))
            .map_err(|error| PageError::Pattern {
                text: clean::line(pattern),
                reason: clean::line(&error.to_string()),
            })
    }

    /// Whether a headline passes.
    pub(super) fn fits(&self, entry: &Entry) -> bool {
        match (&self.0, &entry.link) {
            (Some(regex), Some(link)) => regex.is_match(link),
            (Some(_), None) => false,
            (None, _) => true,
        }
    }
}

/// The headlines of a page by its selectors; what is not stated is guessed inside each item.
pub(super) fn html(
    document: &Html,
    base: &Url,
    selectors: &Selectors,
) -> Result<Vec<Entry>, PageError> {
    let stated = selectors.items.as_deref().unwrap_or_default();
    if let Some(parts) = stated.split_once(STATE) {
        return state(document, parts, base, selectors);
    }
    let items = css_selector("items", stated)?;
    let matching = Matching::of(selectors)?;
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
    let elements: Vec<ElementRef<'_>> = document
        .select(&items)
        .take(MAX_ENTRIES * 2)
        .filter(|element| skip.as_ref().is_none_or(|skip| !skip.matches(element)))
        .collect();
    let owners = Owners::of(elements.iter().map(|element| (*element, "")));
    let mut entries = Vec::new();
    for element in &elements {
        let card = owners.with_after(*element);
        let mut entry = guessed(&card, link.as_ref(), base).unwrap_or_default();
        if let Some(pick) = &title {
            entry.title = pick.value(*element).unwrap_or_default();
        }
        if let Some(pick) = &link {
            entry.link = chosen_link(pick, *element, base);
        }
        if let Some(pick) = &date {
            entry.published = chosen_date(pick, *element, selectors.date_format.as_deref());
        }
        if let Some(pick) = &summary {
            entry.summary_html = pick.value(*element).map(|text| markup::escape(&text));
        }
        if let Some(pick) = &author {
            entry.author = pick.value(*element);
        }
        if !entry.title.is_empty() && entry.link.is_some() && matching.fits(&entry) {
            entries.push(entry);
        }
    }
    if title.is_none() {
        datelines::take_out(&mut entries);
    }
    match (elements.len(), entries.len()) {
        (0, _) => Err(PageError::NoItems(clean::line(stated))),
        (found, 0) => Err(PageError::NoTitles(found)),
        _ => Ok(entries),
    }
}

/// The headline of an item, from the link that was chosen if one was.
fn guessed(card: &Card<'_>, link: Option<&Pick>, base: &Url) -> Option<Entry> {
    let chosen = link
        .and_then(|pick| pick.element(card.element))
        .filter(|element| element.value().name() == "a");
    match chosen {
        Some(link) => item::of_link(card, link, base).map(|(_, entry)| entry),
        None => item::entry(card, base),
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
        None => dates::strict(text),
    };
    if pick.attribute.is_none()
        && let Some(stated) = pick.element(item)?.attr("datetime")
        && let Some(found) = dates::strict(stated)
    {
        return Some(found);
    }
    parse(&pick.value(item)?)
}

/// The headlines of a JSON document by paths like `data.posts` and `links[0].href`.
pub(super) fn json(text: &str, base: &Url, selectors: &Selectors) -> Result<Vec<Entry>, PageError> {
    let path = selectors.items.as_deref().ok_or(PageError::Json)?;
    let document: Value = serde_json::from_str(text).map_err(|_| PageError::Json)?;
    let found = at(&document, path).ok_or_else(|| PageError::NoItems(clean::line(path)))?;
    of_json(
        found,
        path,
        |item| json_item::entry(item, base, selectors),
        selectors,
    )
}

/// The headlines in the data of a page's scripts: `script#__NEXT_DATA__ | props.posts`.
fn state(
    document: &Html,
    (css, path): (&str, &str),
    base: &Url,
    selectors: &Selectors,
) -> Result<Vec<Entry>, PageError> {
    let stated = selectors.items.as_deref().unwrap_or_default();
    let scripts = css_selector("items", css.trim())?;
    let found = document
        .select(&scripts)
        .take(MAX_SCRIPTS)
        .filter_map(script_data::of)
        .find_map(|data| {
            let found = at(&data, path)?;
            let is_list = found.is_array() || found.is_object();
            is_list.then(|| found.clone())
        })
        .ok_or_else(|| PageError::NoItems(clean::line(stated)))?;
    let slugs = state::slugs(document, base);
    let entry = |item: &Value| {
        let mut entry = json_item::entry(item, base, selectors);
        if selectors.link.is_none() {
            state::complete_link(&mut entry, item, &slugs);
        }
        let is_guessed = selectors.link.is_none() && selectors.title.is_none();
        if is_guessed && !state::is_headline(&entry, base) {
            entry.link = None;
        }
        entry
    };
    of_json(&found, stated, entry, selectors)
}

fn of_json(
    found: &Value,
    path: &str,
    entry: impl Fn(&Value) -> Entry,
    selectors: &Selectors,
) -> Result<Vec<Entry>, PageError> {
    let items = match found {
        Value::Array(items) => items.iter().collect::<Vec<_>>(),
        Value::Object(items) => items.values().collect(),
        _ => return Err(PageError::NoItems(clean::line(path))),
    };
    let matching = Matching::of(selectors)?;
    let entries: Vec<Entry> = items
        .iter()
        .take(MAX_ENTRIES)
        .map(|item| entry(item))
        .filter(|entry| !entry.title.is_empty() && entry.link.is_some() && matching.fits(entry))
        .collect();
    match (items.len(), entries.len()) {
        (0, _) => Err(PageError::NoItems(clean::line(path))),
        (found, 0) => Err(PageError::NoTitles(found)),
        _ => Ok(entries),
    }
}
