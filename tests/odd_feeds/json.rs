//! JSON Feeds that are damaged, bent, or too long.

use super::{read, titles};

#[test]
fn json_keeps_what_stands_before_any_damage() {
    let whole = r#"{"id":"1","title":"A","tags":["x"]}"#;
    for bad in [
        ",]}",
        r#",{"id":undefined}]}"#,
        r#",{"id":"2" "title":"B"}]}"#,
        ",\n{'id':'2'}\n]}",
        r#",{"id":NaN,"title":"B"},{"id":"3"}]}"#,
        "}}",
        ",{\"id\":2,\"a\":[[[[",
        "{\"id\":\"2\"}]}",
        ",\u{fffd}é{}]}",
    ] {
        let text = format!(
            "{{\"version\":\"https://jsonfeed.org/version/1.1\",\n\"authors\":[{{\"name\":\"Ö\"}}],\"items\":[\n{whole}{bad}"
        );
        let feed = read(&text);
        assert_eq!(titles(&feed).first(), Some(&"A"), "{bad}");
        assert!(feed.damage.is_some(), "{bad}");
    }
}

#[test]
fn json_that_bends_the_rules() {
    let feed = read(
        r#"{"title":"T","feed_url":"https://news.example/f.json","items":[
        {"id":7,"url":"/a","title":"<b>A</b>","content_text":"1 < 2\n3","date_published":"2024-05-06T07:08:09+02:00","author":{"name":"Ada"},"tags":"one","attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":"12"}]},
        {"id":null,"title":null,"content_html":"<p>Only a body","authors":["Bob"],"date_modified":1714979289,"image":"i.png"},
        null, 5, []]}"#,
    );
    assert_eq!(feed.entries.len(), 2);
    let first = &feed.entries[0];
    assert_eq!(first.id, "7");
    assert_eq!(first.link.as_deref(), Some("https://news.example/a"));
    assert_eq!(first.author.as_deref(), Some("Ada"));
    assert_eq!(first.categories, ["one"]);
    assert_eq!(first.published.unwrap().to_string(), "2024-05-06T05:08:09Z");
    assert_eq!(first.enclosures[0].url, "https://news.example/feeds/a.mp3");
    let second = &feed.entries[1];
    assert!(!second.id.is_empty());
    assert_eq!(second.author.as_deref(), Some("Bob"));
    assert_eq!(
        second.thumbnail.as_deref(),
        Some("https://news.example/feeds/i.png")
    );
}

#[test]
fn too_many_entries_are_cut_and_named() {
    let items = "<item><title>T</title></item>".repeat(10_050);
    let feed = read(&format!("<rss><channel>{items}</channel></rss>"));
    assert_eq!(feed.entries.len(), 10_000);
    assert!(feed.damage.unwrap().contains("first 10000"));
    let items = vec![r#"{"title":"T"}"#; 10_050].join(",");
    let feed = read(&format!(
        r#"{{"version":"https://jsonfeed.org/version/1","items":[{items}]}}"#
    ));
    assert_eq!(feed.entries.len(), 10_000);
    assert!(feed.damage.unwrap().contains("first 10000"));
}
