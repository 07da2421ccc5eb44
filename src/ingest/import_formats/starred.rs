//! Kept articles in the JSON of the Google Reader API, as Google Takeout, FreshRSS, Inoreader,
//! The Old Reader and others export it: `starred.json`.
//!
//! An object with `items`; each has a title, addresses in `canonical` and `alternate`, a text in
//! `content` or `summary`, where it came from in `origin`, and its states in `categories`
//! (`user/-/state/com.google/starred`).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::address;
use super::article::Foreign;
use super::error::MovingError;
use super::subscriptions::{Reason, Remark, name};
use crate::dates;
use crate::model::Entry;

/// Most articles that one file may bring.
const MAX_ITEMS: usize = 200_000;

/// The kept articles of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Starred {
    /// In the file's order.
    pub articles: Vec<Kept>,
    /// What did not come in.
    pub remarks: Vec<Remark>,
    /// What was wrong with the file although articles could be read.
    pub damage: Option<&'static str>,
}

/// One kept article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// The article.
    pub entry: Entry,
    /// It was read.
    pub read: bool,
    /// The address of its feed.
    pub feed: Option<String>,
    /// The address of its site.
    pub site: Option<String>,
    /// The name of its source.
    pub source_name: Option<String>,
}

/// Reads the JSON, as far as it goes.
///
/// # Errors
/// When there are no items in it.
pub fn read(text: &str) -> Result<Starred, MovingError> {
    let mut found = Found::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let whole = Document(&mut found).deserialize(&mut json);
    let mut starred = Starred {
        damage: whole.is_err().then_some("it is cut off or broken inside"),
        ..Starred::default()
    };
    if found.says_feed {
        return Err(MovingError::Feed);
    }
    let list_of_kept = found.says_starred;
    let marked = |item: &Map<String, Value>| has_state(item, "starred");
    let some_marked = found.items.iter().any(marked);
    for item in found.items {
        if some_marked && !list_of_kept && !marked(&item) {
            starred.remarks.push(remark(Reason::NotStarred, &item));
            continue;
        }
        match kept(&item) {
            Some(article) => starred.articles.push(article),
            None => starred.remarks.push(remark(Reason::NoPlace, &item)),
        }
    }
    if starred.articles.is_empty() {
        return Err(MovingError::OtherJson);
    }
    Ok(starred)
}

fn remark(reason: Reason, item: &Map<String, Value>) -> Remark {
    let what = name(string(item, "title").unwrap_or_default());
    Remark { what, reason }
}

fn kept(item: &Map<String, Value>) -> Option<Kept> {
    let origin = item.get("origin").and_then(Value::as_object);
    let of_origin = |key| origin.and_then(|origin| string(origin, key));
    let site = of_origin("htmlUrl").and_then(|url| address::read(url, None).ok());
    let feed = of_origin("streamId")
        .map(|id| id.strip_prefix("feed/").unwrap_or(id))
        .or(of_origin("feedUrl"))
        .and_then(|url| address::read(url, None).ok());
    let id = string(item, "guid").or_else(|| {
        // The server's own number says nothing to anybody else.
        string(item, "id").filter(|id| !id.starts_with("tag:google.com,2005:reader/"))
    });
    let site = site.map(|site| site.url);
    let entry = Foreign {
        id: id.unwrap_or_default().to_owned(),
        title: string(item, "title").unwrap_or_default().to_owned(),
        author: string(item, "author").unwrap_or_default().to_owned(),
        link: link(item).unwrap_or_default().to_owned(),
        content: content(item).unwrap_or_default().to_owned(),
        mime: String::new(),
        base: site.clone().unwrap_or_default(),
        published: published(item),
    }
    .entry();
    let worth = entry.link.is_some() || (entry.content_html.is_some() && feed.is_some());
    worth.then(|| Kept {
        entry,
        read: has_state(item, "read"),
        feed: feed.map(|feed| feed.url),
        site,
        source_name: of_origin("title").map(name).filter(|name| !name.is_empty()),
    })
}

fn string<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    let text = object.get(key)?.as_str()?;
    Some(text).filter(|text| !text.trim().is_empty())
}

/// `canonical` is the page itself, `alternate` may lead through a feed service.
fn link(item: &Map<String, Value>) -> Option<&str> {
    let listed = |key: &str| {
        let links = item.get(key)?.as_array()?;
        links
            .iter()
            .find_map(|link| string(link.as_object()?, "href"))
    };
    listed("canonical")
        .or_else(|| listed("alternate"))
        .or_else(|| ["url", "link"].iter().find_map(|key| string(item, key)))
}

/// The longer of the two texts; each is `{"content": …}` or a bare string.
fn content(item: &Map<String, Value>) -> Option<&str> {
    let text = |key: &str| match item.get(key)? {
        Value::String(text) => Some(text.as_str()),
        Value::Object(inner) => string(inner, "content"),
        _ => None,
    };
    let both = [text("content"), text("summary")];
    both.into_iter().flatten().max_by_key(|text| text.len())
}

/// Seconds since 1970.
fn published(item: &Map<String, Value>) -> i64 {
    let time = |key: &str, per_second: i64| {
        let seconds = match item.get(key)? {
            Value::Number(number) => number.as_i64()? / per_second,
            Value::String(text) => match text.trim().parse::<i64>() {
                Ok(number) => number / per_second,
                Err(_) => dates::strict(text)?.as_second(),
            },
            _ => return None,
        };
        (seconds > 0).then_some(seconds)
    };
    time("published", 1)
        .or_else(|| time("updated", 1))
        .or_else(|| time("crawlTimeMsec", 1_000))
        .or_else(|| time("timestampUsec", 1_000_000))
        .unwrap_or_default()
}

/// Whether an item's categories have a state; the middle names the user.
fn has_state(item: &Map<String, Value>, state: &str) -> bool {
    let categories = item.get("categories").and_then(Value::as_array);
    let suffix = format!("/state/com.google/{state}");
    categories.into_iter().flatten().any(|category| {
        let named = category.as_str().or_else(|| category.get("id")?.as_str());
        named.is_some_and(|named| named.ends_with(&suffix))
    })
}

/// What the reading of a document gathers; what was gathered before damage stays.
#[derive(Default)]
struct Found {
    items: Vec<Map<String, Value>>,
    /// The list itself says that it is the starred one.
    says_starred: bool,
    /// It says that it is a feed.
    says_feed: bool,
}

/// The outermost value: an object with `items`, or the items alone.
struct Document<'a>(&'a mut Found);

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object with items, or a list of items")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "items" => map.next_value_seed(Items(self.0))?,
                "id" => {
                    let id: Value = map.next_value()?;
                    self.0.says_starred |= id
                        .as_str()
                        .is_some_and(|id| id.ends_with("/state/com.google/starred"));
                }
                "version" => {
                    let version: Value = map.next_value()?;
                    self.0.says_feed |= version
                        .as_str()
                        .is_some_and(|version| version.contains("jsonfeed.org"));
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        Items(self.0).visit_seq(seq)
    }
}

struct Items<'a>(&'a mut Found);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(item) = seq.next_element::<Value>()? {
            if let Value::Object(item) = item
                && self.0.items.len() < MAX_ITEMS
            {
                self.0.items.push(item);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILE: &str = r#"{"id":"user/123/state/com.google/starred","title":"Starred","items":[
        {"id":"tag:google.com,2005:reader/item/000a","crawlTimeMsec":"1700000000123","published":1699999999,
         "title":"One &amp; only","author":"Ada",
         "canonical":[{"href":"https://a.example/1"}],"alternate":[{"href":"https://b.example/1","type":"text/html"}],
         "categories":["user/-/state/com.google/read","user/-/label/x"],
         "summary":{"content":"<p>Short</p>"},"content":{"content":"<p>The whole text <img src='/a.png'></p>"},
         "origin":{"streamId":"feed/https://a.example/feed","title":"A","htmlUrl":"https://a.example/"}},
        {"title":"No address at all"},
        {"guid":"tag:a,2","title":"Two","alternate":[{"href":"https://a.example/2"}],"timestampUsec":"1600000000000000","summary":"plain"},
        null, 7]}"#;

    #[test]
    fn kept_articles_come_with_all_that_is_known() {
        let starred = read(FILE).unwrap();
        assert_eq!(starred.articles.len(), 2);
        assert_eq!(starred.damage, None);
        let one = &starred.articles[0];
        assert_eq!(one.entry.title, "One & only");
        assert_eq!(one.entry.link.as_deref(), Some("https://a.example/1"));
        assert_eq!(
            one.entry.published.map(jiff::Timestamp::as_second),
            Some(1_699_999_999)
        );
        assert!(
            one.entry
                .content_html
                .as_ref()
                .unwrap()
                .contains("https://a.example/a.png")
        );
        assert!(one.read && !one.entry.id.starts_with("tag:google"));
        assert_eq!(one.feed.as_deref(), Some("https://a.example/feed"));
        let two = &starred.articles[1];
        assert_eq!((two.entry.id.as_str(), two.read), ("tag:a,2", false));
        assert_eq!(
            two.entry.published.map(jiff::Timestamp::as_second),
            Some(1_600_000_000)
        );
        assert_eq!(starred.remarks[0].reason, Reason::NoPlace);
    }

    #[test]
    fn of_a_mixed_list_only_the_starred_come_in() {
        let file = r#"[{"title":"A","alternate":[{"href":"https://a.example/1"}],"categories":["user/1/state/com.google/starred"]},
            {"title":"B","alternate":[{"href":"https://a.example/2"}],"categories":["user/1/state/com.google/reading-list"]}]"#;
        let starred = read(file).unwrap();
        assert_eq!(starred.articles.len(), 1);
        assert_eq!(starred.remarks[0].reason, Reason::NotStarred);
    }

    #[test]
    fn a_cut_off_file_gives_what_stands_before_the_cut() {
        let cut = &FILE[..FILE.find("\"guid\"").unwrap()];
        let starred = read(cut).unwrap();
        assert_eq!(starred.articles.len(), 1);
        assert!(starred.damage.is_some());
    }

    proptest! {
        #[test]
        fn no_cut_panics(at in 0..FILE.len()) {
            let _ = read(&FILE[..at]);
        }
    }
}
