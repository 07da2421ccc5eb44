//! JSON Feed 1.0 and 1.1 (jsonfeed.org), read leniently: numbers as ids, single values where
//! lists belong, missing versions.

use jiff::Timestamp;
use serde_json::{Map, Value};
use url::Url;

use super::content::{Text, TextKind};
use super::draft::{self, Draft};
use super::fields;
use super::repair;
use crate::markup::clean;
use crate::model::ParsedFeed;
use crate::model::failure::FeedError;
use crate::model::headline::Enclosure;

/// Most entries that are read of one feed.
const MAX_ENTRIES: usize = 10_000;

type Object = Map<String, Value>;

/// Reads a JSON Feed; a damaged one as far as it can be repaired.
pub(super) fn parse(text: &str, base: Option<&Url>) -> Result<ParsedFeed, FeedError> {
    let (document, damage) = match serde_json::from_str::<Value>(text) {
        Ok(document) => (document, None),
        Err(error) => {
            let document = repaired(text).map_err(|_| not(&error.to_string()))?;
            (document, Some(format!("the feed is damaged: {error}")))
        }
    };
    let Value::Object(mut feed) = document else {
        return Err(not("no object"));
    };
    let version = string(&mut feed, "version").unwrap_or_default();
    let known = version.contains("jsonfeed") || is_like_a_feed(&feed);
    let Some(Value::Array(items)) = feed.remove("items").filter(|_| known) else {
        return Err(not("no version and items"));
    };
    let too_many = (items.len() > MAX_ENTRIES)
        .then(|| format!("only the first {MAX_ENTRIES} entries were read"));
    let feed = &mut feed;
    let mut draft = Draft::default();
    draft.title(1, plain(feed, "title"));
    draft.link.put(1, url(feed, "home_page_url", base));
    draft
        .summary
        .put(1, plain(feed, "description").into_html(base));
    if let Some(language) = string(feed, "language") {
        fields::language(&mut draft, 1, &language);
    }
    authors(feed, &mut draft);
    let entries: Vec<_> = items
        .into_iter()
        .filter_map(|item| match item {
            Value::Object(item) => Some(entry(item, base)),
            _ => None,
        })
        .take(MAX_ENTRIES)
        .filter(|entry| !entry.is_empty())
        .map(Draft::into_entry)
        .collect();
    // A broken feed that yields nothing must not look like a quiet one.
    if let Some(damage) = damage.as_deref().filter(|_| entries.is_empty()) {
        return Err(not(damage));
    }
    let format = if version.ends_with("/1") || version.ends_with("1.0") {
        "json1"
    } else {
        "json11"
    };
    Ok(draft.into_feed(format, entries, too_many.or(damage)))
}

/// The document with its strings mended, up to the first place that cannot be mended.
fn repaired(text: &str) -> serde_json::Result<Value> {
    let mended = repair::json(text);
    serde_json::from_str(&mended).or_else(|error| {
        let line_start: usize = mended
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let place = line_start + error.column().saturating_sub(1);
        let before = &mended[..mended.floor_char_boundary(place)];
        serde_json::from_str(&repair::json(before))
    })
}

fn not(reason: &str) -> FeedError {
    FeedError::OtherJson(clean::line(reason))
}

fn is_like_a_feed(feed: &Object) -> bool {
    feed.contains_key("title")
        && (feed.contains_key("home_page_url") || feed.contains_key("feed_url"))
}

fn entry(mut item: Object, base: Option<&Url>) -> Draft {
    let item = &mut item;
    let mut draft = Draft::default();
    draft.title(1, plain(item, "title"));
    draft.link.put(2, url(item, "url", base));
    draft.link.put(1, url(item, "external_url", base));
    if let Some(id) = string(item, "id") {
        draft.id.put(1, draft::id(&id, base));
    }
    draft.summary.put(1, plain(item, "summary").into_html(base));
    let html = Text {
        kind: TextKind::Html,
        buffer: string(item, "content_html").unwrap_or_default(),
        markup: true,
    };
    draft.content.put(2, html.into_html(base));
    draft
        .content
        .put(1, plain(item, "content_text").into_html(base));
    draft.published.put(1, date(item, "date_published"));
    draft.updated.put(1, date(item, "date_modified"));
    draft.thumbnail.put(2, url(item, "image", base));
    draft.thumbnail.put(1, url(item, "banner_image", base));
    authors(item, &mut draft);
    for tag in many(item, "tags") {
        draft.category(tag.as_str().unwrap_or_default());
    }
    for mut file in many(item, "attachments") {
        let Some(file) = file.as_object_mut() else {
            continue;
        };
        if let Some(url) = url(file, "url", base) {
            draft.enclosure(Enclosure {
                url,
                mime: string(file, "mime_type").map(|mime| clean::line(&mime)),
                length: file.get("size_in_bytes").and_then(Value::as_u64),
                seconds: file.get("duration_in_seconds").and_then(Value::as_u64),
            });
        }
    }
    draft
}

fn authors(object: &mut Object, draft: &mut Draft) {
    for key in ["authors", "author"] {
        for author in many(object, key) {
            let name = match author {
                Value::Object(mut author) => string(&mut author, "name"),
                Value::String(name) => Some(name),
                _ => None,
            };
            draft.author(1, &name.unwrap_or_default());
        }
    }
}

/// Takes a string out; numbers are taken as they are written.
fn string(object: &mut Object, key: &str) -> Option<String> {
    match object.get_mut(key)? {
        Value::String(text) => Some(std::mem::take(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn plain(object: &mut Object, key: &str) -> Text {
    Text {
        kind: if key == "content_text" {
            TextKind::Text
        } else {
            TextKind::Unsaid
        },
        buffer: string(object, key).unwrap_or_default(),
        markup: false,
    }
}

fn url(object: &mut Object, key: &str, base: Option<&Url>) -> Option<String> {
    clean::web_url(&string(object, key)?, base)
}

fn date(object: &mut Object, key: &str) -> Option<Timestamp> {
    draft::date(&string(object, key)?)
}

/// The members of a list, or the single value that stands in its place.
fn many(object: &mut Object, key: &str) -> Vec<Value> {
    match object.get_mut(key).map(Value::take) {
        Some(Value::Array(values)) => values,
        Some(Value::Null) | None => Vec::new(),
        Some(value) => vec![value],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_with_everything() {
        let feed = parse(
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"News &amp; more","home_page_url":"http://e.org/",
            "items":[{"id":7,"url":"/a","title":"A","content_html":"<p><a href='b'>x</a></p>","tags":["t"],
            "date_published":"2024-01-02T03:04:05Z","authors":[{"name":"Ada"},{"name":"Bob"}],
            "attachments":[{"url":"http://e.org/a.mp3","mime_type":"audio/mpeg","size_in_bytes":9}]}]}"#,
            Some(&Url::parse("http://e.org/feed.json").expect("valid")),
        )
        .expect("a feed");
        assert_eq!(feed.title.as_deref(), Some("News & more"));
        let entry = &feed.entries[0];
        assert_eq!(
            (entry.id.as_str(), entry.link.as_deref()),
            ("7", Some("http://e.org/a"))
        );
        assert_eq!(entry.author.as_deref(), Some("Ada, Bob"));
        assert_eq!(
            entry.content_html.as_deref(),
            Some("<p><a href='http://e.org/b'>x</a></p>")
        );
        assert_eq!(entry.enclosures[0].length, Some(9));
        assert!(feed.damage.is_none());
    }

    #[test]
    fn a_cut_feed_keeps_its_whole_items() {
        let feed = parse(
            "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"t\",\"items\":[{\"id\":\"1\",\"title\":\"a\"},{\"id\":\"2\",\"title\":\"b\\ud800\",\"url\":\"http",
            None,
        )
        .expect("a feed");
        assert_eq!(feed.entries.len(), 1);
        assert!(feed.damage.is_some());
    }

    #[test]
    fn other_json_is_refused() {
        assert!(matches!(
            parse("{\"posts\":[]}", None),
            Err(FeedError::OtherJson(_))
        ));
        assert!(matches!(
            parse(&"[".repeat(100_000), None),
            Err(FeedError::OtherJson(_))
        ));
    }
}
