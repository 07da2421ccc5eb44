//! Feeds with the faults that other readers are known to stumble over. Each is read whole, or
//! as far as it goes, and then says that it is damaged: none is lost, and none is silently empty.

mod json;
mod meaning;

use std::fmt::Write as _;

use newswire::ingest::feed;
use newswire::model::{Entry, ParsedFeed};
use url::Url;

fn read_as(bytes: &[u8], content_type: Option<&str>) -> ParsedFeed {
    let base = Url::parse("https://news.example/feeds/all.xml").unwrap();
    feed::parse(bytes, content_type, Some(&base)).expect("a feed")
}

fn read(text: &str) -> ParsedFeed {
    read_as(text.as_bytes(), None)
}

fn item(inner: &str) -> Entry {
    let text = format!("<rss version='2.0'><channel><item>{inner}</item></channel></rss>");
    let mut feed = read(&text);
    assert_eq!(feed.entries.len(), 1, "{inner}");
    feed.entries.remove(0)
}

fn titles(feed: &ParsedFeed) -> Vec<&str> {
    feed.entries
        .iter()
        .map(|entry| entry.title.as_str())
        .collect()
}

fn utf16(text: &str, big_endian: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    let bytes = |unit: u16| {
        if big_endian {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(bytes)
        .collect()
}

#[test]
fn utf_16_with_and_without_a_mark_under_any_declaration() {
    for declared in ["utf-16", "UTF-8", "iso-8859-1", "utf-16le"] {
        let text = format!(
            "<?xml version='1.0' encoding='{declared}'?><rss version='2.0'><channel>\
             <item><title>Žluťoučký 日本 😀</title></item></channel></rss>"
        );
        for big_endian in [true, false] {
            for mark in [true, false] {
                let feed = read_as(&utf16(&text, big_endian, mark), None);
                assert_eq!(titles(&feed), ["Žluťoučký 日本 😀"], "{declared}");
                assert_eq!(feed.damage, None);
            }
        }
    }
}

#[test]
fn marks_before_the_declaration() {
    let text = "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><item><title>Größe</title></item></channel></rss>";
    for before in ["\u{feff}", "\u{feff}\u{feff}", "\u{feff} \n", "\n\n  \t"] {
        let feed = read(&format!("{before}{text}"));
        assert_eq!(titles(&feed), ["Größe"], "{before:?}");
    }
}

#[test]
fn a_wrong_declaration_does_not_win_over_the_bytes() {
    let body = "<rss version='2.0'><channel><item><title>Über naïve Façades</title></item></channel></rss>";
    let in_latin: Vec<u8> = body.chars().map(|c| c as u32 as u8).collect();
    for declared in ["utf-8", "us-ascii", "x-no-such-charset", "iso-8859-1"] {
        let mut bytes = format!("<?xml version='1.0' encoding='{declared}'?>").into_bytes();
        bytes.extend(&in_latin);
        let feed = read_as(&bytes, None);
        assert_eq!(titles(&feed), ["Über naïve Façades"], "{declared}");
    }
    for header in [
        "text/xml",
        "application/rss+xml; charset=utf-8",
        "text/plain; charset=\"\"",
    ] {
        let text = format!("<?xml version='1.0' encoding='us-ascii'?>{body}");
        let feed = read_as(text.as_bytes(), Some(header));
        assert_eq!(titles(&feed), ["Über naïve Façades"], "{header}");
    }
}

#[test]
fn roots_of_every_age() {
    let cases = [
        "<rss><channel><item><title>T</title></item></channel></rss>",
        "<rss version='3.14'><channel><item><title>T</title></item></channel></rss>",
        "<rss version='0.94' xmlns='http://backend.userland.com/rss2'><channel><item><title>T</title></item></channel></rss>",
        "<x:rss version='2.0' xmlns:x='http://backend.userland.com/RSS2'><x:channel><x:item><x:title>T</x:title></x:item></x:channel></x:rss>",
        "<RSS VERSION='2.0'><CHANNEL><ITEM><TITLE>T</TITLE></ITEM></CHANNEL></RSS>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://channel.netscape.com/rdf/simple/0.9/'><channel><title>C</title></channel><item><title>T</title></item></rdf:RDF>",
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><item r:about='https://news.example/1'><title>T</title></item></r:RDF>",
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>T</title></entry></feed>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title></entry></feed>",
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>T</a:title></a:entry></a:feed>",
        "<feed xmlns='https://www.w3.org/2005/Atom/'><entry><title>T</title></entry></feed>",
        "<feed><entry><title>T</title></entry></feed>",
    ];
    for text in cases {
        let feed = read(text);
        assert_eq!(titles(&feed), ["T"], "{text}");
        assert_eq!(feed.damage, None, "{text}");
    }
}

#[test]
fn entities_of_html_and_of_the_document_itself() {
    let entry =
        item("<title>caf&eacute;&nbsp;&mdash;&#8364;&#x20ac; AT&T &unknown; R&amp;D</title>");
    assert_eq!(entry.title, "café —€€ AT&T &unknown; R&D");
    let feed = read(
        "<!DOCTYPE rss [<!ENTITY who 'Ada'><!ENTITY both '&who; &amp; Bob'><!ENTITY file SYSTEM 'file:///etc/hostname'>]>\
         <rss version='2.0'><channel><item><title>&both; &file;</title></item></channel></rss>",
    );
    assert!(feed.entries[0].title.starts_with("Ada & Bob"));
    assert_eq!(feed.entries[0].title, "Ada & Bob &file;");
}

#[test]
fn entities_that_grow_are_bounded() {
    let mut text = String::from("<!DOCTYPE rss [<!ENTITY e0 'ha'>");
    for level in 1..40 {
        let inner = format!("&e{};", level - 1).repeat(10);
        write!(text, "<!ENTITY e{level} '{inner}'>").unwrap();
    }
    text.push_str("<!ENTITY self '&self;&self;'>]><rss version='2.0'><channel><item><title>&e39;&self;</title></item><item><title>After</title></item></channel></rss>");
    let feed = read(&text);
    assert_eq!(titles(&feed).last(), Some(&"After"));
    assert!(feed.entries.iter().all(|entry| entry.title.len() < 100_000));
}

#[test]
fn one_bad_tag_costs_no_neighbour() {
    for bad in [
        "<item><title>B</titel></item>",
        "<item><title>B</item>",
        "<item><title>B</title><description>5 < 6 && <b>x</i></description></item>",
        "<item><title>B</title></link></guid></item>",
        "<item><title>B</title><enclosure url=\"x.mp3 type=a></item><item a='\">",
        "<item><title>B</title><description><![CDATA[open ]] > </description></item>]]>",
        "<item><title>B</title><guid a=1 a=1 b c=>x</guid></item>",
    ] {
        let text = format!(
            "<rss version='2.0'><channel><item><title>A</title></item>{bad}<item><title>C</title></item></channel></rss>"
        );
        let feed = read(&text);
        let all = titles(&feed);
        assert_eq!(all.first(), Some(&"A"), "{bad}: {all:?}");
        assert!(all.contains(&"B"), "{bad}: {all:?}");
        assert_eq!(all.last(), Some(&"C"), "{bad}: {all:?}");
    }
}

#[test]
fn a_cut_at_any_byte_keeps_what_came_before_and_says_so() {
    type WriteEntry<'a> = &'a dyn Fn(usize) -> String;
    let rss = |n: usize| {
        format!(
            "<item><title>T{n}</title><link>https://news.example/{n}</link><description><![CDATA[<p>é {n}</p>]]></description></item>"
        )
    };
    let atom = |n: usize| {
        format!(
            "<entry><title type='html'>T{n}</title><id>i{n}</id><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>é</p></div></content></entry>"
        )
    };
    let json = |n: usize| {
        format!(
            "{{\"id\":\"{n}\",\"title\":\"T{n}\",\"content_html\":\"<p>\\u00e9 é</p>\",\"tags\":[\"a\",\"b\"]}}{}",
            if n < 2 { "," } else { "" }
        )
    };
    let kinds: [(&str, WriteEntry<'_>, &str); 3] = [
        (
            "<rss version='2.0'><channel><title>All</title>",
            &rss,
            "</channel></rss>",
        ),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>All</title>",
            &atom,
            "</feed>",
        ),
        (
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"All\",\"items\":[",
            &json,
            "]}",
        ),
    ];
    for (head, entry, tail) in kinds {
        let mut text = head.to_owned();
        let mut ends = Vec::new();
        for n in 0..3 {
            text.push_str(&entry(n));
            ends.push(text.trim_end_matches(',').len());
        }
        text.push_str(tail);
        for cut in head.len()..text.len() {
            let whole = ends.iter().filter(|&&end| end <= cut).count();
            let start = &text.as_bytes()[..cut];
            if whole == 0 && head.starts_with('{') {
                assert!(feed::parse(start, None, None).is_err(), "{head} at {cut}");
                continue;
            }
            let feed = read_as(start, None);
            let kept = titles(&feed);
            assert!(kept.len() >= whole, "{head} at {cut}: {kept:?}");
            for (n, title) in kept.iter().take(whole).enumerate() {
                assert_eq!(*title, format!("T{n}"), "{head} at {cut}");
            }
            assert!(feed.damage.is_some(), "{head} at {cut}");
        }
        assert_eq!(read(&text).damage, None, "{head}");
    }
}

#[test]
fn garbage_behind_the_end_changes_nothing() {
    let rss = "<rss version='2.0'><channel><item><title>T</title></item></channel></rss>";
    let json = r#"{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"T"}]}"#;
    for text in [rss, json] {
        for behind in [
            "\0\0\0",
            "\n<!-- 0.3 s -->",
            "Warning: mysql_connect()",
            "<script>x</script>",
            "]]>",
        ] {
            let feed = read(&format!("{text}{behind}"));
            assert_eq!(titles(&feed), ["T"], "{behind:?}");
        }
    }
    let noise = read(&format!(
        "Notice: undefined index in /x.php on line 3\n{rss}"
    ));
    assert_eq!(titles(&noise), ["T"]);
}

#[test]
fn titles_with_html_are_plain_text() {
    for (written, shown) in [
        ("&lt;b&gt;Bold&lt;/b&gt; &amp;amp; more", "Bold & more"),
        ("<![CDATA[<i>It</i> &#8217;s 5 &lt; 6]]>", "It ’s 5 < 6"),
        ("a <b>b</b> c", "a b c"),
        ("x &lt; y &gt; z", "x < y > z"),
        ("Use &lt;br&gt;\n  or\tnot", "Use or not"),
        ("AC/DC &amp;#38; co", "AC/DC & co"),
    ] {
        assert_eq!(
            item(&format!("<title>{written}</title>")).title,
            shown,
            "{written}"
        );
    }
}

#[test]
fn ids_and_dates_that_are_missing() {
    let twice = [
        item("<title>A</title><link>/a</link>"),
        item("<title>A</title><link>/a</link>"),
        item("<title>A</title><link>/b</link>"),
        item("<description>Only text</description>"),
    ];
    assert_eq!(twice[0].id, twice[1].id);
    assert_ne!(twice[0].id, twice[2].id);
    assert!(twice.iter().all(|entry| !entry.id.is_empty()));
    assert!(twice.iter().all(|entry| entry.published.is_none()));
    let entry = item(
        "<title>A</title><pubDate>yesterday, perhaps</pubDate><guid isPermaLink='true'>https://news.example/p</guid>",
    );
    assert_eq!(entry.published, None);
    assert_eq!(entry.link.as_deref(), Some("https://news.example/p"));
}

#[test]
fn dates_as_feeds_write_them() {
    for (written, instant) in [
        ("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z"),
        ("2003-12-31T10:14:55", "2003-12-31T10:14:55Z"),
        ("2003-12", "2003-12-01T00:00:00Z"),
        ("2003", "2003-01-01T00:00:00Z"),
        ("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("Thu, 01 Jan 2004 19:48:21 MEST", "2004-01-01T17:48:21Z"),
        ("Thu, 01 Jan 2004 19:48:21 Etc/GMT", "2004-01-01T19:48:21Z"),
        (
            "Thu, 01 Jan 2004 19:48:21 GMT-01:01",
            "2004-01-01T20:49:21Z",
        ),
        ("1 January 2004 19:48 +0100", "2004-01-01T18:48:00Z"),
        ("2004-01-01 19:48:21+01", "2004-01-01T18:48:21Z"),
        ("2004-01-01T24:00:00Z", "2004-01-02T00:00:00Z"),
    ] {
        let entry = item(&format!("<title>T</title><pubDate>{written}</pubDate>"));
        let published = entry.published.map(|at| at.to_string());
        assert_eq!(published.as_deref(), Some(instant), "{written}");
    }
}

#[test]
fn addresses_are_resolved_where_they_stand() {
    let feed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://one.example/a/'><entry xml:base='b/'><title>T</title>\
         <link href='c'/><content type='html' xml:base='/d/'>&lt;img src='e.png'> &lt;a href='javascript:x()'>y&lt;/a></content>\
         <summary type='html'>&lt;a href='f'>g&lt;/a></summary></entry></feed>",
    );
    let entry = &feed.entries[0];
    assert_eq!(entry.link.as_deref(), Some("https://one.example/a/b/c"));
    let content = entry.content_html.as_deref().unwrap();
    assert!(content.contains("https://one.example/d/e.png"), "{content}");
    let summary = entry.summary_html.as_deref().unwrap();
    assert!(summary.contains("https://one.example/a/b/f"), "{summary}");
    let entry = item("<title>T</title><link>javascript:alert(1)</link>");
    assert_eq!(entry.link, None);
}

#[test]
fn content_in_every_wrapping() {
    let atom = |content: &str| {
        let text = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title>{content}</entry></feed>"
        );
        read(&text).entries[0]
            .content_html
            .clone()
            .unwrap_or_default()
    };
    for content in [
        "<content type='text/html' mode='base64'>PGI+Qm9sZDwvYj4=</content>",
        "<content type='text/html' mode='base64'>\n PGI+Qm9s\n ZDwvYj4=\n</content>",
        "<content type='html'>&lt;b>Bold&lt;/b></content>",
        "<content type='html'><![CDATA[<b>Bold</b>]]></content>",
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><b>Bold</b></div></content>",
        "<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'><h:b>Bold</h:b></h:div></content>",
        "<content type='application/xhtml+xml' mode='xml'><b>Bold</b></content>",
        "<content type='x-nonsense/ype;;'>&lt;b>Bold&lt;/b></content>",
    ] {
        assert!(
            atom(content).contains("<b>Bold</b>"),
            "{content}: {}",
            atom(content)
        );
    }
    assert!(atom("<content type='text'>&lt;b></content>").contains("&lt;b"));
    let entry = item("<title>T</title><description>Some <i>inner</i> markup</description>");
    assert_eq!(
        entry.summary_html.as_deref(),
        Some("Some <i>inner</i> markup")
    );
}

#[test]
fn modules_under_any_prefix() {
    let feed = read(
        "<rss version='2.0' xmlns:m='http://search.yahoo.com/mrss' xmlns:pod='http://www.itunes.com/DTDs/Podcast-1.0.dtd'\
          xmlns:d='http://purl.org/dc/elements/1.1' xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel><item>\
         <title>T</title><m:group><m:content url='v.mp4' type='video/mp4'/><m:thumbnail url='t.png'/></m:group>\
         <pod:author>Ada</pod:author><d:date>2024-05-06</d:date><c:encoded>&lt;p>Whole&lt;/p></c:encoded><m:title>Not this</m:title></item>\
         <item><title>U</title><media:thumbnail url='u.png'/><dc:creator>Bob</dc:creator><itunes:image href='w.png'/></item></channel></rss>",
    );
    let first = &feed.entries[0];
    assert_eq!(first.title, "T");
    assert_eq!(first.author.as_deref(), Some("Ada"));
    assert_eq!(first.published.unwrap().to_string(), "2024-05-06T00:00:00Z");
    assert_eq!(first.content_html.as_deref(), Some("<p>Whole</p>"));
    assert!(first.thumbnail.as_deref().unwrap().ends_with("/t.png"));
    let second = &feed.entries[1];
    assert_eq!(second.author.as_deref(), Some("Bob"));
    assert!(second.thumbnail.as_deref().unwrap().ends_with(".png"));
}
