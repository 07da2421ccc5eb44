//! Whole feeds, as the wild writes them.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> ParsedFeed {
    let base = Url::parse("http://example.org/feed/").expect("valid");
    parse(text.as_bytes(), None, Some(&base)).expect("a feed")
}

#[test]
fn rss_with_its_usual_modules() {
    let feed = read(
        r#"<?xml version="1.0" encoding="utf-16"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
        <channel><title>News &amp;amp; views</title><link>http://example.org/</link><language>de_AT</language>
        <image><title>Logo</title><url>/logo.png</url><link>http://elsewhere/</link></image>
        <ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod><skipDays><day>Sunday</day></skipDays>
        <item><title><![CDATA[Fire &#8211; <b>again</b>]]></title><guid isPermaLink="false">x1</guid>
          <link>/a?b=1&c=2</link><pubDate>Thu, 01 Jan 2004 19:48 EST</pubDate><dc:creator>Ada</dc:creator>
          <description>Short &lt;a href="z"&gt;text&lt;/a&gt;</description>
          <content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
          <category>one</category><category>two</category>
          <enclosure url="http://example.org/a.mp3" type="audio/mpeg" length="12"/>
          <media:group><media:thumbnail url="/t.jpg"/></media:group></item>
        </channel></rss>"#,
    );
    assert_eq!(
        (feed.format.as_str(), feed.damage.as_deref()),
        ("rss20", None)
    );
    assert_eq!(feed.title.as_deref(), Some("News & views"));
    assert_eq!(feed.link.as_deref(), Some("http://example.org/"));
    assert_eq!(feed.language.as_deref(), Some("de-AT"));
    assert_eq!(
        (feed.pacing.gap_seconds, feed.pacing.skip_days),
        (Some(5_400), vec![7])
    );
    let entry = &feed.entries[0];
    assert_eq!(entry.title, "Fire – again");
    assert_eq!(entry.id, "x1");
    assert_eq!(entry.link.as_deref(), Some("http://example.org/a?b=1&c=2"));
    assert_eq!(
        entry.published.map(|at| at.to_string()).as_deref(),
        Some("2004-01-02T00:48:00Z")
    );
    assert_eq!(entry.author.as_deref(), Some("Ada"));
    assert_eq!(
        entry.summary_html.as_deref(),
        Some("Short <a href=\"http://example.org/feed/z\">text</a>")
    );
    assert_eq!(entry.content_html.as_deref(), Some("<p>Long</p>"));
    assert_eq!(entry.categories, ["one", "two"]);
    assert_eq!(entry.enclosures[0].length, Some(12));
    assert_eq!(entry.thumbnail.as_deref(), Some("http://example.org/t.jpg"));
}

#[test]
fn atom_of_both_versions() {
    let feed = read(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://e.org/b/" xml:lang="fr"><title type="text">1 &lt; 2</title>
        <link rel="self" href="feed"/><link href="."/>
        <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> &lt;tag></div></title>
          <id>tag:e.org,1</id><updated>2024-01-02T03:04:05Z</updated><link rel="enclosure" href="c.mp3" type="audio/mpeg"/>
          <link rel="alternate" href="a"/><author><name>Ada</name><email>a@e.org</email></author><author><name>Bob</name></author>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x &amp; <img src="i.png"/></p></div></content></entry></feed>"#,
    );
    assert_eq!(
        (feed.format.as_str(), feed.language.as_deref()),
        ("atom10", Some("fr"))
    );
    assert_eq!(
        (feed.title.as_deref(), feed.link.as_deref()),
        (Some("1 < 2"), Some("http://e.org/b/"))
    );
    let entry = &feed.entries[0];
    assert_eq!(entry.title, "A bold <tag>");
    assert_eq!(entry.link.as_deref(), Some("http://e.org/b/a"));
    assert_eq!(entry.author.as_deref(), Some("Ada, Bob"));
    assert_eq!(entry.published, entry.updated);
    assert!(
        entry
            .content_html
            .as_deref()
            .is_some_and(|html| html.contains("x &amp; <img src=\"http://e.org/b/i.png\">"))
    );
    let old = read(
        r#"<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title>
        <content type="text/html" mode="base64">PGI+Ym9sZDwvYj4=</content><issued>2003-12-31T10:14:55Z</issued></entry></feed>"#,
    );
    assert_eq!(old.format, "atom03");
    assert_eq!(old.entries[0].content_html.as_deref(), Some("<b>bold</b>"));
}

#[test]
fn entries_before_the_damage_are_kept() {
    let item = |n: u32| format!("<item><title>T{n}</title><link>http://e.org/{n}</link></item>");
    let whole = format!(
        "<rss version='2.0'><channel>{}{}{}",
        item(1),
        item(2),
        item(3)
    );
    for (cut, kept) in [
        (whole.len(), 3),
        (whole.len() - 20, 3),
        (whole.len() - 45, 2),
    ] {
        let feed = read(&whole[..cut]);
        assert_eq!(feed.entries.len(), kept, "{cut}");
        assert!(feed.damage.is_some());
    }
    let wrong = read(
        "<rss><channel><item><title>A</titel><guid>1</guid></item><item><title>B & C < D</title></item></channel></rss> junk <x>",
    );
    let titles: Vec<_> = wrong
        .entries
        .iter()
        .map(|entry| entry.title.as_str())
        .collect();
    assert_eq!(titles, ["A", "B & C < D"]);
    assert!(wrong.damage.is_some());
    let unclosed =
        read("<rss><channel><item><title>A</title><item><title>B</title></item></channel></rss>");
    assert_eq!(unclosed.entries.len(), 2);
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    let error = |text: &str| parse(text.as_bytes(), None, None).expect_err("no feed");
    assert_eq!(error(" \n"), FeedError::Empty);
    assert_eq!(error("<!DOCTYPE html><html><body>"), FeedError::Page);
    assert_eq!(error("<svg xmlns='x'/>"), FeedError::OtherXml("svg".into()));
    assert_eq!(error("hello"), FeedError::Unknown);
}

proptest! {
    /// No bytes make the parser panic, and what it gives can be shown.
    #[test]
    fn everything_is_clean(body in "[<>/a-e&#x;\"'=!\\[\\]\u{1b}\u{9b}\u{202e} é]{0,80}", cut in 0_usize..200) {
        let text = format!("<rss version='2.0'><channel><item><title>{body}</title><description>{body}</description><link>{body}</link></item></channel></rss>");
        let end = text.floor_char_boundary(cut.min(text.len()));
        for text in [text.as_str(), &text[..end]] {
            let Ok(feed) = parse(text.as_bytes(), None, None) else { continue };
            for entry in feed.entries {
                let single = clean::line(&entry.title);
                prop_assert_eq!(&single, &entry.title);
                let html = entry.summary_html.unwrap_or_default();
                prop_assert_eq!(clean::text(&html), html);
                prop_assert!(entry.link.is_none_or(|link| link.starts_with("http")));
            }
        }
    }
}
