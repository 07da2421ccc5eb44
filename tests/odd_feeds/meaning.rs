//! What the parts of a feed mean: titles about markup, text without markup, people, files.

use super::{read, titles};

fn rss(items: &str) -> String {
    format!(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><title>T</title>{items}</channel></rss>"
    )
}

#[test]
fn titles_keep_every_word_in_every_format() {
    let title = "The &lt;table&gt; element and Vec&lt;String&gt;";
    let shown = "The <table> element and Vec<String>";
    for feed in [
        rss(&format!("<item><title>{title}</title></item>")),
        rss(&format!("<item><title><![CDATA[{shown}]]></title></item>")),
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{title}</title></entry></feed>"),
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='text'>{title}</title></entry></feed>"),
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>The &amp;lt;table&amp;gt; element and Vec&amp;lt;String&amp;gt;</title></entry></feed>".to_owned(),
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{title}</div></title></entry></feed>"),
        format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{{\"id\":1,\"title\":\"{shown}\"}}]}}"),
    ] {
        assert_eq!(titles(&read(&feed)), [shown], "{feed}");
    }
    let bold = "&lt;b&gt;Bold&lt;/b&gt; move";
    assert_eq!(
        titles(&read(&rss(&format!("<item><title>{bold}</title></item>")))),
        ["Bold move"]
    );
    let untyped = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{bold}</title></entry></feed>"
    );
    assert_eq!(titles(&read(&untyped)), ["<b>Bold</b> move"]);
}

#[test]
fn text_without_markup_keeps_its_lines() {
    let html =
        "<p>One<br>\ntwo</p>\n<p>See <a href=\"https://a.example/x\">https://a.example/x</a>.</p>";
    let text = "One\ntwo\n\nSee https://a.example/x.";
    let json = "One\\ntwo\\n\\nSee https://a.example/x.";
    for feed in [
        rss(&format!(
            "<item><title>t</title><description>{text}</description></item>"
        )),
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:m='http://search.yahoo.com/mrss/'><entry><title>t</title><m:group><m:description>{text}</m:description></m:group></entry></feed>"
        ),
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><summary type='text'>{text}</summary></entry></feed>"
        ),
        format!(
            "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{{\"id\":1,\"title\":\"t\",\"content_text\":\"{json}\"}}]}}"
        ),
    ] {
        let entry = &read(&feed).entries[0];
        let said = entry.summary_html.as_ref().or(entry.content_html.as_ref());
        assert_eq!(said.map(String::as_str), Some(html), "{feed}");
    }
    let marked =
        rss("<item><title>t</title><description>&lt;p&gt;One\ntwo&lt;/p&gt;</description></item>");
    assert_eq!(
        read(&marked).entries[0].summary_html.as_deref(),
        Some("<p>One\ntwo</p>")
    );
}

#[test]
fn what_was_escaped_twice_is_read_once_more() {
    let summary = |text: &str| {
        let item = format!("<item><title>t</title><description>{text}</description></item>");
        read(&rss(&item)).entries[0].summary_html.clone()
    };
    assert_eq!(
        summary("&amp;lt;p&amp;gt;Para one&amp;lt;/p&amp;gt;").as_deref(),
        Some("<p>Para one</p>")
    );
    assert_eq!(
        summary("Write &amp;lt;p&amp;gt; and &amp;lt;/p&amp;gt;").as_deref(),
        Some("Write &lt;p&gt; and &lt;/p&gt;")
    );
}

#[test]
fn content_of_a_type_that_is_no_text_is_no_text() {
    let content = |attributes: &str, text: &str| {
        let feed = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><content {attributes}>{text}</content></entry></feed>"
        );
        read(&feed).entries[0].content_html.clone()
    };
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB";
    for attributes in [
        "type='image/png'",
        "type='application/octet-stream'",
        "mode='base64' type='image/png'",
        "mode='base64'",
    ] {
        assert_eq!(content(attributes, png), None, "{attributes}");
    }
    let words = "PHA+V29yZHM8L3A+";
    for attributes in [
        "mode='base64'",
        "mode='base64' type='text/html'",
        "type='application/octet-stream'",
    ] {
        let read = content(attributes, words);
        assert_eq!(read.as_deref(), Some("<p>Words</p>"), "{attributes}");
    }
}

#[test]
fn people_are_names_and_those_of_the_feed_count() {
    let author = |feed: &str| read(feed).entries[0].author.clone().unwrap_or_default();
    for (creator, name) in [
        (
            "&lt;a href='/ada'&gt;Ada Lovelace&lt;/a&gt;",
            "Ada Lovelace",
        ),
        (
            "<![CDATA[<a href=\"/a\">Ada</a>, <a href=\"/b\">Bob</a>]]>",
            "Ada, Bob",
        ),
        ("<a href='/ada'>Ada Lovelace</a>", "Ada Lovelace"),
        ("&lt;span&gt;Ada&lt;/span&gt;", "Ada"),
        ("Ada &amp;amp; Bob", "Ada & Bob"),
    ] {
        let feed = rss(&format!(
            "<item><title>t</title><dc:creator>{creator}</dc:creator></item>"
        ));
        assert_eq!(author(&feed), name, "{creator}");
    }
    let item = "<item><title>t</title></item>";
    assert_eq!(
        author(&rss(&format!(
            "<itunes:author>Quay Radio</itunes:author>{item}"
        ))),
        "Quay Radio"
    );
    assert_eq!(
        author(&rss(&format!("{item}<dc:creator>Ada</dc:creator>"))),
        "Ada"
    );
    assert_eq!(
        author(&rss(&format!(
            "<managingEditor>x@a.example (Ed)</managingEditor>{item}"
        ))),
        ""
    );
    let own = "<item><title>t</title><dc:creator>Bob</dc:creator></item>";
    assert_eq!(
        author(&rss(&format!(
            "<itunes:author>Quay Radio</itunes:author>{own}"
        ))),
        "Bob"
    );
    let atom = |entry: &str| {
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Ada</name></author><entry><title>t</title>{entry}</entry></feed>"
        )
    };
    assert_eq!(author(&atom("")), "Ada");
    assert_eq!(author(&atom("<author><name>Bob</name></author>")), "Bob");
    assert_eq!(
        author(&atom("<source><author><name>Cyd</name></author></source>")),
        "Cyd"
    );
    let json = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"authors\":[{\"name\":\"Ada\"}],\"items\":[{\"id\":1,\"title\":\"t\"}]}";
    assert_eq!(author(json), "Ada");
}

#[test]
fn a_file_is_the_link_of_an_entry_without_one() {
    let item = |link: &str| {
        rss(&format!(
            "<item><title>t</title>{link}<enclosure url='https://a.example/1.mp3' type='audio/mpeg' length='99'/><itunes:duration>32:27</itunes:duration></item>"
        ))
    };
    let feed = read(&item(""));
    assert_eq!(
        feed.entries[0].link.as_deref(),
        Some("https://a.example/1.mp3")
    );
    let file = &feed.entries[0].enclosures[0];
    assert_eq!((file.length, file.seconds), (Some(99), Some(1_947)));
    let feed = read(&item("<link>https://a.example/1</link>"));
    assert_eq!(feed.entries[0].link.as_deref(), Some("https://a.example/1"));
}

#[test]
fn dates_that_mean_nothing_are_none() {
    for date in [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "0000-00-00 00:00:00",
    ] {
        let feed = read(&rss(&format!(
            "<item><title>t</title><pubDate>{date}</pubDate></item>"
        )));
        assert_eq!(feed.entries[0].published, None, "{date}");
    }
}
