//! Forty feeds of the shapes that news sites, blogs and podcasts send: eight kinds in five
//! languages, sizes and charsets. Made up here, the same in every run.

use std::fmt::Write;

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, WINDOWS_1251, WINDOWS_1252};

/// The shapes, as rows of the measurement.
pub const KINDS: [&str; 8] = [
    "rss_content",
    "rss_escaped",
    "podcast",
    "media_rss",
    "atom_xhtml",
    "atom_html",
    "rdf",
    "json",
];

/// One feed as a server sends it.
pub struct Document {
    pub name: String,
    pub kind: &'static str,
    pub bytes: Vec<u8>,
    pub entries: usize,
}

/// A language with its words, a size in kilobytes and a charset.
struct Edition {
    language: &'static str,
    words: &'static str,
    kilobytes: usize,
    charset: &'static Encoding,
}

static EDITIONS: [Edition; 5] = [
    Edition {
        language: "en",
        words: "the market council of minister rose after a vote on water prices and said that rain \
                would delay works in northern towns while engineers repaired two bridges near harbour \
                AT&T R&D report quarterly \"record\" growth 4.5% despite <strong> demand",
        kilobytes: 500,
        charset: UTF_8,
    },
    Edition {
        language: "fr",
        words: "le marché a clôturé en hausse après l'annonce du ministère sur les prix de l'énergie où \
                les élus débattent à propos de la forêt brûlée et des réservoirs à moitié pleins cœur \
                «été» économie coûteuse",
        kilobytes: 60,
        charset: WINDOWS_1252,
    },
    Edition {
        language: "ru",
        words: "рынок вырос после заседания совета министров по ценам на воду и дороги в северных городах \
                где инженеры чинили мосты у порта вчера вечером сообщило агентство",
        kilobytes: 120,
        charset: WINDOWS_1251,
    },
    Edition {
        language: "ja",
        words: "市場は 閣僚会議の 後に 上昇し 水道料金の 改定が 北部の 町で 議論された 港の 橋を 修理する 技術者が \
                昨日 発表した ニュース 経済 天気",
        kilobytes: 30,
        charset: SHIFT_JIS,
    },
    Edition {
        language: "de",
        words: "der Markt stieg nach der Sitzung des Rates über Wasserpreise und Straßen in nördlichen \
                Städten während Ingenieure zwei Brücken am Hafen prüften größer für Übung",
        kilobytes: 10,
        charset: UTF_8,
    },
];

/// All forty.
pub fn documents() -> Vec<Document> {
    let mut all = Vec::new();
    for kind in KINDS {
        for edition in &EDITIONS {
            all.push(document(kind, edition));
        }
    }
    all
}

/// What stands before the items.
type Head = fn(&mut Writer);
/// One item.
type Item = fn(&mut Writer, usize);

fn document(kind: &'static str, edition: &Edition) -> Document {
    let mut writer = Writer {
        words: edition.words.split_whitespace().collect(),
        language: edition.language,
        state: 0x2545_f491_4f6c_dd1d ^ kind.len() as u64,
        out: String::new(),
    };
    // A JSON text is UTF-8, whatever the site's pages are in.
    let charset = if kind == "json" {
        UTF_8
    } else {
        edition.charset
    };
    let (head, entry, tail): (Head, Item, &str) = match kind {
        "rss_content" => (rss_head, rss_content, "</channel>\n</rss>\n"),
        "rss_escaped" => (rss_head, rss_escaped, "</channel>\n</rss>\n"),
        "podcast" => (rss_head, podcast, "</channel>\n</rss>\n"),
        "media_rss" => (rss_head, media_rss, "</channel>\n</rss>\n"),
        "atom_xhtml" => (atom_head, atom_xhtml, "</feed>\n"),
        "atom_html" => (atom_head, atom_html, "</feed>\n"),
        "rdf" => (rdf_head, rdf, "</rdf:RDF>\n"),
        _ => (json_head, json, "]}\n"),
    };
    if kind != "json" {
        let label = charset.name().to_lowercase();
        let _ = writeln!(writer.out, "<?xml version=\"1.0\" encoding=\"{label}\"?>");
    }
    head(&mut writer);
    let mut entries = 0;
    while writer.out.len() < edition.kilobytes * 1_000 {
        entry(&mut writer, entries);
        entries += 1;
    }
    writer.out.push_str(tail);
    Document {
        name: format!("{kind}-{}", edition.language),
        kind,
        bytes: charset.encode(&writer.out).0.into_owned(),
        entries,
    }
}

/// A stream of words that is the same in every run.
struct Writer {
    words: Vec<&'static str>,
    language: &'static str,
    state: u64,
    out: String,
}

impl Writer {
    fn number(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) as usize % below
    }

    /// Plain words, unescaped.
    fn words(&mut self, count: usize) -> String {
        let chosen: Vec<&str> = (0..count)
            .map(|_| {
                let at = self.number(self.words.len());
                self.words[at]
            })
            .collect();
        chosen.join(" ")
    }

    fn title(&mut self) -> String {
        let count = 6 + self.number(6);
        self.words(count)
    }

    /// Paragraphs of HTML with links, a picture and emphasis, as content systems make them.
    fn html(&mut self, paragraphs: usize) -> String {
        let mut html = String::new();
        for number in 0..paragraphs {
            let count = 20 + self.number(50);
            let text = escape(&self.words(count));
            let place = self.number(10_000);
            match number % 4 {
                0 => {
                    let _ = writeln!(
                        html,
                        "<p>{text} <a href=\"/news/{place}\" rel=\"nofollow\">{place}</a> &#8211; {text}&nbsp;&hellip;</p>"
                    );
                }
                1 => {
                    let _ = writeln!(
                        html,
                        "<figure class=\"wp-block-image size-large\"><img src=\"https://cdn.news.example/{place}.jpg\" width=\"1024\" height=\"683\" alt=\"{place}\" /><figcaption>{place}</figcaption></figure>\n<p>{text}</p>"
                    );
                }
                2 => {
                    let _ = writeln!(html, "<blockquote><p><em>{text}</em></p></blockquote>");
                }
                _ => {
                    let _ = writeln!(
                        html,
                        "<p><strong>{place}</strong> {text}</p>\n<ul><li>{place}</li><li><a href=\"https://news.example/tag/{place}\">{place}</a></li></ul>"
                    );
                }
            }
        }
        html
    }

    fn date(&mut self, at: usize) -> String {
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let (day, month) = (1 + at % 28, MONTHS[at / 28 % 12]);
        format!(
            "{day:02} {month} 2025 {:02}:{:02}:07 +0200",
            at % 24,
            at % 60
        )
    }

    fn iso_date(&mut self, at: usize) -> String {
        let (day, month) = (1 + at % 28, 1 + at / 28 % 12);
        format!(
            "2025-{month:02}-{day:02}T{:02}:{:02}:07+02:00",
            at % 24,
            at % 60
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn rss_head(writer: &mut Writer) {
    let (title, language) = (escape(&writer.title()), writer.language);
    let _ = writeln!(
        writer.out,
        "<rss version=\"2.0\"\n\txmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n\txmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n\txmlns:atom=\"http://www.w3.org/2005/Atom\"\n\txmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"\n\txmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\"\n\txmlns:media=\"http://search.yahoo.com/mrss/\"\n\txmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">\n<channel>\n\t<title>{title}</title>\n\t<atom:link href=\"https://news.example/feed/\" rel=\"self\" type=\"application/rss+xml\" />\n\t<link>https://news.example/</link>\n\t<description>{title}</description>\n\t<language>{language}</language>\n\t<sy:updatePeriod>hourly</sy:updatePeriod>\n\t<sy:updateFrequency>1</sy:updateFrequency>\n\t<generator>https://cms.example/?v=6.5</generator>"
    );
}

fn rss_content(writer: &mut Writer, at: usize) {
    let (title, date) = (escape(&writer.title()), writer.date(at));
    let paragraphs = 4 + writer.number(12);
    let (summary, html) = (escape(&writer.words(40)), writer.html(paragraphs));
    let (author, label) = (writer.words(2), writer.words(1));
    let _ = writeln!(
        writer.out,
        "\t<item>\n\t\t<title>{title} &#8217;{at}&#8217;</title>\n\t\t<link>https://news.example/2025/01/story-{at}/</link>\n\t\t<comments>https://news.example/2025/01/story-{at}/#comments</comments>\n\t\t<dc:creator><![CDATA[{author}]]></dc:creator>\n\t\t<pubDate>Wed, {date}</pubDate>\n\t\t<category><![CDATA[{label}]]></category>\n\t\t<category><![CDATA[News]]></category>\n\t\t<guid isPermaLink=\"false\">https://news.example/?p={at}</guid>\n\t\t<description><![CDATA[<p>{summary} [&#8230;]</p>]]></description>\n\t\t<content:encoded><![CDATA[{html}]]></content:encoded>\n\t\t<slash:comments>3</slash:comments>\n\t</item>"
    );
}

fn rss_escaped(writer: &mut Writer, at: usize) {
    let (title, date) = (escape(&writer.title()), writer.date(at));
    let html = escape(&writer.html(2));
    let author = escape(&writer.words(2));
    let _ = writeln!(
        writer.out,
        "<item><title>{title}</title><link>https://news.example/a/{at}?utm_source=rss&amp;utm_medium=feed</link><guid>https://news.example/a/{at}</guid><author>desk@news.example ({author})</author><pubDate>Wed, {date}</pubDate><description>{html}</description></item>"
    );
}

fn podcast(writer: &mut Writer, at: usize) {
    let (title, date) = (escape(&writer.title()), writer.date(at));
    let (html, plain) = (writer.html(3), escape(&writer.words(60)));
    let author = escape(&writer.words(2));
    let _ = writeln!(
        writer.out,
        "    <item>\n      <title>{at}: {title}</title>\n      <itunes:title>{title}</itunes:title>\n      <itunes:episode>{at}</itunes:episode>\n      <itunes:episodeType>full</itunes:episodeType>\n      <itunes:author>{author}</itunes:author>\n      <itunes:duration>00:43:12</itunes:duration>\n      <itunes:explicit>false</itunes:explicit>\n      <itunes:image href=\"https://cdn.news.example/cover-{at}.jpg\"/>\n      <itunes:summary>{plain}</itunes:summary>\n      <description><![CDATA[{html}]]></description>\n      <content:encoded><![CDATA[{html}]]></content:encoded>\n      <enclosure url=\"https://cdn.news.example/{at}.mp3?dest-id=1&amp;x=2\" length=\"41509632\" type=\"audio/mpeg\"/>\n      <guid isPermaLink=\"false\">gid://art19/{at}</guid>\n      <pubDate>Wed, {date}</pubDate>\n    </item>"
    );
}

fn media_rss(writer: &mut Writer, at: usize) {
    let (title, date) = (writer.title(), writer.date(at));
    let (plain, caption) = (escape(&writer.words(25)), escape(&writer.words(12)));
    let iso = writer.iso_date(at);
    let _ = writeln!(
        writer.out,
        "<item><title><![CDATA[{title}]]></title><link>https://news.example/world/{at}</link><description>{plain}</description><category domain=\"https://news.example/world\">World</category><category domain=\"https://news.example/europe\">Europe</category><pubDate>Wed, {date}</pubDate><guid>https://news.example/world/{at}</guid><media:content width=\"140\" url=\"https://img.news.example/{at}/140.jpg?s=1&amp;q=85\"><media:credit scheme=\"urn:ebu\">Agency</media:credit><media:description>{caption}</media:description></media:content><media:content width=\"460\" url=\"https://img.news.example/{at}/460.jpg?s=1&amp;q=85\" medium=\"image\" type=\"image/jpeg\"/><media:thumbnail url=\"https://img.news.example/{at}/t.jpg\" width=\"140\" height=\"84\"/><dc:creator>Desk</dc:creator><dc:date>{iso}</dc:date></item>"
    );
}

fn atom_head(writer: &mut Writer) {
    let (title, language) = (escape(&writer.title()), writer.language);
    let _ = writeln!(
        writer.out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n  <title type=\"text\">{title}</title>\n  <subtitle>{title}</subtitle>\n  <updated>2025-01-02T03:04:05Z</updated>\n  <link rel=\"alternate\" type=\"text/html\" href=\"https://news.example/\"/>\n  <link rel=\"self\" type=\"application/atom+xml\" href=\"https://news.example/atom.xml\"/>\n  <id>tag:news.example,2025:/</id>"
    );
}

/// Well-formed markup: XHTML has no names for characters.
fn xhtml(writer: &mut Writer) -> String {
    writer
        .html(6)
        .replace("&nbsp;", "&#160;")
        .replace("&hellip;", "&#8230;")
}

fn atom_xhtml(writer: &mut Writer, at: usize) {
    let (title, iso) = (escape(&writer.title()), writer.iso_date(at));
    let (html, author) = (xhtml(writer), escape(&writer.words(2)));
    let _ = writeln!(
        writer.out,
        "  <entry xml:base=\"https://news.example/{at}/\">\n    <title>{title}</title>\n    <link rel=\"alternate\" type=\"text/html\" href=\"story.html\"/>\n    <id>tag:news.example,2025:/{at}</id>\n    <updated>{iso}</updated>\n    <published>{iso}</published>\n    <author><name>{author}</name><uri>https://news.example/desk</uri></author>\n    <category term=\"world\" scheme=\"https://news.example/\" label=\"World\"/>\n    <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{html}</div></content>\n  </entry>"
    );
}

fn atom_html(writer: &mut Writer, at: usize) {
    let (title, iso) = (escape(&escape(&writer.title())), writer.iso_date(at));
    let (html, author) = (escape(&writer.html(6)), escape(&writer.words(2)));
    let summary = escape(&writer.words(30));
    let _ = writeln!(
        writer.out,
        "  <entry><id>https://news.example/e/{at}</id><title type=\"html\">{title}</title><link href=\"https://news.example/e/{at}\"/><updated>{iso}</updated><author><name>{author}</name></author><media:thumbnail url=\"https://img.news.example/{at}.png\" height=\"72\" width=\"72\"/><summary>{summary}</summary><content type=\"html\">{html}</content></entry>"
    );
}

fn rdf_head(writer: &mut Writer) {
    let title = escape(&writer.title());
    let _ = writeln!(
        writer.out,
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n<channel rdf:about=\"https://news.example/rdf\"><title>{title}</title><link>https://news.example/</link><description>{title}</description></channel>"
    );
}

fn rdf(writer: &mut Writer, at: usize) {
    let (title, iso) = (escape(&writer.title()), writer.iso_date(at));
    let (plain, html) = (escape(&writer.words(40)), writer.html(3));
    let author = escape(&writer.words(2));
    let _ = writeln!(
        writer.out,
        "<item rdf:about=\"https://news.example/r/{at}\">\n<title>{title}</title>\n<link>https://news.example/r/{at}</link>\n<description>{plain}</description>\n<dc:date>{iso}</dc:date>\n<dc:creator>{author}</dc:creator>\n<dc:subject>World</dc:subject>\n<content:encoded><![CDATA[{html}]]></content:encoded>\n</item>"
    );
}

fn json_head(writer: &mut Writer) {
    let (title, language) = (json_string(&writer.title()), writer.language);
    let _ = write!(
        writer.out,
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":{title},\"language\":\"{language}\",\"home_page_url\":\"https://news.example/\",\"feed_url\":\"https://news.example/feed.json\",\"items\":["
    );
}

fn json(writer: &mut Writer, at: usize) {
    let (title, iso) = (json_string(&writer.title()), writer.iso_date(at));
    let (html, plain) = (json_string(&writer.html(6)), json_string(&writer.words(30)));
    let author = json_string(&writer.words(2));
    let comma = if at == 0 { "" } else { "," };
    let _ = write!(
        writer.out,
        "{comma}\n{{\"id\":\"https://news.example/j/{at}\",\"url\":\"https://news.example/j/{at}\",\"title\":{title},\"summary\":{plain},\"content_html\":{html},\"date_published\":\"{iso}\",\"authors\":[{{\"name\":{author}}}],\"tags\":[\"world\",\"news\"],\"image\":\"https://img.news.example/{at}.jpg\"}}"
    );
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
