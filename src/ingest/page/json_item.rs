//! One headline out of a JSON object, by the names that sites give to its parts.

use serde_json::Value;
use url::Url;

use super::words::is_one_of;
use crate::dates;
use crate::markup::{clean, html};
use crate::model::headline::Entry;
use crate::model::source::Selectors;

/// Keys tried in this order where the user names none, compared without case, `_` and `-`.
const TITLE_KEYS: &str = "title headline headlines name subject label heading webtitle seotitle";
const LINK_KEYS: &str = "url link href permalink canonicalurl weburl htmlurl articleurl fullurl \
    pageurl shareurl websiteurl uri path urlpath slug";
const DATE_KEYS: &str = "publishedat datepublished publishdate publisheddate publicationdate \
    firstpublished firstpublishdate displaydate pubdate published publishedon publishtime date \
    datetime createdat created datecreated timestamp time updatedat lastmodified";
const SUMMARY_KEYS: &str =
    "summary description excerpt teaser abstract lead standfirst intro dek subheadline trailtext";
const AUTHOR_KEYS: &str = "author byline creator authors writer";
const IMAGE_KEYS: &str = "image thumbnail imageurl picture cover coverimage featuredimage thumb \
    thumbnailurl leadimage photo";
/// Objects that only wrap another one.
const WRAPPERS: &str = "node item content attributes data article fields post story entry teaser";

/// Deepest wrapper that is looked into.
const MAX_WRAPPERS: usize = 3;

/// The headline of an item, by the user's paths and by the usual names where there are none.
pub(super) fn entry(item: &Value, base: &Url, selectors: &Selectors) -> Entry {
    let pick = |path: Option<&String>, keys: &str| match path {
        Some(path) => at(item, path).and_then(scalar),
        None => named(item, keys, 0),
    };
    let date = pick(selectors.date.as_ref(), DATE_KEYS);
    let published = date.and_then(|date| match &selectors.date_format {
        Some(format) => dates::parse_format(&date, format),
        None => dates::strict(&date),
    });
    let title = pick(selectors.title.as_ref(), TITLE_KEYS).unwrap_or_default();
    let summary = pick(selectors.summary.as_ref(), SUMMARY_KEYS);
    let link = pick(selectors.link.as_ref(), LINK_KEYS);
    let author = pick(selectors.author.as_ref(), AUTHOR_KEYS).map(|name| html::plain(&name));
    Entry {
        title: html::plain(&title),
        link: link.and_then(|link| clean::web_url(&link, Some(base))),
        published,
        summary_html: summary.map(|text| clean::text(&text)),
        author: author.filter(|name| !name.is_empty() && !name.starts_with("http")),
        thumbnail: pick(None, IMAGE_KEYS).and_then(|image| clean::web_url(&image, Some(base))),
        ..Entry::default()
    }
}

/// The only part of an address that an item states, when it states no more.
pub(super) fn slug(item: &Value) -> Option<String> {
    named(item, "slug", 0).filter(|slug| !slug.is_empty())
}

/// Whether an item states an address, and not only a part of one.
pub(super) fn has_link(item: &Value) -> bool {
    let (keys, _) = LINK_KEYS.rsplit_once(' ').unwrap_or_default();
    named(item, keys, 0).is_some()
}

/// The value under the first of some keys, here or in what the object wraps.
fn named(item: &Value, keys: &str, depth: usize) -> Option<String> {
    let object = item.as_object()?;
    let folded = |key: &str| {
        let letters = key.chars().filter(|c| !matches!(c, '_' | '-' | '@'));
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let own = keys.split_ascii_whitespace().find_map(|wanted| {
        let mut fields = object.iter();
        fields.find_map(|(key, value)| (folded(key) == wanted).then(|| scalar(value))?)
    });
    if own.is_some() || depth >= MAX_WRAPPERS {
        return own;
    }
    let mut wrapped = object
        .iter()
        .filter(|(key, value)| value.is_object() && is_one_of(&folded(key), WRAPPERS));
    wrapped.find_map(|(_, inner)| named(inner, keys, depth + 1))
}

/// A value as text; of an object or list, the part that says it.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => scalar(values.first()?),
        Value::Object(object) => [
            "rendered", "basic", "default", "main", "name", "url", "href", "src", "value", "text",
        ]
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
